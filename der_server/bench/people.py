"""What the people of a bench send: full signals, 20 messages a second, made beforehand."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from der_client import MockHeadset, default_script
from der_client.bodies import NAMES as JOINTS
from der_client.mock import MESSAGE_S
from der_client.voices import RATE_HZ
from der_server.bench.naive import Frame
from der_server.signals.face import face_reader
from der_server.v1 import service_pb2, session_pb2, signals_pb2

VARIANTS = 4
"""Different performers; people beyond that share their messages, each at a time of their own."""
CHUNK = round(MESSAGE_S * RATE_HZ)
STANDARD = "mediapipe"


@dataclass(frozen=True)
class Sent:
    """One message: when it is due, seconds after the person's beginning, and its bytes."""

    due_s: float
    data: bytes


def performer(seed: int, seconds: float, voice_folder: Path | None) -> list[tuple[float, signals_pb2.Signals]]:
    """Messages with the moments at which they leave. Without recordings the voice is made."""
    headset = MockHeadset(default_script(seconds), seed=seed, standard=STANDARD, voice_folder=voice_folder)
    messages = list(headset.messages())
    if voice_folder is None:
        _add_made_voice(messages, made_voice(seconds, seed))
    return messages


def start_of(notice_version: str) -> session_pb2.SessionStart:
    """What each of them declares: face, body and voice, two avatars to advise, ten states a second."""
    voice = session_pb2.VoiceFormat(sample_rate_hz=RATE_HZ)
    return MockHeadset(standard=STANDARD).start(notice_version_shown=notice_version, voice=voice)


def made_voice(seconds: float, seed: int) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    """A voice-like buzz, int16 at 16 kHz: harmonics under two formants, four syllables a second, pauses."""
    rng = np.random.default_rng([seed, 7])
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    pitch_hz = 120 + 40 * rng.random() + 15 * np.sin(2 * np.pi * 0.4 * t)
    phase = 2 * np.pi * np.cumsum(pitch_hz) / RATE_HZ
    formants = ((500 + 250 * np.sin(2 * np.pi * 1.3 * t), 1.0), (1500 + 400 * np.sin(2 * np.pi * 0.9 * t), 0.5))
    sound = np.zeros(len(t))
    for n in range(1, 25):
        level = sum(gain * np.exp(-(((n * pitch_hz - hz) / 180) ** 2)) for hz, gain in formants)
        sound += (level + 0.02) * np.sin(n * phase)
    syllables = np.clip(np.sin(2 * np.pi * 4 * t), 0, 1) ** 0.5
    talking = np.sin(2 * np.pi * t / 5 + 6.28 * rng.random()) > -0.3
    sound = 0.1 * sound * syllables * talking + 1e-3 * rng.normal(size=len(t))
    return (np.clip(sound, -1, 1) * 32767).astype("<i2")


def _add_made_voice(messages: list[tuple[float, signals_pb2.Signals]], sound: np.ndarray) -> None:
    for i, (_, signals) in enumerate(messages):
        piece = sound[i * CHUNK : (i + 1) * CHUNK]
        if len(piece):
            time_us = round(i * MESSAGE_S * 1e6) + 1
            signals.voices.add(capture_time_us=time_us, first_sample=i * CHUNK, data=piece.tobytes())


def as_requests(messages: list[tuple[float, signals_pb2.Signals]]) -> list[Sent]:
    """For the protocol of the server: one SessionRequest per message."""
    return [Sent(due, service_pb2.SessionRequest(signals=s).SerializeToString()) for due, s in messages]


def later(data: bytes, by_s: float) -> bytes:
    """A SessionRequest of signals as if it had come so much later, with sound that goes on."""
    request = service_pb2.SessionRequest.FromString(data)
    signals, by_us = request.signals, round(by_s * 1e6)
    for samples in (signals.faces, signals.bodies, signals.heads, signals.voices, signals.texts, signals.events):
        for sample in samples:
            sample.capture_time_us += by_us
    for voice in signals.voices:
        voice.first_sample += round(by_s * RATE_HZ)
    return request.SerializeToString()


def as_frames(messages: list[tuple[float, signals_pb2.Signals]]) -> list[Sent]:
    """For the naive protocol: one message per frame, numbers by name."""
    return [Sent(due, frame.SerializeToString()) for due, signals in messages for frame in _frames(signals)]


def _frames(signals: signals_pb2.Signals) -> Iterator[Frame]:
    names = face_reader(STANDARD, ()).names
    for face in signals.faces:
        yield Frame(time_us=face.capture_time_us, values=dict(zip(names, face.weights, strict=True)))
    for body in signals.bodies:
        axes = [f"{joint}.{axis}" for joint in JOINTS for axis in "xyz"]
        yield Frame(time_us=body.capture_time_us, values=dict(zip(axes, body.positions, strict=True)), body=True)
    for voice in signals.voices:
        yield Frame(time_us=voice.capture_time_us, first_sample=voice.first_sample, pcm=voice.data)


def as_posts(messages: list[tuple[float, signals_pb2.Signals]], person: str) -> list[Sent]:
    """For HTTP: two messages in one JSON body, ten a second."""
    out = []
    for (_, one), (due, other) in zip(messages[::2], messages[1::2], strict=False):
        both = signals_pb2.Signals()
        both.MergeFrom(one)
        both.MergeFrom(other)
        body = {
            "person": person,
            "faces": [[f.capture_time_us, *map(_short, f.weights)] for f in both.faces],
            "bodies": [[b.capture_time_us, *map(_short, b.positions)] for b in both.bodies],
            "voice": [[v.capture_time_us, v.first_sample, base64.b64encode(v.data).decode()] for v in both.voices],
        }
        out.append(Sent(due, json.dumps(body).encode()))
    return out


def _short(number: float) -> float:
    return round(number, 4)
