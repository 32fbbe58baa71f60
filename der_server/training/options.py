"""What of `der train`'s options a recipe can do, and the search for a better one."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

from der_server.faults import BadRequest

SEARCHES = {
    "face": "der_server.training.face",
    "body": "der_server.training.body",
    "text": "der_server.training.text",
    "voice": "der_server.training.voice_search",
}
"""What a better recipe can be searched for -> module with `searched(data_dir, folder, trials=...)`."""


def check_options(names: Sequence[str], recipes: Mapping[str, str], *, trials: int, logger: str) -> None:
    """Whether these options mean something for every recipe named; where all are, they hold where they can.

    recipes: name -> module. Raises BadRequest, before anything is trained.
    """
    shown = [name for name, module in recipes.items() if "watch" in signature(import_module(module).train).parameters]
    for option, asked, able in (("--search", trials > 0, list(SEARCHES)), ("--logger", logger != "none", shown)):
        without = [name for name in names if name in recipes and name not in able]
        if asked and without and set(names) < set(recipes):
            raise BadRequest(f"{option} means nothing for {', '.join(without)}: it is for {', '.join(able)}.")


def better(
    name: str, data_dir: Path, out_dir: Path, *, seed: int, trials: int, told: Mapping[str, Any]
) -> dict[str, Any]:
    """What a search of so many trials found for a recipe, as `recipe`; nothing where there is nothing to search."""
    if not trials or name not in SEARCHES:
        return {}
    searched = import_module(SEARCHES[name]).searched
    folder = told["watch"].folder or out_dir
    return {"recipe": searched(data_dir, folder, trials=trials, seed=seed, **asked_of(searched, told))}


def asked_of(function: Callable[..., Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What of all that is told the function takes."""
    return {key: value for key, value in told.items() if key in signature(function).parameters}
