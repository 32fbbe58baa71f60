"""Rooms over the wire: who may look, from how many people on, and what a game may know of two."""

import asyncio
from pathlib import Path

import grpc
import pytest
from test_services import bearer, token_key  # noqa: F401 - a fixture
from wire_kit import Client, Running, Start, consent, reason_of, send_faces, smile

from der_server.labels import EMOTIONS, SOCIAL
from der_server.v1 import room_pb2, session_pb2
from der_server.v1.room_pb2_grpc import RoomServiceStub

pytestmark = [pytest.mark.wire, pytest.mark.model]
WATCHED = (session_pb2.USE_INFER, session_pb2.USE_WATCH)
SHARED = (session_pb2.USE_INFER, session_pb2.USE_SHARE_PAIR)
GAME = session_pb2.LegalContext(scenario=session_pb2.SCENARIO_GAME)


async def joined(channel: grpc.aio.Channel, count: int, **changes: object) -> list[Client]:
    """People in room `r`, each with one state."""
    clients = [Client(channel) for _ in range(count)]
    for client in clients:
        await client.open(room_id="r", **changes)
        await send_faces(client, [smile(1_000_000 + i * 16_667) for i in range(12)])
        await client.receive("state")
    return clients


async def room(channel: grpc.aio.Channel, room_id: str = "r", **metadata: str) -> room_pb2.RoomState:
    request = room_pb2.GetRoomRequest(room_id=room_id, language="zh-CN")
    answer: room_pb2.GetRoomResponse = await RoomServiceStub(channel).GetRoom(
        request, metadata=tuple(metadata.items())
    )
    return answer.room


async def test_five_who_let_others_watch_make_a_room_four_do_not(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        clients = await joined(channel, 4, consent=consent(uses=WATCHED))
        few = await room(channel)
        assert (few.people, few.too_few, len(few.probabilities)) == (4, True, 0)
        assert not few.HasField("valence")
        clients += await joined(channel, 1, consent=consent(uses=WATCHED))
        enough = await room(channel)
    assert (enough.people, enough.too_few) == (5, False)
    assert sum(enough.probabilities) == pytest.approx(1, abs=1e-3)
    assert (len(enough.probabilities), len(enough.social)) == (len(EMOTIONS), len(SOCIAL))
    assert enough.privacy.epsilon == 8
    assert enough.privacy.noise > 0
    assert enough.advice.strategy
    assert enough.advice.language == "zh"


async def test_people_who_do_not_let_others_watch_are_not_in_it(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        clients = await joined(channel, 5, consent=consent(uses=WATCHED))
        assert (await room(channel)).people == 5
        await clients[0].send(withdraw=session_pb2.Withdraw(uses=[session_pb2.USE_WATCH]))
        await clients[0].settle()
        after = await room(channel)
        assert (after.people, after.too_few) == (4, True)


async def test_a_watched_room_tells_releases_and_ends_when_it_is_empty(running: Start) -> None:
    async with running(room_release_s=0.2) as server, server.channel() as channel:
        clients = await joined(channel, 5, consent=consent(uses=WATCHED))
        call = RoomServiceStub(channel).WatchRoom(room_pb2.WatchRoomRequest(room_id="r"))
        assert (await call.read()).room.people == 5  # type: ignore[attr-defined]
        await asyncio.sleep(0.3)
        await send_faces(clients[0], [smile(2_000_000)])
        async with asyncio.timeout(10):
            assert (await call.read()).room.people == 5  # type: ignore[attr-defined]
            for client in clients:
                await client.call.done_writing()  # type: ignore[attr-defined]
            while await call.read() is not grpc.aio.EOF:  # type: ignore[attr-defined]
                continue


async def test_two_who_share_are_a_pair_in_a_game_only(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        clients = await joined(channel, 2, consent=consent(uses=SHARED), context=GAME)
        pair = await room(channel)
        assert (pair.people, pair.too_few, len(pair.conflicts)) == (0, True, 1)
        assert 0 <= pair.conflicts[0].level <= 1
        await clients[0].send(update=session_pb2.SessionUpdate(scenario=session_pb2.SCENARIO_MEETING))
        await clients[0].settle()
        assert not (await room(channel)).conflicts


async def listed(channel: grpc.aio.Channel, authorization: str = "") -> dict[str, int]:
    metadata = (("authorization", authorization),) if authorization else ()
    answer: room_pb2.ListRoomsResponse = await RoomServiceStub(channel).ListRooms(
        room_pb2.ListRoomsRequest(), metadata=metadata
    )
    return {found.room_id: found.people for found in answer.rooms}


async def test_a_room_is_listed_while_somebody_in_it_lets_others_watch(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        assert await listed(channel) == {}
        await joined(channel, 1)
        assert await listed(channel) == {}
        watched = await joined(channel, 2, consent=consent(uses=WATCHED))
        assert await listed(channel) == {"r": 2}
        for client in watched:
            await client.send(withdraw=session_pb2.Withdraw(uses=[session_pb2.USE_WATCH]))
            await client.settle()
        assert await listed(channel) == {}


async def refused(server: Running, room_id: str, authorization: str) -> tuple[grpc.StatusCode, str]:
    metadata = {"authorization": authorization} if authorization else {}
    async with server.channel() as channel:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await room(channel, room_id, **metadata)
        return caught.value.code(), reason_of(caught.value)


async def test_only_watchers_and_operators_of_the_tenant_may_look(running: Start, token_key: Path) -> None:  # noqa: F811
    not_found = (grpc.StatusCode.NOT_FOUND, "NOT_FOUND")
    async with running(token_key=token_key, require_token=True) as server, server.channel() as channel:
        member = Client(channel, authorization=bearer("alice"))
        await member.open(room_id="r", consent=consent(uses=WATCHED))
        assert await refused(server, "r", bearer("alice")) == not_found
        assert await refused(server, "r", bearer("w", "watcher", tenant="other")) == not_found
        assert await refused(server, "elsewhere", bearer("w", "watcher")) == not_found
        assert (await refused(server, "", bearer("w", "watcher")))[1] == "BAD_REQUEST"
        assert (await refused(server, "r", ""))[0] == grpc.StatusCode.UNAUTHENTICATED
        assert (await room(channel, authorization=bearer("w", "watcher"))).too_few
        await send_faces(member, [smile(1_000_000 + i * 16_667) for i in range(12)])
        await member.receive("state")
        assert await listed(channel, bearer("w", "watcher")) == {"r": 1}
        assert await listed(channel, bearer("w", "watcher", tenant="other")) == {}
        assert await listed(channel, bearer("alice")) == {}
