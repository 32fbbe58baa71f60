"""The trained face expert: a small net on coefficients and their log-odds, blind where trackers differ.

It sees only channels that were alive in its training data, each clipped to the range it was trained on, so
that no headset's coefficients can take it outside. A face and its mirror image get the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from der_server.features.face import CHANNELS, SPEC
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle
from der_server.models.device import Runner
from der_server.models.expert import Estimate, Floats
from der_server.models.facs import evidence_of
from der_server.signals.canonical import FACE

NAME = "face-net"
KIND = "face_net"
DEAD = (
    "cheekPuff",
    "cheekSquintLeft",
    "cheekSquintRight",
    "jawForward",
    "jawLeft",
    "jawRight",
    "mouthClose",
    "noseSneerLeft",
    "noseSneerRight",
    "tongueOut",
)
"""Channels that stay near zero in browser trackers' output (99th percentile on RAF-DB train below 0.05; jawLeft
goes with its mirror image; tongueOut is not reported) but move on headsets: a net trained on the former must
not see them."""
UNSEEN_UNITS = ("au6", "au9", "au23")  # action units read from DEAD or unreported channels alone
ARKIT = 52  # the first names of FACE; those after them are no browser tracker's
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
        pairs = torch.cat([both, both.index_select(1, self.turned)])
        faces = self.encode(*pairs.chunk(2, 1))
        one, other = self.forward(faces).chunk(2)
        both = F.log_softmax((one + other) / 2, 1)
        return both.reshape(-1, self.corpora, self.classes).logsumexp(1)


@dataclass(frozen=True)
class FaceNetExpert:
    """The trained face expert. Stateless."""

    bundle: Bundle
    net: FaceNet
    run: Runner
    inputs: tuple[str, ...] = ("face",)
    state_size: int = 0

    def log_probs(self, face: Floats) -> Floats:
        """Calibrated f32[n, 7] over EMOTIONS for input `"face"` f32[n, 2 C]: the net, and by rule what it cannot see.

        Cheek raise, nose wrinkle and lip tightening add their share of the published prototypes where a tracker
        reports them; where it does not, this is the net alone.
        """
        logs = self.net_log_probs(face) + evidence_of(UNSEEN_UNITS, face)
        top = logs.max(1, keepdims=True)
        return np.asarray(logs - top - np.log(np.exp(logs - top).sum(1, keepdims=True)), np.float32)

    def net_log_probs(self, face: Floats) -> Floats:
        """The net alone, calibrated: f32[n, 7]."""
        return self.run(face)

    def step(self, inputs: Sequence[Mapping[str, Floats]], states: Floats) -> tuple[list[Estimate], Floats]:
        """Emotions for B people; quality is the known share of the channels it reads. See `Expert.step`."""
        face = np.stack([one["face"] for one in inputs])
        logs = self.log_probs(face)
        quality = face[:, CHANNELS:][:, self.net.pick].mean(1)
        return [Estimate(logs[i], float(quality[i])) for i in range(len(face))], states


def load(bundle: Bundle, device: str) -> FaceNetExpert:
    """The expert for a `face_net` bundle on a torch device."""
    settings = bundle.card.settings
    net = FaceNet(tuple(settings["channels"]), int(settings["hidden"]), corpora=int(settings["corpora"]))
    names = net.state_dict()
    net.load_state_dict({name: torch.from_numpy(np.array(bundle.weights[name])) for name in names})
    net.eval().requires_grad_(False).to(device)

    def calibrated(face: Tensor) -> Tensor:
        values, known = face.index_select(1, net.seen).chunk(2, 1)
        return F.log_softmax(net.read(values, known) / bundle.card.temperature, 1)

    return FaceNetExpert(bundle, net, Runner(calibrated, device))


def alive() -> tuple[str, ...]:
    """The channels the net may learn from, in canonical order."""
    return tuple(name for name in FACE[:ARKIT] if name not in DEAD)


__all__ = ["KIND", "NAME", "SPEC", "FaceNet", "FaceNetExpert", "alive", "load", "mirror_order"]
