"""A personal layer learns from what it is told, and nobody can push it past its bounds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from der_server.emotion.feeling import Witness
from der_server.emotion.fusion import fuse, pulls_of, shipped_params
from der_server.emotion.layer import BOUNDS, LABELS, OBSERVER, WITNESSES, Layer, Lesson, leaning, learnt
from der_server.labels import EMOTIONS, MODALITIES

pytestmark = pytest.mark.unit
seeds = st.integers(0, 2**32 - 1)


def a_lesson(seed: int, scale: float = 3.0, weight: float = 1.0) -> Lesson:
    draw = np.random.default_rng(seed)
    pulls = draw.normal(0, scale, (WITNESSES, LABELS))
    return Lesson(pulls, draw.dirichlet(np.ones(LABELS)), weight)


def told(label: str, weight: float = 1.0) -> Lesson:
    """A face that speaks for sadness, of somebody who says it was `label`."""
    pulls = np.zeros((WITNESSES, LABELS))
    pulls[MODALITIES.index("face"), EMOTIONS.index("sadness")] = 1.0
    return Lesson(pulls, np.eye(LABELS)[EMOTIONS.index(label)], weight)


@settings(deadline=None)
@given(st.lists(st.tuples(seeds, st.floats(0.01, 1e3)), max_size=40), st.floats(0, 1))
def test_no_stream_of_feedback_moves_it_past_its_bounds(stream: list[tuple[int, float]], weight: float) -> None:
    layer = learnt(Layer(), [a_lesson(seed, scale, weight) for seed, scale in stream])
    assert (np.abs(layer.theta) <= BOUNDS).all()
    assert (layer.precision >= Layer().precision).all()
    assert layer.probs(a_lesson(1).pulls).sum() == pytest.approx(1)


def test_the_same_lie_a_thousand_times_ends_at_the_bound() -> None:
    layer = learnt(Layer(), [told("fear")] * 1000)
    assert (np.abs(layer.theta) <= BOUNDS).all()
    odds = np.exp(layer.bias[EMOTIONS.index("fear")])
    assert odds <= np.exp(1.5) + 1e-9


def test_what_is_told_becomes_likelier_and_an_observer_counts_less() -> None:
    lesson = told("neutral")
    neutral = EMOTIONS.index("neutral")
    before = Layer().probs(lesson.pulls)[neutral]
    by_person = Layer().learn(lesson).probs(lesson.pulls)[neutral]
    by_observer = Layer().learn(told("neutral", OBSERVER)).probs(lesson.pulls)[neutral]
    assert before < by_observer < by_person


def test_a_modality_that_misleads_this_person_comes_to_count_less() -> None:
    draw = np.random.default_rng(0)
    layer = Layer()
    face, text = MODALITIES.index("face"), MODALITIES.index("text")
    for _ in range(60):
        truth, lie = draw.integers(LABELS), draw.integers(LABELS)
        pulls = np.zeros((WITNESSES, LABELS))
        pulls[text, truth], pulls[face, lie] = 1.5, 1.5
        layer = layer.learn(Lesson(pulls, np.eye(LABELS)[truth]))
    assert layer.gains[face] < 0.8
    assert layer.gains[text] > layer.gains[face]


@given(seeds)
def test_an_untouched_layer_changes_nothing(seed: int) -> None:
    draw = np.random.default_rng(seed)
    words = [
        Witness(m, np.log(draw.dirichlet(np.ones(LABELS))).astype(np.float32), float(draw.random()), 1_000_000)
        for m in MODALITIES[: int(draw.integers(0, 6))]
    ]
    plain, personal = (fuse(words, 1_200_000, shipped_params(), layer) for layer in (None, Layer()))
    assert np.allclose(plain.probs, personal.probs, atol=1e-6)
    assert plain.freshness == personal.freshness
    assert {m: e.weight for m, e in plain.evidence.items()} == pytest.approx(
        {m: e.weight for m, e in personal.evidence.items()}
    )


def test_a_layer_says_nothing_where_the_evidence_has_aged_away() -> None:
    layer = learnt(Layer(), [told("fear")] * 1000)
    word = Witness("face", np.log(np.full(LABELS, 1 / LABELS)).astype(np.float32), 1.0, 1_000_000)
    fear = EMOTIONS.index("fear")
    assert fuse([word], 1_000_000, shipped_params(), layer).probs[fear] > 0.3
    assert fuse([word], 60_000_000, shipped_params(), layer).probs[fear] == pytest.approx(1 / LABELS, abs=1e-3)
    assert fuse([], 1_000_000, shipped_params(), layer).probs[fear] == pytest.approx(1 / LABELS)


@given(seeds)
def test_what_fusion_says_through_a_layer_is_what_the_layer_says_of_its_pulls(seed: int) -> None:
    draw = np.random.default_rng(seed)
    layer = learnt(Layer(), [a_lesson(seed + 1), told("joy"), told("fear", 0.5)])
    words = [
        Witness(
            m, np.log(draw.dirichlet(np.ones(LABELS))).astype(np.float32), 0.5 + float(draw.random()) / 2, 1_000_000
        )
        for m in MODALITIES[: int(draw.integers(1, 6))]
    ]
    pulls = pulls_of(words, 1_000_000, shipped_params())
    assert np.allclose(fuse(words, 1_000_000, shipped_params(), layer).probs, layer.probs(pulls), atol=1e-5)


def test_one_bit_is_kept_and_leans_the_same_way() -> None:
    for label, lean in (("neutral", 1), ("sadness", -1)):
        layer = learnt(Layer(), [told(label)] * 8)
        assert layer.lean == lean
        again = leaning(layer.lean)
        assert again.lean == lean
        assert np.count_nonzero(again.theta) == 1
    assert not leaning(0).touched
