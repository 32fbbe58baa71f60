"""The ASGI application of the browser door: gRPC-Web, the session's WebSocket, health, the monitor."""

import asyncio
import contextlib
from collections.abc import Iterator, Mapping

import structlog

from der_server.faults import GoingAway
from der_server.privacy.door import Door
from der_server.rooms.rooms import Rooms
from der_server.session.house import House
from der_server.wire import web_socket
from der_server.wire.grpc_web import GrpcWebCall, Headers, is_grpc_web, serve_grpc_web
from der_server.wire.origins import Origins
from der_server.wire.pages import HEADERS as PAGE_HEADERS
from der_server.wire.pages import Page
from der_server.wire.service import handlers
from der_server.wire.web_call import Methods, Receive, Scope, Send, WebCall
from der_server.wire.web_socket import SocketCall, serve_socket

LOG = structlog.get_logger()
SESSION = "/der_server.v1.DerService/Session"
PREFLIGHT = (
    (b"access-control-allow-methods", b"POST"),
    (b"access-control-allow-headers", b"authorization, content-type, grpc-timeout, x-grpc-web, x-user-agent"),
    (b"access-control-max-age", b"600"),
)


class WebApp:
    """Routes requests to the handlers of the gRPC server. Knows the open calls, to end them in order."""

    def __init__(self, house: House, door: Door, rooms: Rooms, origins: Origins, pages: Mapping[str, Page]) -> None:
        self._house, self._origins, self._pages = house, origins, pages
        self._methods = Methods(handlers(house, door, rooms))
        self._open: set[WebCall] = set()
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = read_headers(scope)
        try:
            if scope["type"] == "websocket":
                await self._websocket(scope, headers, receive, send)
            else:
                await self._http(scope, headers, receive, send)
        except OSError:
            return  # the client went away while it was being answered
        except Exception as error:  # noqa: BLE001 - the last line: nothing of the person may leave in a trace
            LOG.error("web_failed", error=type(error).__name__)

    async def drain(self, grace_s: float) -> None:
        """Let open calls end within the grace, then end them with GOING_AWAY."""
        try:
            async with asyncio.timeout(grace_s):
                await self._quiet.wait()
        except TimeoutError:
            for call in list(self._open):
                call.cut(GoingAway("The server has closed: reconnect with the resume token."))
            await self._quiet.wait()

    # -- WebSocket -------------------------------------------------------------------------------------

    async def _websocket(self, scope: Scope, headers: Mapping[str, str], receive: Receive, send: Send) -> None:
        offered = scope["subprotocols"]
        if scope["path"] != web_socket.PATH:
            await _say(send, "websocket.http", 404, f"Sessions are at {web_socket.PATH}.")
        elif not self._origins.allow(headers.get("origin", ""), headers.get("host", "")):
            await _say(send, "websocket.http", 403, "This origin is not allowed: see the setting web_origins.")
        elif offered and web_socket.SUBPROTOCOL not in offered:
            await _say(send, "websocket.http", 400, f"Offer the subprotocol {web_socket.SUBPROTOCOL}.")
        else:
            authorization = headers.get("authorization", "") or web_socket.token_of(offered)
            call = SocketCall(scope, authorization, receive, send)
            chosen = web_socket.SUBPROTOCOL if offered else None
            with self._known(call):
                await serve_socket(call, self._methods.find(SESSION), chosen, receive, send)

    # -- HTTP ------------------------------------------------------------------------------------------

    async def _http(self, scope: Scope, headers: Mapping[str, str], receive: Receive, send: Send) -> None:
        origin, method = headers.get("origin", ""), scope["method"]
        if not self._origins.allow(origin, headers.get("host", "")):
            await _say(send, "http", 403, "This origin is not allowed: see the setting web_origins.")
        elif method == "OPTIONS":
            await _answer(send, "http", 204, b"", [*_cors(origin), *PREFLIGHT])
        elif method == "POST" and is_grpc_web(headers.get("content-type", "")):
            call = GrpcWebCall(scope, headers.get("authorization", ""), send, _cors(origin))
            with self._known(call):
                await serve_grpc_web(call, self._methods, scope["path"], receive, self._house.terms.idle_timeout_s)
        elif method == "POST":
            await _say(send, "http", 415, "Send application/grpc-web+proto, or native gRPC to the other port.")
        elif method in ("GET", "HEAD"):
            await self._page(scope["path"], headers.get("if-none-match", ""), send)
        else:
            await _say(send, "http", 405, "GET, POST or OPTIONS.")

    async def _page(self, path: str, held: str, send: Send) -> None:
        """held: the `etag` of the copy that the browser has; empty = none."""
        if page := self._pages.get(path):
            about = [(b"content-type", page.kind.encode()), (b"etag", page.etag.encode()), *PAGE_HEADERS]
            status, body = (304, b"") if held == page.etag else (200, page.body)
            await _answer(send, "http", status, body, about)
        elif path != "/healthz":
            await _say(send, "http", 404, "Nothing is here.")
        elif self._house.leaving.is_set():
            await _say(send, "http", 503, "NOT_SERVING")
        else:
            await _say(send, "http", 200, "SERVING")

    @contextlib.contextmanager
    def _known(self, call: WebCall) -> Iterator[None]:
        self._open.add(call)
        self._quiet.clear()
        try:
            yield
        finally:
            self._open.discard(call)
            if not self._open:
                self._quiet.set()


def read_headers(scope: Scope) -> dict[str, str]:
    """Names in lower case; of a header that comes twice the last counts."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _cors(origin: str) -> Headers:
    """Lets a page of an allowed origin read the answer."""
    if not origin:
        return []
    return [(b"access-control-allow-origin", origin.encode("latin-1")), (b"vary", b"origin")]


async def _say(send: Send, kind: str, status: int, words: str) -> None:
    """A plain answer. kind: `http`, or `websocket.http` where a handshake is refused."""
    await _answer(send, kind, status, words.encode(), [(b"content-type", b"text/plain; charset=utf-8")])


async def _answer(send: Send, kind: str, status: int, body: bytes, headers: Headers) -> None:
    sized = [*headers, (b"content-length", str(len(body)).encode())] if body else headers
    await send({"type": f"{kind}.response.start", "status": status, "headers": sized})
    await send({"type": f"{kind}.response.body", "body": body})
