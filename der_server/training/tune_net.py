"""How a net is taught further: pulled back toward where it started, and no longer than it helps.

The pull is that of L2-SP (Li, Grandvalet and Davoine 2018): few items bend the weights little.
"""

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle
from der_server.training import metrics
from der_server.training.datasets import Part
from der_server.training.watch import Run, Watch

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Say = Callable[[str], None]
Far = Mapping[str, float]
FEWEST_TOGETHER = 8
PRIOR = 50
"""Items that the base's calibration is worth (our choice): few must not make an expert sure of itself."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """pull: weight of the squared distance to the starting weights. patience: epochs without a better inner fifth.

    batch: at most; of few items smaller, so that they still make some twenty steps an epoch.
    """

    epochs: int = 40
    batch: int = 64
    rate: float = 3e-4
    pull: float = 1e-2
    patience: int = 5


@dataclass(frozen=True)
class Task:
    """What a pupil is made of. part: the labelled items. recipe: None for the expert's own."""

    bundle: Bundle
    part: Part
    seed: int
    recipe: Recipe | None
    watch: Watch
    say: Say

    @property
    def key(self) -> str:
        """What distinguishes these items and this base from others."""
        return f"{self.bundle.digest} {self.part.keys} {self.part.labels.tolist()}"


class Tunable(Protocol):
    """An expert's net as it is taught further, together with the items it learns from."""

    def fresh(self, rows: Ints) -> nn.Module:
        """The net as it is before it learns from these items."""
        ...

    def read(self, net: nn.Module, rows: Ints, noise: torch.Generator | None) -> Tensor:
        """Logits f32[n, 7] of these items; with `noise` varied as in training."""
        ...

    def bundle(self, net: nn.Module, temperature: float) -> Bundle:
        """What is served of the net: the base with its weights and this temperature."""
        ...


@dataclass(frozen=True)
class NetPupil:
    """See `finetune.Pupil`. name: of its curves."""

    one: Tunable
    task: Task
    recipe: Recipe
    name: str

    @property
    def labels(self) -> Ints:
        return self.task.part.labels

    def learn(self, rows: Ints, inner: Ints) -> tuple[Bundle, Far]:
        """What was learned from `rows`, as far as it was best for `inner`, and how far that was."""
        net, epochs = self._taught(rows, inner, self.recipe.epochs)
        found = metrics.best_temperature(read(self.one, net, inner), self.labels[inner])
        temperature = float(np.exp(eased(np.log(found), np.log(self.task.bundle.card.temperature), len(inner))))
        return self.one.bundle(net, temperature), {"epochs": epochs, "temperature": temperature}

    def go(self, rows: Ints, far: Far) -> Bundle:
        """What was learned from `rows` by going just so far."""
        net, _ = self._taught(rows, None, int(far["epochs"]))
        return self.one.bundle(net, far["temperature"])

    def _taught(self, rows: Ints, inner: Ints | None, epochs: int) -> tuple[nn.Module, int]:
        """The net at the best epoch for `inner`, and which that was; the last one where nobody judges."""
        torch.manual_seed(self.task.seed)
        noise, net = torch.Generator().manual_seed(self.task.seed), self.one.fresh(rows)
        start = [value.detach().clone() for value in net.parameters()]
        optimiser = torch.optim.AdamW(net.parameters(), lr=self.recipe.rate, weight_decay=0.0)
        run, best = Run(net, optimiser, None, noise), _Best(copy.deepcopy(net))
        name = self.name if inner is not None else f"{self.name}-all"
        key = f"{self.task.key} {self.recipe} {self.task.seed} {epochs} {rows.tolist()}"
        held = self.task.watch.kept(name, key)
        first = run.go_on(held)
        best.go_on(held)
        self.task.watch.begin(name, epochs, first)
        for epoch in range(first + 1, epochs + 1):
            if inner is not None and epoch - best.epoch > self.recipe.patience:
                break
            self.task.watch.step(name, self._epoch(run, start, rows))
            value = float(epoch) if inner is None else self._inner(net, inner, epoch, name)
            best.meet(net, value, epoch)
            self.task.watch.keep(name, key, run.left(epoch) | best.left())
        self.task.watch.end()
        return best.net.eval(), best.epoch

    def _epoch(self, run: Run, start: list[Tensor], rows: Ints) -> float:
        """One pass over `rows`; the loss of its last batch."""
        counts = np.bincount(self.labels[rows], minlength=len(EMOTIONS)) + 1
        share = torch.from_numpy(np.sqrt(counts.max() / counts).astype(np.float32))  # rare classes count more
        loss = torch.zeros(())
        run.net.train()
        size = int(np.clip(len(rows) // 20, FEWEST_TOGETHER, self.recipe.batch))
        for some in _batches(rows, size, run.noise):
            truth = torch.from_numpy(self.labels[some])
            loss = F.cross_entropy(self.one.read(run.net, some, run.noise), truth, weight=share)
            away = sum(((v - s) ** 2).sum() for v, s in zip(run.net.parameters(), start, strict=True))
            run.optimiser.zero_grad()
            torch.autograd.backward(loss + self.recipe.pull * away)
            run.optimiser.step()
        return float(loss.detach())

    def _inner(self, net: nn.Module, inner: Ints, epoch: int, name: str) -> float:
        table = metrics.confusion(self.labels[inner], read(self.one, net, inner).argmax(1), len(EMOTIONS))
        value = float(metrics.macro_f1(table))
        self.task.watch.figure(f"{name}/inner_macro_f1", value, epoch)
        return value


@dataclass
class _Best:
    """The best net so far."""

    net: nn.Module
    value: float = -1.0
    epoch: int = 1

    def meet(self, net: nn.Module, value: float, epoch: int) -> None:
        if value > self.value:
            self.net, self.value, self.epoch = copy.deepcopy(net), value, epoch

    def left(self) -> dict[str, Any]:
        return {"best": self.net.state_dict(), "best_value": self.value, "best_epoch": self.epoch}

    def go_on(self, left: Mapping[str, Any] | None) -> None:
        if left is not None:
            self.net.load_state_dict(left["best"])
            self.value, self.epoch = float(left["best_value"]), int(left["best_epoch"])


def eased(found: float, base: float, n: int) -> float:
    """What n items found of a number of which the base's value is believed as much as PRIOR items."""
    return (n * found + PRIOR * base) / (n + PRIOR)


def read(one: Tunable, net: nn.Module, rows: Ints, together: int = 256) -> Floats:
    """Logits f32[n, 7] of these items as they are."""
    net.eval()
    with torch.inference_mode():
        parts = [one.read(net, rows[i : i + together], None) for i in range(0, len(rows), together)]
    return np.asarray(torch.cat(parts).numpy(), np.float32)


def _batches(rows: Ints, size: int, noise: torch.Generator) -> list[Ints]:
    order = rows[torch.randperm(len(rows), generator=noise).numpy()]
    return [order[start : start + size] for start in range(0, len(order), size)]
