"""Bearing: what a body and its eyes do while a face shows something."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from der_server.advice.advice import BoneRotation, Gaze, Space
from der_server.advice.display import table

Angles = tuple[float, float, float]
"""Pitch, yaw and roll in degrees."""
STRAIGHT: Angles = (0.0, 0.0, 0.0)

BONES = ("spine", "chest", "neck", "head", "leftShoulder", "rightShoulder")
"""VRM 1.0 humanoid bones that postures turn."""
MAX_TURN_DEG_S = 45.0
"""Fastest turn of a bone by a posture: 10 degrees in about 0.2 s would look startled (our choice)."""
BLINK_S = 0.25
"""A blink takes 0.1 to 0.4 s from open to open (Schiffman 2000; from memory)."""
AWAY_DEG = (12.0, -6.0)
"""Yaw and pitch of an averted gaze: aside and a little down (our choice)."""
GESTURE_S = 0.5
"""A gesture's name is said for so long: states can be lost, names cannot be counted twice."""
GESTURE_EVERY_S = 6.0
"""The same gesture comes again no sooner (our choice)."""


@dataclass(frozen=True, slots=True)
class Posture:
    """Bone -> pitch, yaw and roll in degrees as shown, at `time_us`; bones at rest are not there."""

    angles: Mapping[str, Angles]
    time_us: int

    def toward(self, wanted: Mapping[str, Angles], share: float, time_us: int) -> "Posture":
        """Turned toward so much of `wanted` at no more than MAX_TURN_DEG_S."""
        now_us = max(time_us, self.time_us)
        if not wanted and not self.angles:
            return Posture({}, now_us)
        reach = MAX_TURN_DEG_S * (now_us - self.time_us) / 1e6
        angles = {}
        for bone in BONES:
            if bone in wanted or bone in self.angles:
                pairs = zip(self.angles.get(bone, STRAIGHT), wanted.get(bone, STRAIGHT), strict=True)
                pitch, yaw, roll = (a + min(reach, max(-reach, share * w - a)) for a, w in pairs)
                if pitch or yaw or roll:
                    angles[bone] = (pitch, yaw, roll)
        return Posture(angles, now_us)

    def bones(self) -> tuple[BoneRotation, ...]:
        """Bones that are turned by half a degree or more."""
        return tuple(
            BoneRotation(bone, *_quaternion(*angles))
            for bone, angles in self.angles.items()
            if max(map(abs, angles)) >= 0.5
        )


def _quaternion(pitch: float, yaw: float, roll: float) -> tuple[float, float, float, float]:
    """x y z w in OpenXR space (Y up, facing -Z): yaw about Y, then pitch about X, then roll about Z.

    There pitch forward is negative about X, yaw to the left positive about Y, roll to the left positive about Z.
    """
    (sx, cx), (sy, cy), (sz, cz) = (
        (math.sin(a / 2), math.cos(a / 2)) for a in map(math.radians, (-pitch, yaw, roll))
    )
    return (
        cy * sx * cz + sy * cx * sz,
        sy * cx * cz - cy * sx * sz,
        cy * cx * sz - sy * sx * cz,
        cy * cx * cz + sy * sx * sz,
    )


@cache
def postures() -> Mapping[str, Mapping[str, Angles]]:
    """Bones and angles of each posture. Raises ValueError where the file is wrong."""
    out = {}
    for name, row in table("postures.toml").items():
        if strangers := set(row["bones"]) - set(BONES):
            raise ValueError(f"postures.toml, [{name}]: bones {sorted(strangers)} are not among {BONES}")
        out[name] = {bone: (pitch, yaw, roll) for bone, (pitch, yaw, roll) in row["bones"].items()}
    return out


@dataclass(frozen=True, slots=True)
class Blinks:
    """When the next blink comes, in client time; drawn from the target's name, so that a replay blinks alike."""

    seed: str
    count: int = 0
    next_us: int = 0

    def at(self, time_us: int, rate_per_min: float) -> "Blinks":
        """Brought up to `time_us`: a blink that has begun is done, the next one is drawn."""
        if self.count and time_us < self.next_us:
            return self
        digest = hashlib.sha256(f"{self.seed}/{self.count}".encode()).digest()
        draw = (int.from_bytes(digest[:4], "big") + 1) / (2**32 + 1)
        gap_s = 60 / rate_per_min * min(2.5, max(0.3, -math.log(draw)))
        return Blinks(self.seed, self.count + 1, time_us + round(gap_s * 1e6))


def eyes(word: str, meet_share: float, blinks: Blinks, time_us: int) -> Gaze:
    """Eyes in numbers for a face without live eye tracking."""
    yaw_deg, pitch_deg = AWAY_DEG
    side = 1 if blinks.count % 2 else -1
    return Gaze(word, meet_share, side * yaw_deg, pitch_deg, max(1e-3, (blinks.next_us - time_us) / 1e6), BLINK_S)


@dataclass(frozen=True, slots=True)
class Gestures:
    """Which gesture was begun, and when."""

    name: str = ""
    since_us: int = 0

    def toward(self, name: str, time_us: int) -> "Gestures":
        """Begin `name` where it is another than before, or long enough ago."""
        rested = time_us - self.since_us >= GESTURE_EVERY_S * 1e6
        return Gestures(name, time_us) if name and (rested or not self.name) else self

    def said(self, time_us: int) -> str:
        """The gesture to name now, or empty."""
        return self.name if time_us - self.since_us < GESTURE_S * 1e6 else ""


def space(distance_m: float, step_m: float, turn_deg: float) -> Space:
    """Within personal and social distance (Hall 1966)."""
    return Space(min(3.6, max(0.45, distance_m)), min(0.5, max(-0.5, step_m)), min(90.0, max(0.0, turn_deg)))
