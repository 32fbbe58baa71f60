"""Decodes what a client declares: `start` and `update`."""

from collections.abc import Sequence

from google.protobuf.timestamp_pb2 import Timestamp

from der_server.advice.advice import Target
from der_server.faults import BadDeclaration, BadRequest, TooMuch
from der_server.privacy.consent import Grant
from der_server.privacy.law import Context
from der_server.session.start import Source, Start, Update, VoiceFormat
from der_server.v1 import advice_pb2, session_pb2
from der_server.wire import words
from der_server.wire.encode_person import decode_resting
from der_server.wire.limits import MAX_ID_BYTES, MAX_NAMES, MAX_SOURCES

DEFAULT_RATE_HZ = 10.0


def decode_start(start: session_pb2.SessionStart) -> Start:
    """Raises BadRequest, BadDeclaration or TooMuch, each saying what to do."""
    context = start.context
    return Start(
        person_id=_id(start.person_id, "person_id"),
        room_id=_id(start.room_id, "room_id"),
        resume_token=_id(start.resume_token, "resume_token"),
        context=Context(
            scenario=words.SCENARIO.word(context.scenario) or "general",
            subject_role=words.SUBJECT_ROLE.word(context.subject_role),
            jurisdiction=_id(context.jurisdiction, "jurisdiction"),
            age_class=words.AGE_CLASS.word(context.age_class),
            purpose=words.PURPOSE.word(context.purpose) or "interaction",
        ),
        grants=tuple(decode_grant(grant) for grant in start.consent),
        notice_version_shown=_id(start.notice_version_shown, "notice_version_shown"),
        language=_id(start.language, "language") or "en",
        faces=_sources(start.face_sources, "face_sources"),
        bodies=_sources(start.body_sources, "body_sources"),
        voice=_voice(start.voice) if start.HasField("voice") else None,
        targets=_targets(start.targets),
        rate_hz=_rate_hz(start.rate_hz) or DEFAULT_RATE_HZ,
        full_detail=start.detail == session_pb2.DETAIL_LEVEL_FULL,
        domain=_id(start.domain, "domain"),
        intent=words.INTENT.word(start.plot_intent),
        model_choice=words.MODEL_CHOICE.word(start.model_choice),
        capabilities=frozenset(_names(start.client.capabilities, "client.capabilities")),
    )


def decode_update(update: session_pb2.SessionUpdate) -> Update:
    """Raises as `decode_start` does."""
    return Update(
        rate_hz=_rate_hz(update.rate_hz) or None,
        full_detail=None if not update.detail else update.detail == session_pb2.DETAIL_LEVEL_FULL,
        targets=_targets(update.targets),
        scenario=words.SCENARIO.word(update.scenario) or None,
        faces=_sources(update.add_face_sources, "add_face_sources"),
        bodies=_sources(update.add_body_sources, "add_body_sources"),
        mute=tuple(filter(None, map(words.MODALITY.word, update.mute))),
        unmute=tuple(filter(None, map(words.MODALITY.word, update.unmute))),
        language=_id(update.language, "language"),
        domain=_id(update.domain, "domain"),
        intent=words.INTENT.word(update.plot_intent),
    )


def _id(text: str, field: str) -> str:
    if len(text.encode()) > MAX_ID_BYTES:
        raise TooMuch(f"`{field}` is longer than {MAX_ID_BYTES} bytes.", field=field)
    return text


def _rate_hz(rate_hz: float) -> float:
    if rate_hz and not 1 <= rate_hz <= 30:
        raise BadRequest("`rate_hz` must be 1 to 30, or 0 for the default of 10.", field="rate_hz")
    return rate_hz


def _seconds(time: Timestamp) -> float:
    return time.seconds + time.nanos / 1e9


def decode_grant(grant: session_pb2.ConsentGrant) -> Grant:
    """One grant. What this build does not know of it is left out."""
    return Grant(
        modality=words.MODALITY.word(grant.modality),
        uses=frozenset(filter(None, map(words.USE.word, grant.uses))),
        expire_s=_seconds(grant.expire_time) if grant.HasField("expire_time") else None,
        notice_version=_id(grant.notice_version, "consent.notice_version"),
        scenario=words.SCENARIO.word(grant.scenario),
        purpose=words.PURPOSE.word(grant.purpose),
    )


def _names(names: Sequence[str], field: str) -> tuple[str, ...]:
    if len(names) > MAX_NAMES:
        raise TooMuch(f"`{field}` has more than {MAX_NAMES} names.", field=field)
    return tuple(_id(name, field) for name in names)


def _sources(
    sources: Sequence[session_pb2.FaceSource] | Sequence[session_pb2.BodySource], field: str
) -> tuple[Source, ...]:
    if len(sources) > MAX_SOURCES:
        raise TooMuch(f"`{field}` has more than {MAX_SOURCES} entries.", field=field)
    out = tuple(
        Source(s.id, _id(s.standard, field), _names(s.names, field), _id(s.device, field), decode_resting(s))
        for s in sources
    )
    if len({source.id for source in out}) != len(out):
        raise BadDeclaration(f"`{field}`: two sources have the same id; number them 0, 1, 2.", field=field)
    return out


def _voice(voice: session_pb2.VoiceFormat) -> VoiceFormat:
    encoding = words.ENCODING.word(voice.encoding) or "pcm16"
    return VoiceFormat(voice.sample_rate_hz, voice.channels or 1, encoding, voice.hears_counterpart)


def _targets(targets: Sequence[advice_pb2.AdviceTarget]) -> tuple[Target, ...]:
    if len(targets) > MAX_SOURCES:
        raise TooMuch(f"`targets` has more than {MAX_SOURCES} entries.", field="targets")
    out = tuple(
        Target(
            id=_id(t.id, "targets.id"),
            rig=_id(t.rig, "targets.rig") or "custom",
            names=_names(t.names, "targets.names"),
            role=words.ROLE.word(t.role) or "own",
            style=words.STYLE.word(t.style) or "natural",
            intensity=t.intensity or 1.0,
        )
        for t in targets
    )
    if len({target.id for target in out}) != len(out):
        raise BadDeclaration("`targets`: two targets have the same id.", field="targets.id")
    return out
