"""`face-net` as fine-tuning needs it."""

import copy
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from der_server.models.bundle import Bundle
from der_server.models.face_net import FaceNet, net_of
from der_server.training.face_recipe import picked
from der_server.training.tune_net import NetPupil, Recipe, Task

MIRRORED = 0.5  # share of faces shown as their mirror image


@dataclass(frozen=True)
class Tuned:
    """See `tune_net.Tunable`. values: f32[n, A] of the net's channels."""

    base: Bundle
    net: FaceNet
    values: Tensor

    def fresh(self, rows: NDArray[np.int64]) -> nn.Module:
        return copy.deepcopy(self.net)

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

    def bundle(self, net: nn.Module, temperature: float) -> Bundle:
        weights = {name: value.detach().cpu().numpy() for name, value in net.state_dict().items()}
        return Bundle(replace(self.base.card, temperature=temperature), weights, "")


def pupil(task: Task) -> NetPupil:
    """The bundle's net and the part's faces."""
    net = net_of(task.bundle).requires_grad_(True)
    faces = torch.from_numpy(picked(task.part.content, tuple(task.bundle.card.settings["channels"])))
    return NetPupil(Tuned(task.bundle, net, faces), task, task.recipe or Recipe(), "face")
