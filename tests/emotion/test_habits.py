"""What is usual for a person is no sign; what is not stays one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.emotion.habits import CUES, MOST_S, PRIOR_S, Habits

pytestmark = pytest.mark.unit
LEVEL = st.floats(0, 1)


def leaning(level: float, seconds: float = 600) -> Habits:
    habits = Habits()
    for _ in range(round(seconds * 2)):
        habits = habits.learn({"body.lean_back": level}, 0.5)
    return habits


def test_somebody_who_always_leans_back_is_read_as_leaning_back_less() -> None:
    at_ease = leaning(0.6)
    assert at_ease.relative({"body.lean_back": 0.6})["body.lean_back"] < 0.6 - 0.1
    assert at_ease.relative({"body.lean_back": 1.0})["body.lean_back"] == pytest.approx(1.0)
    assert at_ease.relative({"body.lean_forward": 0.6, "body.motion": 0.1}) == {
        "body.lean_forward": 0.6,
        "body.motion": 0.1,
    }


@given(st.lists(st.tuples(LEVEL, st.floats(0, 5)), max_size=40), LEVEL)
def test_a_cue_stays_in_range_keeps_its_order_and_loses_a_third_at_most(
    calm: list[tuple[float, float]], shown: float
) -> None:
    habits = Habits()
    for level, seconds in calm:
        habits = habits.learn({"body.slump": level}, seconds)
    read = habits.relative({"body.slump": shown})["body.slump"]
    assert 0 <= read <= shown + 1e-9
    assert read >= shown - MOST_S / (MOST_S + PRIOR_S) - 1e-9
    assert read <= habits.relative({"body.slump": min(1.0, shown + 0.1)})["body.slump"] + 1e-9


def test_a_new_habit_takes_the_place_of_the_old_one_in_a_few_minutes() -> None:
    habits = leaning(0.8)
    for _ in range(600):
        habits = habits.learn({"body.lean_back": 0.0}, 0.5)
    assert habits.levels["body.lean_back"] < 0.01


def test_what_a_modality_showed_is_forgotten_with_it() -> None:
    habits = leaning(0.5).learn({"behaviour.typing": 0.4}, 5)
    assert set(habits.of({"behaviour", "face"}).levels) == {"behaviour.typing"}
    assert set(CUES) >= set(habits.levels)
