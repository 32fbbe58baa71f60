"""The legal gate over the wire: who is refused and why, what goes on, and who may look on."""

import asyncio
from pathlib import Path
from typing import Any

import grpc
import pytest
from test_services import bearer, token_key  # noqa: F401 - a fixture
from web_kit import until
from wire_kit import (
    ALL,
    Client,
    Start,
    consent,
    fails,
    noticed,
    perform,
    reason_of,
    send_faces,
    smile,
    start_part,
)

from der_server.v1 import errors_pb2, room_pb2, service_pb2, session_pb2, signals_pb2
from der_server.v1.room_pb2_grpc import RoomServiceStub
from der_server.v1.service_pb2_grpc import DerServiceStub

pytestmark = [pytest.mark.wire, pytest.mark.model]
PRECONDITION = grpc.StatusCode.FAILED_PRECONDITION
AI_ACT = (PRECONDITION, "AI_ACT_5_1_F")
EVERYTHING = tuple(session_pb2.Use.values()[1:])
TEXT = signals_pb2.MODALITY_TEXT


def context(scenario: str, role: str = "UNSPECIFIED", **more: Any) -> session_pb2.LegalContext:
    return session_pb2.LegalContext(
        scenario=session_pb2.Scenario.Value(f"SCENARIO_{scenario}"),
        subject_role=session_pb2.SubjectRole.Value(f"SUBJECT_ROLE_{role}"),
        **more,
    )


MEETING, CLASSROOM = context("MEETING", "STAFF"), context("CLASSROOM", "STUDENT")


def refused(ready: session_pb2.Ready) -> dict[str, str]:
    return {r.what: errors_pb2.ErrorReason.Name(r.reason).removeprefix("ERROR_REASON_") for r in ready.refusals}


@pytest.mark.parametrize(
    "forbidden",
    [MEETING, context("MEETING"), CLASSROOM, context("CLASSROOM"), context("CUSTOMER_SERVICE", "STAFF")],
)
async def test_biometrics_at_work_and_in_education_are_refused(
    running: Start, forbidden: session_pb2.LegalContext
) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.send(start=start_part(context=forbidden))
        assert await fails(client) == AI_ACT
        stub = DerServiceStub(channel)
        start = start_part(context=forbidden, notice_version_shown=server.house.terms.notice_version)
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await stub.Analyze(
                service_pb2.AnalyzeRequest(start=start, signals=[signals_pb2.Signals(faces=[smile(1_000_000)])])
            )
        assert (caught.value.code(), reason_of(caught.value)) == AI_ACT
        assert len(server.house.hall) == 0


async def test_text_alone_goes_on_there(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        ready = await client.open(context=MEETING, face_sources=[])
        assert refused(ready) == {f"modality:{m}": "AI_ACT_5_1_F" for m in ("face", "body", "voice", "behaviour")}
        assert list(ready.notice.modalities) == [TEXT]
        text = signals_pb2.TextInput(capture_time_us=1_000_000, text="I am so happy, this is wonderful!")
        event = signals_pb2.BehaviourEvent(capture_time_us=1_000_000, kind=signals_pb2.BEHAVIOUR_KIND_TYPING, value=4)
        await client.send(signals=signals_pb2.Signals(texts=[text], events=[event]))
        weights: dict[int, float] = {}
        while not weights.get(TEXT):
            state = await client.receive("state")
            weights = {e.modality: e.weight for e in state.evidence}
        await client.settle()
        assert noticed(client, "AI_ACT_5_1_F") == 1
        assert weights.get(signals_pb2.MODALITY_BEHAVIOUR, 0) == 0


@pytest.mark.parametrize(
    "allowed",
    [
        session_pb2.LegalContext(),
        context("CUSTOMER_SERVICE", "CUSTOMER"),
        context("MEETING", "PRIVATE"),
        context("CLINIC", "PATIENT"),
        context("GAME", "PLAYER"),
    ],
)
async def test_elsewhere_faces_are_read(running: Start, allowed: session_pb2.LegalContext) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        assert refused(await client.open(context=allowed)) == {}
        assert await perform(client, smile, 0.4)


async def test_only_the_operator_can_attest_an_exception(running: Start) -> None:
    medical = context("CLINIC", "STAFF", purpose=session_pb2.PURPOSE_MEDICAL)
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.send(start=start_part(context=medical))
        assert await fails(client) == AI_ACT
        patient = context("CLINIC", "PATIENT", purpose=session_pb2.PURPOSE_MEDICAL)
        ready = await Client(channel).open(context=patient)
        assert refused(ready) == {"purpose:medical": "NOT_ATTESTED"}
        assert ready.notice.purpose == session_pb2.PURPOSE_INTERACTION
    async with running(attest={"clinic": ["medical"]}) as server, server.channel() as channel:
        client = Client(channel)
        ready = await client.open(context=medical)
        assert refused(ready) == {}
        assert ready.notice.purpose == session_pb2.PURPOSE_MEDICAL
        assert ready.notice.version == server.house.terms.notice_version + "-medical"
        assert "for a medical purpose" in ready.notice.text
        assert await perform(client, smile, 0.4)
        described = await DerServiceStub(channel).Describe(service_pb2.DescribeRequest())
        assert described.jurisdiction == "EU"
        assert [(a.scenario, a.purpose) for a in described.attestations] == [
            (session_pb2.SCENARIO_CLINIC, session_pb2.PURPOSE_MEDICAL)
        ]


@pytest.mark.parametrize("says", [{"subject_role": "staff"}, {"scenario": "classroom"}])
async def test_the_token_is_heard_beside_the_client(running: Start, token_key: Path, says: dict[str, str]) -> None:  # noqa: F811
    async with running(token_key=token_key, require_token=True) as server, server.channel() as channel:
        client = Client(channel, authorization=bearer("alice", **says))
        await client.send(start=start_part(context=context("CUSTOMER_SERVICE", "CUSTOMER")))
        assert await fails(client) == AI_ACT
        wrong = Client(channel, authorization=bearer("alice", subject_role="king"))
        await wrong.send(start=start_part())
        assert await fails(wrong) == (grpc.StatusCode.UNAUTHENTICATED, "NOT_AUTHENTICATED")


async def test_a_client_elsewhere_stays_under_the_operators_law(running: Start) -> None:
    away = context("MEETING", "STAFF", jurisdiction="US")
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.send(start=start_part(context=away))
        assert await fails(client) == AI_ACT
    async with running(jurisdiction="US") as server, server.channel() as channel:
        client = Client(channel)
        version = server.house.terms.notice_version
        assert refused(await client.open(context=MEETING))["modality:face"] == "NO_WRITTEN_RELEASE"
        grants = [*consent(uses=EVERYTHING)]
        for grant in grants:
            grant.notice_version = version
        again = Client(channel)
        adult = context("MEETING", "STAFF", age_class=session_pb2.AGE_CLASS_ADULT)
        assert refused(await again.open(context=adult, consent=grants)) == {}
        assert await perform(again, smile, 0.4)


async def test_moving_into_a_meeting_stops_the_face_and_moving_back_does_not_bring_it_again(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(context=context("GAME"))
        assert await perform(client, smile, 0.4)
        for scenario in (session_pb2.SCENARIO_MEETING, session_pb2.SCENARIO_GAME):
            await client.send(update=session_pb2.SessionUpdate(scenario=scenario))
            await client.settle()
            before = noticed(client, "AI_ACT_5_1_F")
            states = await perform(client, smile, 1.2, from_us=3_000_000 + 2_000_000 * scenario)
            assert not any(e.weight for s in states[1:] for e in s.evidence)
            assert noticed(client, "AI_ACT_5_1_F") > before


async def test_a_face_alone_cannot_move_into_a_classroom(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(consent=consent(signals_pb2.MODALITY_FACE))
        await client.send(update=session_pb2.SessionUpdate(scenario=session_pb2.SCENARIO_CLASSROOM))
        assert await fails(client) == AI_ACT


@pytest.mark.parametrize(
    ("age", "closed"), [("ADULT", False), ("TEEN", True), ("CHILD", True), ("UNSPECIFIED", True)]
)
async def test_of_children_and_unknown_ages_nothing_is_kept(running: Start, age: str, closed: bool) -> None:
    async with running() as server, server.channel() as channel:
        said = context("GAME", "PLAYER", age_class=session_pb2.AgeClass.Value(f"AGE_CLASS_{age}"))
        client = Client(channel)
        found = refused(await client.open(context=said, consent=consent(uses=EVERYTHING)))
        assert found == ({f"use:{use}": "NOT_ADULT" for use in ("adapt", "store", "record")} if closed else {})
        assert await perform(client, smile, 0.4)


async def test_the_results_of_self_training_are_for_the_person_alone(running: Start, token_key: Path) -> None:  # noqa: F811
    alone = context(
        "MEETING", "STAFF", age_class=session_pb2.AGE_CLASS_ADULT, purpose=session_pb2.PURPOSE_SELF_TRAINING
    )
    async with running(token_key=token_key, require_token=True) as server, server.channel() as channel:
        people = [Client(channel, authorization=bearer(f"p{i}")) for i in range(5)]
        readies = []
        for person in people:
            readies.append(await person.open(context=alone, consent=consent(uses=EVERYTHING), room_id="r"))
            await send_faces(person, [smile(1_000_000 + i * 16_667) for i in range(12)])
            await person.receive("state")
        closed = {f"use:{use}": "SELF_ONLY" for use in ("store", "share_pair", "watch", "record")}
        assert refused(readies[0]) == closed
        operator = (("authorization", bearer("ops", "operator")),)
        answer = await RoomServiceStub(channel).GetRoom(room_pb2.GetRoomRequest(room_id="r"), metadata=operator)
        assert (answer.room.people, answer.room.too_few) == (0, True)
        assert await watching(channel, readies[0], operator) == "SELF_ONLY"
        own = DerServiceStub(channel).Watch(
            service_pb2.WatchRequest(session_id=readies[0].session_id),
            metadata=(("authorization", bearer("p0")),),
        )
        performing = asyncio.create_task(perform(people[0], smile, 1, from_us=2_000_000))
        assert (await asyncio.wait_for(own.read(), 5)).state.probabilities  # type: ignore[attr-defined]
        await performing


async def test_on_loopback_the_operator_does_not_watch_self_training_either(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        alone = session_pb2.LegalContext(purpose=session_pb2.PURPOSE_SELF_TRAINING)
        ready = await Client(channel).open(context=alone, consent=consent(uses=EVERYTHING))
        assert await watching(channel, ready, ()) == "SELF_ONLY"
        listed = await DerServiceStub(channel).ListSessions(service_pb2.ListSessionsRequest())
        assert not listed.sessions


async def watching(channel: grpc.aio.Channel, ready: session_pb2.Ready, metadata: Any) -> str:
    """Why a session may not be watched."""
    call = DerServiceStub(channel).Watch(service_pb2.WatchRequest(session_id=ready.session_id), metadata=metadata)
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call.read()  # type: ignore[attr-defined]
    return reason_of(caught.value)


async def test_a_grant_under_an_old_notice_waits_for_the_new_one(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        version = server.house.terms.notice_version
        grants = consent()
        for grant in grants:
            grant.notice_version = "an older one"
        client = Client(channel)
        await client.send(start=start_part(consent=grants, notice_version_shown=version))
        assert (await client.receive("ready")).awaiting_notice
        assert await perform(client, smile, 0.4) == []
        await client.send(notice_shown=session_pb2.NoticeShown(notice_version=version))
        assert await perform(client, smile, 0.4, from_us=2_000_000)


async def test_a_resumed_session_stays_where_it_had_moved_to(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        ready = await client.open(context=context("GAME"))
        await client.send(update=session_pb2.SessionUpdate(scenario=session_pb2.SCENARIO_MEETING))
        await client.settle()
        client.call.cancel()
        await until(lambda: not len(server.house.hall))
        again = Client(channel)
        resumed = await again.open(context=context("GAME"), resume_token=ready.resume_token)
        assert resumed.resumed
        assert refused(resumed)["modality:face"] == "AI_ACT_5_1_F"
        assert len(refused(resumed)) == len(ALL) - 1
