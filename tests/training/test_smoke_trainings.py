"""Every recipe from recordings to figures in seconds, with a search before it, on made-up data."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from training_kit import made_up_start, write_takes, write_texts, write_voices

from der_server.faults import BadRequest
from der_server.models.bundle import load_bundle
from der_server.training import body, text, voice, voice_search
from der_server.training.options import SEARCHES, check_options
from der_server.training.train import RECIPES
from der_server.training.voice_recipe import Recipe
from der_server.training.watch import Watch

QUICK = Recipe(width=8, epochs=2, batch=8)


@pytest.fixture(autouse=True, scope="module")
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_voices(folder / "voice" / "emodb", people=4, each=4, seconds=0.5)
    write_takes(folder / "body" / body.CORPUS)
    return folder


def tried(folder: Path, name: str) -> int:
    """How many trials a search has kept."""
    import optuna

    return len(optuna.load_study(study_name=name, storage=f"sqlite:///{folder / 'search.db'}").trials)


@pytest.mark.model
def test_a_voice_net_is_searched_trained_and_shown(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "with_graphs", lambda card, weights: weights)  # they take longest, and have tests
    lessons = voice.gather(data)
    monkeypatch.setattr(voice_search, "_chosen", lambda trial: {"rate": trial.suggest_float("rate", 1e-3, 1e-2)})
    how: dict[str, Any] = {"trials": 2, "seed": 0, "say": lambda _: None}
    best = voice_search.searched_on(lessons, tmp_path / "run", base=QUICK, **how)
    assert tried(tmp_path / "run", "voice") == 2
    judges = voice.judges_of(lessons)
    assert len(np.unique(lessons.people[judges])) == 1
    watch = Watch(folder=tmp_path / "run")
    figures = voice.train(data, tmp_path, recipe=best, folds=2, say=lambda _: None, watch=watch)
    for name in ("voice-stream", "voice-open"):
        told = figures[name]["people_kept_apart"]["emodb"]
        assert (told["n"], told["n_people"]) == (12, 3)  # not those who judged the search
        assert load_bundle(tmp_path / name).card.trained_on == ("emodb",)
    again = Watch(folder=tmp_path / "run")
    assert voice.train(data, tmp_path, recipe=best, folds=2, say=lambda _: None, watch=again) == figures
    assert watch._steps > 0 == again._steps


@pytest.mark.unit
def test_trees_are_searched_and_grown(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "_chosen", lambda trial: {"trees": trial.suggest_int("trees", 5, 10)})
    best = body.searched(data, tmp_path / "run", trials=2, say=lambda _: None)
    assert tried(tmp_path / "run", "body") == 2
    figures = body.train(data, tmp_path, recipe=best)
    _, test, _ = body.study_of(data, 0)
    every = test.actions[test.tracked == "whole body"]
    left = [action not in np.unique(every)[::4] for action in every]
    assert figures["whole body"]["n"] == sum(left) < len(every)  # not the actions that judged the search
    assert load_bundle(tmp_path / "body-trees").card.settings["recipe"]["trees"] > 0


@pytest.mark.unit
def test_a_text_encoder_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_texts(tmp_path / "text/goemotions/train.tsv.gz", {"joy": ["so good"], "anger": ["stop it now"]}, 60)
    write_texts(tmp_path / "text/xed/zh_cn_projected.tsv.gz", {"joy": ["太好了"]}, 10)
    monkeypatch.setattr(text, "TRIAL_TEXTS", 40)
    plan = text.Plan(text.Course(rounds=1.0, batch=16), layers=2, frozen=1, held=(0.3, 0.5))
    said: list[str] = []
    how: dict[str, Any] = {"trials": 2, "seed": 0, "say": said.append}
    found = text.searched_from(made_up_start(), tmp_path, tmp_path / "run", plan, **how)
    assert tried(tmp_path / "run", "text") == 2
    assert found.layers == 2
    assert "cross-entropy" in said[-1]
    assert ["trial 1 of 2" in said[0], "trial 2 of 2" in said[1]] == [True, True]


@pytest.mark.unit
@pytest.mark.parametrize(
    ("names", "option", "advice"),
    [
        (("voice-heavy",), {"trials": 3, "logger": "none"}, "--search means nothing for voice-heavy: it is for face"),
        (("face", "body"), {"trials": 0, "logger": "tensorboard"}, "--logger means nothing for body"),
    ],
)
def test_an_option_without_meaning_is_named(names: tuple[str, ...], option: dict[str, Any], advice: str) -> None:
    with pytest.raises(BadRequest, match=advice):
        check_options(names, RECIPES, **option)


@pytest.mark.unit
def test_told_to_train_all_options_hold_where_they_can() -> None:
    check_options(tuple(RECIPES), RECIPES, trials=3, logger="tensorboard")
    check_options(tuple(SEARCHES), RECIPES, trials=3, logger="none")
