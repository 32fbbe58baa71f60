"""Bad signals over the wire: each costs itself, is said, and the session goes on."""

import asyncio

import grpc
import numpy as np
import opuslib_next
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire_kit import Client, Response, Start, face, fails, noticed, perform, send_faces, smile, start_part

from der_server.faults import DerError
from der_server.labels import EMOTIONS
from der_server.signals.face import face_reader
from der_server.v1 import service_pb2, session_pb2, signals_pb2
from der_server.v1.service_pb2_grpc import DerServiceStub
from der_server.wire.decode_signals import decode_signals
from der_server.wire.decode_start import decode_start

pytestmark = [pytest.mark.wire, pytest.mark.model]
T = 1_000_000
OPUS = {"voice": session_pb2.VoiceFormat(sample_rate_hz=16000, encoding=session_pb2.VOICE_ENCODING_OPUS)}
BODY = {"body_sources": [session_pb2.BodySource(standard="vrm", names=["hips", "head", "leftHand"])]}
BEHAVIOUR = signals_pb2.BehaviourKind


def opus_packets(count: int) -> list[bytes]:
    encoder = opuslib_next.Encoder(16_000, 1, "voip")
    pcm = (3000 * np.sin(np.arange(320 * count) / 20)).astype("<i2")
    return [encoder.encode(pcm[320 * i : 320 * (i + 1)].tobytes(), 320) for i in range(count)]


def voices(packets: list[bytes], bad: dict[int, bytes]) -> list[signals_pb2.VoiceChunk]:
    return [
        signals_pb2.VoiceChunk(capture_time_us=T + 20_000 * i, first_sample=320 * i, data=bad.get(i, packet))
        for i, packet in enumerate(packets)
    ]


async def told(client: Client) -> None:
    """Until all notices are here: one of a kind is sent at most once a second."""
    await asyncio.sleep(1.1)
    await client.settle()


async def test_damaged_opus_packets_are_counted_and_the_voice_is_heard_on(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(**OPUS)
        sent = voices(opus_packets(50), {10: b"\xff", 20: b""})
        for i in range(0, 50, 5):
            await client.send(signals=signals_pb2.Signals(voices=sent[i : i + 5]))
        await told(client)
        assert noticed(client, "BAD_FRAME") == 2
        evidence = {e.modality: e for state in client.all("state") for e in state.evidence}
        assert await perform(client, smile, 0.3, from_us=T + 2_000_000)
        assert signals_pb2.MODALITY_VOICE in evidence


async def test_text_that_is_not_utf_8_is_no_protobuf(running: Start) -> None:
    good = service_pb2.SessionRequest(
        signals=signals_pb2.Signals(texts=[signals_pb2.TextInput(capture_time_us=T, text="xyz")])
    ).SerializeToString()
    async with running() as server, server.channel() as channel:
        neighbour, client = Client(channel), Client(channel)
        await neighbour.open()
        raw = channel.stream_stream("/der_server.v1.DerService/Session", response_deserializer=Response.FromString)()
        client.call = raw
        await raw.write(service_pb2.SessionRequest(start=start_part()).SerializeToString())
        await raw.write(good.replace(b"xyz", b"\xff\xfe\xfd"))
        assert (await fails(client))[1] == "NOT_PROTOBUF"
        assert await perform(neighbour, smile, 0.3)


async def test_ten_thousand_events_in_a_second_are_too_fast_and_harm_nothing(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open()
        for k in range(10):
            events = [
                signals_pb2.BehaviourEvent(
                    capture_time_us=T + 100 * (1000 * k + i), kind=BEHAVIOUR.Value("BEHAVIOUR_KIND_RETRY")
                )
                for i in range(1000)
            ]
            await client.send(signals=signals_pb2.Signals(events=events))
        await told(client)
        assert noticed(client, "TOO_FAST") == 9_900
        assert await perform(client, smile, 0.3, from_us=T + 2_000_000)


async def test_nan_in_one_joint_costs_its_frame_unless_the_joint_is_lost(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(**BODY)
        places = [0, 1, 0, float("nan"), 1.6, 0, 0.3, 1, 0.2]
        frame = signals_pb2.BodyFrame(capture_time_us=T, positions=places)
        lost = signals_pb2.BodyFrame(capture_time_us=T + 33_000, positions=places, lost_joints=[1])
        await client.send(signals=signals_pb2.Signals(bodies=[frame]))
        await client.send(signals=signals_pb2.Signals(bodies=[lost]))
        await client.settle()
        assert noticed(client, "NOT_FINITE") == 1


async def test_quaternions_that_are_not_unit_cost_their_frame(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(**BODY)
        frame = signals_pb2.BodyFrame(
            capture_time_us=T, positions=[0, 1, 0, 0, 1.6, 0, 0.3, 1, 0.2], rotations=[0, 0, 0, 1e30] * 3
        )
        await client.send(signals=signals_pb2.Signals(bodies=[frame]))
        await client.settle()
        assert noticed(client, "OUT_OF_RANGE") == 1


@pytest.mark.parametrize(
    ("names", "hint"), [(["browDwnLeft", "jawOpen"], "Did you mean"), (["jawOpen"] * 2 + ["a"] * 9, "the same")]
)
async def test_unknown_and_doubled_names_are_refused_with_a_hint(running: Start, names: list[str], hint: str) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.send(start=start_part(face_sources=[session_pb2.FaceSource(names=names)]))
        with pytest.raises(grpc.aio.AioRpcError, match=hint):
            await client.receive("going_away")


async def test_a_wrong_source_id_ends_its_session_only(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        neighbour, client = Client(channel), Client(channel)
        await neighbour.open()
        await client.open()
        await send_faces(client, [signals_pb2.FaceFrame(source_id=7, capture_time_us=T, weights=[0.1] * 52)])
        assert (await fails(client))[1] == "BAD_DECLARATION"
        assert await perform(neighbour, smile, 0.3)


@pytest.mark.parametrize("value", [0.0, 0.3])
async def test_a_face_of_zeros_or_one_that_stands_still_is_no_face(running: Start, value: float) -> None:
    def stuck(time_us: int) -> signals_pb2.FaceFrame:
        return signals_pb2.FaceFrame(capture_time_us=time_us, weights=[value] * 52)

    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open()
        states = await perform(client, stuck, 1.6)
        assert noticed(client, "NO_SIGNAL") > 0
        weight = [e.weight for e in states[-1].evidence if e.modality == signals_pb2.MODALITY_FACE]
        assert not weight or weight[0] < 0.2 or value
        again = await perform(client, smile, 0.6, from_us=3_000_000)
    assert EMOTIONS[again[-1].label_index] == "joy"


async def test_a_face_made_from_sound_is_not_read(running: Start) -> None:
    def lips(time_us: int) -> signals_pb2.FaceFrame:
        frame = smile(time_us)
        frame.audio_driven = True
        return frame

    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open()
        states = await perform(client, lips, 0.6)
    assert states
    assert all(e.weight == 0 for s in states for e in s.evidence if e.modality == signals_pb2.MODALITY_FACE)


async def test_a_headset_may_be_changed_in_mid_stream(running: Start) -> None:
    reader = face_reader("fb", ())

    def quest_smile(time_us: int) -> signals_pb2.FaceFrame:
        weights = [1e-6 * (time_us // 1000 * (i + 3) % 89) for i in range(70)]
        for part in ("LIP_CORNER_PULLER", "CHEEK_RAISER", "LID_TIGHTENER"):
            for side in "LR":
                weights[reader.names.index(f"XR_FACE_EXPRESSION2_{part}_{side}_FB")] = 0.8
        return signals_pb2.FaceFrame(capture_time_us=time_us, weights=weights)

    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open()
        await perform(client, face, 0.4)
        await client.send(update=session_pb2.SessionUpdate(add_face_sources=[session_pb2.FaceSource(standard="fb")]))
        states = await perform(client, quest_smile, 2, from_us=T + 1_000_000)
    assert not client.all("notice")
    assert EMOTIONS[states[-1].label_index] == "joy"


async def test_rates_and_dwell_times_of_deeds_are_told_at_full_detail(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        client = Client(channel)
        await client.open(detail=session_pb2.DETAIL_LEVEL_FULL)
        events = [
            signals_pb2.BehaviourEvent(
                capture_time_us=T + i * 1_000_000, kind=BEHAVIOUR.Value("BEHAVIOUR_KIND_GAZE_AWAY"), value=1.0
            )
            for i in range(4)
        ]
        await client.send(signals=signals_pb2.Signals(events=events))
        state = await client.receive("state")
    deed = state.deeds[0]
    assert deed.kind == BEHAVIOUR.Value("BEHAVIOUR_KIND_GAZE_AWAY")
    assert deed.dwell_s == pytest.approx(4.0)
    assert 0 < deed.pace < 1


async def test_describe_says_what_each_standard_can_show(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        answer = await DerServiceStub(channel).Describe(service_pb2.DescribeRequest())
    infos = {info.name: info for info in answer.face_standards}
    assert {"arkit", "live_link_face", "mediapipe", "fb", "fb_v1", "htc_eye", "htc_lip", "android_xr"} <= set(infos)
    assert {"bd_face", "bd_lip", "pico", "magic_leap", "vrcft"} <= set(infos)
    assert "au23" in infos["fb"].action_units
    assert "au23" not in infos["arkit"].action_units
    assert not {"au1", "au2", "au4"} & {*infos["htc_eye"].action_units, *infos["htc_lip"].action_units}
    assert infos["bd_lip"].audio_only
    assert not infos["bd_lip"].action_units
    sadness = {row.label: row for row in infos["htc_lip"].label_support}["sadness"]
    assert sadness.share < 0.5
    assert "au1" in sadness.missing_units
    bodies = {info.name: set(info.joints) for info in answer.skeletons}
    assert "leftFoot" not in bodies["fb_body"]
    assert {"hips", "neck", "head"} <= bodies["mediapipe_pose"]


strange = st.floats(width=32)


@settings(max_examples=1000)
@given(
    st.builds(
        signals_pb2.Signals,
        faces=st.lists(
            st.builds(
                signals_pb2.FaceFrame,
                source_id=st.integers(0, 3),
                capture_time_us=st.integers(-(2**63), 2**63 - 1),
                weights=st.lists(strange, max_size=4),
                region_confidences=st.lists(strange, max_size=4),
            ),
            max_size=3,
        ),
        bodies=st.lists(
            st.builds(
                signals_pb2.BodyFrame,
                positions=st.lists(strange, max_size=9),
                rotations=st.lists(strange, max_size=12),
                lost_joints=st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 2), max_size=3),
            ),
            max_size=3,
        ),
        voices=st.lists(st.builds(signals_pb2.VoiceChunk, data=st.binary(max_size=20)), max_size=2),
        texts=st.lists(st.builds(signals_pb2.TextInput, text=st.text(max_size=9)), max_size=2),
        events=st.lists(st.builds(signals_pb2.BehaviourEvent, value=strange), max_size=3),
    )
)
def test_any_message_is_decoded_or_refused_on_purpose(signals: signals_pb2.Signals) -> None:
    try:
        arrival = decode_signals(signals, 1)
    except DerError as error:
        assert error.reason in ("BAD_FRAME", "LIMIT_EXCEEDED")  # noqa: PT017 - either outcome is fine
        return
    assert sum(len(f.times_us) for f in arrival.faces) == len(signals.faces)
    assert sum(len(b.times_us) for b in arrival.bodies) == len(signals.bodies)


@settings(max_examples=1000)
@given(st.binary(max_size=300))
def test_any_start_is_decoded_or_refused_on_purpose(data: bytes) -> None:
    start = session_pb2.SessionStart()
    try:
        start.ParseFromString(data)
    except Exception:  # noqa: BLE001 - bytes that are no protobuf are `parse`'s affair
        return
    try:
        decode_start(start)
    except DerError as error:
        assert str(error)  # noqa: PT017 - either outcome is fine
