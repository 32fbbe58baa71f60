"""The text encoder while it learns: a BERT of few layers (Devlin and others 2019) with one head, in torch."""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from der_server.training.text_start import Start

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LINES = ("q", "k", "v", "ao", "fi", "fo")
NORMS = ("aln", "oln")


class Layer(nn.Module):
    """Attention among a text's tokens, then each token by itself; a norm after both."""

    def __init__(self, width: int, inner: int, heads: int, epsilon: float, drop: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, drop
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        """x f32[B, T, width], there bool[B, T] -> f32[B, T, width]."""
        drop = self.drop if self.training else 0.0
        q, k, v = (self._split(line(x)) for line in (self.q, self.k, self.v))
        met = F.scaled_dot_product_attention(q, k, v, attn_mask=there[:, None, None])
        x = self.aln(x + self.ao(met.transpose(1, 2).flatten(2)))
        y: Tensor = self.oln(x + F.dropout(self.fo(F.gelu(self.fi(x))), drop))
        return y

    def _split(self, x: Tensor) -> Tensor:
        return x.reshape(*x.shape[:2], self.heads, -1).transpose(1, 2)


class Net(nn.Module):
    """Frozen token vectors f32[N, width], then layers, the mean over the tokens, and one linear head.

    The first `frozen` layers stay as they came.
    """

    def __init__(
        self, start: Start, rows: Ints, layers: int, outputs: int, *, longest: int, frozen: int, drop: float
    ):
        super().__init__()
        kept = start.tensors
        self.tokens = torch.from_numpy(kept["emb.word"][rows])
        self.places = torch.from_numpy(kept["emb.pos"][:longest] + kept["emb.type"][: start.width])
        self.first = nn.LayerNorm(start.width, start.epsilon)
        self.layers = nn.ModuleList(
            Layer(start.width, start.inner, start.heads, start.epsilon, drop) for _ in range(layers)
        )
        self.head = nn.Linear(start.width, outputs)
        self.drop, self.frozen = drop, frozen
        self._take(start)
        for still in (self.first, *self.layers[:frozen]):
            still.requires_grad_(False)

    def forward(self, ids: Tensor, there: Tensor) -> Tensor:
        """ids i64[B, T], there bool[B, T] -> scores f32[B, outputs]."""
        scores: Tensor = self.head(F.dropout(self.pooled(ids, there), self.drop, self.training))
        return scores.float()

    def pooled(self, ids: Tensor, there: Tensor) -> Tensor:
        """The mean over a text's tokens: f32[B, width]."""
        x: Tensor = self.first(self.tokens[ids] + self.places[: ids.shape[1]])
        for number, layer in enumerate(self.layers):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= self.frozen):
                x = layer(x, there)
        share = there.to(x.dtype) / there.sum(1, keepdim=True)
        return (share[:, None] @ x)[:, 0]

    def _take(self, start: Start) -> None:
        self.first.load_state_dict(_pair(start.tensors, "emb.ln"))
        for number, layer in enumerate(self.layers):
            for name in LINES + NORMS:
                getattr(layer, name).load_state_dict(_pair(start.tensors, f"l{number}.{name}"))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)


def _pair(tensors: Mapping[str, Floats], name: str) -> dict[str, Tensor]:
    return {"weight": torch.tensor(tensors[name + ".w"]), "bias": torch.tensor(tensors[name + ".b"])}


def padded(texts: Sequence[Ints], pad: int) -> tuple[Tensor, Tensor]:
    """Token ids of several texts as i64[B, T], and which of them are there, bool[B, T]."""
    longest = max(len(ids) for ids in texts)
    out = np.full((len(texts), longest), pad, np.int64)
    for row, ids in enumerate(texts):
        out[row, : len(ids)] = ids
    return torch.from_numpy(out), torch.from_numpy(np.arange(longest) < np.array([len(t) for t in texts])[:, None])
