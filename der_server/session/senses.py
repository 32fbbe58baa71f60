"""One person's face and body, judged sample by sample: bad ones are counted, good ones are absorbed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import lt

import numpy as np

from der_server.emotion.baseline import Given
from der_server.faults import BadDeclaration, BadFrame
from der_server.features.body import BodyWindow
from der_server.features.face import FaceTrack, face_input
from der_server.session.arrival import BodyFrames, FaceFrames, Flags, Floats, Times
from der_server.session.refusals import Refusals
from der_server.session.start import Source
from der_server.session.wipe import wipe
from der_server.signals.body import TALLEST_M, BodyReader, body_reader, looks_swapped, units_look_wrong
from der_server.signals.face import FaceReader, face_reader

SLACK = 0.05
"""How far outside 0..1 a coefficient may be and still be clipped: trackers overshoot a little."""
FARTHEST_M = 10_000.0
"""No tracked place is further from its origin (our choice); beyond it metres in single precision lose centimetres."""
SIDES_FRAMES, SIDES_SHARE = 30, 0.8
"""From so many judged frames on, and with so large a share of them, left and right are said to be exchanged."""


Which = Flags | slice
EVERY = slice(None)
"""Which samples are good where all are: the usual case, which one test of each kind for all of them tells."""


def _on_time(times_us: Times, last_us: int | None, latest_us: int) -> bool:
    """Whether all samples are in order, and none lies in the far future."""
    times = [-1 if last_us is None else last_us, *times_us.tolist()]
    return times[-1] <= latest_us and all(map(lt, times, times[1:]))


def _in_time(times_us: Times, last_us: int | None, latest_us: int, what: str, refusals: Refusals) -> Flags:
    """Which samples may be read: those that neither go back nor lie in the far future."""
    early = times_us > latest_us
    refusals.add("TIME_IN_FUTURE", what, int(early.sum()))
    before = np.maximum.accumulate(np.append(np.int64(-1 if last_us is None else last_us), times_us[:-1]))
    back = (times_us <= before) & ~early
    refusals.add("TIME_WENT_BACK", what, int(back.sum()))
    fine: Flags = ~early & ~back
    return fine


def _finite(numbers: Sequence[Floats], what: str, refusals: Refusals) -> Flags:
    """Which samples hold neither NaN nor infinity (n flags)."""
    fine: Flags = np.all([np.isfinite(x).reshape(len(x), -1).all(1) for x in numbers], axis=0)
    refusals.add("NOT_FINITE", what, int((~fine).sum()))
    return fine


def _within(numbers: Floats, low: float, high: float) -> bool:
    """Whether all are, and none is NaN."""
    return not numbers.size or bool(numbers.min() >= low and numbers.max() <= high)


class FaceSense:
    """A person's face from one or more trackers."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Raises BadDeclaration where a source's standard or names cannot be read."""
        self.readers: dict[int, FaceReader] = {}
        self.devices: dict[int, str] = {}
        self.given: dict[str, Given] = {}
        """Resting faces that clients kept, by device, until they are taken or forgotten."""
        self._tracks: dict[int, FaceTrack] = {}
        self._last_us: dict[int, int] = {}
        self.newest_us: int | None = None
        self.audio_driven = False
        self.relative: Callable[[int, Floats], Floats] = lambda source_id, values: values
        """The face of a source f32[C] as models shall see it: relative to how the person rests."""
        self.add(sources)

    def add(self, sources: Sequence[Source]) -> None:
        """More trackers, or new declarations for known ids."""
        for source in sources:
            self.readers[source.id] = face_reader(source.standard or "custom", source.names)
            self.devices[source.id] = source.device or self.readers[source.id].standard
            if source.resting is not None:
                self.given[self.devices[source.id]] = source.resting
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
        weights = reader.hushed(frames.weights, frames.lost)
        good = self._good(frames, weights, latest_us, refusals)
        if isinstance(good, slice) or good.any():
            self._absorb_good(reader, frames, weights[good], good, refusals)

    def _good(self, frames: FaceFrames, weights: Floats, latest_us: int, refusals: Refusals) -> Which:
        """Which frames can be read; the others are counted."""
        last_us = self._last_us.get(frames.source_id)
        within = _within(weights, -SLACK, 1 + SLACK) and _within(frames.confidence, 0, 1)
        if within and _on_time(frames.times_us, last_us, latest_us):
            return EVERY
        good = _in_time(frames.times_us, last_us, latest_us, "face", refusals)
        good &= _finite([weights, frames.confidence], "face", refusals)
        wide = ((weights < -SLACK) | (weights > 1 + SLACK)).any(1)
        wide |= ((frames.confidence < 0) | (frames.confidence > 1)).any(1)
        refusals.add("OUT_OF_RANGE", "face", int((wide & good).sum()))
        return good & ~wide

    def _absorb_good(
        self, reader: FaceReader, frames: FaceFrames, weights: Floats, good: Which, refusals: Refusals
    ) -> None:
        times_us, lost = frames.times_us[good], frames.lost[good]
        self.audio_driven = frames.audio_driven or reader.audio_only
        blank = ~weights.any(1)
        if blank.any():  # a tracker that has stopped sends zeros
            blank &= ~lost.all(1)
            lost = lost | np.reshape(blank, (-1, 1))
        if self.audio_driven:  # lip sync: it shows what is said, not what is felt
            lost = np.ones_like(lost)
        values, known = reader.read(weights, lost, frames.confidence[good])
        track = self._tracks.get(frames.source_id)
        if track is None:
            track = FaceTrack.starting(times_us, values, known)
        else:
            track = track.absorb(times_us, values, known)
        still = len(times_us) if track.frozen and known.any() else int(blank.sum())
        refusals.add("NO_SIGNAL", "face", 0 if self.audio_driven else still)
        self._tracks[frames.source_id] = track
        self._last_us[frames.source_id] = track.time_us
        self.newest_us = max(self.newest_us or 0, track.time_us)

    def input_at(self, now_us: int) -> Floats | None:
        """Input `"face"` f32[2 C]; None before the first frame and where nothing is known."""
        if not self._tracks:
            return None
        if len(self._tracks) == 1:
            ((source_id, track),) = self._tracks.items()
            seen = track.known_at(now_us)
            return face_input(self.relative(source_id, track.values()), seen) if seen.any() else None
        known = np.stack([track.known_at(now_us) for track in self._tracks.values()])
        best = known.argmax(0)  # of several trackers, the one that knows a channel best says it
        values = np.stack([self.relative(source_id, track.values()) for source_id, track in self._tracks.items()])
        columns = np.arange(known.shape[1])
        known = known[best, columns]
        return face_input(values[best, columns], known) if known.any() else None

    def tracks(self) -> Mapping[int, FaceTrack]:
        """Every source's face so far, as its tracker shows it."""
        return self._tracks

    def held(self) -> list[Floats]:
        """Every array with something of the person in it."""
        return [array for track in self._tracks.values() for array in track.held()]

    def forget(self) -> None:
        """Overwrite and drop every sample; declarations stay."""
        wipe(self.held())
        self._tracks.clear()
        self.newest_us = None


def _without_lost(frames: BodyFrames) -> BodyFrames:
    """The same frames, with zeros for whatever was sent of joints that are not tracked."""
    if not np.count_nonzero(frames.lost):
        return frames
    seen = ~frames.lost[..., None]
    rotations = np.where(seen, frames.rotations, 0) if frames.rotations.shape[1] else frames.rotations
    return replace(frames, positions=np.where(seen, frames.positions, 0), rotations=rotations)


class BodySense:
    """A person's body from one or more trackers; the newest source to speak is the one that is read."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Raises BadDeclaration where a source's skeleton or names cannot be read."""
        self.readers: dict[int, BodyReader] = {}
        self._window = BodyWindow()
        self._sides: dict[int, tuple[int, int]] = {}  # frames judged, and of these with left and right exchanged
        self._last_us: dict[int, int] = {}
        self.newest_us: int | None = None
        self.add(sources)

    def add(self, sources: Sequence[Source]) -> None:
        """More trackers, or new declarations for known ids."""
        for source in sources:
            self.readers[source.id] = body_reader(source.standard, source.names)
            self._sides.pop(source.id, None)

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
        frames = _without_lost(frames)
        good = self._good(frames, latest_us, refusals)
        if not (isinstance(good, slice) or good.any()):
            return
        positions, lost = frames.positions[good], frames.lost[good]
        joints, known = reader.read(positions, frames.rotations[good], lost)
        if reader.front:
            self._check_sides(
                frames.source_id, *looks_swapped(joints, known, reader.fronts(positions, lost)), refusals
            )
        times_us = frames.times_us[good]
        self._window.absorb(times_us, joints, known)
        self._last_us[frames.source_id] = int(times_us[-1])
        self.newest_us = max(self.newest_us or 0, int(times_us[-1]))

    def _good(self, frames: BodyFrames, latest_us: int, refusals: Refusals) -> Which:
        """Which frames can be read; the others are counted."""
        last_us = self._last_us.get(frames.source_id)
        near = _within(frames.positions, -TALLEST_M / 2, TALLEST_M / 2)  # and so in metres
        if near and not frames.rotations.size and _on_time(frames.times_us, last_us, latest_us):
            return EVERY
        good = _in_time(frames.times_us, last_us, latest_us, "body", refusals)
        good &= _finite([frames.positions, frames.rotations], "body", refusals)
        return good & self._upright(frames, good, refusals)

    def _check_sides(self, source_id: int, judged: Flags, swapped: Flags, refusals: Refusals) -> None:
        """Say so where most of a source's frames have left and right exchanged; one bent foot is no proof."""
        before = self._sides.get(source_id, (0, 0))
        total, wrong = before[0] + int(judged.sum()), before[1] + int(swapped.sum())
        if total >= SIDES_FRAMES and wrong > SIDES_SHARE * total:
            refusals.add("LEFT_RIGHT_SWAPPED", "body", int(swapped.sum()))
        self._sides[source_id] = (total, wrong) if total < 10 * SIDES_FRAMES else (total // 2, wrong // 2)

    def _upright(self, frames: BodyFrames, good: Flags, refusals: Refusals) -> Flags:
        """Which frames have metres for positions and unit quaternions for rotations."""
        fine = good
        if not _within(frames.positions, -TALLEST_M / 2, TALLEST_M / 2):
            far = (np.abs(frames.positions) > FARTHEST_M).any((1, 2)) & good
            refusals.add("OUT_OF_RANGE", "body", int(far.sum()))
            fine = good & ~far
            for i in np.flatnonzero(fine):
                if units_look_wrong(frames.positions[i][~frames.lost[i]]):
                    refusals.add("WRONG_UNITS", "body")
                    fine[i] = False
        if frames.rotations.shape[1]:
            length = np.linalg.norm(np.clip(np.nan_to_num(frames.rotations), -2, 2), axis=2)
            bent = ((np.abs(length - 1) > SLACK) & ~frames.lost).any(1) & fine
            refusals.add("OUT_OF_RANGE", "body", int(bent.sum()))
            fine &= ~bent
        return fine

    def input_at(self, now_us: int) -> Floats | None:
        """Input `"body"`; None while too little was seen."""
        return self._window.input_at(now_us)

    def held(self) -> list[Floats]:
        """Every array with something of the person in it."""
        return self._window.held()

    def forget(self) -> None:
        """Overwrite and drop every sample; declarations stay."""
        wipe(self.held())
        self._window = BodyWindow()
        self.newest_us = None
