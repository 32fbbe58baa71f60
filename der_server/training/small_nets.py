"""A baseline of small nets that know nothing of faces: a few of one kind, their mean answers."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass
class SmallNets:
    """Nets of two layers over standardised columns, as scikit-learn's models are used.

    They learn with mixup (Zhang and others 2018, alpha 0.3) and labels smoothed by 0.1, 40 rounds at most of 256.
    """

    nets: int = 3
    width: int = 256
    epochs: int = 40
    batch: int = 256
    _taught: list[nn.Module] = field(default_factory=list)
    _centre: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    _scale: Floats = field(default_factory=lambda: np.ones(0, np.float32))

    def fit(self, shown: Floats, labels: Ints) -> "SmallNets":
        """Learn labels i64[n] from columns f32[n, F]."""
        self._centre, self._scale = shown.mean(0), shown.std(0) + 1e-6
        columns = torch.from_numpy((shown - self._centre) / self._scale)
        wanted = F.one_hot(torch.from_numpy(labels)).float()
        wanted = 0.9 * wanted + 0.1 / wanted.shape[1]
        self._taught = [self._one(columns, wanted, seed) for seed in range(self.nets)]
        return self

    def predict(self, asked: Floats) -> Ints:
        """The likeliest label of each row, i64[n]."""
        columns = torch.from_numpy((asked - self._centre) / self._scale)
        with torch.inference_mode():
            probs = torch.stack([net(columns).softmax(1) for net in self._taught]).mean(0)
        return np.asarray(probs.argmax(1).numpy(), np.int64)

    def _one(self, columns: Tensor, wanted: Tensor, seed: int) -> nn.Module:
        torch.manual_seed(seed)
        draw, batch = np.random.default_rng(seed), min(self.batch, len(columns))
        sizes = (columns.shape[1], self.width, self.width)
        hidden = [
            part for size, after in pairwise(sizes) for part in (nn.Linear(size, after), nn.ReLU(), nn.Dropout(0.4))
        ]
        net = nn.Sequential(*hidden, nn.Linear(self.width, wanted.shape[1]))
        steps = len(columns) // batch
        optimiser = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=0.05)
        rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=self.epochs * steps)
        for _ in range(self.epochs):
            for rows in torch.randperm(len(columns))[: steps * batch].reshape(-1, batch):
                share, other = float(draw.beta(0.3, 0.3)), rows[torch.randperm(batch)]
                mixed, target = (share * both[rows] + (1 - share) * both[other] for both in (columns, wanted))
                loss = -(target * net(mixed).log_softmax(1)).sum(1).mean()
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                rate.step()
        return net.eval()
