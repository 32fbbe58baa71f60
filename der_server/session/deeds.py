"""What a person does: behaviour events, and where the head points."""

from collections.abc import Sequence

import numpy as np

from der_server.features.behaviour import behaviour_input
from der_server.session.arrival import Event, Floats, HeadFrame
from der_server.session.refusals import Refusals
from der_server.signals.behaviour import BehaviourLog, Deed

MAX_RATE_HZ = 100.0
"""Events a second that are read, in client time: no person does more."""
HEAD_DOWN_FULL_DEG = 40.0
"""Pitch at which the cue `face.head_down` is full (our choice; reading a page takes about 30 degrees)."""


class DeedSense:
    """A person's interaction events."""

    def __init__(self) -> None:
        self._log = BehaviourLog()
        self._last: Event | None = None
        self._second = (0, 0)  # the client second at hand, and how many events it has had
        self.newest_us: int | None = None

    def absorb(self, events: Sequence[Event], latest_us: int, refusals: Refusals) -> None:
        """Counts what cannot be read."""
        for event in events:
            if not np.isfinite(event.value):
                refusals.add("NOT_FINITE", "behaviour")
            elif not event.kind:
                refusals.add("BAD_REQUEST", "behaviour")
            elif event.value < 0:
                refusals.add("OUT_OF_RANGE", "behaviour")
            elif event.time_us > latest_us:
                refusals.add("TIME_IN_FUTURE", "behaviour")
            elif event == self._last or (self.newest_us is not None and event.time_us < self.newest_us):
                refusals.add("TIME_WENT_BACK", "behaviour")
            elif self._too_fast(event.time_us):
                refusals.add("TOO_FAST", "behaviour")
            else:
                self._log.absorb(event.kind, event.value, event.time_us)
                self.newest_us, self._last = event.time_us, event

    def _too_fast(self, time_us: int) -> bool:
        """Count an event; whether its second of client time is full."""
        second = time_us // 1_000_000
        count = self._second[1] + 1 if second == self._second[0] else 1
        self._second = (second, count)
        return count > MAX_RATE_HZ

    def deeds(self, now_us: int) -> tuple[Deed, ...]:
        """Rates and dwell times at a client time."""
        return self._log.deeds(now_us)

    def input_at(self, now_us: int) -> Floats | None:
        """Input `"behaviour"`; None before the first event."""
        return None if self.newest_us is None else behaviour_input(self._log, now_us)

    def forget(self) -> None:
        """Drop every event."""
        self._log = BehaviourLog()
        self.newest_us = None


def read_head(head: HeadFrame, latest_us: int, refusals: Refusals) -> bool:
    """Whether a head sample can be read; counts it where it cannot."""
    parts = [part for part in (head.rotation, head.gaze) if part is not None]
    if not all(np.isfinite(part).all() for part in parts):
        refusals.add("NOT_FINITE", "head")
    elif any(abs(float(np.linalg.norm(np.clip(part, -2, 2))) - 1) > 0.05 for part in parts):
        refusals.add("OUT_OF_RANGE", "head")
    elif head.time_us > latest_us:
        refusals.add("TIME_IN_FUTURE", "head")
    else:
        return True
    return False


def head_down(rotation: Floats) -> float:
    """How far the head points down, 0..1, from a unit quaternion x y z w (OpenXR: -Z forward, Y up)."""
    x, y, z, w = (float(part) for part in rotation)
    forward_y = -2 * (y * z - w * x)  # the Y part of the rotated -Z axis
    down_deg = float(np.degrees(np.arcsin(np.clip(-forward_y, -1, 1))))
    return float(np.clip(down_deg / HEAD_DOWN_FULL_DEG, 0, 1))
