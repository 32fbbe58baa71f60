"""What advice tests share: feelings made by hand, held as long as a scene lasts."""

from collections.abc import Mapping

import numpy as np

from der_server.advice.advice import DialogueAdvice
from der_server.advice.dialogue import DialogueAdvisor
from der_server.advice.packs import shipped_packs
from der_server.emotion.feeling import Evidence, Feeling, SocialState, Spread
from der_server.labels import EMOTIONS

STEP_US = 100_000


def feeling(
    time_us: int = 0,
    social: Mapping[str, float] | None = None,
    unknown: bool = False,
    tracked: tuple[str, ...] = (),
    **probs: float,
) -> Feeling:
    """Named probabilities; the rest is shared evenly. tracked: modalities with a sample of just now."""
    rest = (1 - sum(probs.values())) / max(1, len(EMOTIONS) - len(probs))
    vector = np.array([probs.get(e, rest) for e in EMOTIONS], np.float32)
    label = -1 if unknown else int(vector.argmax())
    states = tuple(SocialState(name, level, 1.0) for name, level in (social or {}).items())
    zero = Spread(0, 0.3)
    evidence = {modality: Evidence(1.0, 1.0, 0.0) for modality in tracked}
    return Feeling(time_us, vector, label, float(vector.max()), zero, zero, zero, evidence, states)


def advisor(domain: str, language: str = "en", *, intent: str = "") -> DialogueAdvisor:
    return DialogueAdvisor(shipped_packs()[domain], language, intent=intent)


def hold(talk: DialogueAdvisor, what: Feeling, seconds: float, from_us: int = 0) -> list[DialogueAdvice]:
    """Advice ten times a second while one feeling lasts."""
    times = range(from_us, from_us + round(seconds * 1e6), STEP_US)
    return [talk.advise(what, time_us, False) for time_us in times]


def way(talk: DialogueAdvisor, what: Feeling, seconds: float, from_us: int = 0) -> list[str]:
    """Strategies in the order they come."""
    names = [advice.strategy for advice in hold(talk, what, seconds, from_us)]
    return [name for i, name in enumerate(names) if i == 0 or names[i - 1] != name]
