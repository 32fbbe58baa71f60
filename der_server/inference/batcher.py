"""The batch queue: one of the two queues between the wire and the answer."""

import asyncio
import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from der_server.faults import Overloaded, TooLate, WorkerLost
from der_server.inference.engine import Engine, Req, Res

LEAVES = 2
"""Turns of the loop in which the next batch leaves before the callers of the last one are answered: what they do then
takes time, in which the engine should not be idle."""


@dataclass(slots=True)
class _Ticket(Generic[Req, Res]):
    """A caller's place in the queue. Times are the loop's, which are monotonic seconds."""

    request: Req
    future: "asyncio.Future[Res]"
    begun_s: float
    deadline_s: float
    retried: bool = False
    timer: asyncio.TimerHandle | None = None

    def fail(self, error: BaseException) -> None:
        if not self.future.done():
            self.future.set_exception(error)

    def expire(self) -> None:
        """Tell the caller that it is too late."""
        self.fail(TooLate("The server is busy: this step waited too long and was skipped."))

    def disarm(self) -> None:
        if self.timer is not None:
            self.timer.cancel()


class Batcher(Generic[Req, Res]):
    """Work-conserving: a batch starts the moment an engine is free, on the one with the least load.

    While engines are busy, the next batch fills up; nobody waits for a timer. Every caller hears back: a failing
    batch is halved until the failing request fails alone; the batch of an engine that is lost is asked once more
    elsewhere; callers who left are skipped, and so are requests that would be past their deadline where the work
    begins, where it is asked again; closing leaves nobody waiting. A person who asks for one step after the other
    is answered in that order.
    """

    def __init__(
        self,
        engines: Sequence[Engine[Req, Res]],
        *,
        max_batch: int = 64,
        max_queue: int = 512,
        seen: Callable[[int], None] = lambda size: None,
        waited: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        """`seen` hears the size of every batch, `waited` how long each of its requests had been queued."""
        self._engines = engines
        self._max_batch = max_batch
        self._max_queue = max_queue
        self._seen, self._waited = seen, waited
        self._waiting: deque[_Ticket[Req, Res]] = deque()
        self._running: set[int] = set()  # engines with a batch under way
        self._open: set[asyncio.Future[Res]] = set()
        self._stirred = asyncio.Event()

    @property
    def depth(self) -> int:
        """Requests waiting."""
        return len(self._waiting)

    async def submit(self, request: Req, *, within_s: float = math.inf) -> Res:
        """The answer to one request, begun within so many seconds or not at all.

        Raises Overloaded where the queue is full, TooLate where the time ran out, WorkerLost where two engines
        were lost on it, or what the model raised.
        """
        if len(self._waiting) >= self._max_queue:
            raise Overloaded("The server is busy: this step was skipped.")
        loop = asyncio.get_running_loop()
        ticket: _Ticket[Req, Res] = _Ticket(request, loop.create_future(), loop.time(), loop.time() + within_s)
        self._open.add(ticket.future)
        self._arm(ticket)
        self._waiting.append(ticket)
        self._stirred.set()
        try:
            return await ticket.future
        finally:
            ticket.disarm()
            self._open.discard(ticket.future)

    def _arm(self, ticket: _Ticket[Req, Res]) -> None:
        if math.isfinite(ticket.deadline_s):
            ticket.timer = asyncio.get_running_loop().call_at(ticket.deadline_s, ticket.expire)

    async def serve(self) -> None:
        """Run until cancelled. Owned by the app's TaskGroup."""
        for engine in self._engines:
            engine.watch(self._stirred.set)
        try:
            async with asyncio.TaskGroup() as batches:
                while True:
                    await self._stirred.wait()
                    self._stirred.clear()
                    while (index := self._free()) is not None and (
                        batch := self._next_batch(self._engines[index].way_s)
                    ):
                        self._running.add(index)
                        batches.create_task(self._run(index, batch))
        finally:  # the house is closing: nobody is left waiting
            for future in tuple(self._open):
                future.cancel()

    def _free(self) -> int | None:
        """The engine to give the next batch to."""
        free = [i for i, engine in enumerate(self._engines) if engine.ready and i not in self._running]
        return min(free, key=lambda i: self._engines[i].load, default=None)

    def _next_batch(self, way_s: float) -> list[_Ticket[Req, Res]]:
        """Those who are to leave now for an engine so far away."""
        batch: list[_Ticket[Req, Res]] = []
        now_s = asyncio.get_running_loop().time()
        while self._waiting and len(batch) < self._max_batch:
            ticket = self._waiting.popleft()
            if now_s + way_s >= ticket.deadline_s:
                ticket.expire()
            if not ticket.future.done():  # callers who have gone away are skipped
                ticket.disarm()
                batch.append(ticket)
                self._waited(now_s - ticket.begun_s)
        return batch

    async def _run(self, index: int, batch: list[_Ticket[Req, Res]]) -> None:
        self._seen(len(batch))
        try:
            answers = await self._answer(self._engines[index], batch)
        finally:
            self._running.discard(index)
            self._stirred.set()
        for _ in range(LEAVES):
            await asyncio.sleep(0)
        for ticket, result in answers:
            if result is None:
                ticket.expire()
            elif not ticket.future.done():
                ticket.future.set_result(result)

    async def _answer(
        self, engine: Engine[Req, Res], batch: list[_Ticket[Req, Res]]
    ) -> list[tuple[_Ticket[Req, Res], Res | None]]:
        """Who is to be told what, None: that it is too late; those whose work failed have heard so."""
        try:
            results = await engine.infer(
                [ticket.request for ticket in batch], [ticket.deadline_s for ticket in batch]
            )
            return list(zip(batch, results, strict=True))
        except WorkerLost as error:
            self._ask_again(batch, error)
        except Exception as error:  # noqa: BLE001 - every caller must hear of it
            if len(batch) > 1:
                middle = len(batch) // 2
                return [*await self._answer(engine, batch[:middle]), *await self._answer(engine, batch[middle:])]
            batch[0].fail(error)
        return []

    def _ask_again(self, batch: list[_Ticket[Req, Res]], error: WorkerLost) -> None:
        """Put a lost batch back at the head of the queue, each request once."""
        for ticket in reversed(batch):
            if ticket.retried:
                ticket.fail(error)
            else:
                ticket.retried = True
                self._arm(ticket)
                self._waiting.appendleft(ticket)
