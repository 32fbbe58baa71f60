"""One person's layer over the fused distribution, learnt from what they say of it. Shared weights never change.

log p(e) ~ heat * (prior(e) + sum over m of gain_m pull_m(e)) + bias(e), where pull_m is what modality m adds to the
fused logits. Bias, log gains and log heat have normal priors around "as shipped"; each feedback is one Newton step of
the log loss with a diagonal Fisher information that only grows (online Laplace, Opper and Winther 1998; from memory),
inside fixed bounds.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from der_server.labels import EMOTIONS, MODALITIES

Floats = NDArray[np.float64]

LABELS, WITNESSES = len(EMOTIONS), len(MODALITIES)
SIZE = LABELS + WITNESSES + 1
BOUNDS = np.array([1.5] * LABELS + [0.7] * WITNESSES + [0.4])
"""How far bias, log gain and log heat may ever go (our choice): a class's odds at most 4.5 times, a modality's weight
at most twice or half, all evidence at most 1.5 times sharper or flatter."""
PRECISION = np.array([2.0] * LABELS + [30.0] * WITNESSES + [30.0])
"""Of the priors: standard deviation 0.7 of a bias, 0.18 of the others; of six pairs tried, the one that did no harm
after 5 corrections (`der evaluate --personal`)."""
KEPT_BIAS = 0.5
"""How far `leaning` goes for neutral (our choice): odds of 1.6."""
PERSON, OBSERVER = 1.0, 0.4
"""What a feedback counts, by who gives it (our choice): observers agree with self-reports only in part."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """pulls f64[M, 7], what each modality added to the fused logits; target f64[7], what it should have been, sums to
    1; weight 0..1."""

    pulls: Floats
    target: Floats
    weight: float = PERSON


def _start() -> Floats:
    return np.zeros(SIZE)


def _prior() -> Floats:
    return PRECISION.copy()


@dataclass(frozen=True, slots=True)
class Layer:
    """theta f64[13]: biases, log gains by modality, log heat; precision f64[13]: how sure each is; touched: whether
    anything was learnt."""

    theta: Floats = field(default_factory=_start)
    precision: Floats = field(default_factory=_prior)
    touched: bool = False

    @property
    def bias(self) -> Floats:
        return self.theta[:LABELS]

    @property
    def gains(self) -> Floats:
        """f64[M]: what each modality's weight is multiplied with."""
        return np.asarray(np.exp(self.theta[LABELS:-1]))

    @property
    def heat(self) -> float:
        """What the pooled logits are multiplied with before the bias."""
        return math.exp(self.theta[-1])

    def logits(self, pulls: NDArray[np.floating]) -> Floats:
        """Personal logits f64[7] of pulls f64[M, 7]. The shipped prior is uniform and adds nothing."""
        return np.asarray(self.heat * (self.gains @ pulls) + self.bias)

    def probs(self, pulls: Floats) -> Floats:
        """f64[7], sums to 1."""
        logits = self.logits(pulls)
        shifted = np.exp(logits - logits.max())
        return np.asarray(shifted / shifted.sum())

    def learn(self, lesson: Lesson) -> "Layer":
        """After one more feedback."""
        probs = self.probs(lesson.pulls)
        by_witness = self.heat * self.gains[:, None] * lesson.pulls
        rows = np.concatenate([np.eye(LABELS), by_witness, by_witness.sum(0, keepdims=True)])
        slope = rows @ (lesson.target - probs)
        fisher = np.maximum(0, rows**2 @ probs - (rows @ probs) ** 2)  # a variance, whatever rounding says
        precision = self.precision + lesson.weight * fisher
        theta = np.clip(self.theta + lesson.weight * slope / precision, -BOUNDS, BOUNDS)
        return Layer(theta, precision, touched=True)

    @property
    def lean(self) -> int:
        """The one bit worth keeping: 1 = neutral is likelier for this person than shipped, -1 = less likely, 0 = as
        shipped. More than a bit would tell who it is."""
        return int(np.sign(self.bias[0]))


def leaning(lean: int) -> Layer:
    """The layer to begin with after a visit that ended with this `lean`."""
    layer = Layer()
    theta = layer.theta.copy()
    theta[0] = KEPT_BIAS * int(np.sign(lean))
    return Layer(theta, layer.precision, touched=bool(lean))


def learnt(start: Layer, lessons: Sequence[Lesson]) -> Layer:
    """`start` after all of these; a lesson left out of the list is undone exactly."""
    layer = start
    for lesson in lessons:
        layer = layer.learn(lesson)
    return layer
