"""A real server on a loopback port, in the test's own loop: the models are loaded once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from wire_kit import Running, Start

from der_server.app import build_house
from der_server.config import read_settings
from der_server.models.lineup import Lineup, load_lineup
from der_server.rooms.rooms import Rooms
from der_server.wire.server import Server, read_rules
from der_server.wire.web import Web

NEVER = 1e6
"""Milliseconds. A test machine may be slow; that is no reason to refuse its tests."""


@pytest.fixture(scope="session")
def lineup() -> Lineup:
    return load_lineup()


@pytest.fixture
def running(lineup: Lineup) -> Start:
    """`async with running(idle_timeout_s=1) as server:` starts a server with changed settings."""

    @asynccontextmanager
    async def start(**changes: Any) -> AsyncIterator[Running]:
        settings = read_settings(None, **{"listen": "127.0.0.1:0", "busy_ms": NEVER, **changes})
        house = build_house(settings, lineup)
        lanes = asyncio.create_task(house.open())
        rooms = Rooms(read_rules(settings))
        server = Server(settings, house, rooms)
        web = Web(settings, house, rooms) if settings.web_listen else None
        web_address = web.bind() if web else ""
        browsers = asyncio.create_task(web.run()) if web else lanes
        try:
            yield Running(await server.start(), house, server, web_address)
        finally:
            if web:
                await web.stop(0)
                await browsers
            await server.stop(0)
            await house.profiles.settle(5)
            lanes.cancel()
            await asyncio.gather(lanes, return_exceptions=True)

    return start
