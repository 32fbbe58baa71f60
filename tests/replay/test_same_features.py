"""No skew: what a live session feeds its experts is, bit for bit, what the same recording gives offline.

The session is real: a server on a socket, the client, messages that are encoded, parsed and decoded. The inputs of
every step are caught where they leave for the models, and made again from the recording by the feature code alone.
"""

import asyncio
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from wire_kit import Start

from der_client import MockHeadset, Recording, connect, default_script, load
from der_client.bodies import NAMES
from der_client.faces import poses
from der_server.features.body import REFRESH_S, body_input
from der_server.features.face import FaceTrack
from der_server.features.voice import offline
from der_server.session.house import House
from der_server.signals.body import body_reader
from der_server.signals.face import face_reader
from der_server.signals.voice import VoiceReader
from der_server.v1.emotion_pb2 import SessionState

pytestmark = [pytest.mark.wire, pytest.mark.model]
Inputs = dict[str, Any]
BEGIN_US = 1_000_000


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[Inputs]:
    """The inputs of every step, as they leave for the models."""
    caught: list[Inputs] = []
    infer = House.infer

    async def catch(house: House, step: Any, **more: Any) -> Any:
        caught.append(dict(step.inputs))
        return await infer(house, step, **more)

    monkeypatch.setattr(House, "infer", catch)
    return caught


async def stream(address: str, held: Recording) -> list[SessionState]:
    """Send a recording in order, the server's answers setting the pace; every state."""
    async with connect(address) as client, client.session(held.start, confirm_notice=True) as session:
        for i, (_, piece) in enumerate(held.timed()):
            for samples in (piece.faces, piece.bodies, piece.voices, piece.texts, piece.events):
                for sample in samples:
                    sample.capture_time_us += BEGIN_US
            session.send(piece)
            if i % 4 == 3:
                await session.ping()
                await asyncio.sleep(0.1)  # no sample may lie far in the server's future
        await session.finish(timeout_s=60)
        assert not [n.message for n in session.notices if "consent" not in n.message]
        return [state async for state in session.states()]


def performed(*modalities: str) -> Recording:
    headset = MockHeadset(default_script(6), seed=5, modalities=modalities)
    return Recording(headset.start(), tuple(piece for _, piece in headset.messages()))


def covered(held: Recording, field: str, until_us: int) -> list[list[Any]]:
    """Samples by message, of every message that a state covers."""
    pieces = [list(getattr(piece, field)) for piece in held.signals]
    return [p for p in pieces if p and p[-1].capture_time_us + BEGIN_US <= until_us]


async def test_the_face_track_of_a_stream_is_that_of_the_recording(running: Start, steps: list[Inputs]) -> None:
    held = performed("face")
    async with running() as server:
        states = await stream(server.address, held)
    reader = face_reader("mediapipe", poses().names)
    live = [s for s in steps if "face" in s]
    assert len(live) >= 20
    assert len(states) == len(steps)
    for inputs, state in zip(steps, states, strict=True):
        track = None
        for frames in covered(held, "faces", state.covered_to_us):
            n = len(frames)
            weights = np.array([f.weights for f in frames], np.float32)
            values, known = reader.read(weights, np.zeros((n, 3), bool), np.ones((n, 3), np.float32))
            times_us = np.array([f.capture_time_us + BEGIN_US for f in frames], np.int64)
            track = (
                FaceTrack.starting(times_us, values, known)
                if track is None
                else track.absorb(times_us, values, known)
            )
        assert track is not None
        np.testing.assert_array_equal(inputs["face"], track.input_at(state.covered_to_us))


async def test_the_body_window_of_a_stream_is_that_of_the_recording(running: Start, steps: list[Inputs]) -> None:
    held = performed("body")
    async with running() as server:
        states = await stream(server.address, held)
    reader = body_reader("vrm", NAMES)
    compared = 0
    for inputs, state in zip(steps, states, strict=True):
        if "body" not in inputs:
            continue
        frames = [frame for piece in covered(held, "bodies", state.covered_to_us) for frame in piece]
        positions = np.array([f.positions for f in frames], np.float32).reshape(len(frames), -1, 3)
        joints, known = reader.read(positions, positions[:, :0], np.zeros(positions.shape[:2], bool))
        times_us = np.array([f.capture_time_us + BEGIN_US for f in frames], np.int64)
        fresh = np.flatnonzero(times_us > state.covered_to_us - REFRESH_S * 1e6)
        made = [body_input(times_us[: i + 1], joints[: i + 1], known[: i + 1]) for i in fresh]
        assert any(one is not None and np.array_equal(one, inputs["body"]) for one in made)
        compared += 1
    assert compared >= 8  # a window is sent when it was measured anew, twice a second


@pytest.mark.data
@pytest.mark.parametrize("rate_hz", [16_000, 44_100])
async def test_the_log_mel_of_a_stream_is_that_of_the_file(
    running: Start, steps: list[Inputs], data_dir: Path, tmp_path: Path, rate_hz: int
) -> None:
    file = sorted((data_dir / "voice" / "savee" / "flac").glob("*.flac"))[0]
    if rate_hz != 16_000:  # a client's own rate: the server resamples, as training would the whole file
        samples, _ = soundfile.read(file, dtype="int16")
        file = tmp_path / "other.wav"
        soundfile.write(file, samples, rate_hz)
    held = load(file)
    async with running() as server:
        await stream(server.address, held)
    mel = np.concatenate([s["mel"] for s in steps if "mel" in s])
    whole = offline(heard(held))[0]
    assert len(mel) >= 100
    np.testing.assert_array_equal(mel, whole[: len(mel)])
    if rate_hz == 16_000:
        read, _ = soundfile.read(file, dtype="float32")
        np.testing.assert_array_equal(mel, offline(read)[0][: len(mel)])


def heard(held: Recording) -> Any:
    """The recording's samples at 16 kHz, read in one piece by the signals room."""
    form = held.start.voice
    reader = VoiceReader(form.sample_rate_hz, 1, "pcm16")
    data = b"".join(voice.data for piece in held.signals for voice in piece.voices)
    return np.concatenate([reader.read(i // 2, data[i : i + 16_000]).samples for i in range(0, len(data), 16_000)])
