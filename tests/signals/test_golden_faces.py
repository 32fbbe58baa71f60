"""Hand-written frames of every standard give the canonical face they must."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from der_server.features.face import CHANNELS
from der_server.models.face_support import face_support
from der_server.session.arrival import FaceFrames
from der_server.session.refusals import Refusals
from der_server.session.senses import FaceSense
from der_server.session.start import Source
from der_server.signals.canonical import FACE
from der_server.signals.face import FaceReader, face_reader
from der_server.signals.layout import layout, standards

pytestmark = pytest.mark.unit

FOLDER = Path(__file__).parent / "golden"
GOLDEN: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))
}
ACTS = ("real_smile", "polite_smile", "frown", "surprise", "disgust", "blink", "gaze_left")
OTHER_ORDERS = {"fb_v1": "fb", "live_link_52": "live_link_face", "pico_52": "pico"}
ALL_SEEN = np.ones((1, 3), np.float32)


def shown(reader: FaceReader, sent: dict[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    frame = np.zeros((1, reader.count), np.float32)
    for name, value in sent.items():
        frame[0, reader.names.index(name)] = value
    values, known = reader.read(frame, np.zeros((1, 3), bool), ALL_SEEN)
    return dict(zip(FACE, values[0].tolist(), strict=True)), dict(zip(FACE, known[0].tolist(), strict=True))


def test_every_standard_has_its_golden_frames() -> None:
    assert set(GOLDEN) | {"bd_lip"} == set(standards())  # visemes give nothing, see below
    assert all(set(ACTS) <= set(golden) for golden in GOLDEN.values())


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("standard", [*GOLDEN, *OTHER_ORDERS])
def test_a_golden_frame_gives_its_canonical_face(standard: str, act: str) -> None:
    golden = GOLDEN[OTHER_ORDERS.get(standard, standard)]
    values, known = shown(face_reader(standard, ()), golden[act]["sent"])
    for channel, value in values.items():
        assert value == pytest.approx(golden[act]["gives"].get(channel, 0), abs=1e-6), channel
    never = {channel for channel, share in known.items() if share == 0}
    if standard == "fb_v1":
        never.discard("tongueOut")
    expected = set(golden["unknown"]) if "unknown" in golden else set(FACE) - set(golden["known"])
    assert never == expected


@pytest.mark.parametrize("standard", GOLDEN)
def test_names_stand_where_the_devices_put_them(standard: str) -> None:
    names = layout(standard).names
    for name, place in GOLDEN[standard]["places"].items():
        assert names[place] == name


def test_pico_s_two_orders_are_not_taken_for_each_other() -> None:
    vendor, openxr = layout("pico").names, layout("bd_face").names
    assert (vendor.index("EyeBlink_L"), vendor.index("EyeBlink_R")) == (28, 38)
    left, right = "XR_FACE_EXPRESSION_EYE_BLINK_L_BD", "XR_FACE_EXPRESSION_EYE_BLINK_R_BD"
    assert (openxr.index(left), openxr.index(right)) == (5, 12)


@pytest.mark.parametrize("standard", ["fb", "android_xr", "magic_leap"])
def test_a_smile_of_meta_s_kin_raises_neither_cheek_nor_lid(standard: str) -> None:
    polite = GOLDEN[standard]["polite_smile"]["gives"]
    assert not {name for name in polite if name.startswith(("cheek", "eye"))}
    table = layout(standard).shares
    assert max(share for shares in table.values() for share in shares.values()) <= 1


def test_htc_s_two_sources_make_one_face_with_sixteen_of_arkit_s_shapes_missing() -> None:
    sense = FaceSense([Source(0, "htc_eye"), Source(1, "htc_lip")])
    rng = np.random.default_rng(0)
    for source_id, act in ((0, "surprise"), (1, "real_smile")):
        reader = sense.readers[source_id]
        frame = np.zeros((40, reader.count), np.float32)
        for name, value in GOLDEN[reader.standard][act]["sent"].items():
            frame[:, reader.names.index(name)] = value
        frame = np.clip(frame + rng.uniform(0, 1e-5, frame.shape), 0, 1).astype(np.float32)
        times_us = 1_000_000 + 16_667 * np.arange(40)
        confidence = np.ones((40, 3), np.float32)
        frames = FaceFrames(source_id, times_us, frame, np.zeros((40, 3), bool), confidence)
        sense.absorb(frames, 10**12, Refusals())
    face = sense.input_at(1_000_000 + 39 * 16_667)
    assert face is not None
    values, known = dict(zip(FACE, face, strict=False)), face[CHANNELS:]
    assert values["eyeWideLeft"] == pytest.approx(0.6, abs=1e-3)
    assert values["mouthSmileLeft"] == pytest.approx(0.8, abs=1e-3)
    assert (known[:52] == 0).sum() == 16
    support = face_support(list(sense.readers.values()))
    assert not {"au1", "au2", "au4", "au6", "au9", "au24"} & set(support.units)
    assert {row.label for row in support.labels if row.share < 0.5} == {"sadness", "anger", "fear", "disgust"}


def test_visemes_say_nothing_of_a_face() -> None:
    reader = face_reader("bd_lip", ())
    assert reader.audio_only
    assert reader.ignored_names == reader.names
    _, known = reader.read(np.ones((1, 20), np.float32), np.zeros((1, 3), bool), ALL_SEEN)
    assert not known.any()


def test_head_angles_of_live_link_may_be_any_number() -> None:
    sense, refusals = FaceSense([Source(0, "live_link_face")]), Refusals()
    weights = np.full((1, 61), 0.2, np.float32)
    weights[0, 52:] = [-0.8, 2.5, np.nan, *([0.0] * 6)]
    lost = np.zeros((1, 3), bool)
    sense.absorb(FaceFrames(0, np.array([1_000_000]), weights, lost, ALL_SEEN), 10**12, refusals)
    assert not refusals.due(0, everything=True)
    face = sense.input_at(1_000_000)
    assert face is not None
    assert np.isfinite(face).all()
