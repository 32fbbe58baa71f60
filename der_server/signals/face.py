"""Any tracker's face, read into the canonical one. A standard is a table in `layouts/`; a source is a matrix.

What is not tracked is masked, never zero: a lost mouth is not a calm one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadDeclaration
from der_server.signals.canonical import FACE, FACE_REGIONS, REGIONS
from der_server.signals.layout import Layout, layout, named, orders, own_names, standards, table_of

__all__ = ["FaceReader", "face_reader", "layout", "layouts"]

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

LEAST_NAMES = 5
"""Fewer recognised names than this are taken for a mistake (our choice)."""
LEAST_TRUST = 1e-6
KEPT = 64
"""Readers kept: sources that declare the same share one."""


@dataclass(frozen=True)
class FaceReader:
    """Reads one source's frames. Built once, from the declared order.

    matrix: f32[count, C] shares of each weight in each canonical channel; regions: f32[count, 3] where on the face
    each weight lies, rows sum to 1. ignored_names say nothing here: unknown, without a channel, or dead; said:
    bool[count], True for all others. audio_only: made from sound, not seen.
    """

    standard: str
    names: tuple[str, ...]
    ignored_names: tuple[str, ...]
    matrix: Floats
    regions: Floats
    said: Flags
    audio_only: bool = False

    @property
    def count(self) -> int:
        """Weights per frame."""
        return len(self.names)

    @cached_property
    def whole(self) -> Floats:
        """f32[C]: the share of each channel that is seen when nothing is lost, at least 1."""
        shares: Floats = np.maximum(self.matrix.sum(0), 1)
        return shares

    @cached_property
    def plain(self) -> tuple[Floats, Floats]:
        """What `read` comes to where nothing is lost or doubted: f32[count, C], the share of each weight in the mean
        of each channel, and f32[C], how well each channel is known."""
        mass = (self.regions.sum(1, keepdims=True) * self.matrix).sum(0)
        there = mass > LEAST_TRUST
        means: Floats = np.where(there, self.matrix / np.maximum(mass, LEAST_TRUST), 0).astype(np.float32)
        known: Floats = np.where(there, mass / self.whole, 0).astype(np.float32)
        return means, _unit(known)

    def heard(self, lost: Flags) -> Flags:
        """Which weights are read, bool[n, count]: those that say something of a region not lost (bool[n, 3])."""
        there: Flags = (~lost @ (self.regions > 0).T) & self.said
        return there

    def hushed(self, weights: Floats, lost: Flags) -> Floats:
        """The weights f32[n, count] with 0 for all that is not `heard`: whatever was sent there, NaN too, is gone."""
        if not np.count_nonzero(lost):
            return np.where(self.said, weights, np.float32(0)) if self.ignored_names else weights
        return np.where(self.heard(lost), weights, 0).astype(np.float32)

    def read(self, weights: Floats, lost: Flags, confidence: Floats) -> tuple[Floats, Floats]:
        """Canonical values and how well each is known, both f32[n, C] in 0..1.

        weights f32[n, count], finite (`hushed`; clipped to 0..1); lost bool[n, 3] and confidence f32[n, 3] in 0..1
        of lower, left upper and right upper face. A channel fed by several weights is their mean over what is
        seen; known is the seen share of what could feed it. Where nothing is known the value is 0 and says nothing.
        """
        if not np.count_nonzero(lost) and confidence.min() >= 1:
            means, whole = self.plain
            return np.minimum(_unit(weights) @ means, 1), np.repeat(whole[None], len(weights), axis=0)
        trust = _unit(confidence) * ~lost
        seen = trust @ self.regions.T
        mass = seen @ self.matrix
        sums = (_unit(weights) * seen) @ self.matrix
        there = mass > LEAST_TRUST
        values: Floats = np.where(there, sums / np.maximum(mass, LEAST_TRUST), 0).astype(np.float32)
        known: Floats = np.where(there, mass / self.whole, 0).astype(np.float32)
        return _unit(values), _unit(known)


def _unit(numbers: Floats) -> Floats:
    """Clipped to 0..1."""
    clipped: Floats = np.minimum(np.maximum(numbers, 0), 1)
    return clipped


@cache
def layouts() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Every standard and variant: name, names in its own order, names that say nothing."""
    return tuple((r.standard, r.names, r.ignored_names) for r in (face_reader(name, ()) for name in orders()))


def face_reader(standard: str, names: Sequence[str]) -> FaceReader:
    """A reader for a source. Raises BadDeclaration.

    standard: one of `layouts()`, or `custom` (or empty), where the names alone decide. names: the order they will be
    sent in; empty = the standard's own order. Spelling may differ in case, underscores, prefixes and the way sides
    are written. Unknown names are ignored as long as at least LEAST_NAMES are recognised.
    """
    return _reader_of(standard, tuple(names))


@lru_cache(KEPT)
def _reader_of(standard: str, names: tuple[str, ...]) -> FaceReader:
    if standard.strip().casefold() in ("", "custom"):
        return _custom_reader(names)
    try:
        wanted = named(standard)
    except KeyError:
        known = ", ".join((*orders(), "custom"))
        raise BadDeclaration(f"Unknown face standard {standard!r}: use one of {known}.", standard=standard) from None
    table = table_of(wanted)
    order = names or orders()[wanted]
    found = table.resolve(order)
    rows = [_row(table, own) for own in found]
    reader = _reader(wanted, order, rows, found, own_names(table.name))
    return replace(reader, audio_only=table.audio_only)


def _custom_reader(names: tuple[str, ...]) -> FaceReader:
    if not names:
        raise BadDeclaration("A face source without a standard must list its names in `names`.")
    tables = [layout(name) for name in standards()]
    for table in tables:
        if all(own is not None for own in table.resolve(names)):
            return face_reader(table.name, names)
    identity = {name.casefold(): name for name in FACE}
    rows: list[_Row | None] = []
    found: list[str | None] = []
    for name in names:
        hits = [(table, own) for table in tables if (own := table.resolve([name])[0]) is not None]
        ours = identity.get(layout("arkit").key(name))
        if hits:
            rows.append(_row(*hits[0]))
            found.append(f"{hits[0][0].name}/{hits[0][1]}")
        else:
            rows.append(None if ours is None else _Row({ours: 1.0}, _regions_of(ours)))
            found.append(ours)
    spellings = {key: own for table in tables for key, own in own_names(table.name).items()}
    spellings |= own_names("arkit")
    return _reader("custom", names, rows, found, spellings)


@dataclass(frozen=True, slots=True)
class _Row:
    shares: Mapping[str, float]
    regions: Floats


def _row(table: Layout, own: str | None) -> _Row | None:
    """What one weight says; None where it is unknown, dead or has no channel."""
    shares = {} if own is None else table.shares_of(own)
    if own is None or not shares:
        return None
    if own in table.regions:
        place = np.zeros(len(REGIONS), np.float32)
        place[REGIONS.index(table.regions[own])] = 1
        return _Row(shares, place)
    return _Row(shares, _regions_of(next(iter(shares))))


def _regions_of(channel: str) -> Floats:
    place = np.zeros(len(REGIONS), np.float32)
    where = FACE_REGIONS[FACE.index(channel)]
    place[list(where)] = 1 / len(where)
    return place


def _reader(
    standard: str,
    names: tuple[str, ...],
    rows: Sequence[_Row | None],
    found: Sequence[str | None],
    spellings: Mapping[str, str],
) -> FaceReader:
    _refuse_twins(names, found)
    _refuse_strangers(names, found, spellings)
    matrix = np.zeros((len(names), len(FACE)), np.float32)
    regions = np.zeros((len(names), len(REGIONS)), np.float32)
    for i, row in enumerate(rows):
        if row is not None:
            regions[i] = row.regions
            for ours, share in row.shares.items():
                matrix[i, FACE.index(ours)] = share
    ignored = tuple(name for name, row in zip(names, rows, strict=True) if row is None)
    return FaceReader(standard, names, ignored, matrix, regions, np.array([row is not None for row in rows]))


def _refuse_twins(names: Sequence[str], found: Sequence[str | None]) -> None:
    first: dict[str, str] = {}
    for name, own in zip(names, found, strict=True):
        if own is None:
            continue
        if own in first:
            raise BadDeclaration(f"Face names {first[own]!r} and {name!r} mean the same: declare one of them.")
        first[own] = name


def _refuse_strangers(names: Sequence[str], found: Sequence[str | None], spellings: Mapping[str, str]) -> None:
    if sum(own is not None for own in found) >= LEAST_NAMES:
        return
    stranger = next((name for name, own in zip(names, found, strict=True) if own is None), "")
    near = get_close_matches(layout("fb").key(stranger), list(spellings), n=1, cutoff=0)
    hint = f" Did you mean {spellings[near[0]]!r} for {stranger!r}?" if near and stranger else ""
    raise BadDeclaration(f"Fewer than {LEAST_NAMES} of the declared face names are known.{hint}")
