"""How one face net is trained: recipe, variations of a face, loss."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from der_server.features.face import CHANNELS
from der_server.labels import EMOTIONS
from der_server.models import facs
from der_server.models.face_net import FaceNet
from der_server.signals.canonical import FACE
from der_server.training.datasets import Part
from der_server.training.watch import Run, Watch

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that shapes the net.

    prior_share: how much of each corpus's own class frequencies the loss explains away (logit adjustment,
    Menon et al. 2021; 0 = none, 1 = balanced). headset_share: faces as a headset shows them: nothing where a
    browser tracker has its resting level, another gain. rule_share: faces drawn at random instead, with a few
    regions moving on a still face, labelled by the rules of `models/facs.py`. still_share: faces scaled to almost
    nothing and called neutral. missing_share: faces with a random part or random channels untracked. same_share:
    faces averaged with another of the same emotion.
    """

    hidden: int = 384
    drop: float = 0.3
    epochs: int = 40
    batch: int = 512
    rate: float = 3e-3
    decay: float = 0.02
    prior_share: float = 0.4
    smoothing: float = 0.0
    headset_share: float = 0.25
    rule_share: float = 0.1
    still_share: float = 0.03
    missing_share: float = 0.1
    same_share: float = 0.5


@dataclass(frozen=True, slots=True)
class Faces:
    """Training faces: values f32[n, A] of the alive channels, labels i64[n] into `classes`, corpus i64[n]."""

    values: Tensor
    labels: Tensor
    corpus: Tensor
    weight: Tensor
    corpora: int = 1
    classes: int = len(EMOTIONS)

    def take(self, index: NDArray[np.int64]) -> "Faces":
        where = torch.from_numpy(index)
        return Faces(
            self.values[where], self.labels[where], self.corpus[where], self.weight[where], self.corpora, self.classes
        )

    def __len__(self) -> int:
        return len(self.labels)


def faces_of(parts: Sequence[Part], channels: Sequence[str], weights: Sequence[float]) -> Faces:
    """The labelled faces of several parts, each part with the weight of one of its faces."""
    kept = [part.take(np.flatnonzero(part.labels >= 0)) for part in parts]
    sizes = [len(part) for part in kept]
    return Faces(
        torch.from_numpy(np.concatenate([picked(part.content, channels) for part in kept])),
        torch.from_numpy(np.concatenate([part.labels for part in kept])),
        torch.from_numpy(np.repeat(np.arange(len(kept)), sizes)),
        torch.from_numpy(np.repeat(np.array(weights, np.float32), sizes)),
        len(kept),
    )


def picked(faces: Floats, channels: Sequence[str]) -> Floats:
    """The values f32[n, A] of these channels in inputs `"face"` f32[n, 2 C]."""
    return np.ascontiguousarray(faces[:, [FACE.index(name) for name in channels]])


class Varied:
    """Random variations of a batch: mirror image, kin, headset, still face, missing parts."""

    def __init__(self, faces: Faces, net: FaceNet, channels: Sequence[str], recipe: Recipe) -> None:
        self.faces, self.turn, self.recipe = faces, net.turn, recipe
        self.order = torch.argsort(faces.labels, stable=True)
        self.count = torch.bincount(faces.labels, minlength=faces.classes)
        self.start = self.count.cumsum(0) - self.count
        upper = torch.tensor([name.startswith(("brow", "eye")) for name in channels])
        left = torch.tensor([name.endswith("Left") for name in channels])
        self.regions = torch.stack([upper, ~upper, upper & left, upper & ~left])
        self.rest = faces.values[faces.labels == 0].median(0).values
        self.channels = channels

    def draw(self, index: Tensor, noise: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
        """Values f32[b, A], known f32[b, A] and shares f32[b, classes] of each class for these faces."""
        values, labels = self.faces.values[index], self.faces.labels[index]
        values = torch.where(_some(index, 0.5, noise), values[:, self.turn], values)
        kin = (torch.rand(len(index), generator=noise) * self.count[labels]).long()
        kin_values = self.faces.values[self.order[self.start[labels] + kin]]
        share = torch.rand(len(index), 1, generator=noise)
        mixed = share * values + (1 - share) * kin_values
        values = torch.where(_some(index, self.recipe.same_share, noise), mixed, values)
        values = torch.where(_some(index, self.recipe.headset_share, noise), self._coarse(values, noise), values)
        if self.faces.classes == len(EMOTIONS):
            still = _some(index, self.recipe.still_share, noise)
            values = torch.where(still, values * 0.15 * torch.rand(len(index), 1, generator=noise), values)
            labels = torch.where(still[:, 0], 0, labels)
        shares = F.one_hot(labels, self.faces.classes).float()
        if self.faces.classes == len(EMOTIONS):
            count = int(_some(index, self.recipe.rule_share, noise).sum())
            values[:count], shares[:count] = self._by_rule(count, noise)
        return values, self._known(values, noise), shares

    def _coarse(self, values: Tensor, noise: torch.Generator) -> Tensor:
        """As a headset shows these faces: it rests near zero, where a browser tracker has a level of its own."""
        rest = self.rest * (0.5 + torch.rand(values.shape, generator=noise))
        rest = rest + 0.05 * torch.rand(len(values), 1, generator=noise)
        gain = torch.exp(0.25 * torch.randn(len(values), 1, generator=noise))
        each = torch.exp(0.15 * torch.randn(values.shape, generator=noise))
        moved = ((values - rest) / (1 - rest)).clamp_min(0) * gain * each
        return (moved + _quiet(values.shape, noise)).clamp(0, 1)

    def _by_rule(self, count: int, noise: torch.Generator) -> tuple[Tensor, Tensor]:
        """Values f32[count, A] of still faces on which one to six pairs of channels move, and what the rules say."""
        size = len(self.channels)
        moves = torch.rand(count, size, generator=noise) < torch.randint(1, 7, (count, 1), generator=noise) / (
            size / 2
        )
        level = torch.rand(count, size, generator=noise)
        level = torch.where(moves | moves[:, self.turn], torch.maximum(level, level[:, self.turn]), 0.0)
        values = (level + _quiet(level.shape, noise)).clamp(0, 1)
        face = np.zeros((count, 2 * CHANNELS), np.float32)
        place = np.array([FACE.index(name) for name in self.channels])
        face[:, place], face[:, CHANNELS + place] = values.numpy(), 1.0
        return values, torch.from_numpy(np.exp(facs.log_probs(face)))

    def _known(self, values: Tensor, noise: torch.Generator) -> Tensor:
        n = len(values)
        region = self.regions[torch.randint(len(self.regions), (n,), generator=noise)]
        scattered = torch.rand(values.shape, generator=noise) < 0.5 * torch.rand(n, 1, generator=noise)
        lost = torch.where(torch.rand(n, 1, generator=noise) < 0.5, region, scattered)
        return (~(lost & (torch.rand(n, 1, generator=noise) < self.recipe.missing_share))).float()


def _some(index: Tensor, share: float, noise: torch.Generator) -> Tensor:
    """bool[b, 1], true for about this share."""
    return torch.rand(len(index), 1, generator=noise) < share


def _quiet(shape: torch.Size, noise: torch.Generator) -> Tensor:
    """A tracker's rest: noise of any size from 1e-6 to 0.03 (our choice), f32[b, A]."""
    size = 10 ** (-6 + 4.5 * torch.rand(shape[0], 1, generator=noise))
    return size * torch.rand(shape, generator=noise)


def train_net(
    faces: Faces,
    channels: Sequence[str],
    recipe: Recipe,
    seed: int,
    *,
    start: FaceNet | None = None,
    watch: Watch | None = None,
    name: str = "face",
) -> FaceNet:
    """One net, trained on all of these faces. The same seed gives the same net on the same machine.

    start: a net whose ranges and layers below the last it starts from, as `pretrain` makes them. A `watch` with a
    folder lets a run that was cut off go on with the epoch it was in.
    """
    watch = watch or Watch()
    noise = torch.Generator().manual_seed(seed)
    torch.manual_seed(seed)
    net = FaceNet(channels, recipe.hidden, drop=recipe.drop, corpora=faces.corpora, classes=faces.classes)
    net.fit_ranges(faces.values)
    if start is not None:
        net.load_state_dict(net.state_dict() | _below_the_last(start))
    varied = Varied(faces, net, channels, recipe)
    batch = min(recipe.batch, len(faces))
    per_epoch = len(faces) // batch
    optimiser = torch.optim.AdamW(net.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    steps = recipe.epochs * per_epoch
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.rate, total_steps=steps, pct_start=0.15)
    priors = recipe.prior_share * log_priors(faces).flatten()
    sums = [float(value.double().sum()) for value in (faces.values, net.first.weight.detach())]
    key = f"{recipe} {seed} {len(faces)} {sums}"
    run = Run(net, optimiser, rate, noise)
    first = run.go_on(watch.kept(name, key))
    net.train()
    watch.begin(name, steps, first * per_epoch)
    for epoch in range(first, recipe.epochs):
        order = torch.randperm(len(faces), generator=noise)
        for place in range(per_epoch):
            loss = _loss(net, varied, priors, order[place * batch : (place + 1) * batch], noise)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            rate.step()
            watch.step(name, float(loss.detach()))
        watch.keep(name, key, run.left(epoch + 1))
    watch.end()
    return net.eval()


def _below_the_last(net: FaceNet) -> dict[str, Tensor]:
    return {name: value for name, value in net.state_dict().items() if not name.startswith("last.")}


def _loss(net: FaceNet, varied: Varied, priors: Tensor, index: Tensor, noise: torch.Generator) -> Tensor:
    """Cross-entropy over (corpus, emotion) with smoothed labels, class frequencies added to the logits."""
    values, known, shares = varied.draw(index, noise)
    smoothing, classes = varied.recipe.smoothing, varied.faces.classes
    target = torch.zeros(len(index), varied.faces.corpora, classes)
    target[torch.arange(len(index)), varied.faces.corpus[index]] = shares * (1 - smoothing) + smoothing / classes
    logs = F.log_softmax(net(net.encode(values, known)) + priors, 1)
    weight = varied.faces.weight[index]
    return -((target.flatten(1) * logs).sum(1) * weight).sum() / weight.sum()


def log_priors(faces: Faces) -> Tensor:
    """Log class frequencies of each corpus, f32[corpora, classes]."""
    cells = torch.bincount(faces.corpus * faces.classes + faces.labels, minlength=faces.corpora * faces.classes)
    counts = cells.reshape(faces.corpora, faces.classes).float() + 1
    return torch.log(counts / counts.sum(1, keepdim=True))


def predict(nets: Sequence[FaceNet], values: Tensor) -> Floats:
    """Mean log probabilities f32[n, classes] of several nets for fully known faces, normalised."""
    with torch.inference_mode():
        known = torch.ones_like(values)
        logs = torch.stack([net.read(values, known) for net in nets]).mean(0)
        return np.asarray(F.log_softmax(logs, 1).numpy(), np.float32)
