"""What every visit shares: models, batch queues, the hall, and the terms of the house."""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from der_server.advice.packs import Packs, shipped_packs
from der_server.faults import NotFound, Overloaded
from der_server.inference.batcher import Batcher
from der_server.models.bundle import Bundle
from der_server.models.expert import Estimate, Step, Stepped
from der_server.models.lineup import Lineup
from der_server.session.hall import Hall
from der_server.session.start import Start
from der_server.session.visit import Visit

Reading = tuple[str, str]  # text and its language


@dataclass(frozen=True)
class Terms:
    """What the operator decided."""

    operator_name: str
    notice_version: str
    idle_timeout_s: float
    drain_s: float
    learn_strategies: bool = False


@dataclass(frozen=True)
class House:
    """Fast lane, slow lanes, hall and terms. Made once by the app; `open` runs the lanes.

    fast: live steps. slow: steps of `Analyze`. reader: texts. Each lane has a thread of its own, so that a slow
    call never holds up a tick.
    """

    lineup: Lineup
    hall: Hall
    terms: Terms
    fast: Batcher[Step, Stepped]
    slow: Batcher[Step, Stepped]
    reader: Batcher[Reading, Estimate]
    skipped: Callable[[str], None]
    packs: Packs = field(default_factory=shipped_packs)
    leaving: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def bundles(self) -> tuple[Bundle, ...]:
        return self.lineup.bundles

    def visit(self, start: Start) -> Visit:
        """A fresh visit. Raises BadDeclaration."""
        return Visit(
            start,
            self.bundles,
            self.terms.notice_version,
            time.time,
            packs=self.packs,
            learning=self.terms.learn_strategies,
        )

    async def infer(self, step: Step, *, live: bool = True) -> Stepped | None:
        """One step's answer; None where it was skipped: the lane is full, or an expert failed on it."""
        lane = self.fast if live else self.slow
        try:
            return await lane.submit(step)
        except Overloaded:
            self.skipped("overloaded")
        except Exception as error:  # noqa: BLE001 - a failing model costs this step, not the session
            self.skipped(type(error).__name__)
        return None

    async def read(self, readings: Sequence[Reading]) -> list[Estimate] | None:
        """The text expert's word on each text; None where it was skipped or none is loaded."""
        if self.lineup.text is None:
            return None
        try:
            return [await self.reader.submit(reading) for reading in readings]
        except Overloaded:
            self.skipped("overloaded")
        except Exception as error:  # noqa: BLE001 - as above
            self.skipped(type(error).__name__)
        return None

    async def open(self) -> None:
        """Run the lanes until cancelled."""
        async with asyncio.TaskGroup() as lanes:
            for lane in (self.fast, self.slow, self.reader):
                lanes.create_task(lane.serve())


def furnish(
    lineup: Lineup,
    hall: Hall,
    terms: Terms,
    *,
    max_batch: int,
    max_queue: int,
    packs: Packs | None = None,
    seen: Callable[[int], None] = lambda size: None,
    skipped: Callable[[str], None] = lambda reason: None,
) -> House:
    """A house around loaded models."""

    def read(readings: Sequence[Reading]) -> list[Estimate]:
        if lineup.text is None:
            raise NotFound("No text expert is loaded.")
        return lineup.text.read([text for text, _ in readings], [language for _, language in readings])

    def thread(name: str) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(1, thread_name_prefix=f"der-{name}")

    return House(
        lineup=lineup,
        hall=hall,
        terms=terms,
        fast=Batcher(lineup.run, thread("fast"), max_batch=max_batch, max_queue=max_queue, seen=seen),
        slow=Batcher(lineup.run, thread("slow"), max_batch=max_batch, max_queue=max_queue),
        reader=Batcher(read, thread("text"), max_batch=max_batch, max_queue=max_queue),
        skipped=skipped,
        packs=packs or shipped_packs(),
    )
