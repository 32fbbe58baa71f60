"""Samples from messages: whatever way their numbers were written, the arrays hold them as they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.faults import BadFrame
from der_server.v1 import signals_pb2
from der_server.wire.decode_signals import decode_signals

number = st.floats(width=32, allow_nan=False)
time_us = st.integers(0, 2**62)


@st.composite
def faces(draw: st.DrawFn) -> signals_pb2.FaceFrame:
    weights = draw(st.lists(number, max_size=3))
    return signals_pb2.FaceFrame(
        source_id=draw(st.integers(0, 1)),
        capture_time_us=draw(time_us),
        weights=weights,
        lower_lost=draw(st.booleans()),
        right_upper_lost=draw(st.booleans()),
        region_confidences=draw(st.lists(number, max_size=3)),
        audio_driven=draw(st.booleans()),
    )


@st.composite
def bodies(draw: st.DrawFn) -> signals_pb2.BodyFrame:
    joints = draw(st.integers(0, 2))
    turned = draw(st.sampled_from([0, joints]))
    return signals_pb2.BodyFrame(
        source_id=draw(st.integers(0, 1)),
        capture_time_us=draw(time_us),
        positions=draw(st.lists(number, min_size=3 * joints, max_size=3 * joints)),
        rotations=draw(st.lists(number, min_size=4 * turned, max_size=4 * turned)),
        lost_joints=draw(st.lists(st.integers(0, joints - 1), max_size=2)) if joints else [],
    )


def sure(frame: signals_pb2.FaceFrame) -> list[float]:
    given = list(frame.region_confidences)
    return {0: [1.0, 1.0, 1.0], 1: given * 3, 2: [*given, *given[1:]], 3: given}[len(given)]


@given(st.lists(faces(), max_size=5))
def test_every_face_is_read_once_in_order_and_as_it_was_sent(sent: list[signals_pb2.FaceFrame]) -> None:
    read = decode_signals(signals_pb2.Signals(faces=sent), 1).faces
    rows = [
        (group.source_id, int(t), w.tolist(), lost.tolist(), c.tolist(), group.audio_driven)
        for group in read
        for t, w, lost, c in zip(group.times_us, group.weights, group.lost, group.confidence, strict=True)
    ]
    assert rows == [
        (
            f.source_id,
            f.capture_time_us,
            list(f.weights),
            [f.lower_lost, f.left_upper_lost, f.right_upper_lost],
            sure(f),
            f.audio_driven,
        )
        for f in sent
    ]


@given(st.lists(bodies(), max_size=5))
def test_every_body_is_read_once_in_order_and_as_it_was_sent(sent: list[signals_pb2.BodyFrame]) -> None:
    read = decode_signals(signals_pb2.Signals(bodies=sent), 1).bodies
    rows = [
        (group.source_id, int(t), p.ravel().tolist(), r.ravel().tolist(), np.flatnonzero(lost).tolist())
        for group in read
        for t, p, r, lost in zip(group.times_us, group.positions, group.rotations, group.lost, strict=True)
    ]
    assert rows == [
        (f.source_id, f.capture_time_us, list(f.positions), list(f.rotations), sorted(set(f.lost_joints)))
        for f in sent
    ]


def packed_piece(numbers: list[float]) -> bytes:
    data = np.array(numbers, "<f4").tobytes()
    return bytes([3 << 3 | 2, len(data)]) + data  # field 3, with a length; all lengths here fit one byte


@given(st.lists(number, max_size=4), st.lists(number, max_size=4), st.lists(number, max_size=4))
def test_weights_sent_one_by_one_or_in_pieces_are_the_same_weights(
    first: list[float], second: list[float], last: list[float]
) -> None:
    one_by_one = b"".join(bytes([3 << 3 | 5]) + np.array(x, "<f4").tobytes() for x in second)
    frame = packed_piece(first) + one_by_one + packed_piece(last)
    data = bytes([1 << 3 | 2, len(frame)]) + frame
    (read,) = decode_signals(signals_pb2.Signals.FromString(data), 1).faces
    assert read.weights[0].tolist() == [*first, *second, *last]


@pytest.mark.parametrize(("positions", "rotations"), [(4, 0), (6, 4), (3 * 257, 0)])
def test_a_body_of_odd_size_is_refused(positions: int, rotations: int) -> None:
    frame = signals_pb2.BodyFrame(positions=[0.0] * positions, rotations=[0.0] * rotations)
    with pytest.raises(BadFrame):
        decode_signals(signals_pb2.Signals(bodies=[frame]), 1)


def test_four_confidences_are_refused() -> None:
    frame = signals_pb2.FaceFrame(weights=[0.0], region_confidences=[1.0] * 4)
    with pytest.raises(BadFrame):
        decode_signals(signals_pb2.Signals(faces=[frame]), 1)


def test_more_weights_than_any_source_has_are_refused() -> None:
    with pytest.raises(BadFrame):
        decode_signals(signals_pb2.Signals(faces=[signals_pb2.FaceFrame(weights=[0.0] * 257)]), 1)
