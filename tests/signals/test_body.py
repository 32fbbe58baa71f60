"""Any tracker's joints become the canonical body."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.faults import BadDeclaration
from der_server.signals.body import body_reader, skeletons, units_look_wrong
from der_server.signals.canonical import BODY

pytestmark = pytest.mark.unit

standards = st.sampled_from([name for name, _, _ in skeletons()])
NO_ROTATIONS = np.zeros((1, 0, 4), np.float32)


@given(standards, st.integers(0, 2**32 - 1))
def test_joint_order_does_not_matter(standard: str, seed: int) -> None:
    draw = np.random.default_rng(seed)
    straight = body_reader(standard, ())
    order = draw.permutation(straight.count)
    shuffled = body_reader(standard, [straight.names[i] for i in order])
    positions = draw.normal(size=(1, straight.count, 3)).astype(np.float32)
    lost = draw.random((1, straight.count)) < 0.3
    first = straight.read(positions, NO_ROTATIONS, lost)
    second = shuffled.read(positions[:, order], NO_ROTATIONS, lost[:, order])
    np.testing.assert_array_equal(first[0], second[0])
    np.testing.assert_array_equal(first[1], second[1])


def test_a_lost_joint_is_unknown() -> None:
    reader = body_reader("vrm", ())
    lost = np.zeros((1, reader.count), bool)
    lost[0, reader.names.index("head")] = True
    joints, known = reader.read(np.ones((1, reader.count, 3), np.float32), NO_ROTATIONS, lost)
    assert known[0, BODY.index("head")] == 0
    assert known.sum() == len(BODY) - 1
    assert not joints[0, BODY.index("head")].any()


def test_head_and_hands_are_enough() -> None:
    reader = body_reader("vrm", ["head", "leftHand", "RightHand", "leftEye"])
    assert reader.ignored_names == ("leftEye",)
    _, known = reader.read(np.ones((2, 4, 3), np.float32), NO_ROTATIONS, np.zeros((2, 4), bool))
    assert known.sum() == 6


def test_meta_bodies_have_their_own_counts() -> None:
    counts = {name: len(names) for name, names, _ in skeletons()}
    assert counts["fb_body"] == 70
    assert counts["meta_full_body"] == 84


@pytest.mark.parametrize("spelled", ["LeftUpperArm", "UpperArm_L", "left_upper_arm", "leftupperarm"])
def test_bones_are_known_in_every_spelling(spelled: str) -> None:
    reader = body_reader("vrm", [spelled])
    assert BODY[reader.rows[0]] == "leftUpperArm"


def test_short_meta_names_are_known() -> None:
    reader = body_reader("fb_body", ["HEAD", "LEFT_HAND_WRIST", "XR_BODY_JOINT_HIPS_FB"])
    assert [BODY[i] for i in reader.rows] == ["head", "leftHand", "hips"]


def test_unknown_joints_and_standards_are_refused() -> None:
    with pytest.raises(BadDeclaration, match="leftHand"):
        body_reader("vrm", ["lefthnd"])
    with pytest.raises(BadDeclaration, match="vrm"):
        body_reader("kinect", ())
    with pytest.raises(BadDeclaration, match="the same"):
        body_reader("vrm", ["LeftHand", "Hand_L"])


@given(st.integers(0, 2**32 - 1))
def test_centimetres_are_noticed_wherever_the_person_stands(seed: int) -> None:
    draw = np.random.default_rng(seed)
    place = draw.uniform(-500, 500, 3)
    body = np.array([[0, 0.1, 0], [0, 1.6, 0], [0.6, 1.2, 0.1], [-0.5, 1.3, 0.2]]) + place
    assert not units_look_wrong(body.astype(np.float32))
    assert units_look_wrong((body * 100).astype(np.float32))
    assert not units_look_wrong(body[:1].astype(np.float32))


@given(standards, st.integers(0, 2**32 - 1))
def test_a_frame_that_lost_nothing_is_read_alike_beside_one_that_did(standard: str, seed: int) -> None:
    reader = body_reader(standard, ())
    positions = np.random.default_rng(seed).normal(size=(3, reader.count, 3)).astype(np.float32)
    lost = np.zeros((3, reader.count), bool)
    lost[2] = True
    together = reader.read(positions, np.zeros((3, 0, 4), np.float32), lost)
    alone = reader.read(positions[:2], np.zeros((2, 0, 4), np.float32), lost[:2])
    for ours, theirs in zip(alone, together, strict=True):
        assert ours.dtype == theirs.dtype
        np.testing.assert_array_equal(ours, theirs[:2])
