"""Writes one client's answers; how a write ends when the session does."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from der_server.session.state import State
from der_server.telemetry import METRICS
from der_server.v1 import service_pb2
from der_server.wire.encode import encode_response
from der_server.wire.outbox import Outbox

Response = service_pb2.SessionResponse
LAST_WRITE_S = 1.0
"""How long the end of a call waits for an answer that is being written."""


class Writer:
    """Encodes and writes what is in an outbox. States are encoded when their turn has come: those that a slow client
    misses cost nothing."""

    def __init__(self, context: Any, outbox: Outbox[Response | State], full_detail: Callable[[], bool]) -> None:
        """full_detail: whether the client wants all of a state now."""
        self._context, self._outbox, self._full_detail = context, outbox, full_detail
        self._mid_write = False

    async def run(self) -> None:
        """What is in the outbox, until it is closed. Cancelled in mid-write, it still waits for that a moment: gRPC
        refuses to end a call in mid-write, and the client would never hear why."""
        writing = asyncio.ensure_future(self._write_each())
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            self._outbox.drop()
            writing.add_done_callback(_take_note)
            if self._mid_write:
                await asyncio.wait({writing}, timeout=LAST_WRITE_S)
            raise

    async def _write_each(self) -> None:
        async for part in self._outbox:
            answer = self._encoded(part) if isinstance(part, State) else part
            self._mid_write = True
            await self._context.write(answer.SerializeToString())
            self._mid_write = False

    def _encoded(self, state: State) -> Response:
        latency_us = 0
        if state.received_ns:
            latency_us = (time.monotonic_ns() - state.received_ns) // 1000
            METRICS.latency.observe(latency_us / 1e6)
        return encode_response(state, full=self._full_detail(), latency_us=latency_us)


def _take_note(writing: "asyncio.Future[None]") -> None:
    """A write that failed because the call is over is no news to anybody."""
    if not writing.cancelled():
        writing.exception()
