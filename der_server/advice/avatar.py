"""What an avatar shows: a blend of displays by probability, moving as faces do, eased so that nothing jumps."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.advice import display
from der_server.advice.advice import AvatarAdvice, Gaze, Target, VoiceTone
from der_server.advice.bearing import BONES, Blinks, Gestures, Posture, eyes, postures, space
from der_server.advice.display import LOWER, UPPER, displays, table
from der_server.advice.motion import Motion
from der_server.advice.rig import VRM_EMOTIONS, Rig, preset_looks, rig_of
from der_server.emotion.feeling import Feeling
from der_server.faults import BadDeclaration
from der_server.labels import EMOTIONS

Floats = NDArray[np.float32]

MAX_SPEED = 2.5
"""Fastest change of a weight per second, whatever happens: a full display takes 0.4 s at least, within the onset of
posed and spontaneous smiles (about 0.3 to 0.7 s; Schmidt and Cohn; from memory)."""
NEGATIVE_LIMIT = 0.2
"""A counterpart shows of sadness, anger, fear and disgust together at most so much, in every style (our choice: wrong
mirroring costs more than none; Robison, McQuiggan and Lester 2009, from memory)."""
ROLES = ("own", "counterpart")
CHANCE = 1 / len(EMOTIONS)
DOUBTFUL = 0.3
"""What is left of a display while the emotion is unknown."""
BLEND_S = 0.2
POSED = 0.25
"""A display this far out names a posture and a gesture."""
GROUPS = {
    "eyes": ("meet_share", "blink_rate"),
    "space": ("distance_m", "step_m", "turn_deg"),
    "tone": ("rate", "pitch", "energy", "pause_s", "warmth"),
}
"""Numbers of `responses.toml` that are mixed, by group."""
TRACKED_S = 1.0
"""A face or body seen this lately is live: advice leaves to it what it tracks."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a target shows, to ease from there."""

    motion: Motion
    weights: Floats
    posture: Posture
    gestures: Gestures
    blinks: Blinks


class AvatarAdvisor:
    """Advises the targets of one session; remembers what each shows."""

    def __init__(self, targets: Sequence[Target]) -> None:
        """Raises BadDeclaration for a rig, role, style or intensity that is not known."""
        self.rigs = {target.id: _rig(target) for target in targets}
        self._shown: dict[str, _Shown] = {}

    def advise(self, target: Target, feeling: Feeling, time_us: int, speaking: bool, scenario: str) -> AvatarAdvice:
        """What the target should show at client time `time_us`. `speaking`: the person's mouth is busy."""
        own, rig = target.role == "own", self.rigs[target.id]
        intensity = intensities(feeling)
        shares = _with_rest(intensity)
        shown = self._shown.get(target.id) or _at_rest(rig, target.id, time_us)
        wanted = display.blend(intensity) if own else shares @ _answer_looks()
        motion = shown.motion.toward(wanted, time_us, _styles()[target.style]["speed"])
        out = _strength(motion.shown, target)
        leading = _leading(motion.shown.mean(0)) if own else _answered(motion.shown.mean(0), intensity)
        posture = "" if own and _tracked(feeling, "body") else _posture_of(leading, own)
        angles = postures()[posture] * min(1.0, float(out.mean(0).sum())) if posture else _still()
        meet_share, blink_rate = _mix(shares, "eyes")
        shown = self._shown[target.id] = _Shown(
            motion,
            _ease(shown, _wanted(rig, out, speaking and own), time_us),
            shown.posture.toward(angles, time_us),
            shown.gestures.toward("" if own else str(_answers()[leading or "neutral"]["gesture"]), time_us),
            shown.blinks.at(time_us, blink_rate),
        )
        live_eyes = own and _tracked(feeling, "face")
        look = "hold" if own else str(_answers()[leading or "neutral"]["gaze"])
        return AvatarAdvice(
            target_id=target.id,
            weights=shown.weights,
            blend_s=BLEND_S,
            overrides=_overrides(own, speaking, _tracked(feeling, "face")),
            gaze=Gaze(look) if live_eyes else eyes(look, meet_share, shown.blinks, time_us),
            posture=posture,
            gesture=shown.gestures.said(time_us),
            tone=VoiceTone() if own else _tone(shares),
            bones=shown.posture.bones(),
            space=None if own else space(*_mix(shares, "space")),
            presets=_presets(out.mean(0)),
        )


def intensities(feeling: Feeling) -> Floats:
    """f32[7]: how far each emotion stands above chance, 0..1; neutral and doubt show nothing."""
    above: Floats = np.clip((feeling.probs - CHANCE) / (1 - CHANCE), 0, 1).astype(np.float32)
    above[0] = 0
    return above * np.float32(DOUBTFUL if feeling.unknown else 1.0)


def _with_rest(intensity: Floats) -> Floats:
    """Shares of the answers, f32[7]: what is left of the whole is answered as neutral."""
    shown = intensity.copy()
    shown[0] = max(0.0, 1.0 - float(intensity.sum()))
    return shown


def _strength(shown: Floats, target: Target) -> Floats:
    """f32[2, displays]: the motion at the target's style and intensity, a counterpart's within NEGATIVE_LIMIT."""
    style = _styles()[target.style]
    gain = np.where(display.negative(), style["negative"], style["positive"]) * target.intensity
    out = shown * gain
    if target.role == "counterpart":
        harsh = out[:, display.negative()].sum(1, keepdims=True)
        out = np.where(display.negative(), out * np.minimum(1, NEGATIVE_LIMIT / np.maximum(harsh, 1e-6)), out)
    return np.array(out * np.array([[style["upper"]], [style["lower"]]]), np.float32)


def _wanted(rig: Rig, out: Floats, lips_busy: bool) -> Floats:
    halves = np.stack([out[UPPER] @ rig.looks, out[LOWER] @ rig.looks, out.mean(0) @ rig.looks])
    wanted = np.clip(halves[rig.region, np.arange(len(rig.names))], 0, 1)
    return np.array(np.where(rig.lips & lips_busy, 0, wanted), np.float32)


def _ease(shown: _Shown, wanted: Floats, time_us: int) -> Floats:
    """The last word: no weight moves faster than MAX_SPEED."""
    reach = np.float32(MAX_SPEED * max(0, time_us - shown.posture.time_us) / 1e6)
    weights: Floats = shown.weights + np.clip(wanted - shown.weights, -reach, reach)
    return weights


def _presets(mean: Floats) -> Mapping[str, float]:
    strengths = np.clip(mean @ preset_looks(), 0, 1)
    return {name: round(float(p), 3) for name, p in zip(VRM_EMOTIONS, strengths, strict=True) if p >= 0.01}


def _at_rest(rig: Rig, target_id: str, time_us: int) -> _Shown:
    weights = np.zeros(len(rig.names), np.float32)
    return _Shown(Motion.starting(time_us), weights, Posture(_still(), time_us), Gestures(), Blinks(target_id))


def _still() -> Floats:
    return np.zeros((len(BONES), 3), np.float32)


def _leading(shown: Floats) -> str:
    """The display that is out furthest, where it is far enough; else empty."""
    best = int(shown.argmax())
    return displays()[best].name if shown[best] >= POSED else ""


def _answered(shown: Floats, intensity: Floats) -> str:
    """The emotion a counterpart is answering, where its answer is out far enough; else empty."""
    emotion = int(intensity.argmax())
    out = float(shown @ (_answer_looks()[emotion] > 0))
    return EMOTIONS[emotion] if emotion and min(out, float(intensity[emotion])) >= POSED else ""


def _posture_of(leading: str, own: bool) -> str:
    if not own:
        return str(_answers()[leading or "neutral"]["posture"])
    return next((d.posture for d in displays() if d.name == leading), "")


def _tracked(feeling: Feeling, modality: str) -> bool:
    evidence = feeling.evidence.get(modality)
    return evidence is not None and evidence.age_s < TRACKED_S


def _overrides(own: bool, speaking: bool, tracked: bool) -> Mapping[str, str]:
    """The person's own mouth stays with lip sync while they speak; of a live face the eyes are left alone."""
    if not own:
        return {"mouth": "blend", "eyes": "blend", "brows": "block"}
    alone = "blend" if tracked else "block"
    return {"mouth": "none" if speaking else alone, "eyes": "none" if tracked else "blend", "brows": alone}


def _mix(shares: Floats, group: str) -> tuple[float, ...]:
    """The numbers of a group in `responses.toml`, weighted by the answers' shares f32[7]."""
    return tuple(map(float, shares @ _numbers(group) / shares.sum()))


@cache
def _numbers(group: str) -> Floats:
    """f32[7, numbers of the group], in the order of GROUPS."""
    return np.array([[_answers()[emotion][group][key] for key in GROUPS[group]] for emotion in EMOTIONS], np.float32)


def _tone(shares: Floats) -> VoiceTone:
    rate, pitch, energy, pause_s, warmth = _mix(shares, "tone")
    ssml = f'rate="{rate:.0%}" pitch="{100 * (pitch - 1):+.0f}%" volume="{20 * math.log10(energy):+.1f}dB"'
    pause = f'<break time="{1000 * pause_s:.0f}ms"/>' if pause_s >= 0.05 else ""
    return VoiceTone(rate, pitch, energy, pause_s, warmth, ssml, f"{pause}<prosody {ssml}>{{text}}</prosody>")


def _rig(target: Target) -> Rig:
    if target.role not in ROLES or target.style not in _styles():
        raise BadDeclaration(f"Target {target.id!r}: role {ROLES}, style {tuple(_styles())}.")
    if not 0.1 <= target.intensity <= 2:
        raise BadDeclaration(f"Target {target.id!r}: `intensity` must be 0.1 to 2, or 0 for as it is.")
    return rig_of(target)


@cache
def _styles() -> Mapping[str, Mapping[str, float]]:
    return table("styles.toml")


@cache
def _answers() -> Mapping[str, Mapping[str, Any]]:
    raw = table("responses.toml")
    if set(raw) != set(EMOTIONS) or not {row["posture"] for row in raw.values()} <= set(postures()):
        raise ValueError(
            f"responses.toml must have one table per emotion, with known postures: {', '.join(EMOTIONS)}"
        )
    return raw


@cache
def _answer_looks() -> Floats:
    """f32[7, displays]."""
    looks = np.zeros((len(EMOTIONS), len(displays())), np.float32)
    for row, emotion in enumerate(EMOTIONS):
        for name, share in _answers()[emotion]["show"].items():
            looks[row, display.names().index(name)] = share
    return looks
