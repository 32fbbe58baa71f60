"""The voice activity net of the `silero-vad` package as products of matrices, for many people in one call.

    python -m der_server.training.vad

writes `der_server/models/vad.safetensors` from the package's ONNX file: the same numbers and sums, put so that the
windows of several people share a product, which ONNX Runtime takes a third of the time for.
"""

from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from safetensors.numpy import save_file
from torch import Tensor, nn

from der_server.models.graph import PREFIX
from der_server.models.vad import CONTEXT, FILE, GRAPHS, HIDDEN, WINDOW
from der_server.training.extra import needed
from der_server.training.graphs import written

SOURCE = "silero_vad_16k_sequence.onnx"
FRAME, HOP, BINS, FRAMES = 256, 128, 129, 4
"""Of the short-time Fourier transform of a window, its context and 64 samples mirrored at its end."""
MIRRORED = 64
CONVS = (1, 2, 3, 4)
UNITS = HIDDEN // 2


class Net(nn.Module):
    """Windows f32[n, T, 576] with their context and memories f32[n, 256] in; f32[n, T + 256] out: the probability of
    speech in each window, then the memories."""

    def __init__(self) -> None:
        super().__init__()
        sizes = {1: (3 * BINS, 128), 2: (3 * 128, 64), 3: (2 * 64, 64), 4: (64, 128)}
        self.waves = nn.Linear(FRAME, 2 * BINS, bias=False)
        self.convs = nn.ModuleList(nn.Linear(*sizes[n]) for n in CONVS)
        self.lstm = nn.LSTM(128, UNITS, batch_first=True)
        self.last = nn.Linear(UNITS, 1)

    def forward(self, windows: Tensor, memory: Tensor) -> Tensor:
        flat = windows.reshape(-1, CONTEXT + WINDOW)
        whole = torch.cat([flat, flat[:, -1 - MIRRORED : -1].flip(1)], 1)
        real, imaginary = self.waves(
            torch.stack([whole[:, HOP * n : HOP * n + FRAME] for n in range(FRAMES)], 1)
        ).chunk(2, 2)
        loud = (real.square() + imaginary.square()).sqrt()
        seen = self._conv(0, [F.pad(loud, (0, 0, 1, 1))[:, n : n + FRAMES] for n in range(3)])
        padded = F.pad(seen, (0, 0, 1, 1))
        seen = self._conv(1, [padded[:, n : n + 3 : 2] for n in range(3)])
        seen = self._conv(2, [seen[:, :1], seen[:, 1:]])  # its first tap meets only what was padded
        seen = self._conv(3, [seen])  # as do its first and third
        h, c = memory[None].chunk(2, 2)
        heard, (h, c) = self.lstm(seen.reshape(-1, windows.shape[1], 128), (h.contiguous(), c.contiguous()))
        return torch.cat([self.last(F.relu(heard))[:, :, 0].sigmoid(), h[0], c[0]], 1)

    def _conv(self, n: int, taps: list[Tensor]) -> Tensor:
        return F.relu(self.convs[n](torch.cat(taps, 2)))


def net_of(source: Path) -> Net:
    """The net with the numbers of the package's file."""
    onnx = needed("onnx")
    held = {one.name: onnx.numpy_helper.to_array(one) for one in onnx.load(str(source)).graph.initializer}
    out = {"waves.weight": held["stft.forward_basis_buffer"][:, 0]}
    taps = (slice(None), slice(None), slice(1, 3), slice(1, 2))
    for n, kept in enumerate(taps):
        out[f"convs.{n}.weight"] = _flat(held[f"encoder.{n}.weight"][:, :, kept])
        out[f"convs.{n}.bias"] = held[f"encoder.{n}.bias"]
    ours = {"weight_ih": "onnx::LSTM_209", "weight_hh": "onnx::LSTM_210"}
    out |= {f"lstm.{name}_l0": _ordered(held[theirs][0]) for name, theirs in ours.items()}
    first, second = np.split(held["onnx::LSTM_211"][0], 2)
    out |= {"lstm.bias_ih_l0": _ordered(first), "lstm.bias_hh_l0": _ordered(second)}
    out |= {"last.weight": held["output.weight"][:, :, 0], "last.bias": held["output.bias"]}
    net = Net()
    net.load_state_dict({name: torch.tensor(value) for name, value in out.items()})
    return net.eval().requires_grad_(False)


def _flat(weight: NDArray[Any]) -> NDArray[Any]:
    """Weights [out, in, taps] as [out, taps x in]."""
    return weight.transpose(0, 2, 1).reshape(len(weight), -1)


def _ordered(gates: NDArray[Any]) -> NDArray[Any]:
    """Gates in torch's order (input, forget, cell, output) from that of ONNX (input, output, forget, cell)."""
    into, out, forget, cell = np.split(gates, 4)
    return np.concatenate([into, forget, cell, out])


def main() -> None:
    """Write the file."""
    net = net_of(Path(str(files("silero_vad").joinpath("data", SOURCE))))
    arrays = {name: value.numpy() for name, value in net.state_dict().items()}
    for windows, name in GRAPHS.items():
        examples = (torch.randn(3, windows, CONTEXT + WINDOW), torch.zeros(3, HIDDEN))
        arrays[PREFIX + name] = written(net, examples)
    package = distribution("silero-vad")
    licence = package.read_text("licenses/LICENSE") or "MIT"
    save_file(arrays, FILE, metadata={"from": f"silero-vad {package.version}, {SOURCE}", "licence": licence})


if __name__ == "__main__":
    main()
