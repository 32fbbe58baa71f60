"""What every visit shares: models, batch queues, the hall, and the terms of the house."""

import asyncio
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from der_server.advice.packs import Packs, shipped_packs
from der_server.faults import Overloaded, TooLate
from der_server.inference.batcher import Batcher
from der_server.inference.crew import Crew
from der_server.models.bundle import Bundle
from der_server.models.expert import Estimate, Reading, Step, Stepped
from der_server.privacy.law import NOTHING, Gate, Ruling, Said
from der_server.privacy.notice import Storing, version_for
from der_server.session.beat import Beat, Load
from der_server.session.hall import Hall
from der_server.session.profiles import Profiles
from der_server.session.start import Start
from der_server.session.visit import Visit

OLDEST_S = 0.2
"""No evidence that came longer ago is inferred: an avatar that reacts later than that is worse than a calm one."""
BEAT_PEOPLE = 200
"""Live visits at which the beat has its full length; with fewer it is shorter by as much, since few share batches."""


@dataclass(frozen=True)
class Terms:
    """What the operator decided."""

    operator_name: str
    notice_version: str
    idle_timeout_s: float
    drain_s: float
    learn_strategies: bool = False
    storing: Storing | None = None
    gate: Gate = field(default_factory=Gate)


@dataclass(frozen=True)
class House:
    """Who runs the models, the lanes to them, hall and terms. Made once by the app; `open` runs it.

    bundles: the models in use. fast: live steps. slow: steps of `Analyze`. reader: texts. A slow call never holds
    up a tick. beat: the moments at which live steps are taken. waits, lateness: how long steps wait and how late
    beats come; apart, since many beats on time would hide few steps that wait. profiles: what people set and leave
    between visits.
    """

    bundles: tuple[Bundle, ...]
    crew: Crew
    hall: Hall
    terms: Terms
    beat: Beat
    waits: Load
    lateness: Load
    fast: Batcher[Step, Stepped]
    slow: Batcher[Step, Stepped]
    reader: Batcher[Reading, Estimate]
    skipped: Callable[[str], None]
    profiles: Profiles
    packs: Packs = field(default_factory=shipped_packs)
    leaving: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def text(self) -> Bundle | None:
        """The text expert's bundle."""
        return next((bundle for bundle in self.bundles if bundle.card.modality == "text"), None)

    def visit(self, start: Start, token: Said = NOTHING) -> Visit:
        """A fresh visit, past the legal gate. token: what the caller's token says of it.

        Raises BadDeclaration, and Unlawful where the law does not let it be read.
        """

        def law(scenario: str) -> Ruling:
            return self.terms.gate.ruling(replace(start.context, scenario=scenario), token)

        ruling = law(start.context.scenario)
        ruling.check(start.declared, {grant.modality for grant in start.grants if "infer" in grant.uses})
        return Visit(
            start,
            self.bundles,
            version_for(self.terms.notice_version, ruling.purpose),
            time.time,
            packs=self.packs,
            learning=self.terms.learn_strategies,
            law=law,
        )

    def admit(self) -> None:
        """Raises Overloaded where those who are here wait too long already."""
        if self.waits.busy or self.lateness.busy:
            raise Overloaded("The server is busy: try again in a moment.")

    async def infer(self, step: Step, *, received_ns: int) -> Stepped | None:
        """A live step's answer; None where it was skipped: the lane is full, it waited too long, or it failed.

        received_ns: when its newest evidence came (0 = in silence: now).
        """
        age_s = (time.monotonic_ns() - received_ns) / 1e9 if received_ns else 0.0
        return await self._ask(self.fast, step, OLDEST_S - age_s)

    async def infer_recorded(self, step: Step) -> Stepped | None:
        """The same for a recording, which can wait."""
        return await self._ask(self.slow, step, float("inf"))

    async def _ask(self, lane: Batcher[Step, Stepped], step: Step, within_s: float) -> Stepped | None:
        try:
            return await lane.submit(step, within_s=within_s)
        except TooLate:
            self.skipped("late")
            self.waits.note(OLDEST_S)
        except Overloaded:
            self.skipped("overloaded")
            self.waits.note(OLDEST_S)
        except Exception as error:  # noqa: BLE001 - a failing model costs this step, not the session
            self.skipped(type(error).__name__)
        return None

    async def read(self, readings: Sequence[Reading]) -> list[Estimate] | None:
        """The text expert's word on each text; None where it was skipped or none is loaded."""
        if self.text is None:
            return None
        try:
            return [await self.reader.submit(reading) for reading in readings]
        except Overloaded:
            self.skipped("overloaded")
        except Exception as error:  # noqa: BLE001 - as above
            self.skipped(type(error).__name__)
        return None

    async def open(self) -> None:
        """Run crew, lanes and profiles until cancelled. The crew must have been started."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.crew.serve())
            tasks.create_task(self.profiles.serve())
            for lane in (self.fast, self.slow, self.reader):
                tasks.create_task(lane.serve())


def furnish(
    bundles: tuple[Bundle, ...],
    crew: Crew,
    hall: Hall,
    terms: Terms,
    *,
    max_batch: int,
    max_queue: int,
    beat_s: float = 0.0,
    busy_s: float = math.inf,
    packs: Packs | None = None,
    profiles: Profiles | None = None,
    seen: Callable[[int], None] = lambda size: None,
    skipped: Callable[[str], None] = lambda reason: None,
) -> House:
    """A house around those who run the models. busy_s: mean wait of steps from which on nobody is taken in."""
    waits, lateness = Load(busy_s), Load(busy_s)
    return House(
        bundles=bundles,
        crew=crew,
        hall=hall,
        terms=terms,
        beat=Beat(lambda: beat_s * min(1.0, len(hall) / BEAT_PEOPLE), lateness.note),
        waits=waits,
        lateness=lateness,
        fast=Batcher(crew.fast, max_batch=max_batch, max_queue=max_queue, seen=seen, waited=waits.note),
        slow=Batcher(crew.slow, max_batch=max_batch, max_queue=max_queue),
        reader=Batcher(crew.text, max_batch=max_batch, max_queue=max_queue),
        skipped=skipped,
        profiles=profiles or Profiles(hall),
        packs=packs or shipped_packs(),
    )
