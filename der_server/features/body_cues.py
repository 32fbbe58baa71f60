"""What is measured of a body, frame by frame: posture, openness, height of hands, speed.

Everything is the same for a body and its mirror image: of a left and a right value the larger and the
smaller are kept.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from der_server.signals.canonical import BODY

Floats = NDArray[np.float32]

TRUNK_M = 0.42
"""Hips to neck of an adult, used where hips or neck are not tracked (our choice, after a few actors)."""
TINY = 1e-6
CHANGE = 0.05
"""Added to a speed before its logarithm is taken, in trunk lengths per second: below it all is stillness."""

LIVELY_HZ = 5.0
"""Divides a change of speed once and a jerk twice, to bring them near the range of speeds (our choice)."""

AT = {name: i for i, name in enumerate(BODY)}
UP = np.array([0, 1, 0], np.float32)


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


@dataclass(frozen=True)
class Poses:
    """Joints f32[t, 20, 3] in metres at an even rate, and how well each was seen, f32[20] in 0..1."""

    joints: Floats
    seen: Floats
    rate_hz: int

    def __getitem__(self, joint: str) -> Floats:
        """World positions f32[t, 3] in trunk lengths."""
        return self.scaled[:, AT[joint]]

    @cached_property
    def scaled(self) -> Floats:
        """All joints in trunk lengths, f32[t, 20, 3]."""
        return np.asarray(self.joints / np.float32(self.trunk_m), np.float32)

    def sure(self, *joints: str) -> float:
        """How well the least known of some joints was seen."""
        return float(min(self.seen[AT[joint]] for joint in joints))

    @cached_property
    def trunk_m(self) -> float:
        """Hips to neck, the median over time."""
        if not self.sure("hips", "neck"):
            return TRUNK_M
        between = self.joints[:, AT["neck"]] - self.joints[:, AT["hips"]]
        lengths = np.sort(_length(between))
        middle = lengths[(len(lengths) - 1) // 2] + lengths[len(lengths) // 2]
        return max(float(middle * np.float32(0.5)), 0.1)

    @cached_property
    def trunk(self) -> Floats:
        """Direction from hips to neck, f32[t, 3]."""
        return _unit(self["neck"] - self["hips"])

    @cached_property
    def skull(self) -> Floats:
        """Direction from neck to head, f32[t, 3]."""
        return _unit(self["head"] - self["neck"])

    @property
    def heading(self) -> float:
        """How well the heading is known."""
        return self.sure(*self.sides) if self.sides else 0.0

    @cached_property
    def sides(self) -> tuple[str, str] | None:
        """The pair of joints that tells the heading."""
        for part in ("UpperLeg", "UpperArm", "Shoulder"):
            if self.sure("left" + part, "right" + part):
                return "left" + part, "right" + part
        return None

    @cached_property
    def right(self) -> Floats:
        """The body's own right, level, f32[t, 3]; zero where the heading is not known."""
        if self.sides is None:
            return np.zeros((len(self.joints), 3), np.float32)
        return _unit((self[self.sides[1]] - self[self.sides[0]]) * np.array([1, 0, 1], np.float32))

    @cached_property
    def forward(self) -> Floats:
        """The body's own forward, level, f32[t, 3]: with Y up and -Z forward, up x right."""
        out = np.zeros_like(self.right)
        out[:, 0], out[:, 2] = self.right[:, 2], -self.right[:, 0]
        return out


@dataclass
class _Sheet:
    """Cues being filled in: name -> values f32[t], and how well each is known."""

    size: int
    values: dict[str, Floats] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)

    def put(self, name: str, sure: float, values: Floats) -> None:
        self.values[name], self.sure[name] = values, sure

    def put_pair(self, name: str, sure: float, left: Floats, right: Floats) -> None:
        self.put(f"{name}.more", sure, np.maximum(left, right))
        self.put(f"{name}.less", sure, np.minimum(left, right))


def measure(poses: Poses) -> tuple[Floats, Floats]:
    """All CUES over time, f32[t, len(CUES)], and how well each was known, f32[len(CUES)] in 0..1."""
    sheet = _Sheet(len(poses.joints))
    ways = _Ways.of(poses)
    _posture(poses, ways, sheet)
    _arms(poses, ways, sheet)
    _space(poses, ways, sheet)
    _legs(poses, ways, sheet)
    _motion(poses, sheet)
    values = np.stack([sheet.values[name] for name in CUES], 1).astype(np.float32)
    return values, np.array([sheet.sure[name] for name in CUES], np.float32)


_LIMBS = (("UpperArm", "LowerArm", "Hand"), ("UpperLeg", "LowerLeg", "Foot"))
WAYS = (
    *(("hips", "neck"), ("hips", "chest"), ("chest", "neck"), ("hips", "head"), ("neck", "head")),
    *((start, f"{side}Hand") for start in ("head", "hips") for side in ("left", "right")),
    *(("hips", f"{side}LowerArm") for side in ("left", "right")),
    *(("leftHand", "rightHand"), ("leftFoot", "rightFoot")),
    *(
        (f"{side}{start}", f"{side}{end}")
        for side in ("left", "right")
        for top, middle, last in _LIMBS
        for start, end in ((top, middle), (middle, last), (top, last))
    ),
)
"""Every way from one joint to another that a cue is made of: all are walked at once."""
_WAY = {way: i for i, way in enumerate(WAYS)}
_STARTS, _ENDS = ([AT[way[end]] for way in WAYS] for end in (0, 1))


@dataclass(frozen=True)
class _Ways:
    """For each of WAYS its length, and how far it leads ahead, to the right and up; each f32[t, WAYS]."""

    size: Floats
    forward: Floats
    right: Floats
    up: Floats

    @classmethod
    def of(cls, poses: Poses) -> "_Ways":
        between = poses.scaled[:, _ENDS] - poses.scaled[:, _STARTS]
        size = np.sqrt(np.einsum("tki,tki->tk", between, between))
        axes = np.stack([poses.forward, poses.right], 2)
        level = np.asarray(between @ axes, np.float32)
        return cls(size, level[..., 0], level[..., 1], between[..., 1])

    def long(self, start: str, end: str) -> Floats:
        return self.size[:, _WAY[start, end]]

    def ahead(self, start: str, end: str) -> Floats:
        return self.forward[:, _WAY[start, end]]

    def aside(self, start: str, end: str) -> Floats:
        return self.right[:, _WAY[start, end]]

    def above(self, start: str, end: str) -> Floats:
        return self.up[:, _WAY[start, end]]

    def straight(self, top: str, middle: str, end: str) -> Floats:
        """How straight a chain is: 1 = fully stretched."""
        chain = self.long(top, middle) + self.long(middle, end)
        return np.asarray(self.long(top, end) / np.maximum(chain, TINY), np.float32)


def _length(vectors: Floats) -> Floats:
    return np.asarray(np.sqrt(np.einsum("ti,ti->t", vectors, vectors)), np.float32)


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(_length(vectors), TINY)[:, None], np.float32)


def _posture(poses: Poses, ways: _Ways, sheet: _Sheet) -> None:
    facing = poses.heading
    trunk: Floats = (1 / np.maximum(ways.long("hips", "neck"), TINY)).astype(np.float32)
    skull: Floats = (1 / np.maximum(ways.long("neck", "head"), TINY)).astype(np.float32)
    whole = min(facing, poses.sure("hips", "neck"))
    sheet.put("trunk_lean", whole, ways.ahead("hips", "neck") * trunk)
    sheet.put("trunk_tilt", whole, np.abs(ways.aside("hips", "neck") * trunk))
    chain = poses.sure("hips", "chest", "neck")
    upright = ways.straight("hips", "chest", "neck") * ways.above("hips", "neck") * trunk
    sheet.put("trunk_upright", chain, upright)
    upper = ways.ahead("chest", "neck") / np.maximum(ways.long("chest", "neck"), TINY)
    lower = ways.ahead("hips", "chest") / np.maximum(ways.long("hips", "chest"), TINY)
    sheet.put("chest_bend", min(facing, chain), np.asarray(upper - lower, np.float32))
    sheet.put("head_forward", min(facing, poses.sure("hips", "head")), ways.ahead("hips", "head"))
    head = min(facing, poses.sure("neck", "head"))
    sheet.put("head_pitch", head, ways.ahead("neck", "head") * skull)
    sheet.put("head_turn", head, np.abs(ways.aside("neck", "head") * skull))
    heights = poses.scaled[..., 1]
    shoulders = (heights[:, AT["leftUpperArm"]] + heights[:, AT["rightUpperArm"]]) * np.float32(0.5)
    sure = poses.sure("leftUpperArm", "rightUpperArm", "neck")
    sheet.put("shoulder_height", sure, shoulders - heights[:, AT["neck"]])
    feet = np.minimum(heights[:, AT["leftFoot"]], heights[:, AT["rightFoot"]])
    sheet.put("head_over_feet", poses.sure("leftFoot", "rightFoot", "head"), heights[:, AT["head"]] - feet)


def _arms(poses: Poses, ways: _Ways, sheet: _Sheet) -> None:
    hands = poses.sure("leftHand", "rightHand")
    with_head = min(hands, poses.sure("head"))
    sheet.put_pair("hand_height", with_head, ways.above("head", "leftHand"), ways.above("head", "rightHand"))
    sheet.put_pair("hand_from_head", with_head, ways.long("head", "leftHand"), ways.long("head", "rightHand"))
    sheet.put("hands_apart", hands, ways.long("leftHand", "rightHand"))
    turned = min(hands, poses.heading, poses.sure("hips"))
    sheet.put_pair("hand_forward", turned, ways.ahead("hips", "leftHand"), ways.ahead("hips", "rightHand"))
    sheet.put_pair("hand_out", turned, -ways.aside("hips", "leftHand"), ways.aside("hips", "rightHand"))
    _stretch(poses, ways, sheet, "elbow_stretch", ("UpperArm", "LowerArm", "Hand"))
    known = min(poses.heading, poses.sure("hips", "leftLowerArm", "rightLowerArm"))
    sheet.put_pair("elbow_out", known, -ways.aside("hips", "leftLowerArm"), ways.aside("hips", "rightLowerArm"))


def _stretch(poses: Poses, ways: _Ways, sheet: _Sheet, cue: str, limb: tuple[str, str, str]) -> None:
    """How straight both limbs are."""
    left, right = (tuple(f"{side}{part}" for part in limb) for side in ("left", "right"))
    sheet.put_pair(cue, poses.sure(*left, *right), ways.straight(*left), ways.straight(*right))


def _space(poses: Poses, ways: _Ways, sheet: _Sheet) -> None:
    """The room the upper body takes up (Castellano et al. 2007: contraction)."""
    names = ("hips", "head", "leftHand", "rightHand", "leftLowerArm", "rightLowerArm")
    sure = min(poses.sure(*names), poses.heading)
    cloud = poses.scaled[:, [AT[name] for name in names]]
    places = [_WAY["hips", name] for name in names[1:]]
    own = np.stack([axis[:, places] for axis in (ways.right, ways.forward, ways.up)])  # seen from the hips
    size = np.maximum(own.max(2), 0) - np.minimum(own.min(2), 0)
    away = cloud - cloud.mean(1, keepdims=True)
    sheet.put("volume", sure, np.log(CHANGE + size.prod(0)))
    sheet.put("width", sure, size[0])
    sheet.put("contraction", sure, np.sqrt(np.einsum("tki,tki->tk", away, away)).mean(1))


def _legs(poses: Poses, ways: _Ways, sheet: _Sheet) -> None:
    sure = min(poses.sure("leftFoot", "rightFoot"), poses.heading)
    sheet.put("feet_apart", sure, ways.aside("leftFoot", "rightFoot"))
    sheet.put("step_length", sure, np.abs(ways.ahead("leftFoot", "rightFoot")))
    _stretch(poses, ways, sheet, "knee_stretch", ("UpperLeg", "LowerLeg", "Foot"))


def _motion(poses: Poses, sheet: _Sheet) -> None:
    """Speeds: of hips and head in the room, of limbs relative to what carries them."""
    hips, head, neck = poses["hips"], poses["head"], poses["neck"]
    level = np.array([1, 0, 1], np.float32)
    tracks = [hips * level, hips * UP, hips, poses.right, poses.trunk, head, poses.skull]
    for limb, carrier in (("Hand", head), ("UpperArm", neck), ("Foot", hips)):
        tracks += [poses["left" + limb] - carrier, poses["right" + limb] - carrier]
    speed, change, jerk = _moves(np.stack(tracks, 1), poses.rate_hz)
    hands = poses.sure("leftHand", "rightHand", "head")
    sheet.put("hips_speed", poses.sure("hips"), speed[:, 0])
    sheet.put("hips_rise", poses.sure("hips"), speed[:, 1])
    sheet.put("hips_change", poses.sure("hips"), change[:, 2])
    sheet.put("turn_speed", poses.heading, speed[:, 3])
    sheet.put("trunk_speed", poses.sure("hips", "neck"), speed[:, 4])
    sheet.put("head_speed", poses.sure("head"), speed[:, 5])
    sheet.put("head_change", poses.sure("head"), change[:, 5])
    sheet.put("head_sway", poses.sure("head", "neck"), speed[:, 6])
    sheet.put_pair("hand_speed", hands, speed[:, 7], speed[:, 8])
    sheet.put_pair("hand_change", hands, change[:, 7], change[:, 8])
    sheet.put_pair("hand_jerk", hands, jerk[:, 7], jerk[:, 8])
    sheet.put_pair("arm_speed", poses.sure("leftUpperArm", "rightUpperArm", "neck"), speed[:, 9], speed[:, 10])
    sheet.put_pair("foot_speed", poses.sure("leftFoot", "rightFoot", "hips"), speed[:, 11], speed[:, 12])


def _moves(tracks: Floats, rate_hz: int) -> list[Floats]:
    """Logarithms of the sizes of the first three changes per second of positions f32[t, k, 3], each f32[t, k].

    Each change is divided by the one before's rate of 5 per second, so that all three have like ranges.
    """
    out = []
    for order in range(3):
        step = np.empty_like(tracks)
        step[1:-1] = (tracks[2:] - tracks[:-2]) * (rate_hz / 2)
        step[0], step[-1] = (tracks[1] - tracks[0]) * rate_hz, (tracks[-1] - tracks[-2]) * rate_hz
        tracks = step
        size = np.sqrt(np.einsum("tki,tki->tk", tracks, tracks))
        out.append(np.asarray(np.log(CHANGE + size / LIVELY_HZ**order), np.float32))
    return out
