"""Recorded sessions: `.der` files.

A file is the eight bytes `DERREC1\\n`, then protobuf messages, each after its length as a varint: one
`der_server.v1.SessionStart`, then any number of `der_server.v1.Signals` with their capture times, oldest first. A
recording holds a person's signals: keep it only where that person said yes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from google.protobuf.message import DecodeError, Message
from google.protobuf.proto import parse_length_prefixed, serialize_length_prefixed

from der_client.errors import DerClientError
from der_client.faults import Timed
from der_client.play import shifted
from der_server.v1.session_pb2 import SessionStart
from der_server.v1.signals_pb2 import Signals

MAGIC = b"DERREC1\n"


@dataclass(frozen=True)
class Recording:
    """What a client declared and what it sent, oldest first."""

    start: SessionStart
    signals: tuple[Signals, ...]

    @property
    def seconds(self) -> float:
        """From the first sample to the last."""
        times = [times for piece in self.signals if (times := capture_times_us(piece))]
        return (max(map(max, times)) - min(map(min, times))) / 1e6 if times else 0.0

    def timed(self) -> Iterator[Timed]:
        """Messages as they would leave: each when its newest sample is there. Capture times count from 1."""
        times = [capture_times_us(piece) for piece in self.signals]
        first_us = min((min(t) for t in times if t), default=0)
        due_s = 0.0
        for piece, own in zip(self.signals, times, strict=True):
            due_s = max(due_s, (max(own) - first_us) / 1e6) if own else due_s
            copy = Signals()
            copy.CopyFrom(piece)
            yield due_s, shifted(copy, 1 - first_us)


def capture_times_us(signals: Signals) -> list[int]:
    """The capture times of all samples of a message."""
    lists = (signals.faces, signals.heads, signals.bodies, signals.voices, signals.texts, signals.events)
    return [sample.capture_time_us for samples in lists for sample in samples]


def write_recording(path: Path, start: SessionStart, signals: Iterable[Signals]) -> int:
    """Write a recording; how many messages of signals it holds. Tokens and ids of people are left out."""
    anonymous = SessionStart()
    anonymous.CopyFrom(start)
    for field in ("person_id", "room_id", "resume_token", "notice_version_shown"):
        anonymous.ClearField(field)
    count = 0
    with path.open("wb") as out:
        out.write(MAGIC + _framed(anonymous))
        for piece in signals:
            out.write(_framed(piece))
            count += 1
    return count


def _framed(message: Message) -> bytes:
    held = BytesIO()
    serialize_length_prefixed(message, held)
    return held.getvalue()


def read_recording(path: Path) -> Recording:
    """Read a recording. Raises DerClientError where the file is none, is damaged or ends early."""
    try:
        held = BytesIO(path.read_bytes())
    except OSError as error:
        raise DerClientError("BAD_FILE", f"{path} cannot be read: {error.strerror}.") from None
    if held.read(len(MAGIC)) != MAGIC:
        raise DerClientError("BAD_FILE", f"{path} is not a recorded session: it does not begin with DERREC1.")
    signals = []
    try:
        start = parse_length_prefixed(SessionStart, held)
        while (piece := parse_length_prefixed(Signals, held)) is not None:
            signals.append(piece)
    except (DecodeError, ValueError, EOFError):
        raise DerClientError("BAD_FILE", f"{path} is damaged or ends in the middle of a message.") from None
    if start is None:
        raise DerClientError("BAD_FILE", f"{path} ends before the session starts.")
    return Recording(start, tuple(signals))
