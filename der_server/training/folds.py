"""A recipe tried on a corpus in the corpus's own classes, by folds no person is on both sides of."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadRequest, DerError, NotBuilt
from der_server.training import metrics
from der_server.training.datasets import Corpus, Part, find_corpora, load_parts

Ints = NDArray[np.int64]
Fit = Callable[..., Callable[[Sequence[Any]], list[str]]]
"""`fit(content, labels)`, and by name `people` and `teacher` where it takes them -> what labels other content."""
Row = dict[str, Any]

FOLDS = 5
RECIPES = {"face": "face", "voice": "voice", "text": "text", "body": "body", "voice-heavy": "voice"}
"""Recipe -> the modality it reads; a modality's own name is the one tried unless another is asked for."""
FEWEST_OF_A_CLASS = 5  # rarer classes cannot be in every fold's training part


def evaluate_folds(
    train_dir: Path,
    modality: str | None = None,
    corpus: str | None = None,
    folds: int = FOLDS,
    *,
    recipe: str | None = None,
    teacher: Path | None = None,
    resamples: int = metrics.RESAMPLES,
    seed: int = 0,
) -> dict[str, list[Row]]:
    """Cross-validate each modality's recipe on every corpus of `train_dir`.

    A corpus that names the folds of a published protocol is tried on those (`published` in its row), so that its
    figures can be compared. Else folds keep people apart where there are ids, takes of one content where a body
    corpus names contents, and are random items else; `apart` in a row says which. Returns `{"rows": [...]}`; a
    corpus that cannot be read, or a recipe that is not there, costs that row (`error`). recipe: one of RECIPES
    instead of the modality's first. teacher: folder of a large model, for the recipes that can learn from one.
    Raises BadRequest for under 2 folds or an unknown recipe.
    """
    if folds < 2:
        raise BadRequest(f"--folds {folds}: cross-validation needs at least 2.")
    if recipe is not None and recipe not in RECIPES:
        raise BadRequest(f"--recipe {recipe}: use one of {', '.join(RECIPES)}.")
    rows = [
        _row(found, folds, recipe or found.modality, teacher, resamples=resamples, seed=seed)
        for found in find_corpora(train_dir, modality or (recipe and RECIPES[recipe]), corpus)
        if found.modality in RECIPES.values() and RECIPES.get(recipe or found.modality) == found.modality
    ]
    return {"rows": rows}


def _row(corpus: Corpus, folds: int, recipe: str, teacher: Path | None, *, resamples: int, seed: int) -> Row:
    head: Row = {"modality": corpus.modality, "corpus": corpus.name, "recipe": recipe}
    try:
        whole = together(load_parts(corpus))
        labels, kept = _classes(whole)
        part = whole.take(kept)
        groups, apart = groups_of(part)
        published = published_folds(part)
        fold = fold_numbers(groups, folds, seed) if published is None else published
        guesses = _guess(part, labels, fold, recipe_of(recipe), teacher)
    except DerError as error:
        return head | {"error": str(error)}
    names = sorted(set(labels))
    number = {name: i for i, name in enumerate(names)}
    truth = np.array([number[label] for label in labels])
    guess = np.array([number[label] for label in guesses])
    people = groups if apart == "people" else None
    table = metrics.confusion(truth, guess, len(names))
    drawn = metrics.bootstrap(truth, guess, len(names), people, resamples=resamples, seed=seed)
    return head | {
        "apart": apart,
        "folds": len(np.unique(fold)),
        "published": published is not None,
        "n": len(part),
        "n_people": 0 if part.people is None else len(set(part.people)),
        "classes": names,
        "left_out": {"rare": len(whole) - len(part)},
        "accuracy": metrics.interval(metrics.accuracy, table, drawn).as_dict(),
        "uar": metrics.interval(metrics.uar, table, drawn).as_dict(),
        "macro_f1": metrics.interval(metrics.macro_f1, table, drawn).as_dict(),
        "chance": round(1 / len(names), 4),
    }


def recipe_of(name: str) -> Fit:
    """A recipe for any classes: `fit_classes` of its module in `training`. Raises NotBuilt."""
    module = import_module(f"der_server.training.{name.replace('-', '_')}")
    if not hasattr(module, "fit_classes"):
        raise NotBuilt(f"The {name} recipe cannot be trained on a corpus's own classes yet.")
    fit: Fit = module.fit_classes
    return fit


def groups_of(part: Part) -> tuple[Ints, str]:
    """Group numbers i64[n] that stay together, and what they are: people, contents or items."""
    if part.people is not None:
        return _numbered(part.people), "people"
    contents = [getattr(item, "content", "") for item in part.content] if part.corpus.modality == "body" else []
    if any(contents):
        return _numbered(contents), "contents"
    return np.arange(len(part), dtype=np.int64), "items"


def published_folds(part: Part) -> Ints | None:
    """The fold i64[n] a published protocol gives each item, or None where it does not say, or has a person twice."""
    if part.folds is None or part.people is None or len(set(part.folds)) < 2:
        return None
    if len(set(zip(part.people, part.folds, strict=True))) > len(set(part.people)):
        return None
    return _numbered(part.folds)


def fold_numbers(groups: Ints, folds: int, seed: int) -> Ints:
    """A fold per item, whole groups at a time, sizes evened out greedily. Raises BadRequest for too few groups."""
    sizes = np.bincount(groups)
    if len(sizes) < folds:
        raise BadRequest(f"{len(sizes)} people (or contents) cannot make {folds} folds: ask for fewer.")
    order = np.random.default_rng(seed).permutation(len(sizes))
    if len(sizes) == len(groups):
        fold_of = np.empty(len(sizes), np.int64)
        fold_of[order] = np.arange(len(sizes)) % folds
        return fold_of[groups]
    filled, fold_of = np.zeros(folds), np.zeros(len(sizes), np.int64)
    for group in sorted(order, key=lambda one: -sizes[one]):
        fold_of[group] = int(filled.argmin())
        filled[fold_of[group]] += sizes[group]
    return fold_of[groups]


def _guess(part: Part, labels: list[str], fold: Ints, fit: Fit, teacher: Path | None) -> list[str]:
    guesses = np.empty(len(labels), object)
    reads = signature(fit).parameters
    for held in np.unique(fold):
        rest, test = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        learnt = part.take(rest)
        offered = {"people": learnt.people, "teacher": teacher}
        told = {name: value for name, value in offered.items() if name in reads}
        tell = fit(learnt.content, [labels[i] for i in rest], **told)
        guesses[test] = tell(part.take(test).content)
    return [str(guess) for guess in guesses]


def together(parts: list[Part]) -> Part:
    """All parts as one; a corpus's own splits give way to the folds."""
    first = parts[0]
    if len(parts) == 1:
        return first
    joined = [part.content for part in parts]
    content = np.concatenate(joined) if isinstance(joined[0], np.ndarray) else sum(joined, ())
    people = None if any(p.people is None for p in parts) else sum((p.people or () for p in parts), ())
    return replace(
        first,
        name="",
        raw=sum((part.raw for part in parts), ()),
        labels=np.concatenate([part.labels for part in parts]),
        people=people,
        keys=sum((part.keys for part in parts), ()),
        content=content,
    )


def _classes(part: Part) -> tuple[list[str], Ints]:
    """The corpus's own labels of items that have exactly one, of classes that are not too rare."""
    single = [raw[0] if len(raw) == 1 else "" for raw in part.raw]
    names, counts = np.unique(single, return_counts=True)
    often = {str(name) for name, count in zip(names, counts, strict=True) if name and count >= FEWEST_OF_A_CLASS}
    kept = np.flatnonzero([label in often for label in single])
    if len(often) < 2:
        raise BadRequest(f"{part.corpus.name} has fewer than two classes of {FEWEST_OF_A_CLASS} items.")
    return [single[i] for i in kept], kept


def _numbered(names: Sequence[str]) -> Ints:
    return np.unique(np.array(names), return_inverse=True)[1].astype(np.int64)
