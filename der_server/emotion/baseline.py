"""How one person's face rests on one device, learnt from calm stretches, and a face seen relative to it.

Values are compared as odds x / (1 - x): a face's odds are divided by how far the person's resting odds lie from those
of people at large. 0 stays 0, 1 stays 1, and nothing leaves 0..1.
"""

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from der_server.features.face import CHANNELS
from der_server.signals.canonical import FACE

Floats = NDArray[np.float32]

FLOOR = 0.01
"""Coefficients nearer to 0 or 1 than this count as that near: below it trackers report noise."""
BOUND = 2.0
"""No resting level moves odds by more than e^2, about 7 times (our choice): twice the mean standard deviation
(0.96 in log-odds) of one person's neutral pictures in muxspace, four times that between people (0.58)."""
PRIOR_S = 30.0
"""Seconds of calm that count as much as what is known of people at large (our choice)."""
PASSIVE_S = 15.0
"""What is learnt unasked never counts for more than this, a third of the way from people at large, and so follows
drift. Not more, since where nobody shows a neutral face (CK+) nothing is gained by it."""
ASKED_S = 270.0
"""What a good stretch that was asked for counts: nine tenths of the way from people at large to this person."""
WIDE = 1.0
"""Variance of log-odds at which calm faces disagree so much that they count half: that of one person's neutral
pictures on different occasions (muxspace, 0.96 squared)."""
LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Resting:
    """How people at large rest on trackers of one standard: odds f32[C], natural logarithms.

    lowest: how far below them a person may be taken to rest; 0 where the level is a guess, since a face that rests
    lower than a guess must not be blown up.
    """

    odds: Floats
    lowest: float


@cache
def resting(standard: str) -> Resting:
    """From `resting.toml`; a standard without figures has its guess."""
    raw = tomllib.loads((files("der_server.emotion") / "resting.toml").read_text(encoding="utf-8"))
    odds = np.full(CHANNELS, raw["guess"], np.float32)
    for name, level in raw["standards"].get(standard, {}).items():
        odds[FACE.index(name)] = level
    return Resting(odds, -BOUND if standard in raw["standards"] else 0.0)


def log_odds(values: Floats) -> Floats:
    """Natural log of x / (1 - x), with values FLOOR away from 0 and 1."""
    inside = np.minimum(np.maximum(values, FLOOR), 1 - FLOOR)
    odds: Floats = np.log(inside / (1 - inside))
    return odds


@dataclass(frozen=True, slots=True)
class Given:
    """A resting face as the client keeps it: f32[C] each, as in `Baseline`."""

    standard: str
    shift: Floats
    seconds: Floats


def _zeros() -> Floats:
    return np.zeros(CHANNELS, np.float32)


@dataclass(frozen=True, slots=True)
class Baseline:
    """One person's resting face on one device. f32[C] each, in log-odds relative to people at large.

    shift: mean; spread: variance; seconds: calm seconds behind both; odds: what a face's odds are multiplied with.
    """

    standard: str
    shift: Floats = field(default_factory=_zeros)
    spread: Floats = field(default_factory=_zeros)
    seconds: Floats = field(default_factory=_zeros)
    odds: Floats = field(default_factory=lambda: np.ones(CHANNELS, np.float32))

    @property
    def trust(self) -> Floats:
        """f32[C], 0..1: how far to go from people at large to this person."""
        return np.asarray(self.seconds / (self.seconds + PRIOR_S * (1 + self.spread / WIDE)), np.float32)

    @property
    def certainty(self) -> float:
        """0..1, the mean trust of the channels that were ever seen at rest."""
        seen = self.seconds > 0
        return float(self.trust[seen].mean()) if seen.any() else 0.0

    def relative(self, values: Floats) -> Floats:
        """The face f32[C] 0..1 as it would look on somebody who rests like people at large."""
        moved = values * self.odds
        return np.asarray(moved / (1 - values + moved), np.float32)

    def learn(self, values: Floats, known: Floats, seconds: float) -> "Baseline":
        """After `seconds` of a calm face f32[C], each channel known 0..1."""
        weight = known * np.float32(seconds)
        total = self.seconds + weight
        share = weight / np.maximum(total, LEAST)
        off = self._off(values)
        shift = self.shift + share * (off - self.shift)
        spread = self.spread + share * ((off - self.shift) * (off - shift) - self.spread)
        kept = np.maximum(self.seconds, np.minimum(total, PASSIVE_S))
        return replace(self, shift=shift, spread=spread.astype(np.float32), seconds=kept).ready()

    def asked(self, values: Floats, known: Floats) -> "Baseline":
        """After a good stretch that was asked for: its mean face; channels it did not see stay as they were."""
        seen = known > 0.5
        return replace(
            self,
            shift=np.where(seen, self._off(values), self.shift),
            spread=np.where(seen, 0, self.spread).astype(np.float32),
            seconds=np.where(seen, ASKED_S, self.seconds).astype(np.float32),
        ).ready()

    def _off(self, values: Floats) -> Floats:
        rest = resting(self.standard)
        off: Floats = np.minimum(np.maximum(log_odds(values) - rest.odds, rest.lowest), BOUND)
        return off

    def given(self) -> Given:
        """For the client to keep."""
        return Given(self.standard, self.shift, self.seconds)

    def held(self) -> list[Floats]:
        """Every array with something of the person in it."""
        return [self.shift, self.spread, self.seconds, self.odds]

    def ready(self) -> "Baseline":
        """With `odds` brought up to date."""
        return replace(self, odds=np.exp(-self.trust * self.shift).astype(np.float32))


def baseline_of(given: Given) -> Baseline:
    """From what a client kept. Raises ValueError where it is damaged; numbers beyond the bounds are cut to them."""
    if given.shift.shape != (CHANNELS,) or given.seconds.shape != (CHANNELS,):
        raise ValueError(f"a resting face has {CHANNELS} coefficients")
    if not np.isfinite([given.shift, given.seconds]).all():
        raise ValueError("a number is not finite")
    shift = np.minimum(np.maximum(given.shift, resting(given.standard).lowest), BOUND)
    seconds = np.minimum(np.maximum(given.seconds, 0), ASKED_S)
    return Baseline(given.standard, shift.astype(np.float32), seconds=seconds.astype(np.float32)).ready()
