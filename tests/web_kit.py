"""What tests of the browser door share: a raw session over WebSocket, and one POST of gRPC-Web."""

import asyncio
import base64
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import httpx
from google.protobuf.message import Message
from google.rpc.error_details_pb2 import ErrorInfo
from google.rpc.status_pb2 import Status
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from wire_kit import Request, Response, start_part

from der_server.v1 import session_pb2

SERVICE = "/der_server.v1.DerService/"


def socket_url(web: str) -> str:
    return web.replace("http", "ws", 1) + "/v1/session"


def dial(web: str, *, token: str = "", origin: str = "", **options: Any) -> connect:
    """A handshake as a browser makes it: no headers of its own, a token as a subprotocol."""
    subprotocols = ["der.v1", *([f"bearer.{token}"] if token else [])]
    return connect(socket_url(web), subprotocols=subprotocols, origin=origin or None, **options)  # type: ignore[arg-type]


def reason_in(status: Status) -> str:
    info = ErrorInfo()
    assert status.details[0].Unpack(info)
    return info.reason


class Socket:
    """One session over WebSocket, as raw as can be."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.parts: list[Response] = []

    async def send(self, **part: Any) -> None:
        await self.connection.send(Request(**part).SerializeToString())

    async def receive(self, kind: str, timeout_s: float = 10) -> Any:
        async with asyncio.timeout(timeout_s):
            while True:
                data = await self.connection.recv()
                assert isinstance(data, bytes), "a text message is a status"
                part = Response.FromString(data)
                self.parts.append(part)
                if part.WhichOneof("part") == kind:
                    return getattr(part, kind)

    async def open(self, **changes: Any) -> session_pb2.Ready:
        await self.send(start=start_part(**changes))
        ready: session_pb2.Ready = await self.receive("ready")
        if ready.awaiting_notice:
            await self.send(notice_shown=session_pb2.NoticeShown(notice_version=ready.notice.version))
        return ready

    async def end(self, timeout_s: float = 10) -> tuple[int, str]:
        """Close code and reason; the reason is empty where no status came."""
        reason = ""
        async with asyncio.timeout(timeout_s):
            try:
                while True:
                    data = await self.connection.recv()
                    if isinstance(data, str):
                        reason = reason_in(Status.FromString(base64.b64decode(data)))
            except ConnectionClosed as closed:
                return (closed.rcvd.code if closed.rcvd else 1006), reason


async def until(holds: Callable[[], bool], timeout_s: float = 5) -> None:
    """Wait for something in the server that no event tells of."""
    async with asyncio.timeout(timeout_s):
        while not holds():  # noqa: ASYNC110 - as said
            await asyncio.sleep(0.02)


def framed(message: Message) -> bytes:
    data = message.SerializeToString()
    return b"\0" + len(data).to_bytes(4, "big") + data


class Answer:
    """A gRPC-Web answer taken apart: messages, trailers, and the status inside them."""

    def __init__(self, response: httpx.Response) -> None:
        self.response, self.messages = response, []
        body, trailers = response.content, b""
        while body:
            size = 5 + int.from_bytes(body[1:5], "big")
            if body[0] & 0x80:
                trailers = body[5:size]
            else:
                self.messages.append(body[5:size])
            body = body[size:]
        lines = [line.split(": ", 1) for line in trailers.decode().split("\r\n") if line]
        self.trailers = {name: unquote(value) for name, value in lines}
        self.code = int(self.trailers.get("grpc-status", -1))

    @property
    def reason(self) -> str:
        packed = self.trailers["grpc-status-details-bin"]
        return reason_in(Status.FromString(base64.b64decode(packed + "=" * (-len(packed) % 4))))


def web_headers(**more: str) -> dict[str, str]:
    return {"content-type": "application/grpc-web+proto", "x-grpc-web": "1", **more}


async def post(web: str, method: str, body: bytes | Message, **headers: str) -> Answer:
    content = body if isinstance(body, bytes) else framed(body)
    path = method if method.startswith("/") else SERVICE + method
    async with httpx.AsyncClient(timeout=20) as client:
        return Answer(await client.post(web + path, content=content, headers=web_headers(**headers)))
