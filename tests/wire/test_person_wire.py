"""Calibration and feedback over the wire."""

import asyncio
from typing import Any

import pytest
from wire_kit import Client, Start, consent, face, noticed, perform, send_faces, smile

from der_server.v1 import session_pb2

pytestmark = pytest.mark.wire
ADULT = session_pb2.LegalContext(age_class=session_pb2.AGE_CLASS_ADULT)
ADAPT: dict[str, Any] = {"consent": consent(uses=(session_pb2.USE_INFER, session_pb2.USE_ADAPT)), "context": ADULT}


def still(time_us: int) -> Any:
    return face(time_us, value=0.02, mouthFrownLeft=0.15, mouthFrownRight=0.15)


async def test_without_consent_to_adapt_nothing_is_learnt_and_a_notice_says_so(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(context=ADULT)
        await client.send(calibrate=session_pb2.Calibrate())
        await client.send(feedback=session_pb2.Feedback(label="joy"))
        await client.settle()
    assert {n.what for n in client.all("notice")} == {"calibrate", "feedback"}
    assert noticed(client, "NO_CONSENT") == 2


async def test_a_person_of_unknown_age_is_not_adapted_to_whatever_they_consented_to(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(consent=ADAPT["consent"])
        await client.send(calibrate=session_pb2.Calibrate())
        await client.settle()
    assert noticed(client, "NOT_ADULT") == 1


async def test_a_calibration_tells_its_progress_and_ends_well(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(**ADAPT, language="zh-CN")
        await client.send(calibrate=session_pb2.Calibrate())
        await perform(client, still, 4)
        await client.send(calibrate=session_pb2.Calibrate(end=True))
        await client.settle()
    told = client.all("calibration")
    assert 4 <= len(told) <= 10
    assert not any(one.done for one in told[:-1])
    assert (told[-1].done, told[-1].verdict) == (True, session_pb2.CALIBRATION_VERDICT_GOOD)
    assert told[-1].device == "arkit"
    assert told[-1].resting.standard == "arkit"
    assert max(told[-1].resting.seconds) > 0


async def test_a_resting_face_is_given_back_in_a_later_visit_and_a_damaged_one_is_told_of(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(**ADAPT)
        await client.send(calibrate=session_pb2.Calibrate())
        await perform(client, still, 4)
        await client.send(calibrate=session_pb2.Calibrate(end=True))
        await client.settle()
        kept = client.all("calibration")[-1].resting
        later = Client(channel)
        await later.open(**ADAPT, face_sources=[session_pb2.FaceSource(standard="arkit", resting=kept)])
        await perform(later, still, 1)
        await later.settle()
        assert noticed(later, "BAD_REQUEST") == 0
        del kept.shift[5:]
        broken = Client(channel)
        await broken.open(**ADAPT, face_sources=[session_pb2.FaceSource(standard="arkit", resting=kept)])
        await broken.settle()
    assert noticed(broken, "BAD_REQUEST") == 1
    assert {n.what for n in broken.all("notice")} == {"resting"}


async def test_a_short_calibration_says_what_to_do_in_the_sessions_language(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(**ADAPT, language="zh-CN")
        await client.send(calibrate=session_pb2.Calibrate())
        await send_faces(client, [still(1_000_000)])
        await client.send(calibrate=session_pb2.Calibrate(end=True))
        done = await client.receive("calibration")
    assert done.done
    assert done.verdict == session_pb2.CALIBRATION_VERDICT_TOO_SHORT
    assert "秒" in done.hint


async def test_feedback_is_answered_and_survives_a_reconnect(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        ready = await client.open(**ADAPT)
        await perform(client, smile, 3)
        told = session_pb2.Feedback(from_time_us=2_000_000, to_time_us=4_000_000, label="surprise")
        await client.send(feedback=told)
        result = await client.receive("feedback_result")
        assert result.accepted
        assert result.label == "surprise"
        assert result.probability_after > result.probability_before
        client.call.cancel()  # type: ignore[attr-defined]
        await asyncio.sleep(0.1)
        again = Client(channel)
        assert (await again.open(resume_token=ready.resume_token, **ADAPT)).resumed
        told.from_time_us, told.to_time_us = 1_500_000, 1_800_000
        await again.send(feedback=told)
        assert (await again.receive("feedback_result")).feedback_count == 2


async def test_feedback_on_nothing_is_refused_with_a_reason(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(**ADAPT)
        await perform(client, smile, 1)
        await client.send(feedback=session_pb2.Feedback(from_time_us=90_000_000, to_time_us=91_000_000, label="joy"))
        result = await client.receive("feedback_result")
    assert not result.accepted
    assert "120 seconds" in result.message


async def test_ready_announces_calibration_and_feedback(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        ready = await Client(channel).open()
    assert {"calibrate", "feedback"} <= set(ready.capabilities)
