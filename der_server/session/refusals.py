"""Bad samples cost only themselves: they are counted here and told to the client now and then."""

from collections import Counter
from dataclasses import dataclass

ADVICE = {
    "BAD_FRAME": "A sample does not fit what was declared in `start`; check counts, byte lengths and encodings.",
    "NOT_FINITE": "NaN or infinity in a sample; send the region as lost instead.",
    "OUT_OF_RANGE": "A number is outside its documented range; check scales and normalise quaternions.",
    "TIME_WENT_BACK": "capture_time_us must not go back within a stream; use a monotonic clock.",
    "TIME_IN_FUTURE": "capture_time_us runs more than 5 s ahead; use one monotonic clock, in microseconds.",
    "WRONG_UNITS": "Positions look like centimetres; send metres.",
    "NO_CONSENT": "No consent covers this modality here; the samples were not read.",
    "AI_ACT_5_1_F": "At work and in education the EU AI Act, Art. 5(1)(f), forbids to read this; text alone is read.",
    "NO_WRITTEN_RELEASE": "Consent to this must be a written release here: see `ready.refusals`; it was not read.",
    "NOT_ADULT": "Nothing is adapted to children, teenagers and people whose age is not known.",
    "SELF_ONLY": "Under this purpose results reach the person alone, and this use is not open.",
    "AWAITING_NOTICE": "Show the notice of `ready` and send `notice_shown`; nothing is read before.",
    "TOO_FAST": "Samples come faster than the limits in `ready`; some were not read.",
    "NOT_BUILT_YET": "This part is not built yet; it was ignored.",
    "NO_SIGNAL": "Only zeros, or the same values for over a second: check that the tracker or microphone runs.",
    "CLIPPED": "The voice is cut off at its loudest; turn the microphone down. It was read all the same.",
    "WRONG_RATE": "The voice comes faster or slower than its sample_rate_hz; declare the device's real rate.",
    "LEFT_RIGHT_SWAPPED": "Left and right of the body look exchanged; convert to right-handed axes, undo mirroring.",
    "BAD_REQUEST": "A value was not understood; it was ignored.",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """`count` samples of `what` refused for `reason` since the last report."""

    reason: str
    what: str
    count: int

    @property
    def advice(self) -> str:
        return ADVICE[self.reason]


class Refusals:
    """Counts refusals and lets each kind be reported at most once per second."""

    PERIOD_US = 1_000_000

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._told_us: dict[tuple[str, str], int] = {}

    def add(self, reason: str, what: str, count: int = 1) -> None:
        """Count a refusal; `reason` is a name of ErrorReason less its prefix."""
        if count:
            self._counts[reason, what] += count

    def due(self, now_us: int, *, everything: bool = False) -> list[Refused]:
        """What should be told now (server clock); each kind again after a second."""
        out = []
        for key in list(self._counts):
            told_us = self._told_us.get(key)
            if everything or told_us is None or now_us - told_us >= self.PERIOD_US:
                out.append(Refused(*key, self._counts.pop(key)))
                self._told_us[key] = now_us
        return out
