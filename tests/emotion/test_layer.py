"""A personal layer learns from what it is told, and nobody can push it past its bounds."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from der_server.emotion.feeling import Witness
from der_server.emotion.fusion import fuse, shipped_params
from der_server.emotion.layer import BOUNDS, LABELS, OBSERVER, WITNESSES, Layer, Lesson, layer_of, learnt
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


@given(st.lists(seeds, max_size=10))
def test_what_is_kept_reads_back_as_it_was_written(stream: list[int]) -> None:
    kept = learnt(Layer(), [a_lesson(seed) for seed in stream]).as_dict()
    assert layer_of(json.loads(json.dumps(kept))).as_dict() == kept


DAMAGED = (
    {},
    {"theta": [0.0] * 3, "precision": [1] * 13},
    {"theta": [float("nan")] * 13, "precision": [1] * 13},
    {"theta": "x"},
)


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_damaged_layer_is_refused(damaged: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="number"):
        layer_of(damaged)
