"""The text expert on the files kept apart: the figures that stand in its card."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from der_server.labels import EMOTIONS
from der_server.models.text import TextExpert
from der_server.training import metrics
from der_server.training.text_corpora import FINE, Item, emotion_shares, items_of

Floats = NDArray[np.float64]


SCORED = {
    "goemotions/dev": "en",
    "meld_text/dev": "en",
    "semeval2018_ec/dev": "en",
    "smp2020_ewect_zh/usual_test": "zh",
}
"""File -> language. MELD and SemEval give nothing to training: their figures are of a corpus never met."""


def score_kept_apart(expert: TextExpert, data_dir: Path) -> dict[str, dict[str, float]]:
    """Figures by file name, for those of the files that lie in `data_dir`. No interval: see `der evaluate`."""
    out: dict[str, dict[str, float]] = {}
    for name, language in SCORED.items():
        path = data_dir / "text" / f"{name}.tsv.gz"
        if path.exists():
            out[name] = score(expert, list(items_of(path)), language)
    return {name: {key: round(value, 4) for key, value in row.items()} for name, row in out.items()}


def score(expert: TextExpert, items: Sequence[Item], language: str) -> dict[str, float]:
    """n, accuracy, macro_f1, ece: items of one emotion, the likeliest of all seven. accuracy_present,
    macro_f1_present: the likeliest of those the corpus holds. macro_f1_ekman, macro_f1_fine (corpora with fine
    labels): every item, each label apart against its own threshold, as GoEmotions is usually scored."""
    texts, spoken = [item.text for item in items], [language] * len(items)
    probs = np.exp(np.stack([answer.log_probs for answer in expert.read(texts, spoken)])).astype(np.float64)
    shares = np.stack([emotion_shares(item.labels) for item in items])
    one = (shares > 0).sum(1) == 1
    truth, said = shares[one].argmax(1), probs[one]
    there = np.isin(np.arange(len(EMOTIONS)), truth)
    within = np.where(there, said, 0)
    row = {
        "n": float(one.sum()),
        "accuracy": float((said.argmax(1) == truth).mean()),
        "macro_f1": _macro_f1(truth, said.argmax(1)),
        "ece": metrics.calibration_error(truth, said),
        "accuracy_present": float((within.argmax(1) == truth).mean()),
        "macro_f1_present": _macro_f1(truth, within.argmax(1)),
    }
    several = several_labels(expert, texts, [item.labels for item in items], language, probs)
    return row | {name: figure.value for name, figure in several.items()}


def several_labels(
    expert: TextExpert,
    texts: Sequence[str],
    labels: Sequence[Sequence[str]],
    language: str,
    probs: Floats | None = None,
    **how: int,
) -> dict[str, metrics.Interval]:
    """macro_f1_ekman and macro_f1_fine as in `score`, with 95 % bootstrap intervals over the texts.

    Nothing where the expert has no fine labels in this language, the corpus has others, or no text has several.
    probs: f64[n, 7] of the texts, where they are known. how: resamples and seed.
    """
    facts = expert.bundle.card.settings["languages"].get(language, {"fine": ()})
    known = all(set(some) <= set(FINE) for some in labels)
    if not facts["fine"] or not known or all(len(some) < 2 for some in labels):
        return {}
    if probs is None:
        answers = expert.read(texts, [language] * len(texts))
        probs = np.exp(np.stack([answer.log_probs for answer in answers])).astype(np.float64)
    coarse = np.stack([emotion_shares(some) for some in labels]) > 0
    fine = np.array([list(expert.fine(text, language).values()) for text in texts])
    truth = np.array([[name in some for name in facts["fine"]] for some in labels])
    cut = 1 / (1 + np.exp(-np.array(facts["odds"])))
    return {
        "macro_f1_ekman": metrics.macro_f1_of_labels(coarse, probs >= np.array(facts["thresholds"]), **how),
        "macro_f1_fine": metrics.macro_f1_of_labels(truth, fine >= cut, **how),
    }


def f1(truth: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    """Mean over the columns of 2 hits / (said + true); a column never said nor true counts 0."""
    hits = (truth & said).sum(0)
    return float((2 * hits / np.maximum(truth.sum(0) + said.sum(0), 1)).mean())


def _macro_f1(truth: NDArray[np.int64], said: NDArray[np.int64]) -> float:
    classes = np.unique(truth)
    return f1(truth[:, None] == classes, said[:, None] == classes)
