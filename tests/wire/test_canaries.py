"""Nothing of a person leaves by a side door: canaries go through every modality and many kinds of failure, and are
then looked for in logs, metrics, errors and every file the server wrote."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import grpc
import httpx
import numpy as np
import psutil
import pytest
from google.protobuf.message import Message
from test_services import bearer, token_key  # noqa: F401 - a fixture
from web_kit import Socket, dial
from wire_kit import Client, consent, start_part

from der_server.v1 import profile_pb2, room_pb2, service_pb2, session_pb2, signals_pb2
from der_server.v1.profile_pb2_grpc import ProfileServiceStub
from der_server.v1.room_pb2_grpc import RoomServiceStub
from der_server.v1.service_pb2_grpc import DerServiceStub

pytestmark = [pytest.mark.wire, pytest.mark.model]
PERSON, ROOM, WORDS = "canary-person-7f3a9c", "canary-room-7f3a9c", "canary words 7f3a9c: I want to kill myself"
WEIGHT, METRES, VALUE = 0.73105857, 1.2345678, 7.6543213
SOUND = np.tile(np.array([12345, -23456, 31415, -27182], "<i2"), 400)
TRACES = {
    "person": PERSON.encode(),
    "room": ROOM.encode(),
    "words": b"7f3a9c",
    "weight": b"0.731058",
    "metres": b"1.234567",
    "value": b"7.654321",
    **{f"{name} in memory": np.full(3, x, "<f4").tobytes() for name, x in (("weight", WEIGHT), ("metres", METRES))},
    "sound": SOUND[:8].tobytes(),
}
EVERYTHING = tuple(session_pb2.Use.values()[1:])
ADULT = session_pb2.LegalContext(scenario=session_pb2.SCENARIO_GAME, age_class=session_pb2.AGE_CLASS_ADULT)
STAFF = session_pb2.LegalContext(scenario=session_pb2.SCENARIO_MEETING, subject_role=session_pb2.SUBJECT_ROLE_STAFF)
JOINTS = ["hips", "head", "leftHand"]


class Errors:
    """What clients were told when something failed."""

    def __init__(self) -> None:
        self.told: list[bytes] = []

    @contextlib.asynccontextmanager
    async def expected(self) -> AsyncIterator[None]:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            async with asyncio.timeout(20):
                yield
        self.note(caught.value)

    def note(self, error: grpc.aio.AioRpcError) -> None:
        said = (error.details(), *error.initial_metadata(), *error.trailing_metadata())
        self.told.append(b" ".join(x if isinstance(x, bytes) else str(x).encode() for x in _flat(said)))

    async def of(self, client: Client) -> None:
        """How a session ends."""
        async with self.expected():
            while True:
                await client.receive("going_away")


def _flat(values: Any) -> list[Any]:
    return [x for value in values for x in (_flat(value) if isinstance(value, tuple) else [value])]


def moment(time_us: int, **more: Any) -> signals_pb2.Signals:
    """Something of every modality, each with its canary."""
    return signals_pb2.Signals(
        faces=[signals_pb2.FaceFrame(capture_time_us=time_us, weights=[WEIGHT] * 52)],
        heads=[
            signals_pb2.HeadFrame(
                capture_time_us=time_us, head=signals_pb2.Pose(rotation=signals_pb2.Quat(w=WEIGHT, x=METRES))
            )
        ],
        bodies=[signals_pb2.BodyFrame(capture_time_us=time_us, positions=[METRES] * 9, rotations=[0, 0, 0, 1] * 3)],
        voices=[
            signals_pb2.VoiceChunk(
                capture_time_us=time_us, first_sample=(time_us - 1_000_000) * 16 // 1000, data=SOUND.tobytes()
            )
        ],
        texts=[signals_pb2.TextInput(capture_time_us=time_us, text=WORDS)],
        events=[
            signals_pb2.BehaviourEvent(
                capture_time_us=time_us, kind=signals_pb2.BEHAVIOUR_KIND_IDLE, value=VALUE, target=PERSON
            )
        ],
        **more,
    )


def declared(**changes: Any) -> dict[str, Any]:
    return {
        "person_id": PERSON,
        "room_id": ROOM,
        "context": ADULT,
        "consent": consent(uses=EVERYTHING),
        "body_sources": [session_pb2.BodySource(standard="vrm", names=JOINTS)],
        "voice": session_pb2.VoiceFormat(sample_rate_hz=16000),
        **changes,
    }


def broken() -> dict[str, signals_pb2.Signals]:
    """Messages whose samples cannot be read, or that end the session."""
    nan = moment(2_000_000)
    nan.faces[0].weights[0] = float("nan")
    nan.bodies[0].positions[0] = float("inf")
    wide = moment(2_000_000)
    wide.faces[0].weights[0] = 3.0
    wide.voices[0].data = SOUND.tobytes()[:-1]
    short, long = moment(2_000_000), moment(2_000_000)
    del short.faces[0].weights[-1]
    long.texts[0].text = WORDS * 400
    undeclared = moment(2_000_000)
    undeclared.faces[0].source_id = 7
    early = moment(5)
    return {"nan": nan, "wide": wide, "short": short, "long": long, "undeclared": undeclared, "early": early}


async def visit(channel: grpc.aio.Channel, errors: Errors, process: psutil.Process) -> None:
    """A good session, in the middle of which every model dies."""
    client = Client(channel)
    ready = await client.open(**declared())
    for i in range(20):
        await client.send(signals=moment(1_000_000 + i * 100_000))
        await asyncio.sleep(0.05)
        if i == 10:
            for worker in process.children(recursive=True):
                worker.kill()
    await client.send(calibrate=session_pb2.Calibrate())
    await client.send(feedback=session_pb2.Feedback(label="joy", has_dimensions=True, valence=WEIGHT))
    await client.settle()
    assert client.all("state")
    stub = DerServiceStub(channel)
    watched = stub.Watch(service_pb2.WatchRequest(session_id=ready.session_id, with_advice=True))
    await client.send(signals=moment(4_000_000))
    assert (await asyncio.wait_for(watched.read(), 20)).state.sequence  # type: ignore[attr-defined]
    room = await RoomServiceStub(channel).GetRoom(room_pb2.GetRoomRequest(room_id=ROOM))
    errors.told.append(str(room).encode())
    client.call.cancel()
    again = Client(channel)
    await again.open(**declared(resume_token=ready.resume_token))
    await again.send(signals=moment(6_000_000))
    await again.settle()
    await again.send(withdraw=session_pb2.Withdraw())
    await again.settle()
    errors.told += [str(notice).encode() for c in (client, again) for notice in c.all("notice")]


async def fail_sessions(channel: grpc.aio.Channel, errors: Errors) -> None:
    for sent in broken().values():
        client = Client(channel)
        await client.open(**declared())
        try:
            await client.send(signals=sent)
            await client.settle()
        except grpc.aio.AioRpcError as error:
            errors.note(error)
        except asyncio.InvalidStateError:  # the server has ended the call already; reading says why
            await errors.of(client)
        errors.told += [str(notice).encode() for notice in client.all("notice")]
    starts = (
        declared(person_id=PERSON * 20),
        declared(context=STAFF),
        declared(room_id=ROOM * 20),
        declared(resume_token=PERSON * 20),
        declared(face_sources=[session_pb2.FaceSource(id=1), session_pb2.FaceSource(id=1)]),
        declared(rate_hz=500),
    )
    for start in starts:
        client = Client(channel)

        await client.send(start=start_part(**start))
        await errors.of(client)
    other = Client(channel, authorization=bearer(PERSON))
    await other.send(start=start_part(person_id=f"{PERSON}-2"))
    await errors.of(other)


async def fail_calls(channel: grpc.aio.Channel, errors: Errors) -> None:
    stub, rooms = DerServiceStub(channel), RoomServiceStub(channel)
    person = (("authorization", bearer(PERSON)),)
    async with errors.expected():
        await rooms.GetRoom(room_pb2.GetRoomRequest(room_id=ROOM), metadata=person)
    async with errors.expected():
        await rooms.WatchRoom(room_pb2.WatchRoomRequest(room_id=ROOM), metadata=person).read()  # type: ignore[attr-defined]
    async with errors.expected():
        await stub.Watch(service_pb2.WatchRequest(session_id=PERSON)).read()  # type: ignore[attr-defined]
    async with errors.expected():
        await stub.Describe(service_pb2.DescribeRequest(), metadata=(("authorization", f"Bearer {PERSON}"),))
    for context, sent in ((ADULT, moment(1_000_000)), (STAFF, moment(1_000_000)), (ADULT, broken()["short"])):
        async with errors.expected():
            start = start_part(**declared(context=context))
            await stub.Analyze(service_pb2.AnalyzeRequest(start=start, signals=[sent]))
    for method in ("DerService/Session", "DerService/Describe", "DerService/Analyze", "RoomService/GetRoom"):
        raw = channel.unary_unary(f"/der_server.v1.{method}")  # bytes as they are
        async with errors.expected():
            await raw(b"\xff\xff" + PERSON.encode())
    for method in profile_pb2.DESCRIPTOR.services_by_name["ProfileService"].methods:
        request: Message = getattr(profile_pb2, method.input_type.name)()
        if "person_id" in method.input_type.fields_by_name:
            request.person_id = PERSON  # type: ignore[attr-defined]
        with contextlib.suppress(BaseExceptionGroup, pytest.fail.Exception):  # what is built answers
            async with errors.expected():
                call = getattr(ProfileServiceStub(channel), method.name)(request)
                await (call.read() if method.server_streaming else call)


async def fail_in_a_browser(web: str, errors: Errors) -> None:
    async with dial(web) as connection:
        browser = Socket(connection)
        await browser.open(**declared())
        await browser.send(signals=broken()["short"])
        errors.told.append(repr(await browser.end()).encode())
    async with dial(web) as connection:
        await connection.send(b"\xff\xff" + PERSON.encode())
        errors.told.append(repr(await Socket(connection).end()).encode())


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


async def test_no_canary_is_found_in_logs_metrics_errors_or_files(tmp_path: Path, token_key: Path) -> None:  # noqa: F811
    home, metrics, errors = tmp_path / "home", f"127.0.0.1:{free_port()}", Errors()
    home.mkdir()
    logs_file = (tmp_path / "logs").open("wb")  # a pipe that nobody reads would stop the server
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "der_server.cli", "serve", "--listen", "127.0.0.1:0", "--json"),
        *("--web-listen", "127.0.0.1:0", "--metrics-listen", metrics, "--workers", "1"),
        stdout=asyncio.subprocess.PIPE,
        stderr=logs_file,
        cwd=home,
        env={
            **os.environ,
            **{name: str(home) for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")},
            "DER_DRAIN_S": "0.2",
            "DER_BUSY_MS": "1000000",
            "DER_MAX_SESSIONS_PER_PERSON": "64",
            "DER_TOKEN_KEY": str(token_key),
        },
    )
    assert server.stdout is not None
    try:
        line = await asyncio.wait_for(server.stdout.readline(), 120)
        ready = json.loads(line)
        async with grpc.aio.insecure_channel(ready["address"]) as channel:
            await visit(channel, errors, psutil.Process(server.pid))
            await fail_sessions(channel, errors)
            await fail_calls(channel, errors)
            await fail_in_a_browser(ready["web"], errors)
            async with httpx.AsyncClient() as http:
                measured = (await http.get(f"http://{metrics}/metrics")).content
            last = Client(channel)
            await last.open(**declared())
            await last.send(signals=moment(1_000_000))
            server.send_signal(signal.SIGTERM)
            await last.receive("going_away")
        out, _ = await asyncio.wait_for(server.communicate(), 60)
    finally:
        logs_file.close()
        if server.returncode is None:
            server.kill()
            await server.wait()
    assert server.returncode == 0
    logs = (tmp_path / "logs").read_bytes()
    assert b"going_away" in logs
    assert b'der_refused_samples_total{reason="NOT_FINITE",what="face"}' in measured
    assert len(errors.told) > 25
    sinks = {"stdout": line + out, "logs": logs, "metrics": measured, "errors": b"\n".join(errors.told)}
    sinks |= {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert [(sink, name) for sink, held in sinks.items() for name, trace in TRACES.items() if trace in held] == []
    assert not [path for path in home.rglob("*") if "canary" in path.name or "7f3a9c" in path.name]
    assert not list(home.rglob("*onnxruntime*")), "ONNX Runtime's telemetry is on"
