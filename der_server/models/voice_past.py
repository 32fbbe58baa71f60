"""What the streaming expert knows of one person's voice: where its answers about them usually lie.

A person is seven log odds here (see `voice_person`): an expert that takes somebody's calm voice for anger does so in
every turn, and it is that which later answers are freed of. It takes 96 bytes of a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.labels import EMOTIONS
from der_server.models.expert import Floats
from der_server.models.voice_person import Person, undoubted

TURN_BLOCKS = 40
"""A person is learned from after so many blocks of speech (4 s), or at the pause after LEAST_BLOCKS."""
LEAST_BLOCKS = 10
TURN = 1  # blocks of speech since the last turn


@dataclass(frozen=True)
class Past:
    """Pure functions of states f32[B, size]: the turn under way, the person, what later log odds are freed of.

    temperature: of the expert's answers; a person is learned from logits, however humbly they are answered.
    """

    person: Person
    temperature: float

    @property
    def size(self) -> int:
        return TURN + self.person.size + len(EMOTIONS)

    def freed(self, states: Floats, logs: Floats) -> Floats:
        """Log probabilities f32[B, 7] less what is usual of each person."""
        odds = logs - states[:, -len(EMOTIONS) :] / np.float32(self.temperature)
        return np.asarray(odds - np.logaddexp.reduce(odds, axis=1, keepdims=True), np.float32)

    def after(self, states: Floats, spoken: NDArray[np.int64], paused: NDArray[np.bool_], logs: Floats) -> Floats:
        """The states after `spoken` more blocks of speech each. paused: who is silent now.

        logs: f32[B, 7], what is said of what is pooled, as of a stranger.
        """
        after = states.copy()
        after[:, 0] += spoken
        over = (after[:, 0] >= TURN_BLOCKS) | (paused & (after[:, 0] >= LEAST_BLOCKS))
        rows = np.flatnonzero(over)
        if len(rows):
            odds = log_odds(logs[rows] * np.float32(self.temperature))
            for row, one, probs in zip(rows.tolist(), odds, undoubted(odds), strict=True):
                after[row] = self._learned(after[row], one, probs)
        return after

    def _learned(self, state: Floats, odds: Floats, probs: Floats) -> Floats:
        known = self.person.after(state[TURN : -len(EMOTIONS)], odds, probs)
        return np.concatenate([[0], known, self.person.trust(known) * self.person.shift(known)]).astype(np.float32)


def log_odds(logits: Floats) -> Floats:
    """Logits f32[B, 7] less their mean: what a person's parts are here."""
    return np.asarray(logits - logits.mean(1, keepdims=True), np.float32)


def past_of(settings: Mapping[str, Any], temperature: float) -> Past | None:
    """What a card's settings say of people; None where they say nothing."""
    if "person" not in settings:
        return None
    centre, shrink = (np.array(settings["person"][name], np.float32) for name in ("centre", "shrink"))
    return Past(Person(centre, shrink), temperature)


def settings_of(person: Person) -> dict[str, list[float]]:
    """What a card's settings say of people."""
    parts = {"centre": person.centre, "shrink": person.shrink}
    return {name: [round(float(x), 4) for x in value] for name, value in parts.items()}
