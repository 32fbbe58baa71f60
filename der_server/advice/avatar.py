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
from der_server.advice.bearing import Blinks, Gestures, Posture, eyes, postures, space
from der_server.advice.display import displays, table
from der_server.advice.motion import Motion
from der_server.advice.rig import Rig
from der_server.advice.stage import stage_of
from der_server.emotion.feeling import Feeling
from der_server.labels import EMOTIONS

Floats = NDArray[np.float32]

MAX_SPEED = 2.5
"""Fastest change of a weight per second, whatever happens: a full display takes 0.4 s at least, within the onset of
posed and spontaneous smiles (about 0.3 to 0.7 s; Schmidt and Cohn; from memory)."""
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
HOLD, AS_USUAL = Gaze("hold"), VoiceTone()


@dataclass(frozen=True, slots=True)
class _Moment:
    """What a feeling asks of every target. intensity: of the 7 emotions; shown, answer: wanted of the person's own
    avatar and of a counterpart, by place of the display; mixed: the numbers of GROUPS, weighted by the shares of the
    answers."""

    feeling: Feeling
    intensity: list[float]
    shown: dict[int, float]
    answer: dict[int, float]
    mixed: list[float]


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
        self._stages = {target.id: stage_of(target) for target in targets}
        self.rigs = {name: stage.rig for name, stage in self._stages.items()}
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
        out = stage.strengths(motion)
        mean = {place: (upper[0] + lower[0]) / 2 for place, (upper, lower) in motion.out.items()}
        leading = _leading(mean) if own else _answered(mean, moment.intensity)
        answer = _answers()[leading or "neutral"] if not own else {}
        posture = "" if own and _tracked(feeling, "body") else _posture_of(leading, own)
        share = min(1.0, sum(upper + lower for upper, lower in out.values()) / 2)
        wanted, presets = stage.face(out, lips_busy=speaking and own)
        meet_share, blink_rate = moment.mixed[EYES]
        shown = self._shown[target.id] = _Shown(
            motion,
            _ease(shown, wanted, time_us),
            shown.posture.toward(postures()[posture] if posture else {}, share, time_us),
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
            gaze=HOLD if own and live_face else eyes(look, meet_share, shown.blinks, time_us),
            posture=posture,
            gesture=shown.gestures.said(time_us),
            tone=AS_USUAL if own else _tone(moment.mixed[TONE]),
            bones=shown.posture.bones(),
            space=None if own else space(*moment.mixed[SPACE]),
            presets=presets,
        )


def _moment(feeling: Feeling) -> _Moment:
    intensity = intensities(feeling)
    rest = max(0.0, 1.0 - sum(intensity))  # what is left of the whole is answered as neutral
    shares = np.array([rest, *intensity[1:]])
    answer, mixed = (shares @ _answer_looks()).tolist(), (shares @ _numbers() / shares.sum()).tolist()
    return _Moment(
        feeling, intensity, display.blend(intensity), {i: level for i, level in enumerate(answer) if level}, mixed
    )


def intensities(feeling: Feeling) -> list[float]:
    """How far each of the 7 emotions stands above chance, 0..1; neutral and doubt show nothing."""
    sure = DOUBTFUL if feeling.unknown else 1.0
    above = [sure * min(1.0, max(0.0, (p - CHANCE) / (1 - CHANCE))) for p in feeling.probs.tolist()]
    return [0.0, *above[1:]]


def _ease(shown: _Shown, wanted: Floats, time_us: int) -> Floats:
    """The last word: no weight moves faster than MAX_SPEED."""
    reach = np.float32(MAX_SPEED * max(0, time_us - shown.posture.time_us) / 1e6)
    weights: Floats = shown.weights + np.minimum(reach, np.maximum(-reach, wanted - shown.weights))
    return weights


def _at_rest(rig: Rig, target_id: str, time_us: int) -> _Shown:
    weights = np.zeros(len(rig.names), np.float32)
    return _Shown(Motion(time_us), weights, Posture({}, time_us), Gestures(), Blinks(target_id))


def _leading(shown: Mapping[int, float]) -> str:
    """The display that is out furthest, where it is far enough; else empty."""
    best = max(shown, key=lambda place: shown[place], default=0)
    return display.names()[best] if shown.get(best, 0.0) >= POSED else ""


def _answered(shown: Mapping[int, float], intensity: Sequence[float]) -> str:
    """The emotion a counterpart is answering, where its answer is out far enough; else empty."""
    emotion = max(range(len(EMOTIONS)), key=lambda e: intensity[e])
    out = sum(shown.get(place, 0.0) for place in _answer_parts()[emotion])
    return EMOTIONS[emotion] if emotion and min(out, intensity[emotion]) >= POSED else ""


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


def _tone(mixed: Sequence[float]) -> VoiceTone:
    rate, pitch, energy, pause_s, warmth = mixed
    higher, louder_db = round(100 * (pitch - 1)), round(20 * math.log10(energy), 1) + 0.0  # never "-0.0"
    ssml = f'rate="{rate:.0%}" pitch="{higher:+d}%" volume="{louder_db:+.1f}dB"'
    pause = f'<break time="{1000 * pause_s:.0f}ms"/>' if pause_s >= 0.05 else ""
    return VoiceTone(rate, pitch, energy, pause_s, warmth, ssml, f"{pause}<prosody {ssml}>{{text}}</prosody>")


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
def _answer_parts() -> tuple[tuple[int, ...], ...]:
    """Places of the displays of each emotion's answer."""
    return tuple(tuple(np.flatnonzero(row).tolist()) for row in _answer_looks())
