"""Displays: what a face shows, in FACS action units, and how each display moves in time."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.labels import EMOTIONS
from der_server.signals.canonical import FACE

Floats = NDArray[np.float32]

FOLLOW = 1.3
"""The half of a face that does not lead takes so much longer (our choice; upper and lower face peak apart)."""
RIGHT_SIDE = 0.92
"""Strength of the right half of a face against the left, which shows emotion a little more strongly (Sackeim, Gur and
Saucy 1978, Science 202:434; from memory, the size is ours)."""
UPPER, LOWER = 0, 1


@dataclass(frozen=True, slots=True)
class Display:
    """A row of `displays.toml`. units: action unit -> 0..1; of: the two emotions of a compound, or empty."""

    name: str
    units: Mapping[str, float]
    onset_s: float
    apex_s: float
    offset_s: float
    lead: str
    negative: bool = False
    of: tuple[str, ...] = ()
    posture: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of `units.toml`: region UPPER or LOWER, and canonical channel -> share, both sides written out."""

    region: int
    channels: Mapping[str, float]


def table(name: str) -> dict[str, Any]:
    """A TOML file of the advice room."""
    return tomllib.loads((files("der_server.advice") / name).read_text(encoding="utf-8"))


@cache
def displays() -> tuple[Display, ...]:
    """Every display; the basic emotions first, in the labels' order. Raises ValueError where a file is wrong."""
    out = tuple(
        Display(name, **{**row, "of": tuple(row.get("of", ()))}) for name, row in table("displays.toml").items()
    )
    if tuple(d.name for d in out[: len(EMOTIONS) - 1]) != EMOTIONS[1:]:
        raise ValueError(f"displays.toml must begin with {', '.join(EMOTIONS[1:])}")
    for display in out:
        strangers = set(display.units) - set(units())
        if strangers or not all(0 < value <= 1 for value in display.units.values()):
            raise ValueError(f"displays.toml, [{display.name}]: units must be known and in 0..1 {sorted(strangers)}")
        if display.lead not in ("upper", "lower"):
            raise ValueError(f"displays.toml, [{display.name}]: lead is `upper` or `lower`")
    return out


@cache
def units() -> Mapping[str, Unit]:
    """Action units by name, in the order of the rig `facs`. Raises ValueError where the file is wrong."""
    out = {}
    for name, row in table("units.toml").items():
        channels: dict[str, float] = {}
        for channel, share in row["channels"].items():
            found = [c for c in (channel, f"{channel}Left", f"{channel}Right") if c in FACE]
            if not found:
                raise ValueError(f"units.toml, [{name}]: there is no channel {channel!r}")
            channels |= dict.fromkeys(found, share)
        out[name] = Unit(("upper", "lower").index(row["region"]), channels)
    return out


@cache
def names() -> tuple[str, ...]:
    """Names of all displays, in order."""
    return tuple(display.name for display in displays())


@cache
def channel_looks() -> Mapping[str, Floats]:
    """Canonical channel -> f32[displays]: its strength in each; only channels that some display moves."""
    out: dict[str, Floats] = {}
    for row, display in enumerate(displays()):
        for unit, strength in display.units.items():
            for channel, share in units()[unit].channels.items():
                side = RIGHT_SIDE if channel.endswith("Right") else 1.0
                column = out.setdefault(channel, np.zeros(len(displays()), np.float32))
                column[row] = max(float(column[row]), side * share * strength)
    return out


def region_of(channel: str) -> int:
    """UPPER or LOWER."""
    return next(unit.region for unit in units().values() if channel in unit.channels)


def blend(intensity: Sequence[float]) -> dict[int, float]:
    """Place of a display -> 0..1, from intensities of the 7 emotions: where two are there, their compound takes their
    place. What is not shown is not there.

    What the second has over the third becomes the compound, at the cost of both; so the whole stays the same and
    nothing jumps where second and third change places. Pairs without a published compound stay side by side.
    """
    out = {e - 1: intensity[e] for e in range(1, len(EMOTIONS)) if intensity[e] > 0}
    if len(out) < 2:
        return out
    first, second, third = sorted(range(1, len(EMOTIONS)), key=lambda e: -intensity[e])[:3]
    index = _compounds().get(frozenset((EMOTIONS[first], EMOTIONS[second])))
    if index is not None:
        shared = intensity[second] - intensity[third]
        out[first - 1] -= shared
        out[second - 1] -= shared
        out[index] = 2 * shared
    return out


@cache
def _compounds() -> Mapping[frozenset[str], int]:
    return {frozenset(display.of): i for i, display in enumerate(displays()) if display.of}
