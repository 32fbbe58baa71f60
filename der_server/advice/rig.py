"""Rigs: which names an avatar's face has, and what each display looks like on it."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from der_server.advice.advice import Target
from der_server.faults import BadDeclaration
from der_server.labels import EMOTIONS
from der_server.signals.face import layout

Floats = NDArray[np.float32]

DISPLAYS = (*EMOTIONS[1:], "concern", "reassure", "attend", "interest")
"""Rows of every rig table; neutral is the empty display."""
VRM_NAMES = (
    *("happy", "angry", "sad", "relaxed", "surprised"),
    *("aa", "ih", "ou", "ee", "oh", "blink", "blinkLeft", "blinkRight"),
    *("lookUp", "lookDown", "lookLeft", "lookRight", "neutral"),
)
"""VRM 1.0 preset expressions in UniVRM's order, without `custom`."""
VRM_EMOTIONS = VRM_NAMES[:5]
RIGS = ("arkit", "vrm")
LIP_NAMES = frozenset(
    {"jawopen", "jawforward", "jawleft", "jawright", "mouthclose", "mouthfunnel", "mouthpucker", "mouthleft"}
    | {"mouthright", "mouthrolllower", "mouthrollupper", "mouthshruglower", "mouthshrugupper", "tongueout"}
    | {f"mouth{part}{side}" for part in ("lowerdown", "upperup", "stretch", "press") for side in ("left", "right")}
    | {"aa", "ih", "ou", "ee", "oh"}
)
"""Shapes that speech needs (keys of `_key`): left free while the person speaks."""


def rigs() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every rig: its name and names in its own order."""
    return tuple((rig, _own_names(rig)) for rig in RIGS)


def rig_names(target: Target) -> tuple[str, ...]:
    """Names in the order of the target's weights. Raises BadDeclaration for an unknown rig or a bare custom one."""
    if target.rig not in (*RIGS, "custom"):
        raise BadDeclaration(
            f"Unknown rig {target.rig!r}: use {', '.join(RIGS)}, or leave it empty and list `names`."
        )
    if target.rig == "custom" and not target.names:
        raise BadDeclaration(f"Target {target.id!r} has neither a rig nor names: say which shapes it has.")
    return target.names or _own_names(target.rig)


def unadvised_names(target: Target) -> tuple[str, ...]:
    """Names no display moves: unknown ones, and shapes that belong to lip sync or gaze."""
    names = rig_names(target)
    moved = displays(names).max(0)
    return tuple(name for name, most in zip(names, moved, strict=True) if most == 0)


def displays(names: Sequence[str]) -> Floats:
    """f32[len(DISPLAYS), len(names)]: what each display looks like in these names."""
    known = {**_columns("vrm"), **_columns("arkit")}
    none = np.zeros(len(DISPLAYS), np.float32)
    return np.stack([known.get(_key(name), none) for name in names], 1)


def lip_mask(names: Sequence[str]) -> NDArray[np.bool_]:
    """bool[len(names)]: which names speech needs."""
    return np.array([_key(name) in LIP_NAMES for name in names])


def _own_names(rig: str) -> tuple[str, ...]:
    return layout("arkit").names if rig == "arkit" else VRM_NAMES


def _key(name: str) -> str:
    """A name without case, underscores and with its side written out, as in the face layouts."""
    return layout("arkit").key(name)


@cache
def _columns(rig: str) -> dict[str, Floats]:
    """Key of a name -> its weight in every display. Raises ValueError where the table is wrong."""
    path = files("der_server.advice") / "rigs" / f"{rig}.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(raw) != set(DISPLAYS):
        raise ValueError(f"rigs/{rig}.toml must have one table per display: {', '.join(DISPLAYS)}")
    own = {_key(name) for name in _own_names(rig)}
    out: dict[str, Floats] = {}
    for row, display in enumerate(DISPLAYS):
        for name, weight in raw[display].items():
            keys = [k for k in (_key(name), _key(f"{name}Left"), _key(f"{name}Right")) if k in own]
            if not keys or not 0 < weight <= 1:
                raise ValueError(
                    f"rigs/{rig}.toml, [{display}]: {name} = {weight} is not a name and weight of the rig"
                )
            for key in keys:
                out.setdefault(key, np.zeros(len(DISPLAYS), np.float32))[row] = weight
    return out
