"""The one face and the one body that every tracker is put into."""

FACE = (
    "browDownLeft",
    "browDownRight",
    "browInnerUp",
    "browOuterUpLeft",
    "browOuterUpRight",
    "cheekPuff",
    "cheekSquintLeft",
    "cheekSquintRight",
    "eyeBlinkLeft",
    "eyeBlinkRight",
    "eyeLookDownLeft",
    "eyeLookDownRight",
    "eyeLookInLeft",
    "eyeLookInRight",
    "eyeLookOutLeft",
    "eyeLookOutRight",
    "eyeLookUpLeft",
    "eyeLookUpRight",
    "eyeSquintLeft",
    "eyeSquintRight",
    "eyeWideLeft",
    "eyeWideRight",
    "jawForward",
    "jawLeft",
    "jawOpen",
    "jawRight",
    "mouthClose",
    "mouthDimpleLeft",
    "mouthDimpleRight",
    "mouthFrownLeft",
    "mouthFrownRight",
    "mouthFunnel",
    "mouthLeft",
    "mouthLowerDownLeft",
    "mouthLowerDownRight",
    "mouthPressLeft",
    "mouthPressRight",
    "mouthPucker",
    "mouthRight",
    "mouthRollLower",
    "mouthRollUpper",
    "mouthShrugLower",
    "mouthShrugUpper",
    "mouthSmileLeft",
    "mouthSmileRight",
    "mouthStretchLeft",
    "mouthStretchRight",
    "mouthUpperUpLeft",
    "mouthUpperUpRight",
    "noseSneerLeft",
    "noseSneerRight",
    "tongueOut",
    "cheekSuckLeft",
    "cheekSuckRight",
    "mouthTightenerLeft",
    "mouthTightenerRight",
    "browInnerUpLeft",
    "browInnerUpRight",
    "cheekPuffLeft",
    "cheekPuffRight",
    "nasalDilationLeft",
    "nasalDilationRight",
    "nasalConstrictLeft",
    "nasalConstrictRight",
    "mouthUpperDeepenLeft",
    "mouthUpperDeepenRight",
    "jawClench",
)
"""Canonical face channels, each 0..1: the 52 ARKit coefficients in Unity's alphabetical order, then what headsets
know beside them: cheeks sucked in (AD35), lips tightened (AU23), inner brows and puffed cheeks of each side, nostrils
(AU38, AU39), the furrow from nose to mouth (AU11) and a clenched jaw (AU31). A name is only ever appended."""

FIRST_FACE = 56
"""Channels of the first release. Experts pick channels by name, so those appended since change nothing for them: the
feature spec of a face names these alone, and shipped bundles stay valid."""

REGIONS = ("lower", "left_upper", "right_upper")
"""Parts of a face that a tracker can lose; left and right are the person's own."""


def _regions_of(name: str) -> tuple[int, ...]:
    if name == "browInnerUp":
        return (1, 2)
    if name.startswith(("brow", "eye", "cheekSquint")):
        return (1,) if name.endswith("Left") else (2,)
    return (0,)


FACE_REGIONS = tuple(_regions_of(name) for name in FACE)
"""For each channel of FACE the indexes into REGIONS it lies in. `browInnerUp` spans both upper halves: its
confidence is the mean of the two, so with one half lost it is half known."""

BODY = (
    "hips",
    "spine",
    "chest",
    "neck",
    "head",
    "leftShoulder",
    "leftUpperArm",
    "leftLowerArm",
    "leftHand",
    "rightShoulder",
    "rightUpperArm",
    "rightLowerArm",
    "rightHand",
    "leftUpperLeg",
    "leftLowerLeg",
    "leftFoot",
    "rightUpperLeg",
    "rightLowerLeg",
    "rightFoot",
    "upperChest",
)
"""Canonical joints, named as VRM 1.0 humanoid bones. Positions in metres, OpenXR space (right-handed, Y up,
-Z forward). A name is only ever appended."""
