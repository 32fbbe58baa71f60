"""The same client for programs without asyncio: an event loop in a thread of its own."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from der_client.client import AsyncClient, Token
from der_client.errors import DerClientError
from der_client.phases import Event, Patience, Phase
from der_client.session import AsyncSession
from der_client.visit import ConfirmNotice
from der_server.v1 import emotion_pb2, service_pb2, session_pb2, signals_pb2

Result = TypeVar("Result")


class _Loop:
    """An event loop that runs in a thread until it is closed."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, name="der_client", daemon=True)
        self._thread.start()

    def wait(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Run a coroutine there and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()

    def tell(self, act: Callable[[], Any]) -> None:
        """Have something done there; raises here what it raises there."""

        async def do() -> None:
            act()

        self.wait(do())

    def close(self) -> None:
        """End the thread."""
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()


class Session:
    """A visit without asyncio: `with Session(address, start, confirm_notice=show) as session:`."""

    def __init__(
        self,
        address: str,
        start: session_pb2.SessionStart,
        *,
        confirm_notice: ConfirmNotice,
        token: Token | None = None,
        tls: Path | bool | None = None,
        reconnect: bool = True,
        patience: Patience | None = None,
    ) -> None:
        """As `connect(...)` and `AsyncClient.session(...)`."""
        self._client = AsyncClient(address, token, tls)
        self._start, self._confirm = start, confirm_notice
        self._reconnect, self._patience = reconnect, patience
        self._session: AsyncSession

    def __enter__(self) -> Self:
        """Opens the stream and waits until inference runs. Raises DerClientError."""
        self.begin()
        try:
            self._loop.wait(self._session.opened())
        except BaseException:
            self.close()
            raise
        return self

    def begin(self) -> None:
        """Connect, and do not wait: `poll` tells what comes of it, and `close` ends it."""
        self._loop = _Loop()
        try:
            self._loop.wait(self._begin())
        except BaseException:
            self._loop.close()
            raise

    async def _begin(self) -> None:
        await self._client.__aenter__()
        self._session = self._client.session(
            self._start, confirm_notice=self._confirm, reconnect=self._reconnect, patience=self._patience
        )
        self._session.begin()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Finish; leave where that takes longer than two seconds."""
        self._loop.wait(self._session.close())
        self._loop.wait(self._client.__aexit__(None, None, None))
        self._loop.close()

    @property
    def phase(self) -> Phase:
        """Where the session stands."""
        return self._session.phase

    @property
    def error(self) -> DerClientError | None:
        """Why the session failed; None while it has not."""
        return self._session.error

    @property
    def ready(self) -> session_pb2.Ready:
        """The server's first answer."""
        return self._session.ready

    @property
    def round_trip_us(self) -> int:
        """Shortest round trip of the last minute, microseconds; 0 before the first answered ping."""
        return self._session.round_trip_us

    @property
    def clock_offset_us(self) -> int:
        """Server's clock less ours, microseconds; 0 before the first answered ping."""
        return self._session.clock_offset_us

    @property
    def samples_dropped(self) -> int:
        """Samples never sent: newer ones were waiting, or nothing may be read yet."""
        return self._session.samples_dropped

    @property
    def notices(self) -> list[session_pb2.Notice]:
        """What the server had to say, newest last."""
        return list(self._session.notices)

    def send(self, signals: signals_pb2.Signals) -> None:
        """Send samples; never waits for the network. Raises DerClientError once the session is over."""
        self._loop.tell(lambda: self._session.send(signals))

    def end_of_utterance(self) -> None:
        """Say that the person has just finished speaking."""
        self._loop.tell(self._session.end_of_utterance)

    def update(self, update: session_pb2.SessionUpdate) -> None:
        """Change rate, detail, targets, scenario, sources, mute or language."""
        self._loop.tell(lambda: self._session.update(update))

    def calibrate(self, seconds: float = 5, face_source_id: int = 0) -> session_pb2.CalibrationProgress:
        """Wait while the person looks neutral and another thread sends their face; how it went."""
        return self._loop.wait(self._session.calibrate(seconds, face_source_id))

    def feedback(self, feedback: session_pb2.Feedback) -> session_pb2.FeedbackResult:
        """Say of a span whether the server was right; what that changed."""
        return self._loop.wait(self._session.feedback(feedback))

    def withdraw(self, modalities: Iterable[int] = (), uses: Iterable[int] = ()) -> None:
        """Take consent back, at once. Nothing named = all."""
        self._loop.tell(lambda: self._session.withdraw(modalities, uses))

    def ping(self, timeout_s: float = 10) -> session_pb2.Pong:
        """A clock probe and a marker: everything sent before it has been processed when it returns."""
        return self._loop.wait(self._session.ping(timeout_s))

    def finish(self, timeout_s: float = 10) -> None:
        """Say that nothing more comes; returns when the server has answered everything."""
        self._loop.wait(self._session.finish(timeout_s))

    def leave(self) -> None:
        """End at once, whatever is on its way."""
        self._loop.tell(self._session.leave)

    def poll(self) -> list[Event]:
        """What has happened since the last time, for a program with a main loop of its own. Never waits."""
        found: list[Event] = []
        self._loop.tell(lambda: found.extend(self._session.poll()))
        return found

    def states(self) -> Iterator[emotion_pb2.SessionState]:
        """States as they come, until the session is over. Raises DerClientError where it ended badly."""
        return self._each(self._session.states())

    def events(self) -> Iterator[Event]:
        """All that happens, until the session is over; the last one is `Phased` with `FINISHED` or `FAILED`."""
        return self._each(self._session.events())

    def _each(self, found: AsyncIterator[Result]) -> Iterator[Result]:
        while True:
            try:
                yield self._loop.wait(anext(found))  # type: ignore[arg-type]
            except StopAsyncIteration:
                return


def describe(
    address: str, token: Token | None = None, tls: Path | bool | None = None
) -> service_pb2.DescribeResponse:
    """What a server reads, advises and runs. Raises DerClientError."""

    async def ask() -> service_pb2.DescribeResponse:
        async with AsyncClient(address, token, tls) as client:
            return await client.describe()

    return asyncio.run(ask())


def analyze(
    address: str,
    start: session_pb2.SessionStart,
    signals: Iterable[signals_pb2.Signals],
    token: Token | None = None,
    tls: Path | bool | None = None,
) -> service_pb2.AnalyzeResponse:
    """States and a summary of up to 60 s of signals. Raises DerClientError."""

    async def ask() -> service_pb2.AnalyzeResponse:
        async with AsyncClient(address, token, tls) as client:
            return await client.analyze(start, signals)

    return asyncio.run(ask())
