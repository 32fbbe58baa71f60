"""What wire tests share: a raw client, a server under test, and faces that say something."""

import asyncio
import itertools
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import grpc
import pytest
from google.rpc.error_details_pb2 import ErrorInfo
from grpc_status import rpc_status

from der_server.session.house import House
from der_server.signals.canonical import FACE
from der_server.v1 import errors_pb2, service_pb2, session_pb2, signals_pb2
from der_server.v1.service_pb2_grpc import DerServiceStub
from der_server.wire.server import Server

Request, Response = service_pb2.SessionRequest, service_pb2.SessionResponse


class Running:
    """A server under test."""

    def __init__(self, address: str, house: House, server: Server, web: str = "") -> None:
        self.address, self.house, self.server = address, house, server
        self.web = web
        """Address of the browser door; empty where none was asked for."""

    def channel(self) -> grpc.aio.Channel:
        return grpc.aio.insecure_channel(self.address)


Start = Callable[..., AbstractAsyncContextManager[Running]]


ALL = tuple(range(1, 6))


def consent(*modalities: int, uses: tuple[int, ...] = (session_pb2.USE_INFER,)) -> list[session_pb2.ConsentGrant]:
    return [session_pb2.ConsentGrant(modality=m, uses=uses) for m in modalities or ALL]  # type: ignore[misc,arg-type]


def start_part(**changes: Any) -> session_pb2.SessionStart:
    """A session with an ARKit face, full consent and an ARKit and a VRM avatar."""
    fields: dict[str, Any] = {
        "consent": consent(),
        "face_sources": [session_pb2.FaceSource(standard="arkit")],
        "rate_hz": 10,
        **changes,
    }
    return session_pb2.SessionStart(**fields)


def face(time_us: int, *, count: int = 52, value: float = 0.0, **weights: float) -> signals_pb2.FaceFrame:
    """A frame in ARKit order (alphabetical); a little noise, since a tracker never repeats itself."""
    values = [value + (time_us // 1000 * (i + 7) % 97) * 1e-6 for i in range(count)]
    for name, weight in weights.items():
        values[FACE.index(name)] = weight
    return signals_pb2.FaceFrame(capture_time_us=time_us, weights=values)


def smile(time_us: int) -> signals_pb2.FaceFrame:
    return face(
        time_us,
        mouthSmileLeft=0.8,
        mouthSmileRight=0.8,
        cheekSquintLeft=0.5,
        cheekSquintRight=0.5,
        eyeSquintLeft=0.5,
        eyeSquintRight=0.5,
        mouthUpperUpLeft=0.3,
        mouthUpperUpRight=0.3,
    )


class Client:
    """One raw session, for tests that look at the wire itself."""

    def __init__(self, channel: grpc.aio.Channel, **metadata: str) -> None:
        self.call = DerServiceStub(channel).Session(metadata=tuple(metadata.items()))  # type: ignore[call-arg]
        self.clock_us = itertools.count(1_000_000, 1_000)
        self.parts: list[Response] = []
        self._marker = itertools.count(1)

    async def send(self, **part: Any) -> None:
        await self.call.write(Request(**part))  # type: ignore[attr-defined]

    async def receive(self, kind: str, timeout_s: float = 10) -> Any:
        """The next part of a kind; what comes before it is kept in `parts`."""
        async with asyncio.timeout(timeout_s):
            while True:
                response = await self.call.read()  # type: ignore[attr-defined]
                if response is grpc.aio.EOF:
                    raise EOFError(await self.call.code())  # type: ignore[attr-defined]
                self.parts.append(response)
                if response.WhichOneof("part") == kind:
                    return getattr(response, kind)

    async def settle(self) -> None:
        """Until everything sent so far has been processed."""
        marker = next(self._marker)
        await self.send(ping=session_pb2.Ping(marker=marker))
        while (await self.receive("pong")).marker != marker:
            pass

    async def open(self, **changes: Any) -> session_pb2.Ready:
        """Start, confirm the notice, and hand back `ready`."""
        await self.send(start=start_part(**changes))
        ready: session_pb2.Ready = await self.receive("ready")
        if ready.awaiting_notice:
            await self.send(notice_shown=session_pb2.NoticeShown(notice_version=ready.notice.version))
        return ready

    def all(self, kind: str) -> list[Any]:
        return [getattr(p, kind) for p in self.parts if p.WhichOneof("part") == kind]


def reason_of(error: grpc.aio.AioRpcError) -> str:
    status = rpc_status.from_call(error)  # type: ignore[arg-type]
    assert status is not None, error
    info = ErrorInfo()
    assert status.details[0].Unpack(info)
    return info.reason


async def fails(client: Client) -> tuple[grpc.StatusCode, str]:
    """How the session ends."""
    with pytest.raises(grpc.aio.AioRpcError) as caught:  # noqa: PT012 - whatever comes before the end
        while True:
            await client.receive("going_away")
    return caught.value.code(), reason_of(caught.value)


def noticed(client: Client, reason: str) -> int:
    value = errors_pb2.ErrorReason.Value(f"ERROR_REASON_{reason}")
    return sum(notice.count for notice in client.all("notice") if notice.reason == value)


async def send_faces(client: Client, frames: list[signals_pb2.FaceFrame]) -> None:
    await client.send(signals=signals_pb2.Signals(faces=frames))


async def perform(client: Client, make: Any, seconds: float, from_us: int = 1_000_000) -> list[Any]:
    """Play a face at 60 Hz in real time, three frames a message; the states that came back."""
    before = len(client.all("state"))
    for i in range(0, round(seconds * 60), 3):
        await send_faces(client, [make(from_us + (i + k) * 16_667) for k in range(3)])
        await asyncio.sleep(0.05)
    await client.settle()
    return client.all("state")[before:]
