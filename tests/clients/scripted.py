"""A server that plays a written stream: what to wait for, what to answer, how to end. It notes all that it receives.

A line is one step: `> start` waits for a part; `< ready {...}` answers in text format; `< hex a2060178` answers with
raw bytes; `end OK` or `end UNAVAILABLE GOING_AWAY words` ends the stream; `hold` waits for the client to leave;
`still 2` reads nothing for so long. Each further stream of the client plays the next section (`---`).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import grpc
from google.protobuf import text_format
from google.protobuf.any_pb2 import Any as AnyMessage
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import ErrorInfo
from google.rpc.status_pb2 import Status
from grpc_status import rpc_status

from der_server.v1.service_pb2 import SessionRequest, SessionResponse


class Scripted:
    """The scripted server's memory."""

    def __init__(self, script: str) -> None:
        self._sections = [section.strip().splitlines() for section in script.split("---\n")]
        self.streams: list[list[SessionRequest]] = []
        """Parts received, stream by stream."""
        self.open = 0
        """Streams that nobody has left yet."""
        self.address = ""

    def parts(self, stream: int, kind: str) -> list[Any]:
        return [getattr(p, kind) for p in self.streams[stream] if p.WhichOneof("part") == kind]

    async def session(self, requests: object, context: Any) -> None:
        received: list[SessionRequest] = []
        self.streams.append(received)
        self.open += 1
        try:
            for line in self._sections[min(len(self.streams), len(self._sections)) - 1]:
                word, _, rest = line.strip().partition(" ")
                await self._step(word, rest, received, context)
        finally:
            self.open -= 1

    async def _step(self, word: str, rest: str, received: list[SessionRequest], context: Any) -> None:
        match word:
            case ">":
                while (part := await self._read(context)) is not None:
                    received.append(part)
                    if part.WhichOneof("part") == rest:
                        return
                await asyncio.Event().wait()  # the client has said its last word
            case "<":
                kind, _, words = rest.partition(" ")
                raw = bytes.fromhex(words) if kind == "hex" else None
                answer = raw or text_format.Parse(f"{kind} {words}", SessionResponse()).SerializeToString()
                await context.write(answer)
            case "hold":
                while (part := await self._read(context)) is not None:
                    received.append(part)
            case "still":
                await asyncio.sleep(float(rest))
            case "end":
                await _end(rest, context)

    async def _read(self, context: Any) -> SessionRequest | None:
        data = await context.read()
        return None if data is grpc.aio.EOF else SessionRequest.FromString(data)


async def _end(words: str, context: Any) -> None:
    code, _, rest = words.partition(" ")
    if code == "OK":
        return
    reason, _, message = rest.partition(" ")
    detail = AnyMessage()
    detail.Pack(ErrorInfo(reason=reason, domain="der-server"))
    await context.abort_with_status(
        rpc_status.to_status(Status(code=Code.Value(code), message=message, details=[detail]))
    )


@asynccontextmanager
async def scripted(script: str) -> AsyncIterator[Scripted]:
    """A server on a loopback port that plays the script."""
    memory = Scripted(script)
    server = grpc.aio.server(options=[("grpc.http2.bdp_probe", 0)])  # a small window: a reader that waits is felt
    methods = {"Session": grpc.stream_stream_rpc_method_handler(memory.session)}
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("der_server.v1.DerService", methods),))
    memory.address = f"http://127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    await server.start()
    try:
        yield memory
    finally:
        await server.stop(0)
