"""The shipped experts on any data folder: one row of figures per model, corpus part and seen/unseen share."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.faults import DerError
from der_server.labels import EMOTIONS, MODALITIES
from der_server.models.bundle import Bundle
from der_server.models.text import TextExpert
from der_server.signals.text import language_of
from der_server.training import metrics
from der_server.training.datasets import Corpus, Part, find_corpora, load_parts
from der_server.training.datasets.labels import label_of
from der_server.training.folds import evaluate_folds
from der_server.training.scoring import Scored, shipped
from der_server.training.text_score import several_labels

Floats = NDArray[np.float64]
Row = dict[str, Any]

__all__ = ["Answers", "evaluate", "evaluate_folds", "figures", "left_out_labels", "mapping", "seen_items"]


COVERAGES = tuple(round(0.1 * tenth, 1) for tenth in range(1, 11))
"""Shares of the items, the surest first, over which accuracy is told."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One model on one set of items: truth i64[n], probs f64[n, 7], people i64[n] group numbers or None."""

    truth: NDArray[np.int64]
    probs: Floats
    people: NDArray[np.int64] | None


def evaluate(
    data_dir: Path,
    modality: str | None = None,
    corpus: str | None = None,
    *,
    bundles: Path | None = None,
    device: str = "cpu",
    resamples: int = metrics.RESAMPLES,
    seed: int = 0,
) -> dict[str, list[Row]]:
    """Score every shipped expert on a folder laid out `<modality>/<corpus>/`.

    Returns `{"rows": [...]}`, plain JSON values. A corpus that cannot be read costs that corpus: its row
    holds `error`. Folders of things no single expert reads (`paired`) get a row with `left_out_because`.
    Raises NotFound where the folder holds no corpus at all, BadBundle where a bundle cannot be used.
    """
    rows: list[Row] = []
    experts: dict[str, tuple[Scored, ...]] = {}
    for found in find_corpora(data_dir, modality, corpus):
        if found.modality not in experts:
            experts[found.modality] = shipped(found.modality, bundles, device)
        rows.extend(_corpus_rows(found, experts[found.modality], resamples, seed))
    return {"rows": rows}


def _corpus_rows(corpus: Corpus, experts: tuple[Scored, ...], resamples: int, seed: int) -> Iterator[Row]:
    head: Row = {"modality": corpus.modality, "corpus": corpus.name}
    if corpus.modality not in MODALITIES:
        yield head | {"left_out_because": f"folders of {corpus.modality!r} are not read by a single expert"}
        return
    if not experts:
        yield head | {"left_out_because": f"no {corpus.modality} bundle is shipped"}
        return
    try:
        parts = load_parts(corpus)
    except DerError as error:
        yield head | {"error": str(error)}
        return
    for part in parts:
        for expert in experts:
            yield from (head | row for row in _part_rows(part, expert, resamples, seed))


def _part_rows(part: Part, expert: Scored, resamples: int, seed: int) -> Iterator[Row]:
    left_out = left_out_labels(part)
    name = {"split": part.name} if part.name else {}
    ours = part.take(np.flatnonzero(part.labels >= 0))
    if not len(ours):
        yield name | {"model": expert.name, "n": 0, "left_out": left_out, "error": "no label we know"}
        return
    try:
        probs = np.exp(np.asarray(expert.score(ours), np.float64))
    except DerError as error:
        yield name | {"model": expert.name, "error": str(error)}
        return
    seen = seen_items(expert.bundle, ours)
    for side in (False, True):
        index = np.flatnonzero(seen == side)
        if len(index):
            answers = Answers(ours.labels[index], probs[index], _groups(ours.take(index)))
            row = figures(answers, resamples, seed)
            described = {"model": expert.name, "n": len(index), "n_people": _count(ours.take(index)), "seen": side}
            mapped = {"mapping": mapping(ours), "left_out": left_out}
            several = _several(part, expert, resamples, seed) if not side else {}
            yield name | described | mapped | row | several


def _several(part: Part, expert: Scored, resamples: int, seed: int) -> Row:
    """Figures of every label apart, for a text corpus whose texts have several."""
    if part.corpus.modality != "text" or seen_items(expert.bundle, part).any():
        return {}
    language = Counter(language_of(text) for text in part.content).most_common(1)[0][0]
    text = TextExpert(expert.bundle)
    found = several_labels(text, part.content, part.raw, language, resamples=resamples, seed=seed)
    return {"several_labels": {name: one.as_dict() for name, one in found.items()}} if found else {}


def figures(answers: Answers, resamples: int = metrics.RESAMPLES, seed: int = 0) -> Row:
    """The figures of one model on one set of items, as in a row of `evaluate`.

    The answer is the likeliest of all seven emotions, whichever of them the corpus holds.
    """
    truth, probs, classes = answers.truth, answers.probs, len(EMOTIONS)
    guess = probs.argmax(1)
    table = metrics.confusion(truth, guess, classes)
    drawn = metrics.bootstrap(truth, guess, classes, answers.people, resamples=resamples, seed=seed)
    there = [EMOTIONS[i] for i in np.unique(truth)]
    intervals = {
        "accuracy": metrics.interval(metrics.accuracy, table, drawn).as_dict(),
        "uar": metrics.interval(metrics.uar, table, drawn).as_dict(),
        "macro_f1": metrics.interval(metrics.macro_f1, table, drawn).as_dict(),
    }
    return {
        "classes": there,
        **intervals,
        "ece": round(metrics.calibration_error(truth, probs), 4),
        "accuracy_at_80": round(metrics.accuracy_at(truth, probs, 0.8), 4),
        "chance": round(1 / len(there), 4),
        "confusion": table.astype(int).tolist(),
        "coverage": [[share, round(metrics.accuracy_at(truth, probs, share), 4)] for share in COVERAGES],
        "reliability": [[round(v, 4) for v in one] for one in metrics.reliability(truth, probs)],
    }


def mapping(part: Part) -> dict[str, str]:
    """The part's labels that go by another name with us, e.g. `{"calm": "neutral"}`."""
    pairs = {raw: label_of(raw) for labels in part.raw for raw in labels}
    return {raw: ours for raw, ours in sorted(pairs.items()) if ours is not None and ours != raw}


def left_out_labels(part: Part) -> Mapping[str, int]:
    """How many items were left out, by the corpus's own label; `several` = labels of more than one emotion."""
    counts: Counter[str] = Counter()
    for raw, label in zip(part.raw, part.labels, strict=True):
        if label < 0:
            counts[raw[0] if len(raw) == 1 else "several"] += 1
    return dict(sorted(counts.items()))


def seen_items(bundle: Bundle, part: Part) -> NDArray[np.bool_]:
    """Whether the bundle trained on each item, or on anything else of the same person.

    A person or item is recognised in any folder, and also by keys that hold the corpus's name. Texts are
    recognised by their words alone: a speaker's name may itself be somebody's whole sentence.
    """
    modality, corpus = part.corpus.modality, part.corpus.name
    seen = bundle.saw(part.keys)
    if part.people is not None and modality != "text":
        named = np.array([bool(person) for person in part.people])
        for where in (modality, f"{modality}/{corpus}"):
            seen |= named & bundle.saw([f"{where}/{person}" for person in part.people])
    return seen


def _groups(part: Part) -> NDArray[np.int64] | None:
    if part.people is None:
        return None
    return np.unique(np.array(part.people), return_inverse=True)[1].astype(np.int64)


def _count(part: Part) -> int:
    return 0 if part.people is None else len(set(part.people))
