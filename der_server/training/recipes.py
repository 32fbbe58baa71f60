"""What the face's and the body's recipes owe to choice and to chance.

    der study recipes

Face: the shipped recipe beside one that is never shown a face as a headset or a rule has it, asked about the same
faces; and what the class frequencies that training explains away would bring back. Body: other random numbers.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from der_server.labels import EMOTIONS
from der_server.models.face import alive
from der_server.models.face_net import FaceNet
from der_server.training import body, metrics
from der_server.training.face_pairs import Asked, Row, compared, study_of
from der_server.training.face_recipe import Faces, Recipe, log_priors, predict, train_net

PRIORS = (-0.4, -0.2, 0.0, 0.2, 0.4)
"""Shares of a corpus's log class frequencies added to the answers."""
FIGURES = {"accuracy": metrics.accuracy, "macro_f1": metrics.macro_f1, "uar": metrics.uar}


def face_rows(data_dir: Path, seeds: Sequence[int] = (0, 1, 2), recipe: Recipe | None = None) -> dict[str, list[Row]]:
    """Rows of both studies of faces, nets of several seeds. Raises NotFound without recordings."""
    shipped, (faces, asked) = recipe or Recipe(), study_of(data_dir)
    browsers = replace(shipped, headset_share=0.0, rule_share=0.0)
    ours, theirs = ([train_net(faces, alive(), how, seed) for seed in seeds] for how in (browsers, shipped))
    return {"browsers": [compared(one, ours, theirs) for one in asked], "priors": prior_rows(faces, asked, theirs)}


def prior_rows(faces: Faces, asked: Sequence[Asked], nets: Sequence[FaceNet]) -> list[Row]:
    """Mean figures of the nets on the held-out fifths, by how much of a corpus's class frequencies is added."""
    priors = log_priors(faces).numpy()
    rows = []
    for number, one in enumerate(asked[: faces.corpora]):  # the fifths come first, in the order of the corpora
        logs = np.stack([predict([net], one.values) for net in nets])
        for share in PRIORS:
            guesses = (logs + share * priors[number]).argmax(-1)
            tables = np.stack([metrics.confusion(one.labels, guess, len(EMOTIONS)) for guess in guesses])
            means = {name: round(float(figure(tables).mean()), 4) for name, figure in FIGURES.items()}
            rows.append({"asked": one.name, "share": share} | means)
    return rows


def body_rows(data_dir: Path, seeds: Sequence[int] = (0, 1, 2, 3)) -> list[dict[str, Any]]:
    """The trees of whole bodies with other random numbers, each alone and all together, on held-out actions."""
    told = [body.held_out(data_dir, seed) for seed in seeds]
    every = replace(told[0], logs=np.mean([one.logs for one in told], 0))
    rows = []
    for name, one in zip((*seeds, "all together"), (*told, every), strict=True):
        found = body.figures_of(one, one.tracked == "whole body")
        rows.append({"seed": name, "windows": found["accuracy"], "takes": found["takes"]["accuracy"]})
    return rows
