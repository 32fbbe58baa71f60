"""How the dialogue should change: the strategy of highest expected utility over an uncertain state.

Not the top label decides but the whole distribution; doubt leads to good manners. A strategy stays for its dwell time
and rests for its cool-down; escalation runs along `after`. Words alone open the safety path.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from der_server.advice.advice import DialogueAdvice
from der_server.advice.domains import FALLBACK, LANGUAGES, Strategy, safety, strategies
from der_server.emotion.feeling import Feeling
from der_server.labels import EMOTIONS

__all__ = ["LANGUAGES", "DialogueAdvisor", "words_need_a_human"]

DOUBT = 0.5
"""What is left of every membership while the emotion is unknown: social states still speak, more quietly."""
STICK = 0.05
"""A rival must be better by this much (hysteresis), our choice."""
URGENT = 0.5
"""A rival better by this much need not wait for the dwell time."""
MEMORY_S = 120.0
"""How long a strategy that was used counts as `after`."""
NAMED = 0.1
"""A state that adds this much to the utility is named as a reason."""


def words_need_a_human(text: str) -> bool:
    """Whether a person's own words call for a human to look (en + zh phrases of `safety.toml`)."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    plain = re.sub(r"\s+", " ", _idioms().sub(" ", plain))
    return _phrases().search(plain) is not None


@cache
def _phrases() -> re.Pattern[str]:
    return _any_of(safety().phrases)


@cache
def _idioms() -> re.Pattern[str]:
    return _any_of(safety().idioms)


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases; those in Latin letters as whole words."""
    parts = [rf"\b{re.escape(p)}\b" if p.isascii() else re.escape(p) for p in phrases]
    return re.compile("|".join(parts))


class DialogueAdvisor:
    """Chooses strategies for one person in one domain; remembers what was tried."""

    def __init__(self, domain: str, language: str) -> None:
        """`language`: BCP-47; wording is Chinese for zh*, else English."""
        self._domain = domain
        self._strategies = strategies(domain)
        self._language = "zh" if language.lower().startswith("zh") else "en"
        self._current = ""
        self._since_us = 0
        self._used_us: dict[str, int] = {}
        self._safety_until_us = -1

    def advise(self, feeling: Feeling, time_us: int, needs_human: bool) -> DialogueAdvice:
        """The advice at client time `time_us`. `needs_human`: the person's words opened the safety path."""
        states = memberships(feeling)
        path = safety().strategy
        if needs_human:
            self._safety_until_us = time_us + round(path.dwell_s * 1e6)
        on_path = time_us < self._safety_until_us
        chosen = path if on_path else self._choose(states, time_us)
        changed = chosen.name != self._current
        if changed:
            self._current, self._since_us = chosen.name, time_us
        self._used_us[chosen.name] = time_us
        gains = chosen.gains(states)
        reasons = tuple(s for s in sorted(gains, key=lambda s: -gains[s]) if gains[s] >= NAMED)
        return DialogueAdvice(
            strategy=chosen.name,
            domain=self._domain,
            reasons=("own_words",) if on_path else reasons,
            tone=chosen.tone,
            pace=chosen.pace,
            actions=chosen.actions,
            wording=chosen.wording[self._language],
            language=self._language,
            dwell_s=chosen.dwell_s,
            cooldown_s=chosen.cooldown_s,
            llm_context=_context(chosen, self._domain, feeling, reasons, on_path),
            safety=on_path,
            changed=changed,
        )

    def _choose(self, states: Mapping[str, float], time_us: int) -> Strategy:
        utilities = {s.name: s.base + sum(s.gains(states).values()) for s in self._strategies}
        by_name = {s.name: s for s in self._strategies}
        open_names = [s.name for s in self._strategies if self._open(s, time_us)]
        best = max(open_names, key=lambda name: utilities[name])
        current = by_name.get(self._current)
        if current is None or best == current.name:
            return by_name[best]
        ahead = utilities[best] - utilities[current.name]
        held_s = (time_us - self._since_us) / 1e6
        if ahead < STICK or (held_s < current.dwell_s and ahead < URGENT and current.name != FALLBACK):
            return current
        return by_name[best]

    def _open(self, strategy: Strategy, time_us: int) -> bool:
        """Whether a strategy may be chosen now: its precondition holds, and it is not resting."""
        if strategy.name == self._current:
            return True
        if strategy.after:
            used_us = self._used_us.get(strategy.after)
            if used_us is None or time_us - used_us > MEMORY_S * 1e6:
                return False
        rested_us = self._used_us.get(strategy.name)
        return rested_us is None or time_us - rested_us >= strategy.cooldown_s * 1e6

    def snapshot(self) -> dict[str, Any]:
        """What `restore` needs."""
        return {
            "current": self._current,
            "since_us": self._since_us,
            "used_us": dict(self._used_us),
            "safety_until_us": self._safety_until_us,
        }

    def restore(self, snapshot: Mapping[str, Any]) -> None:
        """Go on from a snapshot."""
        self._current, self._since_us = snapshot["current"], snapshot["since_us"]
        self._used_us = dict(snapshot["used_us"])
        self._safety_until_us = snapshot["safety_until_us"]


def memberships(feeling: Feeling) -> dict[str, float]:
    """Every state's membership 0..1: emotions above chance, social states by level; quieter in doubt."""
    chance = 1 / len(EMOTIONS)
    emotions = {e: max(0.0, (float(p) - chance) / (1 - chance)) for e, p in zip(EMOTIONS, feeling.probs, strict=True)}
    doubt = DOUBT if feeling.unknown else 1.0
    fresh = 0.3 if feeling.stale else 1.0
    return {
        **{e: m * doubt * fresh for e, m in emotions.items()},
        **{state.name: state.level for state in feeling.social},
    }


def _context(chosen: Strategy, domain: str, feeling: Feeling, reasons: tuple[str, ...], on_path: bool) -> str:
    """The block for a language model's system prompt, version 1. Made of our own words and numbers only."""
    emotion = "unknown" if feeling.unknown else EMOTIONS[feeling.label]
    social = [f"{s.name}={s.level:.1f}" for s in feeling.social if s.level >= 0.3]
    lines = [
        "[der/1 reading of the user's expression; may be wrong; do not mention it]",
        f"scenario={domain} emotion={emotion} confidence={feeling.confidence:.2f} "
        f"valence={feeling.valence.mean:+.1f} arousal={feeling.arousal.mean:+.1f}",
        f"social: {' '.join(social) or 'none'}; because: {' '.join(reasons) or 'nothing particular'}",
        f"do: {', '.join(chosen.actions)}; strategy={chosen.name} tone={chosen.tone} pace={chosen.pace}",
        "do not: name or diagnose the feeling, exaggerate, pressure",
    ]
    if on_path:
        lines.append("SAFETY: a human must look now; do not counsel on your own")
    return "\n".join(lines)
