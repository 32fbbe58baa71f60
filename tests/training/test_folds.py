"""Cross-validation in a corpus's own classes, and the report page."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from der_server.faults import BadRequest
from der_server.signals.canonical import FACE
from der_server.training import folds, metrics
from der_server.training.evaluate import Answers, figures
from der_server.training.folds import evaluate_folds, fold_numbers
from der_server.training.report import write_report
from der_server.training.text_start import FILE
from der_server.training.train import train_all

pytestmark = pytest.mark.unit


@given(st.lists(st.integers(0, 12), min_size=20, max_size=60), st.integers(2, 5))
def test_folds_keep_groups_whole_and_use_every_fold(groups: list[int], count: int) -> None:
    numbers = np.unique(groups, return_inverse=True)[1]
    if numbers.max() + 1 < count:
        with pytest.raises(BadRequest):
            fold_numbers(numbers, count, 0)
        return
    fold = fold_numbers(numbers, count, 0)
    assert set(fold) == set(range(count))
    for group in np.unique(numbers):
        assert len(set(fold[numbers == group])) == 1


def test_a_corpus_is_cross_validated_in_its_own_classes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "text" / "parrot"
    folder.mkdir(parents=True)
    rows = [
        f"{word} {i}\t{label}\tp{i % 6}" for i in range(30) for word, label in (("yum", "likes"), ("yuk", "hates"))
    ]
    (folder / "all.tsv.gz").write_bytes(gzip.compress("\n".join(["text\temotion\tspeaker", *rows]).encode()))

    def fit(texts: list[str], labels: list[str]) -> object:
        known = {text.split()[0]: label for text, label in zip(texts, labels, strict=True)}
        return lambda asked: [known[text.split()[0]] for text in asked]

    monkeypatch.setattr(folds, "recipe_of", lambda modality: fit)
    (row,) = evaluate_folds(tmp_path, folds=3)["rows"]
    assert row["apart"] == "people"
    assert row["n_people"] == 6
    assert row["classes"] == ["hates", "likes"]
    assert row["accuracy"]["value"] == 1


@pytest.fixture
def _one_thread() -> Iterator[None]:
    """Small nets on a busy machine: threads that wait for one another cost more than they bring."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.mark.usefixtures("_one_thread")
def test_the_face_recipe_learns_any_classes(tmp_path: Path) -> None:
    folder = tmp_path / "face" / "mime"
    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    rows, y = rng.random((240, 51)) * 0.2, np.array(["grin", "frown"] * 120)
    rows[::2, FACE.index("mouthSmileLeft")] += 0.6
    np.savez(folder / "mime.npz", X=rows, y=y, names=np.array(FACE[:51]))
    (row,) = evaluate_folds(tmp_path, folds=2)["rows"]
    assert row["apart"] == "items"
    assert row["accuracy"]["value"] > 0.9


def test_one_class_is_an_error_row(tmp_path: Path) -> None:
    folder = tmp_path / "face" / "mime"
    folder.mkdir(parents=True)
    np.savez(folder / "mime.npz", X=np.zeros((20, 51)), y=np.array(["grin"] * 20), names=np.array(FACE[:51]))
    (row,) = evaluate_folds(tmp_path)["rows"]
    assert "fewer than two classes" in row["error"]


def test_one_fold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest):
        evaluate_folds(tmp_path, folds=1)


def test_a_report_keeps_what_was_trained_on_apart(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    probs = rng.dirichlet(np.ones(7), 50)
    row = {"modality": "face", "corpus": "zebra", "model": "net", "n": 50, "n_people": 0}
    row |= figures(Answers(rng.integers(0, 7, 50), probs, None), resamples=20)
    rows = [row | {"seen": False}, row | {"seen": True, "corpus": "known"}, {"corpus": "bad", "error": "no X"}]
    page = write_report(rows, tmp_path / "out").read_text()
    assert page.index("zebra") < page.index("Trained on") < page.index("known") < page.index("no X")
    pytest.importorskip("matplotlib")
    assert len(list((tmp_path / "out").glob("*.png"))) == 1


def test_reliability_shares_sum_to_one() -> None:
    probs = np.random.default_rng(0).dirichlet(np.ones(7), 50)
    assert sum(share for _, _, share in metrics.reliability(probs.argmax(1), probs)) == pytest.approx(1)


def test_every_recipe_asked_for_is_called_and_its_figures_are_plain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from der_server.training import face, text

    said: list[str] = []
    monkeypatch.setattr(face, "train", lambda data, out, *, seed, say: say("hello") or {"acc": 1.0})
    monkeypatch.setattr(text, "train", lambda data, out, seed: [tmp_path / "text-open"])
    (tmp_path / FILE).touch()
    figures = train_all(tmp_path, tmp_path, ["text", "face"], say=said.append, teacher=tmp_path)
    assert figures == {"face": {"acc": 1.0}, "text": ["text-open"]}
    assert said == ["training face", "hello", "training text"]


def test_training_something_unknown_is_refused_before_anything_is_trained(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="smell"):
        train_all(tmp_path, tmp_path, ["face", "smell"])
