"""The READMEs' examples, run against a server."""

import asyncio
import re
import sys
from pathlib import Path

import pytest
from wire_kit import Start

pytestmark = [pytest.mark.wire, pytest.mark.model]
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", ["README.md", "client_examples/python/README.md"])
async def test_the_readmes_example_runs_and_reads_joy(running: Start, page: str) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    async with running() as server:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", example.replace("127.0.0.1:50710", server.address)),
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await asyncio.wait_for(process.communicate(), 60)
    lines = said.decode().splitlines()
    assert "estimates" in lines[0]
    assert lines[-1].startswith("joy ")
    assert process.returncode == 0
