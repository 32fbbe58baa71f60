"""Texts with labels to learn from: any `.tsv.gz` with a `text` column, and the table of those the expert learns."""

import csv
import gzip
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadRequest
from der_server.labels import EMOTIONS
from der_server.training.datasets.labels import label_of

Floats = NDArray[np.float32]

# fmt: off
FINE = (
    "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion", "curiosity",
    "desire", "disappointment", "disapproval", "disgust", "embarrassment", "excitement", "fear", "gratitude",
    "grief", "joy", "love", "nervousness", "optimism", "pride", "realization", "relief",
    "remorse", "sadness", "surprise", "neutral",
)
# fmt: on
"""GoEmotions' 27 emotions and neutral, in its own order (Demszky et al. 2020)."""

_ANGER, _DISGUST = EMOTIONS.index("anger"), EMOTIONS.index("disgust")

KEPT_APART = (
    "goemotions/dev",
    "smp2020_ewect_zh/usual_test",
    "semeval2018_ec/train",
    "semeval2018_ec/dev",
    "meld_text/train",
    "meld_text/dev",
    "cped_zh/valid",
    "cped_zh/test",
)
"""Files that are only ever scored on: a text that stands in one of them is never learnt."""


@dataclass(frozen=True, slots=True)
class Item:
    """A text, its labels as the corpus names them, and its id (the row number where the corpus has none)."""

    text: str
    labels: tuple[str, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Source:
    """One row of text_corpora.toml. angry_disgust: the share of its disgust that is read as anger."""

    file: str
    language: str
    terms: str
    weight: float
    hold: bool = False
    angry_disgust: float = 0.0

    @property
    def corpus(self) -> str:
        return self.file.split("/", 1)[0]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one language is learnt from: n texts, each once.

    emotions: f32[n, 7], a share for each emotion named, sums to 1 or (none named) to 0.
    fine: f32[n, 28] 0 or 1; has_fine: bool[n]. weight: f32[n]. holds: bool[n], may be held out to
    calibrate on (only items of the heaviest corpora marked `hold`). corpora, files: where the texts come from.
    """

    texts: tuple[str, ...]
    emotions: Floats
    fine: Floats
    has_fine: NDArray[np.bool_]
    weight: Floats
    holds: NDArray[np.bool_]
    corpora: tuple[str, ...]
    files: tuple[str, ...]


def items_of(path: Path) -> Iterator[Item]:
    """Rows of a gzipped, csv-quoted TSV with a header, `text`, and `emotion` or `labels` (comma separated).

    Raises BadRequest where it is none.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines, delimiter="\t")):
                raw = row["labels"] if "labels" in row else row["emotion"]
                labels = tuple(part.strip() for part in raw.split(",") if part.strip())
                yield Item(row["text"], labels, row.get("id") or str(number))
    except (OSError, EOFError, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise BadRequest(f"{path.name} is not a gzipped TSV with `text` and `emotion` or `labels`.") from error


def sources(terms: Sequence[str]) -> tuple[Source, ...]:
    """The rows of text_corpora.toml whose terms are among `terms`."""
    text = files("der_server.training").joinpath("text_corpora.toml").read_text(encoding="utf-8")
    rows = tuple(Source(**row) for row in tomllib.loads(text)["corpora"])
    return tuple(row for row in rows if row.terms in terms)


def same_text(text: str) -> str:
    """What two texts share that count as the same one: letters and signs without blanks, in lower case."""
    return "".join(text.lower().split())


def emotion_shares(labels: Sequence[str]) -> Floats:
    """f32[7] over EMOTIONS: an equal share for each emotion named; zeros where none is known."""
    named = {label_of(label) for label in labels} - {None}
    row = np.array([name in named for name in EMOTIONS], np.float32)
    return row / max(1.0, float(row.sum()))


def kept_apart(data_dir: Path) -> frozenset[str]:
    """`same_text` of everything in KEPT_APART that lies in `data_dir`."""
    paths = [data_dir / "text" / f"{name}.tsv.gz" for name in KEPT_APART]
    return frozenset(same_text(item.text) for path in paths if path.exists() for item in items_of(path))


def read_lesson(data_dir: Path, language: str, terms: Sequence[str]) -> Lesson:
    """Everything to learn one language from; corpora that are not in `data_dir` are left out.

    Each text once (the first corpus in the table wins), none that is kept apart. Raises BadRequest where
    nothing is left.
    """
    known, rows, used = set(kept_apart(data_dir)), [], []
    for source in sources(terms):
        path = data_dir / "text" / f"{source.file}.tsv.gz"
        if source.language != language or not path.exists():
            continue
        used.append(source)
        for item in items_of(path):
            shares, key = emotion_shares(item.labels), same_text(item.text)
            shares[_ANGER] += source.angry_disgust * shares[_DISGUST]
            shares[_DISGUST] *= 1 - source.angry_disgust
            if key and key not in known and shares.any():
                known.add(key)
                rows.append((item, shares, source))
    if not rows:
        raise BadRequest(f"No {language} text corpus with terms {terms} under {data_dir.name}/text.")
    heaviest = max((source.weight for _, _, source in rows if source.hold), default=0.0)
    fine = np.array([[name in item.labels for name in FINE] for item, _, _ in rows], np.float32)
    return Lesson(
        tuple(item.text for item, _, _ in rows),
        np.stack([shares for _, shares, _ in rows]),
        fine,
        np.array([source.corpus == "goemotions" for _, _, source in rows]),
        np.array([source.weight for _, _, source in rows], np.float32),
        np.array([source.hold and source.weight == heaviest for _, _, source in rows]),
        tuple(dict.fromkeys(source.corpus for source in used)),
        tuple(source.file for source in used),
    )
