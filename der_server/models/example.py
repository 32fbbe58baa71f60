"""A step that every expert can take: for warm-up, and for measuring speed."""

import numpy as np

from der_server.features.behaviour import NAMES as DEEDS
from der_server.features.body import NAMES
from der_server.features.body import SIZE as BODY
from der_server.features.face import CHANNELS
from der_server.features.voice import BLOCK_FRAMES, MELS, VAD_WINDOW
from der_server.models.expert import Step

LEVEL = 0.05
"""Full scale; well above what is taken for silence, so that the voice net is awake."""


def example_step(seed: int = 0) -> Step:
    """A calm face and body, 100 ms of noise for a voice, no deeds; fresh states."""
    numbers = np.random.default_rng(seed)
    face = np.concatenate([numbers.uniform(0, 0.3, CHANNELS), np.ones(CHANNELS)])
    body = np.concatenate([np.zeros(len(NAMES)), np.ones(BODY - len(NAMES))])
    inputs = {
        "face": face,
        "body": body,
        "behaviour": np.zeros(len(DEEDS)),
        "mel": numbers.normal(-6, 2, (BLOCK_FRAMES, MELS)),
        "pcm": numbers.normal(0, LEVEL, (3, VAD_WINDOW)),
    }
    return Step({name: value.astype(np.float32) for name, value in inputs.items()}, {})
