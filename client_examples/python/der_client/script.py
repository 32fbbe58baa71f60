"""What a performance is made of: stretches, words and deeds, on one time line."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from der_client.errors import DerClientError

LEAST_S = 3.0
"""A basic emotion keeps at least so long where the whole is shortened, as long as that is possible."""
SHORTEST_S = 1.0
SECONDS_PER_LETTER = {"en": 0.065, "zh": 0.22}
"""About 15 letters of English and 4.5 syllables of Chinese a second: the pace of calm speech (our choice)."""


@dataclass(frozen=True, slots=True)
class Say:
    """Words at a moment of the stretch. text by language."""

    at_s: float
    text: str
    language: str

    @property
    def seconds(self) -> float:
        """How long saying it takes."""
        return len(self.text) * SECONDS_PER_LETTER[self.language]


@dataclass(frozen=True, slots=True)
class Deed:
    """A behaviour event. kind: one of the server's, in lower case; value in the kind's unit."""

    at_s: float
    kind: str
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some seconds of one emotion. share 0..1: how far the face goes from neutral; social: a state to be seen."""

    seconds: float
    emotion: str
    social: str = ""
    share: float = 1.0
    says: tuple[Say, ...] = ()
    deeds: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """Stretches, one after the other."""

    stretches: tuple[Stretch, ...]

    @property
    def seconds(self) -> float:
        """How long the whole takes."""
        return sum(stretch.seconds for stretch in self.stretches)

    def starts_s(self) -> tuple[float, ...]:
        """When each stretch begins."""
        return tuple(sum(s.seconds for s in self.stretches[:i]) for i in range(len(self.stretches)))

    def at(self, time_s: float) -> tuple[Stretch, float]:
        """The stretch at a moment, and how long it has lasted by then."""
        found, since_s = self.stretches[0], time_s
        for start_s, stretch in zip(self.starts_s(), self.stretches, strict=True):
            if time_s >= start_s:
                found, since_s = stretch, time_s - start_s
        return found, since_s


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("der_client").joinpath("one_minute.toml").read_text(encoding="utf-8"))


def default_script(seconds: float = 60.0, languages: Sequence[str] = ("en", "zh")) -> Script:
    """The shipped performance in so many seconds. Languages take turns, sentence after sentence.

    Raises DerClientError for a length or a language it cannot be played in.
    """
    if not 3 <= seconds <= 3600:
        raise DerClientError("BAD_REQUEST", "A performance takes 3 to 3600 seconds.")
    if not languages or set(languages) - set(SECONDS_PER_LETTER):
        raise DerClientError("BAD_REQUEST", f"The performance speaks {' and '.join(SECONDS_PER_LETTER)} only.")
    stretches, said = [], 0
    for row in _table()["stretch"]:
        says = []
        for words in row.get("says", ()):
            language = languages[said % len(languages)]
            says.append(Say(words["at_s"], words[language], language))
            said += 1
        deeds = tuple(Deed(**deed) for deed in row.get("deeds", ()))
        told = {key: row[key] for key in ("emotion", "social", "share") if key in row}
        stretches.append(Stretch(row["seconds"], says=tuple(says), deeds=deeds, **told))
    return scaled(Script(tuple(stretches)), seconds)


def scaled(script: Script, seconds: float) -> Script:
    """The same in so many seconds: the first stretch of each emotion keeps LEAST_S as long as that is possible.

    Stretches left with less than SHORTEST_S go; what was said and done after a stretch's new end goes too.
    """
    factor = seconds / script.seconds
    lengths = [stretch.seconds * factor for stretch in script.stretches]
    kept = _first_of_each(script)[: int(seconds / SHORTEST_S)]
    for i in kept:
        lengths[i] = min(max(lengths[i], LEAST_S), seconds / len(kept))
    others = [i for i in range(len(lengths)) if i not in kept]
    left_s = max(0.0, seconds - sum(lengths[i] for i in kept))
    rest_s = sum(lengths[i] for i in others)
    for i in others:
        lengths[i] *= left_s / rest_s
    shortened = [replace(s, seconds=n) for s, n in zip(script.stretches, lengths, strict=True) if n >= SHORTEST_S]
    missing_s = seconds - sum(s.seconds for s in shortened)
    shortened[0] = replace(shortened[0], seconds=shortened[0].seconds + missing_s)
    return Script(tuple(_cut(stretch) for stretch in shortened))


def _first_of_each(script: Script) -> tuple[int, ...]:
    first: dict[str, int] = {}
    for i, stretch in enumerate(script.stretches):
        if not stretch.social:
            first.setdefault(stretch.emotion, i)
    return tuple(first.values())


def _cut(stretch: Stretch) -> Stretch:
    says = tuple(say for say in stretch.says if say.at_s < stretch.seconds)
    return replace(stretch, says=says, deeds=tuple(d for d in stretch.deeds if d.at_s < stretch.seconds))
