"""States of the wire as plain values with names: what `--json` prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from der_server.v1 import emotion_pb2, service_pb2, session_pb2, signals_pb2


@dataclass(frozen=True, slots=True)
class Names:
    """The announced orders."""

    labels: tuple[str, ...]
    social: tuple[str, ...]

    @classmethod
    def of(cls, announced: session_pb2.Ready | service_pb2.AnalyzeResponse) -> "Names":
        """From `ready` or an analysis."""
        return cls(tuple(announced.labels), tuple(announced.social_labels))

    def label(self, state: emotion_pb2.SessionState) -> str:
        """The label held; empty where it is unknown."""
        return "" if state.unknown else self.labels[state.label_index]

    def levels(self, state: emotion_pb2.SessionState) -> dict[str, float]:
        """Membership of each social state."""
        return {self.social[level.label_index]: level.level for level in state.social}


def modality_word(value: int) -> str:
    """`face` for MODALITY_FACE."""
    known = signals_pb2.Modality.DESCRIPTOR.values_by_number
    return known[value].name.removeprefix("MODALITY_").lower() if value in known else "?"


def state_values(state: emotion_pb2.SessionState, names: Names, begin_us: int) -> dict[str, Any]:
    """One state, with time in seconds from the beginning."""
    return {
        "time_s": round((state.covered_to_us - begin_us) / 1e6, 3),
        "label": names.label(state) or "unknown",
        "likeliest": names.labels[state.label_index],
        "confidence": round(state.confidence, 4),
        "probabilities": {n: round(p, 4) for n, p in zip(names.labels, state.probabilities, strict=True)},
        "valence": _estimate(state.valence),
        "arousal": _estimate(state.arousal),
        "dominance": _estimate(state.dominance),
        "social": {name: round(level, 4) for name, level in names.levels(state).items()},
        "evidence": {modality_word(e.modality): round(e.weight, 4) for e in state.evidence},
        "strategy": state.dialogue.strategy,
    }


def _estimate(estimate: emotion_pb2.Estimate) -> dict[str, float]:
    return {"mean": round(estimate.mean, 4), "spread": round(estimate.spread, 4)}


def notice_values(notices: Sequence[session_pb2.Notice]) -> list[dict[str, Any]]:
    """Refused samples by reason."""
    return [
        {"reason": reason_word(n.reason), "what": n.what, "count": n.count, "message": n.message} for n in notices
    ]


def reason_word(value: int) -> str:
    """`BAD_FRAME` for ERROR_REASON_BAD_FRAME."""
    from der_server.v1.errors_pb2 import ErrorReason

    known = ErrorReason.DESCRIPTOR.values_by_number
    return known[value].name.removeprefix("ERROR_REASON_") if value in known else "?"
