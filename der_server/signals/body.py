"""Any tracker's joints, read into the canonical body. A skeleton is a table in `skeletons/`.

Only positions are read: joint orientations follow each rig's own rest pose and do not compare between rigs.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadDeclaration
from der_server.signals.canonical import BODY

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

STANDARDS = ("vrm", "fb_body", "meta_full_body")
TALLEST_M = 4.0
"""No body, arms stretched, is larger than this: beyond it the numbers are centimetres or worse (our choice)."""
_SIDE = re.compile(r"^(left|right)_?|_(l|r|left|right)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A body standard. joints: their name, in the standard's own order -> canonical joint, or empty."""

    name: str
    joints: Mapping[str, str]
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()

    def key(self, name: str) -> str:
        """The name without case, underscores, prefix and suffix; the side, however written, in front."""
        name = name.casefold()
        for prefix in self.prefixes:
            name = name.removeprefix(prefix.casefold())
        for suffix in self.suffixes:
            name = name.removesuffix(suffix.casefold())
        mark = _SIDE.search(name)
        if mark is None:
            return name.replace("_", "")
        side = (mark.group(1) or mark.group(2))[0]
        return f"{side}:" + (name[: mark.start()] + name[mark.end() :]).replace("_", "")

    def canonical(self, names: Sequence[str]) -> list[str]:
        """For each name the canonical joint, or empty where it is not read."""
        known = {self.key(theirs): ours for theirs, ours in self.joints.items()}
        return [known.get(self.key(name), "") for name in names]


@dataclass(frozen=True)
class BodyReader:
    """Reads one source's frames. ignored_names: joints that are not part of the canonical body.

    columns: for each canonical joint in use its place in a frame; rows: which canonical joints those are.
    """

    standard: str
    names: tuple[str, ...]
    ignored_names: tuple[str, ...]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]

    @property
    def count(self) -> int:
        """Joints per frame."""
        return len(self.names)

    def read(self, positions: Floats, rotations: Floats, lost: Flags) -> tuple[Floats, Floats]:
        """Canonical positions f32[n, 20, 3] in metres (0 where unknown) and known f32[n, 20], 0 or 1.

        positions f32[n, count, 3] finite, OpenXR space; rotations f32[n, count, 4] or f32[n, 0, 4], not read;
        lost bool[n, count].
        """
        del rotations
        n = len(positions)
        joints = np.zeros((n, len(BODY), 3), np.float32)
        known = np.zeros((n, len(BODY)), np.float32)
        seen = ~lost[:, self.columns]
        joints[:, self.rows] = np.where(seen[..., None], positions[:, self.columns], 0)
        known[:, self.rows] = seen
        return joints, known


def units_look_wrong(positions: Floats) -> bool:
    """Whether joints f32[k, 3] of one body lie further apart than TALLEST_M metres: centimetres were sent."""
    if len(positions) < 2:
        return False
    return bool(np.ptp(positions, axis=0).max() > TALLEST_M)


@cache
def skeleton(name: str) -> Skeleton:
    """A standard's table by name. Raises KeyError."""
    if name not in STANDARDS:
        raise KeyError(name)
    path = files("der_server.signals") / "skeletons" / f"{name}.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Skeleton(raw["name"], raw["joints"], tuple(raw["prefixes"]), tuple(raw["suffixes"]))


def skeletons() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Every standard: name, names in its own order, names that are not read."""
    return tuple((r.standard, r.names, r.ignored_names) for r in (body_reader(name, ()) for name in STANDARDS))


def body_reader(standard: str, names: Sequence[str]) -> BodyReader:
    """A reader for a source. Raises BadDeclaration.

    names: the order they will be sent in, any part of the skeleton (head and hands are enough); empty = the
    standard's own order. Spelling may differ in case, underscores, prefixes and the way sides are written.
    """
    wanted = standard.strip().casefold()
    if wanted not in STANDARDS:
        raise BadDeclaration(
            f"Unknown body standard {standard!r}: use one of {', '.join(STANDARDS)}.", standard=standard
        )
    table = skeleton(wanted)
    order = tuple(names) or tuple(table.joints)
    found = table.canonical(order)
    if not any(found):
        raise BadDeclaration(f"None of the declared joints is known to {wanted!r}.{_hint(table, order[0])}")
    columns: dict[str, int] = {}
    for i, ours in enumerate(found):
        if ours and ours in columns:
            raise BadDeclaration(
                f"Joints {order[columns[ours]]!r} and {order[i]!r} mean the same: declare one of them."
            )
        if ours:
            columns[ours] = i
    ignored = tuple(name for name, ours in zip(order, found, strict=True) if not ours)
    rows = np.array([BODY.index(ours) for ours in columns], np.int64)
    return BodyReader(wanted, order, ignored, rows, np.array(list(columns.values()), np.int64))


def _hint(table: Skeleton, stranger: str) -> str:
    own = {table.key(theirs): theirs for theirs, ours in table.joints.items() if ours}
    near = get_close_matches(table.key(stranger), list(own), n=1, cutoff=0)
    return f" Did you mean {own[near[0]]!r} for {stranger!r}?" if near else ""
