"""Several servers behind the proxy of docs/operation.md, in the clear."""

import asyncio
import os
import re
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import grpc
import pytest
from wire_kit import Client, Running, Start, send_faces, smile

pytestmark = [pytest.mark.wire, pytest.mark.model]
PAGE = Path(__file__).parents[2] / "docs" / "operation.md"
HAPROXY = shutil.which("haproxy", path=os.environ.get("PATH", "") + os.pathsep + "/usr/sbin")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def written(listen: int, one: Running, two: Running) -> str:
    """The page's configuration, for this machine and without its certificate."""
    page = PAGE.read_text("utf-8")
    text = "".join(re.findall(r"```haproxy\n(.*?)```", page, re.DOTALL))
    places = {
        "bind :50710 ssl crt der.pem alpn h2": f"bind 127.0.0.1:{listen} proto h2",
        "127.0.0.1:50721": one.address,
        "127.0.0.1:50722": two.address,
    }
    return re.sub("|".join(map(re.escape, places)), lambda match: places[match[0]], text)


@asynccontextmanager
async def proxied(folder: Path, one: Running, two: Running) -> AsyncIterator[str]:
    """Address of a proxy before two servers."""
    if HAPROXY is None:
        pytest.skip("skipped: no haproxy")
    listen = free_port()
    page = folder / "haproxy.cfg"
    page.write_text(written(listen, one, two), "utf-8")
    process = await asyncio.create_subprocess_exec(HAPROXY, "-db", "-q", "-f", str(page))
    try:
        async with asyncio.timeout(10):
            while not await _listens(listen):  # noqa: ASYNC110 - another process tells no event
                await asyncio.sleep(0.02)
        yield f"127.0.0.1:{listen}"
    finally:
        process.terminate()
        await process.wait()


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


def calling(address: str, name: str) -> grpc.aio.Channel:
    """A connection of its own that calls the server by a name."""
    options = (("grpc.default_authority", name), ("grpc.use_local_subchannel_pool", 1))
    return grpc.aio.insecure_channel(address, options=options)


async def seen(client: Client) -> bool:
    """Whether a visit gets a state."""
    await client.open()
    await send_faces(client, [smile(1_000_000 + i * 16_667) for i in range(12)])
    return bool((await client.receive("state")).probabilities)


async def test_people_are_spread_over_the_servers_and_each_is_answered(running: Start, tmp_path: Path) -> None:
    async with running() as one, running() as two, proxied(tmp_path, one, two) as address:
        channels = [calling(address, "der.example") for _ in range(4)]
        clients = [Client(channel) for channel in channels]
        assert all([await seen(client) for client in clients])
        assert (len(one.house.hall), len(two.house.hall)) == (2, 2)
        for channel in channels:
            await channel.close()


@pytest.mark.parametrize("name", ["room-7.der.example", "room-8.der.example", "room-9.der.example"])
async def test_who_calls_by_one_rooms_name_reaches_one_server(running: Start, tmp_path: Path, name: str) -> None:
    async with running() as one, running() as two, proxied(tmp_path, one, two) as address:
        channels = [calling(address, name) for _ in range(4)]
        clients = [Client(channel) for channel in channels]
        assert all([await seen(client) for client in clients])
        assert sorted([len(one.house.hall), len(two.house.hall)]) == [0, 4]
        for channel in channels:
            await channel.close()


async def test_a_visit_is_resumed_where_its_name_leads_back_though_the_proxy_began_anew(
    running: Start, tmp_path: Path
) -> None:
    async with running() as one, running() as two:
        async with proxied(tmp_path, one, two) as address, calling(address, "room-7.der.example") as channel:
            client = Client(channel)
            ready = await client.open()
            await send_faces(client, [smile(1_000_000 + i * 16_667) for i in range(12)])
            before = await client.receive("state")
        async with proxied(tmp_path, one, two) as address, calling(address, "room-7.der.example") as channel:
            again = Client(channel)
            assert (await again.open(resume_token=ready.resume_token)).resumed
            await send_faces(again, [smile(1_500_000 + i * 16_667) for i in range(12)])
            assert (await again.receive("state")).sequence > before.sequence


async def test_a_server_that_left_is_not_asked_again(running: Start, tmp_path: Path) -> None:
    async with running() as one, running() as two, proxied(tmp_path, one, two) as address:
        await two.server.stop(0)
        for _ in range(3):
            async with asyncio.timeout(30), calling(address, "der.example") as channel:
                while not await _answered(channel):  # noqa: ASYNC110 - as above
                    await asyncio.sleep(0.1)
        async with calling(address, "der.example") as channel:
            assert await seen(Client(channel))
            assert len(one.house.hall) == 1


async def _answered(channel: grpc.aio.Channel) -> bool:
    try:
        return await seen(Client(channel))
    except (EOFError, grpc.aio.AioRpcError):
        return False
