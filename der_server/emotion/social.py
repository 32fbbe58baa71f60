"""Social states: fuzzy membership from cues, by the rules of `social.toml`, each with what it was judged by."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from der_server.emotion.feeling import SocialState, Spread
from der_server.labels import EMOTIONS, SOCIAL

CUE_HALF_LIVES_S = {"face": 0.7, "body": 2.0, "voice": 4.0, "text": 8.0, "behaviour": 8.0}
"""How fast a cue ages, by the modality its name begins with; the same as the evidence it comes with."""
NAMED = 0.1
"""A rule at least this strong is named as a reason."""
Cue = tuple[float, int]
"""Its value 0..1, and the client time (microseconds) of the newest sample behind it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """ramps: (cue, from, to), a piecewise-linear membership each: 0 at `from`, 1 at `to`, falling where from > to.
    rising: cues whose ramps rise."""

    weight: float
    ramps: tuple[tuple[str, float, float], ...]
    source: str
    rising: tuple[str, ...] = ()

    def strength(self, cues: Mapping[str, float]) -> float:
        """Its weakest ramp times its weight; a cue that is not there counts as 0."""
        weakest = 1.0
        for cue, low, high in self.ramps:
            level = (cues.get(cue, 0.0) - low) / (high - low)
            if level <= 0:
                return 0.0
            weakest = min(weakest, level)
        return self.weight * weakest


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of one state and how fast its membership moves."""

    name: str
    half_life_s: float
    rules: tuple[Rule, ...]


@cache
def tables() -> tuple[Table, ...]:
    """Every state's rules, in the order of `labels.SOCIAL`. Raises ValueError where the file is wrong."""
    raw = tomllib.loads((files("der_server.emotion") / "social.toml").read_text(encoding="utf-8"))
    if set(raw) != set(SOCIAL):
        raise ValueError(f"social.toml must have one table per state: {', '.join(SOCIAL)}")
    return tuple(
        Table(name, float(raw[name]["half_life_s"]), tuple(_rule(name, r) for r in raw[name]["rules"]))
        for name in SOCIAL
    )


def _rule(state: str, raw: Mapping[str, object]) -> Rule:
    ramps, weight = raw["all"], raw["weight"]
    if not isinstance(ramps, dict) or not isinstance(weight, float) or not 0 < weight <= 1 or not ramps:
        raise ValueError(f"social.toml, [{state}]: a rule needs a weight in 0..1 and at least one ramp")
    if any(low == high for low, high in ramps.values()):
        raise ValueError(f"social.toml, [{state}]: a ramp must rise or fall")
    rising = tuple(cue for cue, (low, high) in ramps.items() if high > low)
    return Rule(weight, tuple((cue, low, high) for cue, (low, high) in ramps.items()), str(raw["source"]), rising)


_FEELING = tuple(f"feeling.{label}" for label in EMOTIONS)


def feeling_cues(probs: Sequence[float], valence: Spread, arousal: Spread) -> dict[str, float]:
    """The fused feeling (7 probabilities, valence, arousal) as cues 0..1."""
    return {
        **dict(zip(_FEELING, probs, strict=True)),
        "feeling.pleasant": max(0.0, valence.mean),
        "feeling.unpleasant": max(0.0, -valence.mean),
        "feeling.excited": max(0.0, arousal.mean),
        "feeling.calm": max(0.0, -arousal.mean),
    }


def aged(cues: Mapping[str, Cue], now_us: int) -> dict[str, float]:
    """Cues faded by their age at a client time."""
    out, before, keep = {}, (now_us, math.inf), 1.0
    for name, (value, time_us) in cues.items():
        half_life_s = _half_life_s(name)
        if before != (time_us, half_life_s):  # an expert's cues are as old as one another
            before = (time_us, half_life_s)
            keep = 2 ** (-max(0, now_us - time_us) / 1e6 / half_life_s)
        out[name] = value * keep
    return out


@lru_cache(1024)
def _half_life_s(cue: str) -> float:
    return CUE_HALF_LIVES_S[cue.partition(".")[0]]


def judge(cues: Mapping[str, float], before: Mapping[str, float], elapsed_s: float) -> tuple[SocialState, ...]:
    """Every state's membership now, eased from `before` (levels by name) over `elapsed_s`.

    How much is behind it is the share of its rules, by weight, whose cues are all there.
    """
    known = _known(frozenset(cues))
    return tuple(
        _judge_one(table, cues, confidence, before.get(table.name, 0.0), elapsed_s)
        for table, confidence in zip(tables(), known, strict=True)
    )


@lru_cache(256)
def _known(cues: frozenset[str]) -> tuple[float, ...]:
    """By state; which cues a person shows hardly ever changes."""
    return tuple(
        sum(rule.weight for rule in table.rules if all(cue in cues for cue, _, _ in rule.ramps))
        / sum(rule.weight for rule in table.rules)
        for table in tables()
    )


def _judge_one(
    table: Table, cues: Mapping[str, float], confidence: float, before: float, elapsed_s: float
) -> SocialState:
    missing, strong = 1.0, []
    for rule in table.rules:
        if (strength := rule.strength(cues)) > 0:
            missing *= 1 - strength
            strong.append((strength, rule))
    half_life_s = table.half_life_s if 1 - missing < before else min(table.half_life_s, 0.5)
    keep = 2 ** (-elapsed_s / half_life_s)
    level = keep * before + (1 - keep) * (1 - missing)
    strong.sort(key=lambda found: -found[0])
    reasons = dict.fromkeys(cue for strength, rule in strong if strength >= NAMED for cue in rule.rising)
    return SocialState(table.name, min(1.0, level), confidence, tuple(reasons))
