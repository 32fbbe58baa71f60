"""Trained nets as graphs without weights, which bundles carry so that a server on a CPU needs no torch.

How they lie in a bundle: `der_server.models.graph`. `python -m der_server.training.graphs FOLDER` writes those of a
bundle from before there were any.
"""

import logging
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from numpy.typing import NDArray
from torch import nn
from torch.export import Dim

from der_server.features.face import CHANNELS
from der_server.features.voice import BLOCK_FRAMES, MELS
from der_server.models import face_net, voice_net
from der_server.models.bundle import Bundle, Card, load_bundle, save_bundle
from der_server.models.graph import PREFIX, packed, without_graphs
from der_server.training.extra import needed

PEOPLE = Dim("people", min=1, max=4096)
Arrays = Mapping[str, NDArray[Any]]


def with_graphs(card: Card, weights: Arrays) -> dict[str, NDArray[Any]]:
    """The arrays of a bundle and the graphs of its nets, where it has nets. Raises BadRequest without onnx."""
    bundle = without_graphs(Bundle(card, weights, ""))
    made = {PREFIX + name: written(module, examples) for name, (module, examples) in _nets(bundle).items()}
    return {**bundle.weights, **made}


def _nets(bundle: Bundle) -> dict[str, tuple[nn.Module, tuple[torch.Tensor, ...]]]:
    """Name -> module and an example of its inputs; people are their first axis."""
    if bundle.card.kind == "face_net":
        calibrated = face_net.Calibrated(face_net.net_of(bundle), bundle.card.temperature)
        return {"face": (calibrated, (torch.rand(3, 2 * CHANNELS),))}
    if bundle.card.kind == "voice_stream":
        net = voice_net.net_of(bundle)
        memory = torch.zeros(3, net.layout.size)
        block = (torch.zeros(3, BLOCK_FRAMES, MELS), torch.ones(3, 1), memory)
        answer = voice_net.Answer(net, bundle.card.temperature)
        return {"hear": (net, block), "answer": (answer, (memory,))}
    return {}


def written(module: nn.Module, examples: tuple[torch.Tensor, ...]) -> NDArray[Any]:
    """Constants are folded, but nothing made of weights is: that is left to whoever loads them."""
    optimizer = needed("onnxscript.optimizer")
    learned = set(module.state_dict())
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter's own insides
        people = [{0: PEOPLE}] * len(examples)
        made = torch.onnx.export(
            module.eval(),
            examples,
            dynamo=True,
            verbose=False,
            optimize=False,
            dynamic_shapes=people,
        )
    assert made is not None

    def fold(node: Any) -> bool | None:
        return False if any(one is not None and one.name in learned for one in node.inputs) else None

    optimizer.optimize_ir(made.model, should_fold=fold)
    return _emptied(made.model_proto, learned)


def _emptied(model: Any, learned: set[str]) -> NDArray[Any]:
    """The model with its weights by the names of the bundle's arrays, their numbers left out."""
    graph, names = model.graph, []
    del graph.value_info[:]
    for node in graph.node:
        for field in ("doc_string", "metadata_props", "name"):
            node.ClearField(field)
        node.input[:] = [_own(name, learned) for name in node.input]
    for tensor in graph.initializer:
        if tensor.name in learned:
            tensor.name = _own(tensor.name, learned)
            names.append(tensor.name)
            tensor.ClearField("raw_data")
            tensor.data_location = tensor.EXTERNAL
            tensor.external_data.add(key="location", value="weights")
    return packed(model.SerializeToString(deterministic=True), sorted(names))


def _own(name: str, learned: set[str]) -> str:
    return name.removeprefix("net.") if name in learned else name


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    bundle = load_bundle(folder)
    save_bundle(folder, bundle.card, with_graphs(bundle.card, bundle.weights))
