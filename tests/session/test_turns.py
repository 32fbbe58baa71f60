"""When states are due."""

from hypothesis import given
from hypothesis import strategies as st

from der_server.session.turns import SILENCE_S, Turns

RATE_HZ = 10.0
PERIOD_US = 100_000


@given(st.lists(st.integers(1_000, 300_000), min_size=1, max_size=60))
def test_states_stay_on_the_grid_of_the_first_sample_whatever_the_jitter(gaps_us: list[int]) -> None:
    turns, time_us, covered = Turns(), 5_000_000, []
    for gap_us in [0, *gaps_us]:
        time_us += gap_us
        turns.cover(time_us, time_us, 1)
        if turns.due(time_us):
            turns.take()
            covered.append((turns.conclude("tick", time_us, RATE_HZ), time_us))
            assert not turns.due(time_us)
    slots = [(at_us - 5_000_000) // PERIOD_US for _, at_us in covered]
    assert slots == sorted(set(slots))  # one state a period at most, each in its own
    assert [from_us for (from_us, _), _ in covered] == [5_000_000, *(to_us for (_, to_us), _ in covered[:-1])]


def test_nothing_is_due_before_a_sample_whatever_is_urgent() -> None:
    turns = Turns()
    turns.urgent = "text"
    assert turns.due(1_000_000) == ""
    turns.cover(7_000_000, 1_000_000, 1)
    assert turns.due(1_000_000) == "text"
    turns.take()
    turns.conclude("text", 7_000_000, RATE_HZ)
    assert turns.due(1_000_000) == ""


def test_in_silence_time_goes_on_and_covers_nothing_new() -> None:
    turns = Turns()
    turns.cover(7_000_000, 1_000_000, 9)
    turns.take()
    assert turns.taken_ns == 9
    turns.conclude("tick", 7_000_000, RATE_HZ)
    assert turns.due(1_000_000 + round(SILENCE_S * 1e6) - 1) == ""
    late_us = 1_000_000 + round(SILENCE_S * 1e6)
    assert turns.due(late_us) == "tick"
    assert turns.now_us(late_us) == 7_500_000
    turns.take()
    assert turns.taken_ns == 0
    assert turns.conclude("tick", 7_500_000, RATE_HZ) == (7_000_000, 7_000_000)
