"""ProfileService, on both doors: consent reaches live sessions, what is kept comes back, and goes when told to."""

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf.message import Message
from store_kit import CANARY, found_in, make_key
from test_services import bearer, token_key  # noqa: F401 - a fixture
from web_kit import post, until
from wire_kit import Client, Running, Start, consent, fails, noticed, reason_of, send_faces, smile, start_part

from der_server.privacy.audit import verify
from der_server.privacy.kept import Who
from der_server.v1 import profile_pb2 as pb
from der_server.v1 import service_pb2, session_pb2, signals_pb2
from der_server.v1.profile_pb2_grpc import ProfileServiceStub
from der_server.v1.service_pb2_grpc import DerServiceStub

pytestmark = [pytest.mark.wire, pytest.mark.model]
INFER, ADAPT, STORE, RECORD = (
    session_pb2.USE_INFER,
    session_pb2.USE_ADAPT,
    session_pb2.USE_STORE,
    session_pb2.USE_RECORD,
)
FACE, VOICE, TEXT = signals_pb2.MODALITY_FACE, signals_pb2.MODALITY_VOICE, signals_pb2.MODALITY_TEXT
EVERYTHING = (INFER, ADAPT, STORE, RECORD)
ADULT = session_pb2.LegalContext(age_class=session_pb2.AGE_CLASS_ADULT)
RIGHT = session_pb2.Feedback(from_time_us=1, to_time_us=10_000_000, verdict=session_pb2.VERDICT_RIGHT)


@pytest.fixture
def keeping(tmp_path: Path) -> dict[str, Any]:
    """Settings of a server that keeps profiles."""
    folder = tmp_path / "kept"
    folder.mkdir()
    return {
        "profiles": f"sqlite:///{folder}/profiles.db",
        "profile_key": make_key(tmp_path),
        "profile_timeout_s": 20,
        "audit": folder / "audit.log",
    }


@asynccontextmanager
async def visiting(server: Running, person: str = "alice", **changes: Any) -> AsyncIterator[tuple[Client, Any]]:
    """A session of a person, and its `ready`."""
    fields = {"person_id": person, "context": ADULT, "consent": consent(FACE, TEXT, uses=EVERYTHING), **changes}
    async with server.channel() as channel:
        client = Client(channel)
        ready = await client.open(**fields)
        yield client, ready
        await client.call.done_writing()  # type: ignore[attr-defined]
        with pytest.raises((EOFError, grpc.aio.AioRpcError)):
            await client.receive("nothing")


@asynccontextmanager
async def desk(server: Running) -> AsyncIterator[ProfileServiceStub]:
    async with server.channel() as channel:
        yield ProfileServiceStub(channel)


async def refused(call: Any) -> tuple[grpc.StatusCode, str]:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    return caught.value.code(), reason_of(caught.value)


async def forget_later(server: Running) -> None:
    """Until what the last sessions left is kept."""
    await until(lambda: len(server.house.hall) == 0 and not server.house.profiles._saving)


async def smiles(client: Client, from_us: int) -> int:
    """Two seconds of smiling at once; the weight of the face in the last state."""
    for i in range(0, 120, 3):
        await send_faces(client, [smile(from_us + (i + k) * 16_667) for k in range(3)])
    await client.settle()
    return from_us + 2_000_000


async def unread(client: Client, count: int, reason: str = "NO_CONSENT") -> None:
    """Until so many samples were refused, and then not one more; notices come once a second."""
    async with asyncio.timeout(20):
        while noticed(client, reason) < count:
            await asyncio.sleep(0.1)
            await client.settle()
    assert noticed(client, reason) == count


# -- consent in live sessions ------------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [False, True])
async def test_consent_reaches_live_sessions_before_their_next_frame(
    running: Start, keeping: dict[str, Any], kept: bool
) -> None:
    async with running(**(keeping if kept else {})) as server, desk(server) as profiles:
        async with visiting(server) as (client, _), visiting(server, "bob") as (other, _):
            time_us = await smiles(client, 1_000_000)
            assert noticed(client, "NO_CONSENT") == 0
            answer = await profiles.SetConsent(pb.SetConsentRequest(person_id="alice", consent=consent(TEXT)))
            assert (answer.live_sessions, [g.modality for g in answer.consent]) == (1, [TEXT])
            time_us = await smiles(client, time_us)
            await unread(client, 120)  # not one frame more was read
            await smiles(other, 1_000_000)
            assert noticed(other, "NO_CONSENT") == 0  # others are not touched
            again = pb.SetConsentRequest(person_id="alice", consent=consent(FACE, TEXT))
            assert (await profiles.SetConsent(again)).live_sessions == 1
            await smiles(client, time_us)
            await unread(client, 120)  # a new grant is read again
            got = await profiles.GetConsent(pb.GetConsentRequest(person_id="alice"))
            assert got.consent == again.consent
        if kept:
            await forget_later(server)
            assert (await profiles.GetConsent(pb.GetConsentRequest(person_id="alice"))).consent == again.consent
        else:
            assert await refused(profiles.GetConsent(pb.GetConsentRequest(person_id="alice"))) == (
                grpc.StatusCode.NOT_FOUND,
                "NOT_FOUND",
            )


async def test_consent_reaches_sessions_on_another_process(running: Start, keeping: dict[str, Any]) -> None:
    there, who = {**keeping, "audit": None}, Who("local", "alice")  # a log is one process's own
    async with running(**keeping) as one, running(**there) as other, desk(one) as profiles:  # noqa: SIM117 - in order
        async with visiting(other) as (client, _):
            ((_, visit),) = other.house.hall.of(who)
            request = pb.SetConsentRequest(person_id="alice", consent=consent(TEXT))
            assert (await profiles.SetConsent(request)).live_sessions == 0
            await until(lambda: "face" not in visit.permission.readable())
            await profiles.SetConsent(pb.SetConsentRequest(person_id="alice", consent=consent(FACE, VOICE)))
            await until(lambda: visit.permission.readable() == {"face", "voice"})
            await client.send(withdraw=session_pb2.Withdraw(modalities=[VOICE]))
            await client.settle()
            await until(lambda: other.house.hall.of(who)[0][0].mark.consent_version == 3)  # type: ignore[union-attr]
            got = await profiles.GetConsent(pb.GetConsentRequest(person_id="alice"))
            assert [grant.modality for grant in got.consent] == [FACE]
            assert visit.permission.readable() == {"face"}
            await profiles.DeleteProfile(pb.DeleteProfileRequest(person_id="alice"))
            assert await fails(client) == (grpc.StatusCode.ABORTED, "ERASED")


async def test_a_later_session_never_has_more_than_was_set(running: Start, keeping: dict[str, Any]) -> None:
    async with running(**keeping) as server, desk(server) as profiles:
        await profiles.SetConsent(pb.SetConsentRequest(person_id="alice", consent=consent(TEXT)))
        async with visiting(server, consent=consent(FACE, TEXT)) as (_, ready):
            assert [r.what for r in ready.refusals] == ["modality:face"]
            assert list(ready.notice.modalities) == [TEXT]
        async with visiting(server, consent=[]) as (_, ready):  # what was set holds where `start` says nothing
            assert list(ready.notice.modalities) == [TEXT]
        await profiles.SetConsent(pb.SetConsentRequest(person_id="alice"))
        async with visiting(server, consent=consent(FACE, TEXT)) as (_, ready):
            assert list(ready.notice.modalities) == []


async def test_a_cut_session_comes_back_with_no_more_than_was_set_meanwhile(running: Start) -> None:
    async with running() as server, desk(server) as profiles:
        async with visiting(server) as (_, ready):
            token = ready.resume_token
        await until(lambda: len(server.house.hall) == 0)
        await profiles.SetConsent(pb.SetConsentRequest(person_id="alice", consent=consent(TEXT)))
        async with visiting(server, resume_token=token) as (client, ready):
            assert ready.resumed
            await smiles(client, 1_000_000)
            await unread(client, 120)


async def test_a_recording_is_read_with_no_more_than_was_set(running: Start, keeping: dict[str, Any]) -> None:
    async with running(**keeping) as server, desk(server) as profiles, server.channel() as channel:
        start = start_part(person_id="alice", notice_version_shown=server.house.terms.notice_version)
        signals = [signals_pb2.Signals(faces=[smile(1_000_000 + i * 50_000)]) for i in range(20)]
        request = service_pb2.AnalyzeRequest(start=start, signals=signals)
        stub = DerServiceStub(channel)
        assert not (await stub.Analyze(request)).notices
        await profiles.SetConsent(pb.SetConsentRequest(person_id="alice", consent=consent(TEXT)))
        answer = await stub.Analyze(request)
        assert [(n.what, n.count) for n in answer.notices] == [("face", 20)]
        assert not answer.states


async def test_consent_that_ends_ends_in_the_session_too(running: Start, keeping: dict[str, Any]) -> None:
    grant = session_pb2.ConsentGrant(modality=FACE, uses=[INFER])
    grant.expire_time.FromMilliseconds(round(time.time() * 1000) + 700)
    async with (
        running(**keeping) as server,
        desk(server) as profiles,
        visiting(server, consent=consent(FACE)) as (client, _),
    ):
        await profiles.SetConsent(pb.SetConsentRequest(person_id="alice", consent=[grant]))
        await asyncio.sleep(0.8)
        await smiles(client, 1_000_000)
        await unread(client, 120)


# -- what is kept -------------------------------------------------------------------------------------------


async def test_a_profile_comes_back_and_is_shown_and_taken_along(running: Start, keeping: dict[str, Any]) -> None:
    async with running(**keeping) as server, desk(server) as profiles:
        asked = {"person_id": "alice"}
        assert not (await profiles.GetProfile(pb.GetProfileRequest(**asked))).exists
        async with visiting(server) as (client, ready):
            await smiles(client, 1_000_000)
            await client.receive("state")
            told = pb.SubmitFeedbackRequest(session_id=ready.session_id, feedback=RIGHT, **asked)
            assert (await profiles.SubmitFeedback(told)).result.accepted
        await forget_later(server)
        late = (await profiles.SubmitFeedback(told)).result  # of its moments nothing is kept
        assert (late.accepted, late.feedback_count, "past visit" in late.message) == (False, 1, True)
        async with visiting(server):  # finds it, and leaves it as it was
            pass
        await forget_later(server)
        await profiles.SetConsent(pb.SetConsentRequest(consent=consent(FACE, TEXT, uses=EVERYTHING), **asked))
        short = await profiles.GetProfile(pb.GetProfileRequest(**asked))
        assert (short.exists, short.feedback_count) == (True, 1)
        assert short.expire_time.seconds > time.time() + 86_400
        whole = await profiles.ExportProfile(pb.ExportProfileRequest(**asked))
        as_json = json.loads(whole.json)
        assert {r["kind"] for r in as_json["records"]} == {r.kind for r in whole.records} >= {"adaptation", "consent"}
        assert [json.loads(r.json) for r in whole.records] == [r["content"] for r in as_json["records"]]
        assert whole.feedback_count == 1
        assert [g.modality for g in whole.consent] == [FACE, TEXT]


@pytest.mark.parametrize(
    "changes",
    [
        {"consent": consent(FACE, TEXT, uses=(INFER, ADAPT))},
        {"context": session_pb2.LegalContext()},
        {"context": session_pb2.LegalContext(age_class=session_pb2.AGE_CLASS_TEEN)},
        {"person_id": ""},  # an engine's person without a name
    ],
)
async def test_nothing_is_kept_without_consent_of_children_or_of_the_nameless(
    running: Start, keeping: dict[str, Any], changes: dict[str, Any]
) -> None:
    async with running(**keeping) as server, desk(server) as profiles:
        async with visiting(server, **changes) as (client, _):
            await smiles(client, 1_000_000)
        await forget_later(server)
        for person in ("alice", "local"):
            assert not (await profiles.GetProfile(pb.GetProfileRequest(person_id=person))).exists


async def test_by_default_nothing_is_written(running: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with running() as server, desk(server) as profiles:
        async with visiting(server):
            await profiles.SetConsent(pb.SetConsentRequest(person_id="alice", consent=consent(FACE)))
        export = profiles.ExportProfile(pb.ExportProfileRequest(person_id="alice"))
        assert await refused(export) == (grpc.StatusCode.NOT_FOUND, "NOT_FOUND")
    assert found_in(tmp_path, b"") == []


async def test_a_history_is_kept_where_operator_and_person_want_it(running: Start, keeping: dict[str, Any]) -> None:
    async with running(history=True, **keeping) as server, desk(server) as profiles:
        async with visiting(server) as (client, _):
            await smiles(client, 1_000_000)
            await client.receive("state")
        async with visiting(server, "bob", consent=consent(FACE, uses=(INFER, STORE))) as (client, _):
            await smiles(client, 1_000_000)
        await forget_later(server)
        whole = await profiles.ExportProfile(pb.ExportProfileRequest(person_id="alice"))
        (point,) = whole.history
        assert abs(point.time.seconds - time.time()) < 60
        assert 0 <= point.confidence <= 1
        bob = await refused(profiles.ExportProfile(pb.ExportProfileRequest(person_id="bob")))
        assert bob[1] == "NOT_FOUND"


# -- erasure ----------------------------------------------------------------------------------------------------


async def test_an_erasure_ends_sessions_and_leaves_no_trace(
    running: Start, keeping: dict[str, Any], tmp_path: Path
) -> None:
    async with running(**keeping) as server, desk(server) as profiles:
        async with visiting(server, CANARY) as (_, cut):
            told = pb.SubmitFeedbackRequest(person_id=CANARY, session_id=cut.session_id, feedback=RIGHT)
            await profiles.SubmitFeedback(told)
        await forget_later(server)
        await profiles.SetConsent(pb.SetConsentRequest(person_id=CANARY, consent=consent(FACE, uses=EVERYTHING)))
        async with server.channel() as channel:
            client = Client(channel)
            await client.open(person_id=CANARY, context=ADULT)
            answer = await profiles.DeleteProfile(pb.DeleteProfileRequest(person_id=CANARY))
            assert (answer.records, answer.ended_sessions) == (3, 1)  # consent, adaptation, and the resumable session
            assert await fails(client) == (grpc.StatusCode.ABORTED, "ERASED")
        await forget_later(server)
        async with visiting(server, CANARY, resume_token=cut.resume_token) as (_, ready):
            assert (ready.resumed, ready.reset) == (False, True)
        assert (await profiles.DeleteProfile(pb.DeleteProfileRequest(person_id=CANARY))).ended_sessions == 0
        assert found_in(tmp_path, CANARY.encode(), b"feedback_count") == []
    assert found_in(tmp_path, CANARY.encode(), b"feedback_count") == []
    assert verify(keeping["audit"]).wrong_line == 0


# -- who may, and what is refused ---------------------------------------------------------------------------


CALLS: dict[str, Callable[..., Message]] = {
    "GetConsent": pb.GetConsentRequest,
    "SetConsent": pb.SetConsentRequest,
    "SubmitFeedback": pb.SubmitFeedbackRequest,
    "GetProfile": pb.GetProfileRequest,
    "ExportProfile": pb.ExportProfileRequest,
    "DeleteProfile": pb.DeleteProfileRequest,
}


@pytest.mark.parametrize("method", CALLS)
@pytest.mark.parametrize("role", ["person", "watcher"])
async def test_people_ask_for_themselves_and_operators_for_their_tenant(
    running: Start,
    token_key: Path,  # noqa: F811
    keeping: dict[str, Any],
    method: str,
    role: str,
) -> None:
    def token(subject: str, role: str, tenant: str = "acme") -> tuple[tuple[str, str], ...]:
        return (("authorization", bearer(subject, role, tenant=tenant)),)

    tokens = {"token_key": token_key, "require_token": True}
    async with running(**keeping, **tokens) as server, desk(server) as profiles:
        call = getattr(profiles, method)
        set_up = pb.SetConsentRequest(consent=consent(FACE))
        await profiles.SetConsent(set_up, metadata=token("alice", "person"))
        foreign = CALLS[method](person_id="alice")
        assert (await refused(call(foreign)))[1] == "NOT_AUTHENTICATED"
        assert await refused(call(foreign, metadata=token("bob", role))) == (
            grpc.StatusCode.PERMISSION_DENIED,
            "NOT_ALLOWED",
        )
        if method == "SubmitFeedback":
            return
        await profiles.SetConsent(set_up, metadata=token("alice", "person"))
        for metadata in (token("ops", "operator"), token("alice", role)):
            await profiles.SetConsent(set_up, metadata=token("alice", "person"))
            await call(foreign, metadata=metadata)
        if method in ("GetConsent", "ExportProfile"):
            elsewhere = call(foreign, metadata=token("ops", "operator", "other"))
            assert (await refused(elsewhere))[1] == "NOT_FOUND"


def late() -> session_pb2.ConsentGrant:
    grant = session_pb2.ConsentGrant(modality=FACE, uses=[INFER])
    grant.expire_time.FromSeconds(round(time.time()) - 5)
    return grant


@pytest.mark.parametrize(
    ("method", "request_", "code", "reason"),
    [
        ("GetConsent", {"person_id": "nobody"}, "NOT_FOUND", "NOT_FOUND"),
        ("ExportProfile", {"person_id": "nobody"}, "NOT_FOUND", "NOT_FOUND"),
        ("SetConsent", {"consent": [late()]}, "INVALID_ARGUMENT", "BAD_REQUEST"),
        ("SetConsent", {"consent": [session_pb2.ConsentGrant(uses=[INFER])]}, "INVALID_ARGUMENT", "BAD_REQUEST"),
        ("SetConsent", {"consent": [session_pb2.ConsentGrant(modality=FACE)]}, "INVALID_ARGUMENT", "BAD_REQUEST"),
        ("SetConsent", {"consent": consent(FACE) * 65}, "RESOURCE_EXHAUSTED", "LIMIT_EXCEEDED"),
        ("GetProfile", {"person_id": "x" * 129}, "RESOURCE_EXHAUSTED", "LIMIT_EXCEEDED"),
        ("SubmitFeedback", {"session_id": "x", "feedback": RIGHT}, "NOT_FOUND", "NOT_FOUND"),
        (
            "SubmitFeedback",
            {"feedback": session_pb2.Feedback(label="x" * 5000)},
            "RESOURCE_EXHAUSTED",
            "LIMIT_EXCEEDED",
        ),
        ("SubmitFeedback", {"feedback": session_pb2.Feedback()}, "INVALID_ARGUMENT", "BAD_REQUEST"),
        ("SubmitFeedback", {"feedback": session_pb2.Feedback(label="glee")}, "INVALID_ARGUMENT", "BAD_REQUEST"),
        (
            "SubmitFeedback",
            {"feedback": session_pb2.Feedback(from_time_us=2, to_time_us=1, label="joy")},
            "INVALID_ARGUMENT",
            "BAD_REQUEST",
        ),
        (
            "SubmitFeedback",
            {"feedback": session_pb2.Feedback(has_dimensions=True, valence=float("nan"))},
            "INVALID_ARGUMENT",
            "BAD_REQUEST",
        ),
    ],
)
async def test_what_cannot_be_done_has_a_status_and_a_reason(  # noqa: PLR0917 - as the table says
    running: Start, keeping: dict[str, Any], method: str, request_: dict[str, Any], code: str, reason: str
) -> None:
    async with running(web_listen="127.0.0.1:0", **keeping) as server, desk(server) as profiles:
        request = CALLS[method](**{"person_id": "alice", **request_})
        assert await refused(getattr(profiles, method)(request)) == (grpc.StatusCode[code], reason)
        web = await post(server.web, f"/der_server.v1.ProfileService/{method}", request)
        assert (web.code, web.reason) == (grpc.StatusCode[code].value[0], reason)


async def test_feedback_counts_once_in_the_session_it_is_about(running: Start) -> None:
    async with running() as server, desk(server) as profiles:
        async with visiting(server) as (client, ready):
            await smiles(client, 1_000_000)
            await client.receive("state")
            told = pb.SubmitFeedbackRequest(person_id="alice", session_id=ready.session_id, feedback=RIGHT)
            assert (await profiles.SubmitFeedback(told)).result.accepted
            assert await refused(profiles.SubmitFeedback(told)) == (grpc.StatusCode.ALREADY_EXISTS, "REPEATED")
            told.person_id = "bob"
            assert (await refused(profiles.SubmitFeedback(told)))[1] == "NOT_FOUND"
        async with visiting(server, consent=consent(FACE)) as (_, ready):
            told = pb.SubmitFeedbackRequest(person_id="alice", session_id=ready.session_id, feedback=RIGHT)
            assert await refused(profiles.SubmitFeedback(told)) == (grpc.StatusCode.PERMISSION_DENIED, "NO_CONSENT")


async def test_both_doors_answer_alike(running: Start, keeping: dict[str, Any]) -> None:
    async with running(web_listen="127.0.0.1:0", **keeping) as server, desk(server) as profiles:
        path = "/der_server.v1.ProfileService/"
        set_ = pb.SetConsentRequest(person_id="alice", consent=consent(FACE))
        web = await post(server.web, path + "SetConsent", set_)
        assert pb.SetConsentResponse.FromString(web.messages[0]).consent == set_.consent
        for method, answer in (("GetConsent", pb.GetConsentResponse), ("ExportProfile", pb.ExportProfileResponse)):
            request = CALLS[method](person_id="alice")
            web = await post(server.web, path + method, request)
            assert answer.FromString(web.messages[0]) == await getattr(profiles, method)(request)
        web = await post(server.web, path + "DeleteProfile", pb.DeleteProfileRequest(person_id="alice"))
        assert pb.DeleteProfileResponse.FromString(web.messages[0]).records == 1


# -- what breaks -------------------------------------------------------------------------------------------------


def damaged(folder: Path, keeping: dict[str, Any]) -> dict[str, Any]:
    (folder / "profiles.db").write_bytes(b"this is no database" * 500)
    return keeping


def away(folder: Path, keeping: dict[str, Any]) -> dict[str, Any]:
    return {**keeping, "profiles": f"sqlite:///{folder}/no/such/folder/p.db"}


def silent(folder: Path, keeping: dict[str, Any]) -> dict[str, Any]:
    return {**keeping, "profiles": "postgresql://der@127.0.0.1:9/none"}


def keyless(folder: Path, keeping: dict[str, Any]) -> dict[str, Any]:
    return {**keeping, "profile_key": "env:DER_NO_SUCH_KEY"}


@pytest.mark.parametrize(
    ("breaking", "code", "reason"),
    [
        (damaged, "UNAVAILABLE", "PROFILE_UNAVAILABLE"),
        (away, "UNAVAILABLE", "PROFILE_UNAVAILABLE"),
        (silent, "UNAVAILABLE", "PROFILE_UNAVAILABLE"),
        (keyless, "FAILED_PRECONDITION", "WRONG_KEY"),
    ],
)
async def test_a_store_that_is_broken_stops_no_inference_and_no_withdrawal(  # noqa: PLR0917 - as the table says
    running: Start,
    keeping: dict[str, Any],
    tmp_path: Path,
    breaking: Callable[[Path, dict[str, Any]], dict[str, Any]],
    code: str,
    reason: str,
) -> None:
    async with running(**breaking(tmp_path / "kept", keeping)) as server, desk(server) as profiles:  # noqa: SIM117
        async with visiting(server) as (client, _):
            time_us = await smiles(client, 1_000_000)
            assert noticed(client, reason) == 1
            await client.receive("state")
            for method, request in CALLS.items():
                if method != "SubmitFeedback":
                    status = await refused(getattr(profiles, method)(request(person_id="alice")))
                    assert status == (grpc.StatusCode[code], reason)
                if method == "SetConsent":
                    await smiles(client, time_us)
                    await unread(client, 120)  # refused, and yet withdrawn at once
                if method == "DeleteProfile":
                    assert await fails(client) == (grpc.StatusCode.ABORTED, "ERASED")


async def test_another_key_keeps_the_profile_closed_and_whole(
    running: Start, keeping: dict[str, Any], tmp_path: Path
) -> None:
    set_ = pb.SetConsentRequest(person_id="alice", consent=consent(FACE))
    async with running(**keeping) as server, desk(server) as profiles:
        await profiles.SetConsent(set_)
    other = {**keeping, "profile_key": make_key(tmp_path, "other.key")}
    async with running(**other) as server, desk(server) as profiles:
        wrong = (grpc.StatusCode.FAILED_PRECONDITION, "WRONG_KEY")
        assert await refused(profiles.SetConsent(pb.SetConsentRequest(person_id="alice"))) == wrong
        assert await refused(profiles.DeleteProfile(pb.DeleteProfileRequest(person_id="alice"))) == wrong
    async with running(**keeping) as server, desk(server) as profiles:
        assert (await profiles.GetConsent(pb.GetConsentRequest(person_id="alice"))).consent == set_.consent


async def test_without_an_audit_log_consent_is_not_changed_but_inference_goes_on(
    running: Start, keeping: dict[str, Any]
) -> None:
    os.mkdir(keeping["audit"])
    async with running(**keeping) as server, desk(server) as profiles, visiting(server) as (client, _):
        for method in ("SetConsent", "ExportProfile", "DeleteProfile"):
            status = await refused(getattr(profiles, method)(CALLS[method](person_id="alice")))
            assert status == (grpc.StatusCode.UNAVAILABLE, "AUDIT_UNAVAILABLE")
        await smiles(client, 1_000_000)
        assert noticed(client, "NO_CONSENT") == 0
        await client.receive("state")
        os.rmdir(keeping["audit"])
        for ending in (".key", ".head"):
            keeping["audit"].with_name(f"audit.log{ending}").unlink(missing_ok=True)
        assert (await profiles.SetConsent(pb.SetConsentRequest(person_id="alice"))).live_sessions == 1


async def test_every_change_is_in_the_audit_log(running: Start, keeping: dict[str, Any]) -> None:
    async with running(**keeping) as server, desk(server) as profiles:
        async with visiting(server) as (client, _):
            await profiles.SetConsent(pb.SetConsentRequest(person_id="alice", consent=consent(FACE, TEXT)))
            await client.send(withdraw=session_pb2.Withdraw(modalities=[TEXT]))
            await client.settle()
        await forget_later(server)
        await profiles.ExportProfile(pb.ExportProfileRequest(person_id="alice"))
        await profiles.DeleteProfile(pb.DeleteProfileRequest(person_id="alice"))
    lines = [json.loads(line) for line in keeping["audit"].read_text().splitlines()]
    assert [line["what"] for line in lines] == ["set_consent", "withdraw", "export_profile", "delete_profile"]
    assert len({line["person"] for line in lines}) == 1
    assert "alice" not in keeping["audit"].read_text()
    assert verify(keeping["audit"]).lines == 4
