"""One person's emotion over time: smoothing that does not care how often it is called, a label that does not flicker.

Onset and offset thresholds differ (hysteresis), and a new label must lead for a while before it takes over.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from der_server.emotion.feeling import Transition
from der_server.labels import EMOTIONS

HALF_LIFE_S = 0.25
"""Smoothing: well under the half second to four seconds a facial expression lasts (Ekman; from memory)."""
ENTER = 0.38
"""A label begins at this probability (2.7 times chance), our choice."""
LEAVE = 0.27
"""A label ends below this one (1.9 times chance), our choice."""
DWELL_S = 0.2
"""How long a new label must lead: shorter displays are micro-expressions (under 0.2 to 0.5 s, Yan et al. 2013; from
memory) and trackers' noise."""
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Timeline:
    """probs of the 7 labels as of time_us; label: index or UNKNOWN; rival: index that leads, and since when."""

    probs: Sequence[float]
    time_us: int
    label: int = UNKNOWN
    rival: int = UNKNOWN
    rival_since_us: int = 0

    @classmethod
    def starting(cls, time_us: int) -> "Timeline":
        """Knows nothing yet."""
        return cls([1 / len(EMOTIONS)] * len(EMOTIONS), time_us)

    def toward(self, target: Sequence[float], time_us: int, least_s: float = 0.0) -> "Timeline":
        """The smoothed probabilities after evidence `target` held until `time_us`, and for `least_s` at least; time
        never goes back."""
        elapsed_s = max(least_s, (time_us - self.time_us) / 1e6)
        keep = 2.0 ** (-elapsed_s / HALF_LIFE_S)
        probs = [keep * before + (1 - keep) * now for before, now in zip(self.probs, target, strict=True)]
        total, now_us = sum(probs), max(self.time_us, time_us)
        return Timeline([p / total for p in probs], now_us, self.label, self.rival, self.rival_since_us)

    def decide(self, *, at_once: bool = False) -> tuple["Timeline", tuple[Transition, ...]]:
        """The timeline with its label brought up to date, and what began or ended. at_once: a new label need not
        lead for a while first."""
        wanted = self._wanted()
        if wanted == self.label:
            return self if self.rival == UNKNOWN else replace(self, rival=UNKNOWN), ()
        if wanted != self.rival and at_once:
            return replace(self, label=wanted, rival=UNKNOWN), self._change(wanted, self.time_us)
        if wanted != self.rival:
            waiting = replace(self, rival=wanted, rival_since_us=self.time_us)
            return waiting, ()
        if self.time_us - self.rival_since_us < DWELL_S * 1e6 and not at_once:
            return self, ()
        return replace(self, label=wanted, rival=UNKNOWN), self._change(wanted, self.rival_since_us)

    def _wanted(self) -> int:
        most = max(self.probs)
        if most >= ENTER:
            return self.probs.index(most)
        if self.label != UNKNOWN and self.probs[self.label] >= LEAVE:
            return self.label
        return UNKNOWN

    def _change(self, wanted: int, since_us: int) -> tuple[Transition, ...]:
        out = []
        if self.label != UNKNOWN:
            out.append(Transition(EMOTIONS[self.label], "offset", self.time_us))
        if wanted != UNKNOWN:
            out.append(Transition(EMOTIONS[wanted], "onset", since_us))
        return tuple(out)
