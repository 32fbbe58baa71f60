"""Servers as processes of their own, for tests that kill or compare them."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

READY_S = 120.0


class Process:
    """A `der serve` that is ready. Killed at the end, where it still runs."""

    def __init__(self, process: asyncio.subprocess.Process, ready: dict[str, Any]) -> None:
        self.process, self.address = process, str(ready["address"])

    async def kill(self) -> str:
        """SIGKILL; what it had logged."""
        self.process.kill()
        return await self.end()

    async def end(self) -> str:
        """Until it has ended; what it had logged."""
        assert self.process.stderr is not None
        logs = (await self.process.stderr.read()).decode()
        await self.process.wait()
        return logs


@asynccontextmanager
async def serving(**settings: str) -> AsyncIterator[Process]:
    """Start one on a free port; settings as `DER_*` variables."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "der_server.cli", "serve", "--listen", "127.0.0.1:0", "--json"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, **{f"DER_{name.upper()}": value for name, value in settings.items()}},
    )
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), READY_S)
        yield Process(process, json.loads(line))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
