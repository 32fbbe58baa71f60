"""The Node client: built from its lock file, then its own tests against servers they start."""

import asyncio
from pathlib import Path

import pytest
from conftest import CORE, HERE
from npm import npm
from wire_kit import Start

pytestmark = pytest.mark.clients


def test_the_node_client_passes_its_own_tests(node_client: Path) -> None:
    npm(node_client, "test")


@pytest.mark.model
async def test_a_unity_web_player_reaches_the_server_through_the_browsers_socket(
    node_client: Path, running: Start
) -> None:
    library = CORE.parent / "Unity/Web/DerSocket.jslib"
    async with running(web_listen="127.0.0.1:0") as server:
        script = (str(HERE / "node/jslib.mjs"), str(library), str(node_client), server.web.replace("http", "ws"))
        command = ("node", "--experimental-websocket", "--no-warnings", *script)
        program = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        said, _ = await asyncio.wait_for(program.communicate(), 60)
    lines = ["session true", "closed 1000 buffered 0", "status", "closed 4003 buffered 0"]
    assert said.decode().splitlines() == lines
