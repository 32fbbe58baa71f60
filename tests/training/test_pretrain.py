"""Faces without labels: what is hidden of them is given back, and what labels then gain is counted in pairs."""

from pathlib import Path

import numpy as np
import pytest
import torch
from training_kit import write_takes

from der_server.labels import EMOTIONS
from der_server.models.face import alive
from der_server.models.face_net import FaceNet
from der_server.training import metrics
from der_server.training.face_recipe import Faces, Recipe, train_net
from der_server.training.pretrain import Masking, filled_in, hiding, rows, taught_to_fill_in
from der_server.training.recipes import body_rows, face_rows
from der_server.training.small_nets import SmallNets

pytestmark = pytest.mark.unit

QUICK = Recipe(hidden=16, epochs=2, batch=32)
BRIEF = Masking(epochs=2, batch=32)


@pytest.fixture(autouse=True, scope="module")
def _one_thread() -> None:
    torch.set_num_threads(1)


def moods(count: int, seed: int = 0) -> np.ndarray:
    """Faces f32[count, A] on which everything hangs on one hidden number each."""
    draw = np.random.default_rng(seed)
    strength = draw.random((count, 1)).astype(np.float32)
    return np.clip(strength * np.linspace(0.3, 1, len(alive()), dtype=np.float32) + draw.normal(0, 0.01), 0, 1)


def write_faces(folder: Path, count: int, seed: int, **more: np.ndarray) -> None:
    folder.mkdir(parents=True)
    emotions = np.array([EMOTIONS[n % len(EMOTIONS)] for n in range(count)])
    np.savez(folder / "faces.npz", X=moods(count, seed), y=emotions, names=alive(), **more)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_faces(folder / "face" / "rafdb", 200, seed=1)
    write_faces(folder / "face" / "muxspace", 40, seed=2, subject=np.arange(40).astype(str))
    write_takes(folder / "body" / "bandai1")
    return folder


def test_what_is_hidden_is_given_back() -> None:
    faces, others = (torch.from_numpy(moods(n, seed)) for n, seed in ((400, 0), (100, 9)))
    how = Masking(epochs=12, batch=50)
    assert filled_in(taught_to_fill_in(faces, 32, how, seed=0), others, how) > 0.8
    raw = FaceNet(alive(), 32, classes=2 * len(alive()))
    raw.fit_ranges(faces)
    assert filled_in(raw.eval(), others, how) < 0.1


def test_something_is_left_to_see_and_whole_halves_are_hidden() -> None:
    known = hiding(500, Masking(), torch.Generator().manual_seed(0))
    left = torch.tensor([name.endswith("Left") for name in alive()])
    assert bool((known.sum(1) > 0).all())
    assert bool(((known[:, left] == 0).all(1) & (known[:, ~left] == 1).all(1)).any())
    assert 0.3 < float(known.mean()) < 0.9


def test_a_net_starts_where_it_was_left_but_for_its_last_layer() -> None:
    values = torch.from_numpy(moods(64))
    start = taught_to_fill_in(values, QUICK.hidden, BRIEF, seed=0)
    nothing = torch.zeros(64, dtype=torch.long)
    faces = Faces(values, nothing, nothing, torch.ones(64))
    still = Recipe(hidden=16, epochs=1, batch=32, rate=1e-12, decay=0.0)
    net = train_net(faces, alive(), still, seed=5, start=start)
    torch.testing.assert_close(net.first.weight, start.first.weight)
    torch.testing.assert_close(net.second.weight, start.second.weight)
    assert net.last.weight.shape == (len(EMOTIONS), 16)
    other = train_net(faces, alive(), still, seed=5)
    assert not torch.allclose(other.first.weight, start.first.weight)


def test_the_study_asks_about_faces_it_did_not_learn_from(data: Path) -> None:
    found = rows(data, (0, 1), (1.0, 0.3), recipe=QUICK, how=BRIEF)
    shares = [row for row in found if "filled_in" in row]
    assert [row["n"] for row in shares] == [160, 200]  # four fifths, then with muxspace
    gains = [row for row in found if "asked" in row]
    assert len(gains) == 2 * 2 * 2  # shares of labels, pools, corpora asked
    assert {(row["asked"], row["n"]) for row in gains} == {("rafdb, held-out fifth", 40), ("muxspace", 40)}
    assert {row["labels"] for row in gains} == {160, 48}
    for row in gains:
        told = row["accuracy"]
        assert told["gain"]["value"] == pytest.approx(np.mean(told["ours"]) - np.mean(told["theirs"]), abs=1e-3)


def test_recipes_are_compared_and_priors_added(data: Path) -> None:
    found = face_rows(data, seeds=(0,), recipe=QUICK)
    assert [row["asked"] for row in found["browsers"]] == ["rafdb, held-out fifth", "muxspace"]
    (none,) = [row for row in found["priors"] if row["share"] == 0]
    assert none["accuracy"] == pytest.approx(found["browsers"][0]["accuracy"]["theirs"][0], abs=1e-3)


def test_bodies_are_told_by_seed_and_together(data: Path) -> None:
    found = body_rows(data, seeds=(0, 1))
    assert [row["seed"] for row in found] == [0, 1, "all together"]
    assert all(row["windows"]["value"] > 0.5 for row in found)


def test_a_gain_is_of_pairs() -> None:
    draw = np.random.default_rng(0)
    truth = draw.integers(0, 3, 400)
    theirs = np.where(draw.random(400) < 0.5, truth, (truth + 1) % 3)
    ours = theirs.copy()
    ours[:40] = truth[:40]
    more = metrics.gain(metrics.accuracy, truth, ours[None], theirs[None], 3)
    assert more.value == pytest.approx((ours == truth).mean() - (theirs == truth).mean())
    assert 0 < more.lo < more.value < more.hi  # in pairs nothing got worse
    same = metrics.gain(metrics.macro_f1, truth, theirs[None], theirs[None], 3, people=np.arange(400) // 10)
    assert (same.value, same.lo, same.hi) == (0, 0, 0)


def test_small_nets_learn_what_can_be_learned() -> None:
    draw = np.random.default_rng(0)
    labels = draw.integers(0, 3, 600)
    shown = (np.eye(3)[labels] * 3 + draw.normal(size=(600, 3))).astype(np.float32)
    taught = SmallNets(nets=2, width=16, epochs=10, batch=50).fit(shown[:400], labels[:400])
    assert (taught.predict(shown[400:]) == labels[400:]).mean() > 0.85
