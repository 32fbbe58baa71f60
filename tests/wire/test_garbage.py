"""Garbage by hypothesis: whatever comes, the answer is a count or a reason, the numbers are finite, and nobody else
notices."""

import asyncio
import contextlib
import math
from typing import Any

import grpc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wire_kit import Client, Start, reason_of, smile, start_part

from der_server.telemetry import METRICS
from der_server.v1 import advice_pb2, session_pb2, signals_pb2
from der_server.v1.service_pb2 import SessionRequest
from der_server.v1.service_pb2_grpc import DerServiceStub

pytestmark = [pytest.mark.wire, pytest.mark.model]
ENDS = {
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
    grpc.StatusCode.UNIMPLEMENTED,
    grpc.StatusCode.PERMISSION_DENIED,
}
OUR_OWN_END = "Internal error from Core"
"""What gRPC's client says of a call it was still writing to when the server ended it: the status is lost."""
NAMES = ("hips", "head", "leftHand")
START: dict[str, Any] = {
    "body_sources": [session_pb2.BodySource(standard="vrm", names=NAMES)],
    "voice": session_pb2.VoiceFormat(sample_rate_hz=16_000),
    "targets": [advice_pb2.AdviceTarget(id="me", rig="arkit")],
    "rate_hz": 30,
    "detail": session_pb2.DETAIL_LEVEL_FULL,
}

numbers = st.one_of(st.floats(0, 1, width=32), st.floats(width=32))
LONG = 5000
times_us = st.one_of(st.integers(1_000_000, 3_000_000), st.integers(-(2**63), 2**63 - 1))
counts = st.integers(-(2**31), 2**31 - 1)
words = st.one_of(
    st.text(max_size=40), st.sampled_from(("en", "zh", "und", "I am so happy")), st.just(LONG).map("x".__mul__)
)
turns = st.builds(signals_pb2.Quat, x=numbers, y=numbers, z=numbers, w=numbers)
points = st.builds(signals_pb2.Vec3, x=numbers, y=numbers, z=numbers)


def floats(*sizes: int) -> st.SearchStrategy[list[float]]:
    return st.sampled_from(sizes).flatmap(lambda n: st.lists(numbers, min_size=n, max_size=n))


few: Any = lambda strategy: st.lists(strategy, max_size=3)  # noqa: E731 - a name for a shape
faces = st.builds(
    signals_pb2.FaceFrame,
    source_id=st.sampled_from((0, 0, 0, 7)),
    capture_time_us=times_us,
    weights=floats(52, 52, 52, 51),
    region_confidences=floats(0, 1, 3, 4),
    lower_lost=st.booleans(),
    audio_driven=st.booleans(),
)
bodies = st.builds(
    signals_pb2.BodyFrame,
    capture_time_us=times_us,
    positions=floats(9, 9, 9, 8),
    rotations=floats(0, 12, 12, 5),
    lost_joints=few(st.sampled_from((0, 1, 2, 9))),
)
heads = st.builds(
    signals_pb2.HeadFrame,
    capture_time_us=times_us,
    head=st.builds(signals_pb2.Pose, rotation=turns),
    gaze_direction=points,
)
voices = st.builds(
    signals_pb2.VoiceChunk,
    capture_time_us=times_us,
    first_sample=st.one_of(st.integers(0, 10_000), st.integers(-(2**63), 2**63 - 1)),
    data=st.one_of(st.binary(max_size=400), st.integers(0, 40_000).map(bytes)),
)
texts = st.builds(signals_pb2.TextInput, capture_time_us=times_us, text=words, language=words)
events = st.builds(signals_pb2.BehaviourEvent, capture_time_us=times_us, kind=counts, value=numbers, target=words)
signals = st.builds(
    signals_pb2.Signals,
    faces=few(faces),
    bodies=few(bodies),
    heads=few(heads),
    voices=few(voices),
    texts=few(texts),
    events=few(events),
    end_of_utterance=st.booleans(),
)
update = st.builds(
    session_pb2.SessionUpdate,
    rate_hz=numbers,
    detail=counts,
    scenario=counts,
    mute=few(counts),
    unmute=few(st.integers(1, 5)),
    language=words,
)
ping = st.builds(
    session_pb2.Ping,
    marker=st.integers(0, 2**64 - 1),
    client_send_time_us=times_us,
    last_pong_marker=st.integers(0, 2**64 - 1),
    last_pong_receive_time_us=times_us,
)
parts = st.one_of(
    st.builds(SessionRequest, signals=signals),
    st.builds(SessionRequest, signals=signals),
    st.builds(SessionRequest, update=update),
    st.builds(SessionRequest, ping=ping),
    st.builds(SessionRequest, withdraw=st.builds(session_pb2.Withdraw, modalities=few(counts), uses=few(counts))),
    st.builds(SessionRequest, feedback=st.just(session_pb2.Feedback())),
    st.just(SessionRequest()),
)


@st.composite
def messages(draw: st.DrawFn) -> bytes:
    """A part, sometimes with bytes cut off, changed or added."""
    data = draw(parts).SerializeToString()
    kind = draw(st.sampled_from(("whole", "whole", "whole", "whole", "cut", "changed", "longer")))
    at = draw(st.integers(0, max(0, len(data) - 1)))
    match kind:
        case "cut":
            return data[:at]
        case "changed" if data:
            return data[:at] + bytes([data[at] ^ draw(st.integers(1, 255))]) + data[at + 1 :]
        case "longer":
            return data + draw(st.binary(min_size=1, max_size=8))
    return data


async def send_raw(client: Client, sent: list[bytes]) -> str:
    """Send bytes as they are, then wait for the answer to all of them; the reason where the session ended."""
    try:
        for data in sent:
            await client.call.write(data)
        await client.settle()
        await client.call.done_writing()
        with contextlib.suppress(EOFError):
            await client.receive("going_away")
    except (grpc.aio.AioRpcError, asyncio.InvalidStateError):
        with pytest.raises(grpc.aio.AioRpcError) as caught:  # noqa: PT012 - reading on until it says why
            while True:
                await client.receive("going_away")
        if caught.value.details() == OUR_OWN_END:
            return ""
        assert caught.value.code() in ENDS, caught.value.details()
        return reason_of(caught.value)
    return ""


class RawClient(Client):
    """Writes bytes, reads messages."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        super().__init__(channel)
        self.call.cancel()
        self.call = channel.stream_stream(
            "/der_server.v1.DerService/Session",
            request_serializer=lambda data: data if isinstance(data, bytes) else data.SerializeToString(),
            response_deserializer=DerServiceStub(channel).Session._response_deserializer,  # type: ignore[attr-defined]
        )()


def all_finite(state: Any) -> bool:
    held = [*state.probabilities, state.confidence, *(w for avatar in state.avatars for w in avatar.weights)]
    held += [v for e in (state.valence, state.arousal, state.dominance) for v in (e.mean, e.spread)]
    held += [level.level for level in state.social] + [e.weight for e in state.evidence]
    held += [e.age_s for e in state.evidence] + [cue.value for cue in state.cues]
    return all(map(math.isfinite, held))


def failures() -> float:
    """Calls so far that the server itself counts as its own failure."""
    samples = (s for metric in METRICS.calls.collect() for s in metric.samples)
    return sum(s.value for s in samples if s.labels.get("code") in ("INTERNAL", "UNKNOWN") and "total" in s.name)


async def survive(running: Start, sent: list[bytes]) -> None:
    async with running() as server, server.channel() as channel:
        neighbour, client, before = Client(channel), RawClient(channel), failures()
        await neighbour.open()
        await client.open(**START)
        reason = await send_raw(client, sent)
        assert reason not in ("INTERNAL", "UNSPECIFIED")
        assert failures() == before
        for state in client.all("state"):
            assert all_finite(state), state
            assert sum(state.probabilities) == pytest.approx(1, abs=1e-3)
        await neighbour.send(signals=signals_pb2.Signals(faces=[smile(1_000_000)]))
        assert (await neighbour.receive("state")).sequence == 1
        assert not neighbour.all("notice")


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(sent=st.lists(messages(), min_size=1, max_size=6))
def test_whatever_a_session_sends_costs_only_itself(running: Start, sent: list[bytes]) -> None:
    asyncio.run(survive(running, sent))


starts = st.builds(
    start_part,
    person_id=words,
    resume_token=words,
    language=words,
    rate_hz=numbers,
    detail=counts,
    notice_version_shown=words,
    face_sources=few(st.builds(session_pb2.FaceSource, id=st.integers(0, 3), standard=words, names=few(words))),
    body_sources=few(st.builds(session_pb2.BodySource, standard=st.sampled_from(("vrm", "")), names=few(words))),
    voice=st.builds(session_pb2.VoiceFormat, encoding=counts, sample_rate_hz=st.integers(0, 2**32 - 1)),
    targets=few(st.builds(advice_pb2.AdviceTarget, id=words, rig=words, names=few(words), role=counts, style=counts)),
    context=st.builds(
        session_pb2.LegalContext,
        scenario=counts,
        subject_role=counts,
        age_class=counts,
        purpose=counts,
        jurisdiction=words,
    ),
    consent=few(
        st.builds(
            session_pb2.ConsentGrant,
            modality=counts,
            uses=few(counts),
            notice_version=words,
            scenario=counts,
            purpose=counts,
            expire_time=st.builds(lambda s: {"seconds": s}, st.integers(-(2**63), 2**63 - 1)),
        )
    ),
)


async def begin(running: Start, start: session_pb2.SessionStart) -> None:
    async with running() as server, server.channel() as channel:
        client, before = RawClient(channel), failures()
        reason = await send_raw(client, [SessionRequest(start=start).SerializeToString()])
        assert reason not in ("INTERNAL", "UNSPECIFIED")
        assert failures() == before


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(start=starts)
def test_whatever_a_start_declares_is_taken_or_refused_with_a_reason(
    running: Start, start: session_pb2.SessionStart
) -> None:
    asyncio.run(begin(running, start))
