"""What face and voice of one take tell together, in RAVDESS' own eight classes on its published folds.

    der study paired --teacher DIR

The face is 35 action units (means over a clip, OpenFace), the voice what the heavy expert's encoder hears. One kernel
spans both; what each counts in it is chosen on people inside each training part. Enrolled, a clip is also compared by
how it differs from two neutral clips of the person, in action units and in voice. These two clips are never scored.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.linalg
from numpy.typing import NDArray

from der_server.training import metrics
from der_server.training.datasets import find_corpora, load_parts
from der_server.training.folds import fold_numbers, published_folds
from der_server.training.voice_clips import read_samples
from der_server.training.voice_head import parts_of
from der_server.training.voice_heavy import Ear

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Mix = tuple[float, float, float, float]
"""What counts in a kernel: the voice, the voice less the neutral one, the face, the face less the neutral one."""
WAYS: dict[str, tuple[Mix, ...]] = {
    "voice": ((1, 0, 0, 0),),
    "voice, enrolled": ((1, 0, 0, 0), (0.5, 0.5, 0, 0), (0, 1, 0, 0)),
    "face": ((0, 0, 1, 0),),
    "face, enrolled": ((0, 0, 0, 1),),
    "both": tuple((1, 0, share, 0) for share in (0.0, 0.15, 0.25, 0.4, 1.0)),
    "both, enrolled": tuple(
        (voice, 1 - voice, face, share) for voice in (1, 0.5) for face, share in ((0, 0.25), (0.1, 0.25), (0, 0.4))
    ),
}
"""Mixes to choose from."""
RIDGE = 0.3
INNER = 4
ENROLLED_CLIPS = 2


@dataclass(frozen=True)
class Takes:
    """n takes: voice f64[n, 1024], face f64[n, 35], labels i64[n] into `names`, people i64[n], fold i64[n]; enrolled:
    which are the clips a person is enrolled with."""

    voice: Floats
    face: Floats
    labels: Ints
    names: Sequence[str]
    people: Ints
    fold: Ints
    enrolled: NDArray[np.bool_]


def takes_of(data_dir: Path, ear: Ear) -> Takes:
    """The takes of which there are both. Raises NotFound."""
    (part,) = load_parts(find_corpora(data_dir, "voice", "ravdess")[0])
    with (data_dir / "paired" / "ravdess_face_voice" / "paired.csv").open(encoding="utf-8", newline="") as lines:
        seen = {Path(row["audio_file"]).name: row for row in csv.DictReader(lines)}
    units = [name for name in next(iter(seen.values())) if name.startswith("ofstat_")]
    names, labels = np.unique([raw[0] for raw in part.raw], return_inverse=True)
    people = np.unique(np.array(part.people), return_inverse=True)[1]
    fold = published_folds(part)
    neutral = [str(name) for name in names].index("neutral")
    first = [np.flatnonzero((people == p) & (labels == neutral))[:ENROLLED_CLIPS] for p in np.unique(people)]
    return Takes(
        np.stack([ear.features(read_samples(path))[1:] for path in part.content]).astype(np.float64),
        np.array([[float(seen[path.name][unit]) for unit in units] for path in part.content]),
        labels,
        [str(name) for name in names],
        people,
        fold_numbers(people, 5, 0) if fold is None else fold,
        np.isin(np.arange(len(labels)), np.concatenate(first)),
    )


def faces_less_neutral(takes: Takes) -> Floats:
    """Action units less the mean of the person's enrolment clips, f64[n, 35]."""
    return takes.face - _neutral(takes.face, takes)[takes.people]


def voices_less_neutral(takes: Takes, rest: Ints) -> Floats:
    """Principal parts of the voice less what the enrolment clips tell of the person, f64[n, P].

    It is drawn to the mean of the people of `rest` as in `voice_person`, since two clips tell little.
    """
    mean, axes = parts_of(np.asarray(takes.voice[rest], np.float32))
    parts = (takes.voice - mean) @ axes
    own, people = _neutral(parts, takes), np.unique(takes.people[rest])
    alike = [parts[(takes.people == one) & (takes.labels == takes.labels[takes.enrolled][0])] for one in people]
    within = np.mean([clips.var(0, ddof=1) for clips in alike], 0)
    between = np.maximum(own[people].var(0) - within / ENROLLED_CLIPS, 1e-4 * within)
    known = ENROLLED_CLIPS / (ENROLLED_CLIPS + within / between)
    return np.asarray(parts - (known * (own - own[people].mean(0)))[takes.people])


def _neutral(features: Floats, takes: Takes) -> Floats:
    """The mean of each person's enrolment clips, f64[people, F]."""
    people = range(int(takes.people.max()) + 1)
    return np.stack([features[(takes.people == one) & takes.enrolled].mean(0) for one in people])


def apart(features: Floats, rest: Ints) -> Floats:
    """Mean squared distances f64[n, n] of features brought to spread 1 on `rest`."""
    plain = (features - features[rest].mean(0)) / (features[rest].std(0) + 1e-6) / np.sqrt(features.shape[1])
    square = np.square(plain).sum(1)
    return np.asarray(np.maximum(square[:, None] + square - 2 * plain @ plain.T, 0))


def fitted(kernel: Floats, labels: Ints, rest: Ints, test: Ints) -> Ints:
    """Labels i64 for `test`, by kernel ridge regression on `rest`, every class counting alike."""
    classes = int(labels.max()) + 1
    counts = np.bincount(labels[rest], minlength=classes)[labels[rest]]
    own = kernel[np.ix_(rest, rest)] + np.diag(RIDGE * counts / counts.mean())
    says = scipy.linalg.cho_solve(scipy.linalg.cho_factor(own), np.eye(classes)[labels[rest]] - 1 / classes)
    return np.asarray((kernel[np.ix_(test, rest)] @ says).argmax(1), np.int64)


def distances(takes: Takes, rest: Ints) -> Floats:
    """f64[4, n, n]: how far apart takes are by each part of a mix."""
    own = voices_less_neutral(takes, rest)
    square = np.square(own).sum(1)
    voices = np.maximum(square[:, None] + square - 2 * own @ own.T, 0) / takes.voice.shape[1]
    return np.stack(
        [apart(takes.voice, rest), voices, apart(takes.face, rest), apart(faces_less_neutral(takes), rest)]
    )


def guesses(takes: Takes) -> dict[str, Ints]:
    """A label for every take in each way, by what was learned from the other folds' people."""
    out = {name: np.zeros(len(takes.labels), np.int64) for name in WAYS}
    for held in np.unique(takes.fold):
        rest, test = np.flatnonzero(takes.fold != held), np.flatnonzero(takes.fold == held)
        far = distances(takes, rest)
        for name, mixes in WAYS.items():
            kernels = [np.exp(-np.tensordot(mix, far, 1)) for mix in mixes]
            best = max(kernels, key=lambda one: _inner(one, takes, rest)) if len(kernels) > 1 else kernels[0]
            out[name][test] = fitted(best, takes.labels, rest, test)
    return out


def _inner(kernel: Floats, takes: Takes, rest: Ints) -> float:
    """UAR on people kept apart inside a training part."""
    fold = np.unique(takes.people[rest], return_inverse=True)[1] % INNER
    guess = np.zeros(len(rest), np.int64)
    for held in range(INNER):
        guess[fold == held] = fitted(kernel, takes.labels, rest[fold != held], rest[fold == held])
    scored = ~takes.enrolled[rest]
    return float(metrics.uar(metrics.confusion(takes.labels[rest][scored], guess[scored], len(takes.names))))


def rows(takes: Takes) -> dict[str, Any]:
    """UAR with its interval over people, in each way."""
    scored = ~takes.enrolled
    truth, people, classes = takes.labels[scored], takes.people[scored], len(takes.names)
    out: dict[str, Any] = {"n": len(truth), "n_people": len(np.unique(people)), "classes": list(takes.names)}
    for name, guess in guesses(takes).items():
        drawn = metrics.bootstrap(truth, guess[scored], classes, people)
        out[name] = metrics.interval(metrics.uar, metrics.confusion(truth, guess[scored], classes), drawn).as_dict()
    return out


def rows_of(data_dir: Path, teacher: Path) -> dict[str, Any]:
    """`rows` of the corpus in `data_dir`, heard through the encoder under `teacher`. Raises NotFound."""
    return rows(takes_of(data_dir, Ear(teacher)))
