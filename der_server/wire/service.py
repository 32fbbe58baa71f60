"""DerService, and the services that are not built yet. Handlers take bytes: `parse` makes messages of them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import grpc
import structlog
from google.protobuf.descriptor import ServiceDescriptor
from google.protobuf.message import Message

from der_server import __version__
from der_server.faults import DerError, NotBuilt
from der_server.privacy.door import Door, Principal
from der_server.session.house import House
from der_server.session.state import State
from der_server.telemetry import METRICS
from der_server.v1 import profile_pb2, room_pb2, service_pb2
from der_server.wire.analyze import analyze
from der_server.wire.door import principal_of
from der_server.wire.encode import encode_watched
from der_server.wire.limits import MAX_ANALYZE_BYTES, MAX_MESSAGE_BYTES
from der_server.wire.outbox import Outbox
from der_server.wire.parse import parse
from der_server.wire.ready import describe
from der_server.wire.status import abort
from der_server.wire.stream import Stream

LOG = structlog.get_logger()
Context = Any  # grpc.aio.ServicerContext[bytes, bytes]: its stubs do not allow handlers of raw bytes


class DerHandlers:
    """The four calls of DerService."""

    def __init__(self, house: House, door: Door) -> None:
        self._house, self._door = house, door

    async def describe(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            principal_of(context, self._door)
            parse(service_pb2.DescribeRequest, data, MAX_MESSAGE_BYTES)
            return describe(self._house, __version__)

        return await _unary("Describe", context, work)

    async def analyze(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            principal = principal_of(context, self._door)
            request = parse(service_pb2.AnalyzeRequest, data, MAX_ANALYZE_BYTES)
            principal.person(request.start.person_id)
            return await analyze(request, self._house)

        return await _unary("Analyze", context, work)

    async def session(self, requests: object, context: Context) -> None:
        async def work() -> None:
            principal = principal_of(context, self._door)
            await Stream(context, self._house, principal).run()

        await _guarded("Session", context, work)

    async def watch(self, data: bytes, context: Context) -> None:
        async def work() -> None:
            principal = principal_of(context, self._door)
            request = parse(service_pb2.WatchRequest, data, MAX_MESSAGE_BYTES)
            await _watch(self._house, principal, request.session_id, context)

        await _guarded("Watch", context, work)

    def generic(self) -> grpc.GenericRpcHandler:
        """Registration without deserialisers."""
        return grpc.method_handlers_generic_handler(
            "der_server.v1.DerService",
            {
                "Describe": grpc.unary_unary_rpc_method_handler(self.describe),
                "Analyze": grpc.unary_unary_rpc_method_handler(self.analyze),
                "Session": grpc.stream_stream_rpc_method_handler(self.session),
                "Watch": grpc.unary_stream_rpc_method_handler(self.watch),
            },
        )


async def _watch(house: House, principal: Principal, session_id: str, context: Context) -> None:
    guest = house.hall.guest(session_id, principal)
    outbox: Outbox[State] = Outbox()

    def see(state: State | None) -> None:
        if state is None:
            outbox.close()
        elif guest.person_id == principal.subject or guest.watchable():
            outbox.put_newest(state)
        else:
            outbox.close()  # consent is gone: so is the watcher

    guest.watchers.add(see)
    try:
        async for state in outbox:
            watched = encode_watched(state, latency_us=0)
            await context.write(service_pb2.WatchResponse(state=watched).SerializeToString())
    finally:
        guest.watchers.discard(see)


def _name(error: BaseException) -> str:
    """The kind of an error; of a group its first member's."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return type(error).__name__


async def _unary(method: str, context: Context, work: Callable[[], Awaitable[Message]]) -> bytes:
    answer = b""

    async def run() -> None:
        nonlocal answer
        answer = (await work()).SerializeToString()

    await _guarded(method, context, run)
    return answer


async def _guarded(method: str, context: Context, work: Callable[[], Awaitable[None]]) -> None:
    """Run a call's work; whatever goes wrong becomes a status with a reason and no Python text."""
    code = "OK"
    try:
        await work()
    except DerError as error:
        code = error.code
        await abort(context, error)
    except (asyncio.CancelledError, grpc.aio.AbortError, grpc.aio.UsageError):
        code = "CANCELLED"
        raise
    except Exception as error:  # noqa: BLE001 - the last line: nothing of the person may leave in a trace
        code = "INTERNAL"
        LOG.error("call_failed", method=method, error=_name(error))
        await abort(context, DerError("The server failed on this call; the session's content was not logged."))
    finally:
        METRICS.calls.labels(method, code).inc()


def unbuilt(service: ServiceDescriptor) -> grpc.GenericRpcHandler:
    """A service whose every call says UNIMPLEMENTED and what to do instead."""

    async def refuse(_: object, context: Context) -> bytes:
        await abort(context, NotBuilt(f"{service.name} is not built yet: nothing is kept between visits."))
        return b""

    calls: dict[str, grpc.RpcMethodHandler[Any, Any]] = {
        method.name: (
            grpc.unary_stream_rpc_method_handler(refuse)
            if method.server_streaming
            else grpc.unary_unary_rpc_method_handler(refuse)
        )
        for method in service.methods
    }
    return grpc.method_handlers_generic_handler(service.full_name, calls)


def handlers(house: House, door: Door) -> tuple[grpc.GenericRpcHandler, ...]:
    """Every service of the protocol."""
    profile = profile_pb2.DESCRIPTOR.services_by_name["ProfileService"]
    room = room_pb2.DESCRIPTOR.services_by_name["RoomService"]
    return DerHandlers(house, door).generic(), unbuilt(profile), unbuilt(room)
