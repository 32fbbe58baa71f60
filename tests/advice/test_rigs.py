"""Every rig shows every emotion in its own names, and what is written to a face reads back the same."""

import csv
from pathlib import Path

import numpy as np
import pytest

from der_server.advice.advice import Target
from der_server.advice.avatar import AvatarAdvisor
from der_server.advice.display import RIGHT_SIDE, channel_looks, displays, names, units
from der_server.advice.rig import FACES, RIGS, VRM_NAMES, Rig, rig_names, rigs
from der_server.signals.canonical import FACE
from der_server.signals.face import face_reader

pytestmark = pytest.mark.unit
COUNTS = {"arkit": 52, "fb": 70, "mediapipe": 52, "unified": 88, "vrm": 18, "facs": 19}
REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "face_blendshapes.csv"


def rig(name: str, *own: str) -> Rig:
    return AvatarAdvisor([Target("t", name, own)]).rigs["t"]


def look(of: Rig, display: str) -> dict[str, float]:
    row = of.looks[names().index(display)]
    return {name: float(w) for name, w in zip(of.names, row, strict=True) if w > 0}


@pytest.mark.parametrize("name", RIGS)
def test_every_rig_has_its_own_order_and_shows_every_display(name: str) -> None:
    assert dict(rigs())[name] == rig(name).names
    assert len(rig(name).names) == COUNTS[name]
    assert (rig(name).looks.max(1) > 0).all()
    assert ((rig(name).looks >= 0) & (rig(name).looks <= 1)).all()


@pytest.mark.parametrize("name", ["arkit", "fb"])
def test_what_is_written_to_a_face_reads_back_the_same(name: str) -> None:
    of, reader = rig(name), face_reader(name, ())
    ones = np.ones((len(displays()), 3), np.float32)
    read, known = reader.read(of.looks, np.zeros((len(displays()), 3), np.bool_), ones)
    for channel, strength in channel_looks().items():
        at = FACE.index(channel)
        if known[:, at].all():
            assert read[:, at] == pytest.approx(strength, rel=1 - RIGHT_SIDE), channel  # sides may share a whole


def test_prototypes_are_the_published_ones_on_every_face() -> None:
    assert set(look(rig("facs"), "joy")) == {"AU6", "AU7", "AU12", "AU25"}
    assert {"AU1", "AU2", "AU5", "AU26"} <= set(look(rig("facs"), "surprise"))
    fb = look(rig("fb"), "anger")
    assert fb["XR_FACE_EXPRESSION2_BROW_LOWERER_L_FB"] > 0.5
    assert fb["XR_FACE_EXPRESSION2_LIP_TIGHTENER_L_FB"] > 0.2
    unified = look(rig("unified"), "sadness")
    assert {"MouthFrownLeft", "BrowInnerUpRight", "BrowPinchLeft"} <= set(unified)
    assert look(rig("mediapipe"), "joy") == pytest.approx(look(rig("arkit"), "joy"))


def test_unified_names_stand_in_the_order_of_their_enum() -> None:
    if not REFERENCE.is_file():
        pytest.skip("skipped: no data")
    with REFERENCE.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["standard"] == "VRCFT_UnifiedExpressions"]
    assert rig("unified").names == tuple(row["name"] for row in sorted(rows, key=lambda row: int(row["index"])))


def test_presets_and_custom_expressions_of_vrm() -> None:
    vrm = rig("vrm")
    assert vrm.names == VRM_NAMES
    assert look(vrm, "joy") == {"happy": pytest.approx(0.85)}
    assert set(look(vrm, "fear")) == {"sad", "surprised"}
    assert "aa" in vrm.unadvised
    assert "aa" in vrm.visemes
    own = rig("vrm", "happy", "sad", "surprised", "Fear", "concern")
    assert look(own, "fear") == {"Fear": pytest.approx(0.85)}
    assert look(own, "sadness") == {"sad": pytest.approx(0.85)}
    old = rig("vrm", "joy", "sorrow", "fun", "angry")
    assert look(old, "joy") == {"joy": pytest.approx(0.85)}
    assert look(old, "sadness") == {"sorrow": pytest.approx(0.85)}


def test_custom_names_are_found_in_all_spellings_and_strangers_stay_zero() -> None:
    own = rig(
        "custom", "mouthSmile_L", "MOUTHSMILERIGHT", "happy", "AU12_R", "au6", "MouthCornerPullLeft", "tail_wag"
    )
    joy = look(own, "joy")
    assert joy["mouthSmile_L"] > joy["MOUTHSMILERIGHT"] > 0.3
    assert joy["AU12_R"] == pytest.approx(joy["MOUTHSMILERIGHT"])
    assert joy["MouthCornerPullLeft"] == pytest.approx(joy["mouthSmile_L"])
    assert joy["au6"] > 0
    assert joy["happy"] > 0.3
    assert own.unadvised == ("tail_wag",)


@pytest.mark.parametrize("face", FACES)
def test_eyes_and_lips_that_no_display_moves_are_said_to_be_unadvised(face: str) -> None:
    of = rig(face)
    moved = {name for display in names() for name in look(of, display)}
    assert set(of.unadvised) == set(rig_names(Target("t", face))) - moved


def test_units_move_known_channels_and_both_halves_of_the_face_are_there() -> None:
    assert {unit.region for unit in units().values()} == {0, 1}
    assert set(channel_looks()) <= set(FACE)
