"""Bodies from a BVH file: its skeleton is posed frame by frame, and the places of its joints are the recording."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from der_client.errors import DerClientError
from der_client.mock import consent
from der_client.recording import Recording
from der_server.v1.session_pb2 import BodySource, SessionStart
from der_server.v1.signals_pb2 import Signals

Floats = NDArray[np.float64]
TALLEST_M = 4.0
"""A skeleton taller than this is in centimetres, and is read as such."""
FRAMES_PER_MESSAGE = 2
AXES = {"X": 0, "Y": 1, "Z": 2}
MOST_NUMBERS = 20_000_000


@dataclass(frozen=True)
class Joint:
    """parent: place of the joint it hangs on, -1 for the root. channels: names in the order of the file."""

    name: str
    parent: int
    offset: tuple[float, float, float]
    channels: tuple[str, ...]


def read_bvh(path: Path) -> Recording:
    """A recording of one body source, in metres. Names decide the skeleton: Mixamo's and CMU's, else VRM's.

    BVH is Y up and right-handed; which way the person faces does not matter. Raises DerClientError with what to mend.
    """
    places, names, frame_s = read_places(path)
    standard = "mixamo" if any("UpLeg" in name for name in names) else "vrm"
    start = SessionStart(consent=consent(("body",)), body_sources=[BodySource(standard=standard, names=names)])
    return Recording(start, tuple(_messages(frame_s, places)))


def read_places(path: Path) -> tuple[Floats, list[str], float]:
    """Places f64[n, joints, 3] in metres, the joints' names, and seconds per frame. Raises DerClientError."""
    try:
        words = path.read_text(encoding="utf-8", errors="replace").split()
    except OSError as error:
        raise DerClientError("BAD_FILE", f"{path} cannot be read: {error.strerror}.") from None
    try:
        joints, rest = _hierarchy(words)
        frame_s, numbers = _motion(rest, sum(len(joint.channels) for joint in joints))
    except (StopIteration, ValueError, IndexError):
        raise DerClientError("BAD_FILE", f"{path} is not a whole BVH file (HIERARCHY, then MOTION).") from None
    if not len(numbers) or not np.isfinite(numbers).all() or not 0.001 <= frame_s <= 1:
        raise DerClientError("BAD_FILE", f"{path} holds no frames, or numbers that are not finite.")
    places = posed(joints, numbers)
    if float(np.ptp(places[0], axis=0).max()) > TALLEST_M:
        places = places / 100
    return places, [joint.name for joint in joints], frame_s


def _hierarchy(words: Sequence[str]) -> tuple[list[Joint], list[str]]:
    """The joints, parents first, and the words after them."""
    joints: list[Joint] = []
    above: list[int] = []
    held: dict[str, tuple[str, ...]] = {}
    at, skip = 0, 0
    while words[at] != "MOTION":
        word = words[at]
        if word in ("ROOT", "JOINT"):
            held = {"name": (words[at + 1],)}
            at += 1
        elif word == "End":
            skip = len(above) + 1
        elif word == "OFFSET" and not skip:
            held["offset"] = tuple(words[at + 1 : at + 4])
        elif word == "CHANNELS":
            count = int(words[at + 1])
            held["channels"] = tuple(words[at + 2 : at + 2 + count])
            x, y, z = map(float, held["offset"])
            joints.append(Joint(held["name"][0], above[-2] if len(above) > 1 else -1, (x, y, z), held["channels"]))
            above[-1] = len(joints) - 1
        elif word == "{":
            above.append(-1)
        elif word == "}":
            above.pop()
            skip = 0 if len(above) < skip else skip
        at += 1
    return joints, list(words[at + 1 :])


def _motion(words: Sequence[str], channels: int) -> tuple[float, Floats]:
    """Seconds per frame, and the frames f64[n, channels]."""
    at = words.index("Time:")
    numbers = np.array(words[at + 2 : at + 2 + MOST_NUMBERS], np.float64)
    return float(words[at + 1]), numbers[: len(numbers) // channels * channels].reshape(-1, channels)


def posed(joints: Sequence[Joint], numbers: Floats) -> Floats:
    """Places f64[n, joints, 3] of every joint in the file's own unit."""
    n = len(numbers)
    places = np.zeros((n, len(joints), 3))
    turns = np.zeros((n, len(joints), 3, 3))
    at = 0
    for i, joint in enumerate(joints):
        move, turn = np.tile(np.array(joint.offset), (n, 1)), np.tile(np.eye(3), (n, 1, 1))
        for channel in joint.channels:
            axis, values = AXES[channel[0]], numbers[:, at]
            at += 1
            if channel.endswith("position"):
                move[:, axis] = values if joint.parent < 0 else move[:, axis] + values
            else:
                turn = turn @ _about(axis, np.radians(values))
        if joint.parent < 0:
            places[:, i], turns[:, i] = move, turn
        else:
            before = turns[:, joint.parent]
            places[:, i] = places[:, joint.parent] + np.einsum("nij,nj->ni", before, move)
            turns[:, i] = before @ turn
    return places


def _about(axis: int, angles: Floats) -> Floats:
    """Rotations f64[n, 3, 3] about one axis."""
    out = np.tile(np.eye(3), (len(angles), 1, 1))
    b, c = (axis + 1) % 3, (axis + 2) % 3
    out[:, b, b] = out[:, c, c] = np.cos(angles)
    out[:, c, b] = np.sin(angles)
    out[:, b, c] = -out[:, c, b]
    return out


def _messages(frame_s: float, places: Floats) -> Iterator[Signals]:
    for first in range(0, len(places), FRAMES_PER_MESSAGE):
        piece = Signals()
        for i in range(first, min(first + FRAMES_PER_MESSAGE, len(places))):
            piece.bodies.add(capture_time_us=round(i * frame_s * 1e6) + 1, positions=places[i].ravel())
        yield piece
