"""Encodes what the house says: one explicit function per message."""

import math
from collections.abc import Mapping, Sequence

from der_server.emotion.feeling import Evidence, Feeling, SocialState, Spread
from der_server.faults import DerError
from der_server.labels import EMOTIONS, SOCIAL
from der_server.models.bundle import Bundle
from der_server.privacy.notice import PrivacyNotice
from der_server.session.refusals import Refused
from der_server.session.state import State
from der_server.v1 import emotion_pb2, session_pb2
from der_server.wire import words
from der_server.wire.encode_advice import encode_avatar, encode_dialogue
from der_server.wire.status import reason_value

MAX_CUES = 12


def encode_state(state: State, *, full: bool, latency_us: int) -> emotion_pb2.SessionState:
    """A state for the session's own client. `full`: with cues and reasons."""
    out = encode_watched(state, latency_us=latency_us)
    feeling = state.feeling
    if full:
        strongest = sorted(feeling.cues.items(), key=lambda cue: -cue[1])[:MAX_CUES]
        out.cues.extend(emotion_pb2.Cue(name=name, value=value) for name, value in strongest)
        for level, social in zip(out.social, feeling.social, strict=True):
            level.reasons.extend(social.reasons)
        out.deeds.extend(
            emotion_pb2.DeedLevel(
                kind=words.BEHAVIOUR.value(deed.kind),  # type: ignore[arg-type]
                pace=deed.pace,
                dwell_s=deed.dwell_s,
            )
            for deed in state.deeds
        )
    out.avatars.extend(encode_avatar(i, advice) for i, advice in enumerate(state.avatars))
    out.dialogue.CopyFrom(encode_dialogue(state.dialogue, full=full))
    return out


def encode_watched(state: State, *, latency_us: int) -> emotion_pb2.SessionState:
    """A state without cues, reasons, avatars and dialogue."""
    feeling = state.feeling
    label = int(feeling.probs.argmax()) if feeling.unknown else feeling.label
    return emotion_pb2.SessionState(
        sequence=state.sequence,
        covered_from_us=state.covered_from_us,
        covered_to_us=state.covered_to_us,
        trigger=words.TRIGGER.value(state.trigger),  # type: ignore[arg-type]
        probabilities=feeling.probs.tolist(),
        unknown=feeling.unknown,
        label_index=label,
        confidence=feeling.confidence,
        valence=_spread(feeling.valence),
        arousal=_spread(feeling.arousal),
        dominance=_spread(feeling.dominance),
        social=[_social(social) for social in feeling.social],
        evidence=_evidence(feeling.evidence),
        transitions=_transitions(feeling),
        stale=feeling.stale,
        bundle_index=state.bundle_index,
        server_latency_us=max(0, latency_us),
    )


def _spread(spread: Spread) -> emotion_pb2.Estimate:
    return emotion_pb2.Estimate(mean=spread.mean, spread=spread.spread)


def _social(social: SocialState) -> emotion_pb2.SocialLevel:
    return emotion_pb2.SocialLevel(
        label_index=SOCIAL.index(social.name), level=social.level, confidence=social.confidence
    )


def _evidence(evidence: Mapping[str, Evidence]) -> list[emotion_pb2.ModalityEvidence]:
    return [
        emotion_pb2.ModalityEvidence(
            modality=words.MODALITY.value(name),  # type: ignore[arg-type]
            weight=item.weight,
            quality=item.quality,
            age_s=item.age_s if math.isfinite(item.age_s) else -1.0,
        )
        for name, item in evidence.items()
    ]


def _transitions(feeling: Feeling) -> list[emotion_pb2.Transition]:
    return [
        emotion_pb2.Transition(
            label_index=EMOTIONS.index(t.label),
            kind=words.TRANSITION.value(t.kind),  # type: ignore[arg-type]
            time_us=t.time_us,
        )
        for t in feeling.transitions
    ]


def encode_bundles(bundles: Sequence[Bundle]) -> list[session_pb2.ModelBundle]:
    """Models in use, in the order `bundle_index` means."""
    return [
        session_pb2.ModelBundle(
            name=b.card.name,
            modality=words.MODALITY.value(b.card.modality),  # type: ignore[arg-type]
            version=b.card.version,
            digest=b.digest,
            terms=b.card.terms,
            trained=b.card.trained,
            trained_on=b.card.trained_on,
            notes=b.card.notes,
        )
        for b in bundles
    ]


def encode_notice(notice: PrivacyNotice) -> session_pb2.PrivacyNotice:
    """What must be shown to the person."""
    return session_pb2.PrivacyNotice(
        version=notice.version,
        language=notice.language,
        text=notice.text,
        modalities=[words.MODALITY.value(m) for m in notice.modalities],  # type: ignore[misc]
        purpose=words.PURPOSE.value(notice.purpose),  # type: ignore[arg-type]
        keep_signals_s=notice.keep_signals_s,
        stores=notice.stores,
        operator_name=notice.operator_name,
    )


def encode_refused(refused: Refused) -> session_pb2.Notice:
    """Samples that were not read."""
    return session_pb2.Notice(
        reason=reason_value(refused.reason), message=refused.advice, count=refused.count, what=refused.what
    )


def encode_failure(error: DerError) -> session_pb2.Notice:
    """Something the session goes on without."""
    return session_pb2.Notice(reason=reason_value(error.reason), message=str(error), count=1, what="profile")
