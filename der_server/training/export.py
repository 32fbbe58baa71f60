"""Trained nets as ONNX files, for engines and devices that run a model themselves; whole or with 8-bit weights.

An export answers for one person a call. It takes what `der_server.features` makes, in the shapes of its `inputs`; the
temperature of the bundle is inside, so its answers are calibrated.
"""

import json
import logging
import tempfile
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from der_server.faults import NotBuilt
from der_server.features.face import CHANNELS
from der_server.features.voice import BLOCK_FRAMES, MELS
from der_server.models.bundle import Bundle, load_bundle
from der_server.models.face_net import Calibrated
from der_server.models.face_net import net_of as face_net_of
from der_server.models.voice_net import VoiceNet
from der_server.models.voice_net import net_of as voice_net_of
from der_server.training.extra import needed

Floats = NDArray[np.float32]
Run = Callable[[Mapping[str, Floats]], list[Floats]]


class VoiceGraph(nn.Module):
    """A tenth of a second: `mel` f32[1, 10, 64], `gate` f32[1, 1] (1 = speech), `memory` f32[1, M] (zeros at first).

    Outputs `memory_after` for the next call and `log_probs` f32[1, 7].
    """

    def __init__(self, net: VoiceNet, temperature: float) -> None:
        super().__init__()
        self.net, self.temperature = net, temperature

    def forward(self, mel: Tensor, gate: Tensor, memory: Tensor) -> tuple[Tensor, Tensor]:
        after = self.net(mel, gate, memory)
        return after, F.log_softmax(self.net.read(after)[0] / self.temperature, 1)


@dataclass(frozen=True)
class Graph:
    """A module to export, an example for each of its inputs by name, and the names of its outputs."""

    module: nn.Module
    examples: Mapping[str, Tensor]
    outputs: tuple[str, ...]


def graph_of(bundle: Bundle) -> Graph:
    """What of a bundle can be exported. Raises NotBuilt for kinds without a net that runs by itself."""
    if bundle.card.kind == "face_net":
        module: nn.Module = Calibrated(face_net_of(bundle), bundle.card.temperature)
        return Graph(module, {"face": torch.rand(1, 2 * CHANNELS)}, ("log_probs",))
    if bundle.card.kind == "voice_stream":
        voice = voice_net_of(bundle)
        memory = torch.zeros(1, voice.layout.size)
        examples = {"mel": torch.randn(1, BLOCK_FRAMES, MELS), "gate": torch.ones(1, 1), "memory": memory}
        return Graph(VoiceGraph(voice, bundle.card.temperature), examples, ("memory_after", "log_probs"))
    raise NotBuilt(f"{bundle.card.name} is no net of its own: face-net and voice-stream can be exported.")


def export(folder: Path, out: Path, *, int8: bool = False) -> dict[str, Any]:
    """Write the bundle in `folder` as ONNX to `out`, its card's essentials inside; returns sizes and what it takes.

    int8: weights of matrix products as 8-bit numbers. Raises NotBuilt, BadBundle, BadRequest without onnx.
    """
    bundle = load_bundle(folder)
    graph = graph_of(bundle)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        write_onnx(graph, whole)
        if int8:
            needed("onnxruntime.quantization").quantize_dynamic(whole, out)
        else:
            out.write_bytes(whole.read_bytes())
    _sign(out, bundle)
    run = runner(out)
    told = {"file": str(out), "bytes": out.stat().st_size, "labels": list(bundle.card.labels)}
    shapes = {name: list(value.shape) for name, value in graph.examples.items()}
    return told | {"inputs": shapes, "outputs": list(graph.outputs), "largest_difference": _difference(graph, run)}


def write_onnx(graph: Graph, path: Path) -> None:
    """The graph in full precision."""
    needed("onnxscript")
    graph.module.eval()
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter's own insides
        made = torch.onnx.export(
            graph.module,
            tuple(graph.examples.values()),
            input_names=list(graph.examples),
            output_names=list(graph.outputs),
            dynamo=True,
            verbose=False,
        )
    assert made is not None
    made.save(str(path))


def runner(path: Path) -> Run:
    """Runs an exported file on one thread."""
    import onnxruntime  # noqa: PLC0415 - slow to import

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return lambda inputs: [np.asarray(one) for one in session.run(None, dict(inputs))]


def _sign(path: Path, bundle: Bundle) -> None:
    """Name, terms, labels and limits go inside the file: an export must not lose its data terms."""
    onnx = needed("onnx")
    model, card = onnx.load(str(path)), bundle.card
    said = {"name": card.name, "version": card.version, "digest": bundle.digest, "terms": card.terms}
    more = {
        "labels": json.dumps(card.labels),
        "trained_on": json.dumps(card.trained_on),
        "notes": json.dumps(card.notes),
    }
    onnx.helper.set_model_props(model, said | more | {"feature_spec": card.feature_spec})
    onnx.save(model, str(path))


def _difference(graph: Graph, run: Run) -> float:
    """The largest difference of log probabilities from the net itself, over a few random inputs."""
    noise, worst = torch.Generator().manual_seed(0), 0.0
    for _ in range(5):
        inputs = {n: torch.rand(v.shape, generator=noise) if n != "gate" else v for n, v in graph.examples.items()}
        with torch.inference_mode():
            truth = graph.module(*inputs.values())
        last = truth if isinstance(truth, Tensor) else truth[-1]
        told = run({name: value.numpy() for name, value in inputs.items()})[-1]
        worst = max(worst, float(np.abs(told - last.numpy()).max()))
    return round(worst, 6)
