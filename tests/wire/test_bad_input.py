"""Bad input costs only itself: a sample, or the session that broke its promise. Never another's."""

import asyncio
from typing import Any

import grpc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire_kit import Client, Start, face, fails, noticed, perform, send_faces, smile, start_part

from der_server.faults import BadRequest
from der_server.v1 import service_pb2, session_pb2, signals_pb2
from der_server.v1.service_pb2 import SessionRequest
from der_server.wire.limits import MAX_MESSAGE_BYTES
from der_server.wire.parse import parse

pytestmark = [pytest.mark.wire, pytest.mark.model]
INVALID, PRECONDITION, EXHAUSTED = (
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
)
T = 1_000_000
BODY = {"body_sources": [session_pb2.BodySource(standard="vrm", names=["hips", "head", "leftHand"])]}
VOICE = {"voice": session_pb2.VoiceFormat(sample_rate_hz=16000)}


def body(time_us: int = T, *, scale: float = 1.0, turn: float = 1.0, **changes: Any) -> signals_pb2.BodyFrame:
    positions = [0, 1, 0, 0, 1.6, 0, 0.3, 1, 0.2]
    rotations = [0, 0, 0, turn] * 3
    fields = {"positions": [scale * p for p in positions], "rotations": rotations, **changes}
    return signals_pb2.BodyFrame(capture_time_us=time_us, **fields)


def signals(**parts: Any) -> dict[str, signals_pb2.Signals]:
    return {"signals": signals_pb2.Signals(**parts)}


def bad_face(value: float) -> signals_pb2.FaceFrame:
    return signals_pb2.FaceFrame(capture_time_us=T, weights=[value] * 52)


def voice(data: bytes, time_us: int = T) -> signals_pb2.VoiceChunk:
    return signals_pb2.VoiceChunk(capture_time_us=time_us, data=data)


def event(**fields: Any) -> signals_pb2.BehaviourEvent:
    return signals_pb2.BehaviourEvent(capture_time_us=T, **fields)


def head(**rotation: float) -> signals_pb2.HeadFrame:
    pose = signals_pb2.Pose(rotation=signals_pb2.Quat(**rotation))
    return signals_pb2.HeadFrame(capture_time_us=T, head=pose)


SAMPLES = {
    "nan": ("NOT_FINITE", {}, signals(faces=[bad_face(float("nan"))])),
    "inf": ("NOT_FINITE", {}, signals(faces=[bad_face(float("inf"))])),
    "too large": ("OUT_OF_RANGE", {}, signals(faces=[bad_face(3.0)])),
    "negative": ("OUT_OF_RANGE", {}, signals(faces=[bad_face(-1.0)])),
    "time back": ("TIME_WENT_BACK", {}, signals(faces=[face(T), face(T - 5)])),
    "far future": ("TIME_IN_FUTURE", {}, signals(faces=[face(T), face(T + 3_600_000_000)])),
    "body nan": ("NOT_FINITE", BODY, signals(bodies=[body(scale=float("nan"))])),
    "centimetres": ("WRONG_UNITS", BODY, signals(bodies=[body(scale=100)])),
    "zero quaternion": ("OUT_OF_RANGE", BODY, signals(bodies=[body(turn=0)])),
    "head zero quaternion": ("OUT_OF_RANGE", {}, signals(heads=[head(w=0)])),
    "head nan": ("NOT_FINITE", {}, signals(heads=[head(w=float("nan"))])),
    "odd pcm": ("BAD_FRAME", VOICE, signals(voices=[voice(b"\0\1\2")])),
    "pcm never declared": ("BAD_FRAME", {}, signals(voices=[voice(b"\0\1")])),
    "two seconds at once": ("BAD_FRAME", VOICE, signals(voices=[voice(bytes(64_000))])),
    "unknown event": ("BAD_REQUEST", {}, signals(events=[event(kind=99)])),
    "event nan": ("NOT_FINITE", {}, signals(events=[event(kind=1, value=float("nan"))])),
    "event negative": ("OUT_OF_RANGE", {}, signals(events=[event(kind=1, value=-1)])),
}


@pytest.mark.parametrize("name", SAMPLES)
async def test_a_bad_sample_is_counted_and_the_session_goes_on(running: Start, name: str) -> None:
    reason, declared, part = SAMPLES[name]
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(**declared)
        await client.send(**part)
        await client.settle()
        assert noticed(client, reason) == 1
        states = await perform(client, smile, 0.4, from_us=T + 10_000)
    assert states
    assert all(0 <= p <= 1 for s in states for p in s.probabilities)


PROMISES = {
    "wrong count": (INVALID, "BAD_FRAME", signals(faces=[face(T, count=51)])),
    "no weights": (INVALID, "BAD_FRAME", signals(faces=[face(T, count=0)])),
    "undeclared source": (INVALID, "BAD_DECLARATION", signals(faces=[signals_pb2.FaceFrame(source_id=9)])),
    "undeclared body": (INVALID, "BAD_DECLARATION", signals(bodies=[body()])),
    "ragged body": (INVALID, "BAD_FRAME", signals(bodies=[signals_pb2.BodyFrame(positions=[1, 2])])),
    "second start": (PRECONDITION, "OUT_OF_ORDER", {"start": start_part()}),
    "wrong notice": (PRECONDITION, "OUT_OF_ORDER", {"notice_shown": session_pb2.NoticeShown(notice_version="x")}),
    "rate of 500": (INVALID, "BAD_REQUEST", {"update": session_pb2.SessionUpdate(rate_hz=500)}),
    "long text": (EXHAUSTED, "LIMIT_EXCEEDED", signals(texts=[signals_pb2.TextInput(text="x" * 5000)])),
    "oversized": (EXHAUSTED, "LIMIT_EXCEEDED", signals(voices=[voice(bytes(MAX_MESSAGE_BYTES))])),
}


@pytest.mark.parametrize("name", PROMISES)
async def test_a_broken_promise_costs_its_own_session_only(running: Start, name: str) -> None:
    code, reason, part = PROMISES[name]
    async with running() as server, server.channel() as channel:
        neighbour, client = Client(channel), Client(channel)
        await neighbour.open()
        await client.open()
        await client.send(**part)
        assert await fails(client) == (code, reason)
        assert await perform(neighbour, smile, 0.4)
        assert len(server.house.hall) == 1


STARTS = {
    "unknown standard": (INVALID, "BAD_DECLARATION", {"face_sources": [session_pb2.FaceSource(standard="arkitt")]}),
    "unknown skeleton": (INVALID, "BAD_DECLARATION", {"body_sources": [session_pb2.BodySource(standard="ghost")]}),
    "sample rate": (INVALID, "BAD_DECLARATION", {"voice": session_pb2.VoiceFormat(sample_rate_hz=1)}),
    "opus at 44.1 kHz": (
        INVALID,
        "BAD_DECLARATION",
        {"voice": session_pb2.VoiceFormat(sample_rate_hz=44100, encoding=session_pb2.VOICE_ENCODING_OPUS)},
    ),
    "long id": (EXHAUSTED, "LIMIT_EXCEEDED", {"person_id": "x" * 1000}),
    "same source twice": (INVALID, "BAD_DECLARATION", {"face_sources": 2 * [session_pb2.FaceSource(standard="fb")]}),
    "negative rate": (INVALID, "BAD_REQUEST", {"rate_hz": -1}),
}


@pytest.mark.parametrize("name", STARTS)
async def test_a_bad_start_says_what_to_do(running: Start, name: str) -> None:
    code, reason, changes = STARTS[name]
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.send(start=start_part(**changes))
        assert await fails(client) == (code, reason)
        assert len(server.house.hall) == 0


async def test_signals_before_start_are_refused(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.send(**signals(faces=[face(T)]))
        assert await fails(client) == (PRECONDITION, "OUT_OF_ORDER")


@pytest.mark.parametrize("garbage", [b"\xff\xff\xff\xff", b"GET / HTTP/1.1\r\n\r\n", b"\x0a\xff"])
async def test_garbage_is_not_protobuf_and_says_so(running: Start, garbage: bytes) -> None:
    async with running() as server, server.channel() as channel:
        call = channel.stream_stream("/der_server.v1.DerService/Session")()
        client = Client.__new__(Client)
        client.call, client.parts = call, []
        await call.write(garbage)
        assert await fails(client) == (INVALID, "NOT_PROTOBUF")
        assert len(server.house.hall) == 0


async def test_an_empty_part_and_a_part_from_the_future_are_ignored(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open()
        await client.call.write(SessionRequest())  # type: ignore[attr-defined]
        await client.call.write(SessionRequest.FromString(b"\xa2\x06\x01x"))  # type: ignore[attr-defined] # field 100
        await client.settle()
        assert await perform(client, smile, 0.4)


async def test_a_flood_is_dropped_and_counted(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open()
        for i in range(600):
            await send_faces(client, [face(T + i * 1000)])
        await asyncio.sleep(1.2)
        await client.settle()
        assert noticed(client, "TOO_FAST") > 0


async def test_a_client_that_vanishes_leaves_nothing_behind(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        for _ in range(20):
            client = Client(channel)
            await client.open()
            await send_faces(client, [smile(T)])
            client.call.cancel()
        for _ in range(100):
            if not len(server.house.hall):
                break
            await asyncio.sleep(0.02)
        assert len(server.house.hall) == 0


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_whatever_bytes_come_they_parse_or_are_refused(data: bytes) -> None:
    try:
        request = parse(SessionRequest, data, MAX_MESSAGE_BYTES)
    except BadRequest as error:
        assert error.reason == "NOT_PROTOBUF"  # noqa: PT017 - either outcome is fine, this one must say why
    else:
        assert isinstance(request, service_pb2.SessionRequest)
