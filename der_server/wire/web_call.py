"""A call that came through the browser door, with the face the handlers know from gRPC.

The handlers use of `grpc.aio.ServicerContext` what is here and nothing else, so that both doors serve one set of
handlers: the same limits, consent and words.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any

import grpc
from google.rpc.status_pb2 import Status

from der_server.faults import DerError
from der_server.wire.status import status_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Metadata = Iterable[tuple[str, str | bytes]]

STATUS_DETAILS = "grpc-status-details-bin"


class WebCall:
    """One call: what the client sent along, where it comes from, and how it ended."""

    def __init__(self, scope: Scope, authorization: str) -> None:
        self._authorization = authorization
        host = (scope.get("client") or ("", 0))[0]
        self._peer = f"ipv6:[{host}]" if ":" in host else f"ipv4:{host}"
        self.status = Status()
        """How the call ended; code 0 is OK. Filled by `abort` and `cut`."""
        self._work: asyncio.Task[None] | None = None

    def invocation_metadata(self) -> tuple[tuple[str, str], ...]:
        return (("authorization", self._authorization),) if self._authorization else ()

    def peer(self) -> str:
        return self._peer

    async def read(self) -> Any:
        """The next message's bytes, or `grpc.aio.EOF`."""
        raise NotImplementedError

    async def write(self, data: bytes) -> None:
        """One message to the client."""
        raise NotImplementedError

    def set_trailing_metadata(self, metadata: Metadata) -> None:
        packed = dict(metadata).get(STATUS_DETAILS, b"")
        if isinstance(packed, bytes):
            self.status.ParseFromString(packed)

    async def abort(self, code: grpc.StatusCode, details: str = "") -> None:
        """End the call with a status. Always raises AbortError."""
        self.status.code = code.value[0]
        self.status.message = details
        raise grpc.aio.AbortError(details)

    def cut(self, error: DerError) -> None:
        """End the call from outside, with the error's status."""
        self.status.CopyFrom(status_of(error))
        self.leave()

    def leave(self) -> None:
        """Cancel the handler: the client is gone, or the call was cut."""
        if self._work is not None:
            self._work.cancel()

    async def run(self, handler: Callable[[], Awaitable[None]], gone: Awaitable[None] | None = None) -> None:
        """Run a handler to its end. `gone` returns when the client has left: the handler is then cancelled."""

        async def work() -> None:
            try:
                await handler()
            except grpc.aio.AbortError:
                return  # `status` says how

        async def watch(departure: Awaitable[None]) -> None:
            await departure
            self.leave()

        async with asyncio.TaskGroup() as tasks:
            self._work = tasks.create_task(work())
            watcher = None if gone is None else tasks.create_task(watch(gone))
            await asyncio.wait([self._work])
            if watcher is not None:
                watcher.cancel()


@dataclass(frozen=True, slots=True)
class CallDetails(grpc.HandlerCallDetails):
    """What a generic handler is asked with."""

    method: str
    invocation_metadata: tuple[tuple[str, str], ...] = ()


class Methods:
    """Finds a method by its path, as the gRPC server does."""

    def __init__(self, handlers: Iterable[grpc.GenericRpcHandler]) -> None:
        self._handlers = tuple(handlers)

    def find(self, path: str) -> Any:
        """The `grpc.RpcMethodHandler` of `/package.Service/Method`, or None."""
        for handler in self._handlers:
            if found := handler.service(CallDetails(path)):
                return found
        return None
