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
from der_server.advice.rig import VRM_EMOTIONS, WHOLE, Rig, preset_looks, rig_of
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
"""Numbers of `responses.toml` that are mixed, by group, in the order of `_Moment.mixed`."""
EYES, SPACE, TONE = slice(0, 2), slice(2, 5), slice(5, 10)
TRACKED_S = 1.0
"""A face or body seen this lately is live: advice leaves to it what it tracks."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """What a feeling asks of every target. intensity f32[7]; shown, answer f32[displays]: wanted of the person's own
    avatar and of a counterpart; mixed: the numbers of GROUPS, weighted by the shares of the answers."""

    feeling: Feeling
    intensity: Floats
    shown: Floats
    answer: Floats
    mixed: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Stage:
    """What never changes of a target. gain f64[displays]: of its style and intensity; halves f64[2, 1]: of upper and
    lower face; looks f32[2 displays, N]: what each display in each half adds to each name; free bool[N]: what may
    move while the person speaks."""

    rig: Rig
    own: bool
    speed: float
    gain: NDArray[np.float64]
    halves: NDArray[np.float64]
    looks: Floats
    free: NDArray[np.bool_]


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
        self._stages = {target.id: _stage(target, self.rigs[target.id]) for target in targets}
        self._shown: dict[str, _Shown] = {}
        self._moment: _Moment | None = None

    def advise(self, target: Target, feeling: Feeling, time_us: int, speaking: bool, scenario: str) -> AvatarAdvice:
        """What the target should show at client time `time_us`. `speaking`: the person's mouth is busy."""
        stage = self._stages[target.id]
        if self._moment is None or self._moment.feeling is not feeling:
            self._moment = _moment(feeling)
        own, moment = stage.own, self._moment
        shown = self._shown.get(target.id) or _at_rest(stage.rig, target.id, time_us)
        motion = shown.motion.toward(moment.shown if own else moment.answer, time_us, stage.speed)
        out = _strength(motion.shown, stage)
        mean, out_mean = _middle(motion.shown), _middle(out)
        leading = _leading(mean) if own else _answered(mean, moment.intensity)
        answer = _answers()[leading or "neutral"] if not own else {}
        posture = "" if own and _tracked(feeling, "body") else _posture_of(leading, own)
        angles = postures()[posture] * min(1.0, float(out_mean.sum())) if posture else _still()
        meet_share, blink_rate = moment.mixed[EYES]
        shown = self._shown[target.id] = _Shown(
            motion,
            _ease(shown, _wanted(stage, out, speaking and own), time_us),
            shown.posture.toward(angles, time_us),
            shown.gestures.toward(str(answer.get("gesture", "")), time_us),
            shown.blinks.at(time_us, blink_rate),
        )
        live_face = _tracked(feeling, "face")
        look = str(answer.get("gaze", "hold"))
        return AvatarAdvice(
            target_id=target.id,
            weights=shown.weights,
            blend_s=BLEND_S,
            overrides=_overrides(own, speaking, live_face),
            gaze=Gaze(look) if own and live_face else eyes(look, meet_share, shown.blinks, time_us),
            posture=posture,
            gesture=shown.gestures.said(time_us),
            tone=VoiceTone() if own else _tone(moment.mixed[TONE]),
            bones=shown.posture.bones(),
            space=None if own else space(*moment.mixed[SPACE]),
            presets=_presets(out_mean),
        )


def _moment(feeling: Feeling) -> _Moment:
    intensity = intensities(feeling)
    shares = _with_rest(intensity)
    mixed = shares @ _numbers() / shares.sum()
    return _Moment(
        feeling, intensity, display.blend(intensity), shares @ _answer_looks(), tuple(map(float, mixed.tolist()))
    )


def _stage(target: Target, rig: Rig) -> _Stage:
    style = _styles()[target.style]
    upper, lower = ((rig.region == half) + 0.5 * (rig.region == WHOLE) for half in (UPPER, LOWER))
    return _Stage(
        rig,
        target.role == "own",
        style["speed"],
        np.where(display.negative(), style["negative"], style["positive"]) * target.intensity,
        np.array([[style["upper"]], [style["lower"]]]),
        np.concatenate([rig.looks * upper, rig.looks * lower]).astype(np.float32),
        ~rig.lips,
    )


def intensities(feeling: Feeling) -> Floats:
    """f32[7]: how far each emotion stands above chance, 0..1; neutral and doubt show nothing."""
    above: Floats = np.minimum(1, np.maximum(0, (feeling.probs - CHANCE) / (1 - CHANCE))).astype(np.float32)
    above[0] = 0
    return above * np.float32(DOUBTFUL) if feeling.unknown else above


def _with_rest(intensity: Floats) -> Floats:
    """Shares of the answers, f32[7]: what is left of the whole is answered as neutral."""
    shown = intensity.copy()
    shown[0] = max(0.0, 1.0 - float(intensity.sum()))
    return shown


def _strength(shown: Floats, stage: _Stage) -> Floats:
    """f32[2, displays]: the motion at the target's style and intensity, a counterpart's within NEGATIVE_LIMIT."""
    out = shown * stage.gain
    if not stage.own:
        harsh = out[:, display.negative()].sum(1, keepdims=True)
        if (harsh > NEGATIVE_LIMIT).any():
            limit = np.minimum(1, NEGATIVE_LIMIT / np.maximum(harsh, 1e-6))
            out = np.where(display.negative(), out * limit, out)
    return (out * stage.halves).astype(np.float32)


def _middle(halves: Floats) -> Floats:
    """f32[displays]: the mean of f32[2, displays]."""
    mean: Floats = (halves[UPPER] + halves[LOWER]) * np.float32(0.5)
    return mean


def _wanted(stage: _Stage, out: Floats, lips_busy: bool) -> Floats:
    wanted: Floats = np.minimum(1, np.maximum(0, out.reshape(-1) @ stage.looks))
    return wanted * stage.free if lips_busy else wanted


def _ease(shown: _Shown, wanted: Floats, time_us: int) -> Floats:
    """The last word: no weight moves faster than MAX_SPEED."""
    reach = np.float32(MAX_SPEED * max(0, time_us - shown.posture.time_us) / 1e6)
    weights: Floats = shown.weights + np.minimum(reach, np.maximum(-reach, wanted - shown.weights))
    return weights


def _presets(mean: Floats) -> Mapping[str, float]:
    strengths = (mean @ preset_looks()).tolist()
    return {name: round(min(1.0, p), 3) for name, p in zip(VRM_EMOTIONS, strengths, strict=True) if p >= 0.01}


def _at_rest(rig: Rig, target_id: str, time_us: int) -> _Shown:
    weights = np.zeros(len(rig.names), np.float32)
    return _Shown(Motion.starting(time_us), weights, Posture(_still(), time_us), Gestures(), Blinks(target_id))


@cache
def _still() -> Floats:
    return np.zeros((len(BONES), 3), np.float32)


def _leading(shown: Floats) -> str:
    """The display that is out furthest, where it is far enough; else empty."""
    best = int(shown.argmax())
    return display.names()[best] if shown[best] >= POSED else ""


def _answered(shown: Floats, intensity: Floats) -> str:
    """The emotion a counterpart is answering, where its answer is out far enough; else empty."""
    emotion = int(intensity.argmax())
    out = float(shown @ _answer_parts()[emotion])
    return EMOTIONS[emotion] if emotion and min(out, float(intensity[emotion])) >= POSED else ""


def _posture_of(leading: str, own: bool) -> str:
    if not own:
        return str(_answers()[leading or "neutral"]["posture"])
    return _own_postures().get(leading, "")


@cache
def _own_postures() -> Mapping[str, str]:
    return {d.name: d.posture for d in displays()}


def _tracked(feeling: Feeling, modality: str) -> bool:
    evidence = feeling.evidence.get(modality)
    return evidence is not None and evidence.age_s < TRACKED_S


def _overrides(own: bool, speaking: bool, tracked: bool) -> Mapping[str, str]:
    """The person's own mouth stays with lip sync while they speak; of a live face the eyes are left alone."""
    if not own:
        return {"mouth": "blend", "eyes": "blend", "brows": "block"}
    alone = "blend" if tracked else "block"
    return {"mouth": "none" if speaking else alone, "eyes": "none" if tracked else "blend", "brows": alone}


@cache
def _numbers() -> Floats:
    """f32[7, numbers of all groups], in the order of GROUPS."""
    rows = [[_answers()[e][group][key] for group, keys in GROUPS.items() for key in keys] for e in EMOTIONS]
    return np.array(rows, np.float32)


def _tone(mixed: tuple[float, ...]) -> VoiceTone:
    rate, pitch, energy, pause_s, warmth = mixed
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


@cache
def _answer_parts() -> Floats:
    """f32[7, displays]: 1 where an emotion's answer has the display, else 0."""
    return (_answer_looks() > 0).astype(np.float32)
