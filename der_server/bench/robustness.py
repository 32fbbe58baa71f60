"""How the face expert bears turned heads, noisy coefficients and lost regions, on faces it did not learn from.

Single pictures; `live` adds what a session's easing makes of noise. head_pose_deg of the corpora was estimated by the
same camera tracker as the coefficients, so that a turn measures both the tracker and the expert.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.faults import NotFound
from der_server.features.face import HALF_LIFE_S, SPEC, face_input
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle, load_bundle
from der_server.models.face import NAME, load
from der_server.models.lineup import SHIPPED
from der_server.signals.face import FaceReader, face_reader
from der_server.training.datasets import find_corpora
from der_server.training.datasets.face import face_key
from der_server.training.datasets.labels import label_of
from der_server.training.metrics import accuracy, bootstrap, confusion, interval, uar

Floats = NDArray[np.float32]
TURNS_DEG = ((0, 10), (10, 20), (20, 30), (30, 45), (45, 90))
LIVE_HZ, LIVE_FRAMES = 60, 30
NOISES = (0.0, 0.02, 0.05, 0.1, 0.2)
REGIONS: Mapping[str, tuple[int, ...]] = {
    "nothing": (),
    "lower": (0,),
    "left upper": (1,),
    "upper": (1, 2),
    "all but right upper": (0, 1),
}
LEAST = 50
"""Fewer faces than this make no figure."""


@dataclass(frozen=True)
class Faces:
    """n labelled faces of one corpus: weights f32[n, 52], truth i64[n], turn_deg f32[n] (the larger of yaw and pitch,
    NaN where it is not known); people i64[n] who it is, or None."""

    corpus: str
    reader: FaceReader
    weights: Floats
    truth: NDArray[np.int64]
    turn_deg: Floats
    people: NDArray[np.int64] | None

    def shown(self, lost: Sequence[int] = (), noise: float = 0.0, *, live: bool = False) -> Floats:
        """Input `"face"` f32[n, 2 C], with regions lost and Gaussian noise of so large a deviation in each frame.

        live: after half a second of frames at 60 Hz, eased as a session eases them; else one frame.
        """
        rng = np.random.default_rng(0)
        gone = np.zeros((len(self.weights), 3), bool)
        gone[:, list(lost)] = True
        keep = 2 ** (-1 / (LIVE_HZ * HALF_LIFE_S)) if live else 0.0
        eased = np.zeros(0, np.float32)
        for i in range(LIVE_FRAMES if live else 1):
            shaken = (self.weights + noise * rng.standard_normal(self.weights.shape)).astype(np.float32)
            values, known = self.reader.read(shaken, gone, np.ones((len(gone), 3), np.float32))
            eased = keep * eased + (1 - keep) * values if i else values
        return face_input(np.asarray(eased, np.float32), known)


def measure(data: Path) -> dict[str, Any]:
    """Accuracy and UAR with 95 % intervals by head turn, noise and lost region, for every corpus.

    Raises NotFound where there is none.
    """
    bundle = load_bundle(SHIPPED / NAME, feature_spec=SPEC)
    expert = load(bundle, "cpu")
    found = [faces for faces in _corpora(data, bundle) if len(faces.truth) >= LEAST]
    if not found:
        raise NotFound("No labelled faces that the expert did not learn from: give --data.")
    rows: list[dict[str, Any]] = []
    for faces in found:
        whole = np.ones(len(faces.truth), bool)
        for low, high in TURNS_DEG:
            inside = (faces.turn_deg >= low) & (faces.turn_deg < high)
            rows += _row(faces, "head turn, degrees", f"{low} to {high}", expert.log_probs(faces.shown()), inside)
        for noise in NOISES:
            logs = expert.log_probs(faces.shown(noise=noise))
            rows += _row(faces, "noise, standard deviation", f"{noise:g}", logs, whole)
            logs = expert.log_probs(faces.shown(noise=noise, live=True))
            rows += _row(faces, "noise, live at 60 Hz", f"{noise:g}", logs, whole)
        for name, lost in REGIONS.items():
            rows += _row(faces, "lost", name, expert.log_probs(faces.shown(lost)), whole)
    return {"bundle": bundle.card.name, "rows": rows}


def _corpora(data: Path, bundle: Bundle) -> Iterator[Faces]:
    for corpus in find_corpora(data, "face"):
        for path in sorted(corpus.folder.glob("*.npz")):
            with np.load(path, allow_pickle=False) as held:
                yield _unseen(corpus.name, {name: held[name] for name in held.files}, bundle)


def _unseen(name: str, held: Mapping[str, Any], bundle: Bundle) -> Faces:
    labels = [label_of(str(raw)) for raw in held["y"]]
    seen = bundle.saw([face_key(row) for row in held["X"]])
    kept = np.flatnonzero(~seen & np.isfinite(held["X"]).all(1) & np.array([label is not None for label in labels]))
    truth = np.array([EMOTIONS.index(str(labels[i])) for i in kept], np.int64)
    turn = np.full(len(kept), np.nan, np.float32)
    if "head_pose_deg" in held:
        turn = np.abs(held["head_pose_deg"][kept][:, :2].astype(np.float32)).max(1, initial=0)
    people = np.unique(held["subject"][kept], return_inverse=True)[1] if "subject" in held and len(kept) else None
    names = tuple(str(one) for one in held["names"])
    reader = face_reader("mediapipe" if "_neutral" in names else "custom", names)
    return Faces(name, reader, held["X"][kept].astype(np.float32), truth, turn, people)


def _row(faces: Faces, what: str, value: str, logs: Floats, inside: NDArray[np.bool_]) -> list[dict[str, Any]]:
    if inside.sum() < LEAST:
        return []
    truth, guess = faces.truth[inside], logs[inside].argmax(1)
    people = None if faces.people is None else np.unique(faces.people[inside], return_inverse=True)[1]
    table = confusion(truth, guess, len(EMOTIONS))
    resampled = bootstrap(truth, guess, len(EMOTIONS), people)
    figures = {"accuracy": interval(accuracy, table, resampled), "uar": interval(uar, table, resampled)}
    told = {name: figure.as_dict() for name, figure in figures.items()}
    return [{"corpus": faces.corpus, "what": what, "value": value, "n": int(inside.sum()), **told}]
