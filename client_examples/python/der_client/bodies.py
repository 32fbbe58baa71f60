"""A performer's body over time: simple, synthetic movement of a standing skeleton.

Nobody's recording: how a feeling holds and moves a body follows what is commonly said of it (Wallbott 1998, from
memory, not re-read) in a few numbers per emotion, with noise. It exercises a body tracker's path; how well bodies
are read must be measured on recordings of people.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from der_client.script import Script

Floats = NDArray[np.float64]
RATE_HZ = 30.0
NOISE_M = 0.002
EASE_S = 0.6

JOINTS: dict[str, tuple[float, float, float]] = {
    "hips": (0.0, 0.95, 0.0),
    "spine": (0.0, 1.05, 0.0),
    "chest": (0.0, 1.18, 0.01),
    "upperChest": (0.0, 1.30, 0.01),
    "neck": (0.0, 1.45, 0.0),
    "head": (0.0, 1.55, -0.01),
    "leftShoulder": (-0.06, 1.40, 0.0),
    "leftUpperArm": (-0.17, 1.40, 0.0),
    "leftLowerArm": (-0.20, 1.12, 0.01),
    "leftHand": (-0.21, 0.87, -0.04),
    "rightShoulder": (0.06, 1.40, 0.0),
    "rightUpperArm": (0.17, 1.40, 0.0),
    "rightLowerArm": (0.20, 1.12, 0.01),
    "rightHand": (0.21, 0.87, -0.04),
    "leftUpperLeg": (-0.09, 0.90, 0.0),
    "leftLowerLeg": (-0.10, 0.50, -0.01),
    "leftFoot": (-0.10, 0.08, 0.02),
    "rightUpperLeg": (0.09, 0.90, 0.0),
    "rightLowerLeg": (0.10, 0.50, -0.01),
    "rightFoot": (0.10, 0.08, 0.02),
}
"""VRM bones of a person of 1.7 m, standing with hanging arms; metres, OpenXR space, facing -Z."""
NAMES = tuple(JOINTS)


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a body is held and moved. Angles in radians, forward positive; lengths in metres."""

    lean: float = 0.0
    nod: float = 0.0
    shoulders_m: float = 0.0
    elbows: float = 0.15
    raised: float = 0.0
    swing: float = 0.03
    swing_hz: float = 0.3
    bounce_m: float = 0.003
    sway_m: float = 0.008


BEARINGS = {
    "neutral": Bearing(),
    "joy": Bearing(
        lean=-0.04, nod=-0.1, elbows=0.9, raised=0.5, swing=0.35, swing_hz=1.4, bounce_m=0.03, sway_m=0.03
    ),
    "sadness": Bearing(lean=0.22, nod=0.45, shoulders_m=-0.03, elbows=0.1, swing=0.015, swing_hz=0.15, sway_m=0.006),
    "anger": Bearing(lean=0.14, nod=0.05, shoulders_m=0.02, elbows=1.2, raised=0.35, swing=0.4, swing_hz=1.9),
    "fear": Bearing(
        lean=-0.16, nod=0.1, shoulders_m=0.05, elbows=1.9, raised=0.3, swing=0.06, swing_hz=3.5, sway_m=0.01
    ),
    "disgust": Bearing(lean=-0.14, nod=-0.05, elbows=1.3, raised=0.3, swing=0.08, swing_hz=0.5, sway_m=0.01),
    "surprise": Bearing(lean=-0.10, nod=-0.2, shoulders_m=0.04, elbows=1.1, raised=0.5, swing=0.05, swing_hz=0.5),
}


def perform_body(script: Script, seed: int, times_s: Floats) -> Floats:
    """Joint positions f64[n, 20, 3] in metres at the times f64[n], in the order of NAMES."""
    rng = np.random.default_rng([seed, 2])
    size = rng.uniform(0.92, 1.08)
    tempo = rng.uniform(0.85, 1.15)
    out = np.empty((len(times_s), len(NAMES), 3))
    before: Floats | None = None
    for start_s, stretch in zip(script.starts_s(), script.stretches, strict=True):
        now = np.flatnonzero((times_s >= start_s) & (times_s < start_s + stretch.seconds + 1e-9))
        bearing = _toned_down(BEARINGS[stretch.emotion], stretch.share)
        body = _pose(replace(bearing, swing_hz=bearing.swing_hz * tempo), times_s[now])
        if before is not None and len(now):
            part = np.clip((times_s[now] - start_s) / EASE_S, 0, 1)[:, None, None]
            body = before + part * part * (3 - 2 * part) * (body - before)
        out[now] = body
        before = body[-1] if len(now) else before
    return np.asarray(out * size + NOISE_M * rng.standard_normal(out.shape))


def _toned_down(bearing: Bearing, share: float) -> Bearing:
    calm = BEARINGS["neutral"]
    fields = Bearing.__dataclass_fields__
    mixed = {f: getattr(calm, f) + share * (getattr(bearing, f) - getattr(calm, f)) for f in fields}
    return Bearing(**mixed)


def _pose(bearing: Bearing, times_s: Floats) -> Floats:
    body = np.tile(np.array(list(JOINTS.values())), (len(times_s), 1, 1))
    wave = np.sin(2 * np.pi * bearing.swing_hz * times_s)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        _swing_arm(body, side, bearing, sign * wave)
        for joint in ("Shoulder", "UpperArm", "LowerArm", "Hand"):
            body[:, NAMES.index(side + joint), 1] += bearing.shoulders_m
    _turn(body, NAMES.index("neck"), [NAMES.index("head")], np.full(len(times_s), bearing.nod))
    upper = [i for i, name in enumerate(NAMES) if "Leg" not in name and "Foot" not in name and name != "hips"]
    _turn(body, NAMES.index("hips"), upper, bearing.lean + 0.02 * np.sin(2 * np.pi * 0.25 * times_s))
    body[:, upper, 1] += bearing.bounce_m * np.abs(wave)[:, None]
    body[:, :, 0] += bearing.sway_m * np.sin(2 * np.pi * 0.4 * times_s)[:, None]
    return body


def _swing_arm(body: Floats, side: str, bearing: Bearing, wave: Floats) -> None:
    shoulder, elbow, hand = (NAMES.index(side + joint) for joint in ("UpperArm", "LowerArm", "Hand"))
    _turn(body, elbow, [hand], bearing.elbows + 0.5 * bearing.swing * wave, forward=-1)
    _turn(body, shoulder, [elbow, hand], bearing.raised + bearing.swing * wave, forward=-1)


def _turn(body: Floats, pivot: int, joints: list[int], angle: Floats, forward: float = 1.0) -> None:
    """Turn joints about a pivot's left-right axis; what is above it (below it for arms) goes to -Z."""
    centre = body[:, pivot]
    cos, sin = np.cos(angle), np.sin(angle) * forward
    for joint in joints:
        y, z = body[:, joint, 1] - centre[:, 1], body[:, joint, 2] - centre[:, 2]
        body[:, joint, 1] = centre[:, 1] + cos * y + sin * z
        body[:, joint, 2] = centre[:, 2] - sin * y + cos * z
