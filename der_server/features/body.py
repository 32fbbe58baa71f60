"""How a body was held and moved over the last three seconds, as one vector of numbers with a mask.

The same function serves a live ring of frames and a recorded take, so training equals serving. Heading and
place are taken out (each frame is turned to its own hips), lengths are in trunk lengths, frames are
resampled to one rate. Cues follow Wallbott 1998, de Meijer 1989 and Castellano et al. 2007 (posture, activity,
contraction; from memory, not re-read).
"""

import sys
from collections import deque
from operator import lt

import numpy as np
from numpy.typing import NDArray

from der_server.features.body_cues import CUES, Poses, measure
from der_server.features.spec import spec_hash
from der_server.signals.canonical import BODY

Floats = NDArray[np.float32]
Times = NDArray[np.int64]

WINDOW_S = 3.0
LEAST_S = 1.0
RATE_HZ = 15
REFRESH_S = 0.5
"""A live window is measured anew at most this often: three seconds of movement change slowly."""
STALE_S = 1.0
"""Without a frame for longer than this there is no body any more, and a new window begins after it."""
LEAST_SEEN = 0.5
"""A joint seen for a smaller share of the window counts as not tracked (our choice)."""
STATS = ("mean", "sd", "p10", "p90")

NAMES = tuple(f"{cue}.{stat}" for stat in STATS for cue in CUES)
"""Order of the first half of input `"body"`; after it comes how well each of CUES was known, 0..1."""
SIZE = len(NAMES) + len(CUES)
SPEC = spec_hash("body-window", 1, WINDOW_S, LEAST_S, RATE_HZ, LEAST_SEEN, BODY, NAMES)


def body_input(times_us: Times, joints: Floats, known: Floats) -> Floats | None:
    """Input `"body"` f32[SIZE] of the last WINDOW_S of some frames (and the one before); None for less than LEAST_S.

    times_us i64[n] rising; joints f32[n, 20, 3] in metres, OpenXR space; known f32[n, 20] 0..1. Where a cue is
    not known all of its numbers are 0.
    """
    first = _first(times_us)
    if not len(times_us) or times_us[-1] - times_us[first] < LEAST_S * 1e6:
        return None
    even, seen = resample(times_us[first:], joints[first:], known[first:])
    values, sure = measure(Poses(even, seen, RATE_HZ))
    stats = np.where(sure > 0, _stats(values), 0)
    whole = np.append(stats, sure)
    return whole if np.isfinite(whole).all() else np.nan_to_num(whole, posinf=0, neginf=0)


def _stats(values: Floats) -> Floats:
    """STATS over time of f32[k, t], f32[4, k]; percentiles are linearly interpolated."""
    mean = values.mean(1)
    off = values - mean[:, None]
    sd = np.sqrt((off * off).mean(1))
    ordered = np.sort(values, axis=1)
    last = ordered.shape[1] - 1
    at = 0.1 * last
    i, part = int(at), np.float32(at - int(at))
    j = min(i + 1, last)
    low = ordered[:, i] + part * (ordered[:, j] - ordered[:, i])
    high = ordered[:, last - i] + part * (ordered[:, last - j] - ordered[:, last - i])
    return np.array([mean, sd, low, high])


def _first(times_us: Times) -> int:
    """The first frame of the last window: the newest at least WINDOW_S old, or the one after a break."""
    if not len(times_us):
        return 0
    breaks = np.flatnonzero(np.diff(times_us) > STALE_S * 1e6)
    start = int(breaks[-1]) + 1 if len(breaks) else 0
    return max(start, int(np.searchsorted(times_us, times_us[-1] - round(WINDOW_S * 1e6), "right")) - 1)


def resample(times_us: Times, joints: Floats, known: Floats) -> tuple[Floats, Floats]:
    """The last WINDOW_S at RATE_HZ, by linear interpolation and back from the newest frame.

    Returns joints f32[t, 20, 3] (joints seen too little are 0) and how much of the window each was seen, f32[20].
    A joint's gaps are bridged by the frames around them.
    """
    span_s = min(WINDOW_S, (times_us[-1] - times_us[0]) / 1e6)
    steps = int(span_s * RATE_HZ + 1e-6)
    since_s = (times_us - times_us[-1]) / 1e6
    grid_s = np.arange(-steps, 1) / RATE_HZ
    right = np.minimum(np.maximum(np.searchsorted(since_s, grid_s), 1), len(since_s) - 1)
    left = right - 1
    gap = np.maximum(since_s[right] - since_s[left], 1e-9)
    part = np.minimum(np.maximum((grid_s - since_s[left]) / gap, 0), 1).astype(np.float32)[:, None]
    even = joints[left] * (1 - part[..., None]) + joints[right] * part[..., None]
    if (known == known[0]).all():  # as in most windows: a tracker's joints are all seen, or never sent
        seen = known[0]
    else:
        share = (1 - part) * known[left] + part * known[right]
        seen = share.mean(0)
        for joint in np.flatnonzero((share.min(0) < 1) & (seen >= LEAST_SEEN)):
            there = known[:, joint] > 0
            for axis in range(3):
                even[:, joint, axis] = np.interp(grid_s, since_s[there], joints[there, joint, axis])
    unseen = seen < LEAST_SEEN
    even[:, unseen] = 0
    return even, np.where(unseen, np.float32(0), seen)


class BodyWindow:
    """One person's last three seconds of joints. Owned by a session."""

    def __init__(self) -> None:
        self._pieces: deque[tuple[Times, Floats, Floats]] = deque()
        self._newest_us = -sys.maxsize
        self._measured_us: int | None = None
        self._measured: Floats | None = None

    def absorb(self, times_us: Times, joints: Floats, known: Floats) -> None:
        """Add frames, oldest first: times_us i64[n], joints f32[n, 20, 3], known f32[n, 20].

        Frames that are not newer than those before (a second tracker at the same moment) are left out.
        """
        times = [self._newest_us, *times_us.tolist()]
        if not all(map(lt, times, times[1:])):
            fresh = times_us > np.maximum.accumulate(times[:-1])
            times_us, joints, known = times_us[fresh], joints[fresh], known[fresh]
        if not len(times_us):
            return
        self._pieces.append((times_us, joints, known))
        self._newest_us = int(times_us[-1])
        start_us = self._newest_us - round(WINDOW_S * 1e6)
        while len(self._pieces) > 1 and self._pieces[1][0][0] <= start_us:
            self._pieces.popleft()

    def held(self) -> list[Floats]:
        """Every array with something of the person in it."""
        measured = [] if self._measured is None else [self._measured]
        return [*measured, *(part for _, joints, known in self._pieces for part in (joints, known))]

    def input_at(self, now_us: int) -> Floats | None:
        """Input `"body"` at a client time; None before LEAST_S of frames, once they are stale, or unknown."""
        if not self._pieces:
            return None
        newest_us = self._newest_us
        if now_us - newest_us > STALE_S * 1e6:
            return None
        if self._measured is None or self._measured_us is None or newest_us - self._measured_us >= REFRESH_S * 1e6:
            times_us, joints, known = (np.concatenate(part) for part in zip(*self._pieces, strict=True))
            read = body_input(times_us, joints, known)
            self._measured = read if read is not None and read[len(NAMES) :].any() else None
            self._measured_us = newest_us
        return self._measured
