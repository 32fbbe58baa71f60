"""Golden poses: the same person in every skeleton, the right hand up, gives the same canonical body."""

import numpy as np
import pytest

from der_server.features.body import body_input
from der_server.session.arrival import BodyFrames, Flags, Floats
from der_server.session.refusals import Refusals
from der_server.session.senses import BodySense
from der_server.session.start import Source
from der_server.signals.body import BodyReader, body_reader, looks_swapped, standards
from der_server.signals.canonical import BODY

pytestmark = pytest.mark.unit

POSE = {
    "hips": (0.0, 0.95, 0.0), "head": (0.0, 1.6, 0.0), "neck": (0.0, 1.42, 0.0),
    "leftUpperArm": (-0.18, 1.42, 0.0), "rightUpperArm": (0.18, 1.42, 0.0),
    "leftHand": (-0.22, 0.85, -0.05), "rightHand": (0.3, 1.9, -0.1),
    "leftUpperLeg": (-0.09, 0.95, 0.0), "rightUpperLeg": (0.09, 0.95, 0.0),
    "leftFoot": (-0.1, 0.08, 0.0), "rightFoot": (0.1, 0.08, 0.0),
}  # fmt: skip
"""Metres, OpenXR space, facing -Z; left is -X. Toes and nose lie in front, at -Z."""
TOES = {"left": (-0.1, 0.02, -0.15), "right": (0.1, 0.02, -0.15)}

THEIRS = {
    "vrm": {name: name for name in POSE},
    "unity": {name: name[0].upper() + name[1:] for name in POSE},
    "fb_body": {
        "hips": "XR_BODY_JOINT_HIPS_FB", "head": "XR_BODY_JOINT_HEAD_FB", "neck": "XR_BODY_JOINT_NECK_FB",
        "leftUpperArm": "XR_BODY_JOINT_LEFT_ARM_UPPER_FB", "rightUpperArm": "XR_BODY_JOINT_RIGHT_ARM_UPPER_FB",
        "leftHand": "XR_BODY_JOINT_LEFT_HAND_WRIST_FB", "rightHand": "XR_BODY_JOINT_RIGHT_HAND_WRIST_FB",
    },
    "meta_full_body": {
        "hips": "XR_FULL_BODY_JOINT_HIPS_META", "head": "XR_FULL_BODY_JOINT_HEAD_META",
        "leftUpperArm": "XR_FULL_BODY_JOINT_LEFT_ARM_UPPER_META",
        "rightUpperArm": "XR_FULL_BODY_JOINT_RIGHT_ARM_UPPER_META",
        "leftHand": "XR_FULL_BODY_JOINT_LEFT_HAND_WRIST_META",
        "rightHand": "XR_FULL_BODY_JOINT_RIGHT_HAND_WRIST_META",
        "leftFoot": "XR_FULL_BODY_JOINT_LEFT_FOOT_ANKLE_META",
        "rightFoot": "XR_FULL_BODY_JOINT_RIGHT_FOOT_ANKLE_META",
    },
    "htc_body": {
        "hips": "XR_BODY_JOINT_PELVIS_HTC", "head": "XR_BODY_JOINT_HEAD_HTC",
        "leftUpperArm": "XR_BODY_JOINT_LEFT_ARM_HTC", "rightUpperArm": "XR_BODY_JOINT_RIGHT_ARM_HTC",
        "leftHand": "XR_BODY_JOINT_LEFT_WRIST_HTC", "rightHand": "XR_BODY_JOINT_RIGHT_WRIST_HTC",
        "leftUpperLeg": "XR_BODY_JOINT_LEFT_HIP_HTC", "rightUpperLeg": "XR_BODY_JOINT_RIGHT_HIP_HTC",
        "leftFoot": "XR_BODY_JOINT_LEFT_ANKLE_HTC", "rightFoot": "XR_BODY_JOINT_RIGHT_ANKLE_HTC",
    },
    "bd_body": {
        "hips": "XR_BODY_JOINT_PELVIS_BD", "head": "XR_BODY_JOINT_HEAD_BD",
        "leftUpperArm": "XR_BODY_JOINT_LEFT_SHOULDER_BD", "rightUpperArm": "XR_BODY_JOINT_RIGHT_SHOULDER_BD",
        "leftHand": "XR_BODY_JOINT_LEFT_WRIST_BD", "rightHand": "XR_BODY_JOINT_RIGHT_WRIST_BD",
        "leftUpperLeg": "XR_BODY_JOINT_LEFT_HIP_BD", "rightUpperLeg": "XR_BODY_JOINT_RIGHT_HIP_BD",
        "leftFoot": "XR_BODY_JOINT_LEFT_ANKLE_BD", "rightFoot": "XR_BODY_JOINT_RIGHT_ANKLE_BD",
    },
    "mixamo": {
        "hips": "Hips", "head": "Head", "neck": "Neck", "leftUpperArm": "LeftArm", "rightUpperArm": "RightArm",
        "leftHand": "LeftHand", "rightHand": "RightHand", "leftUpperLeg": "LeftUpLeg", "rightUpperLeg": "RightUpLeg",
        "leftFoot": "LeftFoot", "rightFoot": "RightFoot",
    },
    "mediapipe_pose": {
        "leftUpperArm": "LEFT_SHOULDER", "rightUpperArm": "RIGHT_SHOULDER", "leftHand": "LEFT_WRIST",
        "rightHand": "RIGHT_WRIST", "leftUpperLeg": "LEFT_HIP", "rightUpperLeg": "RIGHT_HIP",
        "leftFoot": "LEFT_ANKLE", "rightFoot": "RIGHT_ANKLE",
    },
}  # fmt: skip
FRONT = {
    "vrm": {"leftToes": TOES["left"], "rightToes": TOES["right"]},
    "unity": {"LeftToes": TOES["left"], "RightToes": TOES["right"]},
    "mixamo": {"LeftToeBase": TOES["left"], "RightToeBase": TOES["right"]},
    "meta_full_body": {
        "XR_FULL_BODY_JOINT_LEFT_FOOT_BALL_META": TOES["left"],
        "XR_FULL_BODY_JOINT_RIGHT_FOOT_BALL_META": TOES["right"],
    },
    "htc_body": {"XR_BODY_JOINT_LEFT_FEET_HTC": TOES["left"], "XR_BODY_JOINT_RIGHT_FEET_HTC": TOES["right"]},
    "bd_body": {"XR_BODY_JOINT_LEFT_FOOT_BD": TOES["left"], "XR_BODY_JOINT_RIGHT_FOOT_BD": TOES["right"]},
    "mediapipe_pose": {
        "NOSE": (0.0, 1.6, -0.12),
        "LEFT_EAR": (-0.08, 1.6, 0.0),
        "RIGHT_EAR": (0.08, 1.6, 0.0),
        "LEFT_HEEL": (-0.1, 0.03, 0.05),
        "RIGHT_HEEL": (0.1, 0.03, 0.05),
        "LEFT_FOOT_INDEX": TOES["left"],
        "RIGHT_FOOT_INDEX": TOES["right"],
    },
}


def posed(standard: str) -> tuple[BodyReader, Floats, Flags]:
    """The pose as one frame of a skeleton; joints it says nothing of are lost, and NaN."""
    sent = {theirs: POSE[ours] for ours, theirs in THEIRS[standard].items()} | FRONT.get(standard, {})
    named = [*sent] if standard == "vrm" else []
    reader = body_reader(standard, named)
    frame = np.full((1, reader.count, 3), np.nan, np.float32)
    for name, place in sent.items():
        frame[0, reader.names.index(name)] = place
    return reader, frame, np.isnan(frame).any(2)


def frames(reader: BodyReader, frame: Floats, lost: Flags, count: int = 40) -> BodyFrames:
    times_us = 1_000_000 + 33_333 * np.arange(count)
    return BodyFrames(
        0, times_us, np.repeat(frame, count, 0), np.zeros((count, 0, 4), np.float32), np.repeat(lost, count, 0)
    )


def test_every_skeleton_has_its_golden_pose() -> None:
    assert set(THEIRS) == set(standards())


@pytest.mark.parametrize("standard", THEIRS)
def test_a_golden_pose_gives_the_canonical_body(standard: str) -> None:
    reader, frame, lost = posed(standard)
    joints, known = reader.read(frame, np.zeros((1, 0, 4), np.float32), lost)
    expected = {*THEIRS[standard], *({"hips", "neck", "head"} if standard == "mediapipe_pose" else ())}
    assert {name for name, share in zip(BODY, known[0], strict=True) if share} == expected
    for name in expected:
        assert joints[0, BODY.index(name)] == pytest.approx(POSE[name], abs=1e-6), name
    right, left = joints[0, BODY.index("rightHand")], joints[0, BODY.index("leftHand")]
    assert right[1] > 1.8 > left[1]
    assert right[0] > 0 > left[0]


def test_a_midpoint_is_known_only_where_both_its_ends_are() -> None:
    reader, frame, lost = posed("mediapipe_pose")
    lost[0, reader.names.index("LEFT_HIP")] = True
    joints, known = reader.read(frame, np.zeros((1, 0, 4), np.float32), lost)
    assert known[0, BODY.index("hips")] == 0
    assert not joints[0, BODY.index("hips")].any()
    assert known[0, BODY.index("rightUpperLeg")] == 1


@pytest.mark.parametrize("standard", FRONT)
@pytest.mark.parametrize("turn_deg", [0, 90, 180, 300])
def test_exchanged_sides_are_noticed_whichever_way_the_person_faces(standard: str, turn_deg: float) -> None:
    reader, frame, lost = posed(standard)
    angle = np.radians(turn_deg)
    turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]], np.float32)
    for mirror, swapped in ((1, False), (-1, True)):
        turned = (frame * np.array([mirror, 1, 1], np.float32)) @ turn.T
        joints, known = reader.read(turned, np.zeros((1, 0, 4), np.float32), lost)
        judged, wrong = looks_swapped(joints, known, reader.fronts(turned, lost))
        assert judged[0]
        assert wrong[0] == swapped


def test_a_left_handed_engine_is_told_so_once_it_is_sure() -> None:
    reader, frame, lost = posed("unity")
    for flip, told in ((1, 0), (-1, 40)):
        sense, refusals = BodySense([Source(0, "unity")]), Refusals()
        turned = frame * np.array([1, 1, flip], np.float32)
        sense.absorb(frames(reader, turned, lost), 10**12, refusals)
        assert sum(r.count for r in refusals.due(0, everything=True) if r.reason == "LEFT_RIGHT_SWAPPED") == told


@pytest.mark.parametrize("turn_deg", [37.0, 180.0])
@pytest.mark.parametrize("standard", ["vrm", "unity", "mixamo", "fb_body", "mediapipe_pose"])
def test_place_heading_and_height_are_taken_out(standard: str, turn_deg: float) -> None:
    reader, frame, lost = posed(standard)
    angle = np.radians(turn_deg)
    turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]], np.float32)
    one = np.array(frame)
    other = 1.2 * (one @ turn.T) + np.array([3, 0, -2], np.float32)  # a taller person, elsewhere, turned

    def read(pose: Floats) -> Floats:
        held = frames(reader, pose, lost, 60)
        joints, known = reader.read(held.positions, held.rotations, held.lost)
        found = body_input(held.times_us, joints, known)
        assert found is not None
        return found

    first, second = read(one), read(other)
    np.testing.assert_allclose(first, second, atol=2e-3)


def test_hands_are_optional() -> None:
    reader = body_reader("fb_body", [*body_reader("fb_body", ()).names[:18]])
    assert reader.count == 18
    assert "leftHand" not in reader.joints
    fingers = body_reader("unity", ["Head", "LeftHand", "RightHand", "LeftIndexProximal"])
    assert fingers.ignored_names == ("LeftIndexProximal",)


def test_numbers_of_lost_joints_may_be_anything() -> None:
    reader, frame, lost = posed("htc_body")
    sense, refusals = BodySense([Source(0, "htc_body")]), Refusals()
    sense.absorb(frames(reader, frame, lost), 10**12, refusals)
    assert not refusals.due(0, everything=True)
    sense.absorb(frames(reader, frame, np.zeros_like(lost)), 10**12, refusals)
    assert {r.reason for r in refusals.due(0, everything=True)} == {"TIME_WENT_BACK", "NOT_FINITE"}
