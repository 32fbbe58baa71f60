"""One face over time: canonical frames eased in client time, and the vector face experts read.

A static face (one picture of a corpus) goes through the same `face_input`, so that training equals serving.
"""

import hashlib
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from der_server.signals.canonical import FACE, FIRST_FACE

Floats = NDArray[np.float32]
Times = NDArray[np.int64]

CHANNELS = len(FACE)
HALF_LIFE_S = 0.08
"""Long enough to even out a tracker's jitter and most of a blink (0.1-0.4 s), short beside the 0.5-4 s a
facial expression lasts (Ekman 2003; from memory, not re-read)."""
FADE_HALF_LIFE_S = 0.5
"""How fast what is known fades once frames stop coming."""
FROZEN_S = 1.0
"""A tracker never repeats a vector bit for bit; one that does so for longer than this has stopped seeing."""

SPEC_PARTS = ("face-values-known", 1, HALF_LIFE_S, FADE_HALF_LIFE_S, FROZEN_S, *FACE[:FIRST_FACE])
SPEC = hashlib.sha256(repr(SPEC_PARTS).encode()).hexdigest()[:16]
"""Names these features: a bundle trained on others is refused. Channels appended to FACE leave it as it is, since
experts pick their channels by name."""


def face_input(values: Floats, known: Floats) -> Floats:
    """Input `"face"` f32[..., 2 C]: values 0..1 (0 where unknown), then known 0..1."""
    out = np.empty((*values.shape[:-1], 2 * CHANNELS), np.float32)
    face, seen = out[..., :CHANNELS], out[..., CHANNELS:]
    np.minimum(known, 1, out=seen)
    np.maximum(seen, 0, out=seen)
    np.minimum(values, 1, out=face)
    np.maximum(face, 0, out=face)
    face *= seen > 0
    return out


@dataclass(frozen=True, slots=True)
class FaceTrack:
    """A person's face up to `time_us` (client time of the newest frame).

    mass, seen: f32[C], the eased sums of known * value and of known; last: the newest raw values;
    changed_us: when they last differed from the frame before.
    """

    mass: Floats
    seen: Floats
    last: Floats
    time_us: int
    changed_us: int

    @classmethod
    def starting(cls, times_us: Times, values: Floats, known: Floats) -> "FaceTrack":
        """The track after its first frames (n >= 1)."""
        first = cls(known[0] * values[0], known[0], values[0], int(times_us[0]), int(times_us[0]))
        return first.absorb(times_us[1:], values[1:], known[1:])

    def absorb(self, times_us: Times, values: Floats, known: Floats) -> "FaceTrack":
        """The track after more frames of one source, oldest first.

        times_us i64[n] (a step back counts as no time passed), values and known f32[n, C]. Frames weigh by
        the time they stand for, so 30, 72 and 90 Hz give the same face.
        """
        if not len(times_us):
            return self
        times = [self.time_us]
        for time_us in times_us.tolist():
            times.append(max(time_us, times[-1]))
        kept = np.array([2 ** ((a - b) * (1e-6 / HALF_LIFE_S)) for a, b in pairwise(times)], np.float32)
        news = np.empty((len(kept), 2, CHANNELS), np.float32)
        np.multiply((1 - kept)[:, None], known, out=news[:, 1])
        np.multiply(news[:, 1], values, out=news[:, 0])
        sums = np.array([self.mass, self.seen])
        for keep, new in zip(kept.tolist(), news, strict=True):  # in turn: how they came in messages changes no bit
            sums *= keep
            sums += new
        return FaceTrack(sums[0], sums[1], values[-1], times[-1], self._changed_us(times, values))

    def _changed_us(self, times: list[int], values: Floats) -> int:
        """Client time of the newest frame that differs from the one before it; times[0] is the track's own."""
        for i in range(len(values) - 1, -1, -1):
            before = values[i - 1] if i else self.last
            if (values[i] != before).any():
                return times[i + 1]
        return self.changed_us

    def held(self) -> tuple[Floats, ...]:
        """Every array with something of the person in it."""
        return self.mass, self.seen, self.last

    @property
    def frozen(self) -> bool:
        """Whether the very same vector (all zeros included) has been repeated for over FROZEN_S."""
        return self.time_us - self.changed_us > FROZEN_S * 1e6

    def known_at(self, time_us: int) -> Floats:
        """f32[C]: how well each channel is known at a client time; zero while frozen."""
        if self.frozen:
            return np.zeros_like(self.seen)
        age_s = max(0, time_us - self.time_us) / 1e6
        return self.seen * np.float32(2 ** (-age_s / FADE_HALF_LIFE_S))

    def values(self) -> Floats:
        """f32[C]: the eased canonical face, 0..1; 0 where nothing was ever known."""
        there: Floats = np.maximum(self.seen, np.float32(1e-6))
        return self.mass / there

    def input_at(self, time_us: int) -> Floats:
        """Input `"face"` f32[2 C] at a client time."""
        return face_input(self.values(), self.known_at(time_us))
