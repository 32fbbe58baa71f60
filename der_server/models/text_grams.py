"""Hashed n-grams of a text weighed by a linear model. A bundle holds, for a language `L` that has them:

    L.hashes  u32[N]    CRC-32 of the grams it knows, ascending
    L.idf     f16[N]    how rare each gram is
    L.table   int8[N, K]  what each gram says for each output
    L.scale   f32[K]    an entry q of `table` weighs `q |q| scale`
    L.bias    f32[K]

A gram that was never met says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.features.text import gram_hashes
from der_server.models.expert import Floats

PARTS = ("hashes", "idf", "table", "scale", "bias")


@dataclass(frozen=True)
class Grams:
    """One language's n-grams. outputs: K."""

    hashes: NDArray[np.uint32]
    idf: Floats
    table: NDArray[np.int8]
    scale: Floats
    bias: Floats

    @property
    def outputs(self) -> int:
        return len(self.bias)

    def weigh(self, text: str) -> Floats:
        """Outputs f32[K] of one text."""
        asked = gram_hashes(text)
        at = np.minimum(np.searchsorted(self.hashes, asked), len(self.hashes) - 1)
        rows = at[self.hashes[at] == asked]
        if not len(rows):
            return self.bias
        weight = self.idf[rows]
        weight = weight / np.sqrt(np.dot(weight, weight))
        entries = self.table[rows].astype(np.float32)
        return np.asarray((weight @ (entries * np.abs(entries))) * self.scale + self.bias, np.float32)


def grams_from(weights: Mapping[str, NDArray[Any]], language: str) -> Grams | None:
    """The n-grams of a language, or None where the weights hold none. Raises KeyError or ValueError."""
    if f"{language}.hashes" not in weights:
        return None
    hashes, idf, table, scale, bias = (weights[f"{language}.{name}"] for name in PARTS)
    if table.shape != (len(hashes), len(bias)) or scale.shape != bias.shape:
        raise ValueError(language)
    return Grams(hashes, idf.astype(np.float32), table, scale, bias)
