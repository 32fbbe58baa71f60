"""The server's first answer, and what `Describe` says with the same words."""

from der_server.advice.packs import LANGUAGES
from der_server.advice.rig import rigs
from der_server.labels import EMOTIONS, MODALITIES, SOCIAL
from der_server.privacy.law import Gate
from der_server.privacy.notice import notice_for
from der_server.session.hall import Guest
from der_server.session.house import House
from der_server.session.permission import Permission
from der_server.session.visit import Visit
from der_server.v1 import service_pb2, session_pb2
from der_server.wire import words
from der_server.wire.encode import encode_bundles, encode_notice
from der_server.wire.limits import limits
from der_server.wire.standards import body_infos, face_infos
from der_server.wire.status import reason_value

CAPABILITIES = (
    "resume",
    "watch",
    "analyze",
    "clock_probes",
    "withdraw",
    "text_en",
    "text_zh",
    "voice_opus",
    "voice_pcm24",
    "voice_echo_gate",
    "rooms",
    "calibrate",
    "feedback",
    "profile_service",
)
UNATTESTED = "The operator does not attest this purpose here: the session goes on for the purpose `INTERACTION`."


def encode_ready(visit: Visit, guest: Guest, house: House, *, resumed: bool) -> session_pb2.Ready:
    """What was understood, what is refused, and what must be shown before inference starts."""
    start = visit.start
    wanted = _wanted(visit)
    purpose, storing = visit.permission.ruling.purpose, house.terms.storing
    notice = notice_for(start.language, wanted, house.terms.operator_name, purpose, storing=storing)
    return session_pb2.Ready(
        session_id=guest.session_id,
        labels=EMOTIONS,
        social_labels=SOCIAL,
        layouts=_layouts(visit),
        targets=encode_targets(visit),
        limits=limits(house.terms.idle_timeout_s, house.hall.resume_s),
        capabilities=CAPABILITIES,
        bundles=encode_bundles(house.bundles),
        notice=encode_notice(notice),
        refusals=_refusals(visit),
        resume_token=guest.resume_token,
        awaiting_notice=visit.permission.awaiting_notice,
        resumed=resumed,
        reset=bool(start.resume_token) and not resumed,
        rate_hz=start.rate_hz,
    )


def encode_targets(visit: Visit) -> list[session_pb2.TargetLayout]:
    """Each avatar with the order of its weights."""
    rigs_by_id = visit.judgement.avatars.rigs
    return [
        session_pb2.TargetLayout(
            id=target.id,
            rig=target.rig,
            names=rigs_by_id[target.id].names,
            ignored_names=rigs_by_id[target.id].unadvised,
            viseme_names=rigs_by_id[target.id].visemes,
        )
        for target in visit.judgement.targets
    ]


def _wanted(visit: Visit) -> tuple[str, ...]:
    """Modalities that were declared or granted and will be read."""
    come = visit.start.declared | {"text", "behaviour"}
    return tuple(m for m in MODALITIES if m in come & visit.permission.allowed())


def _layouts(visit: Visit) -> list[session_pb2.SourceLayout]:
    out = []
    for modality, readers in (("face", visit.face.readers), ("body", visit.body.readers)):
        for source_id, reader in readers.items():
            layout = session_pb2.SourceLayout(
                source_id=source_id,
                modality=words.MODALITY.value(modality),  # type: ignore[arg-type]
                standard=reader.standard,
                names=reader.names,
                ignored_names=reader.ignored_names,
            )
            out.append(layout)
    return out


def _refusals(visit: Visit) -> list[session_pb2.Refusal]:
    """What was declared or granted and is not given: by lack of consent, or by law."""
    permission = visit.permission
    told = [
        _unread(permission, modality)
        for modality in MODALITIES
        if modality in visit.start.declared | permission.granted() and modality not in permission.allowed()
    ]
    told += [_refusal(f"use:{use}", rule.reason, rule.says) for use, rule in permission.struck().items()]
    if unattested := permission.ruling.unattested:
        told.append(_refusal(f"purpose:{unattested}", "NOT_ATTESTED", UNATTESTED))
    return told


def _unread(permission: Permission, modality: str) -> session_pb2.Refusal:
    """Why a modality is not read."""
    rule = permission.ruling.bars(modality) or permission.unreleased(modality)
    if rule:
        return _refusal(f"modality:{modality}", rule.reason, rule.says)
    message = f"No consent for `infer` of {modality} in this scenario and for this purpose: it will not be read."
    return _refusal(f"modality:{modality}", "NO_CONSENT", message)


def _refusal(what: str, reason: str, message: str) -> session_pb2.Refusal:
    return session_pb2.Refusal(what=what, reason=reason_value(reason), message=message)


def describe(house: House, version: str) -> service_pb2.DescribeResponse:
    """What this server reads, advises and runs."""
    notice = notice_for("en", MODALITIES, house.terms.operator_name, storing=house.terms.storing)
    return service_pb2.DescribeResponse(
        version=version,
        labels=EMOTIONS,
        social_labels=SOCIAL,
        face_standards=face_infos(),
        skeletons=body_infos(),
        rigs=[_info(name, names, ()) for name, names in rigs()],
        domains=tuple(house.packs),
        languages=LANGUAGES,
        bundles=encode_bundles(house.bundles),
        limits=limits(house.terms.idle_timeout_s, house.hall.resume_s),
        notice=encode_notice(notice),
        capabilities=CAPABILITIES,
        jurisdiction=house.terms.gate.operator.jurisdiction,
        attestations=_attestations(house.terms.gate),
    )


def _attestations(gate: Gate) -> list[service_pb2.Attestation]:
    return [
        service_pb2.Attestation(
            scenario=words.SCENARIO.value(scenario),  # type: ignore[arg-type]
            purpose=words.PURPOSE.value(purpose),  # type: ignore[arg-type]
        )
        for scenario in sorted(gate.attested)
        for purpose in sorted(gate.attested[scenario])
    ]


def _info(name: str, names: tuple[str, ...], ignored: tuple[str, ...]) -> service_pb2.LayoutInfo:
    return service_pb2.LayoutInfo(name=name, names=names, ignored_names=ignored)
