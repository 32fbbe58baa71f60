"""People at a server, in a process of their own: `python -m der_server.bench.generator JSON`.

Open loop: every message leaves when it is due, whether or not answers came. A state's latency counts from when its
newest message was due, not from when it left: a generator or a server that falls behind hides nothing.
"""

import asyncio
import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
import numpy as np

from der_client.mock import MESSAGE_S
from der_server.bench.naive import PACKAGE, Frame
from der_server.bench.people import VARIANTS, Sent, as_frames, as_posts, as_requests, later, performer, start_of
from der_server.v1 import service_pb2, session_pb2

ROOM = 4096
"""Most bytes of trouble told in the result."""


@dataclass(frozen=True)
class Plan:
    """What to do. begin_s: monotonic time at which the first person begins; measured are `seconds` from `begin_s` +
    `warm_s` on. first: number of the first of `people`; of_all: people of all generators together."""

    address: str
    speaks: str
    people: int
    first: int
    of_all: int
    begin_s: float
    warm_s: float
    seconds: float
    voice_folder: str | None = None
    lap_s: float | None = None  # what is sent again and again, in one session; None = all of it is made beforehand

    def phase_s(self, person: int) -> float:
        """When within a message's length this person's messages leave: spread evenly, in no order."""
        return MESSAGE_S * ((person * 0.6180339887) % 1.0)


@dataclass
class Heard:
    """What came back within the measured time. in_server_ms: as the server says; all_ms: from due to received."""

    in_server_ms: list[float] = field(default_factory=list)
    all_ms: list[float] = field(default_factory=list)
    fresh_ms: list[float] = field(default_factory=list)  # `in_server_ms` of states that are not stale
    fresh_spread: list[float] = field(default_factory=list)  # of valence, in states that are not stale
    stale_spread: list[float] = field(default_factory=list)
    stale: int = 0
    refused: int = 0
    late_ms: list[float] = field(default_factory=list)  # how late messages left: the generator's own trouble
    trouble: list[str] = field(default_factory=list)


class Person:
    """One person's schedule and what they heard."""

    def __init__(self, plan: Plan, number: int, messages: Sequence[Sent], heard: Heard) -> None:
        self.plan, self.messages, self.heard = plan, messages, heard
        self.begin_s = plan.begin_s + plan.phase_s(number)
        self._from_s = plan.begin_s + plan.warm_s
        self._to_s = self._from_s + plan.seconds

    def measured(self, now_s: float) -> bool:
        """Whether this moment counts."""
        return self._from_s <= now_s < self._to_s

    async def send_all(self, send: Callable[[bytes], Any]) -> None:
        """Every message when it is due."""
        for after_s, data in self._laps():
            due_s = self.begin_s + after_s
            await asyncio.sleep(due_s - time.monotonic())
            await send(data)
            now_s = time.monotonic()
            if self.measured(now_s):
                self.heard.late_ms.append((now_s - due_s) * 1e3)

    def _laps(self) -> Iterator[tuple[float, bytes]]:
        """Seconds after the beginning at which each message is due, and the message."""
        yield from ((message.due_s, message.data) for message in self.messages)
        lap_s = self.plan.lap_s
        for lap in itertools.count(1) if lap_s else ():
            for message in self.messages:
                after_s = lap * (lap_s or 0.0) + message.due_s
                if self.begin_s + after_s >= self._to_s:
                    return
                yield after_s, later(message.data, lap * (lap_s or 0.0))

    def due_s(self, capture_us: int) -> float:
        """When the message with a sample of this time was due."""
        return float(self.begin_s + ((capture_us - 1) // round(MESSAGE_S * 1e6) + 1) * MESSAGE_S)

    def took(self, due_s: float) -> None:
        """An answer to what was due then has just come."""
        now_s = time.monotonic()
        if self.measured(now_s):
            self.heard.all_ms.append((now_s - due_s) * 1e3)

    def take(self, state: Any) -> None:
        """A state of the server's own protocol has just come."""
        if self.measured(time.monotonic()):
            self.heard.in_server_ms.append(state.server_latency_us / 1e3)
            self.heard.stale += state.stale
            (self.heard.stale_spread if state.stale else self.heard.fresh_spread).append(state.valence.spread)
            if not state.stale:
                self.heard.fresh_ms.append(state.server_latency_us / 1e3)
            self.took(self.due_s(state.covered_to_us))


CHANNEL = (("grpc.use_local_subchannel_pool", 1),)  # a connection per person, as in life


async def speak_der(person: Person) -> None:
    """The server's own protocol."""
    async with grpc.aio.insecure_channel(person.plan.address, options=CHANNEL) as channel:
        call: Any = channel.stream_stream("/der_server.v1.DerService/Session")()
        if person.plan.speaks == "der":
            await _greet(call)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_hear_der(call, person))
            await person.send_all(call.write)
            await call.done_writing()


async def _greet(call: Any) -> None:
    """Start, and confirm the notice."""
    await call.write(service_pb2.SessionRequest(start=start_of("")).SerializeToString())
    ready = service_pb2.SessionResponse.FromString(await call.read()).ready
    if ready.awaiting_notice:
        shown = session_pb2.NoticeShown(notice_version=ready.notice.version)
        await call.write(service_pb2.SessionRequest(notice_shown=shown).SerializeToString())


async def _hear_der(call: Any, person: Person) -> None:
    while (data := await call.read()) is not grpc.aio.EOF:
        response = service_pb2.SessionResponse.FromString(data)
        match response.WhichOneof("part"):
            case "state":
                person.take(response.state)
            case "notice":
                person.heard.refused += response.notice.count


async def speak_naive(person: Person) -> None:
    """One message per frame; an answer to each."""
    async with grpc.aio.insecure_channel(person.plan.address, options=CHANNEL) as channel:
        call: Any = channel.stream_stream(f"/{PACKAGE}/Session")()

        async def hear() -> None:
            while (data := await call.read()) is not grpc.aio.EOF:
                person.took(person.due_s(Frame.FromString(data).time_us))

        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(hear())
            await person.send_all(call.write)
            await call.done_writing()


async def speak_http(person: Person) -> None:
    """A POST every 100 ms; the next one does not wait for the last."""
    import aiohttp  # noqa: PLC0415 - only where it is needed

    url = f"http://{person.plan.address}/predict"
    async with aiohttp.ClientSession() as web, asyncio.TaskGroup() as posts:

        async def post(data: bytes, due_s: float) -> None:
            async with web.post(url, data=data, headers={"content-type": "application/json"}) as answer:
                await answer.read()
                if answer.ok:
                    person.took(due_s)

        for message in person.messages:
            due_s = person.begin_s + message.due_s
            await asyncio.sleep(due_s - time.monotonic())
            posts.create_task(post(message.data, due_s))


SPEAK = {"der": speak_der, "plain": speak_der, "naive": speak_naive, "http": speak_http}
"""`plain` is `der` without hello and notice."""


def messages_of(plan: Plan) -> list[list[Sent]]:
    """The messages of every person of this generator."""
    folder = None if plan.voice_folder is None else Path(plan.voice_folder)
    seconds = plan.lap_s or plan.warm_s + plan.seconds
    numbers = range(plan.first, plan.first + plan.people)
    performed = {n % VARIANTS: performer(n % VARIANTS, seconds, folder) for n in numbers}
    if plan.speaks == "http":
        return [as_posts(performed[n % VARIANTS], str(n)) for n in numbers]
    encode = as_frames if plan.speaks == "naive" else as_requests
    encoded = {variant: encode(messages) for variant, messages in performed.items()}
    return [encoded[n % VARIANTS] for n in numbers]


async def run(plan: Plan, messages: Sequence[Sequence[Sent]]) -> Heard:
    """All of this generator's people."""
    heard = Heard()

    async def live(number: int, own: Sequence[Sent]) -> None:
        person = Person(plan, number, own, heard)
        await asyncio.sleep(person.begin_s - OPENING_S * (1 - number / plan.of_all) - time.monotonic())
        try:
            await SPEAK[plan.speaks](person)
        except* (TimeoutError, grpc.RpcError, OSError) as error:
            heard.trouble.append(repr(error.exceptions[0])[:ROOM])

    await asyncio.gather(*(live(plan.first + i, own) for i, own in enumerate(messages)))
    return heard


OPENING_S = 1.5
"""People come one after the other within so long before the first message."""


def main(told: dict[str, Any]) -> None:
    """Prepare, say `prepared`, read when to begin from stdin, run, and print what was heard."""
    plan = Plan(**told, begin_s=0.0)
    messages = messages_of(plan)
    print(json.dumps({"event": "prepared"}), flush=True)
    begin_s = float(sys.stdin.readline())
    heard = asyncio.run(run(Plan(**told, begin_s=begin_s), messages))
    print(json.dumps(told_of(heard)), flush=True)


def told_of(heard: Heard) -> dict[str, Any]:
    """What was heard, as JSON."""
    every = max(1, len(heard.late_ms) // 1000)
    return {
        "in_server_ms": np.round(heard.in_server_ms, 3).tolist(),
        "all_ms": np.round(heard.all_ms, 3).tolist(),
        "late_ms": np.round(heard.late_ms[::every], 3).tolist(),
        "fresh_ms": np.round(heard.fresh_ms, 3).tolist(),
        "fresh_spread": np.round(heard.fresh_spread, 4).tolist(),
        "stale_spread": np.round(heard.stale_spread, 4).tolist(),
        "stale": heard.stale,
        "refused": heard.refused,
        "trouble": heard.trouble,
    }


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
