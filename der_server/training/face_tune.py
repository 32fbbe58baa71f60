"""`face-net` as fine-tuning needs it."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from der_server.models.bundle import Bundle, Card
from der_server.models.face import BROWSER, Calibrated, FaceNet, net_of
from der_server.training.datasets import Part
from der_server.training.face import arrays_of
from der_server.training.face_recipe import picked

MIRRORED = 0.5  # share of faces shown as their mirror image


@dataclass(frozen=True)
class Tuned:
    """See `finetune.Tunable`. values: f32[n, A] of the net's channels. which: of the bundle's nets, see `net_of`; the
    other one stays as it is."""

    bundle: Bundle
    which: str
    net: FaceNet
    values: Tensor

    @property
    def temperature(self) -> float:
        """What the net's logits are divided by so far."""
        card = self.bundle.card
        return float(card.settings[BROWSER]["temperature"]) if self.which else card.temperature

    def read(self, net: nn.Module, rows: NDArray[np.int64], noise: torch.Generator | None) -> Tensor:
        assert isinstance(net, FaceNet)
        values = self.values[torch.from_numpy(rows)]
        known = torch.ones_like(values)
        if noise is None:
            return net.read(values, known)
        turned = torch.rand(len(rows), 1, generator=noise) < MIRRORED
        values = torch.where(turned, values[:, net.turn], values)
        logits: Tensor = net(net.encode(values, known)).log_softmax(1)
        return logits.reshape(len(rows), net.corpora, net.classes).logsumexp(1)

    def weights(self, net: nn.Module) -> dict[str, NDArray[Any]]:
        return {**self.bundle.weights, **arrays_of(net, self.which)}

    def heated(self, temperature: float) -> Card:
        card = self.bundle.card
        if not self.which:
            return replace(card, temperature=temperature)
        browser = card.settings[BROWSER] | {"temperature": temperature}
        return replace(card, settings={**card.settings, BROWSER: browser})


def tunable(bundle: Bundle, part: Part) -> Tuned:
    """The net that reads most of the part's faces, and these."""
    reader = Calibrated(bundle)
    face = torch.from_numpy(part.content)
    _, known = face.index_select(1, reader.net.seen).chunk(2, 1)
    which = BROWSER if reader.browser is not None and reader.from_browser(face, known).float().mean() > 0.5 else ""
    net = net_of(bundle, which).requires_grad_(True)
    return Tuned(bundle, which, net, torch.from_numpy(picked(part.content, tuple(bundle.card.settings["channels"]))))
