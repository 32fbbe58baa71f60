"""Encodes what the house says: one explicit function per message."""

import math
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from der_server.emotion.feeling import Evidence, SocialState, Spread, Transition
from der_server.faults import DerError
from der_server.labels import EMOTIONS, SOCIAL
from der_server.models.bundle import Bundle
from der_server.privacy.notice import PrivacyNotice
from der_server.session.refusals import Refused
from der_server.session.state import State
from der_server.v1 import emotion_pb2, service_pb2, session_pb2
from der_server.wire import words
from der_server.wire.encode_advice import avatar_fields, dialogue_fields
from der_server.wire.status import reason_value

MAX_CUES = 12
Fields = dict[str, Any]
"""A message's fields by name; protobuf makes the message in its place, in half the time of making and copying it."""


def encode_response(state: State, *, full: bool, latency_us: int) -> service_pb2.SessionResponse:
    """A state as an answer to the session's own client. `full`: with cues and reasons."""
    return service_pb2.SessionResponse(state=_state(state, full=full, latency_us=latency_us))  # type: ignore[arg-type]


def encode_state(state: State, *, full: bool, latency_us: int) -> emotion_pb2.SessionState:
    """A state for the session's own client. `full`: with cues and reasons."""
    return emotion_pb2.SessionState(**_state(state, full=full, latency_us=latency_us))


def encode_watched(state: State, *, latency_us: int) -> emotion_pb2.SessionState:
    """A state without cues, reasons, avatars and dialogue."""
    return emotion_pb2.SessionState(**_watched(state, reasons=False, latency_us=latency_us))


def _state(state: State, *, full: bool, latency_us: int) -> Fields:
    out = _watched(state, reasons=full, latency_us=latency_us)
    if full:
        strongest = sorted(state.feeling.cues.items(), key=itemgetter(1), reverse=True)[:MAX_CUES]
        out["cues"] = [{"name": name, "value": value} for name, value in strongest]
        out["deeds"] = [
            {"kind": words.BEHAVIOUR.value(deed.kind), "pace": deed.pace, "dwell_s": deed.dwell_s}
            for deed in state.deeds
        ]
    out["avatars"] = [avatar_fields(i, advice) for i, advice in enumerate(state.avatars)]
    out["dialogue"] = dialogue_fields(state.dialogue, full=full)
    return out


def _watched(state: State, *, reasons: bool, latency_us: int) -> Fields:
    feeling = state.feeling
    return {
        "sequence": state.sequence,
        "covered_from_us": state.covered_from_us,
        "covered_to_us": state.covered_to_us,
        "trigger": words.TRIGGER.value(state.trigger),
        "probabilities": feeling.probs.tolist(),
        "unknown": feeling.unknown,
        "label_index": int(feeling.probs.argmax()) if feeling.unknown else feeling.label,
        "confidence": feeling.confidence,
        "valence": _spread(feeling.valence),
        "arousal": _spread(feeling.arousal),
        "dominance": _spread(feeling.dominance),
        "social": [_social(social, reasons=reasons) for social in feeling.social],
        "evidence": [_evidence(name, item) for name, item in feeling.evidence.items()],
        "transitions": [_transition(transition) for transition in feeling.transitions],
        "stale": feeling.stale,
        "bundle_index": state.bundle_index,
        "server_latency_us": max(0, latency_us),
    }


def _spread(spread: Spread) -> Fields:
    return {"mean": spread.mean, "spread": spread.spread}


def _social(social: SocialState, *, reasons: bool) -> Fields:
    return {
        "label_index": SOCIAL.index(social.name),
        "level": social.level,
        "confidence": social.confidence,
        "reasons": social.reasons if reasons else (),
    }


def _evidence(modality: str, item: Evidence) -> Fields:
    return {
        "modality": words.MODALITY.value(modality),
        "weight": item.weight,
        "quality": item.quality,
        "age_s": item.age_s if math.isfinite(item.age_s) else -1.0,
    }


def _transition(transition: Transition) -> Fields:
    return {
        "label_index": EMOTIONS.index(transition.label),
        "kind": words.TRANSITION.value(transition.kind),
        "time_us": transition.time_us,
    }


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
