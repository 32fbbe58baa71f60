"""The gRPC server: services, health, reflection, TLS, limits of the transport."""

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from der_server.config import Settings
from der_server.faults import BadRequest
from der_server.privacy.door import Door
from der_server.rooms.release import Rules
from der_server.rooms.rooms import Rooms
from der_server.session.house import House
from der_server.wire.limits import MAX_TRANSPORT_BYTES, MIN_KEEPALIVE_S
from der_server.wire.service import handlers

SERVICES = (
    "der_server.v1.DerService",
    "der_server.v1.ProfileService",
    "der_server.v1.RoomService",
)
OPTIONS = (
    ("grpc.max_receive_message_length", MAX_TRANSPORT_BYTES),
    ("grpc.max_metadata_size", 8 * 1024),
    ("grpc.absolute_max_metadata_size", 16 * 1024),
    ("grpc.http2.min_ping_interval_without_data_ms", int(MIN_KEEPALIVE_S * 1000)),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.http2.max_ping_strikes", 3),
)


class Server:
    """A grpc.aio server around one house."""

    def __init__(self, settings: Settings, house: House, rooms: Rooms) -> None:
        self._settings = settings
        self._server = grpc.aio.server(options=OPTIONS)
        door = read_door(settings, open_here=settings.is_loopback)
        self._server.add_generic_rpc_handlers(handlers(house, door, rooms))
        self._health = health.aio.HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        reflect = settings.is_loopback if settings.reflection is None else settings.reflection
        if reflect:
            names = (*SERVICES, health.SERVICE_NAME, reflection.SERVICE_NAME)
            reflection.enable_server_reflection(names, self._server)

    async def start(self) -> str:
        """Begin to serve; the address, with the port that was taken. Raises BadRequest."""
        host = self._settings.listen.rpartition(":")[0]
        try:
            if self._settings.tls_cert:
                port = self._server.add_secure_port(self._settings.listen, _credentials(self._settings))
            else:
                port = self._server.add_insecure_port(self._settings.listen)
        except RuntimeError:
            raise BadRequest(f"{self._settings.listen} cannot be listened on: is the port taken?") from None
        await self._server.start()
        for name in ("", *SERVICES):
            await self._health.set(name, health_pb2.HealthCheckResponse.SERVING)
        return self._settings.listen if host.startswith("unix") else f"{host}:{port}"

    async def stop(self, grace_s: float) -> None:
        """Say NOT_SERVING, let open calls end within the grace, then close."""
        await self._health.enter_graceful_shutdown()
        await self._server.stop(grace_s)


def read_door(settings: Settings, *, open_here: bool) -> Door:
    """The door, with its key read from file. open_here: the address is loopback's. Raises BadRequest."""
    key = None
    if settings.token_key:
        try:
            key = settings.token_key.read_text("utf-8").strip()
        except OSError:
            raise BadRequest(f"The token key {settings.token_key} cannot be read.") from None
    return Door(
        key=key,
        algorithm=settings.token_algorithm,
        audience=settings.token_audience,
        issuer=settings.token_issuer,
        open_on_loopback=open_here and not settings.tls_cert and not settings.require_token,
    )


def read_rules(settings: Settings) -> Rules:
    """What rooms may say."""
    return Rules(
        smallest_group=settings.room_smallest_group,
        small=settings.room_small,
        epsilon=settings.room_epsilon,
        release_s=settings.room_release_s,
    )


def _credentials(settings: Settings) -> grpc.ServerCredentials:
    paths = (settings.tls_key, settings.tls_cert, settings.tls_client_ca)
    try:
        key, cert, client_ca = (path.read_bytes() if path else None for path in paths)
    except OSError as error:
        raise BadRequest(f"The TLS file {error.filename} cannot be read.") from None
    return grpc.ssl_server_credentials(
        [(key or b"", cert or b"")],
        root_certificates=client_ca,
        require_client_auth=client_ca is not None,
    )
