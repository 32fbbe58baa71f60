"""What comes out of the emotion room: one person's feeling at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Witness:
    """One calibrated expert's latest word.

    log_probs: f32[7] over `labels.EMOTIONS`. quality 0..1. time_us: client time of the newest sample
    behind it. depends_on_voice: True for a face driven by AUDIO (not a second witness beside the voice).
    """

    modality: str
    log_probs: Floats
    quality: float
    time_us: int
    depends_on_voice: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much one modality counted: weight and quality 0..1, age in seconds (inf = none)."""

    weight: float
    quality: float
    age_s: float


@dataclass(frozen=True, slots=True)
class Spread:
    """A posterior mean and its standard deviation, both on -1..1."""

    mean: float
    spread: float


@dataclass(frozen=True, slots=True)
class Transition:
    """A label that began (`onset`) or ended (`offset`) since the last state."""

    label: str
    kind: str  # "onset" | "offset"
    time_us: int


@dataclass(frozen=True, slots=True)
class SocialState:
    """Fuzzy membership of a social state, 0..1, and how much is behind it, 0..1."""

    name: str
    level: float
    confidence: float
    reasons: tuple[str, ...] = ()  # cue names that raised it


@dataclass(frozen=True, slots=True)
class Feeling:
    """One person's feeling at `time_us`.

    probs: f32[7] over `labels.EMOTIONS`, sums to 1. label: index into it, -1 = unknown.
    confidence: calibrated probability that `label` is right (of the top label while unknown).
    valence, arousal, dominance: derived (posterior over sourced coordinates), -1..1.
    """

    time_us: int
    probs: Floats
    label: int
    confidence: float
    valence: Spread
    arousal: Spread
    dominance: Spread
    evidence: Mapping[str, Evidence]
    social: tuple[SocialState, ...] = ()
    transitions: tuple[Transition, ...] = ()
    stale: bool = False
    cues: Mapping[str, float] = field(default_factory=dict)

    @property
    def unknown(self) -> bool:
        return self.label < 0
