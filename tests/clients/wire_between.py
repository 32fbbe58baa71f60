"""A network in between: one that goes dark keeps its connections and carries nothing over them, as a phone that has
changed from Wi-Fi to mobile does."""

import asyncio
import contextlib
from collections.abc import AsyncIterator


class Between:
    """Where clients connect, and what happens to what they send."""

    def __init__(self, host: str, port: int) -> None:
        self._to = (host, port)
        self._dark: set[asyncio.StreamWriter] = set()
        self._open: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.address = ""

    def go_dark(self) -> None:
        """The connections there are carry nothing any more, either way; new ones do."""
        self._dark |= self._open

    async def accept(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        there, on = await asyncio.open_connection(*self._to)
        pipes = [asyncio.create_task(self._carry(*pipe)) for pipe in ((here, on), (there, back))]
        self._tasks.update(pipes)
        for pipe in pipes:
            pipe.add_done_callback(self._tasks.discard)

    async def _carry(self, source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        self._open.add(to)
        with contextlib.suppress(OSError):
            while data := await source.read(65536):
                if to in self._dark:
                    continue
                to.write(data)
                await to.drain()
        if to not in self._dark:
            to.close()

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for writer in self._open:
            writer.close()


@contextlib.asynccontextmanager
async def between(address: str) -> AsyncIterator[Between]:
    """A way to `http://HOST:PORT` that can go dark."""
    host, _, port = address.removeprefix("http://").rpartition(":")
    way = Between(host, int(port))
    server = await asyncio.start_server(way.accept, "127.0.0.1", 0)
    way.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield way
    finally:
        server.close()
        await way.close()
