"""The server's own pipeline without its transport and batching: what every other way of serving runs."""

import base64
import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from der_client.bodies import NAMES as JOINTS
from der_server.bench.people import STANDARD, start_of
from der_server.labels import EMOTIONS
from der_server.models.expert import Stepped
from der_server.models.lineup import Lineup, load_lineup
from der_server.privacy.notice import notice_version
from der_server.session.arrival import Arrival, BodyFrames, FaceFrames, VoicePiece
from der_server.session.start import Start
from der_server.session.state import State
from der_server.session.visit import Visit
from der_server.signals.face import face_reader
from der_server.wire.decode_start import decode_start

OPERATOR = "bench"


def declared() -> Start:
    """What everybody declares."""
    return decode_start(start_of(notice_version(OPERATOR)))


class Pipeline:
    """Visits by person, and the models. Not for several threads at once."""

    def __init__(self, lineup: Lineup | None = None) -> None:
        self.lineup = lineup or load_lineup()
        self._visits: dict[str, Visit] = {}
        self._start = declared()
        self.lineup.warm_up()

    def visit(self) -> Visit:
        """A fresh visit."""
        return Visit(self._start, self.lineup.bundles, notice_version(OPERATOR), time.time)

    def visit_of(self, person: str) -> Visit:
        """The person's visit, begun where there is none."""
        if person not in self._visits:
            self._visits[person] = self.visit()
        return self._visits[person]

    def answer(self, requests: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """JSON bodies (`people.as_posts`) of different people in, probabilities out, as one batch."""
        visits = [self.visit_of(request["person"]) for request in requests]
        for visit, request in zip(visits, requests, strict=True):
            visit.absorb(arrival_of(request), now_us())
        stepped = self.lineup.run([visit.step(now_us()) for visit in visits])
        states = [conclude(visit, answer) for visit, answer in zip(visits, stepped, strict=True)]
        return [{"probabilities": probabilities(state)} for state in states]


def conclude(visit: Visit, stepped: Stepped) -> State:
    """The state a step leads to."""
    return visit.conclude(stepped, "tick", now_us())


def probabilities(state: State) -> dict[str, float]:
    """By name."""
    return dict(zip(EMOTIONS, state.feeling.probs.tolist(), strict=True))


def now_us() -> int:
    return time.monotonic_ns() // 1000


def face_frames(times_us: Sequence[int], rows: Sequence[Sequence[float]]) -> FaceFrames:
    """Frames of a tracked face."""
    n = len(times_us)
    weights = np.array(rows, np.float32)
    return FaceFrames(0, np.array(times_us, np.int64), weights, np.zeros((n, 3), bool), np.ones((n, 3), np.float32))


def body_frames(times_us: Sequence[int], rows: Sequence[Sequence[float]]) -> BodyFrames:
    """Frames of a tracked body, positions only."""
    n = len(times_us)
    positions = np.array(rows, np.float32).reshape(n, len(JOINTS), 3)
    rotations = np.zeros((n, 0, 4), np.float32)
    return BodyFrames(0, np.array(times_us, np.int64), positions, rotations, np.zeros((n, len(JOINTS)), bool))


def arrival_of(request: Mapping[str, Any]) -> Arrival:
    """A JSON body's samples."""
    faces, bodies = request["faces"], request["bodies"]
    return Arrival(
        time.monotonic_ns(),
        faces=(face_frames([row[0] for row in faces], [row[1:] for row in faces]),) if faces else (),
        bodies=(body_frames([row[0] for row in bodies], [row[1:] for row in bodies]),) if bodies else (),
        voices=tuple(VoicePiece(time_us, first, base64.b64decode(data)) for time_us, first, data in request["voice"]),
    )


def arrival_of_frame(frame: Any) -> Arrival:
    """One naive frame's sample."""
    received_ns = time.monotonic_ns()
    if frame.pcm:
        return Arrival(received_ns, voices=(VoicePiece(frame.time_us, frame.first_sample, frame.pcm),))
    values = frame.values
    if frame.body:
        row = [values[f"{joint}.{axis}"] for joint in JOINTS for axis in "xyz"]
        return Arrival(received_ns, bodies=(body_frames([frame.time_us], [row]),))
    row = [values[name] for name in face_reader(STANDARD, ()).names]
    return Arrival(received_ns, faces=(face_frames([frame.time_us], [row]),))
