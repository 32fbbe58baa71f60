"""Who sees whom: only what consent and role allow is listed and shown."""

import asyncio
from pathlib import Path

import grpc
import pytest
from test_services import bearer, token_key  # noqa: F401 - a fixture
from wire_kit import Client, Start, consent, perform, reason_of, smile

from der_server.v1 import service_pb2, session_pb2
from der_server.v1.advice_pb2 import AdviceTarget
from der_server.v1.service_pb2_grpc import DerServiceStub

pytestmark = [pytest.mark.wire, pytest.mark.model]
WATCHABLE = (session_pb2.USE_INFER, session_pb2.USE_WATCH)


async def listed(channel: grpc.aio.Channel, token: str) -> list[service_pb2.LiveSession]:
    request = service_pb2.ListSessionsRequest()
    answer = await DerServiceStub(channel).ListSessions(request, metadata=(("authorization", token),))
    return list(answer.sessions)


async def test_everyone_lists_only_what_they_may_watch(running: Start, token_key: Path) -> None:  # noqa: F811
    async with running(token_key=token_key, require_token=True) as server, server.channel() as channel:
        alice = Client(channel, authorization=bearer("alice"))
        ready = await alice.open(consent=consent(uses=WATCHABLE), targets=[AdviceTarget(id="me", rig="arkit")])
        await Client(channel, authorization=bearer("bob")).open()  # no consent to be watched
        await Client(channel, authorization=bearer("eve", tenant="other")).open(consent=consent(uses=WATCHABLE))
        operator = await listed(channel, bearer("ops", "operator"))
        assert [session.session_id for session in operator] == [ready.session_id]
        assert operator[0].with_advice
        assert operator[0].targets[0].names == ready.targets[0].names
        watcher = await listed(channel, bearer("w", "watcher"))
        assert [session.session_id for session in watcher] == [ready.session_id]
        assert not watcher[0].with_advice
        assert not watcher[0].targets
        assert [s.with_advice for s in await listed(channel, bearer("bob"))] == [True]  # themself
        assert await listed(channel, bearer("carol")) == []
        await alice.send(withdraw=session_pb2.Withdraw(uses=[session_pb2.USE_WATCH]))
        await alice.settle()
        assert await listed(channel, bearer("ops", "operator")) == []


@pytest.mark.parametrize(("role", "allowed"), [("operator", True), ("watcher", False)])
async def test_advice_is_for_operators_and_the_person(
    running: Start,
    token_key: Path,  # noqa: F811
    role: str,
    allowed: bool,
) -> None:
    async with running(token_key=token_key, require_token=True) as server, server.channel() as channel:
        alice = Client(channel, authorization=bearer("alice"))
        ready = await alice.open(consent=consent(uses=WATCHABLE), targets=[AdviceTarget(id="me", rig="arkit")])
        request = service_pb2.WatchRequest(session_id=ready.session_id, with_advice=True)
        call = DerServiceStub(channel).Watch(request, metadata=(("authorization", bearer("w", role)),))
        performing = asyncio.create_task(perform(alice, smile, 1.5))
        if allowed:
            state = (await asyncio.wait_for(call.read(), 5)).state  # type: ignore[attr-defined]
            assert state.avatars[0].weights
            assert state.dialogue.strategy
        else:
            with pytest.raises(grpc.aio.AioRpcError) as caught:
                await call.read()  # type: ignore[attr-defined]
            assert reason_of(caught.value) == "NOT_ALLOWED"
        await performing
