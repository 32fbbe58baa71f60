"""Training of every shipped bundle, one modality after the other."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from der_server.faults import BadRequest
from der_server.training.options import asked_of, better
from der_server.training.stages import Stages, cards_of, key_of
from der_server.training.text_start import start_file
from der_server.training.voice_teacher import halves_in
from der_server.training.watch import Watch

Say = Callable[[str], None]

RECIPES = {
    "face": "der_server.training.face",
    "body": "der_server.training.body",
    "text": "der_server.training.text",
    "voice": "der_server.training.voice",
    "voice-heavy": "der_server.training.voice_heavy",
    "fusion": "der_server.training.fusion",
}
"""What can be trained -> module with `train(data_dir, out_dir, seed=...)`. Fusion comes last: it reads the others."""
READS = {"voice-heavy": ("voice",), "fusion": ("face", "body", "voice", "text", "paired")}
"""Modalities a recipe reads, where it is not the one of its name."""


def train_all(
    data_dir: Path,
    out_dir: Path,
    modalities: Sequence[str] = tuple(RECIPES),
    seed: int = 0,
    say: Say = print,
    *,
    teacher: Path | None = None,
    watch: Watch | None = None,
    trials: int = 0,
) -> dict[str, Any]:
    """Train what is named, write the bundles under `out_dir`, return each recipe's own figures.

    teacher: folder of the large models that some recipes learn from (see `check_teacher`). watch: shows and keeps
    what is unfinished; what is finished is kept there too, and not made again while code, recordings and bundles are
    as they were. trials: variations of a recipe to try first, where it can be searched. Figures are plain JSON
    values. Raises BadRequest for an unknown name and NotFound for a teacher that is not there, before anything is
    trained.
    """
    watch = watch or Watch()
    if unknown := set(modalities) - set(RECIPES):
        known = ", ".join(RECIPES)
        raise BadRequest(f"Nothing is trained under {', '.join(sorted(unknown))}; use {known}.")
    check_teacher(modalities, teacher)
    stages, figures = Stages(watch.folder), {}
    for name in (name for name in RECIPES if name in modalities):
        say(f"training {name}")
        told: dict[str, Any] = {"say": say, "teacher": teacher, "watch": watch, "stages": stages}
        make = partial(_train, name, data_dir, out_dir, seed=seed, trials=trials, told=told)
        if watch.folder is None:
            figures[name] = make()
            continue
        rest = (seed, teacher, trials, str(out_dir.resolve()), cards_of(out_dir) if name == "fusion" else "")
        key = key_of(data_dir, READS.get(name, (name,)), *rest)
        figures[name] = stages.figures(name, key, out_dir, make)
    return figures


def _train(name: str, data_dir: Path, out_dir: Path, *, seed: int, trials: int, told: dict[str, Any]) -> Any:
    """One recipe, told what it asks for."""
    train = import_module(RECIPES[name]).train
    told |= better(name, data_dir, out_dir, seed=seed, trials=trials, told=told)
    return _plain(train(data_dir, out_dir, seed=seed, **asked_of(train, told)))


def check_teacher(names: Collection[str], teacher: Path | None) -> None:
    """Whether what these recipes cannot do without lies under `teacher`. Raises NotFound.

    The text encoder starts from a package. Voices learn better from one, so that a folder without it is a mistake;
    without any folder `voice` learns from labels alone, and `voice-heavy` is left out.
    """
    if "text" in names:
        start_file(teacher)
    if teacher is not None and {"voice", "voice-heavy"} & set(names):
        halves_in(teacher)


def _plain(value: Any) -> Any:
    """Figures as JSON can hold them; a written folder by its name."""
    if isinstance(value, Path):
        return value.name
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
