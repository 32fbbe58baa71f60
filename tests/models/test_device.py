"""Nets on a device: filling up and halving change nothing; on a GPU the answers are those of the CPU."""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from der_server.models import device
from der_server.models.device import CLOSE, Runner, bucket, filled
from der_server.models.example import example_step
from der_server.models.lineup import load_lineup

pytestmark = pytest.mark.unit


def double(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return 2 * x + y[:, :1]


def rows(count: int) -> tuple[np.ndarray, np.ndarray]:
    numbers = np.random.default_rng(count)
    return numbers.normal(size=(count, 3)).astype(np.float32), numbers.normal(size=(count, 2)).astype(np.float32)


@given(st.integers(1, 300))
def test_a_bucket_is_the_next_power_of_two(count: int) -> None:
    size = bucket(count)
    assert count <= size < 2 * count
    assert size & (size - 1) == 0


@given(st.integers(1, 40))
def test_filling_up_keeps_everybody_s_row(count: int) -> None:
    given_rows = rows(count)
    whole = filled(given_rows, bucket(count))
    for before, after in zip(given_rows, whole, strict=True):
        assert len(after) == bucket(count)
        np.testing.assert_array_equal(after[:count], before)


@given(st.integers(1, 40), st.integers(1, 10))
def test_a_batch_that_does_not_fit_into_memory_is_halved(count: int, fits: int) -> None:
    sizes = []

    def small(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        sizes.append(len(x))
        if len(x) > fits:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return double(x, y)

    x, y = rows(count)
    np.testing.assert_array_equal(Runner(small, "cpu")(x, y), 2 * x + y[:, :1])
    assert min(sizes) <= fits


def test_one_person_who_does_not_fit_is_an_error() -> None:
    def never(x: torch.Tensor) -> torch.Tensor:
        raise torch.OutOfMemoryError("CUDA out of memory.")

    with pytest.raises(torch.OutOfMemoryError):
        Runner(never, "cpu")(np.zeros((1, 2), np.float32))


def test_lanes_take_turns_at_the_buffers_of_a_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two lanes in one process share the nets: what one person sent must never be answered to another."""

    class Shared:
        def __init__(self, function: object, arrays: list[np.ndarray], device: object, *, half: bool) -> None:
            self.buffer = np.empty_like(arrays[0])

        def run(self, arrays: list[np.ndarray]) -> np.ndarray:
            self.buffer[:] = arrays[0]
            time.sleep(0.001)  # another lane would write here
            return self.buffer.copy()

    monkeypatch.setattr(device, "_Graph", Shared)
    run = Runner(double, "cuda")
    asked = [np.full((4, 2), i, np.float32) for i in range(60)]
    with ThreadPoolExecutor(4) as lanes:
        for own, answer in zip(asked, lanes.map(run, asked), strict=True):
            np.testing.assert_array_equal(answer, own)


gpu = pytest.mark.skipif(not torch.cuda.is_available(), reason="skipped: no CUDA GPU here")


@gpu
@pytest.mark.parametrize("count", [1, 3, 8, 50])
def test_on_a_gpu_the_line_up_says_what_it_says_on_the_cpu(count: int) -> None:
    steps = [example_step(seed) for seed in range(count)]
    here, there = load_lineup().run(steps), load_lineup(device="cuda").run(steps)
    for one, other in zip(here, there, strict=True):
        for name, estimate in one.estimates.items():
            np.testing.assert_allclose(other.estimates[name].log_probs, estimate.log_probs, atol=2 * CLOSE)
        for name, state in one.states.items():
            np.testing.assert_allclose(other.states[name], state, atol=1e-3)


@gpu
def test_a_recorded_graph_answers_smaller_batches_too() -> None:
    run = Runner(double, "cuda")
    for count in (8, 5, 7, 8):
        x, y = rows(count)
        np.testing.assert_allclose(run(x, y), 2 * x + y[:, :1], atol=CLOSE)
