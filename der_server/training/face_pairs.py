"""Two ways of teaching the face net, asked about the same faces.

Both learn from the faces that `face.fifth_apart` leaves; asked are the fifth itself, by corpus, and every part that
is never trained on. Gains are of pairs: the same faces (people where they are known), the same seeds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from der_server.labels import EMOTIONS
from der_server.models.face import alive
from der_server.models.face_net import FaceNet
from der_server.training import face, metrics
from der_server.training.datasets import Part, find_corpora, load_parts
from der_server.training.face_recipe import Faces, faces_of, picked, predict

Ints = NDArray[np.int64]
Row = dict[str, Any]
FIGURES = {"accuracy": metrics.accuracy, "macro_f1": metrics.macro_f1}


@dataclass(frozen=True)
class Asked:
    """Faces neither way learns from: values f32[n, A] of the alive channels, labels and people i64[n]."""

    name: str
    values: Tensor
    labels: Ints
    people: Ints | None

    def guesses(self, nets: Sequence[FaceNet]) -> Ints:
        """Every net's answers, i64[nets, n]."""
        return np.stack([predict([net], self.values).argmax(1) for net in nets])


def study_of(data_dir: Path, seed: int = 0) -> tuple[Faces, list[Asked]]:
    """The faces to learn from and those to be asked about. Raises NotFound where there is nothing to learn from."""
    parts = face.training_parts(data_dir)
    faces = faces_of(parts, alive(), [face.SOURCES[part.corpus.name] for part in parts])
    learnt, apart = face.fifth_apart(faces, seed)
    held = faces.take(apart)
    asked = []
    for number, part in enumerate(parts):
        mine = held.take(np.flatnonzero(held.corpus.numpy() == number))
        asked.append(Asked(f"{part.corpus.name}, held-out fifth", mine.values, mine.labels.numpy(), None))
    found = [part for corpus in find_corpora(data_dir, "face") for part in load_parts(corpus)]
    elsewhere = [part for part in found if part.corpus.name not in face.SOURCES or part.name in face.HELD_OUT]
    return faces.take(learnt), asked + [_asked(part) for part in elsewhere]


def _asked(part: Part) -> Asked:
    ours = part.take(np.flatnonzero(part.labels >= 0))
    people = None if ours.people is None else np.unique(np.array(ours.people), return_inverse=True)[1]
    values = torch.from_numpy(picked(ours.content, alive()))
    return Asked(" ".join((part.corpus.name, part.name)).strip(), values, ours.labels, people)


def compared(asked: Asked, ours: Sequence[FaceNet], theirs: Sequence[FaceNet]) -> Row:
    """Figures of either way, net by net, and what the first gains over the second with its 95 % interval."""
    pair, classes = (asked.guesses(ours), asked.guesses(theirs)), len(EMOTIONS)
    row: Row = {"asked": asked.name, "n": len(asked.labels)}
    for name, figure in FIGURES.items():
        each = [[float(figure(metrics.confusion(asked.labels, one, classes))) for one in way] for way in pair]
        more = metrics.gain(figure, asked.labels, *pair, classes, people=asked.people)
        row[name] = {"ours": np.round(each[0], 4).tolist(), "theirs": np.round(each[1], 4).tolist()}
        row[name]["gain"] = more.as_dict()
    return row
