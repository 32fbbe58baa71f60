"""The session over WebSocket: the same session, the same answers to what goes wrong."""

import asyncio
from pathlib import Path

import pytest
from test_services import bearer, certificate, token_key  # noqa: F401 - a fixture
from web_kit import Socket, dial, post, until
from websockets.exceptions import InvalidStatus
from wire_kit import Client, Start, smile, start_part

from der_server.v1 import session_pb2, signals_pb2
from der_server.v1.service_pb2 import DescribeRequest

pytestmark = [pytest.mark.wire, pytest.mark.model]
WEB = "127.0.0.1:0"


async def smiles(socket: Socket, seconds: float) -> None:
    for i in range(0, round(seconds * 60), 3):
        frames = [smile(1_000_000 + (i + k) * 16_667) for k in range(3)]
        await socket.send(signals=signals_pb2.Signals(faces=frames))
        await asyncio.sleep(0.05)


async def test_a_smile_over_websocket_becomes_joy_and_half_close_ends_well(running: Start) -> None:
    async with running(web_listen=WEB) as server, dial(server.web) as connection:
        assert connection.subprotocol == "der.v1"
        socket = Socket(connection)
        ready = await socket.open()
        await smiles(socket, 2.5)
        await socket.send(ping=session_pb2.Ping(marker=9))
        assert (await socket.receive("pong")).marker == 9
        await connection.send(b"")
        assert await socket.end() == (1000, "")
        states = [p.state for p in socket.parts if p.WhichOneof("part") == "state"]
        assert ready.labels[states[-1].label_index] == "joy"
        assert not states[-1].unknown
        assert len(server.house.hall) == 0


async def test_a_session_cut_on_one_door_goes_on_through_the_other(running: Start) -> None:
    async with running(web_listen=WEB) as server, server.channel() as channel:
        async with dial(server.web) as connection:
            ready = await Socket(connection).open()
        again = await Client(channel).open(resume_token=ready.resume_token)
        assert again.resumed
        assert not again.awaiting_notice


async def test_a_client_that_vanishes_leaves_nothing_behind(running: Start) -> None:
    async with running(web_listen=WEB) as server:
        async with dial(server.web) as connection:
            await Socket(connection).open()
            assert len(server.house.hall) == 1
            connection.transport.abort()
        await until(lambda: not len(server.house.hall))


@pytest.mark.parametrize(
    ("message", "code", "reason"),
    [
        (b"\xff\xffnot protobuf", 4003, "NOT_PROTOBUF"),
        ("words", 4003, "NOT_PROTOBUF"),
        (bytes(300 * 1024), 4008, "LIMIT_EXCEEDED"),
        (bytes(2 * 1024 * 1024), 1009, ""),
        (b"\x42\x00", 4009, "OUT_OF_ORDER"),
    ],
    ids=["garbage", "text", "too large", "far too large", "a ping first"],
)
async def test_a_broken_promise_ends_that_session_with_its_reason(
    running: Start, message: bytes | str, code: int, reason: str
) -> None:
    async with running(web_listen=WEB) as server, dial(server.web) as good, dial(server.web) as bad:
        other = Socket(good)
        await other.open()
        await bad.send(message)
        assert await Socket(bad).end() == (code, reason)
        await other.send(ping=session_pb2.Ping(marker=1))
        assert (await other.receive("pong")).marker == 1


async def test_silence_ends_the_session(running: Start) -> None:
    async with running(web_listen=WEB, idle_timeout_s=0.3) as server, dial(server.web) as connection:
        assert await Socket(connection).end() == (4004, "IDLE")


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("", True),
        ("{web}", True),
        ("https://app.example", True),
        ("https://evil.example", False),
        ("http://localhost:1", False),
        ("null", False),
    ],
)
async def test_pages_of_other_origins_are_kept_out(running: Start, origin: str, allowed: bool) -> None:
    async with running(web_listen=WEB, web_origins=("https://app.example",)) as server:
        connecting = dial(server.web, origin=origin.format(web=server.web))
        if allowed:
            async with connecting as connection:
                assert (await Socket(connection).open()).session_id
        else:
            with pytest.raises(InvalidStatus) as caught:
                await connecting
            assert caught.value.response.status_code == 403


async def test_a_name_pointed_at_loopback_is_no_way_in(running: Start) -> None:
    async with running(web_listen=WEB) as server:
        port = int(server.web.rpartition(":")[2])
        page = f"http://rebound.example:{port}"
        with pytest.raises(InvalidStatus) as caught:
            await dial(page, origin=page, host="127.0.0.1", port=port)
        assert caught.value.response.status_code == 403
        answer = await post(server.web, "Describe", DescribeRequest(), origin=page, host=f"rebound.example:{port}")
        assert answer.response.status_code == 403


@pytest.mark.parametrize("sent", ["", "x.y.z", "late"])
async def test_without_a_good_token_no_session(running: Start, token_key: Path, sent: str) -> None:  # noqa: F811
    token = bearer("alice", exp=1).removeprefix("Bearer ") if sent == "late" else sent
    serving = running(web_listen=WEB, token_key=token_key, require_token=True)
    async with serving as server, dial(server.web, token=token) as connection:
        assert await Socket(connection).end() == (4016, "NOT_AUTHENTICATED")


async def test_a_token_comes_as_a_subprotocol_or_as_a_header(running: Start, token_key: Path) -> None:  # noqa: F811
    token = bearer("alice")
    async with running(web_listen=WEB, token_key=token_key, require_token=True) as server:
        async with dial(server.web, token=token.removeprefix("Bearer ")) as connection:
            assert connection.subprotocol == "der.v1"
            assert (await Socket(connection).open(person_id="alice")).session_id
        async with dial(server.web, additional_headers={"Authorization": token}) as connection:
            socket = Socket(connection)
            await socket.send(start=start_part(person_id="bob"))
            assert await socket.end() == (4007, "NOT_ALLOWED")


async def test_tls_serves_browsers_too(running: Start, tmp_path: Path, token_key: Path) -> None:  # noqa: F811
    import ssl

    cert, key = certificate(tmp_path)
    async with running(web_listen="localhost:0", tls_cert=cert, tls_key=key, token_key=token_key) as server:
        assert server.web.startswith("https://localhost:")
        trust = ssl.create_default_context(cafile=cert)
        async with dial(server.web, token=bearer("alice").removeprefix("Bearer "), ssl=trust) as connection:
            assert (await Socket(connection).open()).session_id


async def test_an_unknown_subprotocol_or_path_is_refused(running: Start) -> None:
    from websockets.asyncio.client import connect

    async with running(web_listen=WEB) as server:
        base = server.web.replace("http", "ws", 1)
        for url, subprotocols, status in ((f"{base}/v1/session", ["soap"], 400), (f"{base}/elsewhere", None, 404)):
            with pytest.raises(InvalidStatus) as caught:
                await connect(url, subprotocols=subprotocols)  # type: ignore[arg-type]
            assert caught.value.response.status_code == status
