"""A bad network and a bad tracker, on purpose and reproducibly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from der_server.v1.signals_pb2 import Signals

Timed = tuple[float, Signals]
"""When a message leaves, seconds since the beginning, and what it holds."""


@dataclass(frozen=True, slots=True)
class Faults:
    """loss: share of messages that never arrive; jitter_ms: each is late by up to so much, in order;
    dropouts: (from_s, seconds) without a face; burst_every_s and burst_s: so often, for so long, nothing leaves,
    then all of it at once."""

    loss: float = 0.0
    jitter_ms: float = 0.0
    dropouts: tuple[tuple[float, float], ...] = ()
    burst_every_s: float = 0.0
    burst_s: float = 0.0

    def apply(self, messages: Iterable[Timed], seed: int = 0) -> Iterator[Timed]:
        """The messages as they leave, in order. Samples keep the time at which they were captured."""
        rng = np.random.default_rng([seed, 4])
        leaves_s = 0.0
        for at_s, signals in messages:
            if rng.random() < self.loss:
                continue
            if any(start <= at_s < start + length for start, length in self.dropouts):
                signals.ClearField("faces")
            late_s = rng.uniform(0, self.jitter_ms / 1e3)
            leaves_s = max(leaves_s, at_s + late_s, self._held_until(at_s))
            yield leaves_s, signals

    def _held_until(self, at_s: float) -> float:
        """The end of the burst's pause that a moment lies in, else the moment."""
        if self.burst_every_s <= 0 or at_s < self.burst_every_s:
            return at_s
        since_s = at_s % self.burst_every_s
        return at_s - since_s + self.burst_s if since_s < self.burst_s else at_s
