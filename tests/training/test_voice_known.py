"""What it is worth to know a voice: how clips are played, and that nobody of a single emotion is moved."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.models.voice_past import log_odds
from der_server.training.voice_known import WAYS, Said, Way, known, orders, worth

pytestmark = pytest.mark.unit

PEOPLE, EACH = 12, 8


def crowd(seed: int, bias: float) -> Said:
    """People who show every emotion EACH times; what is said of them leans to an emotion of their own."""
    rng = np.random.default_rng(seed)
    labels = np.tile(np.repeat(np.arange(7), EACH), PEOPLE)
    who = np.repeat(np.arange(PEOPLE), 7 * EACH)
    own = bias * np.eye(7)[np.arange(PEOPLE) % 7]
    logits = 2.5 * np.eye(7)[labels] + own[who] + rng.normal(0, 0.7, (len(labels), 7))
    names = np.array([f"c/p{n}" for n in who])
    return Said(
        log_odds(logits.astype(np.float32)),
        labels,
        np.full(len(labels), "c"),
        names,
        np.full(len(labels), 3, np.float32),
    )


@given(st.integers(0, 99), st.sampled_from(sorted(WAYS.values())))
def test_a_stretch_is_one_persons_and_of_the_emotions_asked_for(seed: int, way: Way) -> None:
    said = crowd(0, 0.0)
    for stretches in orders(said.labels, said.people, seed, way):
        for stretch in stretches:
            most = np.bincount(said.labels[stretch]).max() / len(stretch)
            assert len(set(said.people[stretch])) == 1
            assert len(set(stretch.tolist())) == len(stretch)
            assert most == pytest.approx({"as they come": 1 / 7, "mostly one": 0.7, "one": 1.0}[way], abs=0.08)


def test_knowing_people_helps_where_they_differ_and_moves_nobody_of_one_emotion() -> None:
    said = crowd(1, 2.2)
    rows = np.arange(len(said.labels))
    figures = known(said, np.unique(said.people, return_inverse=True)[1] % 3, rows, seed=0)
    come, mostly, one = (figures[name]["c"] for name in WAYS)
    assert come["with"] > come["without"] + 0.05
    assert come["gain"]["lo"] > 0
    assert mostly["with"] > mostly["without"] - 0.05
    assert one["with"] == one["without"]


def test_the_gain_is_that_of_the_same_clips_and_its_interval_holds_it() -> None:
    said = crowd(2, 1.0)
    rows = np.arange(len(said.labels))
    right = np.eye(7, dtype=np.float32)[said.labels]
    same, better = (
        worth([(rows, said.odds, logits)], said.labels, said.corpora, said.people)["c"]
        for logits in (said.odds, right)
    )
    assert same["gain"] == {"value": 0, "lo": 0, "hi": 0}
    assert better["with"] == 1
    assert better["gain"]["value"] == pytest.approx(1 - better["without"], abs=1e-3)
    assert better["gain"]["lo"] <= better["gain"]["value"] <= better["gain"]["hi"]
