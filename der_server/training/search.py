"""A small search over a recipe's numbers (optuna), judged on people or items that no reported figure rests on."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from der_server.training.extra import needed

if TYPE_CHECKING:
    from optuna import Trial

T = TypeVar("T")
Say = Callable[[str], None]
Choose = Callable[["Trial"], Mapping[str, Any]]


def search(
    name: str,
    base: T,
    choose: Choose,
    score: Callable[[T], float],
    *,
    trials: int,
    seed: int,
    folder: Path,
    say: Say = print,
) -> tuple[T, float]:
    """The best recipe of so many trials and its score; the first trial is `base` as it is.

    choose: a trial's values of the recipe. say: hears of every trial. Trials are kept in `folder/search.db`:
    a search that was cut off goes on, and a second one of the same name adds to the first. Raises BadRequest without
    optuna.
    """
    optuna = needed("optuna")
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    folder.mkdir(parents=True, exist_ok=True)
    study = optuna.create_study(
        study_name=name,
        storage=f"sqlite:///{folder / 'search.db'}",
        sampler=optuna.samplers.TPESampler(seed=seed),
        direction="maximize",
        load_if_exists=True,
    )

    def judged(trial: "Trial") -> float:
        recipe = base if trial.number == 0 else replace(base, **choose(trial))  # type: ignore[type-var]
        trial.set_user_attr("recipe", repr(recipe))
        return score(recipe)

    def tell(study: Any, trial: Any) -> None:
        say(f"{name}: trial {trial.number + 1} of {trials}, {trial.value:.3f}, best {study.best_value:.3f}")

    left = trials - sum(trial.value is not None for trial in study.trials)
    study.optimize(judged, n_trials=max(0, left), callbacks=[tell])
    best = study.best_trial
    recipe = base if best.number == 0 else replace(base, **best.params)  # type: ignore[type-var]
    return recipe, float(best.value or 0.0)
