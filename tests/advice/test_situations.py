"""Sixty situations and some more, judged by what the guidance finds acceptable and what it forbids."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from advice_kit import STEP_US, advisor

from der_server.advice.advice import DialogueAdvice
from der_server.advice.dialogue import DialogueAdvisor
from der_server.advice.packs import shipped_packs
from der_server.advice.safety import safety
from der_server.cli.advise import Asked, feeling_of

pytestmark = pytest.mark.unit
SITUATIONS = tomllib.loads((Path(__file__).parent / "situations.toml").read_text("utf-8"))["situation"]


def stage(talk: DialogueAdvisor, one: dict[str, Any], from_us: int) -> tuple[list[DialogueAdvice], int]:
    state = one["state"]
    felt = feeling_of(Asked(state, one.get("unknown", False)))
    times = range(from_us, from_us + round(one["seconds"] * 1e6), STEP_US)
    return [talk.advise(felt, t, False, state.get("conflict", 0.0)) for t in times], times.stop


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda s: f"{s['domain']}: {s['says']}")
def test_the_advice_is_acceptable_and_never_forbidden(situation: dict[str, Any]) -> None:
    talk = advisor(situation["domain"], intent=situation.get("intent", ""))
    now_us = 0
    for earlier in situation.get("before", []):
        _, now_us = stage(talk, earlier, now_us)
    advice, _ = stage(talk, situation, now_us)
    assert advice[-1].strategy in situation["acceptable"]
    assert {a.strategy for a in advice} & set(situation["forbidden"]) == set()


def test_the_set_is_whole() -> None:
    """Twelve a domain; every name is a strategy there; every shipped strategy is acceptable somewhere."""
    counts = Counter(s["domain"] for s in SITUATIONS)
    assert all(counts[d] == 12 for d in ("customer_service", "meeting", "game", "classroom", "clinic"))
    for situation in SITUATIONS:
        names = {s.name for s in shipped_packs()[situation["domain"]].strategy} | {safety().strategy.name}
        assert set(situation["acceptable"]) | set(situation["forbidden"]) <= names, situation["says"]
        assert situation["source"]
    for domain in counts.keys() - {"general"}:
        judged = {name for s in SITUATIONS if s["domain"] == domain for name in s["acceptable"]}
        assert judged == {s.name for s in shipped_packs()[domain].strategy}, domain
