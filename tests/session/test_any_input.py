"""Whatever a tracker, microphone or program sends: it is read or counted, and no NaN gets past a sense.

Every decoder meets a thousand inputs; arrays are drawn from a seed, so that a failing one can be drawn again.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from der_server.faults import BadDeclaration
from der_server.features.text import grams
from der_server.labels import BEHAVIOURS
from der_server.session.arrival import BodyFrames, Event, FaceFrames, TextPiece, VoicePiece
from der_server.session.deeds import DeedSense
from der_server.session.refusals import Refusals
from der_server.session.senses import BodySense, FaceSense
from der_server.session.start import Source, VoiceFormat
from der_server.session.texts import fresh, readings
from der_server.session.voice import VoiceSense
from der_server.signals.body import body_reader, skeletons
from der_server.signals.face import face_reader, layouts
from der_server.signals.text import by_language
from der_server.signals.voice import ENCODINGS

pytestmark = pytest.mark.unit

thousand = settings(max_examples=1000)
seeds = st.integers(0, 2**32 - 1)
faces, bodies = ([name for name, _, _ in table] for table in (layouts(), skeletons()))
STRANGE = np.array([np.nan, np.inf, -np.inf, -1, 1.04, -0.04, 3, 1e38, -0.0, 1e-42], np.float32)


def times(draw: np.random.Generator, n: int) -> np.ndarray:
    """Mostly rising by one frame; sometimes the same again, back, or far ahead."""
    steps = draw.choice([16_667, 0, -50_000, 8_000_000, 10**15], n, p=[0.8, 0.05, 0.05, 0.05, 0.05])
    return np.asarray(1_000_000 + np.cumsum(steps), np.int64)


def spoiled(draw: np.random.Generator, numbers: np.ndarray, share: float) -> np.ndarray:
    where = draw.random(numbers.shape) < share
    numbers[where] = draw.choice(STRANGE, int(where.sum()))
    return numbers


@thousand
@given(st.sampled_from(faces), seeds, st.sampled_from([0.0, 0.0005, 0.01, 0.5]))
def test_any_face(standard: str, seed: int, share: float) -> None:
    draw = np.random.default_rng(seed)
    sense, refusals = FaceSense([Source(0, standard)]), Refusals()
    for _ in range(3):
        n = int(draw.integers(1, 6))
        weights = spoiled(draw, draw.random((n, sense.readers[0].count), np.float32), share)
        confidence = spoiled(draw, draw.random((n, 3), np.float32), share / 10)
        lost, audio = draw.random((n, 3)) < 0.2, bool(draw.random() < 0.1)
        sense.absorb(FaceFrames(0, times(draw, n), weights, lost, confidence, audio), 10**12, refusals)
        face = sense.input_at(int(draw.integers(0, 10**8)))
        if face is not None:
            assert np.isfinite(face).all()
            assert (face >= 0).all()
            assert (face <= 1).all()
    assert all(refused.count > 0 and refused.advice for refused in refusals.due(0, everything=True))


@thousand
@given(st.sampled_from(bodies), seeds, st.sampled_from([0.0, 0.001, 0.02, 0.5]), st.sampled_from([0, 1, 4]))
def test_any_body(standard: str, seed: int, share: float, turns: int) -> None:
    draw = np.random.default_rng(seed)
    sense, refusals = BodySense([Source(0, standard)]), Refusals()
    count = sense.readers[0].count
    for _ in range(2):
        n = int(draw.integers(1, 40))
        scale = draw.choice([0.5, 1, 100])
        positions = spoiled(draw, (scale * draw.normal(size=(n, count, 3))).astype(np.float32), share)
        rotations = draw.normal(size=(n, count if turns else 0, 4)).astype(np.float32)
        if turns == 1:
            rotations /= np.linalg.norm(rotations, axis=2, keepdims=True)
        lost = draw.random((n, count)) < draw.choice([0, 0.3, 1])
        sense.absorb(
            BodyFrames(0, times(draw, n), positions, spoiled(draw, rotations, share), lost), 10**12, refusals
        )
        body = sense.input_at(int(draw.integers(0, 10**7)))
        assert body is None or np.isfinite(body).all()
    assert all(refused.count > 0 and refused.advice for refused in refusals.due(0, everything=True))


@thousand
@given(
    st.sampled_from(ENCODINGS),
    st.sampled_from([1, 2]),
    st.lists(
        st.tuples(st.binary(max_size=200), st.integers(-10, 10**9) | st.integers(0, 400), st.booleans()), max_size=5
    ),
    st.booleans(),
)
def test_any_voice(encoding: str, channels: int, sent: list[tuple[bytes, int, bool]], hears: bool) -> None:
    sense, refusals = VoiceSense(VoiceFormat(16_000, channels, encoding, hears)), Refusals()
    for i, (data, first, own) in enumerate(sent):
        sense.absorb([VoicePiece(1_000_000 + 20_000 * i, first, data * (1 + 9 * own), own)], 10**12, refusals)
    for values in sense.take().values():
        assert np.isfinite(values).all()
    assert all(refused.count > 0 and refused.advice for refused in refusals.due(0, everything=True))


@thousand
@given(st.text(max_size=80), st.sampled_from(["en", "zh", "fr", "zh-CN", "", "x" * 100]), st.booleans())
def test_any_text(text: str, language: str, partial: bool) -> None:
    assert "".join(stretch for _, stretch in by_language(text)) == text
    piece = TextPiece(1_000_000, text, language, partial)
    kept = fresh([piece, piece], None, 10**12, Refusals())
    assert len(kept) == (0 if partial or not text.strip() else 1)
    for stretch, tongue in readings(piece, "en"):
        assert tongue
        assert all(isinstance(gram, str) for gram in grams(stretch))


@thousand
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*BEHAVIOURS, ""]),
            st.floats(width=32),
            st.integers(-(2**63), 2**63 - 1) | st.integers(0, 10**8),
        ),
        max_size=20,
    ),
    st.integers(0, 2**62),
)
def test_any_deed(events: list[tuple[str, float, int]], now_us: int) -> None:
    sense, refusals = DeedSense(), Refusals()
    sense.absorb([Event(time_us, kind, value) for kind, value, time_us in events], 10**12, refusals)
    vector = sense.input_at(now_us)
    assert vector is None or not np.isnan(vector).any()
    for deed in sense.deeds(now_us):
        assert deed.pace >= 0
        assert deed.dwell_s >= 0
    assert all(refused.count > 0 and refused.advice for refused in refusals.due(0, everything=True))


@thousand
@given(
    st.sampled_from([*faces, "custom", "", "arkitt"]) | st.text(max_size=12),
    st.lists(
        st.sampled_from([name for _, names, _ in layouts() for name in names]) | st.text(max_size=30), max_size=60
    ),
)
def test_any_face_declaration(standard: str, names: list[str]) -> None:
    try:
        reader = face_reader(standard, names)
    except BadDeclaration as error:
        assert str(error)[-1] in ".?"  # noqa: PT017 - either outcome is fine
        return
    assert reader.count == (len(names) or reader.count)
    assert set(reader.ignored_names) <= set(reader.names)
    assert np.isfinite(reader.matrix).all()


@thousand
@given(
    st.sampled_from(bodies) | st.text(max_size=12),
    st.lists(
        st.sampled_from([name for _, names, _ in skeletons() for name in names]) | st.text(max_size=30), max_size=40
    ),
)
def test_any_body_declaration(standard: str, names: list[str]) -> None:
    try:
        reader = body_reader(standard, names)
    except BadDeclaration as error:
        assert str(error)[-1] in ".?"  # noqa: PT017 - either outcome is fine
        return
    assert reader.joints
    assert reader.count == (len(names) or reader.count)
