"""The trained body expert: a small net over the numbers of a body window, and cues by rule.

It learned acted styles of three actors, so it is kept weak: what it says is calibrated on other actions, never
on other people. Emotions nobody acted (fear, disgust, surprise) keep their uniform share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from der_server.features.body import NAMES, SIZE
from der_server.features.body_cues import CUES
from der_server.labels import EMOTIONS
from der_server.models.body_cues import body_cues
from der_server.models.bundle import Bundle
from der_server.models.device import Runner
from der_server.models.expert import Estimate, Floats

NAME = "body-net"
KIND = "body_net"
MOST_QUALITY = 0.4
"""Acted styles of three people never count for more."""
WIDEST = 4.0
"""Numbers further from the training mean than this many standard deviations are cut."""


class BodyNet(nn.Module):
    """`members` small nets side by side: two hidden layers over standardised numbers and their masks.

    Each gives logits over acted styles, and in training over a second corpus's styles. centre, scale:
    f32[members, 1, len(NAMES)] of the windows each was trained on.
    """

    centre: Tensor
    scale: Tensor

    def __init__(
        self, members: int, hidden: int, styles: int, others: int, *, drop: float = 0.0, blind: float = 0.0
    ) -> None:
        super().__init__()
        self.register_buffer("centre", torch.zeros(members, 1, len(NAMES)))
        self.register_buffer("scale", torch.ones(members, 1, len(NAMES)))
        self.first, self.first_bias = _layer(members, SIZE, hidden)
        self.second, self.second_bias = _layer(members, hidden, hidden)
        self.styles, self.styles_bias = _layer(members, hidden, styles)
        self.others, self.others_bias = _layer(members, hidden, others)
        self.drop, self.blind = nn.Dropout(drop), nn.Dropout(blind)

    def encode(self, body: Tensor) -> Tensor:
        """What the first layer reads, f32[members, n, SIZE]: standard scores (0 where unknown), then masks.

        body: f32[n, SIZE], or f32[members, n, SIZE] where each member reads its own windows.
        """
        numbers, mask = body[..., : len(NAMES)], body[..., len(NAMES) :]
        known = (mask > 0).to(body.dtype).tile(len(NAMES) // len(CUES))
        scores = ((numbers - self.centre) / self.scale).clamp(-WIDEST, WIDEST) * known
        return torch.cat([scores, mask.expand(*scores.shape[:-1], mask.shape[-1])], -1)

    def hold(self, encoded: Tensor) -> Tensor:
        """The second hidden layer, f32[members, n, hidden]."""
        held = F.silu(torch.baddbmm(self.first_bias, self.blind(encoded), self.first))
        out: Tensor = self.drop(F.silu(torch.baddbmm(self.second_bias, self.drop(held), self.second)))
        return out

    def forward(self, encoded: Tensor) -> Tensor:
        """Logits f32[members, n, styles] of encoded windows."""
        return torch.baddbmm(self.styles_bias, self.hold(encoded), self.styles)

    def guess_others(self, encoded: Tensor) -> Tensor:
        """Logits f32[members, n, others] over the second corpus's styles."""
        return torch.baddbmm(self.others_bias, self.hold(encoded), self.others)


def _layer(members: int, size: int, out: int) -> tuple[nn.Parameter, nn.Parameter]:
    """Weights f32[members, size, out] and biases f32[members, 1, out], drawn as nn.Linear draws them."""
    bound = size**-0.5
    weights = torch.empty(members, size, out).uniform_(-bound, bound)
    return nn.Parameter(weights), nn.Parameter(torch.zeros(members, 1, out))


def spread(style_logs: Floats, labels: Sequence[str]) -> Floats:
    """f32[n, 7] over EMOTIONS from log probabilities f32[n, k] over `labels`; lacking labels keep 1/7 each."""
    out = np.full((len(style_logs), len(EMOTIONS)), -np.log(len(EMOTIONS)), np.float32)
    share = np.log(len(labels) / len(EMOTIONS))
    out[:, [EMOTIONS.index(label) for label in labels]] = style_logs + share
    return out


@dataclass(frozen=True)
class BodyNetExpert:
    """The body expert: the members' mean. Stateless (the window is the session's). columns: where each label's
    style lies."""

    bundle: Bundle
    net: BodyNet
    run: Runner
    inputs: tuple[str, ...] = ("body",)
    state_size: int = 0

    def label_logits(self, body: Floats) -> Floats:
        """f32[n, len(card.labels)] before temperature for input `"body"` f32[n, SIZE]."""
        return self.run(body)

    def log_probs(self, body: Floats) -> Floats:
        """Calibrated f32[n, 7] over EMOTIONS."""
        card = self.bundle.card
        logits = self.label_logits(body) / card.temperature
        top = logits.max(1, keepdims=True)
        logs = logits - top - np.log(np.exp(logits - top).sum(1, keepdims=True))
        return spread(logs.astype(np.float32), card.labels)

    def step(self, inputs: Sequence[Mapping[str, Floats]], states: Floats) -> tuple[list[Estimate], Floats]:
        """Emotions and `body.*` cues for B people; quality is the known share of the cues, at most MOST_QUALITY."""
        body = np.stack([one["body"] for one in inputs])
        logs, cues = self.log_probs(body), body_cues(body)
        quality = MOST_QUALITY * body[:, len(NAMES) :].mean(1)
        return [Estimate(logs[i], float(quality[i]), cues[i]) for i in range(len(body))], states


def load(bundle: Bundle, device: str) -> BodyNetExpert:
    """The expert for a `body_net` bundle on a torch device."""
    settings = bundle.card.settings
    sizes = (int(settings["members"]), int(settings["hidden"]), len(settings["styles"]), len(settings["others"]))
    net = BodyNet(*sizes)
    net.load_state_dict({name: torch.from_numpy(np.array(bundle.weights[name])) for name in net.state_dict()})
    net.eval().requires_grad_(False).to(device)
    columns = tuple(list(settings["styles"]).index(style) for style in settings["label_styles"])
    where = torch.tensor(columns, device=device)

    def label_logits(body: Tensor) -> Tensor:
        logits: Tensor = net(net.encode(body)).index_select(-1, where).mean(0)
        return logits

    return BodyNetExpert(bundle, net, Runner(label_logits, device))
