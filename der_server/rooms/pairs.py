"""Conflict between two people of a game, where both share with each other."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from der_server.rooms.climate import Floats, Series, series, tension
from der_server.rooms.presence import Presence

SCENARIO = "game"
"""The one scenario in which pairs are looked at."""
MOST_PEOPLE = 64
"""Pairs grow with the square: beyond so many people the newest readings count."""
MOST_PAIRS = 16
TENSE = 0.5
"""Tension of two people at which it counts in full: two angry ones have about 0.55 (see `tension`)."""
LATELY_S = 10
RISING = 0.1
"""A conflict rises where it has grown by this much against half a minute's first third (our choice)."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Level 0..1 between two sessions."""

    session_id: str
    other_session_id: str
    level: float
    rising: bool


def conflicts(presences: Sequence[Presence], now_s: float) -> list[Conflict]:
    """Every pair that both play, both share and have a reading, strongest first."""
    fit = [p for p in presences if p.scenario == SCENARIO and p.shares_pair and p.moments]
    chosen = sorted(fit, key=lambda p: -p.time_s)[:MOST_PEOPLE]
    if len(chosen) < 2:
        return []
    over = series(chosen, now_s)
    near = np.array([p.closeness for p in chosen])
    now, before = _levels(over, near, -1), _levels(over, near, LATELY_S)
    out = [
        Conflict(
            chosen[i].session_id, chosen[k].session_id, float(now[i, k]), bool(now[i, k] - before[i, k] >= RISING)
        )
        for i, k in itertools.combinations(range(len(chosen)), 2)
        if chosen[i].person != chosen[k].person
    ]
    return sorted(out, key=lambda c: (-c.level, c.session_id, c.other_session_id))[:MOST_PAIRS]


def _levels(over: Series, near: Floats, at: int) -> Floats:
    """f64[people, people]: tension, more so where two are close and speak over one another (turn-taking)."""
    hot = np.minimum(1, tension(over.valence[:, at], over.arousal[:, at]) / TENSE)
    spoke = over.spoke.astype(np.float64)
    both = spoke @ spoke.T
    either = spoke.sum(1)[:, None] + spoke.sum(1)[None, :] - both
    overlap = np.minimum(1, 3 * both / np.maximum(either, 1))
    levels: Floats = hot * (0.6 + 0.1 * (near[:, None] + near[None, :]) + 0.2 * overlap)
    return np.minimum(1, levels)
