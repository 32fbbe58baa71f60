"""What smaller and faster forms of the nets cost: ONNX, 8-bit weights, pruning; accuracy beside speed and size.

    der study shrink

Faces are those of FER2013 `PublicTest` and CK+, voices those of SAVEE: nobody in them was trained on. Milliseconds
are for one person a call on one thread: compare them within one run only.
"""

import copy
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn.utils import prune

from der_server.features.voice import BLOCK_FRAMES, offline
from der_server.models.bundle import load_bundle
from der_server.models.lineup import SHIPPED
from der_server.models.vad import STATE as VAD_STATE
from der_server.models.voice import gates_of, load
from der_server.training import metrics
from der_server.training.datasets import find_corpora, load_parts
from der_server.training.export import Graph, Run, export, graph_of, runner, write_onnx
from der_server.training.voice_clips import read_samples

Floats = NDArray[np.float32]
PRUNED = (0.3, 0.5, 0.7)
"""Shares of the smallest weights of each layer that are set to zero."""
FACES = (("fer2013", "PublicTest"), ("ckplus48", ""))
VOICES = (("savee", ""),)
TIMED = 200


def variants(name: str, scratch: Path) -> dict[str, tuple[Run, int]]:
    """Name -> what runs it, and its bytes: the net, ONNX, ONNX with 8-bit weights, pruned nets."""
    folder = SHIPPED / name
    graph = graph_of(load_bundle(folder))
    whole, small = scratch / f"{name}.onnx", scratch / f"{name}.int8.onnx"
    write_onnx(graph, whole)
    export(folder, small, int8=True)
    size = sum(value.numel() * value.element_size() for value in graph.module.state_dict().values())
    out = {"PyTorch": (_of_module(graph, graph.module), size)}
    out["ONNX"] = (runner(whole), whole.stat().st_size)
    out["ONNX, 8-bit weights"] = (runner(small), small.stat().st_size)
    for share in PRUNED:
        out[f"PyTorch, {share:.0%} of the weights pruned"] = (_of_module(graph, pruned(graph.module, share)), size)
    return out


def pruned(module: nn.Module, share: float) -> nn.Module:
    """A copy with the smallest weights of every layer at zero."""
    out = copy.deepcopy(module)
    for layer in out.modules():
        for name in [n for n, v in layer.named_parameters(recurse=False) if n.startswith("weight") and v.dim() == 2]:
            prune.l1_unstructured(layer, name, share)  # type: ignore[no-untyped-call]
            prune.remove(layer, name)  # type: ignore[no-untyped-call]
    return out.eval()


def _of_module(graph: Graph, module: nn.Module) -> Run:
    def run(inputs: Any) -> list[Floats]:
        with torch.inference_mode():
            told = module(*(torch.from_numpy(inputs[name]) for name in graph.examples))
        return [one.numpy() for one in (told if isinstance(told, tuple) else (told,))]

    return run


def rows(
    name: str, data_dir: Path, corpora: Sequence[tuple[str, str]], read: Callable[[Run, Any], Floats]
) -> list[dict[str, Any]]:
    """A row per variant and corpus: accuracy, agreement with the net, milliseconds a call, bytes."""
    modality = name.split("-", maxsplit=1)[0]
    out = []
    with tempfile.TemporaryDirectory() as scratch:
        made = variants(name, Path(scratch))
        for corpus, split in corpora:
            part = next(p for p in load_parts(find_corpora(data_dir, modality, corpus)[0]) if p.name == split)
            part = part.take(np.flatnonzero(part.labels >= 0))
            first: Floats | None = None
            for variant, (run, size) in made.items():
                guess = np.array([read(run, one) for one in part.content]).argmax(1)
                first = guess if first is None else first
                table = metrics.confusion(part.labels, guess, 7)
                told = {"accuracy": float(metrics.accuracy(table)), "uar": float(metrics.uar(table))}
                agreement = float((guess == first).mean())
                figures = {key: round(value, 4) for key, value in (told | {"agreement": agreement}).items()}
                head = {"model": name, "variant": variant, "corpus": corpus, "n": len(part), "bytes": size}
                out.append(head | figures | {"ms": _ms(run, graph_of(load_bundle(SHIPPED / name)))})
    return out


def read_face(run: Run, face: Floats) -> Floats:
    """Log probabilities f32[7] of one face."""
    return np.asarray(run({"face": face[None].astype(np.float32)})[-1][0])


def voice_reader() -> Callable[[Run, Path], Floats]:
    """Reads a recording a tenth of a second at a time, from its first speech on."""
    expert = load(load_bundle(SHIPPED / "voice-stream"), "cpu")

    def read(run: Run, path: Path) -> Floats:
        mel, pcm = offline(read_samples(path))
        blocks = len(mel) // BLOCK_FRAMES
        probs, _ = expert.vad.read([pcm], np.zeros((1, VAD_STATE), np.float32))
        gates = gates_of(probs[0], 0, blocks)
        gates = gates if gates.any() else np.ones_like(gates)
        memory, logs = np.zeros((1, expert.layout.size), np.float32), np.zeros((1, 7), np.float32)
        for at in range(int(np.flatnonzero(gates)[0]), blocks):
            block = mel[None, at * BLOCK_FRAMES : (at + 1) * BLOCK_FRAMES].astype(np.float32)
            memory, logs = run({"mel": block, "gate": gates[None, at : at + 1].astype(np.float32), "memory": memory})
        return np.asarray(logs[0])

    return read


def _ms(run: Run, graph: Graph) -> float:
    """Median milliseconds of a call."""
    inputs = {name: value.numpy() for name, value in graph.examples.items()}
    took = []
    for _ in range(TIMED):
        began = time.perf_counter()
        run(inputs)
        took.append(time.perf_counter() - began)
    return round(float(np.median(took)) * 1e3, 3)


def face_rows(data_dir: Path) -> list[dict[str, Any]]:
    """`rows` of the face net."""
    return rows("face-net", data_dir, FACES, read_face)


def voice_rows(data_dir: Path) -> list[dict[str, Any]]:
    """`rows` of the streaming voice net."""
    return rows("voice-stream", data_dir, VOICES, voice_reader())
