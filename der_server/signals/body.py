"""Any tracker's joints, read into the canonical body. A skeleton is a table in `skeletons/`.

Only positions are read: joint orientations follow each rig's own rest pose and do not compare between rigs.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadDeclaration
from der_server.signals.canonical import BODY

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

TALLEST_M = 4.0
"""No body, arms stretched, is larger than this: beyond it the numbers are centimetres or worse (our choice)."""
CLEARLY = 0.3
"""Sine of the least angle between a body's front and its side at which left and right are judged (our choice)."""
_SIDE = re.compile(r"^(left|right)_?|_(l|r|left|right)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A body standard. joints: their name, in the standard's own order -> canonical joint, or empty.

    blends: canonical joint -> the names it is the middle of. front: pairs of names whose second lies in front of the
    first on every body (ear and nose, ankle and toes). extra: names that are known but have no place in the order.
    """

    name: str
    joints: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    front: tuple[tuple[str, str], ...] = ()
    blends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)

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
        known = {self.key(theirs): ours for theirs, ours in {**self.extra, **self.joints}.items()}
        return [known.get(self.key(name), "") for name in names]

    def columns(self, theirs: Sequence[str], names: Sequence[str]) -> tuple[int, ...] | None:
        """Where some of the standard's joints stand among declared names; None unless all do."""
        places = {self.key(name): i for i, name in enumerate(names)}
        keys = [self.key(name) for name in theirs]
        return tuple(places[key] for key in keys) if all(key in places for key in keys) else None


@dataclass(frozen=True)
class BodyReader:
    """Reads one source's frames. ignored_names: joints that are not part of the canonical body.

    columns: for each canonical joint in use its place in a frame; rows: which canonical joints those are.
    blends: canonical joints that are the middle of several places. front: pairs of places, the second in front.
    """

    standard: str
    names: tuple[str, ...]
    ignored_names: tuple[str, ...]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    blends: tuple[tuple[int, tuple[int, ...]], ...] = ()
    front: tuple[tuple[int, ...], ...] = ()

    @property
    def count(self) -> int:
        """Joints per frame."""
        return len(self.names)

    @property
    def joints(self) -> tuple[str, ...]:
        """The canonical joints this source can give."""
        given = {*self.rows.tolist(), *(row for row, _ in self.blends)}
        return tuple(name for i, name in enumerate(BODY) if i in given)

    @cached_property
    def plain(self) -> tuple[NDArray[np.int64], Floats]:
        """For frames that lost nothing: i64[20], the place of each canonical joint in a frame (any where it has
        none), and f32[20], which of them are known."""
        places, known = np.zeros(len(BODY), np.int64), np.zeros(len(BODY), np.float32)
        places[self.rows], known[self.rows] = self.columns, 1
        return places, known

    def read(self, positions: Floats, rotations: Floats, lost: Flags) -> tuple[Floats, Floats]:
        """Canonical positions f32[n, 20, 3] in metres (0 where unknown) and known f32[n, 20], 0 or 1.

        positions f32[n, count, 3] finite where not lost, OpenXR space; rotations f32[n, count, 4] or f32[n, 0, 4],
        not read; lost bool[n, count].
        """
        del rotations
        n = len(positions)
        if not np.count_nonzero(lost) and not self.blends:
            at, there = self.plain
            joints = positions.take(at, axis=1)
            joints[:, there == 0] = 0
            return joints, np.repeat(there[None], n, axis=0)
        joints = np.zeros((n, len(BODY), 3), np.float32)
        known = np.zeros((n, len(BODY)), np.float32)
        seen = ~lost[:, self.columns]
        joints[:, self.rows] = np.where(seen[..., None], positions[:, self.columns], 0)
        known[:, self.rows] = seen
        for row, places in self.blends:
            whole: Flags = ~np.any(lost[:, places], axis=1)
            joints[:, row] = np.where(whole[:, None], positions[:, places].mean(1), 0)
            known[:, row] = whole
        return joints, known

    def fronts(self, positions: Floats, lost: Flags) -> Floats:
        """Where the body's front is, f32[n, 3]: the sum of its `front` pairs; zero where none is seen."""
        out = np.zeros((len(positions), 3), np.float32)
        for back, front in self.front:
            seen = ~(lost[:, back] | lost[:, front])
            out += np.where(seen[:, None], positions[:, front] - positions[:, back], 0)
        return out


def units_look_wrong(positions: Floats) -> bool:
    """Whether joints f32[k, 3] of one body lie further apart than TALLEST_M metres: centimetres were sent."""
    if len(positions) < 2:
        return False
    return bool(np.ptp(positions, axis=0).max() > TALLEST_M)


def looks_swapped(joints: Floats, known: Floats, fronts: Floats) -> tuple[Flags, Flags]:
    """For each of n frames whether left and right can be judged, and whether they look exchanged; both bool[n].

    On a body the way from left to right, seen from above, and its front agree: front = up x right. Where they
    disagree an axis was not converted (Unity and Unreal are left-handed) or a camera's picture was mirrored. joints
    f32[n, 20, 3] and known f32[n, 20] as `read` gives them, fronts f32[n, 3].
    """
    left, right = (BODY.index(f"{side}UpperArm") for side in ("left", "right"))
    across = joints[:, right] - joints[:, left]
    level = np.array([1, 0, 1], np.float32)
    size = np.linalg.norm(across * level, axis=1) * np.linalg.norm(fronts * level, axis=1)
    ahead = across[:, 2] * fronts[:, 0] - across[:, 0] * fronts[:, 2]
    judged = (known[:, left] > 0) & (known[:, right] > 0) & (np.abs(ahead) > CLEARLY * size) & (size > 0)
    return judged, judged & (ahead < 0)


@cache
def standards() -> tuple[str, ...]:
    """The names of all skeletons, in alphabetical order. Whoever adds a file to `skeletons/` has added one."""
    found = (files("der_server.signals") / "skeletons").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in found if file.name.endswith(".toml")))


@cache
def skeleton(name: str) -> Skeleton:
    """A standard's table by name. Raises KeyError."""
    if name not in standards():
        raise KeyError(name)
    path = files("der_server.signals") / "skeletons" / f"{name}.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {key: tuple(raw.get(key, ())) for key in ("aliases", "prefixes", "suffixes")}
    front = tuple((back, front) for back, front in raw.get("front", ()))
    blends = {ours: tuple(theirs) for ours, theirs in raw.get("blends", {}).items()}
    return Skeleton(**{**raw, **lists, "front": front, "blends": blends})


@cache
def skeletons() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Every standard: name, names in its own order, names that are not read."""
    return tuple((r.standard, r.names, r.ignored_names) for r in (body_reader(name, ()) for name in standards()))


def _named(standard: str) -> str:
    """The skeleton that a declared standard means. Raises BadDeclaration."""
    wanted = standard.strip().casefold()
    for name in standards():
        if wanted == name or wanted in (alias.casefold() for alias in skeleton(name).aliases):
            return name
    known = ", ".join(standards())
    raise BadDeclaration(f"Unknown body standard {standard!r}: use one of {known}.", standard=standard)


def body_reader(standard: str, names: Sequence[str]) -> BodyReader:
    """A reader for a source. Raises BadDeclaration.

    names: the order they will be sent in, any part of the skeleton (head and hands are enough); empty = the
    standard's own order. Spelling may differ in case, underscores, prefixes and the way sides are written.
    """
    wanted = _named(standard)
    table = skeleton(wanted)
    order = tuple(names) or tuple(table.joints)
    found = table.canonical(order)
    middles = {BODY.index(ours): table.columns(theirs, order) for ours, theirs in table.blends.items()}
    blends = tuple((row, places) for row, places in middles.items() if places is not None)
    if not any(found) and not blends:
        raise BadDeclaration(f"None of the declared joints is known to {wanted!r}.{_hint(table, order[0])}")
    columns: dict[str, int] = {}
    for i, ours in enumerate(found):
        if ours and ours in columns:
            raise BadDeclaration(
                f"Joints {order[columns[ours]]!r} and {order[i]!r} mean the same: declare one of them."
            )
        if ours:
            columns[ours] = i
    used = {*columns.values(), *(place for _, places in blends for place in places)}
    ignored = tuple(name for i, name in enumerate(order) if i not in used)
    rows = np.array([BODY.index(ours) for ours in columns], np.int64)
    front = tuple(places for pair in table.front if (places := table.columns(pair, order)) is not None)
    return BodyReader(wanted, order, ignored, rows, np.array(list(columns.values()), np.int64), blends, front)


def _hint(table: Skeleton, stranger: str) -> str:
    own = {table.key(theirs): theirs for theirs, ours in table.joints.items() if ours}
    near = get_close_matches(table.key(stranger), list(own), n=1, cutoff=0)
    return f" Did you mean {own[near[0]]!r} for {stranger!r}?" if near else ""
