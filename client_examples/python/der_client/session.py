"""One person's visit on one stream, and on the next one where the first is cut."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable
from types import TracebackType
from typing import Self, TypeVar

from der_client.errors import DerClientError
from der_client.outbox import Request, strip
from der_client.phases import Event, Patience, Phase
from der_client.replies import Replies
from der_client.visit import ConfirmNotice, OpenCall, Visit
from der_server.v1 import emotion_pb2, session_pb2, signals_pb2

Answer = TypeVar("Answer")


class AsyncSession:
    """See the module. Sending never blocks. What happens is read with `async for event in session.events()`, or with
    `async for state in session.states()` where only states matter; one reader of either."""

    def __init__(
        self,
        open_call: OpenCall,
        start: session_pb2.SessionStart,
        *,
        confirm_notice: ConfirmNotice,
        reconnect: bool = True,
        patience: Patience | None = None,
        address: str = "",
    ) -> None:
        allowed = patience or Patience()
        if not reconnect:
            allowed = Patience(max_tries=-1, silence_s=allowed.silence_s)
        self._visit = Visit(open_call, start, confirm_notice, allowed, address)
        self._runner: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Opens the stream and waits until inference runs. Raises DerClientError."""
        self.begin()
        try:
            await self.opened()
        except BaseException:
            self.leave()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def begin(self) -> None:
        """Connect, and do not wait: `events` and `poll` tell what comes of it. Called within a running event loop."""
        self._runner = asyncio.create_task(self._visit.run())

    async def opened(self) -> None:
        """Wait until inference runs. Raises DerClientError where the session ended before."""
        assert self._runner is not None, "begin() comes first"
        waiting = asyncio.create_task(self._visit.running.wait())
        try:
            await asyncio.wait({self._runner, waiting}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
        if not self._visit.running.is_set():
            raise self._visit.error or DerClientError("CLOSED", "The session was over before it was ready.")

    # -- sending -------------------------------------------------------------------------------------

    def send(self, signals: signals_pb2.Signals) -> None:
        """Send samples. Where the network is slow, older faces and bodies are dropped and counted; before the notice
        is confirmed all are. They must not be changed afterwards.

        Raises DerClientError once the session is over.
        """
        if self._visit.over:
            raise self._visit.error or DerClientError("CLOSED", "The session is over.")
        if not self._visit.may_read:
            self._visit.outbox.dropped += strip(signals, tuple(signals_pb2.Modality.values()))
            return
        if self._visit.withdrawn:
            strip(signals, self._visit.withdrawn)
        self._visit.outbox.put(Request(signals=signals))

    def end_of_utterance(self) -> None:
        """Say that the person has just finished speaking: a state follows at once."""
        self.send(signals_pb2.Signals(end_of_utterance=True))

    def update(self, update: session_pb2.SessionUpdate) -> None:
        """Change rate, detail, targets, scenario, sources, mute or language."""
        self._visit.outbox.put(Request(update=update))

    def withdraw(self, modalities: Iterable[int] = (), uses: Iterable[int] = ()) -> None:
        """Take consent back, at once and for reconnects too. Nothing named = all."""
        withdraw = session_pb2.Withdraw(modalities=modalities, uses=uses)  # type: ignore[arg-type]
        grants = self._visit.start.consent
        kinds = set(withdraw.modalities) or {grant.modality for grant in grants}
        if not withdraw.uses or session_pb2.USE_INFER in withdraw.uses:
            self._visit.withdrawn |= {int(kind) for kind in kinds}
        for grant in grants:
            if grant.modality in kinds:
                left = [use for use in grant.uses if withdraw.uses and use not in withdraw.uses]
                del grant.uses[:]
                grant.uses.extend(left)
        self._visit.outbox.put_withdraw(withdraw)

    async def calibrate(self, seconds: float = 5, face_source_id: int = 0) -> session_pb2.CalibrationProgress:
        """Have the person look neutral for 3 to 10 seconds while their face is sent; how it went.

        `replies.calibration` is the progress meanwhile. Raises DerClientError without consent for ADAPT.
        """
        verdict = self.replies.verdict()
        self._visit.outbox.put(Request(calibrate=session_pb2.Calibrate(face_source_id=face_source_id)))
        await asyncio.wait({verdict}, timeout=seconds)
        if not verdict.done():
            end = session_pb2.Calibrate(face_source_id=face_source_id, end=True)
            self._visit.outbox.put(Request(calibrate=end))
        return await self._answered_in_time(verdict)

    async def feedback(self, feedback: session_pb2.Feedback) -> session_pb2.FeedbackResult:
        """Say of a span of the last two minutes whether the server was right; what that changed.

        Raises DerClientError without consent for ADAPT.
        """
        result = self.replies.result()
        self._visit.outbox.put(Request(feedback=feedback))
        return await self._answered_in_time(result)

    async def _answered_in_time(self, answer: asyncio.Future[Answer], timeout_s: float = 10) -> Answer:
        try:
            return await asyncio.wait_for(answer, timeout_s)
        except TimeoutError:
            raise self._visit.error or DerClientError("UNREACHABLE", "The server did not answer.") from None

    async def ping(self, timeout_s: float = 10) -> session_pb2.Pong:
        """A clock probe and a marker: everything sent before it has been processed when it returns."""
        ping = self._visit.pings.make()
        self._visit.outbox.put(Request(ping=ping))
        try:
            return await self._visit.pings.answer(ping.marker, timeout_s)
        except TimeoutError:
            raise self._visit.error or DerClientError("UNREACHABLE", "The server did not answer a ping.") from None

    # -- how it stands -------------------------------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """Where the session stands."""
        return self._visit.phase

    @property
    def replies(self) -> Replies:
        """Progress of a calibration, and questions of the server."""
        return self._visit.replies

    @property
    def error(self) -> DerClientError | None:
        """Why the session failed; None while it has not."""
        return self._visit.error

    @property
    def ready(self) -> session_pb2.Ready:
        """The server's first answer on the newest stream."""
        return self._visit.ready

    @property
    def notices(self) -> deque[session_pb2.Notice]:
        """What the server had to say, newest last."""
        return self._visit.notices

    @property
    def streams(self) -> int:
        """Streams opened so far; more than 1 after a reconnect."""
        return self._visit.streams

    @property
    def states_dropped(self) -> int:
        """States nobody read in time."""
        return self._visit.inbox.states_dropped

    @property
    def samples_dropped(self) -> int:
        """Samples never sent: newer ones were waiting, or nothing may be read yet."""
        return self._visit.outbox.dropped

    @property
    def clock_offset_us(self) -> int:
        """Server's clock less ours, microseconds; 0 before the first answered ping."""
        best = self._visit.pings.probes.best
        return best.offset_us if best else 0

    @property
    def round_trip_us(self) -> int:
        """Shortest round trip of the last minute, microseconds; 0 before the first answered ping."""
        best = self._visit.pings.probes.best
        return best.round_trip_us if best else 0

    # -- receiving -----------------------------------------------------------------------------------

    async def states(self) -> AsyncIterator[emotion_pb2.SessionState]:
        """States as they come, until the session is over. Raises DerClientError where it ended badly."""
        async for event in self._visit.inbox.read():
            if isinstance(event, emotion_pb2.SessionState):
                yield event
        if self._visit.error:
            raise self._visit.error

    def events(self) -> AsyncIterator[Event]:
        """All that happens, until the session is over; the last one is `Phased` with `FINISHED` or `FAILED`."""
        return self._visit.inbox.read()

    def poll(self) -> list[Event]:
        """What has happened since the last time, for a program with a main loop of its own. Never waits."""
        return self._visit.inbox.poll()

    async def finish(self, timeout_s: float = 10) -> None:
        """Say that nothing more comes; returns when the server has answered everything and closed."""
        self._visit.finish()
        if self._runner is not None:
            await asyncio.wait({self._runner}, timeout=timeout_s)

    def leave(self) -> None:
        """End at once, whatever is on its way."""
        if self._runner is not None:
            self._runner.cancel()

    async def close(self) -> None:
        """Finish; leave where that takes longer than two seconds."""
        await self.finish(timeout_s=2)
        self.leave()
        if self._runner is not None:
            await asyncio.wait({self._runner})
