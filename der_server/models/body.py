"""The trained body expert: many small decision trees over the numbers of a body window, and cues by rule.

A whole body on the move is asked of trees that learned nothing else; any other, as headsets see it or at rest, of
trees that met gaps and stillness too. They learned acted styles of three actors, so they are kept weak: what they say
is calibrated on other actions, never on other people. Emotions nobody acted (fear, disgust, surprise) keep their
uniform share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadBundle
from der_server.features.body import NAMES, SIZE
from der_server.labels import EMOTIONS
from der_server.models.body_cues import body_cues
from der_server.models.bundle import Bundle
from der_server.models.expert import Estimate, Floats

NAME = "body-trees"
KIND = "body_trees"
MOST_QUALITY = 0.4
"""Acted styles of three people never count for more."""
LEAST_SHARE = 1e-3
"""What every label keeps of the trees' mean, so that no logarithm is infinite."""
WHOLE = "whole"
"""The setting, and the first part of the names of the arrays, of the trees for whole bodies on the move."""
STIR = -1.4
"""A hand or the head that is faster in the mean (as logarithm, see CUES) is on the move: where the cue `body.motion`
begins. Tracking noise of 1 mm lies at -2.1, nineteen in twenty recorded windows lie above."""
STIRRING = tuple(NAMES.index(f"{part}_speed{more}.mean") for part, more in (("hand", ".more"), ("head", "")))
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


def on_the_move(body: Floats) -> NDArray[np.bool_]:
    """bool[n]: which windows f32[n, SIZE] show a whole body (every cue is known) that moves."""
    moves: NDArray[np.bool_] = body[:, STIRRING].max(1) > STIR
    return moves & (body[:, len(NAMES) :].min(1) > 0)


def spread(style_logs: Floats, labels: Sequence[str]) -> Floats:
    """f32[n, 7] over EMOTIONS from log probabilities f32[n, k] over `labels`; lacking labels keep 1/7 each."""
    out = np.full((len(style_logs), len(EMOTIONS)), -np.log(len(EMOTIONS)), np.float32)
    share = np.log(len(labels) / len(EMOTIONS))
    out[:, [EMOTIONS.index(label) for label in labels]] = style_logs + share
    return out


def told_by(trees: Trees, body: Floats, temperature: float) -> Floats:
    """Calibrated log probabilities f32[n, K] of the trees' labels for windows f32[n, SIZE]."""
    scores = np.log(trees.mean(body) + LEAST_SHARE) / temperature
    return np.asarray(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True), np.float32)


@dataclass(frozen=True)
class BodyExpert:
    """The body expert. Stateless (the window is the session's). trees: read any body."""

    bundle: Bundle
    trees: Trees
    whole: Trees | None = None  # for those `on_the_move`; None = there are none, `trees` read everybody
    inputs: tuple[str, ...] = ("body",)
    state_size: int = 0

    def log_probs(self, body: Floats) -> Floats:
        """Calibrated f32[n, 7] over EMOTIONS for input `"body"` f32[n, SIZE]."""
        card = self.bundle.card
        logs = np.empty((len(body), len(card.labels)), np.float32)
        moving = on_the_move(body) if self.whole else np.zeros(len(body), np.bool_)
        if self.whole is not None and moving.any():
            logs[moving] = told_by(self.whole, body[moving], float(card.settings[WHOLE]["temperature"]))
        if not moving.all():
            logs[~moving] = told_by(self.trees, body[~moving], card.temperature)
        return spread(logs, card.labels)

    def step(self, inputs: Sequence[Mapping[str, Floats]], states: Floats) -> tuple[list[Estimate], Floats]:
        """Emotions and `body.*` cues for B people; quality is the known share of the cues, at most MOST_QUALITY."""
        body = np.stack([one["body"] for one in inputs])
        logs, cues = self.log_probs(body), body_cues(body)
        quality = MOST_QUALITY * body[:, len(NAMES) :].mean(1)
        return [Estimate(logs[i], float(quality[i]), cues[i]) for i in range(len(body))], states


def load(bundle: Bundle, device: str) -> BodyExpert:
    """The expert of a `body_trees` bundle. It always runs on the CPU. Raises BadBundle."""
    del device
    whole = trees_of(bundle, f"{WHOLE}.") if WHOLE in bundle.card.settings else None
    return BodyExpert(bundle, trees_of(bundle), whole)


def trees_of(bundle: Bundle, start: str = "") -> Trees:
    """The trees whose arrays' names begin so. Raises BadBundle where they are missing or damaged."""
    settings = bundle.card.settings
    try:
        roots, number, limit, left, right, shares = (bundle.weights[start + name] for name in ARRAYS)
        depth = int((settings[WHOLE] if start else settings)["depth"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadBundle(f"Bundle {bundle.card.name} does not hold trees: retrain it.") from error
    places = np.concatenate([roots, left, right])
    sound = len(number) == len(limit) == len(left) == len(right) == len(shares)
    if not sound or number.max() >= SIZE or places.min() < 0 or places.max() >= len(number):
        raise BadBundle(f"Bundle {bundle.card.name} holds damaged trees: retrain it.")
    return Trees(roots, number, limit, left, right, shares.astype(np.float32), depth)
