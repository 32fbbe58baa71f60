"""Training of the text expert: two bundles of one recipe, `text-open` (permissive data) and `text-all`.

    train(data_dir, out, seed) -> the folders written

Temperature and thresholds are chosen on a tenth of the training texts held out of a first fit; the
shipped weights are a second fit on everything. Evaluation files are never learnt (`text_corpora`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.features.text import SPEC
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle, Card, save_bundle, seen_array
from der_server.models.text import KIND, TextExpert
from der_server.signals.text import clean
from der_server.training.text_corpora import FINE, Lesson, read_lesson
from der_server.training.text_linear import (
    Linear,
    Words,
    fit,
    grams_of,
    kinds_of,
    matrix,
    pruned,
    quantised,
    words_of,
)
from der_server.training.text_score import score_kept_apart

Floats = NDArray[np.float32]

BUNDLES = {"text-open": ("permissive",), "text-all": ("permissive", "non-commercial", "research")}
"""Bundle name -> data terms it may learn from."""

HELD = 0.1
GRID = 1 / (1 + np.exp(-np.linspace(-6, 3, 181)))


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was chosen on held-out training texts.

    strength: of the weights' freedom. balance, fine_balance: 0 classes as they come, 1 every class alike.
    most: grams kept. volume: how loud a kind of gram is. at_least: texts a gram must stand in. steps, again:
    of the first fit and of the second, which starts where the first ended.
    """

    strength: float
    balance: float
    most: int
    fine_balance: float = 0.5
    volume: Mapping[str, float] = field(default_factory=dict)
    at_least: int = 2
    steps: int = 30
    again: int = 10


RECIPES = {
    "en": Recipe(strength=5.0, balance=0.3, most=115_000, volume={"c": 0.5, "b": 0.5, "n": 0.5}),
    "zh": Recipe(strength=3.0, balance=0.3, most=240_000),
}


@dataclass(frozen=True, slots=True)
class Trained:
    """One language's model with its calibration. odds: f32[fine]; thresholds: f32[7] for several emotions at once."""

    words: Words
    model: Linear
    fine: tuple[str, ...]
    temperature: float
    odds: Floats
    thresholds: Floats


def train(data_dir: Path, out: Path, seed: int = 0, *, names: Sequence[str] = tuple(BUNDLES)) -> list[Path]:
    """Train and write the bundles named into `out`; the same seed and data give the same bytes."""
    done: dict[tuple[str, ...], Trained] = {}
    return [_train_bundle(data_dir, out / name, BUNDLES[name], seed, done) for name in names]


def _train_bundle(
    data_dir: Path, folder: Path, terms: Sequence[str], seed: int, done: dict[tuple[str, ...], Trained]
) -> Path:
    """`done`: languages trained so far by their files, so that two bundles share what is the same in both."""
    weights: dict[str, NDArray[Any]] = {}
    settings: dict[str, Any] = {}
    texts: list[str] = []
    corpora: list[str] = []
    for language, recipe in RECIPES.items():
        lesson = read_lesson(data_dir, language, terms)
        if lesson.files not in done:
            done[lesson.files] = train_language(lesson, recipe, seed)
        trained = done[lesson.files]
        weights |= {f"{language}.{name}": value for name, value in _arrays(trained).items()}
        settings[language] = _facts(trained, lesson)
        texts.extend(lesson.texts)
        corpora.extend(lesson.corpora)
    weights["seen"] = seen_array(f"text/{form}" for text in texts for form in {clean(text), text.strip()})
    card = Card(
        name=folder.name,
        kind=KIND,
        modality="text",
        version="1",
        terms="permissive" if tuple(terms) == ("permissive",) else "research",
        trained=True,
        feature_spec=SPEC,
        trained_on=tuple(dict.fromkeys(corpora)),
        settings={"languages": settings},
        notes=_notes(folder.name),
    )
    expert = TextExpert(Bundle(card, weights, digest=""))
    save_bundle(folder, replace(card, metrics=score_kept_apart(expert, data_dir)), weights)
    return folder


def train_language(lesson: Lesson, recipe: Recipe, seed: int) -> Trained:
    """Fit, calibrate on a held-out tenth, fit again on everything."""
    found = grams_of(lesson.texts)
    words = words_of(found, recipe.at_least, kinds_of(lesson.texts), recipe.volume)
    x = matrix(found, words)
    held = lesson.holds & (np.random.default_rng(seed).random(len(found)) < HELD)
    first = _fit_heads(x, lesson, recipe, ~held)
    scores = x[np.flatnonzero(held)] @ first.weights + first.bias
    seven = len(EMOTIONS)
    fine = FINE if lesson.has_fine.any() else ()
    temperature = best_temperature(scores[:, :seven], lesson.emotions[held])
    probs = _softmax(scores[:, :seven] / temperature)
    chosen = best_thresholds(_sigmoid(scores[:, seven:]), lesson.fine[held]) if fine else np.zeros(0, np.float32)
    kept, model = pruned(words, _fit_heads(x, lesson, recipe, np.ones_like(held), first), recipe.most)
    return Trained(
        kept,
        model,
        fine,
        temperature,
        np.log(chosen / (1 - chosen)).astype(np.float32),
        best_thresholds(probs, lesson.emotions[held] > 0),
    )


def _fit_heads(
    x: Any, lesson: Lesson, recipe: Recipe, use: NDArray[np.bool_], before: Linear | None = None
) -> Linear:
    """The emotions (softmax) and, where the lesson has them, the fine labels (sigmoids), side by side."""
    seven = len(EMOTIONS)
    how: dict[str, Any] = {"strength": recipe.strength, "steps": recipe.again if before else recipe.steps}
    rows = np.flatnonzero(use)
    emotions = lesson.emotions[rows]
    weight = lesson.weight[rows] * _balance(emotions, lesson.weight[rows], recipe.balance)
    begun = before and Linear(before.weights[:, :seven], before.bias[:seven])
    heads = [fit(x[rows], emotions, weight[:, None], exclusive=True, start=begun, **how)]
    if lesson.has_fine.any():
        rows = np.flatnonzero(use & lesson.has_fine)
        fine = lesson.fine[rows]
        often = np.clip(fine.mean(0), 1e-6, 1 - 1e-6)
        lift = ((1 - often) / often) ** recipe.fine_balance
        weight = np.where(fine > 0, lift, 1).astype(np.float32)
        begun = before and Linear(before.weights[:, seven:], before.bias[seven:] + np.log(lift))
        head = fit(x[rows], fine, weight, exclusive=False, start=begun, **how)
        heads.append(Linear(head.weights, head.bias - np.log(lift).astype(np.float32)))
    return Linear(np.hstack([head.weights for head in heads]), np.concatenate([head.bias for head in heads]))


def _balance(shares: Floats, weight: Floats, power: float) -> Floats:
    """f32[n]: (mean class weight / this item's class weight) ** power."""
    per_class = np.maximum((shares * weight[:, None]).sum(0), 1e-6)
    return np.asarray(shares @ (per_class.sum() / len(per_class) / per_class) ** power, np.float32)


def best_temperature(scores: Floats, shares: Floats) -> float:
    """What to divide the scores by for the least cross-entropy with the shares; 0.3 to 3."""
    grid = np.geomspace(0.3, 3, 93)
    return float(grid[np.argmin([-(shares * np.log(_softmax(scores / t) + 1e-12)).sum() for t in grid])])


def best_thresholds(probs: Floats, truth: NDArray[Any]) -> Floats:
    """f32[K]: for each output the threshold of GRID with the best F1; 0.5 where it never occurs."""
    yes = truth.astype(bool)
    chosen = np.full(probs.shape[1], 0.5, np.float32)
    for k in np.flatnonzero(yes.any(0)):
        said = probs[:, k, None] >= GRID
        right = (said & yes[:, k, None]).sum(0)
        f1 = 2 * right / np.maximum(said.sum(0) + yes[:, k].sum(), 1)
        chosen[k] = GRID[f1 >= f1.max() - 1e-9].mean()
    return chosen


def fit_classes(texts: Sequence[str], labels: Sequence[str]) -> Callable[[Sequence[str]], list[str]]:
    """The same recipe for any classes: learn from texts with one label each; the answer labels other texts."""
    names = sorted(set(labels))
    found = grams_of(texts)
    words = words_of(found, 2 if len(texts) >= 200 else 1)
    truth = np.array([[name == label for name in names] for label in labels], np.float32)
    weight = _balance(truth, np.ones(len(texts), np.float32), RECIPES["zh"].balance)
    x = matrix(found, words)
    model = fit(x, truth, weight[:, None], exclusive=True, strength=RECIPES["zh"].strength, steps=40)

    def predict(asked: Sequence[str]) -> list[str]:
        scores = matrix(grams_of(asked), words) @ model.weights + model.bias
        return [names[i] for i in scores.argmax(1)]

    return predict


def _arrays(trained: Trained) -> dict[str, NDArray[Any]]:
    table, scale = quantised(trained.model)
    return {
        "hashes": trained.words.hashes,
        "idf": trained.words.idf.astype(np.float16),
        "table": table,
        "scale": scale,
        "bias": trained.model.bias,
    }


def _facts(trained: Trained, lesson: Lesson) -> dict[str, Any]:
    return {
        "fine": list(trained.fine),
        "temperature": round(trained.temperature, 4),
        "odds": [round(float(value), 4) for value in trained.odds],
        "thresholds": [round(float(value), 4) for value in trained.thresholds],
        "texts": len(lesson.texts),
    }


def _notes(name: str) -> tuple[str, ...]:
    zh = (
        "Chinese is weak: only some 2,700 subtitle lines with labels projected from English."
        if name == "text-open"
        else "Chinese is learnt from Weibo posts; part of their labels come from hashtags and emoticons."
    )
    return (
        "Single texts without context; irony, quotation and dialect are not understood.",
        "Phrases for social states are an untrained list of our own.",
        zh,
    )


def _softmax(scores: Floats) -> Floats:
    return np.asarray(np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)), np.float32)


def _sigmoid(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), np.float32)
