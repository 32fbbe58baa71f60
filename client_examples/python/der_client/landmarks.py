"""Faces and bodies from JSON of MediaPipe's tasks: one object per frame, in JavaScript's or Python's spelling."""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from der_client.errors import DerClientError
from der_client.mock import consent
from der_client.recording import Recording
from der_server.v1.session_pb2 import BodySource, FaceSource, SessionStart
from der_server.v1.signals_pb2 import Signals

TIMES = {"timestamp_ms": 1e3, "timestampMs": 1e3, "time_s": 1e6, "capture_time_us": 1.0, "timestamp": 1e3}
"""Time keys, with microseconds in one of their units."""
BLENDSHAPES = ("faceBlendshapes", "face_blendshapes")
POSES = ("worldLandmarks", "poseWorldLandmarks", "pose_world_landmarks")
LANDMARKS = 33
LEAST_VISIBLE = 0.5
"""A landmark less visible than this is sent as lost (our choice)."""


def read_mediapipe_json(path: Path, rate_hz: float | None = None) -> Recording:
    """A recording of a face, a body or both. rate_hz is needed where frames have no time.

    Frames: a list, or `{"frames": [...]}`; each with blendshapes (`faceBlendshapes`: categories with name and score)
    and world landmarks (33 of x y z in metres, Y down). Frames without a face or a person are passed over. Raises
    DerClientError with what to mend.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DerClientError("BAD_FILE", f"{path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, ValueError):
        raise DerClientError("BAD_FILE", f"{path} is not JSON in UTF-8.") from None
    frames = held.get("frames") if isinstance(held, dict) else held
    if not isinstance(frames, list) or not frames or not all(isinstance(frame, dict) for frame in frames):
        raise DerClientError("BAD_FILE", f"{path} holds no list of frames.")
    try:
        return _recording(path, frames, rate_hz)
    except (KeyError, TypeError, ValueError, IndexError):
        raise DerClientError("BAD_FILE", f"{path} holds frames that are not MediaPipe's results.") from None


def _recording(path: Path, frames: Sequence[Mapping[str, Any]], rate_hz: float | None) -> Recording:
    times_us = _times_us(path, frames, rate_hz)
    names: list[str] = []
    pieces, bodies = [], False
    for time_us, frame in zip(times_us, frames, strict=True):
        piece = Signals()
        if categories := _first(frame, BLENDSHAPES):
            categories = categories["categories"] if isinstance(categories, dict) else categories
            scores = {str(c.get("categoryName") or c["category_name"]): float(c["score"]) for c in categories}
            names = names or list(scores)
            piece.faces.add(capture_time_us=time_us, weights=[_finite(scores[name]) for name in names])
        if landmarks := _first(frame, POSES):
            bodies = True
            _add_body(piece, time_us, landmarks)
        pieces.append(piece)
    if not names and not bodies:
        raise DerClientError("BAD_FILE", f"{path} shows neither a face nor a body in any frame.")
    start = SessionStart(consent=consent([*(["face"] if names else []), *(["body"] if bodies else [])]))
    if names:
        start.face_sources.add().CopyFrom(FaceSource(standard="mediapipe", names=names))
    if bodies:
        start.body_sources.add().CopyFrom(BodySource(standard="mediapipe_pose"))
    return Recording(start, tuple(piece for piece in pieces if piece.ByteSize()))


def _first(frame: Mapping[str, Any], keys: Sequence[str]) -> Any:
    """The first person's results of a kind; None where there are none. One person's may come bare or in a list."""
    found = next((frame[key] for key in keys if frame.get(key)), None)
    if isinstance(found, list) and found and isinstance(found[0], (list, dict)):
        inner = found[0]
        return inner if isinstance(inner, list) or "categories" in inner else found
    return found


def _add_body(piece: Signals, time_us: int, landmarks: Sequence[Mapping[str, Any]]) -> None:
    if len(landmarks) != LANDMARKS:
        raise ValueError
    places = [(float(p["x"]), -float(p["y"]), -float(p["z"])) for p in landmarks]  # Y down, Z away: to OpenXR's axes
    hidden = [i for i, p in enumerate(landmarks) if float(p.get("visibility", 1)) < LEAST_VISIBLE]
    flat = [_finite(number) for place in places for number in place]
    piece.bodies.add(capture_time_us=time_us, positions=flat, lost_joints=hidden)


def _times_us(path: Path, frames: Sequence[Mapping[str, Any]], rate_hz: float | None) -> list[int]:
    key = next((key for key in TIMES if key in frames[0]), None)
    if key is None:
        if not rate_hz:
            raise DerClientError("BAD_FILE", f"{path} has no times ({', '.join(TIMES)}): give --rate-hz.")
        return [round(i * 1e6 / rate_hz) + 1 for i in range(len(frames))]
    first = _finite(float(frames[0][key]))
    return [round((_finite(float(frame[key])) - first) * TIMES[key]) + 1 for frame in frames]


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise ValueError
    return number
