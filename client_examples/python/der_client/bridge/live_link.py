"""The packet of Live Link Face (iPhone), one face per UDP datagram, by default to port 11111.

Layout, numbers big-endian (Epic's AppleARKitLiveLinkSource.cpp; the app writes version 6): version u8; device id and
subject name, each i32 length and so many bytes (a negative length: UTF-16); frame i32, sub-frame f32, rate two
i32; count u8; count weights f32. No weights = the face is not seen.
"""

import struct
from dataclasses import dataclass

from der_client.errors import DerClientError

NAMES = (
    *("eyeBlinkLeft", "eyeLookDownLeft", "eyeLookInLeft", "eyeLookOutLeft", "eyeLookUpLeft", "eyeSquintLeft"),
    *("eyeWideLeft", "eyeBlinkRight", "eyeLookDownRight", "eyeLookInRight", "eyeLookOutRight", "eyeLookUpRight"),
    *("eyeSquintRight", "eyeWideRight", "jawForward", "jawLeft", "jawRight", "jawOpen", "mouthClose"),
    *("mouthFunnel", "mouthPucker", "mouthLeft", "mouthRight", "mouthSmileLeft", "mouthSmileRight"),
    *("mouthFrownLeft", "mouthFrownRight", "mouthDimpleLeft", "mouthDimpleRight", "mouthStretchLeft"),
    *("mouthStretchRight", "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper"),
    *("mouthPressLeft", "mouthPressRight", "mouthLowerDownLeft", "mouthLowerDownRight", "mouthUpperUpLeft"),
    *("mouthUpperUpRight", "browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft"),
    *("browOuterUpRight", "cheekPuff", "cheekSquintLeft", "cheekSquintRight", "noseSneerLeft"),
    *("noseSneerRight", "tongueOut"),
)
"""The first 52 weights: ARKit in the packet's own order (EARFaceBlendShape). Nine rotations follow."""
FRAME = struct.Struct(">ifii")
MAX_TEXT_BYTES = 512


@dataclass(frozen=True, slots=True)
class LiveLinkFace:
    """One packet. subject: what the person called the phone; weights: 52 in the order of NAMES, empty = no face."""

    subject: str
    weights: tuple[float, ...]


def parse_live_link(packet: bytes) -> LiveLinkFace:
    """Raises DerClientError (BAD_PACKET) where this is no packet of Live Link Face."""
    try:
        _, at = _text(packet, 1)
        subject, at = _text(packet, at)
        FRAME.unpack_from(packet, at)
        at += FRAME.size
        count = packet[at]
        weights = struct.unpack_from(f">{count}f", packet, at + 1)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise _bad() from None
    if len(packet) != at + 1 + 4 * count or 0 < count < len(NAMES):
        raise _bad()
    return LiveLinkFace(subject, weights[: len(NAMES)])


def _text(packet: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from(">i", packet, at)
    size = length if length >= 0 else -2 * length
    end = at + 4 + size
    if size > MAX_TEXT_BYTES or end > len(packet):
        raise _bad()
    encoding = "utf-8" if length >= 0 else "utf-16-le"
    return packet[at + 4 : end].decode(encoding).rstrip("\0"), end


def _bad() -> DerClientError:
    return DerClientError("BAD_PACKET", "This is no packet of Live Link Face: set the app to 'Live Link (ARKit)'.")
