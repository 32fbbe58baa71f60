"""A room's climate: figures over all its people, each made so that one person can move it only a little.

Pairs are compared by their moments of the last half minute. Each figure names the most that exchanging one person can
change it, times the number of people (`SWAY`): noise is measured by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from der_server.labels import EMOTIONS, SOCIAL
from der_server.rooms.presence import WINDOW_S, Presence

Floats = NDArray[np.float64]

FAIR = 0.25
"""Who has this share of an even share of the talking takes part (our choice)."""
LAGS_S = (1, 2, 3)
"""How much later another's change may follow: emotional mimicry and contagion take seconds (Hatfield, Cacioppo and
Rapson 1993; from memory)."""
STILL = 0.02
"""Standard deviation below which a series does not move: nothing can be alike in it."""
SWAY: Mapping[str, float] = {
    "valence": 2.0,
    "arousal": 2.0,
    "valence_apart": 4.0,
    "arousal_apart": 4.0,
    "tension": 2.0,
    "participation": 1.0,
    "attention": 1.0,
    "synchrony": 2.0,
    "contagion": 2.0,
    "probs": 2.0,
    "social": 2.0,
}
"""Figure -> the most its L1 norm can change by exchanging one of n people, times n. Means of a range r: r, distances
from the mean twice that (the mean moves too); means over pairs of 0..1: 2; shares over exclusive kinds: 2."""


@dataclass(frozen=True, slots=True)
class Series:
    """valence and arousal f64[people, WINDOW_S], -1..1; spoke bool of the same shape."""

    valence: Floats
    arousal: Floats
    spoke: NDArray[np.bool_]


def series(presences: Sequence[Presence], now_s: float) -> Series:
    """The last WINDOW_S whole seconds of everybody; a gap holds the last value, and the first holds before it."""
    shape = (len(presences), WINDOW_S)
    valence, arousal = np.zeros(shape), np.zeros(shape)
    spoke = np.zeros(shape, np.bool_)
    begin = int(now_s) - WINDOW_S + 1
    for row, presence in enumerate(presences):
        for k, moment in enumerate(presence.moments):
            at = min(WINDOW_S - 1, moment.second - begin)
            if at >= 0:
                spoke[row, at] |= moment.spoke
            since = max(0, at) if k else 0
            valence[row, since:], arousal[row, since:] = moment.valence, moment.arousal
    return Series(valence, arousal, spoke)


def figures(presences: Sequence[Presence], now_s: float) -> dict[str, Floats]:
    """Every figure of SWAY as f64[1], f64[7] for `probs` and `social`. `presences`: two people or more, each with a
    reading. The `_apart` ones are mean distances from the mean."""
    over = series(presences, now_s)
    valence, arousal = over.valence[:, -1], over.arousal[:, -1]
    pairs = np.triu_indices(len(presences), 1)
    single = {
        "valence": valence.mean(),
        "arousal": arousal.mean(),
        "valence_apart": np.abs(valence - valence.mean()).mean(),
        "arousal_apart": np.abs(arousal - arousal.mean()).mean(),
        "tension": tension(valence, arousal)[pairs].mean(),
        "participation": _taking_part(over.spoke),
        "attention": np.mean([p.attentive for p in presences]),
        "synchrony": np.clip(_alike(over.valence, over.valence), 0, 1)[pairs].mean(),
        "contagion": _contagion(over.valence),
    }
    return {
        **{name: np.array([float(value)]) for name, value in single.items()},
        "probs": np.mean([p.probs for p in presences], 0).reshape(len(EMOTIONS)),
        "social": np.bincount([p.leading for p in presences if p.leading >= 0], minlength=len(SOCIAL))
        / len(presences),
    }


def tension(valence: Floats, arousal: Floats) -> Floats:
    """f64[people, people] 0..1: opposed in valence or both displeased, and both aroused (the angry quarter of the
    circumplex; Russell 1980; the product is ours)."""
    opposed = np.abs(valence[:, None] - valence[None, :]) / 2
    displeased = np.minimum(np.clip(-valence, 0, 1)[:, None], np.clip(-valence, 0, 1)[None, :])
    excited = np.clip(arousal, 0, 1)
    hot: Floats = np.sqrt(np.maximum(opposed, displeased) * np.minimum(excited[:, None], excited[None, :]))
    return hot


def _taking_part(spoke: NDArray[np.bool_]) -> float:
    seconds = spoke.sum(1)
    return float(np.mean(seconds >= max(1.0, FAIR * WINDOW_S / len(seconds))))


def _alike(one: Floats, other: Floats) -> Floats:
    """f64[people, people]: Pearson correlation of each row of `one` with each of `other`; 0 where one is still."""
    a, b = (x - x.mean(1, keepdims=True) for x in (one, other))
    moves = np.outer(a.std(1) > STILL, b.std(1) > STILL)
    norms = np.maximum(np.outer(np.linalg.norm(a, axis=1), np.linalg.norm(b, axis=1)), 1e-9)
    return np.where(moves, a @ b.T / norms, 0.0)


def _contagion(valence: Floats) -> float:
    """Mean over ordered pairs of how much better one's changes match the other's a little later than at once."""
    changes = np.diff(valence, axis=1)
    later = np.max([np.clip(_alike(changes[:, :-lag], changes[:, lag:]), 0, 1) for lag in LAGS_S], 0)
    at_once = np.clip(_alike(changes, changes), 0, 1)
    others = ~np.eye(len(valence), dtype=np.bool_)
    return float(np.clip(later - at_once, 0, 1)[others].mean())
