"""How encoder and n-grams are added up for a language, and when a label counts as said: fitted on held-out texts."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from der_server.labels import EMOTIONS

Floats = NDArray[np.float32]

GRID = 1 / (1 + np.exp(-np.linspace(-6, 3, 181)))
EASE = 2.0
"""Cost of a squared unit of shift, in items' worth of cross-entropy: few held-out texts move the shifts little."""


@dataclass(frozen=True, slots=True)
class Mix:
    """outputs = encoder's * encoder + n-grams' * grams + shift, see `models.text`.

    encoder, grams: a share for the emotions, one for the fine labels. shift: f32[K]. odds: f32[fine].
    thresholds: f32[7], for several emotions at once.
    """

    encoder: tuple[float, float]
    grams: tuple[float, float]
    shift: Floats
    odds: Floats
    thresholds: Floats

    def facts(self) -> dict[str, Any]:
        """Plain values for the card."""
        return {
            "encoder": [round(value, 4) for value in self.encoder],
            "grams": [round(value, 4) for value in self.grams],
            "shift": _plain(self.shift),
            "odds": _plain(self.odds),
            "thresholds": _plain(self.thresholds),
        }


def fit_mix(heard: Floats, grams: Floats | None, emotions: Floats, fine: Floats) -> Mix:
    """From held-out texts: heard, grams f32[n, K] scores; emotions f32[n, 7] shares; fine f32[n, K - 7] 0 or 1.

    Least cross-entropy of the emotions (softmax) and of the fine labels (a sigmoid each). An emotion that none of
    the texts has is not shifted.
    """
    seven = len(EMOTIONS)
    beside = np.zeros_like(heard) if grams is None else grams
    a, b, shift = _added(heard[:, :seven], beside[:, :seven], emotions, exclusive=True)
    outputs = a * heard[:, :seven] + b * beside[:, :seven] + shift
    thresholds = best_thresholds(_softmax(outputs), emotions > 0)
    if not fine.shape[1]:
        nothing = np.zeros(0, np.float32)
        return Mix((a, 0.0), (b, 0.0), shift, nothing, thresholds)
    c, d, more = _added(heard[:, seven:], beside[:, seven:], fine, exclusive=False)
    chances = _sigmoid(c * heard[:, seven:] + d * beside[:, seven:] + more)
    chosen = best_thresholds(chances, fine)
    odds = np.log(chosen / (1 - chosen)).astype(np.float32)
    return Mix((a, c), (b, d), np.concatenate([shift, more]), odds, thresholds)


def _added(first: Floats, second: Floats, truth: Floats, *, exclusive: bool) -> tuple[float, float, Floats]:
    """Shares of the two scores and the shifts with the least cross-entropy."""
    there = truth.any(0)
    alone = not second.any()

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        a, b, shift = flat[0], flat[1], flat[2:]
        scores = a * first + b * second + shift
        if exclusive:
            norm = np.logaddexp.reduce(scores, axis=1, keepdims=True)
            cost, slope = (
                -(truth * (scores - norm)).sum(),
                np.exp(scores - norm) * truth.sum(1, keepdims=True) - truth,
            )
        else:
            cost, slope = (np.logaddexp(0, scores) - truth * scores).sum(), _sigmoid(scores) - truth
        pull = np.where(there, slope.sum(0) + 2 * EASE * shift, 0)
        down = [(slope * first).sum(), 0.0 if alone else (slope * second).sum(), *pull]
        return float(cost + EASE * (shift**2).sum()), np.array(down, np.float64)

    begin = np.concatenate([[1.0, 0.0 if alone else 1.0], np.zeros(truth.shape[1])])
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return float(found[0]), float(found[1]), found[2:].astype(np.float32)


def best_thresholds(probs: Floats, truth: NDArray[Any]) -> Floats:
    """f32[K]: for each output the threshold of GRID with the best F1; 0.5 where it never occurs."""
    yes = truth.astype(bool)
    chosen = np.full(probs.shape[1], 0.5, np.float32)
    for k in np.flatnonzero(yes.any(0)):
        said = probs[:, k, None] >= GRID
        right = (said & yes[:, k, None]).sum(0)
        f1 = 2 * right / np.maximum(said.sum(0) + yes[:, k].sum(), 1)
        chosen[k] = GRID[f1 >= f1.max() - 1e-9].mean()
    return chosen


def _softmax(scores: Floats) -> Floats:
    return np.asarray(np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)), np.float32)


def _sigmoid(scores: Any) -> Any:
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


def _plain(values: Floats) -> list[float]:
    return [round(float(value), 4) for value in values]
