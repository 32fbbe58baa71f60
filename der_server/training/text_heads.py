"""Linear heads: on n-grams, cut to what a bundle may weigh, and on the encoder's vectors."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from der_server.training.text_corpora import Lesson
from der_server.training.text_linear import Linear, fit, grams_of, kinds_of, matrix, pruned, quantised, words_of

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was chosen on held-out training texts.

    strength: of the weights' freedom. balance, fine_balance: 0 classes as they come, 1 every class alike.
    most: grams kept. volume: how loud a kind of gram is. at_least: texts a gram must stand in. steps: of the fit.
    """

    strength: float
    balance: float
    most: int
    fine_balance: float = 0.5
    volume: Mapping[str, float] = field(default_factory=dict)
    at_least: int = 2
    steps: int = 30


STRENGTHS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
"""Of a head on vectors; the one that says held-out texts best is taken."""


@dataclass(frozen=True, slots=True)
class Head:
    """weight f32[K, D], bias f32[K]."""

    weight: Floats
    bias: Floats

    def first(self, count: int) -> "Head":
        """Its first outputs alone."""
        return Head(self.weight[:count], self.bias[:count])


RECIPES = {
    "en": Recipe(strength=5.0, balance=0.3, most=115_000, volume={"c": 0.5, "b": 0.5, "n": 0.5}),
    "zh": Recipe(strength=3.0, balance=0.3, most=240_000),
}


def gram_arrays(lesson: Lesson, recipe: Recipe, held: NDArray[np.bool_]) -> dict[str, NDArray[Any]]:
    """The arrays of `models.text_grams`, learned from the texts that are not held."""
    found = grams_of(lesson.texts)
    words = words_of(found, recipe.at_least, kinds_of(lesson.texts), recipe.volume)
    x = matrix(found, words)
    kept, model = pruned(words, _fit_heads(x, lesson, recipe, ~held), recipe.most)
    table, scale = quantised(model)
    return {
        "hashes": kept.hashes,
        "idf": kept.idf.astype(np.float16),
        "table": table,
        "scale": scale,
        "bias": model.bias,
    }


def fit_head(vectors: Floats, emotions: Floats, weight: Floats, judge: tuple[Floats, Floats]) -> Head:
    """Softmax over the emotions on standardised vectors f32[n, D]. judge: held-out vectors and their emotions."""
    mean, spread = vectors.mean(0), vectors.std(0) + 1e-6
    x = sparse.csr_matrix((vectors - mean) / spread)
    loud = (weight * balance(emotions, weight, RECIPES["zh"].balance))[:, None]
    best, least = None, np.inf
    for strength in STRENGTHS:
        made = fit(x, emotions, loud, exclusive=True, strength=strength, steps=60, start=best)
        scores = (judge[0] - mean) / spread @ made.weights + made.bias
        cost = -(judge[1] * (scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))).sum()
        if cost < least:
            best, least = made, cost
    assert best is not None
    weights = (best.weights / spread[:, None]).T
    return Head(np.ascontiguousarray(weights, np.float32), np.asarray(best.bias - weights @ mean, np.float32))


def _fit_heads(x: Any, lesson: Lesson, recipe: Recipe, use: NDArray[np.bool_]) -> Linear:
    """The emotions (softmax) and, where the lesson has them, the fine labels (sigmoids), side by side."""
    how: dict[str, Any] = {"strength": recipe.strength, "steps": recipe.steps}
    rows = np.flatnonzero(use)
    emotions = lesson.emotions[rows]
    weight = lesson.weight[rows] * balance(emotions, lesson.weight[rows], recipe.balance)
    heads = [fit(x[rows], emotions, weight[:, None], exclusive=True, **how)]
    if lesson.has_fine.any():
        rows = np.flatnonzero(use & lesson.has_fine)
        fine = lesson.fine[rows]
        often = np.clip(fine.mean(0), 1e-6, 1 - 1e-6)
        lift = ((1 - often) / often) ** recipe.fine_balance
        weight = np.where(fine > 0, lift, 1).astype(np.float32)
        head = fit(x[rows], fine, weight, exclusive=False, **how)
        heads.append(Linear(head.weights, head.bias - np.log(lift).astype(np.float32)))
    return Linear(np.hstack([head.weights for head in heads]), np.concatenate([head.bias for head in heads]))


def balance(shares: Floats, weight: Floats, power: float) -> Floats:
    """f32[n]: (mean class weight / this item's class weight) ** power."""
    per_class = np.maximum((shares * weight[:, None]).sum(0), 1e-6)
    return np.asarray(shares @ (per_class.sum() / len(per_class) / per_class) ** power, np.float32)


def fit_classes(texts: Sequence[str], labels: Sequence[str]) -> Callable[[Sequence[str]], list[str]]:
    """N-grams for any classes: learn from texts with one label each; the answer labels other texts."""
    names = sorted(set(labels))
    found = grams_of(texts)
    words = words_of(found, 2 if len(texts) >= 200 else 1)
    truth = np.array([[name == label for name in names] for label in labels], np.float32)
    weight = balance(truth, np.ones(len(texts), np.float32), RECIPES["zh"].balance)
    x = matrix(found, words)
    model = fit(x, truth, weight[:, None], exclusive=True, strength=RECIPES["zh"].strength, steps=40)

    def predict(asked: Sequence[str]) -> list[str]:
        scores = matrix(grams_of(asked), words) @ model.weights + model.bias
        return [names[i] for i in scores.argmax(1)]

    return predict
