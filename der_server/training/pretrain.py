"""Does the face net gain from faces without labels? It is first taught to give back what is hidden of them.

    der study pretrain

Of every face a random share of coefficients, a region or one half is hidden, as if it were not tracked; the net gives
back their values and log-odds (masked prediction, as masked autoencoders do with pictures: He and others 2022). From
the layers below its last it then learns emotions by the shipped recipe, and is compared in pairs with nets that start
from nothing, on all labels and on few. The faces are those learnt from, without their labels; then also muxspace,
whose own figures are then of faces that were met, though never with a label.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from der_server.faults import NotFound
from der_server.models.face import alive
from der_server.models.face_net import FaceNet
from der_server.training import face
from der_server.training.datasets import find_corpora, load_parts
from der_server.training.face_pairs import Row, compared, study_of
from der_server.training.face_recipe import Faces, Recipe, picked, train_net

SHARES = (1.0, 0.1, 0.01)
"""How many of the labels are known, in turn."""
SEEDS = (0, 1, 2)
MORE = "muxspace"


@dataclass(frozen=True, slots=True)
class Masking:
    """How the net is taught to fill in (our choices; the layers are the recipe's).

    most: of the coefficients hidden at random; regions: share of the faces that lose a region or a half instead.
    """

    epochs: int = 60
    batch: int = 512
    rate: float = 3e-3
    decay: float = 0.02
    most: float = 0.75
    regions: float = 0.5


def taught_to_fill_in(values: Tensor, hidden: int, how: Masking, seed: int) -> FaceNet:
    """A net that gives back what is hidden of faces f32[n, A]: its answers are standardised values and log-odds."""
    torch.manual_seed(seed)
    noise, size = torch.Generator().manual_seed(seed), values.shape[1]
    net = FaceNet(alive(), hidden, classes=2 * size)
    net.fit_ranges(values)
    batch = min(how.batch, len(values))
    per_epoch = len(values) // batch
    optimiser = torch.optim.AdamW(net.parameters(), lr=how.rate, weight_decay=how.decay)
    rate = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, how.rate, total_steps=how.epochs * per_epoch, pct_start=0.15
    )
    for _ in range(how.epochs):
        for index in torch.randperm(len(values), generator=noise)[: batch * per_epoch].reshape(-1, batch):
            turned = torch.rand(batch, 1, generator=noise) < 0.5
            faces = torch.where(turned, values[index][:, net.turn], values[index])
            loss = _missed(net, faces, hiding(len(faces), how, noise)).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            rate.step()
    return net.eval()


def hiding(count: int, how: Masking, noise: torch.Generator) -> Tensor:
    """What is left to see of as many faces, f32[count, A]: 0 where a coefficient is hidden."""
    names = alive()
    upper = torch.tensor([name.startswith(("brow", "eye")) for name in names])
    left, right = (torch.tensor([name.endswith(side) for name in names]) for side in ("Left", "Right"))
    regions = torch.stack([upper, ~upper, left, right, upper & left, upper & right])
    region = regions[torch.randint(len(regions), (count,), generator=noise)]
    scattered = torch.rand(count, len(names), generator=noise) < how.most * torch.rand(count, 1, generator=noise)
    by_region = torch.rand(count, 1, generator=noise) < how.regions
    return (~torch.where(by_region, region, scattered)).float()


def _missed(net: FaceNet, values: Tensor, known: Tensor) -> Tensor:
    """Squared errors on what is hidden, f32[h]."""
    whole = net.encode(values, torch.ones_like(known))[:, : 2 * known.shape[1]]
    hidden = (known == 0).repeat(1, 2)
    missed: Tensor = (net(net.encode(values, known)) - whole)[hidden].square()
    return missed


def filled_in(net: FaceNet, values: Tensor, how: Masking, seed: int = 0) -> float:
    """Share of the variance of what is hidden of faces f32[n, A] that the net gives back; their mean gives 0."""
    noise = torch.Generator().manual_seed(seed)
    with torch.inference_mode():
        known = hiding(len(values), how, noise)
        whole = net.encode(values, torch.ones_like(known))[:, : 2 * known.shape[1]]
        away = (whole - whole.mean(0))[(known == 0).repeat(1, 2)].square()
        return float(1 - _missed(net, values, known).mean() / away.mean())


def rows(
    data_dir: Path,
    seeds: Sequence[int] = SEEDS,
    shares: Sequence[float] = SHARES,
    recipe: Recipe | None = None,
    how: Masking | None = None,
) -> list[Row]:
    """A row for each pool of faces, share of the labels and corpus asked. Raises NotFound without recordings."""
    recipe, how = recipe or Recipe(), how or Masking()
    faces, asked = study_of(data_dir)
    held = torch.cat([one.values for one in asked if one.name.endswith("fifth")])
    pools = {"the same faces": faces.values}
    if (more := _more(data_dir)) is not None:
        pools[f"the same faces and {MORE}"] = torch.cat([faces.values, more])
    starts = {
        name: [taught_to_fill_in(pool, recipe.hidden, how, seed) for seed in seeds] for name, pool in pools.items()
    }
    out: list[Row] = [
        {"filled_in": name, "n": len(pools[name]), "share": [round(filled_in(net, held, how), 3) for net in nets]}
        for name, nets in starts.items()
    ]
    for share in shares:
        some = [_some(faces, share, seed) for seed in seeds]
        plain = _taught(some, recipe, seeds, [None] * len(seeds))
        for name, nets in starts.items():
            started = _taught(some, recipe, seeds, nets)
            head = {"pretrained_on": name, "labels": len(some[0])}
            out += [head | compared(one, started, plain) for one in asked]
    return out


def _taught(
    some: Sequence[Faces], recipe: Recipe, seeds: Sequence[int], starts: Sequence[FaceNet | None]
) -> list[FaceNet]:
    fits = [face.for_few(recipe, len(faces)) for faces in some]
    return [
        train_net(faces, alive(), fit, seed, start=start)
        for faces, fit, seed, start in zip(some, fits, seeds, starts, strict=True)
    ]


def _some(faces: Faces, share: float, seed: int) -> Faces:
    """A share of the faces at random, in the order they come."""
    some = np.random.default_rng(seed).permutation(len(faces))[: round(share * len(faces))]
    return faces.take(np.sort(some))


def _more(data_dir: Path) -> Tensor | None:
    """The faces f32[n, A] of the corpus that brings no labels, or None where it is not there."""
    try:
        parts = [part for corpus in find_corpora(data_dir, "face", MORE) for part in load_parts(corpus)]
    except NotFound:
        return None
    return torch.from_numpy(np.concatenate([picked(part.content, alive()) for part in parts]))
