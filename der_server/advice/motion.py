"""How displays move: each rises in its onset, stays for its apex, falls in its offset; one half of the face leads."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from der_server.advice.display import FOLLOW, displays

Floats = NDArray[np.float32]
HALVES = ("upper", "lower")


@dataclass(frozen=True, slots=True)
class Motion:
    """shown f32[2, displays]: how far each display is out in the upper and the lower half; apex_us i64[2, displays]:
    until when it stays out at least."""

    shown: Floats
    apex_us: NDArray[np.int64]
    time_us: int

    @classmethod
    def starting(cls, time_us: int) -> "Motion":
        """A face at rest."""
        shape = (len(HALVES), len(displays()))
        return cls(np.zeros(shape, np.float32), np.full(shape, time_us, np.int64), time_us)

    def toward(self, wanted: Floats, time_us: int, speed: float = 1.0) -> "Motion":
        """The motion after `wanted` f32[displays] held until client time `time_us`; time never goes back.

        How often it is called does not matter while `wanted` stays. speed: of all timing.
        """
        now_us = max(time_us, self.time_us)
        onset_s, apex_us, offset_s = _timing(speed)
        rise_s = (now_us - self.time_us) / 1e6
        fall_s = np.maximum(0, now_us - np.maximum(self.time_us, self.apex_us)) / 1e6
        risen = np.minimum(wanted, self.shown + np.float32(rise_s) / onset_s)
        fallen = np.maximum(wanted, self.shown - fall_s / offset_s)
        gap = wanted - self.shown
        rises = gap > 0
        stays_us = (np.minimum(rise_s, gap * onset_s) * np.float32(1e6) + apex_us).astype(np.int64)
        held_us = np.where(rises, self.time_us + stays_us, self.apex_us)  # in integers: a clock may count from 1970
        return Motion(np.where(rises, risen, fallen).astype(np.float32), held_us, now_us)


@lru_cache(64)
def _timing(speed: float) -> tuple[Floats, Floats, Floats]:
    """Onset in seconds, apex in microseconds and offset in seconds at a speed, each f32[2, displays]; the half that
    does not lead takes longer."""
    rows = [
        [(1.0 if half == d.lead else FOLLOW) * np.array([d.onset_s, d.apex_s, d.offset_s]) for d in displays()]
        for half in HALVES
    ]
    onset_s, apex_s, offset_s = np.moveaxis(np.array(rows, np.float32), 2, 0) / np.float32(speed)
    return onset_s, apex_s * np.float32(1e6), offset_s
