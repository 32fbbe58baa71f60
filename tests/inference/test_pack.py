"""What crosses a process border arrives as it left, bit for bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from der_server.inference.pack import (
    pack_answers,
    pack_estimates,
    pack_readings,
    pack_steps,
    unpack_answers,
    unpack_estimates,
    unpack_readings,
    unpack_steps,
)
from der_server.models.expert import Estimate, Step, Stepped

pytestmark = pytest.mark.unit

names = st.sampled_from(["face", "body", "mel", "x.y", "嗓音"])
floats = arrays(np.float32, array_shapes(min_dims=1, max_dims=2, min_side=0, max_side=5))
held = st.dictionaries(names, floats, max_size=4)
number = st.floats(allow_nan=False)
estimates = st.builds(
    Estimate, arrays(np.float32, 7), number, st.dictionaries(st.sampled_from(["speech", "body.motion"]), number)
)


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> None:
    assert one.keys() == other.keys()
    for name, value in one.items():
        np.testing.assert_array_equal(value, other[name])
        assert value.dtype == other[name].dtype == np.float32


def alike(one: Estimate, other: Estimate) -> None:
    np.testing.assert_array_equal(one.log_probs, other.log_probs)
    assert (one.quality, dict(one.extra)) == (other.quality, dict(other.extra))


@settings(deadline=None)
@given(st.lists(st.builds(Step, held, held), max_size=5))
def test_steps_arrive_as_they_left(steps: list[Step]) -> None:
    arrived = unpack_steps(pack_steps(steps))
    assert len(arrived) == len(steps)
    for one, other in zip(steps, arrived, strict=True):
        same(dict(one.inputs), dict(other.inputs))
        same(dict(one.states), dict(other.states))


@settings(deadline=None)
@given(st.lists(st.builds(Stepped, st.dictionaries(names, estimates, max_size=3), held), max_size=5))
def test_answers_arrive_as_they_left(answers: list[Stepped]) -> None:
    arrived = unpack_answers(bytearray(pack_answers(answers)))
    assert len(arrived) == len(answers)
    for one, other in zip(answers, arrived, strict=True):
        same(dict(one.states), dict(other.states))
        assert one.estimates.keys() == other.estimates.keys()
        for name in one.estimates:
            alike(one.estimates[name], other.estimates[name])


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(), st.sampled_from(["en", "zh-Hant"]))), st.lists(estimates, max_size=5))
def test_texts_and_what_they_say_arrive_as_they_left(texts: list[tuple[str, str]], read: list[Estimate]) -> None:
    assert unpack_readings(pack_readings(texts)) == texts
    for one, other in zip(read, unpack_estimates(pack_estimates(read)), strict=True):
        alike(one, other)
