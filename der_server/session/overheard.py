"""What a visit asks the heavy voice expert: sound gathered until there is a hop of it, for the slow lane."""

from collections.abc import Sequence

import numpy as np

from der_server.models.bundle import Bundle
from der_server.models.expert import Estimate, Floats, Step, Stepped
from der_server.models.voice_hops import ADAPT, HOP, KIND, SOUND

MOST_WINDOWS = 94
"""Sound that waits for the slow lane at most, 3 s: the ring of the design."""


class Overheard:
    """One visit's. Its state stays here: the fast lane does not carry it about."""

    def __init__(self, bundles: Sequence[Bundle], model_choice: str) -> None:
        """model_choice: `fast` does without."""
        heavy = [bundle for bundle in bundles if bundle.card.kind == KIND and model_choice != "fast"]
        self.name = heavy[0].card.name if heavy else ""
        self.state: Floats | None = None
        self._windows: list[Floats] = []
        self._spoken_us: int | None = None
        self._stamp = 0

    def gather(self, windows: Floats | None, spoken_us: int | None) -> None:
        """More sound f32[m, 512]; spoken_us: client time of the last speech, None = none yet."""
        if self.name and windows is not None:
            self._windows.extend(windows)
            del self._windows[:-MOST_WINDOWS]
            self._spoken_us = spoken_us

    @property
    def waiting(self) -> bool:
        """Whether there is enough for a step."""
        return len(self._windows) >= HOP

    def step(self, *, adapt: bool) -> Step | None:
        """What was said since the last step; it is taken. None while there is too little."""
        if not self.waiting:
            return None
        inputs = {SOUND: np.stack(self._windows)} | ({ADAPT: np.ones(1, np.float32)} if adapt else {})
        self._windows = []
        return Step(inputs, {} if self.state is None else {self.name: self.state})

    def answered(self, stepped: Stepped) -> tuple[Estimate, int] | None:
        """The expert's word and the client time it is of; None where nobody has spoken yet."""
        self.state = stepped.states[self.name]
        estimate = stepped.estimates[self.name]
        return None if self._spoken_us is None or estimate.quality <= 0 else (estimate, self._spoken_us)

    def forget(self) -> None:
        """Drop every sample and what was made of them."""
        self._windows, self.state, self._spoken_us = [], None, None
