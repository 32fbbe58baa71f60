"""Dialogue packs: tables of strategies for a domain, the shipped ones and an operator's own, read and checked."""

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, ValidationInfo, field_validator

from der_server.advice.lines import Lines
from der_server.labels import DOMAINS, EMOTIONS, SOCIAL

LANGUAGES = ("en", "zh")
"""Languages of wording, BCP-47."""
FALLBACK = "good_manners"
"""The strategy of every pack for doubt and calm."""
TO_ANSWER = (*EMOTIONS[1:], *SOCIAL)
"""States that every pack must answer."""
DIMENSIONS = ("pleasant", "unpleasant", "excited", "calm")
"""Halves of valence and arousal, 0..1."""
STATES = (*TO_ANSWER, *DIMENSIONS, "conflict")
"""States a pack may name; `conflict` is that between two people in a game's room."""
INTENTS = ("raise", "ease")
SETTLE_S = 1.0
"""How long a state must last where a pack does not say."""

Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
"""A machine name: it goes into prompts, so it can hold nothing else."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\n\r\x00-\x1f]+$")]
Seconds = Annotated[float, Field(ge=0, le=3600)]
Share = Annotated[float, Field(ge=0, le=1)]
Gain = Annotated[float, Field(ge=-2, le=2)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Texts(_Table):
    """Sentences by language."""

    en: tuple[Line, ...]
    zh: tuple[Line, ...]

    def of(self, language: str) -> tuple[str, ...]:
        """Chinese or English."""
        return self.zh if language == "zh" else self.en


class Settling(_Table):
    """How long a state must last before it counts in full: half-life in seconds."""

    settle_s: Annotated[float, Field(gt=0, le=60)]
    source: Line


class Strategy(_Table):
    """A row of a pack. when: state -> gain in utility per unit of membership; needs, unless: least and greatest
    membership; after: the strategy that must have been tried in vain; intent: what the design must ask for."""

    name: Word
    base: Gain
    when: Mapping[str, Gain]
    needs: Mapping[str, Share] = Field(default_factory=dict)
    unless: Mapping[str, Share] = Field(default_factory=dict)
    after: Word | Literal[""] = ""
    intent: Literal["", "raise", "ease"] = ""
    tone: Word
    pace: Literal["slower", "steady", "faster"]
    actions: tuple[Word, ...] = Field(min_length=1)
    avoid: tuple[Word, ...] = ()
    max_words: Annotated[int, Field(ge=0, le=500)] = 0
    dwell_s: Seconds
    cooldown_s: Seconds
    source: Line
    wording: Texts
    polite: Texts

    @field_validator("when", "needs", "unless")
    @classmethod
    def _known(cls, value: Mapping[str, float], info: ValidationInfo) -> Mapping[str, float]:
        known = (info.context or {}).get("states", STATES)
        if strangers := sorted(set(value) - set(known)):
            raise ValueError(f"there are no states {', '.join(strangers)}: use {', '.join(known)}")
        return value

    def gains(self, states: Mapping[str, float]) -> dict[str, float]:
        """What each state adds to its utility."""
        return {state: gain * states.get(state, 0.0) for state, gain in self.when.items()}

    def burden(self, states: Mapping[str, float]) -> float:
        """How much of what it answers is there."""
        return sum(gain for gain in self.gains(states).values() if gain > 0)


class Pack(_Table):
    """A domain's strategies, and how long each state must last."""

    format: Literal[1]
    name: Word
    states: Mapping[str, Settling] = Field(default_factory=dict)
    strategy: tuple[Strategy, ...] = Field(min_length=1)

    @field_validator("states")
    @classmethod
    def _known(cls, value: Mapping[str, Settling], info: ValidationInfo) -> Mapping[str, Settling]:
        known = (info.context or {}).get("states", STATES)
        if strangers := sorted(set(value) - set(known)):
            raise ValueError(f"there are no states {', '.join(strangers)}: use {', '.join(known)}")
        return value

    def settle_s(self, state: str) -> float:
        """Half-life of a state's rise."""
        return self.states[state].settle_s if state in self.states else SETTLE_S


Packs = Mapping[str, Pack]
Problem = tuple[int, str]
"""A line of the file, 1 and up, and what is wrong there."""


def read_pack(text: str, states: Collection[str] = STATES) -> tuple[Pack | None, list[Problem]]:
    """A pack and what is wrong with its form; None where it cannot be read."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        return None, [(int(place[1]) if place else len(text.splitlines()), f"not TOML: {error}")]
    try:
        return Pack.model_validate(raw, context={"states": tuple(states)}), []
    except ValidationError as error:
        lines = Lines(text)
        return None, [(lines.of(e["loc"]), f"{_where(raw, e['loc'])}: {e['msg']}") for e in error.errors()]


def _where(raw: Any, loc: tuple[int | str, ...]) -> str:
    """A place in words: the strategy by its name."""
    parts = [str(part) for part in loc]
    if len(loc) >= 2 and loc[0] == "strategy" and isinstance(loc[1], int):
        rows = raw["strategy"]
        named = isinstance(rows, list) and isinstance(rows[loc[1]], dict) and rows[loc[1]].get("name")
        parts = [str(named or f"strategy {loc[1] + 1}"), *parts[2:]]
    return " ".join(parts)


@cache
def shipped_packs() -> Packs:
    """The pack of every domain. Raises ValueError where one is wrong."""
    return {domain: must_read(files("der_server.advice") / "domains" / f"{domain}.toml") for domain in DOMAINS}


def must_read(path: Any, states: Collection[str] = STATES) -> Pack:
    """A shipped pack. Raises ValueError, naming file and line."""
    pack, wrong = read_pack(path.read_text(encoding="utf-8"), states)
    if pack is None:
        line, message = wrong[0]
        raise ValueError(f"{path.name}, line {line}: {message}")
    return pack
