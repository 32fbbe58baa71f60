"""How the nets of `body-net` are fitted: many side by side, each on its own choice of windows."""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from der_server.features.body import NAMES
from der_server.models.body import BodyNet

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that shapes the nets.

    other_share: weight of the second corpus's loss; label_share: of telling the labelled styles apart;
    count_power: how much frequent styles and actions are thinned (1 = balanced); blind: share of numbers hidden.
    """

    hidden: int = 64
    members: int = 6
    steps: int = 600
    batch: int = 96
    rate: float = 3e-3
    decay: float = 0.05
    drop: float = 0.4
    blind: float = 0.3
    mixup: float = 0.3
    other_share: float = 0.5
    label_share: float = 0.5
    count_power: float = 0.5


@dataclass(frozen=True, slots=True)
class Windows:
    """body: f32[n, SIZE]; styles, actions and tracked: str[n]."""

    body: Floats
    styles: NDArray[np.str_]
    actions: NDArray[np.str_]
    tracked: NDArray[np.str_]

    def take(self, where: Flags) -> "Windows":
        return Windows(self.body[where], self.styles[where], self.actions[where], self.tracked[where])

    @property
    def names(self) -> list[str]:
        """Its styles, in the order of a net's outputs."""
        return sorted(set(self.styles.tolist()))

    def numbers(self) -> Tensor:
        """Place of each window's style in `names`, i64[n]."""
        return torch.from_numpy(np.searchsorted(self.names, self.styles).astype(np.int64))


@dataclass(frozen=True, slots=True)
class Study:
    """What is learned from. others: windows of a second corpus, for every net. labelled: the styles that stand for
    emotions."""

    windows: Windows
    others: Windows
    labelled: tuple[str, ...]


def fit(recipe: Recipe, study: Study, allowed: Flags, seed: int) -> BodyNet:
    """One net for each row of `allowed` bool[members, n], trained on the windows it allows."""
    windows, others = study.windows, study.others
    torch.manual_seed(seed)
    net = BodyNet(
        len(allowed), recipe.hidden, len(windows.names), len(others.names), drop=recipe.drop, blind=recipe.blind
    )
    _fit_ranges(net, windows, allowed)
    body, styles = torch.from_numpy(windows.body), windows.numbers()
    odds = torch.from_numpy(_odds(windows, recipe.count_power) * allowed)
    other_body, other_styles = torch.from_numpy(others.body), others.numbers()
    columns = torch.tensor([windows.names.index(name) for name in study.labelled])
    optimiser = torch.optim.AdamW(net.parameters(), recipe.rate, weight_decay=recipe.decay)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.rate, total_steps=recipe.steps)
    draw = np.random.default_rng(seed)
    for _ in range(recipe.steps):
        rows = torch.multinomial(odds, recipe.batch, replacement=True)
        share = float(draw.beta(recipe.mixup, recipe.mixup)) if recipe.mixup else 1.0
        mixed = Mixed(body[rows], styles[rows], share, torch.randperm(recipe.batch))
        loss = _style_loss(net, mixed, columns, recipe.label_share)
        if recipe.other_share:
            rows = torch.randint(len(other_body), (recipe.batch,))
            guess = net.guess_others(net.encode(other_body[rows]))
            loss = loss + recipe.other_share * _cross_entropy(guess, other_styles[rows].expand(len(guess), -1))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        pace.step()
    return net.eval().requires_grad_(False)


def _fit_ranges(net: BodyNet, windows: Windows, allowed: Flags) -> None:
    """Centre and scale of each member from the fully tracked windows it may see."""
    whole = windows.tracked == windows.tracked[0]
    for member, may_see in enumerate(allowed):
        numbers = windows.body[may_see & whole][:, : len(NAMES)]
        net.centre[member, 0] = torch.from_numpy(numbers.mean(0))
        net.scale[member, 0] = torch.from_numpy(numbers.std(0) + 1e-3)


def _odds(windows: Windows, power: float) -> NDArray[np.float64]:
    """How likely each window is drawn, f64[n]."""
    out = np.ones(len(windows.body))
    for column in (windows.styles, windows.actions):
        _, place, counts = np.unique(column, return_inverse=True, return_counts=True)
        out /= counts[place] ** power
    return out


@dataclass(frozen=True, slots=True)
class Mixed:
    """A batch of windows f32[members, n, SIZE] with styles i64[members, n]: each is mixed with another of the batch
    (mixup), `share` of itself and the rest of the one that `order` puts in its place."""

    body: Tensor
    styles: Tensor
    share: float
    order: Tensor

    def blend(self, one: Tensor) -> Tensor:
        return self.share * one + (1 - self.share) * one[:, self.order]

    def loss(self, logits: Tensor, truth: Tensor) -> Tensor:
        """Loss of each mixed item, f32[members, n]."""
        return self.share * _each(logits, truth) + (1 - self.share) * _each(logits, truth[:, self.order])


def _style_loss(net: BodyNet, mixed: Mixed, columns: Tensor, label_share: float) -> Tensor:
    """Telling all styles apart, and the labelled ones among themselves."""
    logits = net(mixed.blend(net.encode(mixed.body)))
    loss = mixed.loss(logits, mixed.styles).mean(1).sum()
    if not label_share:
        return loss
    match = mixed.styles[..., None] == columns
    ours = match.any(-1) & match.any(-1)[:, mixed.order]
    apart = mixed.loss(logits[..., columns], match.int().argmax(-1))
    return loss + label_share * ((apart * ours).sum(1) / ours.sum(1).clamp(min=1)).sum()


def _each(logits: Tensor, truth: Tensor) -> Tensor:
    """Loss of each item, f32[members, n]."""
    return F.cross_entropy(logits.flatten(0, 1), truth.flatten(), reduction="none").view(truth.shape)


def _cross_entropy(logits: Tensor, truth: Tensor) -> Tensor:
    """Mean over items, summed over members: members do not share a step size."""
    return _each(logits, truth).mean(1).sum()
