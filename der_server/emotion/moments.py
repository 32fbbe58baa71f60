"""The last two minutes of one person's fused words, so that feedback on a span can be looked up."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from der_server.labels import EMOTIONS, MODALITIES

Floats = NDArray[np.float32]

EVERY_S = 0.5
"""Moments are kept this far apart: no display that a person could speak of is shorter."""
KEPT_S = 120.0
COUNT = round(KEPT_S / EVERY_S)


def _empty() -> Floats:
    return np.zeros((COUNT, len(MODALITIES), len(EMOTIONS)), np.float32)


@dataclass(slots=True)
class Moments:
    """A ring: pulls f32[COUNT, M, 7] (see `layer`), times i64[COUNT] of the client, -1 = empty; sums of entropy.

    34 KB, made only for people who consent to being adapted to.
    """

    pulls: Floats = field(default_factory=_empty)
    times_us: NDArray[np.int64] = field(default_factory=lambda: np.full(COUNT, -1, np.int64))
    doubts: Floats = field(default_factory=lambda: np.zeros(COUNT, np.float32))
    newest_us: int = -1
    count: int = 0

    def due(self, time_us: int) -> bool:
        """Whether a moment at this client time would be kept."""
        return self.newest_us < 0 or time_us - self.newest_us >= EVERY_S * 1e6

    def add(self, time_us: int, pulls: Floats, probs: Floats) -> float:
        """Keep a moment; its doubt: the entropy of its distribution, 0..1."""
        place = self.count % COUNT
        doubt = float(-(probs * np.log(np.maximum(probs, 1e-6))).sum() / np.log(len(EMOTIONS)))
        self.pulls[place], self.times_us[place], self.doubts[place] = pulls, time_us, doubt
        self.newest_us = time_us
        self.count += 1
        return doubt

    def between(self, from_us: int, to_us: int) -> NDArray[np.float64] | None:
        """Mean pulls f64[M, 7] of a span of client time, both ends with half a moment's grace; None where none lies
        in it."""
        grace_us = round(EVERY_S * 5e5)
        there = (self.times_us >= from_us - grace_us) & (self.times_us <= to_us + grace_us) & (self.times_us >= 0)
        return self.pulls[there].mean(0, dtype=np.float64) if there.any() else None

    @property
    def oldest_us(self) -> int:
        """Client time of the oldest moment kept; -1 = none."""
        return int(self.times_us[self.times_us >= 0].min()) if self.count else -1

    def doubtful(self, share: float) -> float:
        """The doubt that only this share of the kept moments passes."""
        return float(np.quantile(self.doubts[: min(self.count, COUNT)], 1 - share))
