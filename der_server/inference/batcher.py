"""The batch queue: one of the two queues between the wire and the answer."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Generic, TypeVar

from der_server.faults import Overloaded

Req = TypeVar("Req")
Res = TypeVar("Res")


@dataclass(frozen=True, slots=True)
class _Ticket(Generic[Req, Res]):
    request: Req
    future: "asyncio.Future[Res]"


class Batcher(Generic[Req, Res]):
    """Work-conserving: a batch starts the moment the model is free.

    While a batch runs, the next one fills up; nobody waits for a timer. Every caller hears back: a failing
    batch is halved until the failing request fails alone, callers who left are skipped, closing leaves nobody
    waiting.
    """

    def __init__(
        self,
        run: Callable[[list[Req]], list[Res]],
        executor: Executor,
        *,
        max_batch: int = 64,
        max_queue: int = 512,
        seen: Callable[[int], None] = lambda size: None,
    ) -> None:
        """`run` gives one answer per request, in order; it is called on `executor`, one batch at a time.
        `seen` hears the size of every batch."""
        self._run = run
        self._executor = executor
        self._max_batch = max_batch
        self._max_queue = max_queue
        self._seen = seen
        self._waiting: deque[_Ticket[Req, Res]] = deque()
        self._wake = asyncio.Event()

    @property
    def depth(self) -> int:
        """Requests waiting."""
        return len(self._waiting)

    async def submit(self, request: Req) -> Res:
        """The answer to one request. Raises Overloaded where the queue is full, or what `run` raised."""
        if len(self._waiting) >= self._max_queue:
            raise Overloaded("The server is busy: this step was skipped.")
        future: asyncio.Future[Res] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Ticket(request, future))
        self._wake.set()
        return await future

    async def serve(self) -> None:
        """Run until cancelled. Owned by the app's TaskGroup."""
        batch: list[_Ticket[Req, Res]] = []
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                while batch := self._next_batch():
                    self._seen(len(batch))
                    await self._answer(batch)
        finally:  # the house is closing: nobody is left waiting
            for ticket in (*batch, *self._waiting):
                ticket.future.cancel()

    def _next_batch(self) -> list[_Ticket[Req, Res]]:
        batch: list[_Ticket[Req, Res]] = []
        while self._waiting and len(batch) < self._max_batch:
            ticket = self._waiting.popleft()
            if not ticket.future.done():  # callers who have gone away are skipped
                batch.append(ticket)
        return batch

    async def _answer(self, batch: list[_Ticket[Req, Res]]) -> None:
        requests = [ticket.request for ticket in batch]
        try:
            results = await asyncio.get_running_loop().run_in_executor(self._executor, self._run, requests)
            answers = list(zip(batch, results, strict=True))
        except Exception as error:  # noqa: BLE001 - every caller must hear of it
            await self._halve(batch, error)
            return
        for ticket, result in answers:
            if not ticket.future.done():
                ticket.future.set_result(result)

    async def _halve(self, batch: list[_Ticket[Req, Res]], error: Exception) -> None:
        if len(batch) == 1:
            if not batch[0].future.done():
                batch[0].future.set_exception(error)
            return
        middle = len(batch) // 2
        await self._answer(batch[:middle])
        await self._answer(batch[middle:])
