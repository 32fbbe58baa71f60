"""What a visit asks the heavy voice expert: sound gathered until there is a hop of it, for the slow lane."""

from collections.abc import Mapping, Sequence

import numpy as np

from der_server.models.bundle import Bundle
from der_server.models.expert import Floats, Step, Stepped
from der_server.models.voice_hops import ADAPT, HOP, KIND, SOUND
from der_server.session.judgement import Judgement
from der_server.session.permission import Permission
from der_server.session.wipe import wipe

MOST_WINDOWS = 94
"""Sound that waits for the slow lane at most, 3 s: the ring of the design."""


class Overheard:
    """One visit's. Its state stays here: the fast lane does not carry it about."""

    def __init__(
        self, bundles: Sequence[Bundle], model_choice: str, permission: Permission, judgement: Judgement
    ) -> None:
        """model_choice: `fast` does without."""
        heavy = [bundle for bundle in bundles if bundle.card.kind == KIND and model_choice != "fast"]
        self.name = heavy[0].card.name if heavy else ""
        self.state: Floats | None = None
        self._windows: list[Floats] = []
        self._spoken_us: int | None = None
        self._learning = False  # in the step under way
        self._permission, self._judgement = permission, judgement

    def gather(self, heard: Mapping[str, Floats], spoken_us: int | None) -> Mapping[str, Floats]:
        """Keep the windows of a fast step's inputs, which come back; spoken_us: client time of the last speech."""
        if self.name:
            self._windows.extend(heard.get("pcm", ()))
            del self._windows[:-MOST_WINDOWS]
            self._spoken_us = spoken_us
        return heard

    @property
    def waiting(self) -> bool:
        """Whether there is enough for a step."""
        return len(self._windows) >= HOP

    def step(self) -> Step | None:
        """What was said since the last step; it is taken. None while there is too little."""
        if not self.waiting:
            return None
        self._learning = self._permission.covers("adapt")
        adapt = {ADAPT: np.ones(1, np.float32)} if self._learning else {}
        sound, self._windows = np.stack(self._windows), []
        return Step({SOUND: sound, **adapt}, {} if self.state is None else {self.name: self.state})

    def answered(self, stepped: Stepped) -> None:
        """Take in the expert's answer; its word joins at the next state."""
        if "voice" not in self._permission.readable() or (self._learning and not self._permission.covers("adapt")):
            return  # withdrawn meanwhile
        self.state = stepped.states[self.name]
        estimate = stepped.estimates[self.name]
        if self._spoken_us is not None and estimate.quality > 0:
            self._judgement.hear(self.name, estimate, self._spoken_us)

    def forget_unreadable(self) -> None:
        """Drop every sample and what was made of them, unless the voice may be read."""
        if "voice" not in self._permission.readable():
            self.forget()

    def forget(self) -> None:
        """Drop it whatever may be read."""
        wipe([*self._windows, *([] if self.state is None else [self.state])])
        self._windows, self.state, self._spoken_us = [], None, None
