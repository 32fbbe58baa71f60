"""Training of `face-net` on still faces, its figures, and the card of `face-facs`.

Corpora for training are named here once, with the weight of one of their faces; every other corpus stays unseen.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from der_server.faults import NotFound
from der_server.features.face import SPEC
from der_server.labels import EMOTIONS
from der_server.models import facs
from der_server.models.bundle import Card, save_bundle, seen_array
from der_server.models.face import KIND, NAME, alive
from der_server.models.face_net import FaceNet
from der_server.training import metrics
from der_server.training.datasets import Part, find_corpora, load_parts
from der_server.training.evaluate import Answers, figures
from der_server.training.face_recipe import Faces, Recipe, faces_of, picked, predict, train_net
from der_server.training.graphs import with_graphs
from der_server.training.search import search
from der_server.training.watch import Watch

Say = Callable[[str], None]

SOURCES = {"rafdb": 3.0, "fer2013": 1.0}
"""Corpora trained on and the weight of one of their faces. CK+ and JAFFE are never here: they measure
what the net does on people and pictures it was not made for."""
HELD_OUT = ("PublicTest", "PrivateTest", "test")
"""Splits never trained on, whatever corpus they are of."""
CARD_FIGURES = ("accuracy", "uar", "macro_f1", "ece", "accuracy_at_80")
NOTES = (
    "Trained on still pictures read by a browser tracker (MediaPipe): web faces, crowd labels.",
    "Nine coefficients this tracker leaves dead are not read: cheek squint, nose sneer, cheek puff, jaw and mouth "
    "moves; the rule expert reads them.",
    "Coefficients are clipped to the range met in training. No labelled recording of a headset's coefficients was "
    "available: accuracy there is not measured.",
    "A tenth of the training faces is drawn at random on a still face and labelled by the rules of face-facs, since "
    "no recording shows a headset's face.",
    "RAF-DB and FER2013 are for non-commercial research: so is this bundle.",
)


def train(
    data_dir: Path,
    out_dir: Path,
    *,
    seed: int = 0,
    recipe: Recipe | None = None,
    say: Say = print,
    watch: Watch | None = None,
) -> dict[str, Any]:
    """Train `face-net` and write it and `face-facs` under `out_dir`; returns figures for both.

    A fifth of the faces is held out to fit the temperature and to report; the shipped net is then trained
    on all of them with the same recipe. Raises NotFound where no corpus of SOURCES is there.
    """
    recipe = recipe or Recipe()
    parts = training_parts(data_dir)
    channels = alive()
    faces = faces_of(parts, channels, [SOURCES[part.corpus.name] for part in parts])
    say(f"face: {len(faces)} faces of {len(parts)} corpora; held-out round")
    told = _held_out(faces, recipe, seed, watch)
    held_out_fifth = {part.corpus.name: _figures(told, number) for number, part in enumerate(parts)}
    say(f"face: temperature {told.temperature:.2f}; training on everything")
    net = train_net(faces, channels, recipe, seed, watch=watch, name="face-all")
    card = Card(
        name=NAME,
        kind=KIND,
        modality="face",
        version="1",
        terms="research",
        trained=True,
        feature_spec=SPEC,
        temperature=told.temperature,
        trained_on=tuple(part.corpus.name for part in parts),
        settings={
            "channels": list(channels),
            "hidden": recipe.hidden,
            "corpora": faces.corpora,
            "recipe": asdict(recipe),
        },
        metrics={"held_out_fifth": held_out_fifth},
        notes=NOTES,
    )
    save_bundle(out_dir / NAME, card, with_graphs(card, weights_of(net, parts)))
    save_bundle(out_dir / facs.NAME, facs.card(), {})
    return {NAME: held_out_fifth}


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A fifth of the training corpora's faces and what a net trained on the rest says of them.

    logs: calibrated f32[n, 7]; labels i64[n]; corpora i64[n], places in `training_parts`.
    """

    logs: NDArray[np.float32]
    labels: NDArray[np.int64]
    corpora: NDArray[np.int64]
    temperature: float


def held_out(data_dir: Path, seed: int = 0, recipe: Recipe | None = None) -> HeldOut:
    """The held-out round of `train` by itself. Raises NotFound where no corpus of SOURCES is there."""
    parts = training_parts(data_dir)
    faces = faces_of(parts, alive(), [SOURCES[part.corpus.name] for part in parts])
    return _held_out(faces, recipe or Recipe(), seed)


def _held_out(faces: Faces, recipe: Recipe, seed: int, watch: Watch | None = None) -> HeldOut:
    learnt, apart = fifth_apart(faces, seed)
    rest, held = faces.take(learnt), faces.take(apart)
    net = train_net(rest, alive(), recipe, seed, watch=watch, name="face-held-out")
    logs = predict([net], held.values)
    labels, corpora = held.labels.numpy(), held.corpus.numpy()
    even = 1 / np.bincount(corpora)[corpora]  # every corpus counts the same
    temperature = metrics.best_temperature(logs, labels, even)
    scaled = logs / temperature
    logs = (scaled - np.logaddexp.reduce(scaled, axis=1, keepdims=True)).astype(np.float32)
    return HeldOut(logs, labels, corpora, temperature)


def fifth_apart(faces: Faces, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places of the faces that are learnt from, and of the fifth that is held out.

    FER2013 holds hundreds of pictures twice, some under two labels: what also lies in the fifth is not learnt from.
    """
    fold, values = folds_of(len(faces), 5, seed), faces.values.numpy()
    there = {values[i].tobytes() for i in np.flatnonzero(fold == 0)}
    met = np.array([row.tobytes() in there for row in values], bool)
    return np.flatnonzero((fold != 0) & ~met), np.flatnonzero(fold == 0)


def training_parts(data_dir: Path) -> list[Part]:
    """The parts of SOURCES that may be trained on, strangers' labels left out. Raises NotFound.

    A face that also lies in a held-out split is left out (FER2013 holds several hundred pictures twice).
    """
    corpora = [corpus for corpus in find_corpora(data_dir, "face") if corpus.name in SOURCES]
    parts = [part for corpus in corpora for part in load_parts(corpus)]
    apart = {key for part in parts if part.name in HELD_OUT for key in part.keys}
    usable = [part for part in parts if part.name not in HELD_OUT]
    if not usable:
        raise NotFound(f"No face corpus to train on in {data_dir}: needs one of {', '.join(SOURCES)}.")
    return [part.take(_where(part, apart)) for part in usable]


def _where(part: Part, apart: set[str]) -> NDArray[np.int64]:
    fresh = np.array([key not in apart for key in part.keys], bool)
    return np.flatnonzero(fresh & (part.labels >= 0))


def folds_of(n: int, folds: int, seed: int) -> NDArray[np.int64]:
    """A fold number per item, at random (web faces come without people)."""
    return np.random.default_rng(seed).permutation(n) % folds


def weights_of(net: FaceNet, parts: list[Part]) -> dict[str, NDArray[Any]]:
    """The net's arrays and the hashes of the faces it was trained on."""
    arrays = {name: value.detach().cpu().numpy() for name, value in net.state_dict().items()}
    keys = [key for part in parts for key in part.keys]
    people = {f"face/{who}" for part in parts for who in part.people or () if who}
    return arrays | {"seen": seen_array([*keys, *people])}


def _figures(told: HeldOut, corpus: int) -> dict[str, Any]:
    where = told.corpora == corpus
    row = figures(Answers(told.labels[where], np.exp(told.logs[where].astype(np.float64)), None))
    return {"n": int(where.sum())} | {name: row[name] for name in CARD_FIGURES}


def fit_classes(faces: NDArray[np.float32], labels: Sequence[str]) -> Callable[[NDArray[np.float32]], list[str]]:
    """The same recipe for any classes: learn from faces f32[n, 2 C], get back a function that labels faces."""
    names, channels = sorted(set(labels)), alive()
    numbers = torch.tensor([names.index(label) for label in labels])
    nothing = torch.zeros(len(labels), dtype=torch.long)
    values = torch.from_numpy(picked(faces, channels))
    known = Faces(values, numbers, nothing, torch.ones(len(labels)), classes=len(names))
    net = train_net(known, channels, for_few(Recipe(), len(labels)), seed=0)

    def tell(unknown: NDArray[np.float32]) -> list[str]:
        return [names[i] for i in predict([net], torch.from_numpy(picked(unknown, channels))).argmax(1)]

    return tell


def for_few(recipe: Recipe, n: int) -> Recipe:
    """The recipe for a corpus of n faces: smaller batches, so that few faces still make enough steps."""
    return replace(recipe, batch=int(np.clip(n // 40, 32, recipe.batch)))


def quick(recipe: Recipe) -> Recipe:
    """The same recipe, a few epochs long: for a smoke run."""
    return replace(recipe, epochs=2, hidden=64)


def searched(
    data_dir: Path, folder: Path, *, trials: int, seed: int = 0, recipe: Recipe | None = None, say: Say = print
) -> Recipe:
    """The recipe that does best on a second fifth of the faces; the fifth that `train` reports on is not used."""
    faces = faces_of((parts := training_parts(data_dir)), alive(), [SOURCES[part.corpus.name] for part in parts])
    fold = folds_of(len(faces), 5, seed)
    learn, judge = faces.take(np.flatnonzero(fold > 1)), faces.take(np.flatnonzero(fold == 1))
    labels = judge.labels.numpy()

    def score(asked: Recipe) -> float:
        guess = predict([train_net(learn, alive(), asked, seed)], judge.values).argmax(1)
        return float(metrics.macro_f1(metrics.confusion(labels, guess, len(EMOTIONS))))

    best, value = search("face", recipe or Recipe(), _chosen, score, trials=trials, seed=seed, folder=folder, say=say)
    say(f"face: macro-F1 {value:.3f} on the fifth kept for the search with {best}")
    return best


def _chosen(trial: Any) -> dict[str, Any]:
    return {
        "hidden": trial.suggest_categorical("hidden", [128, 256, 384]),
        "drop": trial.suggest_float("drop", 0.1, 0.5),
        "epochs": trial.suggest_int("epochs", 20, 60, step=10),
        "rate": trial.suggest_float("rate", 5e-4, 6e-3, log=True),
        "decay": trial.suggest_float("decay", 1e-3, 0.1, log=True),
        "prior_share": trial.suggest_float("prior_share", 0.0, 1.0),
        "smoothing": trial.suggest_float("smoothing", 0.0, 0.2),
    }
