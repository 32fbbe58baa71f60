"""What an avatar shows: a blend of displays by probability, eased so that nothing jumps."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.advice.advice import AvatarAdvice, Target, VoiceTone
from der_server.advice.rig import DISPLAYS, VRM_EMOTIONS, displays, lip_mask, rig_names
from der_server.emotion.feeling import Feeling
from der_server.faults import BadDeclaration
from der_server.labels import EMOTIONS

Floats = NDArray[np.float32]

MAX_SPEED = 2.5
"""Fastest change of a weight per second: a full display takes 0.4 s, within the onset of posed and spontaneous smiles
(about 0.3 to 0.7 s; Schmidt and Cohn; from memory)."""
STYLES = {"subtle": 0.5, "natural": 0.8, "stylised": 1.25}
"""Gain on every weight."""
ROLES = ("own", "counterpart")
CHANCE = 1 / len(EMOTIONS)
BLEND_S = 0.2


@dataclass(frozen=True, slots=True)
class _Face:
    """A target's tables: looks f32[displays, names], lips bool[names], VRM looks f32[displays, presets]."""

    looks: Floats
    lips: NDArray[np.bool_]


class AvatarAdvisor:
    """Advises the targets of one session; remembers what each shows, to ease from there."""

    def __init__(self, targets: Sequence[Target]) -> None:
        """Raises BadDeclaration for a rig, role or style that is not known."""
        self._faces = {target.id: _face(target) for target in targets}
        self._shown: dict[str, tuple[Floats, int]] = {}

    def advise(self, target: Target, feeling: Feeling, time_us: int, speaking: bool, scenario: str) -> AvatarAdvice:
        """What the target should show at client time `time_us`. `speaking`: the person's mouth is busy."""
        face = self._faces[target.id]
        intensity = intensities(feeling)
        blend = _own_blend(intensity) if target.role == "own" else _answer_blend(intensity)
        gain = STYLES[target.style]
        wanted = np.clip(gain * blend @ face.looks, 0, 1)
        if speaking and target.role == "own":
            wanted = np.where(face.lips, 0, wanted)
        weights = self._ease(target.id, wanted.astype(np.float32), time_us)
        presets = np.clip(gain * blend @ _presets(), 0, 1)
        answer = _answers()[EMOTIONS[int(intensity.argmax())] if intensity.max() > 0 else "neutral"]
        own = target.role == "own"
        return AvatarAdvice(
            target_id=target.id,
            weights=weights,
            blend_s=BLEND_S,
            overrides=_overrides(own, speaking),
            gaze="hold" if own else str(answer["gaze"]),
            posture="" if own else str(answer["posture"]),
            gesture="" if own else str(answer["gesture"]),
            tone=VoiceTone() if own else _tone(intensity),
            presets={name: round(float(p), 3) for name, p in zip(VRM_EMOTIONS, presets, strict=True) if p >= 0.01},
        )

    def _ease(self, target_id: str, wanted: Floats, time_us: int) -> Floats:
        before, before_us = self._shown.get(target_id, (np.zeros_like(wanted), time_us))
        reach = np.float32(MAX_SPEED * max(0, time_us - before_us) / 1e6)
        weights: Floats = before + np.clip(wanted - before, -reach, reach)
        self._shown[target_id] = (weights, max(before_us, time_us))
        return weights


def intensities(feeling: Feeling) -> Floats:
    """f32[7]: how far each emotion stands above chance, 0..1; neutral and doubt show nothing."""
    above: Floats = np.clip((feeling.probs - CHANCE) / (1 - CHANCE), 0, 1).astype(np.float32)
    above[0] = 0
    return above * np.float32(0.3 if feeling.unknown else 1.0)


def _own_blend(intensity: Floats) -> Floats:
    blend = np.zeros(len(DISPLAYS), np.float32)
    blend[: len(EMOTIONS) - 1] = intensity[1:]
    return blend


def _answer_blend(intensity: Floats) -> Floats:
    """What a counterpart shows: answers weighted by what the person shows, attention for the rest."""
    shown = intensity.copy()
    shown[0] = max(0.0, 1.0 - float(intensity.sum()))
    return shown @ _answer_looks()


def _overrides(own: bool, speaking: bool) -> Mapping[str, str]:
    """The person's own mouth stays with lip sync while they speak; live tracking keeps the eyes."""
    if own:
        return {"mouth": "none" if speaking else "blend", "eyes": "none", "brows": "blend"}
    return {"mouth": "blend", "eyes": "blend", "brows": "block"}


def _tone(intensity: Floats) -> VoiceTone:
    shown = intensity.copy()
    shown[0] = max(0.0, 1.0 - float(intensity.sum()))
    rate, pitch, energy, pause_s, warmth = (float(x) for x in shown @ _tones() / max(1e-6, float(shown.sum())))
    ssml = f'rate="{rate:.0%}" pitch="{100 * (pitch - 1):+.0f}%" volume="{20 * np.log10(energy):+.1f}dB"'
    return VoiceTone(rate, pitch, energy, pause_s, warmth, ssml)


def _face(target: Target) -> _Face:
    if target.role not in ROLES or target.style not in STYLES:
        raise BadDeclaration(f"Target {target.id!r}: role {ROLES}, style {tuple(STYLES)}.")
    names = rig_names(target)
    return _Face(displays(names), lip_mask(names))


@cache
def _presets() -> Floats:
    return displays(VRM_EMOTIONS)


@cache
def _answers() -> Mapping[str, Mapping[str, Any]]:
    raw = tomllib.loads((files("der_server.advice") / "responses.toml").read_text(encoding="utf-8"))
    if set(raw) != set(EMOTIONS):
        raise ValueError(f"responses.toml must have one table per emotion: {', '.join(EMOTIONS)}")
    return raw


@cache
def _answer_looks() -> Floats:
    """f32[7, displays]."""
    looks = np.zeros((len(EMOTIONS), len(DISPLAYS)), np.float32)
    for row, emotion in enumerate(EMOTIONS):
        for display, share in _answers()[emotion]["show"].items():
            looks[row, DISPLAYS.index(display)] = share
    return looks


@cache
def _tones() -> Floats:
    """f32[7, 5]: rate, pitch, energy, pause_s, warmth."""
    keys = ("rate", "pitch", "energy", "pause_s", "warmth")
    return np.array([[_answers()[e]["tone"][key] for key in keys] for e in EMOTIONS], np.float32)
