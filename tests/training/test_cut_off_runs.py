"""A training that is cut off goes on as if it had not been; curves and searches leave what they should."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from der_server.faults import BadRequest
from der_server.models.face import alive
from der_server.training.face import quick
from der_server.training.face_recipe import Faces, Recipe, train_net
from der_server.training.search import search
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
