"""`face-net` as fine-tuning needs it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from der_server.models.bundle import Bundle
from der_server.models.face_net import FaceNet, net_of
from der_server.training.datasets import Part
from der_server.training.face_recipe import picked

MIRRORED = 0.5  # share of faces shown as their mirror image


@dataclass(frozen=True)
class Tuned:
    """See `finetune.Tunable`. values: f32[n, A] of the net's channels."""

    net: FaceNet
    values: Tensor

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
        return {name: value.detach().cpu().numpy() for name, value in net.state_dict().items()}


def tunable(bundle: Bundle, part: Part) -> Tuned:
    """The bundle's net and the part's faces."""
    net = net_of(bundle).requires_grad_(True)
    return Tuned(net, torch.from_numpy(picked(part.content, tuple(bundle.card.settings["channels"]))))
