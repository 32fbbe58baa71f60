"""Any tracker's face becomes the canonical one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from der_server.faults import BadDeclaration
from der_server.signals.canonical import FACE, FACE_REGIONS
from der_server.signals.face import FaceReader, face_reader, layout, layouts

pytestmark = pytest.mark.unit

Floats = NDArray[np.float32]
unit = st.floats(0, 1, width=32)
standards = st.sampled_from([name for name, _, _ in layouts()])


def read(reader: FaceReader, weights: Floats, lost: tuple[int, ...] = ()) -> tuple[Floats, Floats]:
    gone = np.zeros((len(weights), 3), bool)
    gone[:, list(lost)] = True
    return reader.read(weights, gone, np.ones((len(weights), 3), np.float32))


def one(reader: FaceReader, **weights: float) -> tuple[dict[str, float], dict[str, float]]:
    frame = np.zeros((1, reader.count), np.float32)
    for name, value in weights.items():
        frame[0, reader.names.index(name)] = value
    values, known = read(reader, frame)
    return dict(zip(FACE, values[0].tolist(), strict=True)), dict(zip(FACE, known[0].tolist(), strict=True))


@given(standards, st.data())
def test_whatever_comes_in_a_canonical_face_comes_out(standard: str, data: st.DataObject) -> None:
    reader = face_reader(standard, ())
    weights = data.draw(st.lists(unit, min_size=reader.count, max_size=reader.count))
    lost = np.array([data.draw(st.lists(st.booleans(), min_size=3, max_size=3))])
    confidence = np.array([data.draw(st.lists(unit, min_size=3, max_size=3))], np.float32)
    values, known = reader.read(np.array([weights], np.float32), lost, confidence)
    for face in (values, known):
        assert face.shape == (1, len(FACE))
        assert face.dtype == np.float32
        assert np.isfinite(face).all()
        assert (face >= 0).all()
        assert (face <= 1).all()
    assert (values[known == 0] == 0).all()


@given(standards, st.integers(0, 2**32 - 1))
def test_name_order_does_not_matter(standard: str, seed: int) -> None:
    straight = face_reader(standard, ())
    order = np.random.default_rng(seed).permutation(straight.count)
    shuffled = face_reader(standard, [straight.names[i] for i in order])
    weights = np.random.default_rng(seed + 1).random((2, straight.count), np.float32)
    np.testing.assert_allclose(read(straight, weights)[0], read(shuffled, weights[:, order])[0], atol=1e-6)


@given(standards, st.sampled_from([0, 1, 2]))
def test_missing_is_not_neutral(standard: str, region: int) -> None:
    reader = face_reader(standard, ())
    _, whole = read(reader, np.zeros((1, reader.count), np.float32))
    _, partial = read(reader, np.zeros((1, reader.count), np.float32), (region,))
    for channel, regions in enumerate(FACE_REGIONS):
        expected = whole[0, channel] * np.mean([place != region for place in regions])
        assert partial[0, channel] == pytest.approx(expected)


def test_a_half_seen_inner_brow_keeps_the_value_of_the_seen_half() -> None:
    reader = face_reader("fb", ())
    weights = np.zeros((1, 70), np.float32)
    weights[0, reader.names.index("XR_FACE_EXPRESSION2_INNER_BROW_RAISER_R_FB")] = 0.8
    values, known = read(reader, weights, (1,))
    assert values[0, FACE.index("browInnerUp")] == pytest.approx(0.8)
    assert known[0, FACE.index("browInnerUp")] == pytest.approx(0.5)


@pytest.mark.parametrize("standard", [name for name, _, _ in layouts()])
def test_shares_into_one_channel_sum_to_one_or_nothing(standard: str) -> None:
    sums = face_reader(standard, ()).matrix.sum(0)
    assert set(np.round(sums, 6).tolist()) <= {0.0, 1.0}


def test_a_smile_alone_raises_no_cheek_and_no_lid() -> None:
    values, _ = one(
        face_reader("fb", ()),
        XR_FACE_EXPRESSION2_LIP_CORNER_PULLER_L_FB=1.0,
        XR_FACE_EXPRESSION2_LIP_CORNER_PULLER_R_FB=1.0,
    )
    assert {name for name, value in values.items() if value} == {"mouthSmileLeft", "mouthSmileRight"}


def test_a_pucker_is_no_funnel() -> None:
    values, _ = one(
        face_reader("fb", ()),
        XR_FACE_EXPRESSION2_LIP_PUCKER_L_FB=1.0,
        XR_FACE_EXPRESSION2_LIP_PUCKER_R_FB=1.0,
    )
    assert values["mouthPucker"] == 1
    assert values["mouthFunnel"] == 0


def test_an_outer_brow_is_not_amplified() -> None:
    values, _ = one(face_reader("fb", ()), XR_FACE_EXPRESSION2_OUTER_BROW_RAISER_L_FB=0.4)
    assert values["browOuterUpLeft"] == pytest.approx(0.4)


def test_gaze_to_the_left_is_outward_for_the_left_eye() -> None:
    values, _ = one(face_reader("fb", ()), XR_FACE_EXPRESSION2_EYES_LOOK_LEFT_L_FB=1.0)
    assert values["eyeLookOutLeft"] == 1
    assert values["eyeLookInLeft"] == 0


def test_dead_channels_of_a_camera_tracker_are_unknown() -> None:
    reader = face_reader("mediapipe", ())
    values, known = read(reader, np.ones((1, 52), np.float32))
    for name in ("cheekPuff", "cheekSquintLeft", "noseSneerRight", "jawForward", "mouthClose", "tongueOut"):
        assert known[0, FACE.index(name)] == 0
        assert values[0, FACE.index(name)] == 0
    assert reader.names[0] == "_neutral"
    assert known[0, FACE.index("jawOpen")] == 1


@pytest.mark.parametrize(
    ("standard", "spelled", "channel"),
    [
        ("arkit", "browDown_L", "browDownLeft"),
        ("arkit", "BROWDOWNLEFT", "browDownLeft"),
        ("arkit", "jawleft", "jawLeft"),
        ("fb", "BROW_LOWERER_L", "browDownLeft"),
        ("fb", "XR_FACE_EXPRESSION_BROW_LOWERER_L_FB", "browDownLeft"),
        ("fb", "BrowLowererL", "browDownLeft"),
        ("fb", "JAW_SIDEWAYS_LEFT", "jawLeft"),
        ("fb", "MOUTH_LEFT", "mouthLeft"),
        ("fb", "CHEEK_SUCK_R", "cheekSuckRight"),
        ("fb", "LIP_TIGHTENER_L", "mouthTightenerLeft"),
    ],
)
def test_names_are_known_in_every_spelling(standard: str, spelled: str, channel: str) -> None:
    table = layout(standard)
    own = table.resolve([spelled])[0]
    assert own is not None
    assert dict(table.shares[own]) == {channel: 1.0}


def test_tongue_out_is_optional() -> None:
    names = [name for name in FACE[:52] if name != "tongueOut"]
    _, known = read(face_reader("arkit", names), np.zeros((1, 51), np.float32))
    assert known[0, FACE.index("tongueOut")] == 0
    assert known[0, :51].min() == 1


def test_the_first_version_of_fb_has_63_values() -> None:
    assert face_reader("fb_v1", ()).count == 63
    assert face_reader("fb", face_reader("fb_v1", ()).names).count == 63


def test_names_decide_where_no_standard_is_declared() -> None:
    assert face_reader("", face_reader("mediapipe", ()).names).standard == "mediapipe"
    assert face_reader("custom", face_reader("fb", ()).names).standard == "fb"


def test_mixed_names_are_read_and_unknown_ones_ignored() -> None:
    names = ["browDown_L", "BROW_LOWERER_R", "jawOpen", "MOUTH_LEFT", "cheekSuckLeft", "earWiggle"]
    reader = face_reader("custom", names)
    assert reader.ignored_names == ("earWiggle",)
    values, known = read(reader, np.full((1, 6), 0.5, np.float32))
    assert known.sum() == 5
    assert values.sum() == pytest.approx(2.5)


def test_a_side_of_its_own_feeds_the_whole_too_whatever_list_it_stands_in() -> None:
    names = ["BrowInnerUpLeft", "BrowInnerUpRight", "CheekPuffLeft", "CheekPuffRight", "JawClench", "earWiggle"]
    values, known = read(face_reader("custom", names), np.array([[0.8, 0.4, 1, 0, 0.3, 1]], np.float32))
    shown = dict(zip(FACE, values[0].tolist(), strict=True))
    assert shown["browInnerUp"] == pytest.approx(0.6)
    assert shown["browInnerUpLeft"] == pytest.approx(0.8)
    assert shown["cheekPuff"] == pytest.approx(0.5)
    assert known[0].sum() == 7


def test_too_few_known_names_are_refused_with_the_nearest_spelling() -> None:
    with pytest.raises(BadDeclaration, match="browDownLeft"):
        face_reader("custom", ["browDwnLeft", "jawOpen"])


@pytest.mark.parametrize("names", [["jawOpen", "jawOpen"], ["browDownLeft", "browDown_L"]])
def test_a_name_said_twice_is_refused(names: list[str]) -> None:
    with pytest.raises(BadDeclaration, match="the same"):
        face_reader("arkit", [*names, *FACE[30:40]])


def test_an_unknown_standard_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadDeclaration, match="mediapipe"):
        face_reader("kinect", ())


def test_a_standardless_source_must_list_names() -> None:
    with pytest.raises(BadDeclaration, match="names"):
        face_reader("", ())


@given(standards, st.integers(0, 2**32 - 1))
def test_a_whole_face_is_read_alike_beside_a_lost_one(standard: str, seed: int) -> None:
    reader = face_reader(standard, ())
    weights = np.random.default_rng(seed).uniform(-0.05, 1.05, (3, reader.count)).astype(np.float32)
    beside = np.zeros((3, 3), bool)
    beside[2] = True
    sure = np.ones((3, 3), np.float32)
    together = reader.read(weights, beside, sure)
    alone = reader.read(weights[:2], beside[:2], sure[:2])
    for ours, theirs in zip(alone, together, strict=True):
        assert ours.dtype == theirs.dtype
        np.testing.assert_allclose(ours, theirs[:2], atol=1e-6)


@given(standards, st.integers(0, 2**32 - 1))
def test_what_says_nothing_is_hushed_whatever_was_sent(standard: str, seed: int) -> None:
    reader = face_reader(standard, ())
    weights = np.random.default_rng(seed).random((2, reader.count), np.float32)
    weights[:, ~reader.said] = np.nan
    nothing_lost, half_lost = np.zeros((2, 3), bool), np.zeros((2, 3), bool)
    half_lost[1] = True
    hushed = reader.hushed(weights, nothing_lost)
    assert not hushed[:, ~reader.said].any()
    np.testing.assert_array_equal(hushed[:, reader.said], weights[:, reader.said])
    np.testing.assert_array_equal(reader.hushed(weights, half_lost)[0], hushed[0])
