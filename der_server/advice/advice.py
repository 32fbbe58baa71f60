"""What comes out of the advice room, before `wire/` encodes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Target:
    """An avatar the client wants advice for.

    rig: one of `rig.RIGS`, or `custom` with `names` in the client's own order.
    role: `own` mirrors the person on their own avatar; `counterpart` is who they talk to.
    style: `subtle`, `natural` or `stylised`. intensity 0.1..2: amplify or dampen, by the person's own choice.
    """

    id: str
    rig: str
    names: tuple[str, ...] = ()
    role: str = "own"
    style: str = "natural"
    intensity: float = 1.0


@dataclass(frozen=True, slots=True)
class VoiceTone:
    """How a counterpart should speak: rate, pitch and energy as ratios (1 = as usual), pause in seconds, and the same
    as an SSML prosody element's attributes and as whole SSML around `{text}`."""

    rate: float = 1.0
    pitch: float = 1.0
    energy: float = 1.0
    pause_s: float = 0.0
    warmth: float = 0.5
    ssml: str = ""
    ssml_template: str = "{text}"


@dataclass(frozen=True, slots=True)
class BoneRotation:
    """A turned VRM humanoid bone: unit quaternion from the rest pose, OpenXR space (Y up, the avatar faces -Z)."""

    bone: str
    x: float
    y: float
    z: float
    w: float


@dataclass(frozen=True, slots=True)
class Space:
    """Where a counterpart stands: distance to keep (m), a step to take (m, back is negative), turn out of the line
    (degrees)."""

    distance_m: float
    step_m: float
    turn_deg: float


@dataclass(frozen=True, slots=True)
class Gaze:
    """Eyes: word `hold`, `meet`, `avert` or `follow`; meet_share 0..1 of the time; where to look else (degrees, left
    and up positive); seconds to the next blink (0 = live tracking has the lids) and how long it takes."""

    word: str
    meet_share: float = 0.0
    away_yaw_deg: float = 0.0
    away_pitch_deg: float = 0.0
    blink_in_s: float = 0.0
    blink_s: float = 0.0


@dataclass(frozen=True, slots=True)
class AvatarAdvice:
    """What one target should show. weights: 0..1 in the order announced for the target in `ready`.

    overrides: by region (`mouth`, `eyes`, `brows`) none | block | blend; while the person speaks the mouth is
    `none` for the lips' shapes, so that lip sync stays free. posture by name, and as turned bones. space: None for
    the person's own avatar.
    """

    target_id: str
    weights: Floats
    blend_s: float
    overrides: Mapping[str, str]
    gaze: Gaze
    posture: str
    gesture: str
    tone: VoiceTone
    bones: tuple[BoneRotation, ...] = ()
    space: Space | None = None
    presets: Mapping[str, float] = field(default_factory=dict)  # VRM 1.0 presets, any rig


@dataclass(frozen=True, slots=True)
class Considered:
    """A strategy that was weighed: its expected utility, and why it could not be chosen now (empty = it could)."""

    strategy: str
    utility: float
    closed: str = ""


@dataclass(frozen=True, slots=True)
class DialogueAdvice:
    """How the dialogue should change. wording: ready sentences in `language`; actions: machine names.

    escalation: what comes next if the state stays. avoid: what not to do. considered: every strategy, best first.
    max_words: longest fitting answer in words (characters in Chinese), 0 = any. safety: True only where the person's
    own words asked for it; then a human must look. llm_context: a compact block for an NPC's system prompt; holds no
    words of the person.
    """

    strategy: str
    domain: str
    reasons: tuple[str, ...]
    tone: str
    pace: str
    actions: tuple[str, ...]
    wording: tuple[str, ...]
    language: str
    dwell_s: float
    cooldown_s: float
    llm_context: str
    safety: bool = False
    changed: bool = False
    polite: tuple[str, ...] = ()
    escalation: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    source: str = ""
    max_words: int = 0
    considered: tuple[Considered, ...] = ()
