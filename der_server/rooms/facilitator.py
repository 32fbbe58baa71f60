"""Advice for whoever leads a room: the same choosing as for one person, over the room's figures."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from der_server.advice.advice import DialogueAdvice
from der_server.advice.choice import Choice, Chooser
from der_server.advice.dialogue import advice_of, tongue
from der_server.advice.packs import INTENTS, Pack, must_read
from der_server.labels import SOCIAL
from der_server.rooms.release import Release

STATES = ("tension", "rising", "quiet", "inattention", "contagion", "unpleasant", "excited", *SOCIAL)
"""What a facilitator's pack may name."""
TO_ANSWER = ("tension", "rising", "quiet", "inattention", "confusion", "frustration", "anxiety", "boredom", "stress")
FULL_SHARE = 0.5
"""Half of the people in one social state is all of it for a room (our choice)."""


@cache
def pack() -> Pack:
    """The facilitator's table. Raises ValueError where it is wrong."""
    return must_read(files("der_server.rooms") / "facilitator.toml", STATES)


class Facilitator:
    """Follows one room's releases; one chooser for each thing a design may want."""

    def __init__(self) -> None:
        self._choosers = {intent: Chooser(pack(), intent=intent) for intent in ("", *INTENTS)}
        self._choices: dict[str, Choice] = {}

    def follow(self, released: Release) -> None:
        """Take in a release."""
        states = memberships(released)
        time_us = round(released.time_s * 1e6)
        self._choices = {intent: chooser.choose(states, time_us) for intent, chooser in self._choosers.items()}

    def advice(self, intent: str, language: str) -> DialogueAdvice | None:
        """The advice now; None before the first release."""
        choice = self._choices.get(intent)
        return None if choice is None else advice_of(choice, pack(), tongue(language))


def memberships(released: Release) -> dict[str, float]:
    """A release as states 0..1."""
    single = {name: float(value[0]) for name, value in released.figures.items() if len(value) == 1}
    shares = dict(zip(SOCIAL, map(float, released.figures["social"]), strict=True))
    talking: Mapping[str, float] = {"quiet": 1 - single["participation"], "inattention": 1 - single["attention"]}
    return {
        **{name: min(1.0, share / FULL_SHARE) for name, share in shares.items()},
        **talking,
        "tension": single["tension"],
        "rising": min(1.0, max(0.0, 2 * released.trend)),
        "contagion": single["contagion"] * max(0.0, -single["valence"]),
        "unpleasant": max(0.0, -single["valence"]),
        "excited": max(0.0, single["arousal"]),
    }
