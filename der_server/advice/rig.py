"""Rigs: which names an avatar's face has, and what each display looks like on it.

Displays are made of action units, action units move channels of the canonical face, and the tables that read a
tracker's names into that face write them as well: a rig needs no looks of its own. VRM presets are the exception.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from der_server.advice import display as shown
from der_server.advice.advice import Target
from der_server.advice.display import channel_looks, displays, region_of, table, units
from der_server.faults import BadDeclaration
from der_server.signals.layout import Layout, layout

Floats = NDArray[np.float32]

VRM_NAMES = (
    *("happy", "angry", "sad", "relaxed", "surprised"),
    *("aa", "ih", "ou", "ee", "oh", "blink", "blinkLeft", "blinkRight"),
    *("lookUp", "lookDown", "lookLeft", "lookRight", "neutral"),
)
"""VRM 1.0 preset expressions in UniVRM's order, without `custom`."""
VRM_EMOTIONS = VRM_NAMES[:5]
VRM_VISEMES = ("aa", "ih", "ou", "ee", "oh")
VRM_OLD = {"joy": "happy", "sorrow": "sad", "fun": "relaxed"}
"""Presets of VRM 0.x whose names have changed; `joy` means the display where the rig is not VRM."""
CUSTOM_FULL = 0.85
"""Strength of a custom expression at full intensity, as that of the presets."""
FACES = {"arkit": "arkit", "fb": "fb", "mediapipe": "mediapipe", "unified": "vrcft"}
"""Rigs that are face standards, with the standard's name as a tracker (Unified Expressions are VRCFaceTracking's)."""
RIGS = (*FACES, "vrm", "facs")
WHOLE = 2
"""Region of a name that moves the whole face."""
LIP_CHANNELS = frozenset(
    {"jawOpen", "jawForward", "jawLeft", "jawRight", "mouthClose", "mouthFunnel", "mouthPucker", "mouthLeft"}
    | {"mouthRight", "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper", "tongueOut"}
    | {f"mouth{p}{s}" for p in ("LowerDown", "UpperUp", "Stretch", "Press", "Tightener") for s in ("Left", "Right")}
)
"""Channels that speech needs: left free while the person speaks."""


@dataclass(frozen=True)
class Rig:
    """A target's names and tables. looks f32[displays, N]; lips bool[N]: speech needs it; region i8[N]: UPPER, LOWER
    or WHOLE."""

    names: tuple[str, ...]
    looks: Floats
    lips: NDArray[np.bool_]
    region: NDArray[np.int8]

    @property
    def unadvised(self) -> tuple[str, ...]:
        """Names no display moves: unknown ones, and shapes that belong to lip sync or gaze."""
        return tuple(name for name, most in zip(self.names, self.looks.max(0), strict=True) if most == 0)

    @property
    def visemes(self) -> tuple[str, ...]:
        """Names that speech needs."""
        return tuple(name for name, lip in zip(self.names, self.lips, strict=True) if lip)


@dataclass(frozen=True, slots=True)
class _Shape:
    look: Floats
    lip: bool
    region: int


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


def rig_of(target: Target) -> Rig:
    """The target's tables. Raises as `rig_names`."""
    names = rig_names(target)
    shapes = [_shape(name, target.rig) for name in names]
    looks = np.stack([shape.look for shape in shapes], 1)
    _prefer_custom(names, shapes, looks)
    lips = np.array([shape.lip for shape in shapes])
    return Rig(names, looks, lips, np.array([shape.region for shape in shapes], np.int8))


@cache
def preset_looks() -> Floats:
    """f32[displays, 5]: every display in VRM 1.0 presets."""
    return np.stack([_preset(name) for name in VRM_EMOTIONS], 1)


def _prefer_custom(names: Sequence[str], shapes: Sequence[_Shape], looks: Floats) -> None:
    """Where an avatar has an expression of a display's own name, that display moves no presets beside it."""
    presets = [i for i, name in enumerate(names) if _preset_name(name)]
    for i, name in enumerate(names):
        if i not in presets and name.casefold() in shown.names() and shapes[i].region == WHOLE:
            looks[shown.names().index(name.casefold()), presets] = 0


def _shape(name: str, rig: str) -> _Shape:
    """What a name is: a VRM preset, a display, an action unit, or a name of a face standard."""
    plain = name.casefold()
    if _preset_name(name) and (rig == "vrm" or plain not in shown.names()):
        return _Shape(_preset(_preset_name(name)), False, WHOLE)
    if plain in shown.names():
        return _Shape(
            CUSTOM_FULL * np.eye(len(displays()), dtype=np.float32)[shown.names().index(plain)], False, WHOLE
        )
    if (unit := _unit(plain)) is not None:
        return unit
    channels = channels_of(name, rig)
    looks = {c: channel_looks()[c] for c in channels if c in channel_looks()}
    lip = plain in VRM_VISEMES or (bool(channels) and set(channels) <= LIP_CHANNELS)
    if not looks:
        return _Shape(np.zeros(len(displays()), np.float32), lip, WHOLE)
    total = sum(channels[c] for c in looks)
    look = sum((channels[c] / total * looks[c] for c in looks), np.zeros(len(displays()), np.float32))
    return _Shape(look, lip, region_of(max(looks, key=lambda c: channels[c])))


def _preset_name(name: str) -> str:
    plain = name.casefold()
    return VRM_OLD.get(plain, plain) if VRM_OLD.get(plain, plain) in VRM_EMOTIONS else ""


def _unit(plain: str) -> _Shape | None:
    """An action unit: `AU12`, or one side of it: `AU12_L`, `au12Right`."""
    whole, side = plain.replace("_", ""), 1.0
    for mark, factor in (("left", 1.0), ("right", shown.RIGHT_SIDE), ("l", 1.0), ("r", shown.RIGHT_SIDE)):
        if whole.endswith(mark):
            whole, side = whole.removesuffix(mark), factor
            break
    if whole not in units():
        return None
    look = np.array([side * display.units.get(whole, 0) for display in displays()], np.float32)
    return _Shape(look, set(units()[whole].channels) <= LIP_CHANNELS, units()[whole].region)


def channels_of(name: str, rig: str) -> Mapping[str, float]:
    """Canonical channels a face name belongs to, with its share in each; the rig's own standard is asked first."""
    for face in map(_layout, sorted(FACES, key=lambda face: face != rig)):
        own = _spellings(face.name).get(face.key(name))
        if own is not None:
            return face.shares[own]
    return {}


def _own_names(rig: str) -> tuple[str, ...]:
    if rig == "vrm":
        return VRM_NAMES
    if rig == "facs":
        return tuple(unit.upper() for unit in units())
    return _layout(rig).names


def _layout(rig: str) -> Layout:
    return layout(FACES[rig])


@cache
def _spellings(standard: str) -> Mapping[str, str]:
    return {layout(standard).key(name): name for name in layout(standard).names}


@cache
def _preset(name: str) -> Floats:
    """f32[displays]: strength of a VRM preset in each; a compound is the mean of its two emotions."""
    raw = _presets()
    out = np.zeros(len(displays()), np.float32)
    for row, display in enumerate(displays()):
        parts = display.of or (display.name,)
        out[row] = sum(raw[part].get(name, 0.0) for part in parts) / len(parts)
    return out


@cache
def _presets() -> Mapping[str, Mapping[str, float]]:
    """Raises ValueError where the table is wrong."""
    raw = table("rigs/vrm.toml")
    for name, row in raw.items():
        if (
            name not in shown.names()
            or not set(row) <= set(VRM_EMOTIONS)
            or not all(0 < w <= 1 for w in row.values())
        ):
            raise ValueError(f"rigs/vrm.toml, [{name}]: one table per display, presets {VRM_EMOTIONS} in 0..1")
    if missing := {d.name for d in displays() if not d.of} - set(raw):
        raise ValueError(f"rigs/vrm.toml: {', '.join(sorted(missing))} missing")
    return raw
