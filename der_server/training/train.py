"""Training of every shipped bundle, one modality after the other."""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from der_server.faults import BadRequest
from der_server.training.options import asked_of, better
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

    teacher: folder of a large model for the recipes that can learn from one (see `voice_teacher`). watch: shows and
    keeps what is unfinished. trials: variations of a recipe to try first, where it can be searched. Figures are plain
    JSON values. Raises BadRequest for an unknown name, before anything is trained.
    """
    watch = watch or Watch()
    if unknown := set(modalities) - set(RECIPES):
        known = ", ".join(RECIPES)
        raise BadRequest(f"Nothing is trained under {', '.join(sorted(unknown))}; use {known}.")
    figures = {}
    for name in (name for name in RECIPES if name in modalities):
        if find_spec(RECIPES[name]) is None:
            say(f"{name}: no recipe in this release")
            continue
        say(f"training {name}")
        module = import_module(RECIPES[name])
        told: dict[str, Any] = {"say": say, "teacher": teacher, "watch": watch}
        told |= better(name, data_dir, out_dir, seed=seed, trials=trials, told=told)
        figures[name] = _plain(module.train(data_dir, out_dir, seed=seed, **asked_of(module.train, told)))
    return figures


def _plain(value: Any) -> Any:
    """Figures as JSON can hold them; a written folder by its name."""
    if isinstance(value, Path):
        return value.name
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
