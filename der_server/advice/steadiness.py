"""How steady advice is over a recorded session: how often it changes, how often it goes back, how soon it reacts."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from der_server.advice.packs import FALLBACK

BACK_S = 5.0
"""A change back to the strategy before, within so long, is a reversal."""


@dataclass(frozen=True, slots=True)
class Said:
    """One state of a session: its time in seconds, the strategy advised, and whether there was something to answer
    (a label other than neutral, or a social state of 0.5 or more)."""

    time_s: float
    strategy: str
    moved: bool


@dataclass(frozen=True, slots=True)
class Steadiness:
    """seconds: of all sessions. flicker_per_min: changes of strategy. reversal_share: of those, how many went back
    within BACK_S. reaction_s: from something to answer to an answer, median over the stretches that got one (None
    where none did); stretches: how many there were; answered: how many got one."""

    seconds: float
    flicker_per_min: float
    reversal_share: float
    reaction_s: float | None
    stretches: int
    answered: int


def steadiness(sessions: Sequence[Sequence[Said]]) -> Steadiness:
    """Over any number of sessions, each with states in order of time."""
    seconds = sum(s[-1].time_s - s[0].time_s for s in sessions if s)
    changes = [_changes(s) for s in sessions]
    back = sum(_reversals(c) for c in changes)
    count = sum(len(c) - 1 for c in changes if c)
    waits = [wait for s in sessions for wait in _waits(s)]
    answered = [wait for wait in waits if wait is not None]
    return Steadiness(
        seconds=seconds,
        flicker_per_min=60 * count / seconds if seconds else 0.0,
        reversal_share=back / count if count else 0.0,
        reaction_s=float(np.median(answered)) if answered else None,
        stretches=len(waits),
        answered=len(answered),
    )


def _changes(said: Sequence[Said]) -> list[Said]:
    """Where each strategy begins."""
    return [s for i, s in enumerate(said) if i == 0 or said[i - 1].strategy != s.strategy]


def _reversals(changes: Sequence[Said]) -> int:
    return sum(
        first.strategy == third.strategy and third.time_s - second.time_s <= BACK_S
        for first, second, third in zip(changes, changes[1:], changes[2:], strict=False)
    )


def _waits(said: Sequence[Said]) -> list[float | None]:
    """For each stretch with something to answer the seconds until it was; None = never. A stretch that begins while
    an answer is being given does not count."""
    waits: list[float | None] = []
    since: float | None = None
    for before, now in itertools.pairwise(said):
        if now.moved and not before.moved and before.strategy == FALLBACK:
            since = now.time_s
        if since is not None and now.strategy != FALLBACK:
            waits.append(now.time_s - since)
            since = None
        elif since is not None and not now.moved:
            waits.append(None)
            since = None
    return waits if since is None else [*waits, None]
