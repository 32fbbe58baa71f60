"""A linear model over hashed grams: rare grams weigh more, every text has length one, L-BFGS finds the weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from der_server.features.text import gram_hashes

Floats = NDArray[np.float32]
Grams = Sequence[NDArray[np.uint32]]


@dataclass(frozen=True, slots=True)
class Words:
    """The grams a model knows: hashes u32[N] ascending, idf f32[N]."""

    hashes: NDArray[np.uint32]
    idf: Floats


@dataclass(frozen=True, slots=True)
class Linear:
    """weights f32[N, K], bias f32[K]."""

    weights: Floats
    bias: Floats


def grams_of(texts: Sequence[str]) -> list[NDArray[np.uint32]]:
    """Each text's grams."""
    return [gram_hashes(text) for text in texts]


def words_of(grams: Grams, at_least: int) -> Words:
    """The grams that stand in at least so many texts. idf = 1 + ln(texts / texts that hold it)."""
    hashes, counts = np.unique(np.concatenate(list(grams)), return_counts=True)
    kept = counts >= at_least
    return Words(hashes[kept], (1 + np.log(len(grams) / counts[kept])).astype(np.float16).astype(np.float32))


def matrix(grams: Grams, words: Words) -> Any:
    """CSR f32[n, N]: idf of the known grams, rows of length one (zero where nothing is known)."""
    rows = []
    for asked in grams:
        at = np.minimum(np.searchsorted(words.hashes, asked), len(words.hashes) - 1)
        rows.append(at[words.hashes[at] == asked])
    columns = np.concatenate(rows) if rows else np.zeros(0, np.int64)
    ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    values = words.idf[columns]
    length = np.sqrt(np.add.reduceat(np.append(values**2, 0), ends[:-1])) if rows else np.zeros(0)
    sizes = np.diff(ends)
    values = values / np.repeat(np.where(sizes > 0, length, 1), sizes)
    return sparse.csr_matrix((values.astype(np.float32), columns, ends), shape=(len(rows), len(words.hashes)))


def fit(x: Any, targets: Floats, weight: Floats, *, exclusive: bool, strength: float, steps: int) -> Linear:
    """Least weighted cross-entropy plus |W|^2 / (2 strength).

    targets f32[n, K] 0..1; exclusive: softmax over the K (rows sum to 1), else K separate sigmoids.
    """
    size, outputs, turned = x.shape[1], targets.shape[1], x.T.tocsr()
    share = weight[:, None].astype(np.float32)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        both = flat.astype(np.float32).reshape(size + 1, outputs)
        scores = x @ both[:size] + both[size]
        if exclusive:
            norm = np.logaddexp.reduce(scores, axis=1, keepdims=True)
            cost = float((share * (norm - (scores * targets).sum(1, keepdims=True))).sum(dtype=np.float64))
            slope = share * (np.exp(scores - norm) - targets)
        else:
            cost = float((share * (np.logaddexp(0, scores) - scores * targets)).sum(dtype=np.float64))
            slope = share * (1 / (1 + np.exp(-scores)) - targets)
        both[size] = 0
        down = np.concatenate([turned @ slope + both[:size] / strength, slope.sum(0)[None]])
        return cost + float((both.astype(np.float64) ** 2).sum()) / (2 * strength), down.astype(np.float64).ravel()

    found = minimize(
        loss,
        np.zeros((size + 1) * outputs),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": steps, "maxcor": 6},
    ).x
    both = found.reshape(size + 1, outputs).astype(np.float32)
    return Linear(both[:size], both[size])


def pruned(words: Words, model: Linear, most: int) -> tuple[Words, Linear]:
    """The `most` grams that can move an output furthest, each output on its own scale."""
    push = (np.abs(model.weights) / np.abs(model.weights).max(0)).max(1) * words.idf
    kept = np.sort(np.argsort(-push, kind="stable")[:most])
    return Words(words.hashes[kept], words.idf[kept]), Linear(model.weights[kept], model.bias)


def quantised(model: Linear) -> tuple[NDArray[np.int8], Floats]:
    """int8[N, K] and the step f32[K] of each column; what lies beyond the 99.99th percentile is cut."""
    top = np.quantile(np.abs(model.weights), 0.9999, axis=0)
    scale = (np.maximum(top, 1e-6) / 127).astype(np.float32)
    return np.clip(np.round(model.weights / scale), -127, 127).astype(np.int8), scale
