"""A common beat for states that are due, so that people share batches; and how busy the house is."""

import asyncio
import math
from collections.abc import Callable


class Beat:
    """Moments on a grid of the loop's clock. Whoever is woken on the next one wakes with all the others."""

    def __init__(self, period_s: Callable[[], float], late: Callable[[float], None] = lambda seconds: None) -> None:
        """period_s: how far apart they are now; 0 = nobody waits. `late` hears how long after its moment each beat
        came: a loop that is late has more to do than it can."""
        self._period_s, self._late = period_s, late
        self._sleepers: dict[asyncio.Event, None] = {}  # in the order in which they came

    def wake(self, sleeper: asyncio.Event) -> None:
        """Set it on the next beat. Asking again before that changes nothing."""
        period_s = self._period_s()
        if period_s <= 0:
            sleeper.set()
            return
        if not self._sleepers:
            loop = asyncio.get_running_loop()
            at_s = (math.floor(loop.time() / period_s) + 1) * period_s
            loop.call_at(at_s, self._strike, at_s)
        self._sleepers[sleeper] = None

    def _strike(self, at_s: float) -> None:
        self._late(max(0.0, asyncio.get_running_loop().time() - at_s))
        sleepers, self._sleepers = self._sleepers, {}
        for sleeper in sleepers:
            sleeper.set()


class Load:
    """How long steps wait at the moment, on average over about a second."""

    HALF_LIFE_S = 1.0
    ENOUGH = 10.0
    """Waits seen lately before they mean anything: where nothing happens, nobody waits."""

    def __init__(self, limit_s: float) -> None:
        """limit_s: the mean wait from which on the house takes nobody in."""
        self._limit_s = limit_s
        self._sum = self._count = self._at_s = 0.0

    def note(self, waited_s: float) -> None:
        """A step waited so long, or the loop was so late."""
        self._fade()
        self._sum += waited_s
        self._count += 1

    def _fade(self) -> None:
        now_s = asyncio.get_running_loop().time()
        keep = 2 ** (-(now_s - self._at_s) / self.HALF_LIFE_S)
        self._sum, self._count, self._at_s = self._sum * keep, self._count * keep, now_s

    @property
    def busy(self) -> bool:
        """Whether one more visit would only make everybody wait longer."""
        self._fade()
        return self._count >= self.ENOUGH and self._sum / self._count > self._limit_s
