"""gRPC-Web, binary: unary calls and server streams as HTTP POST.

Source of the framing: github.com/grpc/grpc, doc/PROTOCOL-WEB.md: a flag byte, four bytes of length, the message; the
flag 0x80 marks the trailers, which come last in the body.
"""

import asyncio
import base64
from typing import Any
from urllib.parse import quote

from google.rpc.status_pb2 import Status

from der_server.faults import BadRequest, DerError, Idle, NotBuilt, TooMuch
from der_server.wire.limits import MAX_TRANSPORT_BYTES
from der_server.wire.status import status_of
from der_server.wire.web_call import STATUS_DETAILS, Methods, Receive, Scope, Send, WebCall

CONTENT_TYPES = ("application/grpc-web+proto", "application/grpc-web")
HEAD_BYTES = 5
TRAILERS = 0x80
UNCHANGED = "".join(chr(c) for c in range(0x20, 0x7F) if c != ord("%"))
"""Characters of `grpc-message` that stay as they are (gRPC over HTTP/2: Percent-Encoded)."""

Headers = list[tuple[bytes, bytes]]


class GrpcWebCall(WebCall):
    """A call in one POST. The head of the answer leaves with the first message, or with the trailers."""

    def __init__(self, scope: Scope, authorization: str, send: Send, headers: Headers) -> None:
        super().__init__(scope, authorization)
        self._send, self._headers, self._begun = send, headers, False

    async def write(self, data: bytes) -> None:
        await self._body(frame(0, data), more=True)

    async def finish(self) -> None:
        """The trailers, and the end of the answer."""
        await self._body(frame(TRAILERS, trailers(self.status)), more=False)

    async def _body(self, body: bytes, *, more: bool) -> None:
        if not self._begun:
            self._begun = True
            headers = [(b"content-type", CONTENT_TYPES[0].encode()), *self._headers]
            await self._send({"type": "http.response.start", "status": 200, "headers": headers})
        await self._send({"type": "http.response.body", "body": body, "more_body": more})


async def serve_grpc_web(
    call: GrpcWebCall, methods: Methods, path: str, receive: Receive, idle_timeout_s: float
) -> None:
    """Answer one POST. Whatever goes wrong is a status in the trailers."""
    handler = methods.find(path)
    try:
        if handler is None or handler.request_streaming:
            raise NotBuilt(f"{path} is not served by gRPC-Web: a session goes through the WebSocket /v1/session.")
        data = await _read_message(receive, idle_timeout_s)
    except DerError as error:
        call.status.CopyFrom(status_of(error))
    else:
        await call.run(lambda: _handle(handler, data, call), _departure(receive))
    await call.finish()


async def _handle(handler: Any, data: bytes, call: GrpcWebCall) -> None:
    if handler.response_streaming:
        await handler.unary_stream(data, call)
    else:
        await call.write(await handler.unary_unary(data, call))


async def _read_message(receive: Receive, timeout_s: float) -> bytes:
    """The one message of a request. Raises TooMuch, Idle or BadRequest."""
    body = bytearray()
    try:
        async with asyncio.timeout(timeout_s):
            more = True
            while more:
                event = await receive()
                body += event.get("body", b"")
                if len(body) > MAX_TRANSPORT_BYTES:
                    raise TooMuch(f"A request is over the limit of {MAX_TRANSPORT_BYTES} bytes.")
                more = event.get("more_body", False)
    except TimeoutError:
        raise Idle("The request did not arrive in time: send it whole.") from None
    return unframe(bytes(body))


async def _departure(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def frame(flag: int, data: bytes) -> bytes:
    """Flag, length, data."""
    return bytes([flag]) + len(data).to_bytes(4, "big") + data


def unframe(body: bytes) -> bytes:
    """The message of a body that holds exactly one, uncompressed. Raises BadRequest."""
    length = int.from_bytes(body[1:HEAD_BYTES], "big")
    if len(body) < HEAD_BYTES or body[0] != 0 or len(body) != HEAD_BYTES + length:
        raise BadRequest(
            "The body is not one uncompressed gRPC-Web message: a zero byte, its length in four bytes, the message.",
            reason="NOT_PROTOBUF",
        )
    return body[HEAD_BYTES:]


def trailers(status: Status) -> bytes:
    """The trailer lines that tell of a status."""
    lines = [f"grpc-status: {status.code}"]
    if status.message:
        lines.append(f"grpc-message: {quote(status.message, safe=UNCHANGED)}")
    if status.details:
        packed = base64.b64encode(status.SerializeToString()).decode().rstrip("=")
        lines.append(f"{STATUS_DETAILS}: {packed}")
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def is_grpc_web(content_type: str) -> bool:
    """Whether a POST says that it is ours."""
    return content_type.partition(";")[0].strip().lower() in CONTENT_TYPES
