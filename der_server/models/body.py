"""The trained body expert: many small decision trees over the numbers of a body window, and cues by rule.

It learned acted styles of three actors, so it is kept weak: what it says is calibrated on other actions, never
on other people. Emotions nobody acted (fear, disgust, surprise) keep their uniform share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadBundle
from der_server.features.body import NAMES, SIZE
from der_server.features.body_cues import CUES
from der_server.labels import EMOTIONS
from der_server.models.body_cues import body_cues
from der_server.models.bundle import Bundle
from der_server.models.expert import Estimate, Floats

NAME = "body-trees"
KIND = "body_trees"
MOST_QUALITY = 0.4
"""Acted styles of three people never count for more."""
STILL, MOVING = -1.8, -1.15
"""Log speed of the livelier hand below which a body counts as nothing, and from which as a whole: 2 and 10 % of the
recorded windows stay below. Nobody in the corpora just stands and listens: the trees would call a listener sad."""
LEAST_SHARE = 1e-3
"""What every label keeps of the trees' mean, so that no logarithm is infinite."""
_HANDS = NAMES.index("hand_speed.more.mean")
_HANDS_KNOWN = len(NAMES) + CUES.index("hand_speed.more")
ARRAYS = ("roots", "number", "limit", "left", "right", "shares")


@dataclass(frozen=True)
class Trees:
    """Trees laid end to end. A node asks whether `body[number] <= limit` and goes left or right; leaves have -1.

    roots i32[T]; number i16[N]; limit f32[N]; left, right i32[N] (a leaf points to itself); shares f32[N, K]: of each
    label among the windows that came there. depth: steps after which everyone has reached a leaf.
    """

    roots: NDArray[np.int32]
    number: NDArray[np.int16]
    limit: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    shares: Floats
    depth: int

    def mean(self, body: Floats) -> Floats:
        """f32[n, K]: the labels' shares at the leaves of windows f32[n, SIZE], the trees' mean."""
        at = np.tile(self.roots, len(body))
        rows = np.repeat(np.arange(len(body)), len(self.roots))
        going = np.arange(len(at))
        for _ in range(self.depth):
            here = at[going]
            number = self.number[here]
            if number.min() < 0:  # some have arrived
                still = number >= 0
                going, here, number = going[still], here[still], number[still]
                if not len(going):
                    break
            down = body[rows[going], number] <= self.limit[here]
            at[going] = np.where(down, self.left[here], self.right[here])
        return np.asarray(self.shares[at].reshape(len(body), len(self.roots), -1).mean(1), np.float32)


def spread(style_logs: Floats, labels: Sequence[str]) -> Floats:
    """f32[n, 7] over EMOTIONS from log probabilities f32[n, k] over `labels`; lacking labels keep 1/7 each."""
    out = np.full((len(style_logs), len(EMOTIONS)), -np.log(len(EMOTIONS)), np.float32)
    share = np.log(len(labels) / len(EMOTIONS))
    out[:, [EMOTIONS.index(label) for label in labels]] = style_logs + share
    return out


def quality_of(body: Floats) -> Floats:
    """f32[n] for input `"body"` f32[n, SIZE]: the known share of the cues, as far as the hands move; at most
    MOST_QUALITY. Where no hand is seen nobody can tell: it counts as still."""
    moved = np.where(body[:, _HANDS_KNOWN] > 0, body[:, _HANDS], -np.inf)
    lively = np.clip((moved - STILL) / (MOVING - STILL), 0, 1)
    return np.asarray(MOST_QUALITY * body[:, len(NAMES) :].mean(1) * lively, np.float32)


@dataclass(frozen=True)
class BodyExpert:
    """The body expert. Stateless (the window is the session's)."""

    bundle: Bundle
    trees: Trees
    inputs: tuple[str, ...] = ("body",)
    state_size: int = 0

    def log_probs(self, body: Floats) -> Floats:
        """Calibrated f32[n, 7] over EMOTIONS for input `"body"` f32[n, SIZE]."""
        card = self.bundle.card
        scores = np.log(self.trees.mean(body) + LEAST_SHARE) / card.temperature
        logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
        return spread(logs.astype(np.float32), card.labels)

    def step(self, inputs: Sequence[Mapping[str, Floats]], states: Floats) -> tuple[list[Estimate], Floats]:
        """Emotions and `body.*` cues for B people; quality: see `quality_of`."""
        body = np.stack([one["body"] for one in inputs])
        logs, cues, quality = self.log_probs(body), body_cues(body), quality_of(body)
        return [Estimate(logs[i], float(quality[i]), cues[i]) for i in range(len(body))], states


def load(bundle: Bundle, device: str, threads: int = 1) -> BodyExpert:
    """The expert of a `body_trees` bundle. It always runs on the CPU. Raises BadBundle."""
    del device, threads
    try:
        roots, number, limit, left, right, shares = (bundle.weights[name] for name in ARRAYS)
        depth = int(bundle.card.settings["depth"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadBundle(f"Bundle {bundle.card.name} does not hold trees: retrain it.") from error
    places = np.concatenate([roots, left, right])
    sound = len(number) == len(limit) == len(left) == len(right) == len(shares)
    if not sound or number.max() >= SIZE or places.min() < 0 or places.max() >= len(number):
        raise BadBundle(f"Bundle {bundle.card.name} holds damaged trees: retrain it.")
    return BodyExpert(bundle, Trees(roots, number, limit, left, right, shares.astype(np.float32), depth))
