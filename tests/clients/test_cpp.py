"""The C++ core beyond the kit: TLS, refused tokens, and what its headers show."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from conftest import ROOT, Driver, started
from wire_kit import Start

pytestmark = [pytest.mark.clients]
Drive = Callable[..., AbstractAsyncContextManager[Driver]]


@pytest.fixture
def drive(cpp_driver: list[str]) -> Drive:
    return lambda: started(cpp_driver)


@pytest.mark.model
async def test_tls_with_the_right_authority_and_not_without(
    drive: Drive, running: Start, certificate: tuple[Path, Path], token: tuple[Path, str]
) -> None:
    (cert, key), (token_key, bearer) = certificate, token
    async with running(tls_cert=cert, tls_key=key, token_key=token_key) as server:
        async with drive() as client:
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


@pytest.mark.model
async def test_the_clock_is_known_after_the_first_pings(drive: Drive, running: Start) -> None:
    async with running() as server, drive() as client:
        await client.open(f"http://{server.address}")
        round_trip_us = 0
        while round_trip_us == 0:
            await client.say("clock")
            round_trip_us = int((await client.hear("clock")).split()[2])
        assert round_trip_us > 0


def test_public_headers_show_no_grpc() -> None:
    headers = list((ROOT / "client_examples/unreal/core/include").rglob("*.h"))
    assert headers
    assert not any("grpc" in line for path in headers for line in path.read_text().splitlines() if "#include" in line)
