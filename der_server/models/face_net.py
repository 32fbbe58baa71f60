"""The net of the face expert: a face and its mirror image through two small layers, blind where trackers differ."""

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from der_server.features.face import CHANNELS
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle
from der_server.models.device import Runner
from der_server.signals.canonical import FACE

LEAST_ODDS = 1e-6


def twin(name: str) -> str:
    """The channel's name on the mirrored face."""
    if name.endswith("Left"):
        return name.removesuffix("Left") + "Right"
    return name.removesuffix("Right") + "Left" if name.endswith("Right") else name


def mirror_order(names: Sequence[str]) -> list[int]:
    """For each name the position of its twin, so that `x[..., order]` is the mirrored face."""
    return [list(names).index(twin(name)) for name in names]


class FaceNet(nn.Module):
    """Two hidden layers over values, log-odds and masks of `channels`; logits over corpus and emotion together.

    Corpora disagree on what an emotion looks like and how common it is. Asked for both, the net learns to tell where
    a face's labels come from as far as that can be seen; in use the corpus is summed out.

    low, high: f32[A] coefficient range met in training; centre, scale: f32[2, A] of values and log-odds.
    """

    def __init__(
        self,
        channels: Sequence[str],
        hidden: int,
        *,
        drop: float = 0.0,
        corpora: int = 1,
        classes: int = len(EMOTIONS),
    ) -> None:
        super().__init__()
        size = len(channels)
        self.seen: Tensor
        self.turned: Tensor
        self.register_buffer("low", torch.zeros(size))
        self.register_buffer("high", torch.ones(size))
        self.register_buffer("centre", torch.zeros(2, size))
        self.register_buffer("scale", torch.ones(2, size))
        self.first = nn.Linear(3 * size, hidden)
        self.second = nn.Linear(hidden, hidden)
        self.last = nn.Linear(hidden, corpora * classes)
        self.drop = nn.Dropout(drop)
        self.corpora, self.classes = corpora, classes
        self.pick = [FACE.index(name) for name in channels]
        self.turn = mirror_order(channels)
        seen = torch.tensor([*self.pick, *(CHANNELS + index for index in self.pick)])
        turned = torch.tensor([*self.turn, *(size + index for index in self.turn)])
        self.register_buffer("seen", seen, persistent=False)  # where values and masks lie in the input "face"
        self.register_buffer("turned", turned, persistent=False)  # the mirrored face of both

    def fit_ranges(self, values: Tensor, tail: float = 0.003) -> None:
        """Take clipping range, centre and scale from training values f32[n, A] (both mirror images)."""
        both = torch.cat([values, values[:, self.turn]]).numpy()
        low, high = np.quantile(both, (tail, 1 - tail), axis=0).astype(np.float32)
        self.low, self.high = torch.from_numpy(low), torch.from_numpy(high)
        pair = self._pair(torch.from_numpy(both))
        self.centre, self.scale = pair.mean(0), pair.std(0) + 1e-6

    def _pair(self, values: Tensor) -> Tensor:
        """Clipped values and their log-odds, [n, 2, A]."""
        inside = torch.minimum(torch.maximum(values, self.low), self.high)
        odds = torch.logit(inside.clamp(LEAST_ODDS, 1 - LEAST_ODDS))
        return torch.stack([inside, odds], 1)

    def encode(self, values: Tensor, known: Tensor) -> Tensor:
        """What the first layer reads: standardised values and log-odds (0 where unknown), and the mask."""
        pair = (self._pair(values) - self.centre) / self.scale * known[:, None]
        return torch.cat([pair.flatten(1), known], 1)

    def forward(self, encoded: Tensor) -> Tensor:
        """Logits f32[n, corpora * classes] of encoded faces."""
        held = self.drop(F.silu(self.first(encoded)))
        logits: Tensor = self.last(self.drop(F.silu(self.second(held))))
        return logits

    def read(self, values: Tensor, known: Tensor) -> Tensor:
        """Log probabilities f32[n, classes] before temperature: the face and its mirror image averaged."""
        both = torch.cat([values, known], 1)
        pairs = torch.stack([both, both.index_select(1, self.turned)], 1).flatten(0, 1)
        faces = self.encode(*pairs.chunk(2, 1))
        one, other = self.forward(faces).reshape(-1, 2, self.corpora * self.classes).unbind(1)
        both = F.log_softmax((one + other) / 2, 1)
        return both.reshape(-1, self.corpora, self.classes).logsumexp(1)


class Calibrated(nn.Module):
    """Input `face` f32[n, 2 C]; output log probabilities f32[n, 7], the net alone without the rules beside it."""

    def __init__(self, net: FaceNet, temperature: float) -> None:
        super().__init__()
        self.net = net
        self.temperature: Tensor
        self.register_buffer("temperature", torch.tensor(temperature))

    def forward(self, face: Tensor) -> Tensor:
        values, known = face.index_select(1, self.net.seen).chunk(2, 1)
        return F.log_softmax(self.net.read(values, known) / self.temperature, 1)


def net_of(bundle: Bundle) -> FaceNet:
    """The net of a `face_net` bundle, ready to answer."""
    settings = bundle.card.settings
    net = FaceNet(tuple(settings["channels"]), int(settings["hidden"]), corpora=int(settings["corpora"]))
    names = net.state_dict()
    net.load_state_dict({name: torch.from_numpy(np.array(bundle.weights[name])) for name in names})
    return net.eval().requires_grad_(False)


def runner_of(bundle: Bundle, device: str) -> Runner:
    """The calibrated net on a torch device."""
    return Runner(Calibrated(net_of(bundle), bundle.card.temperature).to(device), device)
