"""A step that every expert can take: for warm-up, and for measuring speed."""

import numpy as np

from der_server.features.behaviour import NAMES as DEEDS
from der_server.features.body import NAMES
from der_server.features.body import SIZE as BODY
from der_server.features.face import CHANNELS
from der_server.features.voice import BLOCK_FRAMES, MELS, RATE_HZ, VAD_WINDOW
from der_server.models.expert import Floats, Step

LEVEL = 0.3
"""Full scale."""
FORMANTS_HZ, WIDTH_HZ, HIGHEST_HZ = (300, 2300, 3000), 150, 4000
"""Of an "ee" (Peterson and Barney 1952, rounded): taken for speech, so that the voice net is awake; noise is not."""


def example_step(seed: int = 0) -> Step:
    """A calm face and body, 100 ms of a vowel for a voice, no deeds; fresh states."""
    numbers = np.random.default_rng(seed)
    face = np.concatenate([numbers.uniform(0, 0.3, CHANNELS), np.ones(CHANNELS)])
    body = np.concatenate([np.zeros(len(NAMES)), np.ones(BODY - len(NAMES))])
    inputs = {
        "face": face,
        "body": body,
        "behaviour": np.zeros(len(DEEDS)),
        "mel": numbers.normal(-6, 2, (BLOCK_FRAMES, MELS)),
        "pcm": _vowel(numbers.uniform(120, 180), 3 * VAD_WINDOW).reshape(3, VAD_WINDOW),
    }
    return Step({name: value.astype(np.float32) for name, value in inputs.items()}, {})


def _vowel(pitch_hz: float, samples: int) -> Floats:
    """Harmonics of a pitch, loud near the formants."""
    numbers = np.arange(1, int(HIGHEST_HZ / pitch_hz))
    away = (numbers[:, None] * pitch_hz - np.array(FORMANTS_HZ)) / WIDTH_HZ
    loud = (np.exp(-np.square(away)).sum(1) + 0.02) / np.sqrt(numbers)
    turns = np.outer(numbers, 2 * np.pi * pitch_hz * np.arange(samples) / RATE_HZ) + np.square(numbers)[:, None]
    sound = loud @ np.sin(turns)
    return np.asarray(LEVEL * sound / np.abs(sound).max(), np.float32)
