"""The first layers of Whisper's speech encoder (Radford et al. 2022, MIT), as plain functions of named weights.

What the third layer hears tells emotions better than the last (see docs/models/voice.md), at half the cost.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
import torchaudio
from numpy.typing import NDArray
from torch import Tensor

Floats = NDArray[np.float32]

LAYERS = 3
"""Encoder layers run: the third tells emotions best (measured on RAVDESS and CASIA)."""
SIZE = 512
_HEADS, _BANDS = 8, 80


class Encoder:
    """Whisper base up to its third layer. weights: tensors by their CTranslate2 names, without `encoder/`."""

    def __init__(self, weights: Mapping[str, Tensor], device: str = "cpu") -> None:
        wanted = ("conv", "position", *(f"layer_{n}/" for n in range(LAYERS)))
        self.weights = {n: w.float().to(device) for n, w in weights.items() if n.startswith(wanted)}
        self._window = torch.hann_window(400, device=device)
        self._filters = torchaudio.functional.melscale_fbanks(
            201, 0.0, 8000.0, _BANDS, 16000, norm="slaney", mel_scale="slaney"
        ).to(device)

    def frames(self, samples: Tensor) -> Tensor:
        """f32[n, k // 320, 512] of n clips f32[n, k], 16 kHz mono, each at most 30 s."""
        w = self.weights
        with torch.inference_mode():
            x = F.gelu(F.conv1d(self._mel(samples), w["conv1/weight"], w["conv1/bias"], padding=1))
            x = F.gelu(F.conv1d(x, w["conv2/weight"], w["conv2/bias"], stride=2, padding=1)).transpose(1, 2)
            x = x + w["position_encodings/encodings"][: x.shape[1]]
            for n in range(LAYERS):
                x = self._layer(x, f"layer_{n}/")
        return x

    def _mel(self, samples: Tensor) -> Tensor:
        spectrum = torch.stft(samples, 400, 160, window=self._window, return_complex=True)[..., :-1].abs() ** 2
        logs = torch.log10((self._filters.T @ spectrum).clamp(min=1e-10))
        return (torch.maximum(logs, logs.amax((1, 2), keepdim=True) - 8.0) + 4.0) / 4.0

    def _layer(self, x: Tensor, at: str) -> Tensor:
        mine = f"{at}self_attention/"
        joint = self._linear(self._norm(x, f"{mine}layer_norm/"), f"{mine}linear_0/")
        q, k, v = (part.reshape(*x.shape[:2], _HEADS, -1).transpose(1, 2) for part in joint.chunk(3, -1))
        held = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)
        x = x + self._linear(held, f"{mine}linear_1/")
        wide = F.gelu(self._linear(self._norm(x, f"{at}ffn/layer_norm/"), f"{at}ffn/linear_0/"))
        return x + self._linear(wide, f"{at}ffn/linear_1/")

    def _linear(self, x: Tensor, at: str) -> Tensor:
        return F.linear(x, self.weights[f"{at}weight"], self.weights.get(f"{at}bias"))

    def _norm(self, x: Tensor, at: str) -> Tensor:
        return F.layer_norm(x, x.shape[-1:], self.weights[f"{at}gamma"], self.weights[f"{at}beta"])


def kept(weights: Mapping[str, Floats], frames: int) -> dict[str, Floats]:
    """Those of an encoder's weights that `Encoder` reads, for clips of at most so many frames."""
    wanted = ("conv", "position", *(f"layer_{n}/" for n in range(LAYERS)))
    return {n: w[:frames] if n.startswith("position") else w for n, w in weights.items() if n.startswith(wanted)}


def narrowed(weights: Mapping[str, Floats]) -> dict[str, NDArray[Any]]:
    """Weights to store: matrices as i8 with a scale f32 for each row (`NAME/scale`), vectors and positions as f16."""
    out: dict[str, NDArray[Any]] = {}
    for name, weight in weights.items():
        if weight.ndim == 1 or name.startswith("position"):
            out[name] = weight.astype(np.float16)
            continue
        scale = np.maximum(np.abs(weight).max(tuple(range(1, weight.ndim)), keepdims=True), 1e-12) / 127
        out[name], out[f"{name}/scale"] = np.rint(weight / scale).astype(np.int8), scale.astype(np.float32)
    return out


def widened(stored: Mapping[str, NDArray[Any]]) -> dict[str, Floats]:
    """What `narrowed` stored, as f32."""
    whole = {name: value.astype(np.float32) for name, value in stored.items() if not name.endswith("/scale")}
    return {name: w * stored[f"{name}/scale"] if f"{name}/scale" in stored else w for name, w in whole.items()}
