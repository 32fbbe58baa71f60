"""Nets on a CPU without torch: an ONNX graph without weights beside the weights it reads, run by ONNX Runtime.

A bundle that has one holds an array `graph.<name>` u8[]: deflated, a line with the names of the bundle's arrays that
the graph reads, then the ONNX model, in which those are empty. So weights are there once, whoever runs them, and nets
of one shape share a graph whatever they learned. Written by `der_server.training.graphs`.
"""

import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadBundle
from der_server.models.bundle import Bundle
from der_server.models.expert import Floats

PREFIX = "graph."
TEMPERATURE = "temperature"
"""Not an array of the bundle but its card's."""


def session(model: Path | bytes, weights: Mapping[str, Floats] | None = None, *, threads: int = 1) -> Any:
    """An ONNX Runtime session on the CPU. weights: what the model names but does not hold.

    ONNX Runtime keeps a device id and tells its maker of every use, unless it is told not to before it loads.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime as ort  # noqa: PLC0415 - see above

    options = ort.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # several threads wait without using CPU
    options.enable_cpu_mem_arena = False  # it keeps what the largest batch took, and is no faster: docs/bench.md
    options.log_severity_level = 3
    if weights:
        held = [ort.OrtValue.ortvalue_from_numpy(value) for value in weights.values()]
        options.add_external_initializers(list(weights), held)
    return ort.InferenceSession(
        model if isinstance(model, bytes) else str(model), options, providers=["CPUExecutionProvider"]
    )


class Graph:
    """Calls a graph with numpy arrays on both sides; the first axis is people, however many."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], name: str, *, threads: int = 1) -> None:
        """arrays: `graph.<name>` and the weights it reads. Raises what is wrong with them."""
        names, _, model = zlib.decompress(arrays[PREFIX + name].tobytes()).partition(b"\n")
        weights = {one: np.asarray(arrays[one], np.float32, order="C") for one in names.decode().split()}
        self._session = session(model, weights, threads=threads)
        self._names: Sequence[str] = [one.name for one in self._session.get_inputs()]

    def __call__(self, *arrays: Floats) -> Floats:
        """The graph's one output."""
        (out,) = self._session.run(None, dict(zip(self._names, arrays, strict=True)))
        return np.asarray(out, np.float32)


def graph_of(bundle: Bundle, name: str, threads: int) -> Graph:
    """A bundle's graph. Raises BadBundle where it does not fit the weights."""
    card = bundle.card
    try:
        return Graph({**bundle.weights, TEMPERATURE: np.array(card.temperature)}, name, threads=threads)
    except Exception as error:  # ONNX Runtime's errors have no family of their own
        raise BadBundle(f"Bundle {card.name} holds a graph that cannot be used: retrain it.") from error


def without_torch(bundle: Bundle, device: str) -> bool:
    """Whether the bundle's nets are run by their graphs there: on a CPU, if it has any."""
    return device.startswith("cpu") and any(name.startswith(PREFIX) for name in bundle.weights)


def without_graphs(bundle: Bundle) -> Bundle:
    """The bundle as it was before there were graphs: PyTorch runs it."""
    kept = {name: value for name, value in bundle.weights.items() if not name.startswith(PREFIX)}
    return replace(bundle, weights=kept)


def packed(model: bytes, names: Sequence[str]) -> NDArray[np.uint8]:
    """A bundle's array for an ONNX model that reads these arrays."""
    return np.frombuffer(zlib.compress(" ".join(names).encode() + b"\n" + model, 9), np.uint8)
