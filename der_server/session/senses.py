"""One person's face and body, judged sample by sample: bad ones are counted, good ones are absorbed."""

from collections.abc import Sequence

import numpy as np

from der_server.faults import BadDeclaration, BadFrame
from der_server.features.body import BodyWindow
from der_server.features.face import FaceTrack, face_input
from der_server.session.arrival import BodyFrames, FaceFrames, Flags, Floats, Times
from der_server.session.refusals import Refusals
from der_server.session.start import Source
from der_server.signals.body import BodyReader, body_reader, units_look_wrong
from der_server.signals.face import FaceReader, face_reader

SLACK = 0.05
"""How far outside 0..1 a coefficient may be and still be clipped: trackers overshoot a little."""


def _in_time(times_us: Times, last_us: int | None, latest_us: int, what: str, refusals: Refusals) -> Flags:
    """Which samples may be read: those that neither go back nor lie in the far future."""
    early = times_us > latest_us
    refusals.add("TIME_IN_FUTURE", what, int(early.sum()))
    before = np.maximum.accumulate(np.concatenate([[-1 if last_us is None else last_us], times_us[:-1]]))
    back = (times_us <= before) & ~early
    refusals.add("TIME_WENT_BACK", what, int(back.sum()))
    fine: Flags = ~early & ~back
    return fine


def _not_finite(numbers: Sequence[Floats], what: str, refusals: Refusals) -> Flags:
    """Which samples hold NaN or infinity (n flags)."""
    bad: Flags = ~np.all([np.isfinite(x).reshape(len(x), -1).all(1) for x in numbers], axis=0)
    refusals.add("NOT_FINITE", what, int(bad.sum()))
    return bad


class FaceSense:
    """A person's face from one or more trackers."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Raises BadDeclaration where a source's standard or names cannot be read."""
        self.readers: dict[int, FaceReader] = {}
        self._tracks: dict[int, FaceTrack] = {}
        self._last_us: dict[int, int] = {}
        self.newest_us: int | None = None
        self.audio_driven = False
        self.add(sources)

    def add(self, sources: Sequence[Source]) -> None:
        """More trackers, or new declarations for known ids."""
        for source in sources:
            self.readers[source.id] = face_reader(source.standard or "custom", source.names)
            self._tracks.pop(source.id, None)

    def absorb(self, frames: FaceFrames, latest_us: int, refusals: Refusals) -> None:
        """Raises BadDeclaration for an undeclared source, BadFrame for a wrong count of weights."""
        reader = self.readers.get(frames.source_id)
        if reader is None:
            raise BadDeclaration(f"Face source {frames.source_id} was not declared in `start`.")
        if frames.weights.shape[1] != reader.count:
            raise BadFrame(
                f"A face frame has {frames.weights.shape[1]} weights, but source {frames.source_id} declared "
                f"{reader.count}: send exactly the names of `ready.layouts`, in that order."
            )
        good = _in_time(frames.times_us, self._last_us.get(frames.source_id), latest_us, "face", refusals)
        good &= ~_not_finite([frames.weights, frames.confidence], "face", refusals)
        wide = ((frames.weights < -SLACK) | (frames.weights > 1 + SLACK)).any(1)
        wide |= ((frames.confidence < 0) | (frames.confidence > 1)).any(1)
        refusals.add("OUT_OF_RANGE", "face", int((wide & good).sum()))
        good &= ~wide
        if good.any():
            self._absorb_good(reader, frames, good)

    def _absorb_good(self, reader: FaceReader, frames: FaceFrames, good: Flags) -> None:
        values, known = reader.read(frames.weights[good], frames.lost[good], frames.confidence[good])
        times_us = frames.times_us[good]
        track = self._tracks.get(frames.source_id)
        if track is None:
            track = FaceTrack.starting(times_us, values, known)
        else:
            track = track.absorb(times_us, values, known)
        self._tracks[frames.source_id] = track
        self._last_us[frames.source_id] = track.time_us
        self.newest_us = max(self.newest_us or 0, track.time_us)
        self.audio_driven = frames.audio_driven

    def input_at(self, now_us: int) -> Floats | None:
        """Input `"face"` f32[2 C]; None before the first frame and where nothing is known."""
        if not self._tracks:
            return None
        known = np.stack([track.known_at(now_us) for track in self._tracks.values()])
        best = known.argmax(0)  # of several trackers, the one that knows a channel best says it
        values = np.stack([track.values() for track in self._tracks.values()])
        columns = np.arange(known.shape[1])
        known = known[best, columns]
        return face_input(values[best, columns], known) if known.any() else None

    def forget(self) -> None:
        """Drop every sample; declarations stay."""
        self._tracks.clear()
        self.newest_us = None


class BodySense:
    """A person's body from one or more trackers; the newest source to speak is the one that is read."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Raises BadDeclaration where a source's skeleton or names cannot be read."""
        self.readers: dict[int, BodyReader] = {}
        self._window = BodyWindow()
        self._last_us: dict[int, int] = {}
        self.newest_us: int | None = None
        self.add(sources)

    def add(self, sources: Sequence[Source]) -> None:
        """More trackers, or new declarations for known ids."""
        for source in sources:
            self.readers[source.id] = body_reader(source.standard, source.names)

    def absorb(self, frames: BodyFrames, latest_us: int, refusals: Refusals) -> None:
        """Raises BadDeclaration for an undeclared source, BadFrame for a wrong count of joints."""
        reader = self.readers.get(frames.source_id)
        if reader is None:
            raise BadDeclaration(f"Body source {frames.source_id} was not declared in `start`.")
        if frames.positions.shape[1] != reader.count:
            raise BadFrame(
                f"A body frame has {frames.positions.shape[1]} joints, but source {frames.source_id} declared "
                f"{reader.count}: send exactly the names of `ready.layouts`, in that order."
            )
        good = _in_time(frames.times_us, self._last_us.get(frames.source_id), latest_us, "body", refusals)
        good &= ~_not_finite([frames.positions, frames.rotations], "body", refusals)
        good &= self._upright(frames, good, refusals)
        if not good.any():
            return
        joints, known = reader.read(frames.positions[good], frames.rotations[good], frames.lost[good])
        times_us = frames.times_us[good]
        self._window.absorb(times_us, joints, known)
        self._last_us[frames.source_id] = int(times_us[-1])
        self.newest_us = max(self.newest_us or 0, int(times_us[-1]))

    def _upright(self, frames: BodyFrames, good: Flags, refusals: Refusals) -> Flags:
        """Which frames have metres for positions and unit quaternions for rotations."""
        fine = good.copy()
        for i in np.flatnonzero(good):
            if units_look_wrong(frames.positions[i][~frames.lost[i]]):
                refusals.add("WRONG_UNITS", "body")
                fine[i] = False
        if frames.rotations.shape[1]:
            length = np.linalg.norm(frames.rotations, axis=2)
            bent = ((np.abs(length - 1) > SLACK) & ~frames.lost).any(1) & fine
            refusals.add("OUT_OF_RANGE", "body", int(bent.sum()))
            fine &= ~bent
        return fine

    def input_at(self, now_us: int) -> Floats | None:
        """Input `"body"`; None while too little was seen."""
        return self._window.input_at(now_us)

    def forget(self) -> None:
        """Drop every sample; declarations stay."""
        self._window = BodyWindow()
        self.newest_us = None
