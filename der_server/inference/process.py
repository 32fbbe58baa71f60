"""One worker process as the server sees it: started, watched, ended at once where it fails, started again."""

import asyncio
import contextlib
import json
import socket
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic

import structlog

from der_server.faults import BadBundle, DerError, WorkerLost
from der_server.inference.engine import Engine, Req, Res
from der_server.inference.lanes import LANES, STEPS, TEXTS, Codec, Post
from der_server.inference.worker import LENGTH
from der_server.models.expert import Estimate, Reading, Step, Stepped

LOG = structlog.get_logger()
LONGEST_WAY_S = 0.05
"""What takes longer to arrive was held up by something else, and tells nothing of the next batch."""
BEAT_S = 1.0
"""How often an idle line is asked for a sign of life."""
FIRST_WAIT_S, LONGEST_WAIT_S = 0.1, 10.0
"""Back-off between starts of a worker that fails again and again."""
WELL_S = 30.0
"""A worker that lived so long starts again at once."""
START_TIMEOUT_S = 120.0
ROOM = 1 << 20
"""Bytes a line takes without waiting for its reader, where the system allows so many: a batch of some twenty."""
SHIPPED = "der_server.inference.worker:load_models"


@dataclass(frozen=True)
class Making:
    """How a worker makes its models: `module:function` and the JSON it is called with."""

    options: Mapping[str, Any] = field(default_factory=dict)
    make: str = SHIPPED


class Line:
    """The server's end of one lane: one packet there, one packet back."""

    def __init__(self, mine: socket.socket) -> None:
        mine.setblocking(False)
        mine.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ROOM)
        self._socket = mine
        self.lock = asyncio.Lock()

    async def ask(self, packet: bytes) -> tuple[bytearray, bool]:
        """The answer, and whether the work failed. Raises EOFError or OSError where the worker is gone."""
        async with self.lock:
            loop = asyncio.get_running_loop()
            head = LENGTH.pack(len(packet), 0)
            sent = self._socket.sendmsg([head, packet])  # at once: the line is empty, and the worker wakes once
            if sent < len(head) + len(packet):
                await loop.sock_sendall(self._socket, memoryview(packet)[sent - len(head) :])
            length, failed = LENGTH.unpack(await self._exactly(LENGTH.size))
            return await self._exactly(length), bool(failed)

    async def _exactly(self, count: int) -> bytearray:
        packet = bytearray(count)
        view, at = memoryview(packet), 0
        while at < count:
            got = await asyncio.get_running_loop().sock_recv_into(self._socket, view[at:])
            if not got:
                raise EOFError
            at += got
        return packet

    async def close(self) -> None:
        """Whoever waits for an answer hears that the worker is gone."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        async with self.lock:
            self._socket.close()


class ModelError(Exception):
    """A model raised; the message is the error's name, never its words."""


class Lane(Generic[Req, Res]):
    """An engine: one lane of one worker. hang_s: the longest a batch may take."""

    def __init__(self, worker: "Worker", name: str, codec: Codec[Req, Res], hang_s: float) -> None:
        self._worker, self._name, self._post, self._hang_s = worker, name, Post(codec), hang_s
        self._pace_s = self.way_s = 0.0

    @property
    def ready(self) -> bool:
        return self._worker.ready

    @property
    def load(self) -> tuple[float, ...]:
        """Batches under way in its worker, then how long a batch took lately."""
        return (self._worker.under_way, self._pace_s)

    def watch(self, changed: Callable[[], None]) -> None:
        self._worker.watchers.append(changed)

    async def infer(self, batch: Sequence[Req], latest_s: Sequence[float]) -> list[Res | None]:
        left_s = time.monotonic()
        packet, failed = await self._worker.ask(self._name, self._post.ask(batch, latest_s), self._hang_s)
        if failed:
            raise ModelError(packet.decode())
        answers, begun_s = self._post.heard(packet, len(batch))
        self._pace_s = 0.9 * self._pace_s + 0.1 * (time.monotonic() - left_s)
        way_s = min(begun_s - left_s, LONGEST_WAY_S)
        self.way_s = max(way_s, 0.98 * self.way_s + 0.02 * way_s)  # rather too long: then others leave, none in vain
        return answers


class Worker:
    """A process with models. `serve` keeps one alive until cancelled."""

    def __init__(self, making: Making, *, hang_s: float = 2.0, slow_hang_s: float = 60.0) -> None:
        """hang_s: a live batch or a sign of life that takes longer means that the process hangs."""
        self.making, self._hang_s = making, hang_s
        self._lines: dict[str, Line] = {}
        self._process: asyncio.subprocess.Process | None = None
        self._lost = asyncio.Event()
        self.ready = False
        self.starts = 0
        self.under_way = 0
        self.watchers: list[Callable[[], None]] = []
        self.fast: Engine[Step, Stepped] = Lane[Step, Stepped](self, "fast", STEPS, hang_s)
        self.slow: Engine[Step, Stepped] = Lane[Step, Stepped](self, "slow", STEPS, slow_hang_s)
        self.text: Engine[Reading, Estimate] = Lane[Reading, Estimate](self, "text", TEXTS, slow_hang_s)

    @property
    def pid(self) -> int | None:
        """The process now, if any."""
        return None if self._process is None else self._process.pid

    async def ask(self, lane: str, packet: bytes, within_s: float) -> tuple[bytearray, bool]:
        """One packet's answer. A worker that is gone or takes too long is ejected at once, and WorkerLost raised."""
        self.under_way += 1
        try:
            async with asyncio.timeout(within_s):
                return await self._lines[lane].ask(packet)
        except (TimeoutError, EOFError, OSError, KeyError):
            self._eject()
            raise WorkerLost("A worker was lost.") from None
        except asyncio.CancelledError:  # its answer would be taken for the next one's
            self._eject()
            raise
        finally:
            self.under_way -= 1

    def _eject(self) -> None:
        self.ready = False
        self._lost.set()

    async def start(self) -> None:
        """Start the process; back once its models are warm. Raises DerError with the worker's own words."""
        self.starts += 1
        self._lost.clear()
        pairs = {lane: socket.socketpair() for lane in LANES}
        theirs = {lane: pair[1] for lane, pair in pairs.items()}
        self._lines = {lane: Line(pair[0]) for lane, pair in pairs.items()}
        told = {
            "make": self.making.make,
            "options": dict(self.making.options),
            "lines": {lane: end.fileno() for lane, end in theirs.items()},
        }
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "der_server.inference.worker", json.dumps(told)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            pass_fds=[end.fileno() for end in theirs.values()],
        )
        for end in theirs.values():
            end.close()
        await self._hear_ready(self._process)
        self.ready = True
        for changed in self.watchers:
            changed()

    async def _hear_ready(self, process: asyncio.subprocess.Process) -> None:
        line = b""
        if process.stdout is not None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(START_TIMEOUT_S):
                    line = await process.stdout.readline()
        said = json.loads(line) if line else {"error": "A worker ended before it was ready.", "reason": "INTERNAL"}
        if "ready" not in said:
            fault = BadBundle if said["reason"] == BadBundle.reason else DerError
            raise fault(said["error"], reason=said["reason"])

    async def serve(self) -> None:
        """Keep the process alive until cancelled; then leave none behind. Call `start` first."""
        wait_s = FIRST_WAIT_S
        try:
            while True:
                begun_s = time.monotonic()
                await self._watch_over()
                await self.end()
                wait_s = 0.0 if time.monotonic() - begun_s > WELL_S else min(2 * wait_s, LONGEST_WAIT_S)
                LOG.error("worker_lost", starts=self.starts)
                await asyncio.sleep(wait_s)
                wait_s = max(wait_s, FIRST_WAIT_S)
                try:
                    await self.start()
                except (DerError, OSError) as error:
                    LOG.error("worker_failed", error=type(error).__name__)
        finally:
            await self.end()

    async def _watch_over(self) -> None:
        """Until the worker is lost: it was ejected, its process ended, or an idle line gives no sign of life."""
        while self.ready:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(BEAT_S):
                    await self._lost.wait()
            if self._process is None or self._process.returncode is not None:
                self._eject()
            idle = [lane for lane, line in self._lines.items() if not line.lock.locked()]
            for lane in idle if self.ready else ():
                with contextlib.suppress(WorkerLost):
                    await self.ask(lane, b"", self._hang_s)

    async def end(self) -> None:
        """Leave no process and no line behind."""
        self._eject()
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        for line in self._lines.values():
            await line.close()
        self._lines = {}
