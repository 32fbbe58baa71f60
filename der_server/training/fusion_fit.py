"""Learning how much each modality counts: the log-linear pool's weights and temperature, and a gate as challenger.

Both are fitted by cross-entropy on people whose experts did not know them (`fusion_words`, `fusion_people`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from der_server.emotion.fusion import FLOOR, FusionParams
from der_server.labels import EMOTIONS, MODALITIES
from der_server.models.body import MOST_QUALITY
from der_server.training.fusion_people import People

Floats = NDArray[np.float32]

STEPS, RATE = 400, 0.05
GATE_STEPS, GATE_BATCH, GATE_HIDDEN = 1500, 256, 32
BY_HAND = {"behaviour": 0.1}
"""Modalities nobody recorded, and what they count against an expert whose word is taken as it is."""


@dataclass(frozen=True, slots=True)
class Pool:
    """weights: by modality, 0..1; temperature divides the pooled logits."""

    weights: Mapping[str, float]
    temperature: float

    def logs(self, people: People) -> Floats:
        """Log probabilities f32[n, 7] of fresh evidence; as `emotion.fusion.fuse` pools it."""
        weights = torch.tensor([self.weights[modality] for modality in MODALITIES])
        return np.asarray(_pooled(people, weights, torch.tensor(self.temperature)).numpy(), np.float32)

    def params(self, half_lives_s: Mapping[str, float]) -> FusionParams:
        """What `fuse` reads."""
        prior = np.full(len(EMOTIONS), -np.log(len(EMOTIONS)), np.float32)
        return FusionParams(dict(self.weights), half_lives_s, self.temperature, prior)


def evidence(people: People) -> Tensor:
    """Quality times what each modality says beyond the uniform prior, f32[n, M, 7]; 0 where it is missing."""
    floored = np.log(np.maximum(np.exp(people.logs), FLOOR)) + np.log(len(EMOTIONS))
    return torch.from_numpy(np.asarray(floored * people.quality[..., None], np.float32))


def _pooled(people: People, weights: Tensor, temperature: Tensor) -> Tensor:
    return F.log_softmax((weights[:, None] * evidence(people)).sum(1) / temperature, 1)


def fit_pool(people: People, share: Floats, before: Mapping[str, float]) -> Pool:
    """Weights of the modalities somebody brought, and the temperature, of least cross-entropy.

    share: f32[n], what each person counts. before: weights by modality, kept where nobody brought it. Weights and
    temperature share one scale: the largest learned weight is 1.
    """
    pulls = torch.zeros(len(MODALITIES)).requires_grad_()  # logarithms of weight / temperature
    brought = torch.from_numpy(people.quality.max(0) > 0)
    said, labels, each = evidence(people), torch.from_numpy(people.labels), torch.from_numpy(share / share.sum())
    optimiser = torch.optim.Adam([pulls], RATE)
    for _ in range(STEPS):
        logits = (_bounded(pulls)[:, None] * said).sum(1)
        loss = (F.cross_entropy(logits, labels, reduction="none") * each).sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    learned = _bounded(pulls.detach())
    temperature = 1 / float(learned[brought].max())
    kept = {
        m: min(1.0, float(learned[i]) * temperature) if brought[i] else BY_HAND.get(m, before[m]) * temperature
        for i, m in enumerate(MODALITIES)
    }
    return Pool(kept, temperature)


def _bounded(pulls: Tensor) -> Tensor:
    """Weight / temperature of each modality; a whole body never counts for more than a whole face (our choice): its
    corpora have the same three actors on both sides of every split."""
    pull = pulls.exp()
    most = pull[MODALITIES.index("face")] / MOST_QUALITY
    is_body = torch.tensor([modality == "body" for modality in MODALITIES])
    return torch.where(is_body, torch.minimum(pull, most), pull)


class Gate(nn.Module):
    """The challenger: attention over the modalities, each asked what it says, how surely, and who speaks.

    Its weights sum to at most 1 times a learned gain, so that it also pools logarithms.
    """

    def __init__(self) -> None:
        super().__init__()
        modalities, size = len(MODALITIES), len(EMOTIONS) + 2
        self.who = nn.Parameter(torch.zeros(modalities, GATE_HIDDEN))
        self.key = nn.Linear(size, GATE_HIDDEN)
        self.score = nn.Linear(GATE_HIDDEN, 1)
        self.gain = nn.Parameter(torch.ones(()))

    def forward(self, said: Tensor, quality: Tensor) -> Tensor:
        """Logits f32[n, 7] of evidence f32[n, M, 7] and qualities f32[n, M]."""
        surest = said.amax(2, keepdim=True)
        held = torch.tanh(self.key(torch.cat([said, surest, quality[..., None]], 2)) + self.who)
        scores = self.score(held)[..., 0].masked_fill(quality <= 0, -1e9)
        shares = torch.sigmoid(scores) * (quality > 0)
        out: Tensor = self.gain * (shares[..., None] * said).sum(1)
        return out


def fit_gate(people: People, share: Floats, seed: int) -> Gate:
    """The gate of least cross-entropy; the same seed gives the same gate."""
    torch.manual_seed(seed)
    gate, draw = Gate(), torch.Generator().manual_seed(seed)
    said, quality, labels = evidence(people), torch.from_numpy(people.quality), torch.from_numpy(people.labels)
    optimiser = torch.optim.AdamW(gate.parameters(), 3e-3, weight_decay=1e-2)
    odds = torch.from_numpy(share)
    for _ in range(GATE_STEPS):
        rows = torch.multinomial(odds, GATE_BATCH, replacement=True, generator=draw)
        loss = F.cross_entropy(gate(said[rows], quality[rows]), labels[rows])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return gate.eval().requires_grad_(False)


def gate_logs(gate: Gate, people: People) -> Floats:
    """Log probabilities f32[n, 7]."""
    with torch.inference_mode():
        logits = gate(evidence(people), torch.from_numpy(people.quality))
        return np.asarray(F.log_softmax(logits, 1).numpy(), np.float32)
