"""The C# client beyond the kit: its other transport, TLS, every service, and what is committed with it."""

import shutil
import subprocess
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import dotnet_kit
import pytest
from conftest import CORE, HERE, ROOT, Driver, csharp_program, skip_or_fail, started
from wire_kit import Start

pytestmark = [pytest.mark.clients]
Drive = Callable[..., AbstractAsyncContextManager[Driver]]


@pytest.fixture
def drive(csharp_driver: list[str]) -> Drive:
    return lambda **environment: started(csharp_driver, **environment)


@pytest.mark.model
@pytest.mark.parametrize("scheme", ["http", "ws"])
async def test_both_transports_carry_a_session_and_its_end(drive: Drive, running: Start, scheme: str) -> None:
    async with running(web_listen="127.0.0.1:0") as server, drive() as client:
        address = f"http://{server.address}" if scheme == "http" else server.web.replace("http", "ws")
        await client.open(address)
        await client.say("text I am so happy, this is wonderful!")
        await client.hear("state")
        await client.say("wrong 51")
        assert "BAD_FRAME" in await client.hear("phase failed")


@pytest.mark.model
async def test_a_session_over_websocket_ends_well_and_at_once(drive: Drive, running: Start) -> None:
    async with running(web_listen="127.0.0.1:0") as server, drive() as client:
        await client.open(server.web.replace("http", "ws"))
        await client.say("faces 2")
        await client.say("finish")
        await client.hear("phase finished")


@pytest.mark.model
async def test_a_player_without_threads_lives_through_a_session_its_end_and_a_restart(
    drive: Drive, running: Start
) -> None:
    async with drive() as client:
        async with running(web_listen="127.0.0.1:0") as server:
            web = server.web
            await client.open(web.replace("http", "ws"), browser=1)
            await client.say("text I am so happy, this is wonderful!")
            await client.hear("state")
            await client.say("finish")
            await client.hear("phase finished")
            await client.open(web.replace("http", "ws"), browser=1)
            await client.say("wrong 51")
            assert "BAD_FRAME" in await client.hear("phase failed")
            await client.open(web.replace("http", "ws"), browser=1)
        await client.hear("phase reconnecting")
        async with running(web_listen=web.removeprefix("http://")):
            assert "resumed=0 reset=1" in await client.hear("ready")
            await client.say(f"open {web.replace('http', 'ws')} browser=1")
            await client.hear("notice_to_show")
            await client.say("refuse")
            assert "NOTICE_REFUSED" in await client.hear("phase failed")
        await client.say("open ws://127.0.0.1:9 browser=1 tries=1")
        assert "UNREACHABLE" in await client.hear("phase failed")


@pytest.mark.model
async def test_over_websocket_a_restarted_server_begins_anew_and_says_so(drive: Drive, running: Start) -> None:
    async with drive() as client:
        async with running(web_listen="127.0.0.1:0") as server:
            web = server.web
            await client.open(web.replace("http", "ws"))
        await client.hear("phase reconnecting")
        async with running(web_listen=web.removeprefix("http://")):
            assert "resumed=0 reset=1" in await client.hear("ready")


@pytest.mark.model
async def test_tls_over_websocket_with_the_right_authority_and_not_without(
    drive: Drive, running: Start, certificate: tuple[Path, Path], token: tuple[Path, str]
) -> None:
    (cert, key), (token_key, bearer) = certificate, token
    async with running(tls_cert=cert, tls_key=key, token_key=token_key, web_listen="127.0.0.1:0") as server:
        address = server.web.replace("http", "ws")
        async with drive(SSL_CERT_FILE=str(cert)) as client:
            await client.open(address, token=bearer)
            await client.say("text I am so happy, this is wonderful!")
            await client.hear("state")
        async with drive() as client:
            await client.say(f"open {address} reconnect=0")
            assert "UNREACHABLE" in await client.hear("phase failed")


@pytest.mark.model
@pytest.mark.parametrize(
    "name",
    [
        *("get_consent", "set_consent", "submit_feedback", "get_profile", "export_profile", "delete_profile"),
        *("list_rooms", "get_room", "watch_room", "list_sessions"),
    ],
)
async def test_every_other_service_is_reached(drive: Drive, running: Start, name: str) -> None:
    async with running() as server, drive() as client:
        await client.say(f"call http://{server.address} {name}")
        answer = await client.hear("")
        told = ("NOT_FOUND", "BAD_REQUEST `room_id`", "BAD_REQUEST Say whether")  # the driver says nothing more
        assert answer.startswith(f"answer {name}") or any(reason in answer for reason in told)


@pytest.mark.model
async def test_a_server_describes_itself_and_analyzes_a_recording(drive: Drive, running: Start) -> None:
    async with running() as server, drive() as client:
        await client.say(f"call http://{server.address} describe")
        assert "joy" in await client.hear("answer describe")
        await client.say(f"call http://{server.address} analyze")
        assert int((await client.hear("answer analyze")).split()[-1]) > 5


@pytest.mark.model
async def test_a_session_can_be_watched(drive: Drive, running: Start) -> None:
    async with running() as server, drive() as client:
        await client.open(f"http://{server.address}")
        await client.say(f"call http://{server.address} watch")
        heard = ""
        while not heard.startswith(("answer watch", "error watch")):
            await client.say("faces 3")
            heard = await client.hear("")
        assert "error watch NO_CONSENT" in heard or heard.startswith("answer watch")


def test_the_committed_messages_are_what_the_protos_say(tmp_path: Path) -> None:
    skip_or_fail("" if shutil.which("protoc") else "no protoc: .ci/run installs it")
    protos = sorted(str(path) for path in (ROOT / "protos/der_server/v1").glob("*.proto"))
    subprocess.run(["protoc", f"-I{ROOT / 'protos'}", f"--csharp_out={tmp_path}", *protos], check=True)
    fresh = {path.name: path.read_text("utf-8") for path in tmp_path.glob("*.cs")}
    committed = {path.name: path.read_text("utf-8") for path in (CORE / "Generated").glob("*.cs")}
    assert fresh == committed, "run client_examples/unity/refresh.py"


# -- samples and the Unity layer -----------------------------------------------------------------------

PACKAGE = CORE.parents[1]
SAMPLES = PACKAGE / "Samples~"


def sample(der_core: Path, name: str) -> list[str]:
    return csharp_program(der_core, name, SAMPLES / name / "Program.cs", SAMPLES / "Shared/Http2.cs")


@pytest.mark.model
async def test_the_mock_headset_sample_smiles_and_frowns(der_core: Path, running: Start) -> None:
    async with running() as server:
        command = [*sample(der_core, "MockHeadset"), f"http://{server.address}", "5"]
        async with started(command) as program:
            await program.hear("-- Running")
            await program.hear("joy")
            await program.hear("-- Finished")
        valence = [float(line.split("valence")[1].split()[0]) for line in program.heard if "valence" in line]
        assert valence[-1] < max(valence) / 2


@pytest.mark.model
async def test_the_dialogue_sample_takes_the_advice(der_core: Path, running: Start) -> None:
    async with running(web_listen="127.0.0.1:0") as server:
        command = [*sample(der_core, "Dialogue"), server.web.replace("http", "ws")]
        async with started(command) as program:
            await program.hear("-- Running")
            await program.say("I am so happy, this is wonderful!")
            strategy, _, wording = (await program.hear("[")).partition("] ")
            assert "->" in strategy
            assert wording
            await program.say("")
            await program.hear("-- Finished")


def test_the_unity_layer_type_checks_against_declarations_of_the_engine(der_core: Path) -> None:
    built, library = dotnet_kit.CACHE / "built", ("-target:library", "-langversion:8")
    known = [*dotnet_kit.standard(), dotnet_kit.protobuf(), der_core]
    stubs = dotnet_kit.compile(built / "UnityStubs.dll", [HERE / "csharp/UnityStubs.cs"], known, *library)
    strict = (*library, "-warnaserror+")
    everything = (
        *strict,
        "-define:DER_YAHA;DER_ARKIT;DER_META;DER_VRM10;UNITY_EDITOR;UNITY_WEBGL",
        f"-doc:{built / 'Der.Unity.xml'}",
    )
    layer = list((PACKAGE / "Runtime/Unity").rglob("*.cs"))
    dotnet_kit.compile(built / "Bare.dll", layer, [*known, stubs], *strict)
    dotnet_kit.compile(built / "WebGl.dll", layer, [*known, stubs], *strict, "-define:UNITY_WEBGL")
    full = dotnet_kit.compile(built / "Der.Unity.dll", layer, [*known, stubs], *everything)
    scene = (SAMPLES / "FirstScene").rglob("*.cs")
    dotnet_kit.compile(built / "FirstScene.dll", scene, [*known, stubs, full], *strict)
    editor = (PACKAGE / "Editor").rglob("*.cs")
    dotnet_kit.compile(built / "Der.Editor.dll", editor, [*known, stubs, full], *strict)


def test_every_asset_has_a_meta_file_with_a_guid_of_its_own() -> None:
    inner = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*")]
    seen = [p for p in inner if not any(part.endswith("~") for part in p.parts)]
    assets = {str(path) for path in seen if path.suffix != ".meta"}
    metas = {str(path.with_suffix("")) for path in seen if path.suffix == ".meta"}
    assert assets == metas, "run client_examples/unity/refresh.py"
    guids = [(PACKAGE / f"{name}.meta").read_text("utf-8").splitlines()[1] for name in metas]
    assert len(set(guids)) == len(guids)
