"""Lives through one stream after the other. Tells what happens through its inbox."""

import asyncio
import contextlib
import inspect
import random
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from typing import Any

import grpc

from der_client import clock
from der_client.clock import Pings
from der_client.errors import DerClientError, client_fault, read_error, unreachable
from der_client.outbox import Outbox, strip
from der_client.phases import Inbox, Patience, Phase, Phased
from der_client.replies import Replies
from der_server.v1 import session_pb2
from der_server.v1.service_pb2 import SessionRequest as Request
from der_server.v1.service_pb2 import SessionResponse as Response

Confirmed = bool | Awaitable[bool]
ConfirmNotice = bool | Callable[[session_pb2.PrivacyNotice], Confirmed]
Call = Any  # grpc.aio.StreamStreamCall of Request and Response
OpenCall = Callable[[], AbstractAsyncContextManager[Call]]

FIRST_WAIT_S = 0.25
LONGEST_WAIT_S = 10.0
OWN_ERROR = "Internal error from Core"
SETTLING_TURN_S, SETTLING_TURNS = 0.02, 10
HEARINGS = 5


def back_off_s(tries: int, share: float) -> float:
    """Seconds to wait before try number `tries` (0, 1, ...): half to all of a doubling wait; share 0..1."""
    return float(min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**tries) * (0.5 + 0.5 * share))


async def _answer(confirm: ConfirmNotice, notice: session_pb2.PrivacyNotice) -> bool:
    """What the person says. A plain function may wait for them: it is asked in a thread that nobody waits for, so
    that the session lives on meanwhile and can be left."""
    if isinstance(confirm, bool):
        return confirm
    if inspect.iscoroutinefunction(confirm):
        return bool(await confirm(notice))
    said: Future[Confirmed] = Future()
    said.set_running_or_notify_cancel()

    def ask() -> None:
        try:
            said.set_result(confirm(notice))
        except Exception as error:  # noqa: BLE001 - told where it is awaited
            said.set_exception(error)

    threading.Thread(target=ask, name="der_client notice", daemon=True).start()
    answer = await asyncio.wrap_future(said)
    return answer if isinstance(answer, bool) else await answer


async def _settled(call: Call, error: grpc.aio.AioRpcError) -> grpc.aio.AioRpcError:
    """What the server said. A write that meets the end of a call is an error of gRPC's own for a moment, until the
    server's status has arrived and takes its place."""
    for _ in range(SETTLING_TURNS):
        if error.details() != OWN_ERROR:
            break
        await asyncio.sleep(SETTLING_TURN_S)
        code, details, trailing = await call.code(), await call.details(), await call.trailing_metadata()
        error = grpc.aio.AioRpcError(code, grpc.aio.Metadata(), trailing or grpc.aio.Metadata(), details)
    return error


class _Course:
    """What belongs to one stream: the tasks beside its reader, and where a refusal is told."""

    def __init__(self) -> None:
        self.refused: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._tasks: list[asyncio.Task[Any]] = []

    def begin(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run beside the reader until the stream ends."""
        self._tasks.append(asyncio.create_task(work))
        return self._tasks[-1]

    async def end(self) -> None:
        """Stop them all."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class Visit:
    """One person's visit. `run` is its whole life; cancelling it leaves at once."""

    def __init__(
        self,
        open_call: OpenCall,
        start: session_pb2.SessionStart,
        confirm: ConfirmNotice,
        patience: Patience,
        address: str,
    ) -> None:
        self._open_call, self._confirm, self._patience, self._address = open_call, confirm, patience, address
        self.start = session_pb2.SessionStart()
        self.start.CopyFrom(start)
        self.outbox, self.inbox, self.pings, self.replies = Outbox(), Inbox(), Pings(), Replies()
        self.ready = session_pb2.Ready()
        self.notices: deque[session_pb2.Notice] = deque(maxlen=100)
        self.streams = 0
        self.phase = Phase.IDLE
        self.error: DerClientError | None = None
        self.withdrawn: set[int] = set()
        self.may_read = False
        self.over = False
        self.running = asyncio.Event()
        self.finishing = asyncio.Event()

    async def run(self) -> None:
        """From the first stream to the end."""
        try:
            with contextlib.suppress(asyncio.CancelledError):  # leaving at once is an end as good as any
                self.error = await self._streams()
        finally:
            self.over = True
            self._enter(Phase.FAILED if self.error else Phase.FINISHED, self.error)
            self.inbox.close()

    def finish(self) -> None:
        """Nothing more will be sent."""
        self.finishing.set()
        self.outbox.close()

    # -- one stream after the other --------------------------------------------------------------------

    async def _streams(self) -> DerClientError | None:
        self._enter(Phase.CONNECTING)
        tries = 0
        while True:
            before = self.streams
            wait_s, error = await self._one_stream()
            tries = 0 if self.streams > before else tries + 1
            if self.finishing.is_set() or (error is None and wait_s == 0):
                return error
            if error is not None and not self._worth_another_try(error, tries):
                return error
            self._enter(Phase.RECONNECTING, error)
            with contextlib.suppress(TimeoutError):
                pause_s = max(wait_s, back_off_s(tries, random.random()))  # noqa: S311 - only jitter
                await asyncio.wait_for(self.finishing.wait(), pause_s)
                return error

    def _worth_another_try(self, error: DerClientError, tries: int) -> bool:
        patience = self._patience
        known = self.streams > 0 or error.reason != "UNREACHABLE" or patience.wait_for_server
        return known and error.retryable and tries <= patience.max_tries

    async def _one_stream(self) -> tuple[float, DerClientError | None]:
        """Live through one stream: seconds to wait before the next one, and what ended it. One that was refused while
        its first message was on the way may have lost the reason: it is opened again to hear it."""
        for _ in range(HEARINGS):
            ended = await self._try_stream()
            if ended[1] is None or ended[1].message != OWN_ERROR:
                break
        return ended

    async def _try_stream(self) -> tuple[float, DerClientError | None]:
        try:
            async with self._open_call() as call:
                return await self._converse(call), None
        except grpc.aio.AioRpcError as error:
            failed = read_error(error, self._address)
            return failed.retry_after_s, failed
        except TimeoutError:
            return 0.0, unreachable(self._address, f"nothing came for {self._patience.silence_s:g} s")
        except DerClientError as refused:
            return 0.0, refused

    async def _converse(self, call: Call) -> float:
        course = _Course()
        ears = course.begin(self._listen(call, course))
        try:
            await asyncio.wait({ears, course.refused}, return_when=asyncio.FIRST_COMPLETED)
            return float((course.refused if course.refused.done() else ears).result())
        except grpc.aio.AioRpcError as error:
            raise await _settled(call, error) from None
        finally:
            self.may_read = self.may_read and not course.refused.done()
            await course.end()

    async def _listen(self, call: Call, course: _Course) -> float:
        """Hear the stream to its end: seconds to wait before the next one, 0 = there is no need of one."""
        loop, silence_s = asyncio.get_running_loop(), self._patience.silence_s
        async with asyncio.timeout(silence_s) as silence:
            with contextlib.suppress(asyncio.InvalidStateError):  # closed already: reading says why
                await call.write(Request(start=self.start))
            while (response := await call.read()) is not grpc.aio.EOF:
                silence.reschedule(loop.time() + silence_s)
                if response.WhichOneof("part") == "going_away":
                    self.start.resume_token = response.going_away.resume_token
                    return max(0.01, float(response.going_away.reconnect_after_s))
                self._take(response, call, course)
            if await call.code() != grpc.StatusCode.OK:
                await call.read()  # raises what the server said
        return 0.0

    def _take(self, response: Response, call: Call, course: _Course) -> None:
        match response.WhichOneof("part"):
            case "ready":
                self._welcome(response.ready, call, course)
            case "pong":
                self.pings.answered(response.pong)
            case "notice":
                self.notices.append(response.notice)
                self.replies.refused(response.notice)
                self.inbox.put(response.notice)
            case str(part):
                self.replies.take(part, response)
                self.inbox.put(getattr(response, part))

    def _welcome(self, ready: session_pb2.Ready, call: Call, course: _Course) -> None:
        self.ready = ready
        self.streams += 1
        self.start.resume_token = ready.resume_token
        self.outbox.forget(signals=ready.awaiting_notice)
        self.may_read = not ready.awaiting_notice
        self.inbox.put(ready)
        course.begin(self._write(call))
        course.begin(self._probe())
        if not ready.awaiting_notice:
            self._go()
            return
        self.start.notice_version_shown = ""
        self._enter(Phase.AWAITING_NOTICE)
        course.begin(self._ask(ready.notice, course))

    async def _ask(self, notice: session_pb2.PrivacyNotice, course: _Course) -> None:
        """Pings keep the session while the person reads; the first samples follow the confirmation."""
        try:
            agreed = await _answer(self._confirm, notice)
        except Exception as error:  # noqa: BLE001 - whatever the application's own code raises
            course.refused.set_exception(client_fault(error))
            return
        if not agreed:
            refusal = DerClientError("NOTICE_REFUSED", "The notice was not confirmed: nothing was read.")
            course.refused.set_exception(refusal)
            return
        shown = session_pb2.NoticeShown(notice_version=notice.version)
        shown.shown_time.GetCurrentTime()
        self.outbox.put(Request(notice_shown=shown))
        self.start.notice_version_shown = notice.version
        self._go()

    def _go(self) -> None:
        self.may_read = True
        self._enter(Phase.RUNNING)
        self.running.set()

    async def _write(self, call: Call) -> None:
        while (part := await self.outbox.get()) is not None:
            taken = False
            try:
                await call.write(part)
                taken = True
            except (grpc.aio.AioRpcError, asyncio.InvalidStateError):
                return  # the reader tells why
            finally:
                if not taken:
                    strip(part.signals, self.withdrawn)
                    self.outbox.put_back(part)
        await call.done_writing()

    async def _probe(self) -> None:
        for i in range(2**31):
            self.outbox.put(Request(ping=self.pings.make()))
            await asyncio.sleep(clock.BURST_EVERY_S if i < clock.BURST else clock.EVERY_S)

    def _enter(self, phase: Phase, error: DerClientError | None = None) -> None:
        self.phase = phase
        self.inbox.put(Phased(phase, error))
