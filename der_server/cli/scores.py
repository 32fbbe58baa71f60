"""How much of a performance was recognised: what a script performed against what the states said."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from der_client import Script
from der_server.cli.words import Names
from der_server.v1 import emotion_pb2

SETTLE_S = 1.5
"""The beginning of a stretch, in which a face is still on its way, does not count."""
SOCIAL_LEVEL = 0.5
"""A social state is seen from this membership on: more there than not."""


class Scores:
    """Gathers states while they come. begin_us: client time of the script's beginning."""

    def __init__(self, script: Script, names: Names, begin_us: int) -> None:
        self._script, self._names, self._begin_us = script, names, begin_us
        self._emotions: dict[str, list[bool]] = defaultdict(list)
        self._social: dict[str, list[bool]] = defaultdict(list)
        self._latencies_ms: list[float] = []
        self.count = 0

    def add(self, state: emotion_pb2.SessionState) -> None:
        """Take in a state. Unknown recognises nothing."""
        self.count += 1
        if state.server_latency_us:
            self._latencies_ms.append(state.server_latency_us / 1e3)
        stretch, since_s = self._script.at((state.covered_to_us - self._begin_us) / 1e6)
        if since_s < SETTLE_S:
            return
        if stretch.social:
            level = self._names.levels(state).get(stretch.social, 0.0)
            self._social[stretch.social].append(level >= SOCIAL_LEVEL)
        else:
            self._emotions[stretch.emotion].append(self._names.label(state) == stretch.emotion)

    @property
    def recognised(self) -> dict[str, float]:
        """Share of each emotion's states that named it."""
        order = [name for name in self._names.labels if name in self._emotions]
        return {name: round(float(np.mean(self._emotions[name])), 3) for name in order}

    @property
    def recognised_social(self) -> dict[str, float]:
        """Share of each social stretch's states in which that social state was there."""
        return {name: round(float(np.mean(hits)), 3) for name, hits in self._social.items()}

    @property
    def latency_ms(self) -> dict[str, float]:
        """Middle and slowest hundredth of the server's own latency."""
        if not self._latencies_ms:
            return {"p50": 0.0, "p99": 0.0}
        p50, p99 = np.percentile(self._latencies_ms, [50, 99])
        return {"p50": round(float(p50), 2), "p99": round(float(p99), 2)}


def score(script: Script, names: Names, states: Iterable[emotion_pb2.SessionState], begin_us: int) -> Scores:
    """Scores of states that are all there."""
    scores = Scores(script, names, begin_us)
    for state in states:
        scores.add(state)
    return scores
