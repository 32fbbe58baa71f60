"""Batches as bytes and back, for models in another process: plain numbers and a JSON head, nothing pickled.

A packet is the length of its head (u32), the head, and the numbers its blocks name, one after the other. A block
`[kind, name, who, shapes, dtype]` holds the arrays of the people `who`, all of one dtype; one shape = all alike.
"""

import json
import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.models.expert import Estimate, Floats, Reading, Step, Stepped

Array = NDArray[Any]
Packet = bytes | bytearray | memoryview
DTYPES: Mapping[str, np.dtype[Any]] = {"f4": np.dtype("<f4"), "f8": np.dtype("<f8")}


class _Packer:
    """Gathers blocks of arrays."""

    def __init__(self) -> None:
        self._head: list[Any] = []
        self._numbers: list[memoryview] = []  # copied once, into the packet

    def add(self, kind: str, name: str, who: Sequence[int], arrays: Sequence[Array], dtype: str = "f4") -> None:
        """One block: the array of each of `who`."""
        shapes = [array.shape for array in arrays]
        alike = len(set(shapes)) == 1
        self._head.append([kind, name, who, shapes[:1] if alike else shapes, dtype])
        self._numbers += [np.ascontiguousarray(array, DTYPES[dtype]).reshape(-1).data for array in arrays]

    def add_each(self, kind: str, rows: Sequence[Mapping[str, Floats]]) -> None:
        """One block per name that any row holds."""
        for name in dict.fromkeys(name for row in rows for name in row):
            who = [i for i, row in enumerate(rows) if name in row]
            self.add(kind, name, who, [rows[i][name] for i in who])

    def packet(self, count: int) -> bytes:
        """The whole."""
        head = json.dumps({"count": count, "blocks": self._head}, separators=(",", ":")).encode()
        return b"".join([struct.pack("<I", len(head)), head, *self._numbers])


def _blocks(packet: Packet) -> tuple[int, Iterable[tuple[str, str, list[int], list[Array]]]]:
    """The count of people and the blocks. Arrays look into the packet."""
    (size,) = struct.unpack_from("<I", packet)
    head = json.loads(bytes(packet[4 : 4 + size]))
    return head["count"], _unpacked(packet, 4 + size, head["blocks"])


def _unpacked(packet: Packet, at: int, head: Iterable[Any]) -> Iterable[tuple[str, str, list[int], list[Array]]]:
    for kind, name, who, shapes, dtype in head:
        size = DTYPES[dtype].itemsize
        if len(shapes) == 1:  # all alike
            count = len(who) * math.prod(shapes[0])
            arrays = list(np.frombuffer(packet, DTYPES[dtype], count, at).reshape(len(who), *shapes[0]))
            at += count * size
        else:
            arrays = []
            for shape in shapes:
                count = math.prod(shape)
                arrays.append(np.frombuffer(packet, DTYPES[dtype], count, at).reshape(shape))
                at += count * size
        yield kind, name, who, arrays


def pack_steps(steps: Sequence[Step]) -> bytes:
    """A batch of steps."""
    out = _Packer()
    out.add_each("input", [step.inputs for step in steps])
    out.add_each("state", [step.states for step in steps])
    return out.packet(len(steps))


def unpack_steps(packet: Packet) -> list[Step]:
    """What `pack_steps` packed."""
    count, blocks = _blocks(packet)
    inputs: list[dict[str, Floats]] = [{} for _ in range(count)]
    states: list[dict[str, Floats]] = [{} for _ in range(count)]
    for kind, name, who, arrays in blocks:
        into = inputs if kind == "input" else states
        for i, array in zip(who, arrays, strict=True):
            into[i][name] = array
    return [Step(i, s) for i, s in zip(inputs, states, strict=True)]


def pack_answers(answers: Sequence[Stepped]) -> bytes:
    """A batch of answers."""
    out = _Packer()
    out.add_each("state", [answer.states for answer in answers])
    _add_estimates(out, [answer.estimates for answer in answers])
    return out.packet(len(answers))


def unpack_answers(packet: Packet) -> list[Stepped]:
    """What `pack_answers` packed. States are copies: each may outlive the others."""
    count, blocks = _blocks(packet)
    states: list[dict[str, Floats]] = [{} for _ in range(count)]
    estimates: list[dict[str, Estimate]] = [{} for _ in range(count)]
    for kind, name, who, arrays in blocks:
        if kind == "state":
            for i, array in zip(who, arrays, strict=True):
                states[i][name] = array.copy()
        else:
            _take_estimates(kind, name, who, arrays, estimates)
    return [Stepped(e, s) for e, s in zip(estimates, states, strict=True)]


def pack_readings(readings: Sequence[Reading]) -> bytes:
    """A batch of texts, each with its language."""
    return json.dumps(readings, ensure_ascii=False).encode()


def unpack_readings(packet: Packet) -> list[Reading]:
    """What `pack_readings` packed."""
    return [(text, language) for text, language in json.loads(bytes(packet))]


def pack_estimates(estimates: Sequence[Estimate]) -> bytes:
    """A batch of estimates of one expert."""
    out = _Packer()
    _add_estimates(out, [{"": estimate} for estimate in estimates])
    return out.packet(len(estimates))


def unpack_estimates(packet: Packet) -> list[Estimate]:
    """What `pack_estimates` packed."""
    count, blocks = _blocks(packet)
    estimates: list[dict[str, Estimate]] = [{} for _ in range(count)]
    for kind, name, who, arrays in blocks:
        _take_estimates(kind, name, who, arrays, estimates)
    return [own[""] for own in estimates]


def _add_estimates(out: _Packer, rows: Sequence[Mapping[str, Estimate]]) -> None:
    """One block per expert and set of readings: log probabilities, quality, then the readings by name (f64)."""
    groups: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for i, row in enumerate(rows):
        for expert, estimate in row.items():
            groups.setdefault((expert, tuple(estimate.extra)), []).append(i)
    for (expert, names), who in groups.items():
        found = [rows[i][expert] for i in who]
        numbers = [np.array([*e.log_probs.tolist(), e.quality, *e.extra.values()]) for e in found]
        out.add(json.dumps(names), expert, who, numbers, "f8")


def _take_estimates(
    kind: str, expert: str, who: Sequence[int], arrays: Sequence[Array], into: Sequence[dict[str, Estimate]]
) -> None:
    names = json.loads(kind)
    probs = -len(names) - 1
    for i, array in zip(who, arrays, strict=True):
        extra = dict(zip(names, array[len(array) - len(names) :].tolist(), strict=True))
        into[i][expert] = Estimate(array[:probs].astype(np.float32), float(array[probs]), extra)
