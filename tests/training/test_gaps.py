"""What a face loses through a headset's gaps is measured on the same face."""

import numpy as np
import pytest

from der_server.features.face import CHANNELS
from der_server.signals.canonical import FACE
from der_server.training.gaps import hardships, known_through

pytestmark = pytest.mark.unit


@pytest.fixture
def face() -> np.ndarray:
    values = np.random.default_rng(0).random((20, CHANNELS)).astype(np.float32)
    return np.concatenate([values, np.ones_like(values)], 1)


def test_a_standard_knows_what_its_table_names() -> None:
    assert known_through("arkit")[FACE.index("tongueOut")]
    assert not known_through("mediapipe")[FACE.index("noseSneerLeft")]


def test_every_hardship_leaves_a_face_a_face(face: np.ndarray) -> None:
    for name, change in hardships().items():
        harder = change(face)
        assert harder.shape == face.shape, name
        assert harder.min() >= 0, name
        assert harder.max() <= 1, name
        unknown = harder[:, CHANNELS:] == 0
        assert not harder[:, :CHANNELS][unknown].any(), name


def test_gaps_hide_and_noise_does_not(face: np.ndarray) -> None:
    every = hardships()
    assert np.array_equal(every["as recorded"](face), face)
    upper = every["upper face lost"](face)
    assert upper[0, CHANNELS + FACE.index("browInnerUp")] == 0
    assert upper[0, CHANNELS + FACE.index("jawOpen")] == 1
    noisy = every["noise of 0.05"](face)
    assert np.array_equal(noisy[:, CHANNELS:], face[:, CHANNELS:])
    assert not np.array_equal(noisy, face)
