"""What every client must do, in whatever language: see kit/README.md. Written streams first, then the real server."""

import asyncio
import json
from pathlib import Path

import jwt
import pytest
from conftest import Drive
from scripted import scripted
from wire_kit import Start

from der_server.v1 import errors_pb2, signals_pb2

pytestmark = [pytest.mark.clients]
KIT = Path(__file__).parent / "kit"
GOLDEN = sorted((Path(__file__).parents[1] / "protos/golden").glob("*.binpb"))
READY = 'ready {labels: "neutral" labels: "joy" resume_token: "first" awaiting_notice: true notice {version: "v1"}}'
WELCOME = f"> start\n< {READY}\n> notice_shown\n"
BACK = '> start\n< ready {labels: "neutral" labels: "joy" resume_token: "second" resumed: true}\n'
FORGETFUL = ("node",)  # protobufjs passes over what it does not know, and does not write it again
REASONS = [name.removeprefix("ERROR_REASON_") for name in errors_pb2.ErrorReason.keys()[1:]]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
async def test_golden_messages_read_and_write_alike(drive: Drive, language: str, path: Path) -> None:
    kind = path.with_suffix(".textproto").read_text("utf-8").splitlines()[0].split()[-1]
    data = path.read_bytes().hex()  # noqa: ASYNC240 - a few bytes
    async with drive() as client:
        for said in (data, data + "a2060178"):  # as it is, and with a field of a newer release
            await client.say(f"echo {kind} {said}")
            heard = await client.hear("echo")
            assert heard == f"echo {said}" or (language in FORGETFUL and heard == f"echo {data}")


async def test_the_golden_pose_arrives_in_openxr_space(drive: Drive) -> None:
    pose = json.loads((KIT / "pose.json").read_text("utf-8"))
    async with scripted(WELCOME + "> signals\n< state {sequence: 1}\nhold") as server, drive() as client:
        await client.open(server.address)
        await client.say("space")
        space = (await client.hear("space")).split()[1]
        await client.say("pose " + " ".join(map(str, pose[space])))
        await client.hear("state 1")
        head = server.parts(0, "signals")[0].heads[0].head
    place, turn = head.position, head.rotation
    assert [place.x, place.y, place.z, turn.x, turn.y, turn.z, turn.w] == pytest.approx(pose["openxr"], abs=1e-5)


async def test_parts_of_a_newer_server_are_passed_over(drive: Drive) -> None:
    script = WELCOME + "< hex a2060178\n< hex 120418012063\n< state {sequence: 7 label_index: 1}\nhold"
    async with scripted(script) as server, drive() as client:
        await client.open(server.address)
        assert await client.hear("state 7") == "state 7 joy"


async def test_nothing_is_sent_before_the_notice_is_confirmed(drive: Drive) -> None:
    script = WELCOME + "> signals\n< state {sequence: 1}\nhold"
    async with scripted(script) as server, drive() as client:
        await client.say(f"open {server.address}")
        assert await client.hear("notice_to_show") == "notice_to_show v1"
        await client.say("faces 3")
        await client.say("agree")
        await client.hear("phase running")
        await client.say("text after")
        await client.hear("state 1")
        kinds = [part.WhichOneof("part") for part in server.streams[0] if part.WhichOneof("part") != "ping"]
        assert kinds == ["start", "notice_shown", "signals"]
        assert [t.text for s in server.parts(0, "signals") for t in s.texts] == ["after"]
        assert server.parts(0, "notice_shown")[0].notice_version == "v1"


async def test_a_refused_notice_ends_the_session_and_nothing_was_sent(drive: Drive) -> None:
    async with scripted(f"> start\n< {READY}\nhold") as server, drive() as client:
        await client.say(f"open {server.address}")
        await client.hear("notice_to_show")
        await client.say("refuse")
        assert "NOTICE_REFUSED" in await client.hear("phase failed")
        assert not server.parts(0, "signals")
        assert not server.parts(0, "notice_shown")


@pytest.mark.parametrize(
    "end", ["end UNAVAILABLE", '< going_away {resume_token: "first" reconnect_after_s: 0.05}\nhold']
)
async def test_a_cut_stream_goes_on_with_the_resume_token(drive: Drive, end: str) -> None:
    async with scripted(f"{WELCOME}{end}\n---\n{BACK}< state {{sequence: 2}}\nhold") as server, drive() as client:
        await client.open(server.address)
        await client.hear("phase reconnecting")
        assert "resumed=1 reset=0" in await client.hear("ready")
        await client.hear("state 2")
        again = server.parts(1, "start")[0]
        assert (again.resume_token, again.notice_version_shown) == ("first", "v1")


@pytest.mark.parametrize("reason", REASONS)
async def test_every_error_can_be_read(drive: Drive, reason: str) -> None:
    script = f"{WELCOME}end FAILED_PRECONDITION {reason} 请看：what to do, in words"
    async with scripted(script) as server, drive() as client:
        await client.say(f"open {server.address} reconnect=0")
        await client.hear("notice_to_show")
        await client.say("agree")
        assert await client.hear("phase failed") == f"phase failed {reason} 请看：what to do, in words"


async def test_a_slow_network_costs_old_faces_and_no_words(drive: Drive) -> None:
    async with scripted(f"{WELCOME}still 3\n> finish\n") as server, drive() as client:
        await client.open(server.address)
        await client.say("faces 3000")
        await client.say("text one")
        await client.say("faces 3000")
        await client.say("text two")
        await client.say("finish")
        await asyncio.sleep(0.5)
        await client.say("count")
        assert int((await client.hear("dropped")).split()[1]) > 0
        for _ in range(200):
            texts = [t.text for s in server.parts(0, "signals") for t in s.texts]
            if len(texts) == 2:
                break
            await asyncio.sleep(0.05)
        assert texts == ["one", "two"]
        assert sum(len(s.faces) for s in server.parts(0, "signals")) < 6000


async def test_a_withdrawal_holds_for_what_waits_and_for_the_next_stream(drive: Drive) -> None:
    script = f"{WELCOME}> withdraw\n> signals\nend UNAVAILABLE\n---\n{BACK}< state {{sequence: 2}}\nhold"
    async with scripted(script) as server, drive() as client:
        await client.open(server.address)
        await client.say("withdraw face")
        await client.say("faces 5")
        await client.say("text still here")
        await client.hear("state 2")
        assert list(server.parts(0, "withdraw")[0].modalities) == [signals_pb2.MODALITY_FACE]
        assert not any(s.faces for s in server.parts(0, "signals"))
        uses = {grant.modality: list(grant.uses) for grant in server.parts(1, "start")[0].consent}
        assert uses[signals_pb2.MODALITY_FACE] == []
        assert uses[signals_pb2.MODALITY_TEXT]


async def test_a_server_that_is_away_is_an_event_not_a_hang(drive: Drive) -> None:
    async with drive() as client:
        await client.say("open http://127.0.0.1:9 tries=1")
        await client.hear("phase reconnecting UNREACHABLE")
        assert "UNREACHABLE" in await client.hear("phase failed")


async def test_a_server_that_says_nothing_is_an_event_not_a_hang(drive: Drive) -> None:
    async with scripted("> start\nhold") as server, drive() as client:
        await client.say(f"open {server.address} silence=0.5 reconnect=0")
        assert "UNREACHABLE" in await client.hear("phase failed")


async def test_a_token_that_cannot_be_had_is_an_event_not_a_hang(drive: Drive) -> None:
    async with drive() as client:
        await client.say("open http://127.0.0.1:9 token=throw")
        assert await client.hear("phase failed") == "phase failed CLIENT_FAULT no token today"


async def test_leaving_in_mid_stream_ends_at_once(drive: Drive) -> None:
    async with scripted(WELCOME + "hold") as server, drive() as client:
        await client.open(server.address)
        await client.say("faces 100")
        await client.say("leave")
        await client.hear("phase finished")


# -- the real server -----------------------------------------------------------------------------------


@pytest.mark.model
async def test_a_smile_is_joy(drive: Drive, running: Start) -> None:
    async with running() as server, drive() as client:
        address = f"http://{server.address}"
        await client.open(address)
        for _ in range(40):
            await client.say("faces 1")
            await asyncio.sleep(0.05)
        await client.say("finish")
        await client.hear("phase finished")
        states = [line for line in client.heard if line.startswith("state")]
        assert states[-1].endswith("joy")


@pytest.mark.model
async def test_a_bad_sample_is_a_notice_and_a_broken_promise_an_end(drive: Drive, running: Start) -> None:
    async with running() as server, drive() as client:
        await client.open(f"http://{server.address}")
        await client.say("wrong 51")
        assert "BAD_FRAME" in await client.hear("phase failed")


@pytest.mark.model
async def test_a_message_too_large_says_so(drive: Drive, running: Start) -> None:
    async with running() as server, drive() as client:
        await client.open(f"http://{server.address}")
        await client.say("big 300000")
        assert "LIMIT_EXCEEDED" in await client.hear("phase failed")


@pytest.mark.model
async def test_an_expired_token_is_said_once_and_not_tried_again(
    drive: Drive, running: Start, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    key.write_text("0123456789abcdef0123456789abcdef")
    claims = {"sub": "p", "aud": "der-server", "exp": 1_000_000_000}
    token = jwt.encode(claims, key.read_text(), algorithm="HS256")
    async with running(token_key=key, require_token=True) as server, drive() as client:
        await client.say(f"open http://{server.address} token={token}")
        assert "NOT_AUTHENTICATED" in await client.hear("phase failed")
        assert not any("reconnecting" in line for line in client.heard)


@pytest.mark.model
async def test_after_a_restart_the_session_begins_anew_and_says_so(drive: Drive, running: Start) -> None:
    async with drive() as client:
        async with running() as server:
            address = server.address
            await client.open(f"http://{address}")
            await client.say("faces 1")
        await client.hear("phase reconnecting")
        async with running(listen=address):
            assert "resumed=0 reset=1" in await client.hear("ready")
            await client.hear("phase running")
