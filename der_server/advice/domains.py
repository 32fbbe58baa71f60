"""The tables of dialogue strategies, read and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from der_server.labels import DOMAINS, EMOTIONS, SOCIAL

LANGUAGES = ("en", "zh")
"""Languages of wording, BCP-47."""
PACES = ("slower", "steady", "faster")
FALLBACK = "good_manners"
"""The strategy of every domain for doubt and calm."""


@dataclass(frozen=True, slots=True)
class Strategy:
    """A row of a domain table. when: state -> gain in utility per unit of membership; after: the strategy that
    must have come before, or empty; base: utility without any state."""

    name: str
    base: float
    when: Mapping[str, float]
    after: str
    tone: str
    pace: str
    actions: tuple[str, ...]
    dwell_s: float
    cooldown_s: float
    source: str
    wording: Mapping[str, tuple[str, ...]]

    def gains(self, states: Mapping[str, float]) -> dict[str, float]:
        """What each state adds to its utility."""
        return {state: gain * states.get(state, 0.0) for state, gain in self.when.items()}


@dataclass(frozen=True, slots=True)
class Safety:
    """Phrases by language that call for a human, idioms that do not, and the strategy that follows."""

    phrases: tuple[str, ...]
    idioms: tuple[str, ...]
    strategy: Strategy


@cache
def strategies(domain: str) -> tuple[Strategy, ...]:
    """The strategies of a domain. Raises ValueError where the file is wrong, naming file and strategy."""
    if domain not in DOMAINS:
        raise ValueError(f"there is no domain {domain!r}: use one of {', '.join(DOMAINS)}")
    rows = _read(f"domains/{domain}.toml")["strategy"]
    out = tuple(_strategy(row, f"domains/{domain}.toml") for row in rows)
    names = [strategy.name for strategy in out]
    if len(set(names)) != len(names) or FALLBACK not in names:
        raise ValueError(f"domains/{domain}.toml: names must differ, and {FALLBACK} must be one of them")
    for strategy in out:
        if strategy.after and strategy.after not in names:
            raise ValueError(f"domains/{domain}.toml, {strategy.name}: there is no strategy {strategy.after!r}")
    return out


@cache
def safety() -> Safety:
    """The safety path. Raises ValueError where the file is wrong."""
    raw = _read("safety.toml")
    row = {"base": 0.0, "when": {}, **raw["strategy"]}
    phrases = tuple(p for language in LANGUAGES for p in raw["phrases"][language])
    idioms = tuple(p for language in LANGUAGES for p in raw["not"][language])
    return Safety(phrases, idioms, _strategy(row, "safety.toml"))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("der_server.advice") / name).read_text(encoding="utf-8"))


def _strategy(row: Mapping[str, Any], file: str) -> Strategy:
    where = f"{file}, {row.get('name', 'a strategy without name')}"
    strangers = set(row["when"]) - set(EMOTIONS) - set(SOCIAL)
    if strangers:
        raise ValueError(f"{where}: `when` names unknown states {sorted(strangers)}")
    if row["pace"] not in PACES:
        raise ValueError(f"{where}: pace must be one of {PACES}")
    wording = {language: tuple(row["wording"].get(language, ())) for language in LANGUAGES}
    if any(len(variants) < 2 for variants in wording.values()):
        raise ValueError(f"{where}: wording needs two variants or more in each of {LANGUAGES}")
    try:
        return Strategy(
            **{key: row[key] for key in ("name", "base", "when", "tone", "pace", "dwell_s", "cooldown_s", "source")},
            after=row.get("after", ""),
            actions=tuple(row["actions"]),
            wording=wording,
        )
    except KeyError as error:
        raise ValueError(f"{where}: {error.args[0]!r} is missing") from None
