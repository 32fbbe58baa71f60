"""What a native layout is, and what reading one may need from outside."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadRequest, NotFound

Picture = NDArray[np.uint8]
Take = tuple[NDArray[np.float32], tuple[str, ...], float]
"""Positions f32[frames, joints, 3] in metres, the joints' names, frames a second."""


@dataclass(frozen=True)
class Tools:
    """names: coefficients in the order of `face`. face: those of a grey or RGB picture, None where no face is found.
    open_picture: a file as u8[h, w, 3]. pose: a BVH file. Each raises a DerError where it cannot."""

    names: tuple[str, ...]
    face: Callable[[Picture], Sequence[float] | None]
    open_picture: Callable[[Path], Picture]
    pose: Callable[[Path], Take]


@dataclass(frozen=True)
class Layout:
    """name: on the command line; corpus: the folder's. about: where to point at. terms: the corpus's own, as its
    authors state them. write: makes the folder; returns counts by raw label."""

    name: str
    modality: str
    corpus: str
    about: str
    terms: str
    write: Callable[[Path, Path, Tools], Counter[str]]


def nothing(source: Path, wanted: str) -> NotFound:
    """The error where a folder holds nothing of a layout."""
    return NotFound(f"{source} holds no {wanted}: point at the folder as its authors packed it.")


def write_faces(
    folder: Path, names: Sequence[str], rows: Sequence[tuple[Sequence[float], str, dict[str, str]]]
) -> Counter[str]:
    """An .npz of faces: rows of coefficients, label and further columns (`subject`, `split`, `filename`)."""
    columns: dict[str, Any] = {key: np.array([more[key] for _, _, more in rows]) for key in rows[0][2]}
    folder.mkdir(parents=True)
    weights = np.array([weights for weights, _, _ in rows], np.float16)
    labels = np.array([label for _, label, _ in rows])
    np.savez_compressed(folder / f"{folder.name}.npz", X=weights, y=labels, names=np.array(names), **columns)
    return Counter(labels.tolist())


def bad(path: Path, problem: str) -> BadRequest:
    """The error for one file that is not as the layout has it."""
    return BadRequest(f"{path.name}: {problem}", reason="BAD_CORPUS")
