"""The safety path: a person's own words, and nothing else, call for a human to look."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from der_server.advice.packs import LANGUAGES, Strategy


@dataclass(frozen=True, slots=True)
class Safety:
    """Phrases and patterns by language that call for a human, idioms that do not, and the strategy that follows."""

    phrases: tuple[str, ...]
    patterns: tuple[str, ...]
    idioms: tuple[str, ...]
    strategy: Strategy


@cache
def safety() -> Safety:
    """The safety path. Raises ValueError where the file is wrong."""
    raw = tomllib.loads((files("der_server.advice") / "safety.toml").read_text(encoding="utf-8"))
    strategy = Strategy.model_validate({"base": 0.0, "when": {}, **raw["strategy"]})
    phrases, patterns, idioms = (_all(raw[key]) for key in ("phrases", "patterns", "not"))
    return Safety(phrases, patterns, idioms, strategy)


def _all(lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(phrase for language in LANGUAGES for phrase in lists[language])


def words_need_a_human(text: str) -> bool:
    """Whether a person's own words call for a human to look (en + zh phrases and patterns of `safety.toml`)."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    plain = re.sub(r"\s+", " ", _idioms().sub(" ", re.sub(r"\s+", " ", plain)))
    tight = re.sub(r"(?<=[㐀-鿿])[\s\W_]+(?=[㐀-鿿])", "", plain)
    return any(_calls().search(form) is not None for form in (plain, tight))


_APOSTROPHES = str.maketrans({"’": "'", "`": "'", "´": "'"})


@cache
def _calls() -> re.Pattern[str]:
    parts = [_literal(phrase) for phrase in safety().phrases]
    parts += [rf"\b(?:{p})\b" if p.isascii() else p for p in safety().patterns]
    return re.compile("|".join(parts))


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile("|".join(map(_literal, safety().idioms)))


def _literal(phrase: str) -> str:
    """Phrases in Latin letters are whole words."""
    return rf"\b{re.escape(phrase)}\b" if phrase.isascii() else re.escape(phrase)
