"""How a cancelled session treats what it is writing."""

import asyncio
import gc
from typing import Any

import pytest

from der_server.session.state import State
from der_server.wire.outbox import Outbox
from der_server.wire.writer import Response, Writer

pytestmark = pytest.mark.wire


class Wire:
    """A call whose writes take until `go`, and then fail where `gone`."""

    def __init__(self, *, gone: bool = False) -> None:
        self.gone, self.go, self.written = gone, asyncio.Event(), 0

    async def write(self, data: bytes) -> None:
        await self.go.wait()
        if self.gone:
            raise OSError
        self.written += 1


async def writing(wire: Wire, parts: int) -> "asyncio.Task[None]":
    """The writer of a session over `wire`, in mid-write where there are parts."""
    outbox: Outbox[Response | State] = Outbox()
    for _ in range(parts):
        outbox.put(Response())
    task = asyncio.create_task(Writer(wire, outbox, lambda: True).run())
    await asyncio.sleep(0.01)
    return task


async def test_what_is_being_written_is_written_to_its_end_and_no_more() -> None:
    wire = Wire()
    task = await writing(wire, 3)
    task.cancel()
    await asyncio.sleep(0.01)
    assert not task.done()
    wire.go.set()
    await asyncio.wait({task})
    assert task.cancelled()
    assert wire.written == 1


async def test_between_two_writes_it_ends_at_once() -> None:
    task = await writing(Wire(), 0)
    task.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert task.cancelled()


async def test_a_client_that_leaves_in_mid_write_leaves_no_trace() -> None:
    told: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: told.append(context))
    wire = Wire(gone=True)
    task = await writing(wire, 1)
    task.cancel()
    await asyncio.sleep(0)
    wire.go.set()
    await asyncio.wait({task})
    await asyncio.sleep(0)
    assert task.cancelled()
    del task
    gc.collect()  # what nobody asked about is told when it is thrown away
    assert not told
