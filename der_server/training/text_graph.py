"""The taught encoder as an ONNX model with int8 linear layers, and the arrays a bundle keeps of it."""

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from der_server.models.text_encoder import packed
from der_server.training.text_net import Layer, Net
from der_server.training.text_pieces import Pieces

Floats = NDArray[np.float32]

STEPS = 63
"""int8 weights stay within -63..63: on CPUs without VNNI, sums of two products of eight bits would not fit 16."""
OPSET = 17
OURS = "com.microsoft"
"""ONNX Runtime's own operators, see its docs/ContribOperators.md."""


class Sketch:
    """Nodes and constants of one ONNX graph, in the order they are added."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def keep(self, value: NDArray[Any]) -> str:
        """A constant's name."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: Sequence[str], domain: str = OURS, **how: Any) -> str:
        """The name of what the new node gives."""
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], domain=domain, **how))
        return name

    def line(self, x: str, layer: nn.Linear, bias: bool = True) -> str:
        """A linear layer: int8 weights with a scale for each output, inputs made 8 bits sentence by sentence."""
        weight = layer.weight.detach().numpy()
        scale = (np.abs(weight).max(1) / STEPS).astype(np.float32)
        small = np.round(weight / scale[:, None]).astype(np.int8).T
        zero = np.zeros(len(scale), np.int8)
        extra = [self.keep(_bias(layer))] if bias else []
        return self.add("DynamicQuantizeMatMul", [x, self.keep(small), self.keep(scale), self.keep(zero), *extra])


def arrays_of(net: Net, pieces: Pieces) -> dict[str, NDArray[Any]]:
    """`encoder.*` as `models.text_encoder` reads them; the head is not among them."""
    tokens, scales = packed(net.tokens.numpy())
    graph = zlib.compress(graph_of(net), 9)
    return {
        "encoder.pieces": np.frombuffer(pieces.model, np.uint8),
        "encoder.tokens": tokens,
        "encoder.scales": scales,
        "encoder.places": net.places.numpy().astype(np.float16),
        "encoder.graph": np.frombuffer(graph, np.uint8),
    }


def graph_of(net: Net) -> bytes:
    """`x` f32[1, T, D], token vectors with their places added -> `vector` f32[1, D], the mean over the pieces."""
    sketch = Sketch()
    width = net.head.in_features
    x = sketch.add("LayerNormalization", ["x", *_norm(sketch, net.first)], "", epsilon=net.first.eps)
    for layer in net.layers:
        assert isinstance(layer, Layer)
        x = _layer(sketch, layer, x)
    sketch.add("ReduceMean", [x], "", axes=[1], keepdims=0)
    sketch.nodes[-1].output[0] = "vector"
    graph = helper.make_graph(
        sketch.nodes,
        "encoder",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, "pieces", width])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, width])],
        sketch.constants,
    )
    sets = [helper.make_opsetid("", OPSET), helper.make_opsetid(OURS, 1)]
    return bytes(helper.make_model(graph, opset_imports=sets, ir_version=9).SerializeToString(deterministic=True))


def _layer(sketch: Sketch, layer: Layer, x: str) -> str:
    asked = [sketch.line(x, line, bias=False) for line in (layer.q, layer.k, layer.v)]
    bias = sketch.keep(np.concatenate([_bias(line) for line in (layer.q, layer.k, layer.v)]))
    met = sketch.add("MultiHeadAttention", [*asked, bias], num_heads=layer.heads)
    x = _add_norm(sketch, sketch.line(met, layer.ao), x, layer.aln)
    inner = sketch.add("Gelu", [sketch.line(x, layer.fi)])
    return _add_norm(sketch, sketch.line(inner, layer.fo), x, layer.oln)


def _add_norm(sketch: Sketch, new: str, old: str, norm: nn.LayerNorm) -> str:
    return sketch.add("SkipLayerNormalization", [new, old, *_norm(sketch, norm)], epsilon=norm.eps)


def _norm(sketch: Sketch, norm: nn.LayerNorm) -> tuple[str, str]:
    return sketch.keep(norm.weight.detach().numpy()), sketch.keep(norm.bias.detach().numpy())


def _bias(layer: nn.Linear) -> Floats:
    return np.asarray(layer.bias.detach().numpy(), np.float32)
