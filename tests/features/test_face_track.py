"""One face over time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from der_server.features.face import CHANNELS, FROZEN_S, FaceTrack, face_input

pytestmark = pytest.mark.unit
unit = st.floats(0, 1, width=32)
faces = arrays(np.float32, CHANNELS, elements=unit)
ALL = np.ones(CHANNELS, np.float32)


def steady(value: np.ndarray, rate_hz: int, seconds: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Frames that hold `value` for a while, after the moment 0."""
    n = round(rate_hz * seconds)
    times = (np.arange(1, n + 1) * seconds * 1e6 / n).astype(np.int64)
    return times, np.repeat(value[None], n, 0), np.ones((n, CHANNELS), np.float32)


def started(value: np.ndarray) -> FaceTrack:
    return FaceTrack.starting(np.zeros(1, np.int64), value[None], ALL[None])


@given(faces, faces, st.sampled_from([30, 72, 90]), st.sampled_from([0.1, 0.5]))
def test_frame_rate_does_not_matter(before: np.ndarray, after: np.ndarray, rate_hz: int, seconds: float) -> None:
    slow = started(before).absorb(*steady(after, 10, seconds))
    fast = started(before).absorb(*steady(after, rate_hz, seconds))
    np.testing.assert_allclose(fast.values(), slow.values(), atol=1e-4)


@given(faces, arrays(np.float32, (7, CHANNELS), elements=unit), st.integers(1, 6))
def test_how_frames_are_packed_into_messages_does_not_matter(
    before: np.ndarray, frames: np.ndarray, cut: int
) -> None:
    times, known = np.arange(1, 8) * 13_889, np.ones_like(frames)
    once = started(before).absorb(times, frames, known)
    twice = started(before).absorb(times[:cut], frames[:cut], known[:cut])
    twice = twice.absorb(times[cut:], frames[cut:], known[cut:])
    np.testing.assert_array_equal(twice.input_at(100_000), once.input_at(100_000))
    assert twice.changed_us == once.changed_us


def test_a_half_life_halves_the_way() -> None:
    track = started(np.zeros(CHANNELS, np.float32)).absorb(*steady(ALL, 25, 0.08))
    np.testing.assert_allclose(track.values(), 0.5, atol=1e-5)


def test_a_first_frame_counts_in_full() -> None:
    value = np.linspace(0, 1, CHANNELS, dtype=np.float32)
    np.testing.assert_allclose(started(value).input_at(0), face_input(value, ALL), atol=1e-6)


def test_what_is_not_tracked_neither_moves_nor_is_known() -> None:
    known = ALL.copy()
    known[3] = 0
    track = FaceTrack.starting(np.zeros(1, np.int64), ALL[None], known[None])
    face = track.input_at(0)
    assert face[3] == 0
    assert face[CHANNELS + 3] == 0
    assert face[CHANNELS + 4] == 1


def test_an_unseen_channel_keeps_its_value_while_its_trust_fades() -> None:
    lost = np.ones((5, CHANNELS), np.float32)
    lost[:, 0] = 0
    frames = np.tile(np.linspace(0.2, 0.4, 5, dtype=np.float32)[:, None], (1, CHANNELS))
    track = started(ALL).absorb(np.arange(1, 6) * 20_000, frames, lost)
    assert track.values()[0] == pytest.approx(1)
    assert track.known_at(100_000)[0] < 0.5


def test_known_fades_when_frames_stop() -> None:
    track = started(ALL)
    assert track.known_at(500_000) == pytest.approx(0.5)
    assert track.known_at(10_000_000).max() < 1e-5


@pytest.mark.parametrize("held", [0.0, 0.3])
def test_a_vector_repeated_for_over_a_second_is_no_data(held: float) -> None:
    value = np.full(CHANNELS, held, np.float32)
    track = started(value).absorb(*steady(value, 72, FROZEN_S + 0.1))
    assert track.frozen
    assert not track.input_at(track.time_us)[CHANNELS:].any()
    moved = track.absorb(np.array([1_200_000]), value[None] + np.float32(1e-3), ALL[None])
    assert not moved.frozen
    assert moved.input_at(moved.time_us)[CHANNELS:].min() > 0


def test_a_living_face_is_not_frozen() -> None:
    rng = np.random.default_rng(0)
    frames = rng.random((144, CHANNELS), np.float32)
    track = started(ALL).absorb(np.arange(1, 145) * 13_889, frames, np.ones_like(frames))
    assert not track.frozen


@given(
    arrays(np.float32, (4, CHANNELS), elements=unit),
    st.lists(st.integers(-(10**6), 10**6), min_size=4, max_size=4),
)
def test_time_going_back_stops_at_the_newest(frames: np.ndarray, times: list[int]) -> None:
    track = started(frames[0]).absorb(np.array(times, np.int64), frames, np.ones_like(frames))
    face = track.input_at(track.time_us)
    assert np.isfinite(face).all()
    assert face.min() >= 0
    assert face.max() <= 1
    assert track.time_us >= 0


@given(faces, faces)
def test_an_input_is_within_bounds_and_hides_what_is_unknown(values: np.ndarray, known: np.ndarray) -> None:
    face = face_input(values, known)
    assert face.dtype == np.float32
    assert face.shape == (2 * CHANNELS,)
    assert not face[:CHANNELS][known == 0].any()
