"""Social states: fuzzy membership from cues, by the rules of `social.toml`, each with what it was judged by."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from der_server.emotion.feeling import SocialState, Spread
from der_server.labels import EMOTIONS, SOCIAL

CUE_HALF_LIVES_S = {"face": 0.7, "body": 2.0, "voice": 4.0, "text": 8.0, "behaviour": 8.0}
"""How fast a cue ages, by the modality its name begins with; the same as the evidence it comes with."""
NAMED = 0.1
"""A rule at least this strong is named as a reason."""
Numbers = NDArray[np.float64] | float


@dataclass(frozen=True, slots=True)
class Rule:
    """ramps: (cue, from, to)."""

    weight: float
    ramps: tuple[tuple[str, float, float], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of one state and how fast its membership moves."""

    name: str
    half_life_s: float
    rules: tuple[Rule, ...]


def ramp(values: Numbers, low: Numbers, high: Numbers) -> Numbers:
    """Piecewise-linear membership: 0 at `low`, 1 at `high`; falling where low > high."""
    return np.minimum(1.0, np.maximum(0.0, (values - low) / (high - low)))


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
    return Rule(weight, tuple((cue, low, high) for cue, (low, high) in ramps.items()), str(raw["source"]))


def feeling_cues(probs: Mapping[str, float], valence: Spread, arousal: Spread) -> dict[str, float]:
    """The fused feeling as cues 0..1."""
    return {
        **{f"feeling.{label}": probs[label] for label in EMOTIONS},
        "feeling.pleasant": max(0.0, valence.mean),
        "feeling.unpleasant": max(0.0, -valence.mean),
        "feeling.excited": max(0.0, arousal.mean),
        "feeling.calm": max(0.0, -arousal.mean),
    }


def aged(cues: Mapping[str, float], ages_s: Mapping[str, float]) -> dict[str, float]:
    """Cues faded by their age in seconds."""
    kept: dict[tuple[float, float], float] = {}  # most cues of a modality are as old as one another
    out = {}
    for name, value in cues.items():
        age = (ages_s.get(name, 0.0), _half_life_s(name))
        if age not in kept:
            kept[age] = 2 ** (-age[0] / age[1])
        out[name] = value * kept[age]
    return out


@lru_cache(1024)
def _half_life_s(cue: str) -> float:
    return CUE_HALF_LIVES_S[cue.partition(".")[0]]


@dataclass(frozen=True)
class _Plan:
    """Every rule of every state, one after the other, as arrays. R ramps in all.

    cues: names that any rule asks for; at i64[R]: which of them each ramp reads; low, high f64[R]; starts i64[rules]:
    each rule's first ramp; weights f64[rules]; rules and totals (the sum of their weights) by state.
    """

    cues: tuple[str, ...]
    at: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    starts: NDArray[np.int64]
    weights: NDArray[np.float64]
    rules: tuple[slice, ...]
    totals: tuple[float, ...]


@cache
def _plan() -> _Plan:
    rules = [rule for table in tables() for rule in table.rules]
    ramps = [ramp for rule in rules for ramp in rule.ramps]
    cues = tuple(dict.fromkeys(cue for cue, _, _ in ramps))
    ends = np.cumsum([len(table.rules) for table in tables()]).tolist()
    return _Plan(
        cues,
        np.array([cues.index(cue) for cue, _, _ in ramps]),
        np.array([low for _, low, _ in ramps], np.float64),
        np.array([high for _, _, high in ramps], np.float64),
        np.cumsum([0] + [len(rule.ramps) for rule in rules[:-1]]),
        np.array([rule.weight for rule in rules]),
        tuple(slice(a, b) for a, b in zip([0, *ends], ends, strict=False)),
        tuple(sum(rule.weight for rule in table.rules) for table in tables()),
    )


def judge(cues: Mapping[str, float], before: Mapping[str, float], elapsed_s: float) -> tuple[SocialState, ...]:
    """Every state's membership now, eased from `before` (levels by name) over `elapsed_s`.

    A rule is as strong as its weakest ramp times its weight. A cue that is not there counts as 0, and its rules as
    not known.
    """
    plan = _plan()
    values = np.array([cues.get(cue, math.nan) for cue in plan.cues])
    there = ~np.isnan(values)
    ramps = ramp(np.where(there, values, 0.0)[plan.at], plan.low, plan.high)
    weakest = np.minimum.reduceat(ramps, plan.starts)
    strengths = (plan.weights * weakest).tolist()
    known = (plan.weights * np.logical_and.reduceat(there[plan.at], plan.starts)).tolist()
    return tuple(
        _judge_one(table, strengths[own], sum(known[own]) / total, before.get(table.name, 0.0), elapsed_s)
        for table, own, total in zip(tables(), plan.rules, plan.totals, strict=True)
    )


def _judge_one(
    table: Table, strengths: Sequence[float], confidence: float, before: float, elapsed_s: float
) -> SocialState:
    missing = 1.0
    for strength in strengths:
        missing *= 1 - strength
    half_life_s = table.half_life_s if 1 - missing < before else min(table.half_life_s, 0.5)
    keep = 2 ** (-elapsed_s / half_life_s)
    level = keep * before + (1 - keep) * (1 - missing)
    strong = [(s, rule) for s, rule in zip(strengths, table.rules, strict=True) if s >= NAMED]
    strong.sort(key=lambda found: -found[0])
    reasons = dict.fromkeys(cue for _, rule in strong for cue, low, high in rule.ramps if high > low)
    return SocialState(table.name, min(1.0, level), confidence, tuple(reasons))
