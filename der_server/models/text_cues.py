"""Phrases that name a social state in so many words. Untrained: the list in text_cues.toml is our own.

A phrase does not count where a negation stands before it (`not bored`, `不太紧张`), unless the phrase
itself holds the negation (`don't understand`, `听不懂`).
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from der_server.features.text import TEXT_MAX
from der_server.labels import SOCIAL

CUES = tuple("text." + name for name in SOCIAL)

_NOT_EN = re.compile(
    r"(?:\b(?:not|no|never|none|without|hardly|isnt|arent|wasnt|werent|dont|doesnt|didnt|aint|cant|wont)\b)"
    r"(?:\s+\w+){0,2}\s+$"
)
_NOT_ZH = re.compile(r"(?:不|没有?|别|并非|无)(?:太|很|是|怎么|那么|再|会|用|必|要|觉得|感到)?$")
_HAN = re.compile(r"[\u3400-\u9fff]")


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    text = files("der_server.models").joinpath("text_cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def fine_groups() -> Mapping[str, tuple[str, ...]]:
    """Cue name -> the GoEmotions labels that raise it."""
    return {"text." + name: tuple(labels) for name, labels in _table()["fine"]["labels"].items()}


@cache
def _patterns(language: str) -> Mapping[str, tuple[tuple[float, re.Pattern[str]], ...]]:
    """Cue name -> (level, pattern) from strong to mild."""
    out: dict[str, tuple[tuple[float, re.Pattern[str]], ...]] = {}
    levels: Mapping[str, float] = _table()["levels"]["of"]  # type: ignore[assignment]
    for name in SOCIAL:
        tiers = _table()["phrases"].get(f"{name}-{language}", {})
        out["text." + name] = tuple((levels[tier], _either(phrases)) for tier, phrases in tiers.items() if phrases)
    return out


def _either(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted((_plain(phrase) for phrase in phrases), key=len, reverse=True)
    parts = [re.escape(p) if _HAN.search(p) or not p[-1].isalnum() else rf"\b{re.escape(p)}\b" for p in longest_first]
    return re.compile("|".join(parts))


def _plain(text: str) -> str:
    return " ".join(text[:TEXT_MAX].lower().replace("’", "").replace("'", "").replace("？", "?").split())


def phrase_levels(text: str, language: str) -> dict[str, float]:
    """Level 0..1 of every cue by its strongest phrase in the text; 0 in a language without phrases."""
    plain = _plain(text)
    negation = _NOT_ZH if language == "zh" else _NOT_EN
    return {
        cue: _strongest(plain, rows, negation)
        for cue, rows in (_patterns(language) or dict.fromkeys(CUES, ())).items()
    }


def _strongest(plain: str, rows: tuple[tuple[float, re.Pattern[str]], ...], negation: re.Pattern[str]) -> float:
    best = 0.0
    for level, pattern in rows:
        if level > best and any(not negation.search(plain[: found.start()]) for found in pattern.finditer(plain)):
            best = level
    return best
