"""Figures for a classifier, with honest intervals.

Everything is counted from confusion tables, so that a bootstrap is one matrix product: a resample of
people is a weighting of their tables, a resample of items a multinomial draw over the table's cells.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RESAMPLES = 1000
FEWEST_PEOPLE = 5  # with fewer, items are resampled: a handful of people says nothing of their spread
ECE_BINS = 15  # equal-width bins, as in Guo et al. 2017 (from memory of the paper, not re-read)


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and its 95 % bootstrap interval."""

    value: float
    lo: float
    hi: float

    def as_dict(self) -> dict[str, float]:
        return {name: round(float(getattr(self, name)), 4) for name in ("value", "lo", "hi")}


def confusion(truth: Ints, guess: Ints, n_classes: int) -> Floats:
    """Counts f64[n_classes, n_classes]: rows are the truth, columns the guess."""
    cells = np.bincount(truth * n_classes + guess, minlength=n_classes * n_classes)
    return cells.reshape(n_classes, n_classes).astype(np.float64)


def accuracy(tables: Floats) -> Floats:
    """Share of right answers for each table f64[..., C, C] (0 for an empty one)."""
    right = np.trace(tables, axis1=-2, axis2=-1)
    return np.asarray(right / np.maximum(tables.sum((-2, -1)), 1e-12))


def uar(tables: Floats) -> Floats:
    """Unweighted average recall over the classes a table holds."""
    there = tables.sum(-1)
    recall = np.diagonal(tables, axis1=-2, axis2=-1) / np.maximum(there, 1e-12)
    return np.asarray((recall * (there > 0)).sum(-1) / np.maximum((there > 0).sum(-1), 1))


def macro_f1(tables: Floats) -> Floats:
    """Mean F1 over the classes a table holds; guesses of an absent class still cost the true one."""
    there = tables.sum(-1)
    both = there + tables.sum(-2)
    f1 = 2 * np.diagonal(tables, axis1=-2, axis2=-1) / np.maximum(both, 1e-12)
    return np.asarray((f1 * (there > 0)).sum(-1) / np.maximum((there > 0).sum(-1), 1))


def bootstrap(
    truth: Ints,
    guess: Ints,
    n_classes: int,
    people: Ints | None = None,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Floats:
    """Resampled confusion tables f64[resamples, C, C].

    `people` are group numbers 0..P-1 per item; with at least FEWEST_PEOPLE of them whole people are
    drawn with replacement, else items are.
    """
    rng = np.random.default_rng(seed)
    size = n_classes * n_classes
    if people is not None and (n_people := int(people.max()) + 1) >= FEWEST_PEOPLE:
        cells = np.bincount(people * size + truth * n_classes + guess, minlength=n_people * size)
        draws = rng.multinomial(n_people, np.full(n_people, 1 / n_people), size=resamples)
        drawn = draws.astype(np.float64) @ cells.reshape(n_people, size).astype(np.float64)
    else:
        shares = confusion(truth, guess, n_classes).ravel() / len(truth)
        drawn = rng.multinomial(len(truth), shares, size=resamples).astype(np.float64)
    return drawn.reshape(resamples, n_classes, n_classes)


def interval(figure: Callable[[Floats], Floats], table: Floats, resampled: Floats) -> Interval:
    """One figure on the table itself with the 2.5 and 97.5 % points over the resamples."""
    lo, hi = np.quantile(figure(resampled), (0.025, 0.975))
    return Interval(float(figure(table)), float(lo), float(hi))


def gain(
    figure: Callable[[Floats], Floats],
    truth: Ints,
    ours: Ints,
    theirs: Ints,
    n_classes: int,
    *,
    people: Ints | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval:
    """How much higher a figure is by our guesses than by theirs of the same items, resampled in pairs.

    ours, theirs: i64[nets, n], several nets of either kind, whose figures are averaged. `people` as in `bootstrap`.
    """
    groups = np.arange(len(truth)) if people is None or people.max() + 1 < FEWEST_PEOPLE else people
    n_groups = int(groups.max()) + 1
    draws = np.random.default_rng(seed).multinomial(n_groups, np.full(n_groups, 1 / n_groups), size=resamples)
    weights = np.concatenate([np.ones((1, n_groups)), draws])  # as they are, then resampled
    size = n_classes * n_classes

    def mean(guesses: Ints) -> Floats:
        cells = [np.bincount(groups * size + truth * n_classes + one, minlength=n_groups * size) for one in guesses]
        tables = [weights @ one.reshape(n_groups, size).astype(np.float64) for one in cells]
        return np.asarray(np.mean([figure(one.reshape(-1, n_classes, n_classes)) for one in tables], 0))

    more = mean(ours) - mean(theirs)
    lo, hi = np.quantile(more[1:], (0.025, 0.975))
    return Interval(float(more[0]), float(lo), float(hi))


def macro_f1_of_labels(
    truth: NDArray[np.bool_], said: NDArray[np.bool_], *, resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """Mean F1 of K labels that do not exclude one another, bool[n, K], items resampled.

    A label neither said nor true counts 0.
    """
    sums = np.concatenate([truth & said, truth, said], 1).astype(np.float64)
    draws = np.random.default_rng(seed).multinomial(len(truth), np.full(len(truth), 1 / len(truth)), size=resamples)

    def mean_f1(counts: Floats) -> Floats:
        hits, true, named = np.split(counts, 3, axis=-1)
        return np.asarray((2 * hits / np.maximum(true + named, 1)).mean(-1))

    lo, hi = np.quantile(mean_f1(draws @ sums), (0.025, 0.975))
    return Interval(float(mean_f1(sums.sum(0))), float(lo), float(hi))


def calibration_error(truth: Ints, probs: Floats, bins: int = ECE_BINS) -> float:
    """Expected calibration error of the top answer, equal-width bins. `probs` f64[n, C] sum to 1."""
    return float(sum(weight * abs(sure - right) for sure, right, weight in reliability(truth, probs, bins)))


def ks_calibration_error(truth: Ints, probs: Floats) -> float:
    """The largest gap between summed confidence and summed right answers, surest last, as a share of all items.

    It has no bins, and so suits few items (Gupta et al. 2021, Kolmogorov-Smirnov calibration error; from memory).
    """
    sure, right = probs.max(1), probs.argmax(1) == truth
    order = np.argsort(sure, kind="stable")
    return float(np.abs(np.cumsum((sure - right)[order])).max() / len(truth))


def reliability(truth: Ints, probs: Floats, bins: int = ECE_BINS) -> list[tuple[float, float, float]]:
    """(mean confidence, accuracy, share of items) for each bin that holds items."""
    sure, right = probs.max(1), probs.argmax(1) == truth
    where = np.minimum((sure * bins).astype(np.int64), bins - 1)
    out = []
    for index in range(bins):
        inside = where == index
        if inside.any():
            out.append((float(sure[inside].mean()), float(right[inside].mean()), float(inside.mean())))
    return out


def accuracy_at(truth: Ints, probs: Floats, coverage: float) -> float:
    """Accuracy on the `coverage` share of items the model is surest of (ties in item order)."""
    keep = max(1, round(coverage * len(truth)))
    surest = np.argsort(-probs.max(1), kind="stable")[:keep]
    return float((probs.argmax(1) == truth)[surest].mean())


def best_temperature(
    log_probs: NDArray[np.floating[Any]], truth: Ints, weight: NDArray[np.floating[Any]] | None = None
) -> float:
    """The temperature 0.25..4 that minimises the (weighted) log loss of held-out items (log grid, 1 % steps)."""
    grid = np.exp(np.linspace(np.log(0.25), np.log(4), 279))
    rows = np.arange(len(truth))

    def loss(temperature: float) -> float:
        scaled = log_probs / temperature
        top = scaled.max(1, keepdims=True)
        norm = top[:, 0] + np.log(np.exp(scaled - top).sum(1))
        return float(np.average(norm - scaled[rows, truth], weights=weight))

    return float(min(grid, key=loss))
