"""What may leave a room: figures of enough people, with noise where they are few, and seldom.

Small rooms carry two-sided geometric noise on a grid of GRID (the discrete Laplace mechanism; Ghosh, Roughgarden and
Sundararajan 2009; from memory): each release is epsilon-differentially private for one person's readings, given how
many people there are; epsilon is split evenly over the figures. Releases add up: who reads a room for an hour reads
3600 / release_s of them. So a release is made once, is the same for everybody who asks, and lasts for `release_s`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from der_server.rooms.climate import SWAY, figures
from der_server.rooms.presence import Presence

Floats = NDArray[np.float64]

GRID = 0.01
SIGNED = ("valence", "arousal")


@dataclass(frozen=True, slots=True)
class Rules:
    """smallest_group: fewest people of whom anything is said; small: with fewer there is noise of `epsilon` per
    release; release_s: between two releases."""

    smallest_group: int = 5
    small: int = 20
    epsilon: float = 8.0
    release_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Release:
    """Figures as they leave (see `climate.figures`), made at unix time `time_s` of `people`. epsilon 0 = no noise;
    noise: standard deviation on a figure whose sway is 1; trend: change of tension since the release before."""

    time_s: float
    people: int
    figures: Mapping[str, Floats]
    trend: float
    epsilon: float
    noise: float


def release(
    presences: Sequence[Presence], now_s: float, rules: Rules, rng: np.random.Generator, before: Release | None = None
) -> Release:
    """A release of the people given; there must be enough of them."""
    true = figures(presences, now_s)
    people = len(presences)
    noisy = people < rules.small
    share = rules.epsilon / len(SWAY)
    if noisy:
        said = {name: value + _noise(SWAY[name] / people / share, value.shape, rng) for name, value in true.items()}
    else:
        said = true
    bounded = {name: np.clip(value, -1 if name in SIGNED else 0, 1) for name, value in said.items()}
    probs = bounded["probs"]
    bounded["probs"] = probs / probs.sum() if probs.sum() > 0 else np.full(len(probs), 1 / len(probs))
    trend = float(bounded["tension"][0] - before.figures["tension"][0]) if before else 0.0
    noise = math.sqrt(2) / people / share if noisy else 0.0
    return Release(now_s, people, bounded, trend, rules.epsilon if noisy else 0.0, noise)


def _noise(scale: float, shape: tuple[int, ...], rng: np.random.Generator) -> Floats:
    """Two-sided geometric noise of Laplace scale `scale`, in steps of GRID."""
    stop = 1 - math.exp(-GRID / scale)
    return GRID * (rng.geometric(stop, shape) - rng.geometric(stop, shape)).astype(np.float64)
