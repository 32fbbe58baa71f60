"""The vector behaviour experts read."""

import math

import numpy as np
from numpy.typing import NDArray

from der_server.features.spec import spec_hash
from der_server.labels import BEHAVIOURS
from der_server.signals.behaviour import HALF_LIFE_S, LEVEL_HALF_LIFE_S, BehaviourLog

Floats = NDArray[np.float32]

RECENT_HALF_LIFE_S = 30.0
"""How fast the whole log stops counting as evidence once nothing happens (our choice)."""
NAMES = (*BEHAVIOURS, "recent")
"""Order of input `"behaviour"`: the faded amount of each kind in its own unit, then how recent the newest event
is, 1 = now."""
_AT = {name: i for i, name in enumerate(NAMES)}
MOST = float(np.finfo(np.float32).max)
"""What no amount exceeds: a client may send the largest numbers there are, again and again."""
SPEC = spec_hash("behaviour-amounts", 1, HALF_LIFE_S, LEVEL_HALF_LIFE_S, RECENT_HALF_LIFE_S, *NAMES)


def behaviour_input(log: BehaviourLog, now_us: int) -> Floats:
    """Input `"behaviour"` f32[H], H = len(NAMES), at a client time."""
    vector = [0.0] * len(NAMES)
    for kind, amount in log.amounts(now_us):
        vector[_AT[kind]] = min(amount, MOST)
    vector[-1] = math.exp2(-log.age_s(now_us) / RECENT_HALF_LIFE_S)
    return np.array(vector, np.float32)
