"""Fuzzy against hard thresholds, and cross-entropy against squared error with classes balanced or not, on faces.

Asked are the faces that `face.held_out` holds out of RAF-DB and FER2013. Thresholds: the rules of `models/facs.py` as
they are, where a unit counts the more the further its coefficient has come, and with every unit there or not from the
middle of its ramp on. Losses: one small net, taught with either, from classes as they come and from as many faces of
every class as the rarest has.
"""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from der_server.labels import EMOTIONS
from der_server.models import facs
from der_server.models.face import alive
from der_server.training import face
from der_server.training.classical import with_odds
from der_server.training.evaluate import Answers, figures
from der_server.training.face_recipe import faces_of

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Row = dict[str, Any]

HIDDEN, STEPS, BATCH, RATE, DECAY = 64, 1200, 256, 3e-3, 0.05
KEPT = ("accuracy", "uar", "macro_f1", "ece")


def threshold_rows(data_dir: Path, seed: int = 0) -> list[Row]:
    """The rules with fuzzy and with hard thresholds."""
    parts = face.training_parts(data_dir)
    shown, labels = np.concatenate([p.content for p in parts]), np.concatenate([p.labels for p in parts])
    held = face.folds_of(len(labels), 5, seed) == 0
    level, known = facs.action_units(shown[held])
    hard = (level >= 0.5).astype(np.float32)
    ways = {"fuzzy thresholds": level, "hard thresholds": hard}
    return [{"rules": name} | _figures(labels[held], facs.log_probs_of(units, known)) for name, units in ways.items()]


def loss_rows(data_dir: Path, seed: int = 0) -> list[Row]:
    """A net taught with each loss, from either mix of classes."""
    parts = face.training_parts(data_dir)
    faces = faces_of(parts, alive(), [1.0] * len(parts))
    shown, labels = with_odds(faces.values.numpy()), faces.labels.numpy()
    shown = (shown - shown.mean(0)) / (shown.std(0) + 1e-6)
    held = face.folds_of(len(labels), 5, seed) == 0
    mixes = {"as they come": np.flatnonzero(~held), "every class alike": alike(labels, np.flatnonzero(~held), seed)}
    rows = []
    for mix, learnt in mixes.items():
        for loss in ("cross-entropy", "squared error"):
            logs = taught(shown[learnt], labels[learnt], shown[held], squared=loss == "squared error", seed=seed)
            rows.append({"classes": mix, "learnt": len(learnt), "loss": loss} | _figures(labels[held], logs))
    return rows


def alike(labels: Ints, rows: Ints, seed: int) -> Ints:
    """As many rows of every class as the rarest has."""
    draw, counts = np.random.default_rng(seed), np.bincount(labels[rows])
    least = counts[counts > 0].min()
    each = [draw.choice(rows[labels[rows] == label], least, replace=False) for label in np.unique(labels[rows])]
    return np.sort(np.concatenate(each))


def taught(shown: Floats, labels: Ints, asked: Floats, *, squared: bool, seed: int) -> Floats:
    """Log probabilities f32[m, 7] of faces f32[m, A] by a net that learned from others; one seed, one net."""
    torch.manual_seed(seed)
    first, last = nn.Linear(shown.shape[1], HIDDEN), nn.Linear(HIDDEN, len(EMOTIONS))
    net = nn.Sequential(first, nn.GELU(), nn.Dropout(0.3), last)
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=DECAY)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=STEPS)
    x, y = torch.from_numpy(shown), torch.from_numpy(labels)
    for _ in range(STEPS):
        rows = torch.randint(len(y), (BATCH,))
        loss = _loss(net(x[rows]), y[rows], squared=squared)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        rate.step()
    with torch.inference_mode():
        return np.asarray(F.log_softmax(net.eval()(torch.from_numpy(asked)), 1).numpy(), np.float32)


def _loss(scores: Tensor, labels: Tensor, *, squared: bool) -> Tensor:
    if not squared:
        return F.cross_entropy(scores, labels)
    wanted = F.one_hot(labels, scores.shape[1]).float()
    return (scores.softmax(1) - wanted).square().sum(1).mean()


def _figures(labels: Ints, logs: Floats) -> Row:
    probs = np.exp(logs.astype(np.float64))
    row = figures(Answers(labels, probs / probs.sum(1, keepdims=True), None))
    return {"n": len(labels)} | {name: row[name] for name in KEPT}
