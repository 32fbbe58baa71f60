"""A performer's face over time: real faces' means and variations, with noise, blinks and speech on top.

The poses come from `faces.json`, measured from labelled photographs by `measure_faces.py`. A photograph shows no
movement: how a face moves, blinks and speaks is simulated. MediaPipe reports cheekSquint, noseSneer, cheekPuff and
jawForward as zero, so they stay zero here, whichever standard the performance is sent in.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_client.errors import DerClientError
from der_client.script import Script

Floats = NDArray[np.float64]

RATE_HZ = 72.0
ONSET_S = (0.3, 0.5)
"""A posed expression takes about so long to reach its height (Ekman & Friesen 1982; from memory, not re-read)."""
BLINK_EVERY_S = (2.0, 6.0)
BLINK_S = 0.15
SYLLABLES_HZ = 4.5
OWN_WAY = 0.4
"""How far a performer's own face lies from the mean, in standard deviations of real faces."""
WANDER = 0.2
"""How much it wanders around that during a stretch, in the same unit."""
BROW_DOWN = 0.4
"""A puzzled brow, set by hand: no corpus here labels confusion in faces."""
NOISE = 0.02
"""Sensor noise as a share of each coefficient."""


@dataclass(frozen=True)
class Poses:
    """Names of the coefficients; per emotion mean f64[52], ways f64[5, 52] and their sizes f64[5]."""

    names: tuple[str, ...]
    mean: dict[str, Floats]
    ways: dict[str, Floats]
    sds: dict[str, Floats]

    def column(self, name: str) -> int:
        """Where a coefficient stands."""
        return self.names.index(name)


@cache
def poses() -> Poses:
    """What was measured."""
    held: dict[str, Any] = json.loads(files("der_client").joinpath("faces.json").read_text(encoding="utf-8"))
    rows = held["emotions"].items()
    pick = {key: {e: np.asarray(row[key], np.float64) for e, row in rows} for key in ("mean", "ways", "sds")}
    return Poses(tuple(held["names"]), pick["mean"], pick["ways"], pick["sds"])


@cache
def fb_names() -> dict[str, str]:
    """Meta's 70 coefficient names in order, each with the ARKit name that says the same, or none."""
    held: dict[str, str] = json.loads(files("der_client").joinpath("fb.json").read_text(encoding="utf-8"))
    return held


def perform_face(script: Script, seed: int, times_s: Floats, speaking: NDArray[np.bool_]) -> Floats:
    """MediaPipe coefficients f64[n, 52], 0..1, at the times f64[n]; the same seed is the same performer."""
    rng = np.random.default_rng([seed, 1])
    values = _expressions(script, rng, times_s)
    _speak(values, rng, times_s, speaking)
    values *= 1 + NOISE * rng.standard_normal(values.shape)
    _blink(values, rng, times_s)
    return np.clip(values, 0, 1)


def _expressions(script: Script, rng: np.random.Generator, times_s: Floats) -> Floats:
    face = poses()
    own = {emotion: OWN_WAY * rng.standard_normal(len(sds)) for emotion, sds in face.sds.items()}
    values = np.empty((len(times_s), len(face.names)))
    before: Floats | None = None
    for start_s, stretch in zip(script.starts_s(), script.stretches, strict=True):
        now = np.flatnonzero((times_s >= start_s) & (times_s < start_s + stretch.seconds + 1e-9))
        since_s = times_s[now] - start_s
        sizes = own[stretch.emotion] + WANDER * _wander(rng, since_s, len(own[stretch.emotion]))
        pose = face.mean[stretch.emotion] + (sizes * face.sds[stretch.emotion]) @ face.ways[stretch.emotion]
        calm = face.mean["neutral"]
        pose = np.clip(calm + stretch.share * (pose - calm), 0, 1)
        if stretch.social == "confusion":
            for name in ("browDownLeft", "browDownRight"):
                pose[:, face.column(name)] += BROW_DOWN
        if before is not None:
            part = np.clip(since_s / rng.uniform(*ONSET_S), 0, 1)[:, None]
            pose = before + part * part * (3 - 2 * part) * (pose - before)
        values[now] = pose
        before = pose[-1] if len(pose) else before
    return values


def _wander(rng: np.random.Generator, since_s: Floats, count: int) -> Floats:
    """Slow, smooth and bounded movement f64[n, count]: two sines each, of about 0.2 to 0.9 Hz."""
    rates_hz, phases = rng.uniform(0.2, 0.9, (2, count)), rng.uniform(0, 2 * np.pi, (2, count))
    waves = np.sin(2 * np.pi * rates_hz * since_s[:, None, None] + phases)
    return np.asarray(waves.sum(1))


def _speak(values: Floats, rng: np.random.Generator, times_s: Floats, speaking: NDArray[np.bool_]) -> None:
    """Jaw and lips moving at the pace of syllables, on top of the expression."""
    face = poses()
    for name, size in (("jawOpen", 0.22), ("mouthFunnel", 0.12), ("mouthPucker", 0.15), ("mouthLowerDownLeft", 0.1)):
        rate_hz = SYLLABLES_HZ * rng.uniform(0.8, 1.2)
        wave = np.maximum(0, np.sin(2 * np.pi * rate_hz * times_s + rng.uniform(0, 6))) * rng.uniform(0.7, 1.3)
        for own in (name, name.replace("Left", "Right")) if name.endswith("Left") else (name,):
            values[:, face.column(own)] += speaking * size * wave


def _blink(values: Floats, rng: np.random.Generator, times_s: Floats) -> None:
    face = poses()
    columns = [face.column("eyeBlinkLeft"), face.column("eyeBlinkRight")]
    at_s = float(times_s[0]) if len(times_s) else 0.0
    while (at_s := at_s + rng.uniform(*BLINK_EVERY_S)) < times_s[-1]:
        lid = np.clip(1 - np.abs(times_s - at_s) / (BLINK_S / 2), 0, 1)[:, None]
        values[:, columns] = np.maximum(values[:, columns], 0.95 * lid)


def in_standard(values: Floats, standard: str) -> tuple[tuple[str, ...], Floats]:
    """Names and coefficients of the same faces in another standard: mediapipe, arkit or fb.

    Raises DerClientError for another.
    """
    names = poses().names
    if standard == "mediapipe":
        return names, values
    if standard == "arkit":
        wanted = {name: name for name in (*names[1:], "tongueOut")}
    elif standard == "fb":
        wanted = fb_names()
    else:
        raise DerClientError("BAD_REQUEST", f"The mock face speaks mediapipe, arkit or fb, not {standard!r}.")
    out = np.zeros((len(values), len(wanted)))
    for i, theirs in enumerate(wanted.values()):
        if theirs in names:
            out[:, i] = values[:, names.index(theirs)]
    return tuple(wanted), out
