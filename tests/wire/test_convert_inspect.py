"""Captures of other programs become sessions; what a recording holds is said and drawn."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from typer.testing import CliRunner

from der_client import MockHeadset, default_script, load, read_recording, write_recording
from der_client.bvh import Joint, posed, read_bvh
from der_client.errors import DerClientError
from der_server.cli import app
from der_server.signals.body import body_reader
from der_server.signals.canonical import BODY, FACE

pytestmark = pytest.mark.unit

BVH = """HIERARCHY
ROOT Hips
{
  OFFSET 0 0 0
  CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
  JOINT Spine
  {
    OFFSET 0 20 0
    CHANNELS 3 Zrotation Xrotation Yrotation
    JOINT Head
    {
      OFFSET 0 45 0
      CHANNELS 3 Zrotation Xrotation Yrotation
      End Site
      {
        OFFSET 0 15 0
      }
    }
    JOINT LeftArm
    {
      OFFSET 18 30 0
      CHANNELS 3 Zrotation Xrotation Yrotation
      JOINT LeftHand
      {
        OFFSET 50 0 0
        CHANNELS 3 Zrotation Xrotation Yrotation
        End Site
        {
          OFFSET 5 0 0
        }
      }
    }
  }
  JOINT LeftUpLeg
  {
    OFFSET 9 -5 0
    CHANNELS 3 Zrotation Xrotation Yrotation
    JOINT LeftFoot
    {
      OFFSET 0 -85 0
      CHANNELS 3 Zrotation Xrotation Yrotation
      End Site
      {
        OFFSET 0 -5 10
      }
    }
  }
}
MOTION
Frames: 2
Frame Time: 0.0333333
0 95 0 0 0 0  0 0 0  0 0 0  0 0 0  0 0 0  0 0 0  0 0 0
0 95 0 0 0 90 0 0 0  0 0 0  90 0 0 0 0 0  0 0 0  0 0 0
"""


def run(*words: str) -> dict[str, object]:
    result = CliRunner().invoke(app, [*words, "--json"])
    found: dict[str, object] = json.loads(result.stdout)
    return found


def live_link(path: Path) -> Path:
    names = [name[0].upper() + name[1:] for name in FACE[:52]]
    rows = [
        ",".join(
            [f"10:00:0{i // 60}:{i % 60:02d}.000", "61", *(f"{0.3 + 0.001 * (i % 7):.4f}" for _ in names), "-0.4"]
        )
        for i in range(120)
    ]
    path.write_text("\n".join([",".join(["Timecode", "BlendshapeCount", *names, "HeadYaw"]), *rows]))
    return path


def test_a_bvh_file_is_posed_in_metres(tmp_path: Path) -> None:
    path = tmp_path / "walk.bvh"
    path.write_text(BVH)
    held = read_bvh(path)
    source = held.start.body_sources[0]
    assert source.standard == "mixamo"
    reader = body_reader(source.standard, tuple(source.names))
    frames = [frame for piece in held.signals for frame in piece.bodies]
    places = np.array([f.positions for f in frames], np.float32).reshape(2, reader.count, 3)
    joints, known = reader.read(places, np.zeros((2, 0, 4), np.float32), np.zeros((2, reader.count), bool))
    hand, head = BODY.index("leftHand"), BODY.index("head")
    assert joints[0, hand] == pytest.approx((0.68, 1.45, 0), abs=1e-5)
    assert joints[0, head] == pytest.approx((0, 1.6, 0), abs=1e-5)
    assert joints[1, hand] == pytest.approx((0, 1.95, -0.18), abs=1e-5)  # turned a quarter left, the arm raised
    assert {n for n, k in zip(BODY, known[0], strict=True) if k} == {
        "hips", "spine", "head", "leftUpperArm", "leftHand", "leftUpperLeg", "leftFoot"
    }  # fmt: skip
    assert frames[1].capture_time_us - frames[0].capture_time_us == 33_333


def test_a_turned_chain_keeps_its_lengths() -> None:
    joints = [Joint("a", -1, (0, 0, 0), ("Zrotation", "Xrotation", "Yrotation"))]
    joints += [Joint(str(i), i, (0, 1, 0), ("Zrotation", "Xrotation", "Yrotation")) for i in range(5)]
    numbers = np.random.default_rng(0).uniform(-180, 180, (20, 18))
    steps = np.linalg.norm(np.diff(posed(joints, numbers), axis=1), axis=2)
    np.testing.assert_allclose(steps, 1, atol=1e-9)


@pytest.mark.parametrize(
    "junk", ["", "HIERARCHY", BVH[:300], BVH.replace("0.0333333", "x"), BVH.replace("95", "nan")]
)
def test_a_damaged_bvh_says_so(tmp_path: Path, junk: str) -> None:
    path = tmp_path / "bad.bvh"
    path.write_text(junk)
    with pytest.raises(DerClientError, match=r"BVH|frames"):
        read_bvh(path)


def test_live_link_s_capture_becomes_a_session(tmp_path: Path) -> None:
    out = tmp_path / "a.der"
    found = run("convert", str(live_link(tmp_path / "a.csv")), "--out", str(out), "--consent")
    assert found["seconds"] == pytest.approx(119 / 60, abs=0.01)
    held = read_recording(out)
    assert len(held.start.face_sources[0].names) == 52
    assert sum(len(piece.faces) for piece in held.signals) == 120


def test_unity_s_percentages_and_prefixes_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "unity.csv"
    names = [
        f"blendShape1.{name.removesuffix('Left')}_L" if name.endswith("Left") else f"blendShape1.{name}"
        for name in FACE[:52]
    ]
    rows = [",".join([f"{i / 60:.4f}", *("37.5" for _ in names)]) for i in range(10)]
    path.write_text("\n".join([",".join(["time", *names]), *rows]))
    held = load(path)
    assert held.start.face_sources[0].names[0] == "browDown_L"
    assert held.signals[0].faces[0].weights[0] == pytest.approx(0.375)


@pytest.mark.parametrize("style", ["javascript", "python"])
def test_mediapipe_s_json_becomes_face_and_body(tmp_path: Path, style: str) -> None:
    js = style == "javascript"
    names = ["_neutral", *FACE[:51]]
    categories = [{"categoryName" if js else "category_name": name, "score": 0.25} for name in names]
    pose = [{"x": 0.1, "y": -0.2, "z": 0.3, "visibility": 0.2 if i == 4 else 0.9} for i in range(33)]
    frame = {
        "faceBlendshapes" if js else "face_blendshapes": [{"categories": categories}] if js else [categories],
        "worldLandmarks" if js else "pose_world_landmarks": [pose],
    }
    frames = [{**frame, "timestampMs" if js else "timestamp_ms": 33 * i} for i in range(5)]
    path = tmp_path / "task.json"
    path.write_text(json.dumps({"frames": frames} if js else frames))
    held = load(path)
    assert held.start.face_sources[0].standard == "mediapipe"
    assert held.start.body_sources[0].standard == "mediapipe_pose"
    body = held.signals[1].bodies[0]
    assert list(body.positions[:3]) == pytest.approx([0.1, 0.2, -0.3])
    assert list(body.lost_joints) == [4]
    assert held.signals[1].faces[0].capture_time_us == 33_001


@pytest.mark.parametrize(
    "junk", ["", "{}", "[]", "[1]", '[{"a": 1}]', '[{"timestamp_ms": 1, "worldLandmarks": [[{}]]}]']
)
def test_other_json_is_refused_in_a_sentence(tmp_path: Path, junk: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(junk)
    with pytest.raises(DerClientError):
        load(path)


def test_a_face_a_body_and_a_voice_of_one_moment_become_one_session(tmp_path: Path) -> None:
    (tmp_path / "b.bvh").write_text(BVH)
    rng = np.random.default_rng(0)
    soundfile.write(tmp_path / "v.wav", 0.1 * rng.standard_normal(16_000), 16_000)
    out, files = (
        tmp_path / "all.der",
        [str(live_link(tmp_path / "f.csv")), str(tmp_path / "b.bvh"), str(tmp_path / "v.wav")],
    )
    run("convert", *files, "--out", str(out), "--consent")
    held = read_recording(out)
    assert [len(held.start.face_sources), len(held.start.body_sources)] == [1, 1]
    assert len(held.start.consent) == 3
    found = run("inspect", str(out))
    tracks = {row["track"]: row for row in found["tracks"]}  # type: ignore[index,attr-defined]
    assert set(tracks) == {"face 0", "body 0", "voice"}
    assert tracks["face 0"]["rate_hz"] == pytest.approx(60, abs=0.5)
    assert tracks["voice"]["missing_s"] == 0


def test_nothing_is_converted_without_consent(tmp_path: Path) -> None:
    out = tmp_path / "a.der"
    found = run("convert", str(live_link(tmp_path / "a.csv")), "--out", str(out))
    assert found["error"]["reason"] == "NOT_ALLOWED"  # type: ignore[index]
    assert not out.exists()


def test_gaps_zeros_and_standstill_are_seen(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the extra `inspect` is not installed")
    headset = MockHeadset(default_script(10), 0, "arkit")
    messages = [piece for at_s, piece in headset.messages() if not 3 <= at_s < 5]
    last = list(messages[-1].faces[-1].weights)
    for piece in messages[-40:]:
        for frame in piece.faces:
            frame.weights[:] = last
    out, picture = tmp_path / "g.der", tmp_path / "g.png"
    write_recording(out, headset.start(), messages)
    found = run("inspect", str(out), "--out", str(picture))
    face = next(row for row in found["tracks"] if row["track"] == "face 0")  # type: ignore[attr-defined]
    assert face["gaps"] == 1
    assert face["longest_gap_s"] == pytest.approx(2, abs=0.1)
    assert face["frozen_s"] > 1.5
    assert face["known"] == pytest.approx(1, abs=0.01)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_picture_without_matplotlib_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("der_server.cli.track_picture.import_module", missing)
    found = run("inspect", str(live_link(tmp_path / "a.csv")), "--out", str(tmp_path / "a.png"))
    assert "der-server[inspect]" in found["error"]["message"]  # type: ignore[index]


def test_an_unknown_curve_is_refused_with_those_there_are() -> None:
    found = run("network", "--curve", "rain")
    assert "jitter_ms" in found["error"]["message"]  # type: ignore[index]
