"""Whether a microphone sounds healthy: clipping, silence, and a pace that fits the declared rate."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LIMIT = 0.999
CLIPPED_SHARE = 0.01
"""A piece is clipped where so many of its samples lie at the limit, side by side (our choice)."""
SILENT_S = 3.0
"""Exact silence for so long is no room but a microphone that is off or muted (our choice)."""
PACE_S = 5.0
"""The pace is judged over so long: capture times jitter by up to 0.1 s, which is then 2 %."""
PACE_SLACK = 0.05
"""44.1 kHz declared as 48 is 8 % off, a sound card's clock 0.02 %."""
AMOUNT_MOST, AMOUNT_LEAST = 1.3, 0.6
"""Seconds of sound that came per second: one channel declared as two is 0.5, two as one 2; loss lowers it."""


def is_clipped(samples: Floats) -> bool:
    """Whether f32[k] within -1..1 is cut off at its loudest."""
    if len(samples) < 2:
        return False
    return _cut_off(samples, float(samples.min()), float(samples.max()))


def _cut_off(samples: Floats, lowest: float, highest: float) -> bool:
    if highest < LIMIT and lowest > -LIMIT:
        return False
    loud = np.abs(samples) >= LIMIT
    return bool((loud[1:] & loud[:-1]).mean() > CLIPPED_SHARE)


@dataclass(frozen=True, slots=True)
class VoiceHealth:
    """What is known of a stream so far: since when it is silent, and how its samples keep pace with its clock.

    time_us, sample: capture time and number of the sample at which the pace began to be judged; amount: samples that
    came since; clipped: whether the newest piece is cut off.
    """

    rate_hz: int
    silent_samples: int = 0
    time_us: int | None = None
    sample: int = 0
    amount: int = 0
    wrong: bool = False
    clipped: bool = False

    def after(self, time_us: int, first_sample: int, samples: Floats, length: int) -> "VoiceHealth":
        """The same after a piece captured at a client time: `length` samples, f32[k] of them not heard before."""
        lowest, highest = (float(samples.min()), float(samples.max())) if len(samples) else (0.0, 0.0)
        silent = self.silent_samples + len(samples) if lowest == highest else 0
        clipped = len(samples) > 1 and _cut_off(samples, lowest, highest)
        if self.time_us is None or first_sample < self.sample or time_us < self.time_us:
            return VoiceHealth(self.rate_hz, silent, time_us, first_sample, length, clipped=clipped)
        elapsed_s = (time_us - self.time_us) / 1e6
        if elapsed_s < PACE_S:
            amount = self.amount + length
            return VoiceHealth(self.rate_hz, silent, self.time_us, self.sample, amount, self.wrong, clipped)
        pace = (first_sample - self.sample) / self.rate_hz / elapsed_s
        came = self.amount / self.rate_hz / elapsed_s
        wrong = abs(pace - 1) > PACE_SLACK or not AMOUNT_LEAST < came < AMOUNT_MOST
        return VoiceHealth(self.rate_hz, silent, time_us, first_sample, length, wrong, clipped)

    @property
    def silent(self) -> bool:
        """Whether nothing but one constant value came for SILENT_S."""
        return self.silent_samples >= SILENT_S * self.rate_hz
