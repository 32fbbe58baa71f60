"""One message's samples, decoded and reshaped but not yet judged. Times are the client's, microseconds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Times = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FaceFrames:
    """n frames of one source. weights f32[n, k]; lost bool[n, 3] and confidence f32[n, 3] for lower, left upper
    and right upper face."""

    source_id: int
    times_us: Times
    weights: Floats
    lost: Flags
    confidence: Floats
    audio_driven: bool = False


@dataclass(frozen=True, slots=True)
class BodyFrames:
    """n frames of one source. positions f32[n, k, 3] in metres; rotations f32[n, k, 4] or f32[n, 0, 4]; lost
    bool[n, k]."""

    source_id: int
    times_us: Times
    positions: Floats
    rotations: Floats
    lost: Flags


@dataclass(frozen=True, slots=True)
class HeadFrame:
    """rotation f32[4] x y z w or None; gaze f32[3] or None."""

    time_us: int
    rotation: Floats | None
    gaze: Floats | None


@dataclass(frozen=True, slots=True)
class VoicePiece:
    """Bytes of sound; `of_person` is False for the counterpart's voice."""

    time_us: int
    first_sample: int
    data: bytes
    of_person: bool = True


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of text; `language` empty = by the session, then by script."""

    time_us: int
    text: str
    language: str = ""
    partial: bool = False
    of_person: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """A behaviour event; kind is one of `labels.BEHAVIOURS`, or empty where it is not known."""

    time_us: int
    kind: str
    value: float


@dataclass(frozen=True, slots=True)
class Arrival:
    """One `signals` message. received_ns: the server's monotonic clock. events_over: events left out as too many."""

    received_ns: int
    faces: tuple[FaceFrames, ...] = ()
    bodies: tuple[BodyFrames, ...] = ()
    heads: tuple[HeadFrame, ...] = ()
    voices: tuple[VoicePiece, ...] = ()
    texts: tuple[TextPiece, ...] = ()
    events: tuple[Event, ...] = ()
    events_over: int = 0
    end_of_utterance: bool = False

    @property
    def first_us(self) -> int:
        """The earliest capture time in a message that has at least one sample."""
        times = [int(f.times_us.min()) for f in self.faces] + [int(b.times_us.min()) for b in self.bodies]
        times += [x.time_us for xs in (self.heads, self.voices, self.texts, self.events) for x in xs]
        return min(times)
