"""What the voice experts cost is measured on calls like those of a visit."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from der_server.features.voice import offline
from der_server.models.voice_hops import SOUND
from der_server.training.voice_cost import calls_of, cpu_ms
from tests.models.test_voice_expert import murmur

pytestmark = pytest.mark.unit


class Counter:
    """An expert that remembers what it was called with."""

    state_size = 1

    def __init__(self) -> None:
        self.people: list[int] = []

    def step(self, inputs: Sequence[Mapping[str, np.ndarray]], states: np.ndarray) -> tuple[list[None], np.ndarray]:
        assert (states == len(self.people)).all()
        self.people.append(len(inputs))
        return [None] * len(inputs), states + 1


def test_calls_hold_the_whole_sound_once_and_in_order() -> None:
    sound = murmur(3.0)
    mel, pcm = offline(sound)
    calls = calls_of(sound)
    np.testing.assert_array_equal(np.concatenate([call["mel"] for call in calls]), mel)
    np.testing.assert_array_equal(np.concatenate([call[SOUND] for call in calls]), pcm)


def test_everybody_is_heard_in_every_call_and_keeps_a_state() -> None:
    expert = Counter()
    assert np.isfinite(cpu_ms(expert, [calls_of(murmur(3.0, seed)) for seed in range(4)]))  # type: ignore[arg-type]
    assert expert.people == [4] * 30
