"""Social states: fuzzy membership from cues, by the rules of `social.toml`, each with what it was judged by."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from der_server.emotion.feeling import SocialState, Spread
from der_server.labels import EMOTIONS, SOCIAL

CUE_HALF_LIVES_S = {"face": 0.7, "body": 2.0, "voice": 4.0, "text": 8.0, "behaviour": 8.0}
"""How fast a cue ages, by the modality its name begins with; the same as the evidence it comes with."""
NAMED = 0.1
"""A rule at least this strong is named as a reason."""


@dataclass(frozen=True, slots=True)
class Rule:
    """ramps: (cue, from, to); strength = weakest ramp * weight."""

    weight: float
    ramps: tuple[tuple[str, float, float], ...]
    source: str

    def strength(self, cues: Mapping[str, float]) -> float:
        """0..weight; a cue that is not there counts as 0."""
        weakest = 1.0
        for cue, low, high in self.ramps:
            weakest = min(weakest, ramp(cues.get(cue, 0.0), low, high))
            if not weakest:
                break
        return self.weight * weakest

    def known(self, cues: Mapping[str, float]) -> bool:
        """Whether every cue it asks for is there."""
        return all(cue in cues for cue, _, _ in self.ramps)


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of one state and how fast its membership moves."""

    name: str
    half_life_s: float
    rules: tuple[Rule, ...]


def ramp(value: float, low: float, high: float) -> float:
    """Piecewise-linear membership: 0 at `low`, 1 at `high`; falling where low > high."""
    return min(1.0, max(0.0, (value - low) / (high - low)))


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
    return {
        name: value * 2 ** (-ages_s.get(name, 0.0) / CUE_HALF_LIVES_S[name.partition(".")[0]])
        for name, value in cues.items()
    }


def judge(cues: Mapping[str, float], before: Mapping[str, float], elapsed_s: float) -> tuple[SocialState, ...]:
    """Every state's membership now, eased from `before` (levels by name) over `elapsed_s`."""
    return tuple(_judge_one(table, cues, before.get(table.name, 0.0), elapsed_s) for table in tables())


def _judge_one(table: Table, cues: Mapping[str, float], before: float, elapsed_s: float) -> SocialState:
    strengths = [(rule.strength(cues), rule) for rule in table.rules]
    missing = 1.0
    for strength, _ in strengths:
        missing *= 1 - strength
    half_life_s = table.half_life_s if 1 - missing < before else min(table.half_life_s, 0.5)
    keep = 2 ** (-elapsed_s / half_life_s)
    level = keep * before + (1 - keep) * (1 - missing)
    total = sum(rule.weight for rule in table.rules)
    seen = sum(rule.weight for rule in table.rules if rule.known(cues))
    strong = sorted((s for s in strengths if s[0] >= NAMED), key=lambda s: -s[0])
    reasons = dict.fromkeys(cue for _, rule in strong for cue, low, high in rule.ramps if high > low)
    return SocialState(table.name, min(1.0, level), seen / total, tuple(reasons))
