"""Valence, arousal and dominance: derived, as the posterior over sourced coordinates.

Coordinates: Russell and Mehrabian 1977, J. Res. Pers. 11:273 (happy, sad, angry, fearful, disgusted, surprised), each
-1..1; neutral is the origin. The same table gives standard deviations of about .2 to .4 a term: .3 is used.
"""

import numpy as np
from numpy.typing import NDArray

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
_TABLE = np.array([COORDINATES[label] for label in EMOTIONS])


def dimensions(probs: NDArray[np.float32], doubt: float) -> tuple[Spread, Spread, Spread]:
    """Valence, arousal, dominance of f32[7] probabilities.

    The spread is that of the mixture (within terms and between them), at most 1; `doubt` 0..1 widens it up to twice:
    witnesses that disagree, evidence that is old.
    """
    mean = probs @ _TABLE
    between = probs @ (_TABLE - mean) ** 2
    spread = np.minimum(1.0, np.sqrt(WITHIN**2 + between) * (1 + doubt))
    valence, arousal, dominance = (Spread(float(m), float(s)) for m, s in zip(mean, spread, strict=True))
    return valence, arousal, dominance
