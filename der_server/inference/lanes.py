"""The lanes every worker has, and how each one's batches cross a process border."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol

from der_server.inference import pack
from der_server.inference.engine import Req, Res
from der_server.models.expert import Estimate, Reading, Step, Stepped

Packet = bytes | bytearray


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


def over_the_wire(models: Models, lane: str) -> Callable[[Packet], bytes]:
    """A lane's work with bytes on both sides."""
    if lane == "text":
        return lambda packet: TEXTS.pack_answers(models.read(TEXTS.unpack(packet)))
    return lambda packet: STEPS.pack_answers(models.run(STEPS.unpack(packet)))
