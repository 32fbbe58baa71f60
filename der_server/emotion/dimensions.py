"""Valence, arousal and dominance: derived, as the posterior over sourced coordinates.

Coordinates: Russell and Mehrabian 1977, J. Res. Pers. 11:273 (happy, sad, angry, fearful, disgusted, surprised), each
-1..1; neutral is the origin. The same table gives standard deviations of about .2 to .4 a term: .3 is used.
"""

import math
from collections.abc import Sequence
from operator import mul

from der_server.emotion.feeling import Spread
from der_server.labels import EMOTIONS

COORDINATES = {
    "neutral": (0.0, 0.0, 0.0),
    "joy": (0.81, 0.51, 0.46),
    "sadness": (-0.63, -0.27, -0.33),
    "anger": (-0.51, 0.59, 0.25),
    "fear": (-0.64, 0.60, -0.43),
    "disgust": (-0.60, 0.35, 0.11),
    "surprise": (0.40, 0.67, -0.13),
}
WITHIN = 0.3
_AXES = tuple(zip(*(COORDINATES[label] for label in EMOTIONS), strict=True))
_SQUARES = tuple(tuple(place * place for place in axis) for axis in _AXES)


def dimensions(probs: Sequence[float], doubt: float) -> tuple[Spread, Spread, Spread]:
    """Valence, arousal, dominance of 7 probabilities that sum to 1.

    The spread is that of the mixture (within terms and between them), at most 1; `doubt` 0..1 widens it up to twice:
    witnesses that disagree, evidence that is old.
    """
    valence, arousal, dominance = (_along(probs, *axis, 1 + doubt) for axis in zip(_AXES, _SQUARES, strict=True))
    return valence, arousal, dominance


def _along(probs: Sequence[float], axis: Sequence[float], squares: Sequence[float], widened: float) -> Spread:
    mean = float(sum(map(mul, probs, axis)))
    between = max(0.0, float(sum(map(mul, probs, squares))) - mean * mean)
    return Spread(mean, min(1.0, math.sqrt(WITHIN**2 + between) * widened))
