"""A corpus folder, and what a loader makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadRequest, NotFound
from der_server.labels import EMOTIONS
from der_server.training.datasets.labels import only_label_of


@dataclass(frozen=True, slots=True)
class Corpus:
    """One folder `<data>/<modality>/<name>/`."""

    modality: str
    name: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Part:
    """One split or file of a corpus; every field but `corpus` and `name` has one entry per item.

    name: the split or file, "" where the corpus has one part. raw: the corpus's own labels (an item may
    have several). labels: i64[n] into EMOTIONS, -1 = left out. people: who it is, or None where the corpus
    has no ids. keys: what recognises an item in any folder. content: what the modality's experts are fed
    (face: f32[n, 2 C]; voice: paths; text: strings; body: BodyClip). folds: the fold in which a published protocol
    tests each item, or None where the corpus names none.
    """

    corpus: Corpus
    name: str
    raw: tuple[tuple[str, ...], ...]
    labels: NDArray[np.int64]
    people: tuple[str, ...] | None
    keys: tuple[str, ...]
    content: Any
    folds: tuple[str, ...] | None = None

    def __len__(self) -> int:
        return len(self.raw)

    def take(self, index: NDArray[np.int64]) -> "Part":
        """The part made of these items."""
        content = self.content[index] if isinstance(self.content, np.ndarray) else _pick(self.content, index)
        return replace(
            self,
            raw=_pick(self.raw, index),
            labels=self.labels[index],
            people=None if self.people is None else _pick(self.people, index),
            keys=_pick(self.keys, index),
            content=content,
            folds=None if self.folds is None else _pick(self.folds, index),
        )


def _pick(values: Sequence[Any], index: NDArray[np.int64]) -> tuple[Any, ...]:
    return tuple(values[i] for i in index)


def part_of(
    corpus: Corpus,
    name: str,
    *,
    raw: Sequence[tuple[str, ...]],
    people: Sequence[str] | None,
    keys: Sequence[str],
    content: Any,
    folds: Sequence[str] | None = None,
) -> Part:
    """A part with its labels mapped to ours."""
    ours = [only_label_of(labels) for labels in raw]
    numbers = np.array([-1 if label is None else EMOTIONS.index(label) for label in ours], np.int64)
    named = tuple(people) if people is not None and any(people) else None
    tested = tuple(folds) if folds is not None and all(folds) else None
    return Part(corpus, name, tuple(raw), numbers, named, tuple(keys), content, tested)


def bad_corpus(path: Path, problem: str) -> BadRequest:
    """The error for a file that is not laid out as a loader needs it."""
    return BadRequest(f"{path.parent.name}/{path.name}: {problem}", reason="BAD_CORPUS")


def find_corpora(data_dir: Path, modality: str | None = None, corpus: str | None = None) -> list[Corpus]:
    """Every corpus folder of a data folder, by modality and name. Raises NotFound where there is none."""
    found = [
        Corpus(folder.parent.name, folder.name, folder)
        for folder in sorted(data_dir.glob("*/*"))
        if folder.is_dir()
        and modality in (None, folder.parent.name)
        and corpus in (None, folder.name)
        and not folder.name.startswith(".")
    ]
    if not found:
        raise NotFound(f"No {modality or '<modality>'}/{corpus or '<corpus>'} folder in {data_dir}.")
    return found
