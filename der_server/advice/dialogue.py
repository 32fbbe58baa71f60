"""How the dialogue should change: a strategy for one person, its reasons and wording, a block for a language model.

Not the top label decides but the whole distribution; doubt leads to good manners. Words alone open the safety path.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from der_server.advice.advice import DialogueAdvice
from der_server.advice.bandit import Bandit
from der_server.advice.choice import Choice, Chooser
from der_server.advice.packs import LANGUAGES, Pack
from der_server.advice.safety import safety, words_need_a_human
from der_server.emotion.feeling import Feeling
from der_server.labels import EMOTIONS

__all__ = ["LANGUAGES", "DialogueAdvisor", "memberships", "words_need_a_human"]

DOUBT = 0.5
"""What is left of every membership while the emotion is unknown: social states still speak, more quietly."""
STALE = 0.3
"""What is left of every membership where the evidence is old."""
ALWAYS_AVOID = ("name_or_diagnose_the_feeling", "exaggerate", "pressure")
CONTEXT_VERSION = 1
"""Of `llm_context`; the first words of the block are `[der/1`."""
SHOWN_SOCIAL = 0.3


class DialogueAdvisor:
    """Advises one person in one domain; remembers what was tried."""

    def __init__(self, pack: Pack, language: str, *, intent: str = "", learning: bool = False) -> None:
        """`language`: BCP-47; wording is Chinese for zh*, else English. learning: see `bandit`."""
        self._pack = pack
        self._chooser = Chooser(pack, intent=intent, bandit=Bandit() if learning else None)
        self._language = tongue(language)
        self._safety_until_us = -1
        self._said = ""
        self._made: dict[tuple[str, int, bool], DialogueAdvice] = {}  # of the turn at hand

    def advise(
        self, feeling: Feeling, time_us: int, needs_human: bool, conflict: float = 0.0, *, said: float = 0.0
    ) -> DialogueAdvice:
        """The advice at client time `time_us`. `needs_human`: the person's words opened the safety path; conflict
        0..1: with another person of the room, in a game; said 0..1: how far the feeling rests on words that have
        just come, which a bot is about to answer."""
        choice = self._chooser.choose({**memberships(feeling), "conflict": conflict}, time_us, said=said)
        if needs_human:
            self._safety_until_us = time_us + round(safety().strategy.dwell_s * 1e6)
        advice = self._words(choice, safe=time_us >= self._safety_until_us)
        reasons = choice.reasons if not advice.safety else advice.reasons
        changed, self._said = advice.strategy != self._said, advice.strategy
        context = _context(advice, reasons, feeling)
        return replace(advice, reasons=reasons, considered=choice.considered, changed=changed, llm_context=context)

    def _words(self, choice: Choice, *, safe: bool) -> DialogueAdvice:
        """See `advice_of`; made once for a strategy's turn, whatever the reasons are now."""
        turn = (choice.strategy.name, choice.begun, safe)
        if turn not in self._made:
            self._made = {turn: advice_of(choice, self._pack, self._language, safe=safe)}
        return self._made[turn]

    def unlearn(self) -> None:
        """Forget what was learned of the person, and learn nothing more."""
        self._chooser.unlearn()

    def snapshot(self) -> dict[str, Any]:
        """What `restore` needs."""
        return {"chooser": self._chooser.snapshot(), "safety_until_us": self._safety_until_us, "said": self._said}

    def restore(self, snapshot: Mapping[str, Any]) -> None:
        """Go on from a snapshot."""
        self._chooser.restore(snapshot["chooser"])
        self._safety_until_us, self._said = snapshot["safety_until_us"], snapshot["said"]


def tongue(language: str) -> str:
    """`zh` or `en`."""
    return "zh" if language.lower().startswith("zh") else "en"


def advice_of(choice: Choice, pack: Pack, language: str, *, safe: bool = True) -> DialogueAdvice:
    """A choice in words; `safe` False = the safety path takes its place."""
    chosen = choice.strategy if safe else safety().strategy
    wording = chosen.wording.of(language)
    turn = choice.begun % len(wording)
    return DialogueAdvice(
        strategy=chosen.name,
        domain=pack.name,
        reasons=choice.reasons if safe else ("own_words",),
        tone=chosen.tone,
        pace=chosen.pace,
        actions=chosen.actions,
        wording=wording[turn:] + wording[:turn],
        language=language,
        dwell_s=chosen.dwell_s,
        cooldown_s=chosen.cooldown_s,
        llm_context="",
        safety=not safe,
        changed=choice.changed,
        polite=chosen.polite.of(language),
        escalation=tuple(s.name for s in pack.strategy if s.after == chosen.name),
        avoid=(*chosen.avoid, *ALWAYS_AVOID),
        source=chosen.source,
        max_words=chosen.max_words,
        considered=choice.considered,
    )


def memberships(feeling: Feeling) -> dict[str, float]:
    """Every state's membership 0..1: emotions above chance, halves of valence and arousal, social states by level;
    quieter in doubt and where the evidence is old."""
    chance = 1 / len(EMOTIONS)
    fresh = STALE if feeling.stale else 1.0
    sure = (DOUBT if feeling.unknown else 1.0) * fresh
    emotions = {
        e: sure * max(0.0, (float(p) - chance) / (1 - chance)) for e, p in zip(EMOTIONS, feeling.probs, strict=True)
    }
    halves = {
        "pleasant": sure * max(0.0, feeling.valence.mean),
        "unpleasant": sure * max(0.0, -feeling.valence.mean),
        "excited": sure * max(0.0, feeling.arousal.mean),
        "calm": sure * max(0.0, -feeling.arousal.mean),
    }
    return {**emotions, **halves, **{state.name: fresh * state.level for state in feeling.social}}


def _context(advice: DialogueAdvice, reasons: tuple[str, ...], feeling: Feeling) -> str:
    """The block for a language model's system prompt. Made of our own words and numbers only: each name passes
    `_word`, which leaves nothing that could end the block or begin an instruction."""
    emotion = "unknown" if feeling.unknown else EMOTIONS[feeling.label]
    social = ",".join(f"{_word(s.name)}:{s.level:.1f}" for s in feeling.social if s.level >= SHOWN_SOCIAL)
    unit = "characters" if advice.language == "zh" else "words"
    lines = [
        f"[der/{CONTEXT_VERSION} reading of the user's expression; may be wrong; do not mention it]",
        f"state: emotion={emotion} confidence={feeling.confidence:.2f} valence={feeling.valence.mean:+.1f} "
        f"arousal={feeling.arousal.mean:+.1f} social={social or 'none'}",
        f"strategy={_word(advice.strategy)} domain={_word(advice.domain)} because={_list(reasons) or 'none'}",
        f"do: {_list(advice.actions)}",
        f"avoid: {_list(advice.avoid)}",
        f"tone={_word(advice.tone)} pace={_word(advice.pace)} language={advice.language} "
        f"length=at most {advice.max_words or 60} {unit}",
    ]
    if advice.safety:
        lines.append("SAFETY: a human must look now; do not counsel on your own; say that a person is being called")
    return "\n".join([*lines, f"[/der/{CONTEXT_VERSION}]"])


def _list(words: tuple[str, ...]) -> str:
    return ", ".join(map(_word, words))


@lru_cache(1024)
def _word(text: str) -> str:
    return re.sub(r"[^a-z0-9_]", "_", text.lower())[:48]
