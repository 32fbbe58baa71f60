"""What is measured of a body, frame by frame: posture, openness, height of hands, speed.

Everything is the same for a body and its mirror image: of a left and a right value the larger and the
smaller are kept. A cue is one row of all that is measured at once, or the larger or smaller of two:
see `body_table.py`.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from der_server.features.body_table import (
    AT,
    CHAIN_WAYS,
    CHANGING,
    CLOUD_AT,
    CUES,
    FIRST,
    FROM_HIPS,
    JERKING,
    LESS,
    NEEDS,
    SECOND,
    SIDES,
    SIGN,
    STEPS,
    TRACK_AXES,
    TRACKS,
    TURNS,
    WAY,
    WAYS,
)

__all__ = ["CUES", "Poses", "measure"]

Floats = NDArray[np.float32]

TRUNK_M = 0.42
"""Hips to neck of an adult, used where hips or neck are not tracked (our choice, after a few actors)."""
TINY = 1e-6
CHANGE = 0.05
"""Added to a speed before its logarithm is taken, in trunk lengths per second: below it all is stillness."""

LIVELY_HZ = 5.0
"""Divides a change of speed once and a jerk twice, to bring them near the range of speeds (our choice)."""


@dataclass(frozen=True)
class Poses:
    """Joints f32[t, 20, 3] in metres at an even rate, and how well each was seen, f32[20] in 0..1."""

    joints: Floats
    seen: Floats
    rate_hz: int

    @cached_property
    def places(self) -> Floats:
        """f32[3, 20, t]: x, y and z of all joints in trunk lengths, each over time."""
        return np.ascontiguousarray(self.joints.transpose(2, 1, 0)) / np.float32(self.trunk_m)

    @cached_property
    def trunk_m(self) -> float:
        """Hips to neck, the median over time."""
        if not min(self.seen[AT["hips"]], self.seen[AT["neck"]]):
            return TRUNK_M
        between = self.joints[:, AT["neck"]] - self.joints[:, AT["hips"]]
        lengths = np.sort(np.sqrt(np.einsum("ti,ti->t", between, between)))
        middle = lengths[(len(lengths) - 1) // 2] + lengths[len(lengths) // 2]
        return max(float(middle * np.float32(0.5)), 0.1)

    @cached_property
    def sides(self) -> tuple[int, int] | None:
        """The pair of joints that tells the heading."""
        pairs = ((AT[left], AT[right]) for left, right in SIDES)
        return next((pair for pair in pairs if min(self.seen[list(pair)])), None)

    @cached_property
    def known(self) -> Floats:
        """f32[21]: how well each joint, and then the heading, is known."""
        heading = min(self.seen[list(self.sides)]) if self.sides else 0
        return np.append(self.seen, np.float32(heading))

    @cached_property
    def right(self) -> tuple[Floats, Floats]:
        """x and z of the body's own right, which is level, f32[t] each; zero where the heading is not known.

        Forward is up x right: with Y up and -Z forward its x is right's z, and its z is right's -x.
        """
        if self.sides is None:
            return np.zeros(len(self.joints), np.float32), np.zeros(len(self.joints), np.float32)
        left, right = self.sides
        x, z = (axis[right] - axis[left] for axis in (self.places[0], self.places[2]))
        length = np.maximum(np.sqrt(x * x + z * z), TINY)
        return x / length, z / length


@dataclass(frozen=True)
class _Ways:
    """All ways: f32[3, WAYS, t] from start to end; each f32[WAYS, t]: its length, and how far it leads ahead and to
    the right."""

    between: Floats
    long: Floats
    ahead: Floats
    aside: Floats

    @classmethod
    def of(cls, poses: Poses, between: Floats) -> "_Ways":
        x, y, z = between
        right_x, right_z = poses.right
        long = np.sqrt(x * x + y * y + z * z)
        return cls(between, long, x * right_z - z * right_x, x * right_x + z * right_z)

    def direction(self, start: str, end: str) -> Floats:
        """Unit vector along a way, f32[3, t]."""
        way = WAY[start, end]
        return np.asarray(self.between[:, way] / np.maximum(self.long[way], TINY), np.float32)


def measure(poses: Poses) -> tuple[Floats, Floats]:
    """All CUES over time, f32[len(CUES), t], and how well each was known, f32[len(CUES)] in 0..1."""
    rows = _rows(poses)
    first, second = rows[FIRST] * SIGN, rows[SECOND]
    values = np.where(LESS, np.minimum(first, second), np.maximum(first, second))
    return values, poses.known[NEEDS].min(0)


def _rows(poses: Poses) -> Floats:
    """All that is measured, f32[len(ROWS), t]."""
    steps = STEPS @ poses.places
    ways = _Ways.of(poses, steps[:, : len(WAYS)])
    size = np.maximum(ways.long, TINY)
    parts = [ways.long, ways.between[1], ways.ahead, ways.aside, ways.ahead / size, ways.aside / size]
    straight = _straight(ways)
    rest = [*_posture(poses, ways, straight[0]), *_space(poses, ways)]
    moves = _moves(_tracks(poses, ways, steps[:, len(WAYS) :]), poses.rate_hz)
    return np.concatenate([*parts, straight, np.array(rest), moves])


def _straight(ways: _Ways) -> Floats:
    """How straight each chain is, f32[CHAINS, t]: 1 = fully stretched."""
    upper, lower, whole = ways.long[CHAIN_WAYS]
    return np.asarray(whole / np.maximum(upper + lower, TINY), np.float32)


def _posture(poses: Poses, ways: _Ways, straight: Floats) -> tuple[Floats, Floats, Floats]:
    """How upright the trunk is, how bent, and how high the shoulders are; f32[t] each."""
    trunk, upper, lower = WAY["hips", "neck"], WAY["chest", "neck"], WAY["hips", "chest"]
    heights = poses.places[1]
    shoulders = (heights[AT["leftUpperArm"]] + heights[AT["rightUpperArm"]]) * np.float32(0.5)
    return (
        straight * ways.between[1, trunk] / np.maximum(ways.long[trunk], TINY),
        ways.ahead[upper] / np.maximum(ways.long[upper], TINY)
        - ways.ahead[lower] / np.maximum(ways.long[lower], TINY),
        shoulders - heights[AT["neck"]],
    )


def _space(poses: Poses, ways: _Ways) -> tuple[Floats, Floats, Floats]:
    """The room the upper body takes up (Castellano et al. 2007: contraction): volume, width, contraction; f32[t]."""
    own = np.array([axis[FROM_HIPS] for axis in (ways.aside, ways.ahead, ways.between[1])])  # seen from the hips
    size = np.maximum(own.max(1), 0) - np.minimum(own.min(1), 0)
    cloud = poses.places[:, CLOUD_AT]
    away = cloud - cloud.mean(1, keepdims=True)
    return np.log(CHANGE + size.prod(0)), size[0], np.sqrt((away * away).sum(0)).mean(0)


def _tracks(poses: Poses, ways: _Ways, moving: Floats) -> Floats:
    """f32[3, TRACKS + TURNS, t]: of hips and head in the room, of limbs relative to what carries them; then turns."""
    count = len(TRACKS)
    tracks = np.zeros((3, count + len(TURNS), moving.shape[2]), np.float32)
    np.multiply(moving, TRACK_AXES, out=tracks[:, :count])
    tracks[0, count], tracks[2, count] = poses.right
    for i, (start, end) in enumerate(TURNS[1:], start=1):
        tracks[:, count + i] = ways.direction(start, end)
    return tracks


def _moves(tracks: Floats, rate_hz: int) -> Floats:
    """Logarithms of the sizes of the first three changes per second of positions f32[3, k, t]: of all k the first, of
    fewer the second and third, f32[k + fewer, t].

    Each change is divided by the one before's rate of 5 per second, so that all three have like ranges.
    """
    sizes = []
    for order, count in enumerate((tracks.shape[1], CHANGING, JERKING)):
        tracks = tracks[:, :count]
        step = np.empty_like(tracks)
        step[..., 1:-1] = (tracks[..., 2:] - tracks[..., :-2]) * (rate_hz / 2)
        step[..., 0], step[..., -1] = tracks[..., 1] - tracks[..., 0], tracks[..., -1] - tracks[..., -2]
        step[..., :: step.shape[2] - 1] *= rate_hz  # at both ends
        tracks = step
        sizes.append(np.sqrt((tracks * tracks).sum(0)) / LIVELY_HZ**order)
    return np.log(CHANGE + np.concatenate(sizes))
