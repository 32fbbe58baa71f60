"""What a person, or somebody watching, says of a stretch of a visit."""

import math
from dataclasses import dataclass

from der_server.labels import EMOTIONS


@dataclass(frozen=True, slots=True)
class Feedback:
    """from_us, to_us: client time. verdict: `right`, `wrong` or empty. label: one of `labels.EMOTIONS`, or empty;
    dimensions: valence and arousal -1..1, or None. source: `person` or `observer`."""

    from_us: int
    to_us: int
    verdict: str = ""
    label: str = ""
    dimensions: tuple[float, float] | None = None
    source: str = "person"

    @property
    def fault(self) -> str:
        """Why it cannot be used; empty where it can."""
        if self.to_us < self.from_us:
            return "bad_span"
        if self.label and self.label not in EMOTIONS:
            return "unknown_label"
        if self.dimensions and not all(math.isfinite(x) and -1 <= x <= 1 for x in self.dimensions):
            return "bad_dimensions"
        return "" if self.verdict or self.label or self.dimensions else "nothing_said"


@dataclass(frozen=True, slots=True)
class Result:
    """What a feedback changed. count: feedbacks taken into account so far."""

    accepted: bool
    message: str
    count: int
