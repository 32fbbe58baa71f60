"""A server to talk to: the one that was named, or one of our own for as long as a command runs."""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

from der_server.faults import DerError

START_TIMEOUT_S = 120.0
STOP_TIMEOUT_S = 20.0


@contextlib.asynccontextmanager
async def a_server(address: str | None, say: Callable[[str], None] | None = None) -> AsyncIterator[str]:
    """The address given, else that of a process of our own on a free port. Raises DerError where none starts.

    With `say`, our own process also serves the monitor, and `say` is told where it is.
    """
    if address is not None:
        yield address
        return
    page = ("--web-listen", "127.0.0.1:0", "--monitor") if say else ()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "der_server.cli", "serve", "--listen", "127.0.0.1:0", "--json", *page),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        ready = await _ready(process)
        if say:
            say(f"Watch it in a browser: {ready['web']}")
        yield str(ready["address"])
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            async with asyncio.timeout(STOP_TIMEOUT_S):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


async def _ready(process: asyncio.subprocess.Process) -> dict[str, Any]:
    """What the process announces. Raises DerError with its own words where it gives up."""
    if process.stdout is None:
        raise DerError("The server's output cannot be read.")
    try:
        async with asyncio.timeout(START_TIMEOUT_S):
            line = await process.stdout.readline()
    except TimeoutError:
        raise DerError(f"The server did not start within {START_TIMEOUT_S:g} s.") from None
    said = json.loads(line) if line else {}
    if said.get("event") == "ready":
        return dict(said)
    why = said.get("error", {})
    message = why.get("message", "The server ended before it was ready: try `der serve`.")
    raise DerError(message, reason=why.get("reason"))
