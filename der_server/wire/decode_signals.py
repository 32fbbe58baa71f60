"""Decodes samples: repeated messages to one array per source, sizes checked before anything is allocated."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import numpy as np

from der_server.faults import BadFrame, TooMuch
from der_server.session.arrival import (
    Arrival,
    BodyFrames,
    Event,
    FaceFrames,
    Floats,
    HeadFrame,
    TextPiece,
    VoicePiece,
)
from der_server.v1 import signals_pb2
from der_server.wire import words
from der_server.wire.limits import MAX_EVENTS, MAX_NAMES, MAX_TEXT_BYTES


def decode_signals(signals: signals_pb2.Signals, received_ns: int) -> Arrival:
    """One message's samples. Raises BadFrame or TooMuch where a frame cannot be reshaped at all."""
    return Arrival(
        received_ns=received_ns,
        faces=tuple(_faces(signals.faces)),
        bodies=tuple(_bodies(signals.bodies)),
        heads=tuple(_head(head) for head in signals.heads),
        voices=tuple(
            VoicePiece(v.capture_time_us, v.first_sample, v.data, v.speaker != signals_pb2.SPEAKER_COUNTERPART)
            for v in signals.voices
        ),
        texts=tuple(_text(text) for text in signals.texts),
        events=tuple(
            Event(e.capture_time_us, words.BEHAVIOUR.word(e.kind), e.value) for e in signals.events[:MAX_EVENTS]
        ),
        events_over=max(0, len(signals.events) - MAX_EVENTS),
        end_of_utterance=signals.end_of_utterance,
    )


def _faces(frames: Iterable[signals_pb2.FaceFrame]) -> Iterator[FaceFrames]:
    for (source_id, count, audio), group in groupby(
        frames, key=lambda f: (f.source_id, len(f.weights), f.audio_driven)
    ):
        same = list(group)
        if count > MAX_NAMES:
            raise BadFrame(f"A face frame has {count} weights; no source has more than {MAX_NAMES}.")
        yield FaceFrames(
            source_id=source_id,
            times_us=np.array([f.capture_time_us for f in same], np.int64),
            weights=np.array([f.weights for f in same], np.float32).reshape(len(same), count),
            lost=np.array([(f.lower_lost, f.left_upper_lost, f.right_upper_lost) for f in same], np.bool_),
            confidence=np.array([_confidences(f.region_confidences) for f in same], np.float32),
            audio_driven=audio,
        )


def _confidences(given: Sequence[float]) -> tuple[float, float, float]:
    """One value = the whole face, two = lower and upper, three = lower, left upper, right upper."""
    if not given:
        return (1.0, 1.0, 1.0)
    if len(given) == 1:
        return (given[0], given[0], given[0])
    if len(given) == 2:
        return (given[0], given[1], given[1])
    if len(given) == 3:
        return (given[0], given[1], given[2])
    raise BadFrame("`region_confidences` has at most 3 values: lower, left upper, right upper.")


def _bodies(frames: Iterable[signals_pb2.BodyFrame]) -> Iterator[BodyFrames]:
    for (source_id, numbers, turns), group in groupby(
        frames, key=lambda f: (f.source_id, len(f.positions), len(f.rotations))
    ):
        same = list(group)
        count, rest = divmod(numbers, 3)
        if rest or count > MAX_NAMES or turns not in (0, 4 * count):
            raise BadFrame(
                f"A body frame has {numbers} position and {turns} rotation numbers; send 3 per joint, and 4 or none."
            )
        yield BodyFrames(
            source_id=source_id,
            times_us=np.array([f.capture_time_us for f in same], np.int64),
            positions=np.array([f.positions for f in same], np.float32).reshape(len(same), count, 3),
            rotations=np.array([f.rotations for f in same], np.float32).reshape(len(same), turns // 4, 4),
            lost=np.stack([_lost(f.lost_joints, count) for f in same]),
        )


def _lost(indexes: Sequence[int], count: int) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    lost = np.zeros(count, np.bool_)
    for index in indexes:
        if index >= count:
            raise BadFrame(f"`lost_joints` names joint {index} of {count}.")
        lost[index] = True
    return lost


def _head(head: signals_pb2.HeadFrame) -> HeadFrame:
    turn = head.head.rotation if head.head.HasField("rotation") else None
    gaze = head.gaze_direction if head.HasField("gaze_direction") else None
    return HeadFrame(
        head.capture_time_us,
        None if turn is None else _floats(turn.x, turn.y, turn.z, turn.w),
        None if gaze is None else _floats(gaze.x, gaze.y, gaze.z),
    )


def _floats(*numbers: float) -> Floats:
    return np.array(numbers, np.float32)


def _text(text: signals_pb2.TextInput) -> TextPiece:
    if len(text.text.encode()) > MAX_TEXT_BYTES:
        raise TooMuch(f"A text is longer than {MAX_TEXT_BYTES} bytes: send it in pieces.", field="texts.text")
    return TextPiece(
        text.capture_time_us,
        text.text,
        text.language,
        text.partial,
        text.speaker != signals_pb2.SPEAKER_COUNTERPART,
    )
