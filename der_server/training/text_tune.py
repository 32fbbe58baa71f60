"""`text-all` and `text-open` as fine-tuning needs them: heads refitted on vectors of a frozen encoder.

The heads move in standardised vectors, so that every direction is as easy to go; n-grams, phrases and emoji beside
them stay, and so do the fine labels. Temperature goes into the shares with which the card adds things up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from der_server.faults import BadRequest
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle
from der_server.models.text import Tongue, tongue_of
from der_server.models.text_emoji import emoji_lift
from der_server.models.text_encoder import PARTS, Encoder
from der_server.signals.text import language_of
from der_server.training.finetune import FEWEST
from der_server.training.tune_net import NetPupil, Recipe, Task
from der_server.training.watch import Watch

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
SEVEN = len(EMOTIONS)
TUNING = Recipe(epochs=60, batch=64, rate=3e-4, pull=1e-2, patience=6)


class Moves(nn.Module):
    """How far each language's head has moved, f32[L, 7, D] and f32[L, 7], in vectors brought to spread 1."""

    def __init__(self, mean: Tensor, spread: Tensor) -> None:
        """mean, spread: f32[L, D]."""
        super().__init__()
        self.mean, self.spread = mean, spread
        self.weight = nn.Parameter(torch.zeros(len(mean), SEVEN, mean.shape[1]))
        self.bias = nn.Parameter(torch.zeros(len(mean), SEVEN))

    def forward(self, vectors: Tensor, tongues: Tensor) -> Tensor:
        """f32[n, D], i64[n] -> what is added to the head's seven scores, f32[n, 7]."""
        plain = (vectors - self.mean[tongues]) / self.spread[tongues]
        moved: Tensor = torch.einsum("nd,nkd->nk", plain, self.weight[tongues]) + self.bias[tongues]
        return moved

    def of(self, tongue: int) -> tuple[Floats, Floats]:
        """The same for vectors as they are: f32[7, D] and f32[7]."""
        weight = self.weight[tongue].detach() / self.spread[tongue]
        return weight.numpy(), (self.bias[tongue].detach() - weight @ self.mean[tongue]).numpy()


@dataclass(frozen=True)
class Tuned:
    """See `tune_net.Tunable`. vectors f32[n, D], tongues i64[n] into `names`, -1 = a language without weights; before
    f32[n, 7]: what the base says, its emoji apart; share f32[L]: what a head counts in it; lift f32[n, 7]: of emoji.
    """

    base: Bundle
    names: Sequence[str]
    vectors: Tensor
    tongues: Tensor
    before: Tensor
    share: Tensor
    lift: Tensor

    def fresh(self, rows: Ints) -> nn.Module:
        at = torch.from_numpy(rows)
        mine = [self.vectors[at[self.tongues[at] == n]] for n in range(len(self.names))]
        known = [one if len(one) > 1 else self.vectors[at] for one in mine]
        return Moves(torch.stack([one.mean(0) for one in known]), torch.stack([one.std(0) + 1e-3 for one in known]))

    def read(self, net: nn.Module, rows: Ints, noise: torch.Generator | None) -> Tensor:
        at = torch.from_numpy(rows)
        tongues = self.tongues[at]
        spoken = tongues.clamp(min=0)
        moved: Tensor = net(self.vectors[at], spoken) * (self.share[spoken] * (tongues >= 0))[:, None]
        return self.before[at] + moved + self.lift[at]

    def bundle(self, net: nn.Module, temperature: float) -> Bundle:
        assert isinstance(net, Moves)
        weights, languages = dict(self.base.weights), dict(self.base.card.settings["languages"])
        for number, name in enumerate(self.names):
            head, bias = weights[f"{name}.head"].copy(), weights[f"{name}.head_bias"].copy()
            for value, moved in zip((head, bias), net.of(number), strict=True):
                value[:SEVEN] += moved
            weights |= {f"{name}.head": head, f"{name}.head_bias": bias}
            languages[name] = _cooled(languages[name], temperature)
        settings = {n: v for n, v in self.base.card.settings.items() if n != "upon"} | {"languages": languages}
        return Bundle(replace(self.base.card, settings=settings), weights, "")


def _cooled(facts: Mapping[str, Any], temperature: float) -> dict[str, Any]:
    """A language's card facts with the emotions' scores divided by a temperature."""
    shares = {part: [facts[part][0] / temperature, facts[part][1]] for part in ("encoder", "grams")}
    shift = [value / temperature if n < SEVEN else value for n, value in enumerate(facts["shift"])]
    return {**facts, **shares, "shift": shift}


def pupil(task: Task) -> NetPupil:
    """The bundle's heads and the part's texts. Raises BadRequest where too few are in a language it knows."""
    settings, weights = task.bundle.card.settings, task.bundle.weights
    tongues = {name: tongue_of(facts, weights, name) for name, facts in settings["languages"].items()}
    spoken = [language_of(text) for text in task.part.content]
    counts = {name: spoken.count(name) for name in tongues}
    names = [name for name in tongues if counts[name]]
    if sum(counts.values()) < FEWEST:
        raise BadRequest(
            f"{sum(counts.values())} texts in a language it knows ({', '.join(tongues)}): needs {FEWEST}."
        )
    numbers = [names.index(one) if one in names else -1 for one in spoken]
    tuned = _tuned(task, numbers, [tongues[name] for name in names], names)
    return NetPupil(tuned, task, task.recipe or TUNING, "text")


def _tuned(task: Task, spoken: Sequence[int], tongues: Sequence[Tongue], names: Sequence[str]) -> Tuned:
    vectors = _vectors(task.bundle, task.part.content, task.watch)
    before = np.zeros((len(spoken), SEVEN), np.float32)
    for row, (text, number) in enumerate(zip(task.part.content, spoken, strict=True)):
        if number >= 0:
            before[row] = tongues[number].weigh(text, vectors[row])[:SEVEN]
    lift = np.stack([emoji_lift(text) for text in task.part.content])
    share = np.array([tongue.encoder_share[0] for tongue in tongues], np.float32)
    arrays = (torch.from_numpy(one) for one in (vectors, np.array(spoken, np.int64), before, share, lift))
    return Tuned(task.bundle, names, *arrays)


def _vectors(bundle: Bundle, texts: Sequence[str], watch: Watch) -> Floats:
    """What the encoder makes of each text, f32[n, D]."""
    encoder = Encoder({part: bundle.weights[f"encoder.{part}"] for part in PARTS})
    watch.begin("reading", len(texts))
    out = []
    for text in texts:
        out.append(encoder.read(text)[0])
        watch.tick()
    watch.end()
    return np.stack(out)
