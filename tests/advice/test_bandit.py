"""Learning what helps: bounded, off by default, undone on request, and better than not learning."""

import numpy as np
import pytest
from advice_kit import feeling, hold
from hypothesis import given
from hypothesis import strategies as st

from der_server.advice.bandit import BOUND, Bandit, simulate
from der_server.advice.dialogue import DialogueAdvisor
from der_server.advice.packs import FALLBACK, shipped_packs
from der_server.config import read_settings

pytestmark = pytest.mark.unit
RIVALS = [
    s.model_copy(update={"name": f"way_{i}", "base": 0.01 * i})
    for i, s in enumerate([next(s for s in shipped_packs()["general"].strategy if s.name == "calm_down")] * 4)
]
STATES = {"anger": 0.8}


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=30), st.floats(0, 1))
def test_what_was_learned_moves_a_utility_within_its_bound(lived: list[tuple[float, float]], anger: float) -> None:
    bandit = Bandit()
    for level, relief in lived:
        bandit.learn(RIVALS[0], {"anger": level}, relief)
    assert abs(bandit.bonus(RIVALS[0], {"anger": anger})) <= BOUND
    assert bandit.bonus(RIVALS[1], {"anger": anger}) == 0


def test_it_prefers_what_helped_and_a_snapshot_keeps_it() -> None:
    bandit, other = Bandit(), Bandit()
    for _ in range(10):
        bandit.learn(RIVALS[0], STATES, 0.9)
        bandit.learn(RIVALS[1], STATES, 0.0)
    assert bandit.bonus(RIVALS[0], STATES) > 0.1
    assert bandit.bonus(RIVALS[1], STATES) < -0.1
    other.restore(bandit.snapshot())
    assert other.bonus(RIVALS[0], STATES) == bandit.bonus(RIVALS[0], STATES)


def test_in_simulation_it_regrets_less_than_the_table_alone() -> None:
    found = simulate(RIVALS, STATES, people=40, rounds=60, seed=1)
    assert found.with_bandit < 0.7 * found.without
    longer = simulate(RIVALS, STATES, people=40, rounds=240, seed=1)
    assert longer.with_bandit / 240 < found.with_bandit / 60  # less and less each round
    assert np.isclose(longer.without / 240, found.without / 60, rtol=0.35)


def test_it_is_off_by_default_and_can_be_forgotten() -> None:
    assert read_settings().learn_strategies is False
    pack = shipped_packs()["customer_service"]
    plain, learner = DialogueAdvisor(pack, "en"), DialogueAdvisor(pack, "en", learning=True)
    upset = feeling(0, {"dissatisfaction": 0.9})
    for talk in (plain, learner):
        hold(talk, upset, 60)
    assert plain.snapshot()["chooser"]["bandit"] is None
    assert learner.snapshot()["chooser"]["bandit"]
    learner.unlearn()
    assert learner.snapshot()["chooser"]["bandit"] is None
    assert hold(learner, feeling(unknown=True), 60, 60_000_000)[-1].strategy == FALLBACK
