"""One clock for all sensors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.session.clock import ClockProbes, Horizon, Probe, best_probe

pytestmark = pytest.mark.unit
delays = st.integers(0, 500_000)


@given(st.integers(-(10**12), 10**12), st.lists(st.tuples(delays, delays), min_size=1))
def test_the_error_is_at_most_half_the_round_trip(offset_us: int, trips: list[tuple[int, int]]) -> None:
    probes = [Probe(0, there + offset_us, there + offset_us + 10, there + back + 10) for there, back in trips]
    best = best_probe(probes)
    assert best.round_trip_us == min(there + back for there, back in trips)
    assert abs(best.offset_us - offset_us) <= best.round_trip_us / 2 + 1


def test_probes_come_from_pings_and_old_ones_go() -> None:
    clock = ClockProbes()
    clock.pinged(1, 1_000, 51_000, 51_100)
    assert clock.best is None
    clock.answered(1, 3_100)
    assert clock.best == Probe(1_000, 51_000, 51_100, 3_100)
    clock.answered(99, 0)  # never asked
    clock.pinged(2, 70_000_000, 70_100_000, 70_100_000)
    clock.answered(2, 70_200_000)
    assert clock.best == Probe(70_000_000, 70_100_000, 70_100_000, 70_200_000)


@given(st.lists(st.integers(0, 5_000_000), min_size=1, max_size=50))
def test_nobody_can_jump_the_clock(jumps_us: list[int]) -> None:
    horizon = Horizon()
    server_us = 0
    horizon.latest_us(server_us, 1_000)
    for jump_us in jumps_us:
        latest_us = horizon.latest_us(server_us, 0)
        horizon.follow(min(latest_us, 1_000 + server_us + jump_us), server_us)
    assert horizon.latest_us(server_us, 0) <= 1_000 + Horizon.AHEAD_US + len(jumps_us) * Horizon.SLEW_US
