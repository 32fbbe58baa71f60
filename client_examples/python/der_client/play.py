"""Sends messages in real time, on an absolute schedule: lateness does not add up."""

import asyncio
from collections.abc import Iterable

from der_client.clock import now_us
from der_client.faults import Timed
from der_client.session import AsyncSession
from der_server.v1.signals_pb2 import Signals


async def play(
    session: AsyncSession,
    messages: Iterable[Timed],
    *,
    begin_us: int | None = None,
    then_finish: bool = False,
) -> None:
    """Send each message when it is due; capture times become this machine's.

    begin_us: this machine's time of the beginning; None = now. then_finish: say at the end that nothing more
    comes. Raises DerClientError where the session ends.
    """
    begin_us = now_us() if begin_us is None else begin_us
    for due_s, signals in messages:
        wait_s = (begin_us - now_us()) / 1e6 + due_s
        await asyncio.sleep(max(0.0, wait_s))
        session.send(shifted(signals, begin_us))
    if then_finish:
        await session.finish()


def shifted(signals: Signals, by_us: int) -> Signals:
    """The same samples, captured later by so much. Changes and returns `signals`."""
    for samples in (signals.faces, signals.heads, signals.bodies, signals.voices, signals.texts, signals.events):
        for sample in samples:
            sample.capture_time_us += by_us
    return signals
