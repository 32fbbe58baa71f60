"""Figures and their intervals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from der_server.training import metrics

pytestmark = pytest.mark.unit
pairs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60)


@settings(deadline=None)  # scikit-learn's first import is slow
@given(pairs)
def test_figures_agree_with_scikit_learn(items: list[tuple[int, int]]) -> None:
    sk = pytest.importorskip("sklearn.metrics")
    truth, guess = np.array(items).T
    table = metrics.confusion(truth, guess, 5)
    there = np.unique(truth)
    assert metrics.accuracy(table) == pytest.approx(sk.accuracy_score(truth, guess))
    assert metrics.uar(table) == pytest.approx(
        sk.recall_score(truth, guess, average="macro", labels=there, zero_division=0)
    )
    assert metrics.macro_f1(table) == pytest.approx(
        sk.f1_score(truth, guess, average="macro", labels=there, zero_division=0)
    )


@given(pairs, st.booleans())
def test_an_interval_holds_its_figure_s_range(items: list[tuple[int, int]], by_people: bool) -> None:
    truth, guess = np.array(items).T
    people = np.arange(len(truth)) % 6 if by_people and len(truth) > 6 else None
    drawn = metrics.bootstrap(truth, guess, 5, people, resamples=50)
    found = metrics.interval(metrics.accuracy, metrics.confusion(truth, guess, 5), drawn)
    assert 0 <= found.lo <= found.hi <= 1


def test_a_bootstrap_over_items_has_the_binomial_spread() -> None:
    truth, guess = np.zeros(400, np.int64), np.r_[np.zeros(300, np.int64), np.ones(100, np.int64)]
    drawn = metrics.accuracy(metrics.bootstrap(truth, guess, 2, resamples=4000))
    assert drawn.mean() == pytest.approx(0.75, abs=0.003)
    assert drawn.std() == pytest.approx((0.75 * 0.25 / 400) ** 0.5, rel=0.06)


def test_people_who_are_alike_within_widen_the_interval() -> None:
    people = np.repeat(np.arange(10), 40)
    truth, guess = np.zeros(400, np.int64), (people % 2).astype(np.int64)
    by_item = metrics.accuracy(metrics.bootstrap(truth, guess, 2)).std()
    by_person = metrics.accuracy(metrics.bootstrap(truth, guess, 2, people)).std()
    assert by_person > 4 * by_item


def test_with_fewer_than_five_people_items_are_drawn() -> None:
    people = np.repeat(np.arange(4), 25)
    truth, guess = np.zeros(100, np.int64), (people % 2).astype(np.int64)
    np.testing.assert_array_equal(metrics.bootstrap(truth, guess, 2, people), metrics.bootstrap(truth, guess, 2))


def test_a_gap_without_bins_sees_too_much_confidence_and_hardly_minds_few_items() -> None:
    draw = np.random.default_rng(0)
    sure = draw.uniform(0.5, 1, 150)
    probs = np.stack([sure, 1 - sure], 1)
    truth = (draw.random(150) > sure).astype(np.int64)
    honest = metrics.ks_calibration_error(truth, probs)
    assert honest < metrics.calibration_error(truth, probs)
    boastful = metrics.ks_calibration_error(np.ones(150, np.int64), probs)
    assert boastful == pytest.approx(sure.mean())


def test_a_bootstrap_is_the_same_every_time() -> None:
    truth, guess = np.array([0, 1, 1, 0, 1]), np.array([0, 1, 0, 0, 1])
    np.testing.assert_array_equal(
        metrics.bootstrap(truth, guess, 2, seed=3), metrics.bootstrap(truth, guess, 2, seed=3)
    )


def test_honest_confidence_has_no_calibration_error_and_boasting_has() -> None:
    truth = np.array([0, 0, 0, 1])
    honest = np.tile([0.75, 0.25], (4, 1))
    boasting = np.tile([0.99, 0.01], (4, 1))
    assert metrics.calibration_error(truth, honest) == pytest.approx(0)
    assert metrics.calibration_error(truth, boasting) == pytest.approx(0.24)
    assert sum(share for _, _, share in metrics.reliability(truth, boasting)) == pytest.approx(1)


def test_the_temperature_undoes_a_known_sharpening() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(4000, 3))
    probs = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    truth = np.array([rng.choice(3, p=p) for p in probs])
    assert metrics.best_temperature(2.5 * logits, truth) == pytest.approx(2.5, rel=0.1)


def test_leaving_out_the_unsure_helps_where_confidence_means_something() -> None:
    truth = np.zeros(10, np.int64)
    probs = np.array([[0.9, 0.1]] * 8 + [[0.4, 0.6]] * 2)
    assert metrics.accuracy_at(truth, probs, 1.0) == pytest.approx(0.8)
    assert metrics.accuracy_at(truth, probs, 0.8) == pytest.approx(1.0)


def test_several_labels_at_once_have_an_interval_around_their_mean_f1() -> None:
    draw = np.random.default_rng(0)
    truth = draw.random((400, 3)) < 0.3
    said = np.where(draw.random((400, 3)) < 0.8, truth, ~truth)
    found = metrics.macro_f1_of_labels(truth, said)
    by_hand = [2 * (t & s).sum() / (t.sum() + s.sum()) for t, s in zip(truth.T, said.T, strict=True)]
    assert found.value == pytest.approx(np.mean(by_hand))
    assert found.lo < found.value < found.hi
    assert metrics.macro_f1_of_labels(truth, truth).lo == 1
