"""Batches as bytes and back, for models in another process: plain numbers and a JSON head, nothing pickled.

A packet is the length of its head (u32), the head, and the numbers its blocks name, one after the other. A block
`[kind, name, who, shapes, dtype]` holds the arrays of the people `who`, all of one dtype; one shape = all alike. A
head holds no number of a person, and mostly repeats: both sides remember the last ones they wrote or read.
"""

import json
import math
import struct
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.models.expert import Estimate, Floats, Reading, Step, Stepped

Array = NDArray[Any]
Packet = bytes | bytearray | memoryview
Words = tuple[tuple[str, int, tuple[str, ...]], ...]
"""What a person's estimates are: experts, how many log probabilities each gives, and the names of its readings."""
Block = tuple[str, str | Words, tuple[int, ...], tuple[tuple[int, ...], ...], str]
SAID = "said"  # the kind of blocks of estimates; others are `input` and `state`
DTYPES: Mapping[str, np.dtype[Any]] = {"f4": np.dtype("<f4"), "f8": np.dtype("<f8")}
HEADS = 256


class _Packer:
    """Gathers blocks of arrays."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._numbers: list[Array] = []  # copied once, into the packet

    def add(self, kind: str, name: str, who: Sequence[int], arrays: Sequence[Array]) -> None:
        """One block: the array (f32) of each of `who`."""
        shapes = [array.shape for array in arrays]
        alike = shapes.count(shapes[0]) == len(shapes)
        self._blocks.append((kind, name, tuple(who), tuple(shapes[:1] if alike else shapes), "f4"))
        self._numbers += [np.ascontiguousarray(array, DTYPES["f4"]) for array in arrays]

    def add_rows(self, said: Words, who: Sequence[int], rows: Sequence[Sequence[float]]) -> None:
        """One block: a row of numbers (f64) of each of `who`, all equally long."""
        self._blocks.append((SAID, said, tuple(who), ((len(rows[0]),),), "f8"))
        self._numbers.append(np.array(rows, DTYPES["f8"]))

    def add_each(self, kind: str, rows: Sequence[Mapping[str, Floats]]) -> None:
        """One block per name that any row holds."""
        for name in dict.fromkeys(name for row in rows for name in row):
            who = [i for i, row in enumerate(rows) if name in row]
            self.add(kind, name, who, [rows[i][name] for i in who])

    def packet(self, count: int) -> bytes:
        """The whole."""
        return b"".join((_head(count, tuple(self._blocks)), *(array.data for array in self._numbers)))


@lru_cache(HEADS)
def _head(count: int, blocks: tuple[Block, ...]) -> bytes:
    """The head's length and the head."""
    head = json.dumps({"count": count, "blocks": blocks}, separators=(",", ":")).encode()
    return struct.pack("<I", len(head)) + head


@lru_cache(HEADS)
def _read_head(head: bytes) -> tuple[int, tuple[Block, ...]]:
    """The count of people and the blocks."""
    said = json.loads(head)
    blocks = [
        (kind, _words(name) if kind == SAID else name, tuple(who), tuple(map(tuple, shapes)), dtype)
        for kind, name, who, shapes, dtype in said["blocks"]
    ]
    return said["count"], tuple(blocks)


def _words(said: Sequence[Any]) -> Words:
    return tuple((expert, probs, tuple(names)) for expert, probs, names in said)


def _blocks(packet: Packet) -> tuple[int, Iterator[tuple[str, Any, tuple[int, ...], Any]]]:
    """The count of people and the blocks, each with an array or a list of arrays that look into the packet."""
    (size,) = struct.unpack_from("<I", packet)
    count, blocks = _read_head(bytes(packet[4 : 4 + size]))
    return count, _unpacked(packet, 4 + size, blocks)


def _unpacked(
    packet: Packet, at: int, blocks: Sequence[Block]
) -> Iterator[tuple[str, str | Words, tuple[int, ...], Array | list[Array]]]:
    for kind, name, who, shapes, dtype in blocks:
        arrays = []
        for shape in [(len(who), *shapes[0])] if len(shapes) == 1 else shapes:
            count = math.prod(shape)
            arrays.append(np.frombuffer(packet, DTYPES[dtype], count, at).reshape(shape))
            at += count * DTYPES[dtype].itemsize
        yield kind, name, who, arrays[0] if len(shapes) == 1 else arrays


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
            _take_estimates(name, who, arrays, estimates)
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
    for _, said, who, rows in blocks:
        _take_estimates(said, who, rows, estimates)
    return [own[""] for own in estimates]


def _add_estimates(out: _Packer, rows: Sequence[Mapping[str, Estimate]]) -> None:
    """One block per set of experts and their readings, a row of numbers (f64) per person: the log probabilities of
    all experts, then of each its quality and its readings."""
    alike: dict[Words, list[int]] = {}
    for i, row in enumerate(rows):
        said = tuple((name, len(e.log_probs), tuple(e.extra)) for name, e in row.items())
        alike.setdefault(said, []).append(i)
    for said, who in alike.items():
        if said:
            out.add_rows(said, who, [_numbers(rows[i].values()) for i in who])


def _numbers(estimates: Collection[Estimate]) -> list[float]:
    logs = [log for estimate in estimates for log in estimate.log_probs.tolist()]
    return logs + [number for e in estimates for number in (e.quality, *e.extra.values())]


def _take_estimates(said: Words, who: Sequence[int], rows: Array, into: Sequence[dict[str, Estimate]]) -> None:
    all_probs = sum(probs for _, probs, _ in said)
    logs = rows[:, :all_probs].astype(np.float32)
    for i, row, numbers in zip(who, logs, rows[:, all_probs:].tolist(), strict=True):
        begin = at = 0
        for expert, probs, names in said:
            extra = dict(zip(names, numbers[at + 1 : at + 1 + len(names)], strict=True))
            into[i][expert] = Estimate(row[begin : begin + probs], numbers[at], extra)
            begin, at = begin + probs, at + 1 + len(names)
