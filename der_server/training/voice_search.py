"""A search for a better recipe of the streaming voice expert."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from der_server.labels import EMOTIONS
from der_server.training import metrics
from der_server.training.search import search
from der_server.training.voice import Lessons, gather, judges_of
from der_server.training.voice_recipe import Recipe, predict, train_net

Say = Callable[[str], None]


def searched(
    data_dir: Path, folder: Path, *, trials: int, seed: int = 0, teacher: Path | None = None, say: Say = print
) -> Recipe:
    """The recipe that does best on `voice.judges_of` all clips, whom `voice.train` then leaves out of its figures."""
    lessons = gather(data_dir, teacher)
    return searched_on(lessons, folder, trials=trials, seed=seed, say=say)


def searched_on(
    lessons: Lessons, folder: Path, *, trials: int, seed: int, base: Recipe | None = None, say: Say = print
) -> Recipe:
    """`searched` from gathered lessons."""
    where = judges_of(lessons)
    judges, learn = np.flatnonzero(where), lessons.lesson(np.flatnonzero(~where))
    heard = [lessons.heard[row][0] for row in judges.tolist()]

    def score(asked: Recipe) -> float:
        guess = predict(train_net(learn, asked, seed), heard).argmax(1)
        tables = [
            metrics.confusion(lessons.labels[judges[mine]], guess[mine], len(EMOTIONS))
            for mine in (lessons.corpora[judges] == name for name in np.unique(lessons.corpora[judges]))
        ]
        return float(np.mean([metrics.uar(table) for table in tables]))

    best, value = search("voice", base or Recipe(), _chosen, score, trials=trials, seed=seed, folder=folder, say=say)
    say(f"voice: mean UAR {value:.3f} on the quarter of the people kept for the search with {best}")
    return best


def _chosen(trial: Any) -> dict[str, Any]:
    return {
        "width": trial.suggest_categorical("width", [128, 192, 256]),
        "epochs": trial.suggest_int("epochs", 20, 60, step=10),
        "rate": trial.suggest_float("rate", 5e-4, 5e-3, log=True),
        "decay": trial.suggest_float("decay", 1e-2, 0.2, log=True),
        "drop": trial.suggest_float("drop", 0.05, 0.4),
        "smooth": trial.suggest_float("smooth", 0.0, 0.2),
        "warp": trial.suggest_float("warp", 0.0, 0.2),
        "frame": trial.suggest_float("frame", 0.5, 4.0, log=True),
    }
