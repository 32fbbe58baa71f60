"""How a body was held and moved: laws of the window and its cues."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from der_server.features.body import NAMES, RATE_HZ, SIZE, BodyWindow, body_input
from der_server.features.body_cues import CUES
from der_server.signals.canonical import BODY

pytestmark = pytest.mark.unit

Floats = NDArray[np.float32]
Times = NDArray[np.int64]

LEFT_OUT = [i for i, name in enumerate(BODY) if name not in {"head", "leftHand", "rightHand"}]
REST = {
    "hips": (0, 0.95, 0), "spine": (0, 1.05, 0), "chest": (0, 1.15, 0), "upperChest": (0, 1.25, 0),
    "neck": (0, 1.4, 0), "head": (0, 1.55, -0.03),
    "leftShoulder": (-0.06, 1.36, 0), "leftUpperArm": (-0.17, 1.35, 0), "leftLowerArm": (-0.2, 1.07, 0),
    "leftHand": (-0.22, 0.85, -0.1), "rightShoulder": (0.06, 1.36, 0), "rightUpperArm": (0.17, 1.35, 0),
    "rightLowerArm": (0.2, 1.07, 0), "rightHand": (0.22, 0.85, -0.1),
    "leftUpperLeg": (-0.09, 0.9, 0), "leftLowerLeg": (-0.1, 0.5, -0.02), "leftFoot": (-0.1, 0.08, 0),
    "rightUpperLeg": (0.09, 0.9, 0), "rightLowerLeg": (0.1, 0.5, -0.02), "rightFoot": (0.1, 0.08, 0),
}  # fmt: skip
"""A standing adult facing -Z, metres."""


def standing(rate_hz: float = 30, seconds: float = 3, sway_m: float = 0.05) -> tuple[Times, Floats, Floats]:
    """Someone who waves the right hand slowly and sways; smooth, so that any frame rate can show it."""
    times_us = np.round(np.arange(round(seconds * rate_hz) + 1) / rate_hz * 1e6).astype(np.int64)
    t = times_us / 1e6
    joints = np.tile(np.array([REST[name] for name in BODY]), (len(t), 1, 1))
    joints[:, :, 0] += sway_m * np.sin(2 * t)[:, None] * joints[:, :, 1]
    hand = BODY.index("rightHand")
    joints[:, hand, 1] += 0.3 + 0.3 * np.sin(3 * t)
    joints[:, hand, 2] -= 0.2 * np.cos(3 * t)
    return times_us, joints.astype(np.float32), np.ones((len(t), len(BODY)), np.float32)


def read(times_us: Times, joints: Floats, known: Floats) -> Floats:
    found = body_input(times_us, joints, known)
    assert found is not None
    return found


def cue(read_out: Floats, name: str, stat: str = "mean") -> float:
    return float(read_out[NAMES.index(f"{name}.{stat}")])


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25)
def test_whatever_comes_in_finite_numbers_and_a_mask_come_out(seed: int) -> None:
    draw = np.random.default_rng(seed)
    n = int(draw.integers(2, 300))
    times_us = np.cumsum(draw.integers(1, 200_000, n)).astype(np.int64)
    joints = (draw.normal(size=(n, 20, 3)) * 10 ** draw.uniform(-6, 3)).astype(np.float32)
    known = (draw.random((n, 20)) < draw.random()).astype(np.float32)
    found = body_input(times_us, joints, known)
    assert (found is None) == (times_us[-1] - times_us[0] < 1_000_000)
    if found is not None:
        assert found.shape == (SIZE,)
        assert found.dtype == np.float32
        assert np.isfinite(found).all()
        mask = found[len(NAMES) :]
        assert ((mask >= 0) & (mask <= 1)).all()
        assert not found[: len(NAMES)].reshape(-1, len(CUES))[:, mask == 0].any()


@given(st.floats(-np.pi, np.pi), st.floats(-50, 50), st.floats(-50, 50))
@settings(max_examples=25)
def test_place_and_heading_do_not_matter(yaw: float, x: float, z: float) -> None:
    times_us, joints, known = standing()
    turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    moved = (joints @ turn.T + [x, 0, z]).astype(np.float32)
    np.testing.assert_allclose(read(times_us, moved, known), read(times_us, joints, known), atol=0.02)


@given(st.floats(0.6, 1.5))
@settings(max_examples=25)
def test_the_size_of_a_person_does_not_matter(scale: float) -> None:
    times_us, joints, known = standing()
    grown = (joints * scale).astype(np.float32)
    np.testing.assert_allclose(read(times_us, grown, known), read(times_us, joints, known), atol=0.01)


def test_a_mirror_image_reads_the_same() -> None:
    times_us, joints, known = standing()
    swap = [BODY.index(_twin(name)) for name in BODY]
    mirrored = (joints * np.array([-1, 1, 1]))[:, swap].astype(np.float32)
    np.testing.assert_allclose(read(times_us, mirrored, known), read(times_us, joints, known), atol=1e-3)


def _twin(name: str) -> str:
    if name.startswith("left"):
        return "right" + name.removeprefix("left")
    return "left" + name.removeprefix("right") if name.startswith("right") else name


@pytest.mark.parametrize("rate_hz", [30, 60, 72, 90])
def test_frame_rate_does_not_matter(rate_hz: float) -> None:
    slow, fast = read(*standing(RATE_HZ)), read(*standing(rate_hz))
    np.testing.assert_allclose(fast, slow, atol=0.05)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25)
def test_a_stream_reads_as_the_recording_does(seed: int) -> None:
    draw = np.random.default_rng(seed)
    times_us, joints, known = standing(72, 5)
    known[draw.random(known.shape) < 0.05] = 0
    window, at = BodyWindow(), 0
    while at < len(times_us):
        to = at + int(draw.integers(1, 8))
        window.absorb(times_us[at:to], joints[at:to], known[at:to])
        at = to
    streamed = window.input_at(int(times_us[-1]))
    assert streamed is not None
    np.testing.assert_array_equal(streamed, read(times_us, joints, known))


def test_head_and_hands_alone_give_the_part_that_needs_no_more() -> None:
    times_us, joints, known = standing()
    known[:, LEFT_OUT] = 0
    found = read(times_us, joints, known)
    sure = {name for name, value in zip(CUES, found[len(NAMES) :], strict=True) if value > 0}
    assert {"hand_height.more", "hand_from_head.less", "hands_apart", "hand_speed.more", "head_speed"} <= sure
    assert not sure & {"trunk_lean", "head_pitch", "volume", "knee_stretch.more"}


def test_what_is_not_tracked_does_not_leak_in() -> None:
    times_us, joints, known = standing()
    known[:, LEFT_OUT] = 0
    wild = joints.copy()
    wild[:, LEFT_OUT] = np.random.default_rng(0).normal(size=(len(joints), len(LEFT_OUT), 3)) * 100
    np.testing.assert_array_equal(read(times_us, wild, known), read(times_us, joints, known))


def test_a_short_gap_of_a_joint_is_bridged() -> None:
    times_us, joints, known = standing()
    hand = BODY.index("rightHand")
    gone = known.copy()
    gone[40:44, hand] = 0
    holed = joints.copy()
    holed[40:44, hand] = 0
    whole, patched = read(times_us, joints, known), read(times_us, holed, gone)
    assert cue(patched, "hand_height.more") == pytest.approx(cue(whole, "hand_height.more"), abs=0.05)
    assert patched[len(NAMES) + CUES.index("hands_apart")] == pytest.approx(0.96, abs=0.03)


def test_leaning_forward_reads_as_leaning_forward() -> None:
    times_us, joints, known = standing(sway_m=0)
    joints[:, :, 2] -= 0.4 * np.maximum(joints[:, :, 1] - 0.95, 0)
    assert cue(read(times_us, joints, known), "trunk_lean") > 0.3
    joints[:, :, 2] += 0.8 * np.maximum(joints[:, :, 1] - 0.95, 0)
    assert cue(read(times_us, joints, known), "trunk_lean") < -0.3


def test_faster_hands_read_as_faster() -> None:
    times_us, joints, known = standing()
    slow = read(times_us, joints, known)
    assert cue(slow, "hand_speed.more") < cue(read(times_us // 2, joints, known)[:SIZE], "hand_speed.more")


def test_a_window_that_is_too_short_or_stale_says_nothing() -> None:
    times_us, joints, known = standing()
    window = BodyWindow()
    assert window.input_at(0) is None
    window.absorb(times_us[:20], joints[:20], known[:20])
    assert window.input_at(int(times_us[19])) is None
    window.absorb(times_us[20:], joints[20:], known[20:])
    end_us = int(times_us[-1])
    assert window.input_at(end_us) is not None
    assert window.input_at(end_us + 1_500_000) is None


def test_an_unseen_body_says_nothing() -> None:
    times_us, joints, known = standing()
    window = BodyWindow()
    window.absorb(times_us, joints, np.zeros_like(known))
    assert window.input_at(int(times_us[-1])) is None


def test_frames_that_come_twice_or_late_are_left_out() -> None:
    times_us, joints, known = standing()
    once, twice = BodyWindow(), BodyWindow()
    once.absorb(times_us, joints, known)
    twice.absorb(times_us, joints, known)
    twice.absorb(times_us[10:20], joints[10:20] + 5, known[10:20])
    end_us = int(times_us[-1])
    first, second = once.input_at(end_us), twice.input_at(end_us)
    assert first is not None
    assert second is not None
    np.testing.assert_array_equal(first, second)


def test_a_new_window_begins_after_a_break() -> None:
    times_us, joints, known = standing()
    late = np.where(np.arange(len(times_us)) < 60, times_us, times_us + 1_500_000)
    assert body_input(late[:75], joints[:75], known[:75]) is None
    early = np.where(np.arange(len(times_us)) < 30, times_us, times_us + 1_500_000)
    np.testing.assert_array_equal(read(early, joints, known), read(early[30:], joints[30:], known[30:]))


@given(st.lists(st.lists(st.integers(0, 40), max_size=4), max_size=8))
def test_a_window_keeps_each_moment_once_and_in_order(messages: list[list[int]]) -> None:
    window, newest = BodyWindow(), -1
    kept: list[int] = []
    for times in messages:
        joints = np.array(times, np.float32)[:, None, None] * np.ones((1, len(BODY), 3), np.float32)
        window.absorb(np.array(times, np.int64), joints, np.ones((len(times), len(BODY)), np.float32))
        for time in times:
            if time > newest:
                newest, kept = time, [*kept, time]
    assert [float(place) for joints in window.held()[::2] for place in joints[:, 0, 0]] == kept
