"""Noise is as loud as it says, and lost packets are the share they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.training.noise import PACKET, babble, fan, hardships, lossy, mixed

pytestmark = pytest.mark.unit


@pytest.fixture
def speech() -> np.ndarray:
    times = np.arange(32000) / 16000
    return (0.1 * np.sin(2 * np.pi * 200 * times) * (np.sin(2 * np.pi * times) > 0)).astype(np.float32)


@given(st.floats(-5, 40))
def test_noise_lies_so_many_decibels_below_the_speech(level_db: float) -> None:
    draw = np.random.default_rng(0)
    voice, noise = (draw.normal(0, sd, 16000).astype(np.float32) for sd in (0.05, 3.0))
    added = mixed(voice, noise, level_db) - voice
    measured = 10 * np.log10(np.mean(voice**2) / np.mean(added**2))
    assert measured == pytest.approx(level_db, abs=0.3)


def test_a_fan_is_low_and_steady() -> None:
    noise = fan(16000, np.random.default_rng(1))
    power = np.abs(np.fft.rfft(noise)) ** 2
    assert power[10:100].sum() > 20 * power[1000:8000].sum()


@pytest.mark.parametrize("share", [0.01, 0.05, 0.2])
def test_whole_packets_are_lost(speech: np.ndarray, share: float) -> None:
    long = np.tile(np.abs(speech) + 0.01, 20)
    lost = (lossy(long, share, np.random.default_rng(2)) == 0).reshape(-1, PACKET)
    assert lost.all(1).mean() == pytest.approx(share, abs=0.02)
    assert (lost.all(1) | ~lost.any(1)).all()


def test_every_hardship_keeps_the_length_and_stays_in_range(speech: np.ndarray) -> None:
    every = hardships([speech, speech[::-1].copy()])
    assert len(every) == 10
    assert np.array_equal(every["as recorded"](speech), speech)
    for name, change in every.items():
        harder = change(speech)
        assert harder.shape == speech.shape, name
        assert np.abs(harder).max() <= 1, name
        assert np.array_equal(harder, change(speech)), name  # the same every time
    assert babble(100, [speech], np.random.default_rng(0)).shape == (100,)
