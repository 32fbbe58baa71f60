"""What a bad network and a busy scene must not do to any client: see kit/README.md."""

import asyncio
from pathlib import Path

import pytest
from conftest import Drive, Driver
from scripted import scripted
from test_conformance import BACK, WELCOME
from wire_between import between
from wire_kit import Start

pytestmark = [pytest.mark.clients]


@pytest.mark.model
async def test_tls_with_the_right_authority_and_not_without(
    drive: Drive, running: Start, certificate: tuple[Path, Path], token: tuple[Path, str]
) -> None:
    (cert, key), (token_key, bearer) = certificate, token
    async with running(tls_cert=cert, tls_key=key, token_key=token_key) as server:
        async with drive(SSL_CERT_FILE=str(cert)) as client:
            await client.open(f"https://{server.address}", ca=cert, token=bearer)
            await client.say("text I am so happy, this is wonderful!")
            await client.hear("state")
        async with drive() as client:
            await client.say(f"open https://{server.address} reconnect=0")
            assert "UNREACHABLE" in await client.hear("phase failed")


async def test_a_token_never_travels_in_the_clear(drive: Drive) -> None:
    async with drive() as client:
        await client.say("open http://198.51.100.1:50710 token=secret")
        assert "NOT_ALLOWED" in await client.hear("phase failed")


async def test_a_network_that_goes_dark_is_left_and_the_session_goes_on(drive: Drive) -> None:
    script = f"{WELCOME}hold\n---\n{BACK}< state {{sequence: 2}}\nhold"
    async with scripted(script) as server, between(server.address) as way, drive() as client:
        await client.open(way.address, silence=0.7)
        way.go_dark()
        await client.say("text said in the dark")
        assert "UNREACHABLE" in await client.hear("phase reconnecting")
        assert "resumed=1 reset=0" in await client.hear("ready")
        await client.hear("state 2")
        assert server.parts(1, "start")[0].resume_token == "first"


@pytest.mark.model
async def test_the_clock_is_known_after_the_first_pings(drive: Drive, running: Start) -> None:
    async with running() as server, drive() as client:
        await client.open(f"http://{server.address}")
        round_trip_us = 0
        while round_trip_us == 0:
            await client.say("clock")
            round_trip_us = int((await client.hear("clock")).split()[2])
        assert round_trip_us > 0


def held(client: Driver) -> tuple[int, int]:
    """Files and threads that a driver's process holds."""
    home = Path(f"/proc/{client.process.pid}")
    return len(list((home / "fd").iterdir())), len(list((home / "task").iterdir()))


async def visit(client: Driver, address: str) -> None:
    await client.open(address)
    await client.say("faces 30")
    await client.say("leave")
    await client.hear("phase finished")


async def test_scenes_that_change_in_mid_stream_leave_nothing_behind(drive: Drive) -> None:
    async with scripted(WELCOME + "hold") as server, drive() as client:
        for _ in range(5):
            await visit(client, server.address)
        files, threads = held(client)
        for _ in range(20):
            await visit(client, server.address)
        more_files, more_threads = held(client)
        assert more_files <= files + 8  # far from 20: what was left is given back, if not at once
        assert more_threads <= threads + 8
        async with asyncio.timeout(10):
            while server.open:  # noqa: ASYNC110 - the server sees them leave in its own time
                await asyncio.sleep(0.01)
        assert len(server.streams) == 25
