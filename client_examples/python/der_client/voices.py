"""The mock headset's voice: recordings of people, cut to the stretches of a script. Nothing is synthesised."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from der_client.errors import DerClientError
from der_client.script import Script

RATE_HZ = 16_000
LEAD_S = 0.4
PAUSE_S = 0.5
OURS = {"happy": "joy", "happiness": "joy", "sad": "sadness", "angry": "anger", "calm": "neutral"} | {
    "fearful": "fear",
    "surprised": "surprise",
}
Sound = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Voice:
    """One performance's sound: f32[n] at RATE_HZ, and when someone speaks, bool[n]."""

    sound: Sound
    speaking: NDArray[np.bool_]


def read_sound(path: Path) -> Sound:
    """A recording as f32[n] mono at RATE_HZ. Raises DerClientError where it is none."""
    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        raise DerClientError("BAD_FILE", f"{path} cannot be read as sound: {error}") from None
    mono = samples.mean(1)
    return np.asarray(mono if rate_hz == RATE_HZ else soxr.resample(mono, rate_hz, RATE_HZ), np.float32)


def pcm16(sound: Sound) -> bytes:
    """Samples f32[n] in -1..1 as little-endian PCM16; what was PCM16 before comes out the same, bit for bit."""
    return np.clip(np.round(sound * 32768), -32768, 32767).astype("<i2").tobytes()


def perform_voice(script: Script, seed: int, folder: Path) -> Voice:
    """One person of `folder` (labels.csv with `file`, `emotion` or `raw_label`, and `speaker`) speaks each stretch.

    Raises DerClientError where the folder holds no such recordings.
    """
    rng = np.random.default_rng([seed, 3])
    clips = _clips(folder)
    best = max(len(kinds) for kinds in clips.values())
    speakers = sorted(speaker for speaker, kinds in clips.items() if len(kinds) == best)
    own = clips[speakers[rng.integers(len(speakers))]]
    sound = 1e-4 * rng.standard_normal(round(script.seconds * RATE_HZ)).astype(np.float32)
    speaking = np.zeros(len(sound), bool)
    for start_s, stretch in zip(script.starts_s(), script.stretches, strict=True):
        at, end = (round((start_s + s) * RATE_HZ) for s in (LEAD_S, stretch.seconds - 0.1))
        for path in rng.permutation(own.get(stretch.emotion, [])):
            clip = read_sound(folder / str(path))[: max(0, end - at)]
            sound[at : at + len(clip)] += clip
            speaking[at : at + len(clip)] = True
            at += len(clip) + round(PAUSE_S * RATE_HZ)
            if at >= end:
                break
    return Voice(sound, speaking)


def _clips(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Speaker -> emotion -> files."""
    table = folder / "labels.csv"
    if not table.is_file():
        raise DerClientError("BAD_FILE", f"{folder} holds no labels.csv with columns file, emotion, speaker.")
    clips: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with table.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            label = (row.get("emotion") or row.get("raw_label") or "").lower()
            if row.get("file"):
                clips[row.get("speaker") or ""][OURS.get(label, label)].append(row["file"])
    if not clips:
        raise DerClientError("BAD_FILE", f"{table} lists no recordings.")
    return {speaker: dict(kinds) for speaker, kinds in clips.items()}
