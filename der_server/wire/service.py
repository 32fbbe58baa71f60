"""DerService, and every service there is. Handlers take bytes: `parse` makes messages of them."""

from typing import Any

import grpc
from google.protobuf.message import Message

from der_server import __version__
from der_server.privacy.door import Door
from der_server.privacy.kept import Who
from der_server.rooms.rooms import Rooms
from der_server.session.house import House
from der_server.session.profiles import Asked
from der_server.v1 import service_pb2
from der_server.wire.analyze import analyze
from der_server.wire.calls import guarded, unary
from der_server.wire.door import principal_of
from der_server.wire.limits import MAX_ANALYZE_BYTES, MAX_MESSAGE_BYTES
from der_server.wire.parse import parse
from der_server.wire.profiles import ProfileHandlers
from der_server.wire.ready import describe
from der_server.wire.rooms import RoomHandlers
from der_server.wire.stream import Stream
from der_server.wire.watch import list_sessions, watch

Context = Any  # grpc.aio.ServicerContext[bytes, bytes]: its stubs do not allow handlers of raw bytes


class DerHandlers:
    """The calls of DerService."""

    def __init__(self, house: House, door: Door, rooms: Rooms) -> None:
        self._house, self._door, self._rooms = house, door, rooms

    async def describe(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            principal_of(context, self._door)
            parse(service_pb2.DescribeRequest, data, MAX_MESSAGE_BYTES)
            return describe(self._house, __version__)

        return await unary("Describe", context, work)

    async def analyze(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            principal = principal_of(context, self._door)
            request = parse(service_pb2.AnalyzeRequest, data, MAX_ANALYZE_BYTES)
            who = Who(principal.tenant, principal.person(request.start.person_id))
            return await analyze(request, self._house, Asked(principal, who))

        return await unary("Analyze", context, work)

    async def session(self, requests: object, context: Context) -> None:
        async def work() -> None:
            principal = principal_of(context, self._door)
            await Stream(context, self._house, principal, self._rooms).run()

        await guarded("Session", context, work)

    async def watch(self, data: bytes, context: Context) -> None:
        async def work() -> None:
            principal = principal_of(context, self._door)
            request = parse(service_pb2.WatchRequest, data, MAX_MESSAGE_BYTES)
            await watch(request, principal, self._house, context)

        await guarded("Watch", context, work)

    async def list_sessions(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            principal = principal_of(context, self._door)
            parse(service_pb2.ListSessionsRequest, data, MAX_MESSAGE_BYTES)
            return list_sessions(principal, self._house)

        return await unary("ListSessions", context, work)

    def generic(self) -> grpc.GenericRpcHandler:
        """Registration without deserialisers."""
        return grpc.method_handlers_generic_handler(
            "der_server.v1.DerService",
            {
                "Describe": grpc.unary_unary_rpc_method_handler(self.describe),
                "Analyze": grpc.unary_unary_rpc_method_handler(self.analyze),
                "Session": grpc.stream_stream_rpc_method_handler(self.session),
                "ListSessions": grpc.unary_unary_rpc_method_handler(self.list_sessions),
                "Watch": grpc.unary_stream_rpc_method_handler(self.watch),
            },
        )


def handlers(house: House, door: Door, rooms: Rooms) -> tuple[grpc.GenericRpcHandler, ...]:
    """Every service of the protocol."""
    services = (DerHandlers(house, door, rooms), ProfileHandlers(house.profiles, door), RoomHandlers(rooms, door))
    return tuple(service.generic() for service in services)
