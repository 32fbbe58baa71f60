"""One visit on one stream, and on the next one where the first is cut."""

import asyncio
import contextlib
import random
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from types import TracebackType
from typing import Any, Self, TypeVar

import grpc

from der_client import clock
from der_client.clock import ClockProbes, Probe
from der_client.errors import DerClientError, read_error
from der_client.outbox import Outbox, strip
from der_client.replies import Replies
from der_server.v1 import emotion_pb2, service_pb2, session_pb2, signals_pb2

Request, Response = service_pb2.SessionRequest, service_pb2.SessionResponse
ConfirmNotice = bool | Callable[[session_pb2.PrivacyNotice], bool | Awaitable[bool]]
Answer = TypeVar("Answer")
Call = Any  # grpc.aio.StreamStreamCall of Request and Response

FIRST_WAIT_S = 0.25
LONGEST_WAIT_S = 10.0
MAX_TRIES = 8
"""Reconnects in a row, each after twice the wait of the one before (less a random part), before giving up."""
MAX_STATES = 512
"""States kept for a slow reader; then the newest win."""


def back_off_s(tries: int, share: float) -> float:
    """Seconds to wait before try number `tries` (0, 1, ...): half to all of a doubling wait; share 0..1."""
    return float(min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**tries) * (0.5 + 0.5 * share))


class AsyncSession:
    """See the module. Sending never blocks; states are read with `async for state in session.states()`."""

    def __init__(
        self,
        open_call: Callable[[], Call],
        start: session_pb2.SessionStart,
        *,
        confirm_notice: ConfirmNotice,
        reconnect: bool = True,
        address: str = "",
    ) -> None:
        self._open_call, self._reconnect, self._address = open_call, reconnect, address
        self._confirm = confirm_notice
        self._start = session_pb2.SessionStart()
        self._start.CopyFrom(start)
        self.ready = session_pb2.Ready()
        """The server's first answer on the newest stream."""
        self.notices: deque[session_pb2.Notice] = deque(maxlen=100)
        """What the server had to say, newest last."""
        self.streams = 0
        """Streams opened so far; more than 1 after a reconnect."""
        self.states_dropped = 0
        self.replies = Replies()
        """Progress of a calibration, and questions of the server."""
        self._states: deque[emotion_pb2.SessionState] = deque()
        self._stirred = asyncio.Event()
        self._is_ready = asyncio.Event()
        self._outbox = Outbox()
        self._probes = ClockProbes()
        self._marker = 0
        self._pongs: dict[int, asyncio.Future[session_pb2.Pong]] = {}
        self._last_pong = (0, 0)
        self._withdrawn: set[int] = set()
        self._leaving = False
        self._over = False
        self._error: DerClientError | None = None
        self._runner: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Opens the stream and waits until inference runs. Raises DerClientError."""
        self._runner = asyncio.create_task(self._run())
        waiting = asyncio.create_task(self._is_ready.wait())
        await asyncio.wait({self._runner, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if not self._is_ready.is_set():
            raise self._error or DerClientError("CLOSED", "The server closed the stream before it was ready.")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    # -- sending -------------------------------------------------------------------------------------

    def send(self, signals: signals_pb2.Signals) -> None:
        """Send samples. Where the network is slow, older faces and bodies are dropped and counted.

        Raises DerClientError once the session is over.
        """
        if self._over:
            raise self._error or DerClientError("CLOSED", "The session is over.")
        if self._withdrawn:
            strip(signals, self._withdrawn)
        self._outbox.put(Request(signals=signals))

    def end_of_utterance(self) -> None:
        """Say that the person has just finished speaking: a state follows at once."""
        self.send(signals_pb2.Signals(end_of_utterance=True))

    def update(self, update: session_pb2.SessionUpdate) -> None:
        """Change rate, detail, targets, scenario, sources, mute or language."""
        self._outbox.put(Request(update=update))

    def withdraw(self, modalities: Iterable[int] = (), uses: Iterable[int] = ()) -> None:
        """Take consent back, at once and for reconnects too. Nothing named = all."""
        withdraw = session_pb2.Withdraw(modalities=modalities, uses=uses)  # type: ignore[arg-type]
        self._outbox.put_withdraw(withdraw)
        kinds = set(withdraw.modalities) or {grant.modality for grant in self._start.consent}
        if not withdraw.uses or session_pb2.USE_INFER in withdraw.uses:
            self._withdrawn |= {int(kind) for kind in kinds}
        for grant in self._start.consent:
            if grant.modality in kinds:
                left = [use for use in grant.uses if withdraw.uses and use not in withdraw.uses]
                del grant.uses[:]
                grant.uses.extend(left)

    async def calibrate(self, seconds: float = 5, face_source_id: int = 0) -> session_pb2.CalibrationProgress:
        """Have the person look neutral for 3 to 10 seconds while their face is sent; how it went.

        `replies.calibration` is the progress meanwhile. Raises DerClientError without consent for ADAPT.
        """
        verdict = self.replies.verdict()
        self._outbox.put(Request(calibrate=session_pb2.Calibrate(face_source_id=face_source_id)))
        await asyncio.wait({verdict}, timeout=seconds)
        if not verdict.done():
            self._outbox.put(Request(calibrate=session_pb2.Calibrate(face_source_id=face_source_id, end=True)))
        return await self._answered_in_time(verdict)

    async def feedback(self, feedback: session_pb2.Feedback) -> session_pb2.FeedbackResult:
        """Say of a span of the last two minutes whether the server was right; what that changed.

        Raises DerClientError without consent for ADAPT.
        """
        result = self.replies.result()
        self._outbox.put(Request(feedback=feedback))
        return await self._answered_in_time(result)

    async def _answered_in_time(self, answer: asyncio.Future[Answer], timeout_s: float = 10) -> Answer:
        try:
            return await asyncio.wait_for(answer, timeout_s)
        except TimeoutError:
            raise self._error or DerClientError("UNREACHABLE", "The server did not answer.") from None

    async def ping(self, timeout_s: float = 10) -> session_pb2.Pong:
        """A clock probe and a marker: everything sent before it has been processed when it returns."""
        future: asyncio.Future[session_pb2.Pong] = asyncio.get_running_loop().create_future()
        self._pongs[self._send_ping()] = future
        try:
            return await asyncio.wait_for(future, timeout_s)
        except TimeoutError:
            raise self._error or DerClientError("UNREACHABLE", "The server did not answer a ping.") from None

    @property
    def samples_dropped(self) -> int:
        """Samples never sent because newer ones were waiting."""
        return self._outbox.dropped

    @property
    def clock_offset_us(self) -> int:
        """Server's clock less ours, microseconds; 0 before the first answered ping."""
        best = self._probes.best
        return best.offset_us if best else 0

    @property
    def round_trip_us(self) -> int:
        """Shortest round trip of the last minute, microseconds; 0 before the first answered ping."""
        best = self._probes.best
        return best.round_trip_us if best else 0

    # -- receiving -----------------------------------------------------------------------------------

    async def states(self) -> AsyncIterator[emotion_pb2.SessionState]:
        """States as they come, until the session is over. Raises DerClientError where it ended badly."""
        while True:
            while self._states:
                yield self._states.popleft()
            if self._over:
                if self._error:
                    raise self._error
                return
            self._stirred.clear()
            await self._stirred.wait()

    async def finish(self, timeout_s: float = 10) -> None:
        """Say that nothing more comes; returns when the server has answered everything and closed."""
        self._leaving = True
        self._outbox.close()
        if self._runner is not None:
            await asyncio.wait({self._runner}, timeout=timeout_s)

    async def close(self) -> None:
        """Leave, whatever is still on its way."""
        await self.finish(timeout_s=2)
        if self._runner is not None and not self._runner.done():
            self._runner.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._runner

    # -- one stream after the other --------------------------------------------------------------------

    async def _run(self) -> None:
        tries = 0
        try:
            while not self._leaving:
                before = self.streams
                wait_s, error = await self._one_stream()
                tries = 0 if self.streams > before else tries + 1
                if self._leaving or (error is None and wait_s == 0):
                    self._error = error
                    return
                if error is not None and not self._worth_another_try(error, tries):
                    self._error = error
                    return
                await asyncio.sleep(max(wait_s, back_off_s(tries, random.random())))  # noqa: S311 - only jitter
        finally:
            self._over = True
            self._stirred.set()

    def _worth_another_try(self, error: DerClientError, tries: int) -> bool:
        """A server that never answered is an error at once: the address may be wrong."""
        lost = self.streams > 0 or error.reason != "UNREACHABLE"
        return self._reconnect and lost and error.retryable and tries < MAX_TRIES

    async def _one_stream(self) -> tuple[float, DerClientError | None]:
        """Live through one stream: seconds to wait before the next one, and what ended it."""
        call = self._open_call()
        try:
            await call.write(Request(start=self._start))
            return await self._converse(call), None
        except grpc.aio.AioRpcError as error:
            failed = read_error(error, self._address)
            return failed.retry_after_s, failed
        except asyncio.InvalidStateError:  # written after the server closed; reading says why
            return 0.0, await self._why(call)
        except DerClientError as refused:
            return 0.0, refused
        finally:
            call.cancel()

    async def _why(self, call: Call) -> DerClientError:
        try:
            await call.read()
            return DerClientError("UNREACHABLE", "The stream was cut.")
        except grpc.aio.AioRpcError as error:
            return read_error(error, self._address)

    async def _converse(self, call: Call) -> float:
        helpers: list[asyncio.Task[None]] = []
        try:
            while (response := await call.read()) is not grpc.aio.EOF:
                match response.WhichOneof("part"):
                    case "ready":
                        await self._welcome(call, response.ready)
                        helpers = [asyncio.create_task(work) for work in (self._write(call), self._probe())]
                    case "state":
                        self._keep(response.state)
                    case "notice":
                        self.notices.append(response.notice)
                        self.replies.refused(response.notice)
                    case "calibration":
                        self.replies.calibrated(response.calibration)
                    case "feedback_result":
                        self.replies.changed(response.feedback_result)
                    case "feedback_request":
                        self.replies.questions.append(response.feedback_request)
                    case "pong":
                        self._answered(response.pong)
                    case "going_away":
                        self._start.resume_token = response.going_away.resume_token
                        return max(0.01, float(response.going_away.reconnect_after_s))
            status = await call.code()
            if status != grpc.StatusCode.OK:
                raise await self._why(call)
            return 0.0
        finally:
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)

    async def _welcome(self, call: Call, ready: session_pb2.Ready) -> None:
        self.ready = ready
        self._start.resume_token = ready.resume_token
        if ready.awaiting_notice:
            agreed = self._confirm(ready.notice) if callable(self._confirm) else self._confirm
            if not (agreed if isinstance(agreed, bool) else await agreed):
                self._leaving = True
                raise DerClientError("NOTICE_REFUSED", "The notice was not confirmed: nothing is read.")
            shown = session_pb2.NoticeShown(notice_version=ready.notice.version)
            shown.shown_time.GetCurrentTime()
            await call.write(Request(notice_shown=shown))
            self._start.notice_version_shown = ready.notice.version
        self.streams += 1
        self._is_ready.set()

    async def _write(self, call: Call) -> None:
        with contextlib.suppress(grpc.aio.AioRpcError, asyncio.InvalidStateError):  # the reader tells why
            while (part := await self._outbox.get()) is not None:
                await call.write(part)
            await call.done_writing()

    async def _probe(self) -> None:
        for _ in range(clock.BURST):
            self._send_ping()
            await asyncio.sleep(clock.BURST_EVERY_S)
        while True:
            await asyncio.sleep(clock.EVERY_S)
            self._send_ping()

    def _send_ping(self) -> int:
        self._marker += 1
        marker, at_us = self._last_pong
        ping = session_pb2.Ping(
            marker=self._marker,
            client_send_time_us=clock.now_us(),
            last_pong_marker=marker,
            last_pong_receive_time_us=at_us,
        )
        self._outbox.put(Request(ping=ping))
        return self._marker

    def _answered(self, pong: session_pb2.Pong) -> None:
        at_us = clock.now_us()
        self._last_pong = (pong.marker, at_us)
        self._probes.add(
            Probe(pong.client_send_time_us, pong.server_receive_time_us, pong.server_send_time_us, at_us)
        )
        future = self._pongs.pop(pong.marker, None)
        if future is not None and not future.done():
            future.set_result(pong)

    def _keep(self, state: emotion_pb2.SessionState) -> None:
        self._states.append(state)
        if len(self._states) > MAX_STATES:
            self._states.popleft()
            self.states_dropped += 1
        self._stirred.set()
