"""What is known of one person's voice, learned from what they have said so far, and how far it is trusted.

Each turn adds its parts to a running mean. The mean of few turns is drawn to that of all people, part by part, by
how much people differ from one another and from themselves (the posterior mean of a random intercept, Laird and Ware
1982). Somebody of whom mostly one emotion was heard must not be moved to neutral: a person counts as known only as
far as their turns differ in emotion, by the mutual information between turn and emotion. For that every turn is taken
for nearly what it sounds most like: told softly, many turns of one emotion and few of others look like some of each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.labels import EMOTIONS
from der_server.models.expert import Floats

SURE = 0.2
"""The temperature at which an expert's logits say how much of somebody was heard."""
DOUBTED, TRUSTED = 1.1, 1.4
"""Nats of mutual information at which a person begins to count, and counts in full. They and SURE were chosen on
people kept apart, so that hardly anything is lost with people of mostly one emotion (see docs/models/voice.md)."""


@dataclass(frozen=True)
class Person:
    """Pure functions of an explicit state f32[size]: turns heard, sum of their parts, sums of what the expert said of
    them and of how undecided it was. A fresh person's state is zero.

    centre f32[P]: the mean over people. shrink f32[P]: turns that count as much as all that is known of people.
    """

    centre: Floats
    shrink: Floats

    @property
    def size(self) -> int:
        return 1 + len(self.centre) + len(EMOTIONS) + 1

    def after(self, state: Floats, parts: Floats, probs: Floats) -> Floats:
        """The state after one more turn of parts f32[P], of which the expert says probs f32[7] without the person."""
        return state + np.concatenate([[1], parts, probs, [entropy(probs)]]).astype(np.float32)

    def shift(self, state: Floats) -> Floats:
        """f32[P]: by how much the person is taken to differ from all people."""
        turns, parts = state[0], state[1 : 1 + len(self.centre)]
        return np.asarray((parts - turns * self.centre) / (turns + self.shrink), np.float32)

    def trust(self, state: Floats) -> float:
        """0..1: how far the shift is to be used."""
        turns = float(state[0])
        if turns < 2:
            return 0.0
        said = state[1 + len(self.centre) : -1] / turns
        told = entropy(said) - float(state[-1]) / turns
        return float(np.clip((told - DOUBTED) / (TRUSTED - DOUBTED), 0, 1))


def undoubted(logits: Floats) -> Floats:
    """f32[B, 7]: what logits f32[B, 7] say at temperature SURE: it tells how much of somebody was heard."""
    wide = np.exp((logits - logits.max(1, keepdims=True)) / SURE)
    return np.asarray(wide / wide.sum(1, keepdims=True), np.float32)


def entropy(probs: Floats) -> float:
    """In nats."""
    return float(-(probs * np.log(np.maximum(probs, 1e-9))).sum())


def person_of(weights: Mapping[str, NDArray[Any]]) -> Person:
    """What a bundle's weights say of people."""
    centre, shrink = (np.asarray(weights[f"person/{name}"], np.float32) for name in ("centre", "shrink"))
    return Person(centre, shrink)
