"""The head of the heavy voice expert: what is heard is compared with known clips, and strangeness costs confidence.

Kernel ridge regression on the principal parts of a clip's features, calibrated by a temperature that grows with the
distance to the nearest known clips: a voice, language or room unlike all that was learned is answered humbly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.models.expert import Floats

NEAR = 10
"""Known clips whose likeness says how familiar a voice is."""
SHARPNESS = 8.0
"""What regression on 0 and 1 is multiplied with to be logits near temperature 1."""
COOLEST, HOTTEST = 0.3, 8.0


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
        """Logits f32[B, C] of f32[B, P], and how familiar they are, f32[B] (see `familiarity`)."""
        like = self.to_known(parts)
        return np.asarray(SHARPNESS * (like @ self.says), np.float32), familiarity(like)


@dataclass(frozen=True)
class Head:
    """mean f32[F], axes f32[F, P]: features to parts. stranger: what is said of parts as they are; friend: of parts
    from which the person's own shift was taken. temper: the logarithm of the temperature is temper[0] + temper[1] x
    familiarity.
    """

    mean: Floats
    axes: Floats
    stranger: Likeness
    friend: Likeness
    temper: tuple[float, float]

    def parts(self, features: Floats) -> Floats:
        """f32[B, P] of features f32[B, F]."""
        return np.asarray((features - self.mean) @ self.axes, np.float32)

    def log_probs(self, parts: Floats, shift: Floats | None = None, trust: Floats | None = None) -> Floats:
        """Calibrated f32[B, 7] over EMOTIONS of f32[B, P]. shift f32[B, P], trust f32[B] 0..1: of known people."""
        logits, familiar = self.stranger.ask(parts)
        if shift is not None and trust is not None and trust.any():
            own, _ = self.friend.ask(parts - shift)
            logits = logits + trust[:, None] * (own - logits)
        return tempered(logits, familiar, self.temper)


def familiarity(likeness: Floats) -> Floats:
    """f32[B]: log of the mean likeness to the nearest known clips; 0 = as near as can be."""
    near = min(NEAR, likeness.shape[1])
    nearest = np.partition(likeness, -near, axis=1)[:, -near:]
    return np.asarray(np.log(np.maximum(nearest.mean(1), 1e-12)), np.float32)


def tempered(logits: Floats, familiar: Floats, temper: tuple[float, float]) -> Floats:
    """Log probabilities f32[B, 7] of logits at the temperature that their familiarity asks for."""
    heat = np.clip(np.exp(temper[0] + temper[1] * familiar), COOLEST, HOTTEST)
    cooled = logits / heat[:, None]
    return np.asarray(cooled - np.logaddexp.reduce(cooled, axis=1, keepdims=True), np.float32)


def head_of(weights: Mapping[str, NDArray[Any]], settings: Mapping[str, Any]) -> Head:
    """The head of a bundle's weights and settings."""
    wide = {n.removeprefix("head/"): np.asarray(w, np.float32) for n, w in weights.items() if n.startswith("head/")}
    first, second = settings["temper"]
    reach = float(settings["reach"])
    stranger, friend = (Likeness(wide[f"{who}/known"], wide[f"{who}/says"], reach) for who in ("stranger", "friend"))
    return Head(wide["mean"], wide["axes"], stranger, friend, (float(first), float(second)))
