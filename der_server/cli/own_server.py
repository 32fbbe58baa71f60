"""A server to talk to: the one that was named, or one of our own for as long as a command runs."""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator

from der_server.faults import DerError

START_TIMEOUT_S = 120.0
STOP_TIMEOUT_S = 20.0


@contextlib.asynccontextmanager
async def a_server(address: str | None) -> AsyncIterator[str]:
    """The address given, else that of a process of our own on a free port. Raises DerError where none starts."""
    if address is not None:
        yield address
        return
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "der_server.cli", "serve", "--listen", "127.0.0.1:0", "--json"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield await _address(process)
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            async with asyncio.timeout(STOP_TIMEOUT_S):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


async def _address(process: asyncio.subprocess.Process) -> str:
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
        return str(said["address"])
    why = said.get("error", {})
    message = why.get("message", "The server ended before it was ready: try `der serve`.")
    raise DerError(message, reason=why.get("reason"))
