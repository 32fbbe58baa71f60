"""How much a face or a body loses when less of it is seen: each headset standard's gaps, lost regions, noise.

    der study gaps

Faces and takes are those of `DATA` the shipped bundles did not learn from; a face seen through a standard is the same
face with the channels that standard lacks untracked.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.features.face import CHANNELS
from der_server.models.bundle import load_bundle
from der_server.models.face import NAME as FACE_NET
from der_server.models.face import load as load_face
from der_server.models.lineup import SHIPPED
from der_server.signals.canonical import FACE
from der_server.signals.face import face_reader, layouts
from der_server.training import body, metrics
from der_server.training.datasets import find_corpora, load_parts
from der_server.training.evaluate import seen_items

Floats = NDArray[np.float32]
Change = Callable[[Floats], Floats]

LOST = {
    "upper face lost": lambda name: name.startswith(("brow", "eye", "cheekSquint")),
    "lower face lost": lambda name: name.startswith(("mouth", "jaw", "tongue", "cheekPuff", "noseSneer")),
    "left half lost": lambda name: name.endswith("Left"),
}
NOISE = (0.02, 0.05, 0.1)
"""Standard deviations of noise on every coefficient."""


def known_through(standard: str) -> NDArray[np.bool_]:
    """bool[C]: the canonical channels a face standard tells something of."""
    reader = face_reader(standard, ())
    moved = np.ones((1, reader.count), np.float32)
    _, known = reader.read(moved, np.zeros((1, 3), bool), np.ones((1, 3), np.float32))
    return np.asarray(known[0] > 0)


def masked(face: Floats, kept: NDArray[np.bool_]) -> Floats:
    """Inputs `"face"` f32[n, 2 C] with every other channel untracked."""
    return face * np.tile(kept, 2)


def hardships(seed: int = 0) -> dict[str, Change]:
    """Name -> what it does to inputs `"face"`; `as recorded` does nothing."""

    def through(standard: str) -> Change:
        return lambda face: masked(face, known_through(standard))

    def lost(rule: Callable[[str], bool]) -> Change:
        kept = np.array([not rule(name) for name in FACE])
        return lambda face: masked(face, kept)

    def noisy(spread: float) -> Change:
        def shaken(face: Floats) -> Floats:
            noise = np.random.default_rng(seed).normal(0, spread, (len(face), CHANNELS))
            values = np.clip(face[:, :CHANNELS] + noise, 0, 1) * (face[:, CHANNELS:] > 0)
            return np.concatenate([values, face[:, CHANNELS:]], 1).astype(np.float32)

        return shaken

    return {
        "as recorded": lambda face: face,
        **{f"gaps of {name}": through(name) for name, _, _ in layouts()},
        **{name: lost(rule) for name, rule in LOST.items()},
        **{f"noise of {spread}": noisy(spread) for spread in NOISE},
    }


def face_rows(data_dir: Path, bundles: Path = SHIPPED) -> list[dict[str, Any]]:
    """Accuracy and macro-F1 of the face net under every hardship, by corpus part it has not met."""
    expert = load_face(load_bundle(bundles / FACE_NET), "cpu")
    rows = []
    for part in (part for corpus in find_corpora(data_dir, "face") for part in load_parts(corpus)):
        fresh = part.take(np.flatnonzero((part.labels >= 0) & ~seen_items(expert.bundle, part)))
        if not len(fresh):
            continue
        for name, change in hardships().items():
            guess = expert.log_probs(change(fresh.content)).argmax(1)
            table = metrics.confusion(fresh.labels, guess, len(expert.bundle.card.labels))
            rows.append(
                {
                    "corpus": fresh.corpus.name,
                    "split": fresh.name,
                    "n": len(fresh),
                    "hardship": name,
                    "accuracy": round(float(metrics.accuracy(table)), 4),
                    "macro_f1": round(float(metrics.macro_f1(table)), 4),
                }
            )
    return rows


def body_rows(data_dir: Path, seed: int = 0) -> list[Mapping[str, Any]]:
    """Accuracy on held-out actions by what is tracked."""
    told = body.held_out(data_dir, seed)
    kinds = dict.fromkeys(told.tracked.tolist())
    right = told.logs.argmax(1) == told.labels
    return [{"tracked": kind, "accuracy": round(float(right[told.tracked == kind].mean()), 4)} for kind in kinds]
