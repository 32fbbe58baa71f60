"""The server as its users run it: a process of its own, told to stop by SIGTERM."""

import asyncio
import json
import os
import signal
import sys

import grpc
import pytest
from web_kit import Socket, dial
from wire_kit import Client

pytestmark = [pytest.mark.wire, pytest.mark.model]


async def test_sigterm_says_going_away_then_ends_well() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "der_server.cli", "serve", "--listen", "127.0.0.1:0", "--json"),
        *("--web-listen", "127.0.0.1:0"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "DER_DRAIN_S": "0.5"},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), 60)
        ready = json.loads(line)
        assert ready["event"] == "ready"
        async with grpc.aio.insecure_channel(ready["address"]) as channel, dial(ready["web"]) as connection:
            client, browser = Client(channel), Socket(connection)
            await client.open(person_id="canary-person-7f3a")
            await browser.open(person_id="canary-person-7f3b")
            process.send_signal(signal.SIGTERM)
            for one in (client, browser):
                farewell = await one.receive("going_away")
                assert farewell.resume_token
            assert await browser.end() == (4014, "GOING_AWAY")
        assert await asyncio.wait_for(process.wait(), 20) == 0
        logs = (await process.stderr.read()).decode()
        assert "going_away" in logs
        assert "canary-person" not in logs
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
