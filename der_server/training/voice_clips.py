"""Voice recordings as training sees them: log-mels and speech gates made by the serving code, a teacher's ear."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from der_server.features.voice import BLOCK_FRAMES, RATE_HZ, offline
from der_server.models.vad import STATE, VoiceActivity
from der_server.models.voice import AWAKE_BLOCKS, gates_of
from der_server.models.voice_net import STEPS
from der_server.training.voice_teacher import Teacher

Floats = NDArray[np.float32]

CROP_S = {"emodb": 2.0}
"""Corpora of which only the first seconds may be used: a third of EMO-DB's clips here were cut to 2.0 s by
class, and the length must not tell the emotion."""
TOGETHER = 64


@dataclass(frozen=True, slots=True)
class Clip:
    """One recording. samples: f32[k], 16 kHz mono. label: into the classes taught, -1 = none."""

    samples: Floats
    label: int
    person: str = ""
    corpus: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A clip's speech as features. mel: f16[10 N, 64]; gate: f32[N]; start: blocks of the clip left out before.

    taught: f16[2 N, D], what a teacher heard in each step of the net, where there is one.
    """

    mel: NDArray[np.float16]
    gate: Floats
    start: int = 0
    taught: NDArray[np.float16] | None = None


def read_samples(path: Path, longest_s: float | None = None) -> Floats:
    """A sound file as f32[k], 16 kHz mono; only its first `longest_s` seconds."""
    samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    mono = samples.mean(1)
    if rate_hz != RATE_HZ:
        mono = soxr.resample(mono, rate_hz, RATE_HZ, quality="HQ")
    return np.ascontiguousarray(mono[: None if longest_s is None else round(longest_s * RATE_HZ)], np.float32)


def at_speed(clip: Clip, speed: float) -> Clip:
    """The clip played faster (over 1) or slower, pitch and all: another voice."""
    if speed == 1:
        return clip
    return replace(clip, samples=soxr.resample(clip.samples, RATE_HZ * speed, RATE_HZ, quality="HQ"))


def hear(clips: Sequence[Clip], vad: VoiceActivity) -> list[Heard]:
    """Features of each clip's speech, cut to where the net would be awake.

    A clip without detected speech is taken whole, as if all of it were speech.
    """
    order = np.argsort([len(clip.samples) for clip in clips], kind="stable")
    out: dict[int, Heard] = {}
    for start in range(0, len(order), TOGETHER):
        some = [int(i) for i in order[start : start + TOGETHER]]
        made = [offline(clips[i].samples) for i in some]
        probs, _ = vad.read([pcm for _, pcm in made], np.zeros((len(some), STATE), np.float32))
        for i, (mel, _), prob in zip(some, made, probs, strict=True):
            out[i] = _speech_of(mel, gates_of(prob, 0, len(mel) // BLOCK_FRAMES))
    return [out[i] for i in range(len(clips))]


def _speech_of(mel: Floats, gate: Floats) -> Heard:
    spoken = np.flatnonzero(gate)
    if not len(spoken):
        return Heard(mel.astype(np.float16), np.ones_like(gate))
    start, stop = int(spoken[0]), min(int(spoken[-1]) + 1 + AWAKE_BLOCKS, len(gate))
    return Heard(mel[start * BLOCK_FRAMES : stop * BLOCK_FRAMES].astype(np.float16), gate[start:stop], start)


def hear_at_speeds(
    clips: Sequence[Clip], speeds: Iterable[float], vad: VoiceActivity, teacher: Teacher | None = None
) -> list[tuple[Heard, ...]]:
    """For each clip its features at each speed, with what the teacher hears in it if there is one."""
    versions = []
    for speed in speeds:
        played = [at_speed(clip, speed) for clip in clips]
        heard = hear(played, vad)
        if teacher is not None:
            heard = [_taught(one, clip, teacher) for one, clip in zip(heard, played, strict=True)]
        versions.append(heard)
    return list(zip(*versions, strict=True))


def _taught(heard: Heard, clip: Clip, teacher: Teacher) -> Heard:
    stop = heard.start + len(heard.gate)
    return replace(heard, taught=teacher.steps(clip.samples, stop)[STEPS * heard.start :])


def pooled_steps(heard: Heard) -> Floats:
    """Mean and standard deviation of the teacher's steps with speech, f32[2 D]. The clip must be taught."""
    assert heard.taught is not None
    spoken = heard.taught[np.repeat(heard.gate > 0, STEPS)].astype(np.float32)
    return np.concatenate([spoken.mean(0), spoken.std(0)])
