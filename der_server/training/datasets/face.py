"""Face corpora: one .npz of coefficient vectors (`X`, `y`, `names`; `subject`, `split` where known)."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from der_server.features.face import face_input
from der_server.signals.face import face_reader
from der_server.training.datasets.corpus import Corpus, Part, bad_corpus, part_of

Floats = NDArray[np.float32]


def load_face(corpus: Corpus) -> list[Part]:
    """One part per split. Rows with numbers that are not finite are dropped. Raises BadRequest."""
    paths = sorted(corpus.folder.glob("*.npz"))
    if not paths:
        raise bad_corpus(corpus.folder / "*.npz", "no .npz file; a face corpus is one with X, y and names.")
    return [part for path in paths for part in _parts(corpus, path)]


def canonical_faces(weights: Floats, names: tuple[str, ...]) -> Floats:
    """Input `"face"` f32[n, 2 C] of fully tracked single frames f32[n, len(names)]."""
    standard = "mediapipe" if "_neutral" in names else "custom"
    reader = face_reader(standard, names)
    n = len(weights)
    values, known = reader.read(weights, np.zeros((n, 3), bool), np.ones((n, 3), np.float32))
    return face_input(values, known)


def _parts(corpus: Corpus, path: Path) -> list[Part]:
    try:
        with np.load(path, allow_pickle=False) as archive:
            held = {name: archive[name] for name in archive.files}
    except (OSError, ValueError, BadZipFile) as error:
        raise bad_corpus(path, "cannot be read as .npz; write it with numpy.savez_compressed.") from error
    if missing := {"X", "y", "names"} - set(held):
        raise bad_corpus(path, f"has no {', '.join(sorted(missing))}; add X (n x channels), y and names.")
    names = tuple(str(name) for name in held["names"])
    weights, labels = held["X"], held["y"]
    if weights.shape != (len(labels), len(names)):
        raise bad_corpus(path, f"X is {weights.shape}, but y and names ask for {(len(labels), len(names))}.")
    good = np.flatnonzero(np.isfinite(weights).all(1))
    face = canonical_faces(np.clip(weights[good].astype(np.float32), 0, 1), names)
    people = held.get("subject")
    whole = part_of(
        corpus,
        "",
        raw=[(str(labels[i]),) for i in good],
        people=None if people is None else [str(people[i]) for i in good],
        keys=[face_key(weights[i]) for i in good],
        content=face,
    )
    return _by_split(whole, held["split"][good] if "split" in held else None)


def _by_split(whole: Part, split: NDArray[np.str_] | None) -> list[Part]:
    if split is None:
        return [whole]
    return [replace(whole.take(np.flatnonzero(split == name)), name=str(name)) for name in np.unique(split)]


def face_key(row: NDArray[np.floating[Any]]) -> str:
    """A face is recognised by its coefficients, whatever its file is called."""
    return "face/" + hashlib.sha256(row.astype("<f2").tobytes()).hexdigest()[:16]
