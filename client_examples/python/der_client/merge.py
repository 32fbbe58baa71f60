"""Several recordings of the same moment as one session: a face file, a body file and a sound file."""

from collections.abc import Sequence

from der_client.errors import DerClientError
from der_client.recording import Recording, capture_times_us
from der_server.v1.session_pb2 import SessionStart
from der_server.v1.signals_pb2 import Signals

MESSAGE_US = 50_000


def merged(recordings: Sequence[Recording]) -> Recording:
    """One recording of all, each beginning at its own first sample. Raises DerClientError where two hold a voice."""
    if len(recordings) == 1:
        return recordings[0]
    start = SessionStart()
    faces = bodies = 0
    buckets: dict[int, Signals] = {}
    for recording in recordings:
        theirs = recording.start
        if start.HasField("voice") and theirs.HasField("voice"):
            raise DerClientError("BAD_FILE", "Two of these files hold a voice: a session has one.")
        if theirs.HasField("voice"):
            start.voice.CopyFrom(theirs.voice)
        for source in theirs.face_sources:
            start.face_sources.add().CopyFrom(source)
            start.face_sources[-1].id = source.id + faces
        for body in theirs.body_sources:
            start.body_sources.add().CopyFrom(body)
            start.body_sources[-1].id = body.id + bodies
        for grant in theirs.consent:
            if grant.modality not in [held.modality for held in start.consent]:
                start.consent.add().CopyFrom(grant)
        _pour(recording, faces, bodies, buckets)
        faces, bodies = faces + len(theirs.face_sources), bodies + len(theirs.body_sources)
    return Recording(start, tuple(buckets[key] for key in sorted(buckets)))


def _pour(recording: Recording, faces: int, bodies: int, buckets: dict[int, Signals]) -> None:
    """Put a recording's samples into messages of MESSAGE_US, with its sources counted on."""
    first_us = min((min(times) for piece in recording.signals if (times := capture_times_us(piece))), default=0)
    for piece in recording.signals:
        for name in ("faces", "heads", "bodies", "voices", "texts", "events"):
            for sample in getattr(piece, name):
                time_us = sample.capture_time_us - first_us + 1
                held = getattr(buckets.setdefault(time_us // MESSAGE_US, Signals()), name)
                held.add().CopyFrom(sample)
                held[-1].capture_time_us = time_us
                if name == "faces":
                    held[-1].source_id += faces
                elif name == "bodies":
                    held[-1].source_id += bodies
