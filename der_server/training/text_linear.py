"""A linear model over hashed grams: rare grams weigh more, every text has length one, L-BFGS finds the weights."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from der_server.features.text import gram_hashes, grams

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


def kinds_of(texts: Sequence[str]) -> Mapping[int, str]:
    """Hash -> kind (`w`, `b`, `c`, ...) of every gram in the texts."""
    every = {gram for text in texts for gram in grams(text)}
    return {zlib.crc32(gram.encode()): gram[0] for gram in every}


def words_of(
    found: Grams, at_least: int, kinds: Mapping[int, str] | None = None, volume: Mapping[str, float] | None = None
) -> Words:
    """The grams that stand in at least so many texts. idf = 1 + ln(texts / texts that hold it), times the
    volume of the gram's kind (1 where none is given)."""
    hashes, counts = np.unique(np.concatenate(list(found)), return_counts=True)
    kept = counts >= at_least
    idf = 1 + np.log(len(found) / counts[kept])
    if kinds and volume:
        idf *= np.array([volume.get(kinds[each], 1.0) for each in hashes[kept].tolist()])
    return Words(hashes[kept], idf.astype(np.float16).astype(np.float32))


def matrix(found: Grams, words: Words) -> Any:
    """CSR f32[n, N]: idf of the known grams, rows of length one (zero where nothing is known)."""
    rows = []
    for asked in found:
        at = np.minimum(np.searchsorted(words.hashes, asked), len(words.hashes) - 1)
        rows.append(at[words.hashes[at] == asked])
    columns = np.concatenate(rows) if rows else np.zeros(0, np.int64)
    ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    values = words.idf[columns]
    length = np.sqrt(np.add.reduceat(np.append(values**2, 0), ends[:-1])) if rows else np.zeros(0)
    sizes = np.diff(ends)
    values = values / np.repeat(np.where(sizes > 0, length, 1), sizes)
    return sparse.csr_matrix((values.astype(np.float32), columns, ends), shape=(len(rows), len(words.hashes)))


def fit(
    x: Any,
    targets: Floats,
    weight: Floats,
    *,
    exclusive: bool,
    strength: float,
    steps: int,
    start: Linear | None = None,
) -> Linear:
    """Least weighted cross-entropy plus |W|^2 / (2 strength), by at most `steps` steps from `start` (else zero).

    targets f32[n, K] 0..1; exclusive: softmax over the K (rows sum to 1), else K separate sigmoids.
    weight: f32[n, 1] or f32[n, K].
    """
    size, outputs, turned = x.shape[1], targets.shape[1], x.T.tocsr()
    cost_of = _exclusive if exclusive else _separate
    first = np.zeros((size + 1, outputs)) if start is None else np.vstack([start.weights, start.bias[None]])

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        both = flat.astype(np.float32).reshape(size + 1, outputs)
        cost, slope = cost_of(x @ both[:size] + both[size], targets, weight)
        both[size] = 0
        down = np.concatenate([turned @ slope, slope.sum(0)[None]]) + both / strength
        return cost + float((both.astype(np.float64) ** 2).sum()) / (2 * strength), down.astype(np.float64).ravel()

    options = {"maxiter": steps, "maxcor": 6}
    found = minimize(loss, first.astype(np.float64).ravel(), jac=True, method="L-BFGS-B", options=options).x
    both = found.reshape(size + 1, outputs).astype(np.float32)
    return Linear(both[:size], both[size])


def _exclusive(scores: Floats, targets: Floats, weight: Floats) -> tuple[float, Floats]:
    top = scores.max(1, keepdims=True)
    norm = top + np.log(np.exp(scores - top).sum(1, keepdims=True))
    cost = weight * (norm - (scores * targets).sum(1, keepdims=True))
    return float(cost.sum(dtype=np.float64)), weight * (np.exp(scores - norm) - targets)


def _separate(scores: Floats, targets: Floats, weight: Floats) -> tuple[float, Floats]:
    cost = weight * (np.maximum(scores, 0) + np.log1p(np.exp(-np.abs(scores))) - scores * targets)
    chances = np.asarray(1 / (1 + np.exp(-scores)), np.float32)
    return float(cost.sum(dtype=np.float64)), weight * (chances - targets)


def pruned(words: Words, model: Linear, most: int) -> tuple[Words, Linear]:
    """The `most` grams that can move an output furthest, each output on its own scale."""
    push = (np.abs(model.weights) / np.abs(model.weights).max(0)).max(1) * words.idf
    kept = np.sort(np.argsort(-push, kind="stable")[:most])
    return Words(words.hashes[kept], words.idf[kept]), Linear(model.weights[kept], model.bias)


def quantised(model: Linear) -> tuple[NDArray[np.int8], Floats]:
    """int8[N, K] and f32[K]: a weight is `q |q| scale`, so that many small weights survive beside few large ones."""
    scale = (np.maximum(np.abs(model.weights).max(0), 1e-6) / 127**2).astype(np.float32)
    root = np.sqrt(np.abs(model.weights) / scale)
    return np.clip(np.round(np.sign(model.weights) * root), -127, 127).astype(np.int8), scale
