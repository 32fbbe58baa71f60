"""The simulated network does what it says, and the curves of `der network` hold on a short performance."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from der_client import MockHeadset, default_script
from der_client.faults import Timed
from der_server.bench.network import CURVES, Network, at_face_rate, attend, carry, drifting, figures, measure
from der_server.models.lineup import load_lineup
from der_server.v1.signals_pb2 import Signals

MESSAGES: list[Timed] = [(0.05 * i, Signals(end_of_utterance=bool(i % 2))) for i in range(1, 2001)]


@pytest.mark.unit
@settings(max_examples=40)
@given(st.floats(0, 0.4), st.sampled_from([1.0, 5.0, 20.0]), st.integers(0, 1000))
def test_as_much_is_lost_as_was_asked_for(loss: float, burst: float, seed: int) -> None:
    kept = carry(MESSAGES, Network(loss=loss, burst_loss=burst), seed)
    spread = 5 * np.sqrt(loss * (1 - loss) * 2 * burst / len(MESSAGES)) + 1e-9
    assert 1 - len(kept) / len(MESSAGES) == pytest.approx(loss, abs=spread)


@pytest.mark.unit
@settings(max_examples=40)
@given(st.floats(0, 500), st.floats(0, 1), st.floats(0, 1), st.integers(0, 1000))
def test_nothing_arrives_before_it_was_sent_and_nothing_is_lost_unasked(
    jitter_ms: float, duplicates: float, reordered: float, seed: int
) -> None:
    sent = {id(signals): at_s for at_s, signals in MESSAGES}
    got = carry(MESSAGES, Network(jitter_ms=jitter_ms, duplicates=duplicates, reordered=reordered), seed)
    assert {id(signals) for _, signals in got} == set(sent)
    assert all(due_s >= sent[id(signals)] for due_s, signals in got)
    assert [due_s for due_s, _ in got] == sorted(due_s for due_s, _ in got)


@pytest.mark.unit
def test_a_stall_holds_everything_back_and_then_lets_it_go() -> None:
    got = carry(MESSAGES, Network(stall_at_s=10, stall_s=8), 0)
    assert not [due_s for due_s, _ in got if 10 <= due_s < 18]
    assert len([due_s for due_s, _ in got if due_s == 18]) >= 160


@pytest.mark.unit
def test_other_rates_and_drifting_clocks_keep_the_performance() -> None:
    messages = list(MockHeadset(default_script(6), 0, "arkit").messages())
    slow = [f for _, piece in at_face_rate(messages, 10) for f in piece.faces]
    fast = [f for _, piece in messages for f in piece.faces]
    assert len(slow) == pytest.approx(60, abs=2)
    assert abs(np.mean([f.weights for f in slow], 0) - np.mean([f.weights for f in fast], 0)).max() < 0.05
    late = [f for _, piece in drifting(messages, 200) for f in piece.faces]
    assert late[-1].capture_time_us - fast[-1].capture_time_us == pytest.approx(6e6 * 200e-6, rel=0.05)


@pytest.mark.model
def test_a_bad_network_costs_little_of_a_short_performance() -> None:
    lineup, headset = load_lineup(), MockHeadset(default_script(14), 0, "arkit")
    messages = list(headset.messages())
    found = {
        name: figures(headset.script, attend(headset, carry(messages, network, 0), lineup))
        for name, network in {
            "calm": Network(),
            "copies": Network(duplicates=0.3),
            "bad": Network(loss=0.2, jitter_ms=50, reordered=0.05),
        }.items()
    }
    assert found["calm"]["recognised"] > 0.5
    assert found["copies"]["recognised"] == pytest.approx(found["calm"]["recognised"], abs=0.05)
    assert found["bad"]["recognised"] > found["calm"]["recognised"] - 0.15
    assert found["bad"]["age_ms_p50"] > found["calm"]["age_ms_p50"]


@pytest.mark.bench
def test_the_curves() -> None:
    found = measure(60.0, (0,))["curves"]
    assert set(found) == set(CURVES)
    whole = found["loss"][0]["recognised"]
    for name in ("loss", "jitter_ms", "duplicates", "reordered", "drift_ppm", "face_rate_hz"):
        assert min(point["recognised"] for point in found[name]) > whole - 0.1
