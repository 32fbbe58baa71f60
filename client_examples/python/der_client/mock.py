"""A mock headset: performs a script as the messages a real headset would send."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from der_client import bodies, faces, voices
from der_client.faults import Faults, Timed
from der_client.script import Script, default_script
from der_server.v1 import advice_pb2, session_pb2, signals_pb2

Floats = NDArray[np.float64]
MESSAGE_S = 0.05
MODALITIES = ("face", "body", "voice", "text", "behaviour")


def consent(modalities: Sequence[str] = MODALITIES) -> list[session_pb2.ConsentGrant]:
    """Consent to infer from these modalities, for `start`."""
    value = signals_pb2.Modality.Value
    uses = [session_pb2.USE_INFER]
    return [session_pb2.ConsentGrant(modality=value(f"MODALITY_{m.upper()}"), uses=uses) for m in modalities]


@dataclass(frozen=True)
class Performance:
    """Everything one performer shows, as arrays. Times in seconds from the beginning.

    face f32[n, k] at `faces.RATE_HZ` in the order of `face_names`; body f32[m, 60] at `bodies.RATE_HZ`.
    """

    script: Script
    face_names: tuple[str, ...]
    face_times_s: Floats
    face: NDArray[np.float32]
    body_times_s: Floats
    body: NDArray[np.float32]
    voice: voices.Voice | None


def perform(
    script: Script, seed: int = 0, standard: str = "mediapipe", voice_folder: Path | None = None
) -> Performance:
    """Perform a script. The same seed is the same performer on the same day. Raises DerClientError."""
    face_times_s = np.arange(round(script.seconds * faces.RATE_HZ)) / faces.RATE_HZ
    body_times_s = np.arange(round(script.seconds * bodies.RATE_HZ)) / bodies.RATE_HZ
    voice = voices.perform_voice(script, seed, voice_folder) if voice_folder else None
    shown = faces.perform_face(script, seed, face_times_s, speaking_at(script, voice, face_times_s))
    names, values = faces.in_standard(shown, standard)
    body = bodies.perform_body(script, seed, body_times_s).reshape(len(body_times_s), -1)
    return Performance(
        script,
        names,
        face_times_s,
        values.astype(np.float32),
        body_times_s,
        body.astype(np.float32),
        voice,
    )


def speaking_at(script: Script, voice: voices.Voice | None, times_s: Floats) -> NDArray[np.bool_]:
    """When the performer speaks: while the recording does, else for as long as saying the words takes."""
    if voice is not None:
        last = max(0, len(voice.speaking) - 1)
        index = np.minimum((times_s * voices.RATE_HZ).astype(int), last)
        return np.asarray(voice.speaking[index])
    speaking = np.zeros(len(times_s), bool)
    for start_s, stretch in zip(script.starts_s(), script.stretches, strict=True):
        for say in stretch.says:
            begin_s = start_s + say.at_s
            end_s = min(begin_s + say.seconds, start_s + stretch.seconds)
            speaking |= (times_s >= begin_s) & (times_s < end_s)
    return speaking


@dataclass(frozen=True)
class MockHeadset:
    """A headset that performs. modalities: what it sends; standard: how its face tracker speaks."""

    script: Script = field(default_factory=default_script)
    seed: int = 0
    standard: str = "mediapipe"
    voice_folder: Path | None = None
    faults: Faults = field(default_factory=Faults)
    modalities: tuple[str, ...] = MODALITIES

    def start(self, **changes: object) -> session_pb2.SessionStart:
        """What it declares; `changes` are fields of SessionStart to set otherwise."""
        fields: dict[str, object] = {
            "client": session_pb2.ClientInfo(name="der_client.mock", version="0.1.0"),
            "consent": consent(self.modalities),
            "context": session_pb2.LegalContext(age_class=session_pb2.AGE_CLASS_ADULT),
            "language": "en",
            "face_sources": [session_pb2.FaceSource(standard=self.standard, device="mock headset")],
            "body_sources": [session_pb2.BodySource(standard="vrm", names=bodies.NAMES, device="mock headset")],
            "targets": [
                advice_pb2.AdviceTarget(id="own", rig="arkit"),
                advice_pb2.AdviceTarget(id="counterpart", rig="vrm", role=advice_pb2.TARGET_ROLE_COUNTERPART),
            ],
            "rate_hz": 10.0,
            "detail": session_pb2.DETAIL_LEVEL_FULL,
        }
        if self.voice_folder and "voice" in self.modalities:
            fields["voice"] = session_pb2.VoiceFormat(sample_rate_hz=voices.RATE_HZ)
        return session_pb2.SessionStart(**{**fields, **changes})  # type: ignore[arg-type]

    def messages(self) -> Iterator[Timed]:
        """Messages in the order in which they leave. Capture times are microseconds from the beginning, from 1 on."""
        performance = perform(self.script, self.seed, self.standard, self.voice_folder)
        return self.faults.apply(_messages(performance, self.modalities), self.seed)


def _messages(performance: Performance, modalities: Sequence[str]) -> Iterator[Timed]:
    words = sorted(_words(performance.script), key=lambda piece: piece.capture_time_us)
    deeds = sorted(_deeds(performance.script), key=lambda event: event.capture_time_us)
    for i in range(round(performance.script.seconds / MESSAGE_S)):
        begin_s, end_s = i * MESSAGE_S, (i + 1) * MESSAGE_S
        signals = signals_pb2.Signals()
        if "face" in modalities:
            for k in _between(performance.face_times_s, begin_s, end_s):
                frame = signals.faces.add(capture_time_us=_us(performance.face_times_s[k]))
                frame.weights.extend(performance.face[k].tolist())
        if "body" in modalities:
            for k in _between(performance.body_times_s, begin_s, end_s):
                body = signals.bodies.add(capture_time_us=_us(performance.body_times_s[k]))
                body.positions.extend(performance.body[k].tolist())
        if "voice" in modalities and performance.voice is not None:
            _add_voice(signals, performance.voice, begin_s, end_s)
        if "text" in modalities:
            signals.texts.extend(w for w in words if _us(begin_s) <= w.capture_time_us < _us(end_s))
        if "behaviour" in modalities:
            signals.events.extend(d for d in deeds if _us(begin_s) <= d.capture_time_us < _us(end_s))
        yield end_s, signals


def _between(times_s: Floats, begin_s: float, end_s: float) -> range:
    low, high = np.searchsorted(times_s, [begin_s - 1e-9, end_s - 1e-9])
    return range(int(low), int(high))


def _add_voice(signals: signals_pb2.Signals, voice: voices.Voice, begin_s: float, end_s: float) -> None:
    first, last = round(begin_s * voices.RATE_HZ), round(end_s * voices.RATE_HZ)
    if last > first:
        data = voices.pcm16(voice.sound[first:last])
        signals.voices.add(capture_time_us=_us(begin_s), first_sample=first, data=data)


def _words(script: Script) -> Iterator[signals_pb2.TextInput]:
    """Recognised speech arrives once it has been said, within its stretch."""
    for start_s, stretch in zip(script.starts_s(), script.stretches, strict=True):
        for say in stretch.says:
            said_s = min(say.at_s + min(say.seconds, 1.0), stretch.seconds - 0.05)
            yield signals_pb2.TextInput(capture_time_us=_us(start_s + said_s), text=say.text, language=say.language)


def _deeds(script: Script) -> Iterator[signals_pb2.BehaviourEvent]:
    for start_s, stretch in zip(script.starts_s(), script.stretches, strict=True):
        for deed in stretch.deeds:
            kind = signals_pb2.BehaviourKind.Value(f"BEHAVIOUR_KIND_{deed.kind.upper()}")
            yield signals_pb2.BehaviourEvent(
                capture_time_us=_us(start_s + deed.at_s), kind=kind, value=deed.value, target="step"
            )


def _us(time_s: float) -> int:
    return round(time_s * 1e6) + 1
