"""The head of the heavy voice expert: what is heard is compared with known clips, and strangeness costs confidence.

Kernel ridge regression on the principal parts of a clip's features, calibrated by a temperature that grows with the
distance to the nearest known clips: a voice, language or room unlike all that was learned is answered humbly. Near
known clips it leans to the temperature that people kept apart from their corpus ask for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.models.expert import Floats
from der_server.models.voice_person import undoubted

NEAR = 10
"""Known clips whose likeness says how familiar a voice is."""
SHARPNESS = 8.0
"""What regression on 0 and 1 is multiplied with to be logits near temperature 1."""
COOLEST, HOTTEST = 0.3, 8.0
BESIDE = 30
"""Known clips whose corpora say how sure one may be beside them."""


@dataclass(frozen=True)
class Likeness:
    """known f32[n, P]: parts of known clips; says f32[n, C]: their shares in the answer."""

    known: Floats
    says: Floats
    reach: float

    def to_known(self, parts: Floats) -> Floats:
        """exp(-reach |a - b|^2) of f32[B, P] with every known clip, f32[B, n]."""
        apart = np.square(parts).sum(1)[:, None] + np.square(self.known).sum(1) - 2 * parts @ self.known.T
        return np.asarray(np.exp(-self.reach * np.maximum(apart, 0)), np.float32)

    def ask(self, parts: Floats) -> tuple[Floats, Floats]:
        """Logits f32[B, C] of f32[B, P], and how like the known clips they are, f32[B, n]."""
        like = self.to_known(parts)
        return np.asarray(SHARPNESS * (like @ self.says), np.float32), like


@dataclass(frozen=True)
class Lean:
    """By how much a known corpus is told more or less surely than all are.

    own f32[n]: of each known clip, the logarithm of the temperature that its corpus's people ask for when they are
    kept apart, less the mean of all corpora. strange, usual: familiarity of people of corpora kept apart, and of
    people kept apart; up to the first a corpus says nothing, from the second on it has its full say.
    """

    own: Floats
    strange: float
    usual: float

    def at(self, like: Floats) -> Floats:
        """f32[B]: what is added to the logarithm of the temperature, of likeness f32[B, n]."""
        beside = min(BESIDE, like.shape[1])
        rows = np.argpartition(like, -beside, axis=1)[:, -beside:]
        near = np.maximum(np.take_along_axis(like, rows, 1), 1e-12)
        say = (familiarity(like) - self.strange) / max(self.usual - self.strange, 1e-3)
        return np.asarray(np.clip(say, 0, 1) * (near * self.own[rows]).sum(1) / near.sum(1), np.float32)


@dataclass(frozen=True)
class Head:
    """mean f32[F], axes f32[F, P]: features to parts. stranger: what is said of parts as they are; friend: of parts
    from which the person's own shift was taken. temper: the logarithm of the temperature is temper[0] + temper[1] x
    familiarity + lean.
    """

    mean: Floats
    axes: Floats
    stranger: Likeness
    friend: Likeness
    lean: Lean
    temper: tuple[float, float]

    def parts(self, features: Floats) -> Floats:
        """f32[B, P] of features f32[B, F]."""
        return np.asarray((features - self.mean) @ self.axes, np.float32)

    def undoubted(self, parts: Floats) -> Floats:
        """f32[B, 7]: what is said of parts f32[B, P], see `voice_person.undoubted`."""
        return undoubted(self.stranger.ask(parts)[0])

    def log_probs(self, parts: Floats, shift: Floats | None = None, trust: Floats | None = None) -> Floats:
        """Calibrated f32[B, 7] over EMOTIONS of f32[B, P]. shift f32[B, P], trust f32[B] 0..1: of known people."""
        logits, like = self.stranger.ask(parts)
        if shift is not None and trust is not None and trust.any():
            own, _ = self.friend.ask(parts - shift)
            logits = logits + trust[:, None] * (own - logits)
        return tempered(logits, familiarity(like), self.lean.at(like), self.temper)


def familiarity(likeness: Floats) -> Floats:
    """f32[B]: log of the mean likeness to the nearest known clips; 0 = as near as can be."""
    near = min(NEAR, likeness.shape[1])
    nearest = np.partition(likeness, -near, axis=1)[:, -near:]
    return np.asarray(np.log(np.maximum(nearest.mean(1), 1e-12)), np.float32)


def tempered(logits: Floats, familiar: Floats, lean: Floats, temper: tuple[float, float]) -> Floats:
    """Log probabilities f32[B, 7] of logits at the temperature that familiarity f32[B] and lean f32[B] ask for."""
    heat = np.clip(np.exp(temper[0] + temper[1] * familiar + lean), COOLEST, HOTTEST)
    return _normal(logits / heat[:, None])


def _normal(logits: Floats) -> Floats:
    return np.asarray(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True), np.float32)


def head_of(weights: Mapping[str, NDArray[Any]], settings: Mapping[str, Any]) -> Head:
    """The head of a bundle's weights and settings."""
    wide = {n.removeprefix("head/"): np.asarray(w, np.float32) for n, w in weights.items() if n.startswith("head/")}
    first, second = settings["temper"]
    reach = float(settings["reach"])
    stranger, friend = (Likeness(wide[f"{who}/known"], wide[f"{who}/says"], reach) for who in ("stranger", "friend"))
    return Head(wide["mean"], wide["axes"], stranger, friend, lean_of(settings), (float(first), float(second)))


def lean_of(settings: Mapping[str, Any]) -> Lean:
    """The lean of a bundle's settings: runs of known clips of one corpus, each `[clips, own]`."""
    counts, owns = zip(*settings["lean"]["runs"], strict=True)
    strange, usual = settings["lean"]["familiarity"]
    return Lean(np.repeat(np.array(owns, np.float32), counts), float(strange), float(usual))
