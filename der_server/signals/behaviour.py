"""What a person did lately: interaction events, fading in client time.

Reading does not depend on how often a client reports: looking away for five seconds weighs the same said once
or second by second.
"""

import math
from dataclasses import dataclass

from der_server.faults import BadFrame
from der_server.labels import BEHAVIOURS

HALF_LIFE_S = 20.0
"""How fast a deed is forgotten: long enough that three tries within a minute add up (our choice, untrained)."""
LEVEL_HALF_LIFE_S = 2.0
"""How fast a reported level (typing speed) follows the newest report (our choice)."""
LEVEL_STEP_S = 5.0
"""The longest time one report of a level stands for."""

SECONDS = ("gaze_toward", "gaze_away", "idle")
"""Kinds whose value is a stretch of time that ends at the event."""
METRES = ("approach", "withdraw")
"""Kinds whose value is a distance."""
LEVELS = ("typing", "deleting")
"""Kinds whose value is a level that holds until the next report."""
SIZES = ("gesture",)
"""Kinds whose value is a size 0..1."""
COUNTS = tuple(kind for kind in BEHAVIOURS if kind not in (*SECONDS, *METRES, *LEVELS, *SIZES))
"""Kinds that just happen; a value of 0 counts as 1."""


DWELL_GAP_US = 500_000
"""Two stretches of one kind no further apart than this are one dwell: eyes blink, and clients report in pieces."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One kind's faded amount at client time `time_us`, and when its newest dwell began (SECONDS only)."""

    amount: float = 0.0
    time_us: int = 0
    since_us: int = 0

    def at(self, time_us: int) -> float:
        """What is left of the amount at a client time; a step back counts as no time passed."""
        return self.amount * _keep(time_us - self.time_us, HALF_LIFE_S)


@dataclass(frozen=True, slots=True)
class Deed:
    """How one kind goes lately: pace in events, metres or sizes per minute, the share 0..1 of time for SECONDS, the
    level itself for LEVELS. dwell_s: length of its newest stretch, SECONDS only."""

    kind: str
    pace: float
    dwell_s: float = 0.0


class BehaviourLog:
    """One person's deeds, one fading trace per kind. Owned by a session."""

    def __init__(self) -> None:
        self._traces: dict[str, Trace] = {}
        self.newest_us: int | None = None

    def absorb(self, kind: str, value: float, time_us: int) -> None:
        """Add an event of one of `labels.BEHAVIOURS`; value >= 0 in the kind's own unit (seconds, metres, ...).

        Raises BadFrame for an unknown kind or a value that is negative or not finite.
        """
        if kind not in BEHAVIOURS:
            raise BadFrame(f"Unknown behaviour {kind!r}: use one of {', '.join(BEHAVIOURS)}.")
        if not math.isfinite(value) or value < 0:
            raise BadFrame(f"A {kind} event needs a finite value of 0 or more.")
        before = self._traces.get(kind)
        now_us = time_us if before is None else max(time_us, before.time_us)
        if kind in LEVELS:
            amount = self._level(before, value, now_us)
        else:
            amount = (0.0 if before is None else before.at(now_us)) + added(kind, value)
        self._traces[kind] = Trace(amount, now_us, _since_us(before, kind, value, now_us))
        self.newest_us = now_us if self.newest_us is None else max(self.newest_us, now_us)

    def _level(self, before: Trace | None, value: float, now_us: int) -> float:
        if before is None:
            return value
        keep = _keep(min(now_us - before.time_us, int(LEVEL_STEP_S * 1e6)), LEVEL_HALF_LIFE_S)
        return keep * before.amount + (1 - keep) * value

    def amount(self, kind: str, now_us: int) -> float:
        """The faded amount of a kind: events, seconds, metres, or the level; 0 where it never happened."""
        trace = self._traces.get(kind)
        return 0.0 if trace is None else trace.at(now_us)

    def amounts(self, now_us: int) -> list[tuple[str, float]]:
        """The faded amount of every kind that ever happened."""
        return [(kind, trace.at(now_us)) for kind, trace in self._traces.items()]

    def deeds(self, now_us: int) -> tuple[Deed, ...]:
        """Rates and dwell times at a client time, of every kind that ever happened.

        Whatever goes on evenly reads as its own rate, however often it is reported; what stopped fades.
        """
        return tuple(self._deed(kind, trace, now_us) for kind, trace in self._traces.items())

    def _deed(self, kind: str, trace: Trace, now_us: int) -> Deed:
        if kind in LEVELS:
            return Deed(kind, trace.amount if now_us - trace.time_us <= LEVEL_STEP_S * 1e6 else 0.0)
        per_s = trace.at(now_us) * math.log(2) / HALF_LIFE_S
        if kind in SECONDS:
            return Deed(kind, min(1.0, per_s), (trace.time_us - trace.since_us) / 1e6)
        return Deed(kind, 60 * per_s)

    def age_s(self, now_us: int) -> float:
        """Seconds since the newest event; infinite before the first."""
        return math.inf if self.newest_us is None else max(0, now_us - self.newest_us) / 1e6


def _since_us(before: Trace | None, kind: str, value: float, now_us: int) -> int:
    """When the dwell that ends now began: with the one before it, where that has hardly ended."""
    if kind not in SECONDS:
        return now_us
    began_us = now_us - round(value * 1e6)
    goes_on = before is not None and began_us - before.time_us <= DWELL_GAP_US
    return min(began_us, before.since_us) if goes_on and before is not None else began_us


def added(kind: str, value: float) -> float:
    """What one event adds to its trace at the moment it comes. A stretch of time has faded while it lasted."""
    if kind in SECONDS:
        return HALF_LIFE_S / math.log(2) * (1 - math.exp2(-value / HALF_LIFE_S))
    if kind in COUNTS:
        return value or 1.0
    return min(value, 1.0) if kind in SIZES else value


def _keep(elapsed_us: int, half_life_s: float) -> float:
    return math.exp2(-max(0, elapsed_us) / 1e6 / half_life_s)
