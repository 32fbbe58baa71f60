"""Laws of a resting face: nothing leaves 0..1, nothing moves beyond its bound, and calm is what is learnt."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from der_server.emotion.baseline import BOUND, Baseline, log_odds, resting
from der_server.features.face import CHANNELS
from der_server.signals.canonical import FACE

pytestmark = pytest.mark.unit
Floats = NDArray[np.float32]

KNOWN = np.ones(CHANNELS, np.float32)
standards = st.sampled_from(["mediapipe", "arkit", "fb", "custom"])
seeds = st.integers(0, 2**32 - 1)


def some_face(seed: int) -> Floats:
    draw = np.random.default_rng(seed)
    return (draw.random(CHANNELS) ** draw.uniform(0.2, 5)).astype(np.float32)


def at_rest(**levels: float) -> Floats:
    """A browser tracker's face that rests like people at large, but for these."""
    odds = resting("mediapipe").odds
    face = (1 / (1 + np.exp(-odds))).astype(np.float32)
    for name, level in levels.items():
        face[FACE.index(name)] = level
    return face


@given(standards, st.lists(st.tuples(seeds, st.floats(0.01, 100)), max_size=8), seeds)
def test_whatever_was_learnt_a_face_stays_a_face_and_odds_move_within_the_bound(
    standard: str, lessons: list[tuple[int, float]], seed: int
) -> None:
    known = Baseline(standard)
    for lesson, seconds in lessons:
        known = known.learn(some_face(lesson), KNOWN, seconds)
    face = some_face(seed)
    seen = known.relative(face)
    assert seen.dtype == np.float32
    assert ((seen >= 0) & (seen <= 1)).all()
    inside = (face > 0.02) & (face < 0.98) & (seen > 0.02) & (seen < 0.98)
    assert (np.abs(log_odds(seen) - log_odds(face))[inside] <= BOUND + 1e-3).all()
    assert 0 <= known.certainty < 1


@given(standards, seeds, seeds)
def test_nothing_and_everything_stay_what_they_are(standard: str, lesson: int, seed: int) -> None:
    known = Baseline(standard).asked(some_face(lesson), KNOWN)
    ends = (some_face(seed) > 0.5).astype(np.float32)
    assert np.array_equal(known.relative(ends), ends)


@given(standards, seeds)
def test_where_nothing_was_learnt_a_face_is_seen_as_it_is(standard: str, seed: int) -> None:
    face = some_face(seed)
    assert np.allclose(Baseline(standard).relative(face), face, atol=1e-6)


def test_a_mouth_that_rests_low_is_seen_level_after_a_calibration() -> None:
    droops = at_rest(mouthFrownLeft=0.2, mouthFrownRight=0.2)
    known = Baseline("mediapipe").asked(droops, KNOWN)
    left = FACE.index("mouthFrownLeft")
    usual = 1 / (1 + np.exp(-resting("mediapipe").odds[left]))
    assert known.relative(droops)[left] < 0.5 * 0.2
    assert known.relative(droops)[left] >= usual - 1e-3
    assert known.certainty == pytest.approx(0.9)


def test_a_channel_that_was_not_seen_is_not_learnt() -> None:
    half = KNOWN.copy()
    half[FACE.index("jawOpen")] = 0
    known = Baseline("mediapipe").asked(at_rest(jawOpen=0.6), half)
    assert known.relative(at_rest(jawOpen=0.6))[FACE.index("jawOpen")] == pytest.approx(0.6)


def test_a_headset_face_is_never_blown_up() -> None:
    still = np.full(CHANNELS, 0.001, np.float32)
    known = Baseline("fb").asked(still, KNOWN)
    assert np.allclose(known.relative(np.full(CHANNELS, 0.3, np.float32)), 0.3)


def test_what_is_learnt_unasked_counts_for_a_third_at_most_however_long_it_lasts() -> None:
    known = Baseline("mediapipe")
    for _ in range(2000):
        known = known.learn(at_rest(browInnerUp=0.5), KNOWN, 0.5)
    assert known.certainty == pytest.approx(1 / 3, abs=1e-3)


def test_calm_faces_that_disagree_count_less_than_calm_faces_that_agree() -> None:
    agree = disagree = Baseline("mediapipe")
    for turn in range(200):
        agree = agree.learn(at_rest(browInnerUp=0.3), KNOWN, 0.5)
        disagree = disagree.learn(at_rest(browInnerUp=0.02 if turn % 2 else 0.7), KNOWN, 0.5)
    brow = FACE.index("browInnerUp")
    assert disagree.trust[brow] < 0.8 * agree.trust[brow]


def test_a_baseline_follows_slow_drift() -> None:
    known = Baseline("mediapipe")
    for level in (0.1, 0.4):
        for _ in range(400):
            known = known.learn(at_rest(browInnerUp=level), KNOWN, 0.5)
    brow = FACE.index("browInnerUp")
    wanted = log_odds(at_rest(browInnerUp=0.4))[brow] - resting("mediapipe").odds[brow]
    assert known.shift[brow] == pytest.approx(min(wanted, BOUND), abs=0.05)
