"""The client's clock, and how far the server's is from it."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass

from der_server.v1 import session_pb2

KEEP_PROBES_S = 60.0
BURST = 5
"""Pings at the start of a stream."""
BURST_EVERY_S = 0.1
EVERY_S = 5.0
"""Then one ping every so many seconds."""


def now_us() -> int:
    """Microseconds on this machine's monotonic clock: the time of every sample."""
    return time.monotonic_ns() // 1000


@dataclass(frozen=True, slots=True)
class Probe:
    """One ping: sent and answered on our clock, received and returned on the server's; microseconds."""

    sent_us: int
    received_us: int
    returned_us: int
    answered_us: int

    @property
    def round_trip_us(self) -> int:
        """Time on the way, there and back."""
        return (self.answered_us - self.sent_us) - (self.returned_us - self.received_us)

    @property
    def offset_us(self) -> int:
        """What to add to our clock to get the server's."""
        return ((self.received_us - self.sent_us) + (self.returned_us - self.answered_us)) // 2


class ClockProbes:
    """The probes of the last minute. The shortest round trip has the smallest possible error."""

    def __init__(self) -> None:
        self._probes: deque[Probe] = deque()

    def add(self, probe: Probe) -> None:
        """Take in a new probe; those a minute older are forgotten."""
        self._probes.append(probe)
        while self._probes[0].answered_us < probe.answered_us - KEEP_PROBES_S * 1e6:
            self._probes.popleft()

    @property
    def best(self) -> Probe | None:
        """The probe to trust; None before the first answer."""
        return min(self._probes, key=lambda probe: probe.round_trip_us, default=None)


class Pings:
    """The pings of a session: numbered, and each may be waited for."""

    def __init__(self) -> None:
        self.probes = ClockProbes()
        self._marker = 0
        self._last = (0, 0)
        self._awaited: dict[int, asyncio.Future[session_pb2.Pong]] = {}

    def make(self) -> session_pb2.Ping:
        """The next ping."""
        self._marker += 1
        marker, at_us = self._last
        return session_pb2.Ping(
            marker=self._marker,
            client_send_time_us=now_us(),
            last_pong_marker=marker,
            last_pong_receive_time_us=at_us,
        )

    async def answer(self, marker: int, timeout_s: float) -> session_pb2.Pong:
        """The answer to a ping. Raises TimeoutError."""
        self._awaited[marker] = asyncio.get_running_loop().create_future()
        try:
            return await asyncio.wait_for(self._awaited[marker], timeout_s)
        finally:
            del self._awaited[marker]

    def answered(self, pong: session_pb2.Pong) -> None:
        """A ping came back."""
        at_us = now_us()
        self._last = (pong.marker, at_us)
        self.probes.add(Probe(pong.client_send_time_us, pong.server_receive_time_us, pong.server_send_time_us, at_us))
        future = self._awaited.get(pong.marker)
        if future is not None and not future.done():
            future.set_result(pong)
