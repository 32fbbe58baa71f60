"""Whether a dialogue pack can be used: its form, all states answered, all strategies reachable, both languages there.

Each problem comes with its line. Reachability is tried, not reasoned: the chooser itself is run through scenes.
"""

import itertools
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from der_server.advice.choice import Chooser
from der_server.advice.lines import Lines
from der_server.advice.packs import (
    FALLBACK,
    INTENTS,
    LANGUAGES,
    STATES,
    TO_ANSWER,
    Pack,
    Packs,
    Problem,
    Strategy,
    read_pack,
    shipped_packs,
)
from der_server.faults import BadRequest

LEAST_VARIANTS = 2
"""Wordings of each strategy and language; of polite ones one is enough."""
SCENE_S = 120
STEP_S = 0.5
_HAN = re.compile(r"[㐀-鿿]")


def problems(text: str, states: Collection[str] = STATES, to_answer: Collection[str] = TO_ANSWER) -> list[Problem]:
    """What is wrong with a pack's file, by line; empty where nothing is."""
    pack, wrong = read_pack(text, states)
    if pack is None:
        return sorted(wrong)
    lines = Lines(text)
    out = [*_names(pack, lines), *_wording(pack, lines), *_answered(pack, lines, to_answer)]
    if not out:  # only a sound pack can be run
        out += _unreached(pack, lines)
    return sorted(out)


def _names(pack: Pack, lines: Lines) -> Iterator[Problem]:
    names = [strategy.name for strategy in pack.strategy]
    if FALLBACK not in names:
        yield 1, f"one strategy must be named {FALLBACK}: it is what doubt leads to"
    for i, strategy in enumerate(pack.strategy):
        if strategy.name in names[:i]:
            yield lines.of(("strategy", i, "name")), f"{strategy.name}: the name is taken"
        if strategy.after and strategy.after not in names:
            yield lines.of(("strategy", i, "after")), f"{strategy.name}: there is no strategy {strategy.after}"
        if strategy.name == FALLBACK and (strategy.needs or strategy.unless or strategy.after or strategy.intent):
            yield lines.of(("strategy", i)), f"{FALLBACK}: it must be open always, without preconditions"


def _wording(pack: Pack, lines: Lines) -> Iterator[Problem]:
    for i, strategy in enumerate(pack.strategy):
        for key, least in (("wording", LEAST_VARIANTS), ("polite", 1)):
            for language in LANGUAGES:
                said = getattr(strategy, key).of(language)
                place = lines.of(("strategy", i, key, language))
                if len(said) < least:
                    yield place, f"{strategy.name} {key}.{language}: {least} or more are needed"
                if any(bool(_HAN.search(line)) != (language == "zh") for line in said):
                    yield place, f"{strategy.name} {key}.{language}: a sentence is not in this language"


def _answered(pack: Pack, lines: Lines, to_answer: Collection[str]) -> Iterator[Problem]:
    answered = {state for strategy in pack.strategy for state, gain in strategy.when.items() if gain > 0}
    for state in to_answer:
        if state not in answered:
            yield lines.of(("states", state)), f"no strategy answers {state}: name it in a `when`"


def _unreached(pack: Pack, lines: Lines) -> Iterator[Problem]:
    reached = {name for strategy in pack.strategy for name in _reached(pack, strategy)}
    for i, strategy in enumerate(pack.strategy):
        if strategy.name not in reached:
            yield lines.of(("strategy", i)), f"{strategy.name} is never chosen: others are always worth more"


def _reached(pack: Pack, strategy: Strategy) -> set[str]:
    """Strategies met in scenes made for one: each state it answers alone, each pair, and all of them, held long."""
    answers = [state for state, gain in strategy.when.items() if gain > 0]
    scenes = [(), *((s,) for s in answers), *itertools.combinations(answers, 2), tuple(answers)]
    met: set[str] = set()
    for scene in dict.fromkeys(scenes):
        for intent in ("", strategy.intent) if strategy.intent in INTENTS else ("",):
            met |= _played(pack, scene, intent)
    return met


def _played(pack: Pack, scene: tuple[str, ...], intent: str) -> set[str]:
    chooser = Chooser(pack, intent=intent)
    levels = dict.fromkeys(scene, 1.0)
    steps = range(int(SCENE_S / STEP_S))
    return {chooser.choose(levels, round(i * STEP_S * 1e6)).strategy.name for i in steps}


def load_packs(folder: Path | None) -> Packs:
    """The shipped packs and an operator's own from `folder`; one with a shipped name takes its place.

    Raises BadRequest, naming file and line.
    """
    packs = dict(shipped_packs())
    if folder is None:
        return packs
    if not folder.is_dir():
        raise BadRequest(f"domains: there is no folder {folder}.")
    for path in sorted(folder.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        if wrong := problems(text):
            line, message = wrong[0]
            raise BadRequest(f"{path}, line {line}: {message} (see `der domains check {path}`)")
        pack, _ = read_pack(text)
        if pack is not None:
            packs[pack.name] = pack
    return packs
