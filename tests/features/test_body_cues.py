"""Cues are measured all at once; each is what its plain definition says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from der_server.features.body_cues import CUES, Poses, measure
from der_server.signals.canonical import BODY

pytestmark = pytest.mark.unit

Floats = NDArray[np.float64]
RATE_HZ = 15


def length(vectors: Floats) -> Floats:
    size: Floats = np.sqrt(np.square(vectors).sum(-1))
    return size


def speed(places: Floats) -> Floats:
    """Change per second, by central differences."""
    return np.gradient(places, 1 / RATE_HZ, axis=0)


def plainly(joints: Floats) -> dict[str, Floats]:
    """Some cues of every kind, f64[t] each, one joint after the other."""
    trunks = length(joints[:, BODY.index("neck")] - joints[:, BODY.index("hips")])
    at = {name: joints[:, i] / max(np.median(trunks), 0.1) for i, name in enumerate(BODY)}
    right = (at["rightUpperLeg"] - at["leftUpperLeg"]) * [1, 0, 1]
    right /= length(right)[:, None]
    forward = np.stack([right[:, 2], 0 * right[:, 1], -right[:, 0]], 1)
    trunk, head = at["neck"] - at["hips"], at["head"] - at["neck"]
    hands = [at[f"{side}Hand"] for side in ("left", "right")]
    out = [-((hands[0] - at["hips"]) * right).sum(1), ((hands[1] - at["hips"]) * right).sum(1)]
    stretch = [
        length(at[f"{side}Hand"] - at[f"{side}UpperArm"])
        / (length(at[f"{side}LowerArm"] - at[f"{side}UpperArm"]) + length(at[f"{side}Hand"] - at[f"{side}LowerArm"]))
        for side in ("left", "right")
    ]
    jerk = [np.log(0.05 + length(speed(speed(speed(hand - at["head"])))) / 25) for hand in hands]
    cloud = np.stack([at[name] for name in ("hips", "head")] + hands + [at["leftLowerArm"], at["rightLowerArm"]], 1)
    across = cloud @ right[..., None]
    return {
        "trunk_lean": (trunk * forward).sum(1) / length(trunk),
        "head_turn": np.abs((head * right).sum(1)) / length(head),
        "head_over_feet": at["head"][:, 1] - np.minimum(at["leftFoot"][:, 1], at["rightFoot"][:, 1]),
        "shoulder_height": (at["leftUpperArm"] + at["rightUpperArm"])[:, 1] / 2 - at["neck"][:, 1],
        "hand_out.more": np.maximum(*out),
        "hand_out.less": np.minimum(*out),
        "elbow_stretch.less": np.minimum(*stretch),
        "step_length": np.abs(((at["rightFoot"] - at["leftFoot"]) * forward).sum(1)),
        "width": np.ptp(across[..., 0], axis=1),
        "contraction": length(cloud - cloud.mean(1, keepdims=True)).mean(1),
        "hips_rise": np.log(0.05 + np.abs(speed(at["hips"])[:, 1])),
        "turn_speed": np.log(0.05 + length(speed(right))),
        "hand_jerk.more": np.maximum(*jerk),
    }


@given(st.integers(0, 2**32 - 1), st.integers(16, 46))
@settings(max_examples=50)
def test_a_cue_is_what_its_definition_says(seed: int, frames: int) -> None:
    draw = np.random.default_rng(seed)
    joints = draw.normal(size=(1, len(BODY), 3)) + np.cumsum(0.01 * draw.normal(size=(frames, len(BODY), 3)), 0)
    values, sure = measure(Poses(joints.astype(np.float32), np.ones(len(BODY), np.float32), RATE_HZ))
    assert values.shape == (len(CUES), frames)
    assert (sure == 1).all()
    for cue, expected in plainly(joints).items():
        np.testing.assert_allclose(values[CUES.index(cue)], expected, rtol=2e-3, atol=2e-4, err_msg=cue)


@pytest.mark.parametrize(
    ("joint", "lost"),
    [
        ("neck", {"trunk_lean", "head_pitch", "shoulder_height", "arm_speed.more", "head_sway"}),
        ("leftHand", {"hand_height.more", "hands_apart", "volume", "hand_jerk.less"}),
        ("rightFoot", {"head_over_feet", "feet_apart", "foot_speed.less", "knee_stretch.more"}),
    ],
)
def test_a_cue_is_known_as_well_as_the_least_known_of_its_joints(joint: str, lost: set[str]) -> None:
    draw = np.random.default_rng(0)
    seen = np.ones(len(BODY), np.float32)
    seen[BODY.index(joint)] = 0.25
    _, sure = measure(Poses(draw.normal(size=(20, len(BODY), 3)).astype(np.float32), seen, RATE_HZ))
    known = dict(zip(CUES, sure.tolist(), strict=True))
    assert {cue for cue in lost if known[cue] == 0.25} == lost
    assert known["hips_speed"] == 1


def test_without_two_sides_what_needs_the_heading_is_unknown() -> None:
    seen = np.array([not name.startswith("left") for name in BODY], np.float32)
    _, sure = measure(Poses(np.zeros((20, len(BODY), 3), np.float32), seen, RATE_HZ))
    known = dict(zip(CUES, sure.tolist(), strict=True))
    assert known["turn_speed"] == known["trunk_lean"] == known["head_forward"] == 0
    assert known["trunk_upright"] == known["head_speed"] == 1
