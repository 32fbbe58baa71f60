"""The browser door: the ASGI application on a port of its own, run by uvicorn in the server's loop."""

import contextlib
import socket
import ssl
from collections.abc import Iterator

import uvicorn

from der_server.config import Settings
from der_server.faults import BadRequest
from der_server.rooms.rooms import Rooms
from der_server.session.house import House
from der_server.wire.origins import Origins
from der_server.wire.pages import monitor_pages
from der_server.wire.server import read_door
from der_server.wire.web_app import WebApp
from der_server.wire.web_socket import MAX_SOCKET_BYTES

BACKLOG = 128


class _Uvicorn(uvicorn.Server):
    """Leaves the signals to the app, which ends both doors."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Web:
    """The browser door of one house. `bind`, then `run` until `stop` has ended it."""

    def __init__(self, settings: Settings, house: House, rooms: Rooms) -> None:
        self._settings = settings
        door = read_door(settings, open_here=settings.web_is_loopback)
        origins = Origins(frozenset(settings.web_origins), door.open_on_loopback)
        pages = monitor_pages(settings.monitor_camera) if settings.monitor else {}
        self._app = WebApp(house, door, rooms, origins, pages)
        self._server = _Uvicorn(_config(settings, self._app))
        self._socket = socket.socket()

    def bind(self) -> str:
        """Take the port; the address to give to browsers, such as `http://127.0.0.1:50711`. Raises BadRequest."""
        address = self._settings.web_listen or ""
        host, _, port = address.rpartition(":")
        bare = host.strip("[]")
        self._socket.close()
        try:
            family = socket.AF_INET6 if ":" in bare else socket.AF_INET
            self._socket = socket.create_server((bare, int(port)), family=family, backlog=BACKLOG)
        except (OSError, ValueError, OverflowError):
            raise BadRequest(f"web_listen {address!r} cannot be listened on: is the port taken?") from None
        scheme = "https" if self._settings.tls_cert else "http"
        return f"{scheme}://{host}:{self._socket.getsockname()[1]}"

    async def run(self) -> None:
        """Serve until `stop`."""
        await self._server.serve(sockets=[self._socket])

    async def stop(self, grace_s: float) -> None:
        """Let open calls end within the grace, end the others with GOING_AWAY, then close."""
        await self._app.drain(grace_s)
        self._server.should_exit = True


def _config(settings: Settings, app: WebApp) -> uvicorn.Config:
    config = uvicorn.Config(
        app,
        http="h11",
        ws="websockets-sansio",
        ws_max_size=MAX_SOCKET_BYTES,
        ws_per_message_deflate=False,  # packed floats do not shrink, and a bomb would
        lifespan="off",
        proxy_headers=False,  # where a call comes from is what the socket says
        server_header=False,
        access_log=False,
        log_config=None,
        log_level="critical",  # its lines could name a path or an address; ours say what went wrong
        timeout_graceful_shutdown=1,
        ssl_certfile=settings.tls_cert,
        ssl_keyfile=settings.tls_key,
        ssl_ca_certs=str(settings.tls_client_ca) if settings.tls_client_ca else None,
        ssl_cert_reqs=ssl.CERT_REQUIRED if settings.tls_client_ca else ssl.CERT_NONE,
    )
    try:
        config.load()
    except OSError:  # ssl.SSLError is one
        raise BadRequest("The TLS files cannot be read by the browser door.") from None
    return config
