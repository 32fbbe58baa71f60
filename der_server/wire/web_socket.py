"""The session over WebSocket: one protobuf message in each binary message.

    client -> SessionRequest ...      an empty message = half close
    server -> SessionResponse ...     then close 1000
              a text message = base64 of google.rpc.Status, then close 4000 + its code

A text message never carries a part, so nobody has to guess what a message is.
"""

import asyncio
import base64
import contextlib
from collections.abc import Sequence
from typing import Any

import grpc

from der_server.faults import BadRequest
from der_server.wire.web_call import Receive, Scope, Send, WebCall

PATH = "/v1/session"
SUBPROTOCOL = "der.v1"
TOKEN_PREFIX = "bearer."  # noqa: S105 - what stands before a token
MAX_SOCKET_BYTES = 1024 * 1024
"""Up to here a message over the limit gets the protocol's own answer; beyond it, close 1009 (RFC 6455, 7.4.1)."""
OK_CODE, STATUS_CODES = 1000, 4000
"""Close codes: the normal one, and where the gRPC statuses begin in the range for private use."""
MAX_REASON_BYTES = 123
"""RFC 6455, 5.5: a control frame has at most 125 bytes, two of them the code."""
FAREWELL_S = 5.0
"""A client that does not read is not waited for longer than this when its call ends."""


class SocketCall(WebCall):
    """A call on one WebSocket."""

    def __init__(self, scope: Scope, authorization: str, receive: Receive, send: Send) -> None:
        super().__init__(scope, authorization)
        self._receive, self._send = receive, send
        self._gone = False

    async def read(self) -> Any:
        event = await self._receive()
        if event["type"] == "websocket.disconnect":
            self._gone = True
            self.leave()
            await asyncio.Event().wait()  # until the cancelling reaches this
        data = event.get("bytes")
        if data is None:
            raise BadRequest("Send binary messages, each one SessionRequest.", reason="NOT_PROTOBUF")
        return data or grpc.aio.EOF

    async def write(self, data: bytes) -> None:
        with contextlib.suppress(OSError):  # the client has left: `read` will see it too
            await self._send({"type": "websocket.send", "bytes": data})

    async def finish(self) -> None:
        """Say how the call ended, and close."""
        if self._gone:
            return
        try:
            async with asyncio.timeout(FAREWELL_S):
                await self._close()
        except (TimeoutError, OSError):
            return  # nobody listens any more

    async def _close(self) -> None:
        status = self.status
        if not status.code:
            await self._send({"type": "websocket.close", "code": OK_CODE})
            return
        packed = base64.b64encode(status.SerializeToString()).decode()
        await self._send({"type": "websocket.send", "text": packed})
        reason = status.message.encode()[:MAX_REASON_BYTES].decode("utf-8", "ignore")
        await self._send({"type": "websocket.close", "code": STATUS_CODES + status.code, "reason": reason})


async def serve_socket(call: SocketCall, handler: Any, subprotocol: str | None, receive: Receive, send: Send) -> None:
    """Shake hands, run the session, say how it ended."""
    await receive()  # websocket.connect
    await send({"type": "websocket.accept", "subprotocol": subprotocol})

    async def work() -> None:
        await handler.stream_stream(None, call)

    await call.run(work)
    await call.finish()


def token_of(subprotocols: Sequence[str]) -> str:
    """The `authorization` a browser sends as the subprotocol `bearer.<token>`; empty where there is none."""
    found = (name for name in subprotocols if name.startswith(TOKEN_PREFIX))
    token = next(found, "").removeprefix(TOKEN_PREFIX)
    return f"Bearer {token}" if token else ""
