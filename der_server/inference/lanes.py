"""The lanes every worker has, and how each one's batches cross a process border."""

import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol

import numpy as np

from der_server.inference import pack
from der_server.inference.engine import Req, Res, run_in_time
from der_server.inference.pack import Packet
from der_server.models.expert import Estimate, Reading, Step, Stepped

COUNT, BEGUN = struct.Struct("<Q"), struct.Struct("<d")
"""Before a batch: how many requests. Before answers: when the work began, in monotonic seconds."""


class Models(Protocol):
    """What runs batches: `models.lineup.Lineup`, or a fake of it."""

    def run(self, steps: Sequence[Step]) -> list[Stepped]: ...

    def read(self, readings: Sequence[Reading]) -> list[Estimate]: ...

    def warm_up(self) -> None: ...


@dataclass(frozen=True)
class Codec(Generic[Req, Res]):
    """Requests and answers as bytes and back."""

    pack: Callable[[Sequence[Req]], bytes]
    unpack: Callable[[Packet], list[Req]]
    pack_answers: Callable[[Sequence[Res]], bytes]
    unpack_answers: Callable[[Packet], list[Res]]


STEPS: Codec[Step, Stepped] = Codec(pack.pack_steps, pack.unpack_steps, pack.pack_answers, pack.unpack_answers)
TEXTS: Codec[Reading, Estimate] = Codec(
    pack.pack_readings, pack.unpack_readings, pack.pack_estimates, pack.unpack_estimates
)
LANES = ("fast", "slow", "text")
"""fast: live steps. slow: steps of `Analyze`. text: texts. Each has a thread and a line of its own, so that a
slow call never holds up a tick."""


@dataclass(frozen=True)
class Post(Generic[Req, Res]):
    """How a batch goes to a worker, and its answers come back: with each request until when it may be begun; with the
    answers when they were begun, and which were not."""

    codec: Codec[Req, Res]

    def ask(self, batch: Sequence[Req], latest_s: Sequence[float]) -> bytes:
        """A batch as bytes."""
        return COUNT.pack(len(batch)) + np.array(latest_s, "<f8").tobytes() + self.codec.pack(batch)

    def answer(self, packet: Packet, run: Callable[[Sequence[Req]], list[Res]]) -> bytes:
        """The worker's side of it."""
        (count,) = COUNT.unpack_from(packet)
        latest_s: list[float] = np.frombuffer(packet, "<f8", count, COUNT.size).tolist()
        batch = self.codec.unpack(memoryview(packet)[COUNT.size + 8 * count :])
        begun_s = time.monotonic()
        answers = run_in_time(run, batch, latest_s, begun_s)
        begun = bytes(answer is not None for answer in answers)
        packed = self.codec.pack_answers([answer for answer in answers if answer is not None])
        return BEGUN.pack(begun_s) + begun + packed

    def heard(self, packet: Packet, count: int) -> tuple[list[Res | None], float]:
        """The answers to `count` requests, and when the work began."""
        start = BEGUN.size
        answers = iter(self.codec.unpack_answers(memoryview(packet)[start + count :]))
        begun = [next(answers) if begun else None for begun in packet[start : start + count]]
        return begun, BEGUN.unpack_from(packet)[0]


def over_the_wire(models: Models, lane: str) -> Callable[[Packet], bytes]:
    """A lane's work with bytes on both sides."""
    if lane == "text":
        return lambda packet: Post(TEXTS).answer(packet, models.read)
    return lambda packet: Post(STEPS).answer(packet, models.run)
