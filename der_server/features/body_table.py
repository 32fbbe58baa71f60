"""The table of a body's cues: what each is made of, and what must be seen for it. `body_cues.py` measures them."""

import numpy as np
from numpy.typing import NDArray

from der_server.signals.canonical import BODY

Floats = NDArray[np.float32]

AT = {name: i for i, name in enumerate(BODY)}


def _pairs(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}.{which}" for name in names for which in ("more", "less"))


CUES = (
    "trunk_lean",
    "trunk_tilt",
    "trunk_upright",
    "chest_bend",
    "head_forward",
    "head_pitch",
    "head_turn",
    "shoulder_height",
    "head_over_feet",
    *_pairs("hand_height", "hand_from_head", "hand_forward", "hand_out", "elbow_stretch", "elbow_out"),
    "hands_apart",
    "volume",
    "contraction",
    "width",
    "feet_apart",
    "step_length",
    *_pairs("knee_stretch"),
    "hips_speed",
    "hips_rise",
    "turn_speed",
    "trunk_speed",
    "head_speed",
    "head_sway",
    *_pairs("hand_speed", "arm_speed", "foot_speed", "hand_change", "hand_jerk"),
    "head_change",
    "hips_change",
)
"""Names of what is measured, in order. Lengths in trunk lengths, directions as parts of a unit vector, speeds and
changes of speed as logarithms. `.more` and `.less` are the larger and the smaller of left and right."""


HEADING = "heading"
"""Stands among the joints a cue needs where it also needs the body's heading."""
SIDES = tuple((f"left{part}", f"right{part}") for part in ("UpperLeg", "UpperArm", "Shoulder"))
_LIMBS = tuple(
    tuple(f"{side}{part}" for part in limb)
    for limb in (("UpperArm", "LowerArm", "Hand"), ("UpperLeg", "LowerLeg", "Foot"))
    for side in ("left", "right")
)
_CHAINS = (("hips", "chest", "neck"), *_LIMBS)
_CLOUD = ("hips", "head", "leftHand", "rightHand", "leftLowerArm", "rightLowerArm")
WAYS = (
    *(way for top, middle, end in _CHAINS for way in ((top, middle), (middle, end), (top, end))),
    *(("hips", joint) for joint in _CLOUD[1:]),
    *(("neck", "head"), ("head", "leftHand"), ("head", "rightHand"), ("leftFoot", "head"), ("rightFoot", "head")),
    *(("leftHand", "rightHand"), ("leftFoot", "rightFoot")),
)
"""Every way from one joint to another that a cue is made of."""
WAY = {way: i for i, way in enumerate(WAYS)}
TRACKS = (
    *(("head", "leftHand"), ("head", "rightHand")),
    *(("", "head"), ("", "hips")),
    *(("", "hips", "level"), ("", "hips", "up")),
    *(("neck", "leftUpperArm"), ("neck", "rightUpperArm"), ("hips", "leftFoot"), ("hips", "rightFoot")),
)
"""What moves, as (carrier or empty for the room, joint, part of the movement or nothing for all of it)."""
_AXES = {"level": (1, 0, 1), "up": (0, 1, 0)}
TURNS = ((HEADING,), ("hips", "neck"), ("neck", "head"))
"""Directions whose change is followed after those."""
CHANGING, JERKING = 4, 2
"""Of so many first tracks the second, and the third, change per second is taken too."""


def _steps() -> Floats:
    """f32[WAYS + TRACKS, 20]: this times joints are all ways and tracks."""
    out = np.zeros((len(WAYS) + len(TRACKS), len(BODY)), np.float32)
    for i, (start, end, *_) in enumerate((*WAYS, *TRACKS)):
        out[i, AT[end]] = 1
        if start:
            out[i, AT[start]] = -1
    return out


STEPS = _steps()
TRACK_AXES = np.array([_AXES.get("".join(track[2:]), (1, 1, 1)) for track in TRACKS], np.float32).T[..., None]
CHAIN_WAYS = np.array([[WAY[a, b], WAY[b, c], WAY[a, c]] for a, b, c in _CHAINS]).T
FROM_HIPS = np.array([WAY["hips", joint] for joint in _CLOUD[1:]])
CLOUD_AT = np.array([AT[joint] for joint in _CLOUD])

_Row = tuple[str, ...]
ROWS: dict[_Row, tuple[str, ...]] = {
    **{("long", *way): way for way in WAYS},
    **{("above", *way): way for way in WAYS},
    **{(kind, *way): (*way, HEADING) for kind in ("ahead", "aside", "lean", "tilt") for way in WAYS},
    **{("straight", *chain): chain for chain in _CHAINS},
    ("upright",): ("hips", "chest", "neck"),
    ("bend",): ("hips", "chest", "neck", HEADING),
    ("shoulders",): ("leftUpperArm", "rightUpperArm", "neck"),
    **{(name,): (*_CLOUD, HEADING) for name in ("volume", "width", "contraction")},
    **{("speed", *track): tuple(name for name in track[:2] if name) for track in TRACKS},
    **{("speed", *turn): turn for turn in TURNS},
    **{("change", *track): tuple(name for name in track[:2] if name) for track in TRACKS[:CHANGING]},
    **{("jerk", *track): track for track in TRACKS[:JERKING]},
}
"""What is measured of every frame, in order, and what must be seen for it. `lean` and `tilt` are `ahead` and `aside`
as parts of a unit vector."""


def _both(*row: str) -> tuple[_Row, _Row, int]:
    """A row of the left side, with `left` in its names, and the same of the right side."""
    right = tuple(name.replace("left", "right") for name in row)
    return row, right, -1 if row[0] == "aside" else 1  # out is to the left on the left


def _size(*row: str) -> tuple[_Row, _Row, int]:
    """The size of a row: the larger of it and its negative."""
    return row, row, -1


def _one(*row: str) -> tuple[_Row, _Row, int]:
    return row, row, 1


_CUE_ROWS: dict[str, tuple[_Row, _Row, int]] = {
    "trunk_lean": _one("lean", "hips", "neck"),
    "trunk_tilt": _size("tilt", "hips", "neck"),
    "trunk_upright": _one("upright"),
    "chest_bend": _one("bend"),
    "head_forward": _one("ahead", "hips", "head"),
    "head_pitch": _one("lean", "neck", "head"),
    "head_turn": _size("tilt", "neck", "head"),
    "shoulder_height": _one("shoulders"),
    "head_over_feet": _both("above", "leftFoot", "head"),
    "hand_height": _both("above", "head", "leftHand"),
    "hand_from_head": _both("long", "head", "leftHand"),
    "hand_forward": _both("ahead", "hips", "leftHand"),
    "hand_out": _both("aside", "hips", "leftHand"),
    "elbow_stretch": _both("straight", "leftUpperArm", "leftLowerArm", "leftHand"),
    "elbow_out": _both("aside", "hips", "leftLowerArm"),
    "hands_apart": _one("long", "leftHand", "rightHand"),
    "volume": _one("volume"),
    "contraction": _one("contraction"),
    "width": _one("width"),
    "feet_apart": _one("aside", "leftFoot", "rightFoot"),
    "step_length": _size("ahead", "leftFoot", "rightFoot"),
    "knee_stretch": _both("straight", "leftUpperLeg", "leftLowerLeg", "leftFoot"),
    "hips_speed": _one("speed", "", "hips", "level"),
    "hips_rise": _one("speed", "", "hips", "up"),
    "turn_speed": _one("speed", HEADING),
    "trunk_speed": _one("speed", "hips", "neck"),
    "head_speed": _one("speed", "", "head"),
    "head_sway": _one("speed", "neck", "head"),
    "hand_speed": _both("speed", "head", "leftHand"),
    "arm_speed": _both("speed", "neck", "leftUpperArm"),
    "foot_speed": _both("speed", "hips", "leftFoot"),
    "hand_change": _both("change", "head", "leftHand"),
    "hand_jerk": _both("jerk", "head", "leftHand"),
    "head_change": _one("change", "", "head"),
    "hips_change": _one("change", "", "hips"),
}
"""Each cue without its `.more` or `.less`: two rows, the first times a sign; the larger or the smaller counts."""
_FOUND = [_CUE_ROWS[cue.partition(".")[0]] for cue in CUES]
_PLACE = {row: i for i, row in enumerate(ROWS)}
FIRST = np.array([_PLACE[first] for first, _, _ in _FOUND])
SECOND = np.array([_PLACE[second] for _, second, _ in _FOUND])
SIGN = np.array([[sign] for _, _, sign in _FOUND], np.float32)
LESS = np.array([[cue.endswith(".less")] for cue in CUES])


def _needs() -> NDArray[np.int64]:
    """i64[k, CUES]: for each cue the places in `Poses.known` of all it needs; a shorter list repeats its last."""
    places = {**AT, HEADING: len(BODY)}
    lists = [[places[name] for row in (first, second) for name in ROWS[row]] for first, second, _ in _FOUND]
    most = max(map(len, lists))
    return np.array([needed + needed[-1:] * (most - len(needed)) for needed in lists]).T


NEEDS = _needs()
