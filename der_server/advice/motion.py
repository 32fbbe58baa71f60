"""How displays move: each rises in its onset, stays for its apex, falls in its offset; one half of the face leads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from der_server.advice.display import FOLLOW, Display, displays

HALVES = ("upper", "lower")
Out = tuple[float, int]
"""How far a half of the face is out with a display, 0..1, and until when (microseconds) it stays so at least."""
Timing = tuple[float, float, float]
"""Onset, apex and offset in seconds."""
REST: tuple[Out, Out] = ((0.0, 0), (0.0, 0))


@dataclass(frozen=True, slots=True)
class Motion:
    """out: place of a display -> upper and lower half; displays at rest are not there, and few ever are."""

    time_us: int
    out: Mapping[int, tuple[Out, Out]] = field(default_factory=dict)

    def toward(self, wanted: Mapping[int, float], time_us: int, speed: float = 1.0) -> "Motion":
        """The motion after `wanted` (0..1 by place, else 0) held until client time `time_us`; time never goes back.

        How often it is called does not matter while `wanted` stays. speed: of all timing.
        """
        now_us = max(time_us, self.time_us)
        timing, out = _timing(speed), {}
        for place in sorted(self.out.keys() | wanted.keys()):
            target = wanted.get(place, 0.0)
            upper, lower = self.out.get(place, REST)
            upper = _moved(upper, target, self.time_us, now_us, timing[place][0])
            lower = _moved(lower, target, self.time_us, now_us, timing[place][1])
            if target > 0 or upper[0] > 0 or lower[0] > 0:
                out[place] = (upper, lower)
        return Motion(now_us, out)


def _moved(out: Out, wanted: float, before_us: int, now_us: int, timing: Timing) -> Out:
    shown, apex_us = out
    onset_s, apex_s, offset_s = timing
    if wanted > shown:
        rise_s = min((now_us - before_us) / 1e6, (wanted - shown) * onset_s)
        return min(wanted, shown + rise_s / onset_s), before_us + int((rise_s + apex_s) * 1e6)
    fall_s = max(0, now_us - max(before_us, apex_us)) / 1e6
    return max(wanted, shown - fall_s / offset_s), apex_us


@lru_cache(64)
def _timing(speed: float) -> tuple[tuple[Timing, Timing], ...]:
    """Of every display, upper and lower half; the half that does not lead takes longer."""
    return tuple((_half("upper", d, speed), _half("lower", d, speed)) for d in displays())


def _half(half: str, display: Display, speed: float) -> Timing:
    slower = (1.0 if half == display.lead else FOLLOW) / speed
    return slower * display.onset_s, slower * display.apex_s, slower * display.offset_s
