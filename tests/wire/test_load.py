"""A house with too much to do: it says so to newcomers, skips steps of those who are there, and recovers."""

import asyncio
import threading
from collections.abc import Sequence

import grpc
import pytest
from google.rpc.error_details_pb2 import ErrorInfo, RetryInfo
from grpc_status import rpc_status
from wire_kit import Client, Start, perform, smile, start_part

from der_server.models.expert import Step, Stepped
from der_server.models.lineup import Lineup
from der_server.session.house import OLDEST_S

pytestmark = [pytest.mark.wire, pytest.mark.model]


async def test_a_busy_house_refuses_newcomers_and_says_when_to_come_back(running: Start) -> None:
    async with running(busy_ms=100) as server, server.channel() as channel:
        for _ in range(20):
            server.house.waits.note(OLDEST_S)
        for _ in range(500):
            server.house.lateness.note(0.0)  # a loop in time does not hide that steps wait
        newcomer = Client(channel)
        await newcomer.send(start=start_part())
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await newcomer.receive("ready")
        assert caught.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
        status = rpc_status.from_call(caught.value)  # type: ignore[arg-type]
        assert status is not None
        info, retry = ErrorInfo(), RetryInfo()
        assert status.details[0].Unpack(info)
        assert status.details[1].Unpack(retry)
        assert info.reason == "OVERLOADED"
        assert retry.retry_delay.seconds > 0


async def test_while_models_are_stuck_states_are_stale_and_afterwards_they_are_not(
    running: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, run = threading.Event(), Lineup.run

    def gated(self: Lineup, steps: Sequence[Step]) -> list[Stepped]:
        gate.wait(10)
        return run(self, steps)

    monkeypatch.setattr(Lineup, "run", gated)
    gate.set()
    async with running(max_batch=1) as server, server.channel() as channel:
        people = [Client(channel) for _ in range(3)]
        for client in people:
            await client.open()

        async def play(seconds: float, from_us: int) -> list[list[object]]:
            return await asyncio.gather(*(perform(client, smile, seconds, from_us) for client in people))

        before = await play(0.5, 1_000_000)
        assert all(states and not any(s.stale for s in states) for states in before)  # type: ignore[attr-defined]
        gate.clear()
        stuck = asyncio.create_task(play(2.0, 2_000_000))
        await asyncio.sleep(2.0)
        gate.set()
        stale = [s for states in await stuck for s in states if s.stale]  # type: ignore[attr-defined]
        assert stale, "who waited too long is told so"
        assert max(e.age_s for s in stale for e in s.evidence) > OLDEST_S  # type: ignore[attr-defined]
        await play(0.5, 5_000_000)
        after = await play(0.5, 6_000_000)
        assert all(states and not any(s.stale for s in states) for states in after)  # type: ignore[attr-defined]
