"""The stage an avatar acts on: what its rig, role and style make of displays."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from der_server.advice.advice import Target
from der_server.advice.display import LOWER, UPPER, displays, table
from der_server.advice.motion import Motion
from der_server.advice.rig import VRM_EMOTIONS, WHOLE, Rig, preset_looks, rig_names, rig_of
from der_server.faults import BadDeclaration

Floats = NDArray[np.float32]
Strengths = dict[int, tuple[float, float]]
"""Place of a display -> how strong it is in the upper and in the lower half of the face."""

NEGATIVE_LIMIT = 0.2
"""A counterpart shows of sadness, anger, fear and disgust together at most so much, in every style (our choice: wrong
mirroring costs more than none; Robison, McQuiggan and Lester 2009, from memory)."""
ROLES = ("own", "counterpart")
PRESETS = len(VRM_EMOTIONS)
ONE = np.float32(1)
KEPT = 64
"""Stages kept: targets that are declared alike share one."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What never changes of a target. gains: of every display, by the target's style and intensity; upper, lower: of
    the halves; looks f32[2 displays, N + 5]: what each display in each half adds to each name and VRM preset; free
    bool[N]: what may move while the person speaks."""

    rig: Rig
    own: bool
    speed: float
    gains: tuple[float, ...]
    upper: float
    lower: float
    looks: Floats
    free: NDArray[np.bool_]

    def strengths(self, motion: Motion) -> Strengths:
        """The motion at the target's style and intensity, a counterpart's within NEGATIVE_LIMIT in each half."""
        out = {p: (self.gains[p] * upper[0], self.gains[p] * lower[0]) for p, (upper, lower) in motion.out.items()}
        if not self.own:
            out = _within_limit(out)
        return {p: (upper * self.upper, lower * self.lower) for p, (upper, lower) in out.items()}

    def face(self, strengths: Strengths, *, lips_busy: bool) -> tuple[Floats, dict[str, float]]:
        """Weights f32[N] for the rig's names, and VRM presets by name. lips_busy: the mouth is left to lip sync."""
        count = len(displays())
        both = [0.0] * (2 * count)
        for place, (upper, lower) in strengths.items():
            both[place], both[count + place] = upper, lower
        wanted = np.minimum(ONE, np.array(both, np.float32) @ self.looks)
        weights, presets = wanted[:-PRESETS], wanted[-PRESETS:].tolist()
        named = {name: round(p, 3) for name, p in zip(VRM_EMOTIONS, presets, strict=True) if p >= 0.01}
        return (weights * self.free if lips_busy else weights), named


def _within_limit(out: Strengths) -> Strengths:
    harsh = [place for place in out if displays()[place].negative]
    if not harsh:
        return out
    upper, lower = (NEGATIVE_LIMIT / max(NEGATIVE_LIMIT, sum(out[p][half] for p in harsh)) for half in (UPPER, LOWER))
    return out | {place: (upper * out[place][UPPER], lower * out[place][LOWER]) for place in harsh}


def stage_of(target: Target) -> Stage:
    """The target's own. Raises BadDeclaration for a rig, role, style or intensity that is not known."""
    if target.role not in ROLES or target.style not in _styles():
        raise BadDeclaration(f"Target {target.id!r}: role {ROLES}, style {tuple(_styles())}.")
    if not 0.1 <= target.intensity <= 2:
        raise BadDeclaration(f"Target {target.id!r}: `intensity` must be 0.1 to 2, or 0 for as it is.")
    return _made(replace(target, id="", names=rig_names(target)))


@lru_cache(KEPT)
def _made(target: Target) -> Stage:
    rig = rig_of(target)
    style = _styles()[target.style]
    upper, lower = ((rig.region == half) + 0.5 * (rig.region == WHOLE) for half in (UPPER, LOWER))
    presets = 0.5 * preset_looks()
    return Stage(
        rig,
        target.role == "own",
        style["speed"],
        tuple(style["negative" if d.negative else "positive"] * target.intensity for d in displays()),
        style["upper"],
        style["lower"],
        np.block([[rig.looks * upper, presets], [rig.looks * lower, presets]]).astype(np.float32),
        ~rig.lips,
    )


@cache
def _styles() -> Mapping[str, Mapping[str, float]]:
    return table("styles.toml")
