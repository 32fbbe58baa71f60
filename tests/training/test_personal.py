"""What knowing a person is worth is measured causally, and the table of resting faces is what it says it is."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from der_server.cli import app
from der_server.emotion.baseline import log_odds, resting
from der_server.features.face import CHANNELS
from der_server.signals.canonical import FACE
from der_server.training.personal import Faces, Floats, gain, in_order, relative_asked, resting_levels

pytestmark = pytest.mark.unit


def some_faces(n: int = 24, people: int = 3) -> Faces:
    draw = np.random.default_rng(0)
    face = np.concatenate([draw.random((n, CHANNELS)) ** 3, np.ones((n, CHANNELS))], 1).astype(np.float32)
    return Faces("some", face, np.arange(n) % 7, np.arange(n) % people)


def ask(face: Floats) -> Floats:
    """An expert that takes open mouths for surprise and all else for neutral."""
    jaw = face[:, FACE.index("jawOpen"), None]
    logs = np.log(np.concatenate([1 - 0.9 * jaw, *[jaw * 0.01 + 0.01] * 5, 0.9 * jaw + 0.01], 1))
    return np.asarray(logs - np.logaddexp.reduce(logs, 1, keepdims=True), np.float32)


def test_a_face_is_judged_by_what_came_before_it_only() -> None:
    faces = some_faces()
    whole = in_order(faces, ask, ask, seed=3)
    last = np.random.default_rng(3).permutation(np.flatnonzero(faces.people == 0))[-1]
    changed = faces.face.copy()
    changed[last, :CHANNELS] = 0.99
    other = in_order(Faces("some", changed, faces.labels, faces.people), ask, ask, seed=3)
    rest = np.arange(len(faces.labels)) != last
    assert np.array_equal(whole[rest], other[rest])
    assert not np.array_equal(whole[last], other[last])


def test_a_picture_is_never_its_own_neutral() -> None:
    faces = some_faces()
    found = relative_asked(faces)
    assert found is not None
    known, face = found
    item = int(np.flatnonzero((faces.labels == 0) & known)[0])
    changed = faces.face.copy()
    changed[item, :CHANNELS] = np.clip(changed[item, :CHANNELS] * 0.5, 0, 1)
    again = relative_asked(Faces("some", changed, faces.labels, faces.people))
    assert again is not None
    moved = [log_odds(seen) - log_odds(raw) for seen, raw in ((again[1], changed), (face, faces.face))]
    inside = np.all([(x[item] > 0.02) & (x[item] < 0.98) for x in (again[1], changed, face, faces.face)], axis=0)
    assert inside[:CHANNELS].sum() > 10
    assert np.allclose(moved[0][item][inside], moved[1][item][inside], atol=1e-3)  # the same is divided out of both


def test_a_gain_of_nothing_is_nothing_and_of_everything_everything() -> None:
    people, none, every = np.arange(30) % 6, np.zeros(30, bool), np.ones(30, bool)
    assert gain(people, every, every) == {"value": 0.0, "lo": 0.0, "hi": 0.0}
    assert gain(people, none, every) == {"value": 1.0, "lo": 1.0, "hi": 1.0}


@pytest.mark.model
def test_the_table_of_resting_faces_is_what_the_corpus_gives(data_dir: Path) -> None:
    odds = resting("mediapipe").odds
    for name, level in resting_levels(data_dir).items():
        assert odds[FACE.index(name)] == pytest.approx(level, abs=0.011)


@pytest.mark.model
def test_the_command_measures_real_people_and_calibration_helps_them(data_dir: Path) -> None:
    result = CliRunner().invoke(
        app, ["evaluate", "--data", str(data_dir), "--personal", "--corpus", "jaffe", "--json"]
    )
    assert result.exit_code == 0
    rows = json.loads(result.stdout)["rows"]
    asked = next(row for row in rows if row.get("way") == "asked" and row["model"] == "face-net")
    assert asked["gain"]["value"] >= 0.05
