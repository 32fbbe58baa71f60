"""What comes out of the advice room, before `wire/` encodes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Target:
    """An avatar the client wants advice for.

    rig: `arkit`, `vrm` (see `advice/rigs/`), or `custom` with `names` in the client's own order.
    role: `own` mirrors the person on their own avatar; `counterpart` is who they talk to.
    style: `subtle`, `natural` or `stylised`.
    """

    id: str
    rig: str
    names: tuple[str, ...] = ()
    role: str = "own"
    style: str = "natural"


@dataclass(frozen=True, slots=True)
class VoiceTone:
    """How a counterpart should speak: rate, pitch and energy as ratios (1 = as usual), pause in seconds,
    and the same as an SSML prosody element's attributes."""

    rate: float = 1.0
    pitch: float = 1.0
    energy: float = 1.0
    pause_s: float = 0.0
    warmth: float = 0.5
    ssml: str = ""


@dataclass(frozen=True, slots=True)
class AvatarAdvice:
    """What one target should show. weights: 0..1 in the order announced for the target in `ready`.

    overrides: by region (`mouth`, `eyes`, `brows`) none | block | blend; while the person speaks the mouth is
    `none` for the lips' shapes, so that lip sync stays free. gaze: `hold`, `meet`, `avert`, `follow`.
    """

    target_id: str
    weights: Floats
    blend_s: float
    overrides: Mapping[str, str]
    gaze: str
    posture: str
    gesture: str
    tone: VoiceTone
    presets: Mapping[str, float] = field(default_factory=dict)  # VRM 1.0 presets, any rig


@dataclass(frozen=True, slots=True)
class DialogueAdvice:
    """How the dialogue should change. wording: ready sentences in `language`; actions: machine names.

    safety: True only where the person's own words asked for it (clinic); then a human must look.
    llm_context: a compact block for an NPC's system prompt; holds no words of the person.
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
