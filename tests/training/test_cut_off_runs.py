"""A training that is cut off goes on as if it had not been; curves and searches leave what they should."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from training_kit import made_up_start

from der_server.faults import BadRequest
from der_server.features.voice import MELS
from der_server.models.face import alive
from der_server.training import text_fit, voice_recipe
from der_server.training.face import quick
from der_server.training.face_recipe import Faces, Recipe, train_net
from der_server.training.search import search
from der_server.training.text_corpora import FINE
from der_server.training.text_fit import Sheet
from der_server.training.text_net import Net
from der_server.training.voice_clips import Heard
from der_server.training.voice_recipe import Lesson
from der_server.training.watch import Watch, board


class CutOff(Exception):
    """The power went."""


@dataclass
class Fragile(Watch):
    """A watch under which the run ends after some steps."""

    steps_left: int = 0

    def step(self, name: str, loss: float) -> None:
        super().step(name, loss)
        self.steps_left -= 1
        if self.steps_left == 0:
            raise CutOff


def some_faces(n: int = 96) -> Faces:
    noise = torch.Generator().manual_seed(1)
    labels = torch.arange(n) % 7
    values = torch.rand(n, len(alive()), generator=noise) * 0.5
    values[torch.arange(n), labels * 3] = 0.9
    return Faces(values, labels, torch.zeros(n, dtype=torch.long), torch.ones(n))


RECIPE = replace(quick(Recipe()), epochs=3, batch=32, hidden=16)


def test_a_run_that_was_cut_off_ends_with_the_same_weights(tmp_path: Path) -> None:
    whole = train_net(some_faces(), alive(), RECIPE, seed=3)
    with pytest.raises(CutOff):
        train_net(some_faces(), alive(), RECIPE, seed=3, watch=Fragile(folder=tmp_path, steps_left=5))
    watch = Watch(folder=tmp_path)
    again = train_net(some_faces(), alive(), RECIPE, seed=3, watch=watch)
    assert watch._steps == 6  # the first epoch of three was not run again
    for name, value in whole.state_dict().items():
        assert torch.equal(value, again.state_dict()[name]), name


def some_voices(clips: int = 24) -> Lesson:
    draw = np.random.default_rng(0)
    heard = [
        (Heard(draw.normal(-6, 1, (200, MELS)).astype(np.float16), np.ones(20, np.float32)),) for _ in range(clips)
    ]
    return Lesson(heard, np.arange(clips) % 2, np.ones(clips, np.float32), 2)


def test_a_voice_that_was_cut_off_ends_with_the_same_weights(tmp_path: Path) -> None:
    recipe = voice_recipe.Recipe(width=8, epochs=3, batch=8)
    whole = voice_recipe.train_net(some_voices(), recipe, seed=3)
    with pytest.raises(CutOff):
        voice_recipe.train_net(some_voices(), recipe, seed=3, watch=Fragile(folder=tmp_path, steps_left=5))
    watch = Watch(folder=tmp_path)
    again = voice_recipe.train_net(some_voices(), recipe, seed=3, watch=watch)
    assert watch._steps == 6  # the first epoch of three was not run again
    for name, value in whole.state_dict().items():
        assert torch.equal(value, again.state_dict()[name]), name


def some_texts(texts: int = 96) -> Sheet:
    draw = np.random.default_rng(0)
    ids = [draw.integers(4, 20, 6) for _ in range(texts)]
    emotions = np.eye(7, dtype=np.float32)[[int(one[0]) % 7 for one in ids]]
    fine, ones = np.zeros((texts, len(FINE)), np.float32), np.ones(texts, np.float32)
    return Sheet(ids, emotions, fine, np.zeros(texts, bool), ones, ones)


def test_a_text_encoder_that_was_cut_off_ends_with_the_same_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_fit, "STRETCH", 2)
    course = text_fit.Course(rounds=1, batch=16)

    def taught(watch: Watch | None) -> dict[str, torch.Tensor]:
        start = made_up_start()
        torch.manual_seed(1)
        net = Net(start, np.arange(len(start.pieces)), 2, 7 + len(FINE), longest=32, frozen=1, drop=0.1)
        text_fit.fit(net, some_texts(), course, seed=3, pad=1, say=lambda _: None, watch=watch)
        return net.state_dict()

    whole = taught(None)
    with pytest.raises(CutOff):
        taught(Fragile(folder=tmp_path, steps_left=5))
    watch = Watch(folder=tmp_path)
    again = taught(watch)
    assert watch._steps == 2  # four of six batches were not run again
    for name, value in whole.items():
        assert torch.equal(value, again[name]), name


def test_another_seed_or_recipe_begins_anew(tmp_path: Path) -> None:
    train_net(some_faces(), alive(), RECIPE, seed=3, watch=Watch(folder=tmp_path))
    for recipe, seed in ((RECIPE, 4), (replace(RECIPE, drop=0.1), 3)):
        watch = Watch(folder=tmp_path)
        train_net(some_faces(), alive(), recipe, seed=seed, watch=watch)
        assert watch._steps == 9


def test_a_loss_that_is_no_number_ends_the_run_with_advice() -> None:
    faces = some_faces()
    faces.weight[:] = float("nan")
    with pytest.raises(BadRequest, match="lower the rate"):
        train_net(faces, alive(), RECIPE, seed=3)


def test_curves_reach_tensorboard(tmp_path: Path) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    made = board("tensorboard", tmp_path)
    train_net(some_faces(), alive(), RECIPE, seed=3, watch=Watch(made))
    made.close()
    events = EventAccumulator(str(tmp_path / "tensorboard"))
    events.Reload()
    assert [event.step for event in events.Scalars("face/loss")] == list(range(1, 10))


@pytest.mark.parametrize(("logger", "advice"), [("tensorbored", "use none, tensorboard"), ("wandb", "pip install")])
def test_a_logger_that_is_not_there_is_named(logger: str, advice: str, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=advice):
        board(logger, tmp_path)


def test_a_search_tries_the_recipe_first_and_goes_on_where_it_was(tmp_path: Path) -> None:
    tried: list[float] = []

    def choose(trial: Any) -> dict[str, float]:
        return {"rate": trial.suggest_float("rate", 1e-4, 1e-2, log=True)}

    def score(recipe: Recipe) -> float:
        tried.append(recipe.rate)
        return -abs(np.log(recipe.rate / 1e-3))

    for trials in (3, 8, 8):
        best, value = search("face", Recipe(), choose, score, trials=trials, seed=0, folder=tmp_path)
    assert len(tried) == 8
    assert tried[0] == Recipe().rate
    assert value == max(-abs(np.log(rate / 1e-3)) for rate in tried)
    assert best.rate in tried
