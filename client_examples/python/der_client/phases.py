"""Where a session stands, what happens in it, and how it bears a bad network."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum

from der_client.errors import DerClientError
from der_server.v1 import emotion_pb2, session_pb2

MAX_EVENTS = 512
"""Events kept for a slow reader; then the newest win."""


class Phase(StrEnum):
    """Where a session stands."""

    IDLE = "idle"
    CONNECTING = "connecting"
    AWAITING_NOTICE = "awaiting_notice"
    RUNNING = "running"
    RECONNECTING = "reconnecting"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Phased:
    """The session stands elsewhere; `error` is one to show, set when it failed and while it reconnects."""

    phase: Phase
    error: DerClientError | None = None


Event = (
    Phased
    | session_pb2.Ready
    | emotion_pb2.SessionState
    | session_pb2.Notice
    | session_pb2.CalibrationProgress
    | session_pb2.FeedbackResult
    | session_pb2.FeedbackRequest
)
"""What happens in a session."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How a session bears a bad network.

    max_tries: streams in a row that never came to `ready`, before giving up. silence_s: seconds without a word after
    which a stream counts as cut; pings ask every 5 s. wait_for_server: whether a server that has never answered is
    tried again too; by default that is an error at once, since the address may be wrong.
    """

    max_tries: int = 8
    silence_s: float = 15.0
    wait_for_server: bool = False


class Inbox:
    """What has happened and was not read yet."""

    def __init__(self) -> None:
        self.states_dropped = 0
        self._events: deque[Event] = deque()
        self._stirred = asyncio.Event()
        self._closed = False

    def put(self, event: Event) -> None:
        """Add an event; of too many the oldest state goes, else the oldest of all."""
        self._events.append(event)
        if len(self._events) > MAX_EVENTS:
            self._drop()
        self._stirred.set()

    def close(self) -> None:
        """Nothing more will happen."""
        self._closed = True
        self._stirred.set()

    def poll(self) -> list[Event]:
        """All that waits; never waits itself."""
        events = list(self._events)
        self._events.clear()
        return events

    async def read(self) -> AsyncIterator[Event]:
        """Events as they come, until nothing more will happen."""
        while True:
            while self._events:
                yield self._events.popleft()
            if self._closed:
                return
            self._stirred.clear()
            await self._stirred.wait()

    def _drop(self) -> None:
        states = (i for i, event in enumerate(self._events) if isinstance(event, emotion_pb2.SessionState))
        oldest = next(states, None)
        self.states_dropped += oldest is not None
        del self._events[oldest or 0]
