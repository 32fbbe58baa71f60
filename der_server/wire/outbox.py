"""What waits to be written to one client: one slot for states, newest wins; a short line for the rest."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Generic, TypeVar

from der_server.faults import TooMuch

T = TypeVar("T")


class Outbox(Generic[T]):
    """Bounded by construction: a client that reads slowly misses states, never stops others."""

    MAX_PARTS = 64

    def __init__(self) -> None:
        self._parts: deque[T] = deque()
        self._state: T | None = None
        self._closed = False
        self._stirred = asyncio.Event()

    def put(self, part: T) -> None:
        """A part that must arrive. Raises TooMuch where the client leaves too many unread."""
        if len(self._parts) >= self.MAX_PARTS:
            raise TooMuch("The client does not read its answers.")
        self._parts.append(part)
        self._stirred.set()

    def put_newest(self, state: T) -> None:
        """A state; an older one that was not written yet is lost."""
        self._state = state
        self._stirred.set()

    def close(self) -> None:
        """End after what is waiting."""
        self._closed = True
        self._stirred.set()

    def drop(self) -> None:
        """End at once: what is waiting is not written any more."""
        self._parts.clear()
        self._state = None
        self.close()

    async def __aiter__(self) -> AsyncIterator[T]:
        while True:
            while self._parts:
                yield self._parts.popleft()
            if self._state is not None:
                state, self._state = self._state, None
                yield state
            elif self._closed and not self._parts:
                return
            elif not self._parts:
                self._stirred.clear()
                await self._stirred.wait()
