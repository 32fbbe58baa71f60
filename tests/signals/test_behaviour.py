"""Deeds fade in client time, however often they are reported."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.faults import BadFrame
from der_server.features.behaviour import NAMES, behaviour_input
from der_server.labels import BEHAVIOURS
from der_server.signals.behaviour import COUNTS, HALF_LIFE_S, METRES, SECONDS, BehaviourLog

pytestmark = pytest.mark.unit


@given(st.sampled_from(SECONDS), st.floats(0.5, 120), st.integers(1, 90))
def test_a_stretch_weighs_the_same_however_often_it_is_reported(kind: str, seconds: float, n: int) -> None:
    end_us = round(seconds * 1e6)
    once, many = BehaviourLog(), BehaviourLog()
    once.absorb(kind, seconds, end_us)
    for i in range(1, n + 1):
        many.absorb(kind, seconds / n, end_us * i // n)
    assert many.amount(kind, end_us) == pytest.approx(once.amount(kind, end_us), rel=1e-3)


@given(st.sampled_from(METRES), st.floats(0, 20), st.integers(1, 50))
def test_a_way_weighs_the_same_in_any_number_of_steps(kind: str, metres: float, n: int) -> None:
    once, many = BehaviourLog(), BehaviourLog()
    once.absorb(kind, metres, 1000)
    for _ in range(n):
        many.absorb(kind, metres / n, 1000)
    assert many.amount(kind, 1000) == pytest.approx(once.amount(kind, 1000))


@given(st.sampled_from(BEHAVIOURS), st.floats(0, 100), st.integers(0, 10**9), st.integers(0, 10**9))
def test_reading_does_not_change_what_is_read_later(kind: str, value: float, wait: int, more: int) -> None:
    log = BehaviourLog()
    log.absorb(kind, value, 0)
    log.amount(kind, wait)
    halves = (wait + more) / 1e6 / HALF_LIFE_S
    assert log.amount(kind, wait + more) == pytest.approx(log.amount(kind, 0) * 2**-halves)


@given(st.floats(0, 20), st.lists(st.integers(0, 10**7), min_size=1, max_size=30))
def test_a_steady_level_reads_as_itself_at_any_rate(speed: float, gaps_us: list[int]) -> None:
    log, now_us = BehaviourLog(), 0
    for gap_us in gaps_us:
        now_us += gap_us
        log.absorb("typing", speed, now_us)
    assert log.amount("typing", now_us) == pytest.approx(speed)


@pytest.mark.parametrize("kind", COUNTS)
def test_a_count_without_a_value_is_one(kind: str) -> None:
    log = BehaviourLog()
    log.absorb(kind, 0, 5)
    assert log.amount(kind, 5) == 1


@pytest.mark.parametrize(("kind", "value"), [("dance", 1.0), ("retry", -1.0), ("idle", float("nan"))])
def test_what_cannot_be_read_is_refused(kind: str, value: float) -> None:
    with pytest.raises(BadFrame):
        BehaviourLog().absorb(kind, value, 0)


def test_a_step_back_in_time_counts_as_no_time() -> None:
    log = BehaviourLog()
    log.absorb("retry", 1, 10_000_000)
    log.absorb("retry", 1, 0)
    assert log.amount("retry", 10_000_000) == 2


def test_the_vector_has_one_place_for_each_kind_and_one_for_recency() -> None:
    log = BehaviourLog()
    assert not behaviour_input(log, 0).any()
    log.absorb("error", 2, 0)
    vector = behaviour_input(log, 0)
    assert vector.shape == (len(NAMES),)
    assert vector[NAMES.index("error")] == 2
    assert vector[NAMES.index("recent")] == 1


def test_the_largest_numbers_said_again_are_still_numbers() -> None:
    log = BehaviourLog()
    for time_us in range(3):
        log.absorb("approach", float(np.finfo(np.float32).max), time_us)
    assert np.isfinite(behaviour_input(log, 3)).all()


def test_the_vector_holds_every_amount_in_its_place() -> None:
    log = BehaviourLog()
    for time_us, kind in enumerate(("nod", "typing", "gaze_away")):
        log.absorb(kind, 2.0, time_us)
    vector = behaviour_input(log, 1_000_000)
    for name, value in zip(NAMES[:-1], vector[:-1].tolist(), strict=True):
        assert value == pytest.approx(log.amount(name, 1_000_000))
