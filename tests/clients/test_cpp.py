"""The C++ core beyond the kit: the browser door, the engine's own thread, and what it shows and needs."""

import asyncio
import importlib.util
import subprocess
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from conftest import HERE, ROOT, Driver, started
from websockets.asyncio.server import ServerConnection, serve
from wire_kit import Start

from der_server.v1.service_pb2 import SessionRequest, SessionResponse
from der_server.v1.session_pb2 import Pong, Ready

pytestmark = [pytest.mark.clients]
Drive = Callable[..., AbstractAsyncContextManager[Driver]]
MODULE = ROOT / "client_examples/unreal/DerServer/Source/DerServer"


@pytest.fixture
def drive(cpp_driver: list[str]) -> Drive:
    return lambda: started(cpp_driver)


@pytest.fixture(params=[1, 0], ids=["own-thread", "engine-thread"])
def thread(request: pytest.FixtureRequest) -> int:
    """Who does the work: a thread of the session's, or the one that ticks."""
    return int(request.param)


@pytest.mark.model
async def test_the_browser_door_carries_a_session_to_its_end(drive: Drive, running: Start, thread: int) -> None:
    async with running(web_listen="127.0.0.1:0") as server, drive() as client:
        await client.open(server.web.replace("http", "ws"), thread=thread)
        for _ in range(30):
            await client.say("faces 1")
            await asyncio.sleep(0.05)
        await client.say("finish")
        await client.hear("phase finished")
        states = [line for line in client.heard if line.startswith("state")]
        assert states[-1].endswith("joy")


@pytest.mark.model
async def test_the_browser_door_says_why_it_ends(drive: Drive, running: Start, thread: int) -> None:
    async with running(web_listen="127.0.0.1:0") as server, drive() as client:
        address = server.web.replace("http", "ws")
        limit = "LIMIT_EXCEEDED"
        for wrong, reason in (("wrong 51", "BAD_FRAME"), ("big 300000", limit), ("big 2000000", limit)):
            await client.open(address, thread=thread)
            await client.say(wrong)
            assert reason in await client.hear("phase failed")


@pytest.mark.model
async def test_over_the_browser_door_a_restart_is_said_and_a_token_asked_for(
    drive: Drive, running: Start, thread: int
) -> None:
    async with drive() as client:
        async with running(web_listen="127.0.0.1:0") as server:
            web = server.web
            await client.open(web.replace("http", "ws"), thread=thread)
        await client.hear("phase reconnecting")
        async with running(web_listen=web.removeprefix("http://")):
            assert "resumed=0 reset=1" in await client.hear("ready")


async def test_gone_and_silent_doors_are_events(drive: Drive, thread: int) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server, drive() as client:
        await client.say(f"open ws://127.0.0.1:9 tries=1 thread={thread}")
        assert "UNREACHABLE" in await client.hear("phase failed")
        port = server.sockets[0].getsockname()[1]
        await client.say(f"open ws://127.0.0.1:{port} silence=0.3 reconnect=0 thread={thread}")
        assert "UNREACHABLE" in await client.hear("phase failed")
        await client.say("open ws://198.51.100.1:50711 token=secret")
        assert "NOT_ALLOWED" in await client.hear("phase failed")


async def test_a_socket_that_buffers_without_end_is_given_no_more_than_the_server_has_read(drive: Drive) -> None:
    """An engine's WebSocket takes all and tells nothing: the core counts answered pings instead."""
    got: list[SessionRequest] = []
    may_answer = asyncio.Event()

    async def play(socket: ServerConnection) -> None:
        async for message in socket:
            part = SessionRequest.FromString(bytes(message))
            got.append(part)
            if part.WhichOneof("part") == "start":
                await socket.send(SessionResponse(ready=Ready(labels=["joy"])).SerializeToString())
            if part.WhichOneof("part") == "ping" and may_answer.is_set():
                await socket.send(SessionResponse(pong=Pong(marker=part.ping.marker)).SerializeToString())

    async with serve(play, "127.0.0.1", 0, subprotocols=["der.v1"]) as server, drive() as client:
        await client.say(f"open ws://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        await client.hear("phase running")
        for _ in range(50):
            await client.say("faces 10")
            await asyncio.sleep(0.01)
        await client.say("text kept")
        await client.say("count")
        assert int((await client.hear("dropped")).split()[1]) > 300
        assert len([part for part in got if part.HasField("signals")]) <= 60
        may_answer.set()
        async with asyncio.timeout(10):
            while not any(text.text == "kept" for part in got for text in part.signals.texts):  # noqa: ASYNC110
                await asyncio.sleep(0.02)


@pytest.mark.model
async def test_the_example_smiles(cpp_driver: list[str], running: Start) -> None:
    example = str(Path(cpp_driver[0]).with_name("der_example"))
    async with running() as server, started([example, f"http://{server.address}"]) as program:
        await program.hear("joy")


def test_the_core_and_the_public_headers_need_no_other_library() -> None:
    core, public = list((MODULE / "Private/der").iterdir()), list((MODULE / "Public").iterdir())
    lines = [line for path in [*core, *public] for line in path.read_text("utf-8").splitlines() if "#include" in line]
    assert len(lines) > 40
    assert not [line for line in lines if "grpc" in line or "google" in line]


def test_the_committed_messages_are_what_the_protos_say() -> None:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "client_examples/unreal/generate.py")
    assert spec
    assert spec.loader
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    assert (MODULE / "Private/der/messages.h").read_text("utf-8") == generate.text(), (
        "run client_examples/unreal/generate.py"
    )


def test_the_unreal_layer_type_checks_against_declarations_of_the_engine(tmp_path: Path) -> None:
    """Every header of the engine that the plugin names becomes one that includes the declarations; a name that they
    lack is an error. That is what can be checked without Unreal."""
    files = [*MODULE.glob("Public/*.h"), *MODULE.glob("Private/*.h"), *MODULE.glob("Private/*.cpp")]
    own = {path.name for path in files}
    for line in {
        line for path in files for line in path.read_text("utf-8").splitlines() if line.startswith('#include "')
    }:
        name = line.split('"')[1]
        if name in own or name.startswith(("der/", "grpc/")):
            continue
        stub = tmp_path / name
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text("" if name.endswith(".generated.h") else '#include "UnrealStubs.h"\n')
    places = [f"-I{place}" for place in (tmp_path, HERE / "unreal", MODULE / "Public", MODULE / "Private")]
    checks = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wshadow", "-Werror", "-Wno-unused-parameter"]
    sources = [str(path) for path in files if path.suffix == ".cpp"]
    for grpc in ("-DWITH_DER_GRPC=0", "-DWITH_DER_GRPC=1"):
        done = subprocess.run(["c++", *checks, grpc, *places, *sources], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-8000:]
