"""Decodes samples: repeated messages to one array per source, sizes checked before anything is allocated."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np

from der_server.faults import BadFrame, TooMuch
from der_server.session.arrival import (
    Arrival,
    BodyFrames,
    Event,
    FaceFrames,
    Flags,
    Floats,
    HeadFrame,
    TextPiece,
    VoicePiece,
)
from der_server.v1 import signals_pb2
from der_server.wire import words
from der_server.wire.limits import MAX_EVENTS, MAX_NAMES, MAX_TEXT_BYTES
from der_server.wire.packed import packed

FLOAT_BYTES = 4


def decode_signals(signals: signals_pb2.Signals, received_ns: int) -> Arrival:
    """One message's samples. Raises BadFrame or TooMuch where a frame cannot be reshaped at all."""
    sent = packed(signals)
    return Arrival(
        received_ns=received_ns,
        faces=tuple(_faces(list(sent.faces))),
        bodies=tuple(_bodies(list(sent.bodies))),
        heads=tuple([_head(head) for head in sent.heads]),
        voices=tuple(
            [
                VoicePiece(v.capture_time_us, v.first_sample, v.data, v.speaker != signals_pb2.SPEAKER_COUNTERPART)
                for v in sent.voices
            ]
        ),
        texts=tuple([_text(text) for text in sent.texts]),
        events=tuple(
            [Event(e.capture_time_us, words.BEHAVIOUR.word(e.kind), e.value) for e in sent.events[:MAX_EVENTS]]
        ),
        events_over=max(0, len(sent.events) - MAX_EVENTS),
        end_of_utterance=sent.end_of_utterance,
    )


def _alike(frames: Sequence[Any], keys: Sequence[tuple[int, ...]]) -> Iterator[tuple[tuple[int, ...], Sequence[Any]]]:
    """Frames in stretches that have the same key: nearly always all of them."""
    if keys.count(keys[0]) == len(keys):
        yield keys[0], frames
        return
    for key, run in groupby(zip(keys, frames, strict=True), key=itemgetter(0)):
        yield key, [frame for _, frame in run]


def _numbers(pieces: list[bytes], *shape: int) -> Floats:
    """Little-endian f32, as they came: they may be read, not written."""
    return np.frombuffer(b"".join(pieces), "<f4").reshape(len(pieces), *shape)


def _faces(frames: Sequence[Any]) -> Iterator[FaceFrames]:
    if not frames:
        return
    keys = [(f.source_id, len(f.weights), f.audio_driven) for f in frames]
    for (source_id, size, audio), same in _alike(frames, keys):
        count = size // FLOAT_BYTES
        if count > MAX_NAMES:
            raise BadFrame(f"A face frame has {count} weights; no source has more than {MAX_NAMES}.")
        lost, confidence = _seen(same)
        yield FaceFrames(
            source_id=source_id,
            times_us=np.array([f.capture_time_us for f in same], np.int64),
            weights=_numbers([f.weights for f in same], count),
            lost=lost,
            confidence=confidence,
            audio_driven=bool(audio),
        )


def _seen(frames: Sequence[Any]) -> tuple[Flags, Floats]:
    """What each frame lost, bool[n, 3], and how sure it is of the rest, f32[n, 3]."""
    lost, confidence = np.zeros((len(frames), 3), np.bool_), np.ones((len(frames), 3), np.float32)
    for i, frame in enumerate(frames):
        if frame.lower_lost or frame.left_upper_lost or frame.right_upper_lost:
            lost[i] = frame.lower_lost, frame.left_upper_lost, frame.right_upper_lost
        if frame.region_confidences:
            confidence[i] = _confidences(np.frombuffer(frame.region_confidences, "<f4").tolist())
    return lost, confidence


def _confidences(given: Sequence[float]) -> tuple[float, float, float]:
    """One value = the whole face, two = lower and upper, three = lower, left upper, right upper."""
    if len(given) == 1:
        return (given[0], given[0], given[0])
    if len(given) == 2:
        return (given[0], given[1], given[1])
    if len(given) == 3:
        return (given[0], given[1], given[2])
    raise BadFrame("`region_confidences` has at most 3 values: lower, left upper, right upper.")


def _bodies(frames: Sequence[Any]) -> Iterator[BodyFrames]:
    if not frames:
        return
    keys = [(f.source_id, len(f.positions), len(f.rotations)) for f in frames]
    for (source_id, size, turned), same in _alike(frames, keys):
        numbers, turns = size // FLOAT_BYTES, turned // FLOAT_BYTES
        count, rest = divmod(numbers, 3)
        if rest or count > MAX_NAMES or turns not in (0, 4 * count):
            raise BadFrame(
                f"A body frame has {numbers} position and {turns} rotation numbers; send 3 per joint, and 4 or none."
            )
        yield BodyFrames(
            source_id=source_id,
            times_us=np.array([f.capture_time_us for f in same], np.int64),
            positions=_numbers([f.positions for f in same], count, 3),
            rotations=_numbers([f.rotations for f in same], turns // 4, 4),
            lost=_lost([f.lost_joints for f in same], count),
        )


def _lost(frames: Sequence[Sequence[int]], count: int) -> Flags:
    """bool[n, count] from the indexes of each frame's lost joints."""
    lost = np.zeros((len(frames), count), np.bool_)
    for i, indexes in enumerate(frames):
        for index in indexes:
            if index >= count:
                raise BadFrame(f"`lost_joints` names joint {index} of {count}.")
            lost[i, index] = True
    return lost


def _head(head: Any) -> HeadFrame:
    turn = head.head.rotation if head.head.HasField("rotation") else None
    gaze = head.gaze_direction if head.HasField("gaze_direction") else None
    return HeadFrame(
        head.capture_time_us,
        None if turn is None else _floats(turn.x, turn.y, turn.z, turn.w),
        None if gaze is None else _floats(gaze.x, gaze.y, gaze.z),
    )


def _floats(*numbers: float) -> Floats:
    return np.array(numbers, np.float32)


def _text(text: Any) -> TextPiece:
    if len(text.text.encode()) > MAX_TEXT_BYTES:
        raise TooMuch(f"A text is longer than {MAX_TEXT_BYTES} bytes: send it in pieces.", field="texts.text")
    return TextPiece(
        text.capture_time_us,
        text.text,
        text.language,
        text.partial,
        text.speaker != signals_pb2.SPEAKER_COUNTERPART,
    )
