"""A session from `start` to its end, over a real socket."""

import asyncio

import grpc
import pytest
from wire_kit import (
    Client,
    Start,
    consent,
    face,
    fails,
    noticed,
    perform,
    reason_of,
    send_faces,
    smile,
    start_part,
)

from der_server.v1 import emotion_pb2, session_pb2, signals_pb2
from der_server.v1.service_pb2 import WatchRequest
from der_server.v1.service_pb2_grpc import DerServiceStub

pytestmark = [pytest.mark.wire, pytest.mark.model]
MS = 1_000


async def test_a_smile_becomes_joy_with_advice(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        from der_server.v1.advice_pb2 import AdviceTarget

        ready = await client.open(
            targets=[AdviceTarget(id="me", rig="arkit"), AdviceTarget(id="npc", rig="vrm")], detail=2
        )
        states = await perform(client, smile, 3)
    assert ready.labels[1] == "joy"
    assert [s.sequence for s in states] == sorted(s.sequence for s in states)
    last = states[-1]
    assert ready.labels[last.label_index] == "joy"
    assert not last.unknown
    assert sum(last.probabilities) == pytest.approx(1, abs=1e-4)
    assert last.valence.mean > 0
    assert len(last.avatars) == 2
    assert len(last.avatars[0].weights) == len(ready.targets[0].names)
    assert last.dialogue.strategy
    assert last.cues
    assert 20 <= len(states) <= 31


async def test_no_notice_no_inference(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.send(start=start_part())
        assert (await client.receive("ready")).awaiting_notice
        assert await perform(client, smile, 0.5) == []
        assert noticed(client, "AWAITING_NOTICE") > 0


async def test_a_notice_shown_before_is_enough(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        version = server.house.terms.notice_version
        client = Client(channel)
        ready = await client.open(notice_version_shown=version)
        assert not ready.awaiting_notice
        assert await perform(client, smile, 0.5)


async def test_missing_consent_drops_that_modality_only(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        ready = await client.open(consent=consent(4))
        assert [refusal.what for refusal in ready.refusals] == ["modality:face"]
        await send_faces(client, [smile(1_000_000)])
        await client.send(
            signals=signals_pb2.Signals(
                texts=[signals_pb2.TextInput(capture_time_us=1_000_000, text="I am so happy, this is wonderful!")]
            )
        )
        while (state := await client.receive("state")).trigger != emotion_pb2.TRIGGER_TEXT:
            assert not any(e.weight for e in state.evidence)
        await client.settle()
    assert noticed(client, "NO_CONSENT") == 1
    weights = {e.modality: e.weight for e in state.evidence}
    assert weights.get(signals_pb2.MODALITY_TEXT, 0) > 0
    assert weights.get(signals_pb2.MODALITY_FACE, 0) == 0


async def test_withdrawal_stops_inference_before_the_next_frame(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open()
        assert await perform(client, smile, 1)
        await client.send(withdraw=session_pb2.Withdraw())
        await client.settle()
        assert await perform(client, smile, 0.7, from_us=3_000_000) == []
        assert noticed(client, "NO_CONSENT") > 0


async def test_what_was_wrong_with_a_sample_is_said_before_the_pong(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(rate_hz=1)
        await send_faces(client, [smile(1_000_000)])
        await client.receive("state")  # the next is due in a second: nothing but the ping has what follows read
        bad = smile(1_016_667)
        bad.weights[0] = float("nan")
        await send_faces(client, [bad])
        await client.settle()
        assert noticed(client, "NOT_FINITE") == 1


async def test_states_come_in_silence_and_grow_uncertain(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open()
        sure = (await perform(client, smile, 1.5))[-1]
        await asyncio.sleep(2.5)
        await client.settle()
        late = client.all("state")[-1]
    assert late.sequence > sure.sequence
    assert late.covered_to_us - sure.covered_to_us < 100 * MS
    assert late.server_latency_us == 0
    assert late.stale
    assert late.valence.spread > sure.valence.spread


async def test_a_cut_session_goes_on_with_the_same_smoothing(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        ready = await client.open()
        before = (await perform(client, smile, 1.5))[-1]
        client.call.cancel()
        await asyncio.sleep(0.2)
        again = Client(channel)
        resumed = await again.open(resume_token=ready.resume_token)
        after = (await perform(again, smile, 0.2, from_us=2_600_000))[0]
        assert resumed.resumed
        assert not resumed.reset
        assert not resumed.awaiting_notice
        assert after.sequence == before.sequence + 1
        assert after.probabilities[1] == pytest.approx(before.probabilities[1], abs=0.15)
        third = await Client(channel).open(resume_token=ready.resume_token)
        assert third.reset
        assert not third.resumed


async def test_update_changes_rate_mutes_and_adds_sources(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open()
        slow = await perform(client, smile, 1)
        await client.send(update=session_pb2.SessionUpdate(rate_hz=20))
        fast = await perform(client, smile, 1, from_us=2_100_000)
        assert len(fast) > 1.5 * len(slow)
        await client.send(update=session_pb2.SessionUpdate(mute=[signals_pb2.MODALITY_FACE]))
        muted = await perform(client, smile, 0.5, from_us=3_300_000)
        assert all(e.weight == 0 for s in muted for e in s.evidence)
        added = session_pb2.FaceSource(id=1, standard="fb")
        await client.send(
            update=session_pb2.SessionUpdate(unmute=[signals_pb2.MODALITY_FACE], add_face_sources=[added])
        )
        frame = face(4_000_000, count=70)
        frame.source_id = 1
        await send_faces(client, [frame])
        await client.settle()
        assert noticed(client, "BAD_FRAME") == 0


async def test_pongs_carry_the_clock(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open()
        await client.send(ping=session_pb2.Ping(marker=7, client_send_time_us=1000))
        first = await client.receive("pong")
        await client.send(
            ping=session_pb2.Ping(
                marker=8, client_send_time_us=9000, last_pong_marker=7, last_pong_receive_time_us=5000
            )
        )
        second = await client.receive("pong")
    assert (first.marker, first.clock_offset_us, first.round_trip_us) == (7, 0, 0)
    assert first.server_receive_time_us <= first.server_send_time_us
    assert 0 < second.round_trip_us <= 4000
    middle_us = (first.server_receive_time_us + first.server_send_time_us) // 2
    assert second.clock_offset_us == pytest.approx(middle_us - 3000, abs=1)


async def test_going_away_is_said_before_the_stream_closes(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        ready = await client.open()
        server.house.leaving.set()
        farewell = await client.receive("going_away")
        assert farewell.resume_token == ready.resume_token
        late = Client(channel)
        await late.send(start=start_part())
        assert await fails(late) == (grpc.StatusCode.UNAVAILABLE, "GOING_AWAY")


async def test_idle_sessions_end(running: Start) -> None:
    async with running(idle_timeout_s=0.3) as server, server.channel() as channel:
        client = Client(channel)
        await client.open()
        assert await fails(client) == (grpc.StatusCode.DEADLINE_EXCEEDED, "IDLE")
        assert len(server.house.hall) == 0


async def test_watchers_see_states_without_cues_and_only_with_consent(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        infer, watch = session_pb2.USE_INFER, session_pb2.USE_WATCH
        shut = await client.open(person_id="alice")
        call = DerServiceStub(channel).Watch(WatchRequest(session_id=shut.session_id))
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await call.read()  # type: ignore[attr-defined]
        assert (caught.value.code(), reason_of(caught.value)) == (grpc.StatusCode.PERMISSION_DENIED, "NO_CONSENT")
        other = Client(channel)
        ready = await other.open(consent=consent(uses=(infer, watch)), detail=2, person_id="alice")
        call = DerServiceStub(channel).Watch(WatchRequest(session_id=ready.session_id))
        reading = asyncio.ensure_future(call.read())  # type: ignore[attr-defined]
        await asyncio.sleep(0.1)
        await perform(other, smile, 0.5)
        state = (await asyncio.wait_for(reading, 5)).state
        assert state.probabilities
        assert not state.cues
        assert not state.avatars
        assert not state.HasField("dialogue")
        await other.send(withdraw=session_pb2.Withdraw(uses=[watch]))
        await other.settle()
        await perform(other, smile, 0.5, from_us=2_000_000)
        while (seen := await asyncio.wait_for(call.read(), 5)) is not grpc.aio.EOF:  # type: ignore[attr-defined]
            assert seen.state.sequence


@pytest.mark.parametrize("people", [16])
async def test_sixteen_people_at_once_each_get_their_own_state(running: Start, people: int) -> None:
    async def one(channel: grpc.aio.Channel, i: int) -> int:
        client = Client(channel)
        await client.open()
        make = smile if i % 2 else face
        states = await perform(client, make, 2)
        assert len(states) >= 12
        return int(states[-1].label_index)

    async with running() as server, server.channel() as channel:
        labels = await asyncio.gather(*(one(channel, i) for i in range(people)))
        assert len(server.house.hall) == people
    assert all(label == 1 for label in labels[1::2])
    assert all(label != 1 for label in labels[::2])
