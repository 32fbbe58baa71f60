"""How a person holds themself and types when calm: what is usual for them is no sign of anything.

A cue c is read relative to its level r in the person's calm moments: (c - r) / (1 - r), never below 0. 0 stays 0, 1
stays 1. r goes a third of the way from 0 (people at large) to the person at most, so that somebody who is bored from
the first second is not taken to be at ease.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

CUES = (
    "body.lean_forward",
    "body.lean_back",
    "body.slump",
    "body.head_down",
    "body.fidget",
    "behaviour.typing",
    "behaviour.deleting",
)
"""Cues that are a matter of habit. Movement as a whole is not among them: its lack is a sign of its own."""
PRIOR_S = 60.0
"""Seconds of calm that count as much as what is known of people at large (our choice)."""
MOST_S = 30.0
"""More calm than this counts for no more, and so follows drift: a third of the way (our choice)."""


@dataclass(frozen=True, slots=True)
class Habits:
    """levels: mean of each cue 0..1 when calm; seconds: how much calm is behind it, up to MOST_S."""

    levels: Mapping[str, float] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    def learn(self, cues: Mapping[str, float], seconds: float) -> "Habits":
        """After so many seconds of calm with these cues; others than CUES are passed over."""
        if seconds <= 0:
            return self
        levels, held = dict(self.levels), dict(self.seconds)
        for name in CUES:
            if name in cues:
                total = held.get(name, 0.0) + seconds
                before = levels.get(name, 0.0)
                levels[name] = before + (cues[name] - before) * seconds / total
                held[name] = min(total, MOST_S)
        return Habits(levels, held)

    def relative(self, cues: Mapping[str, float]) -> dict[str, float]:
        """The cues as they would be of somebody without habits."""
        out = dict(cues)
        for name, level in self.levels.items():
            if name in out:
                usual = level * self.seconds[name] / (self.seconds[name] + PRIOR_S)
                out[name] = max(0.0, (out[name] - usual) / (1 - usual))
        return out

    def of(self, modalities: Collection[str]) -> "Habits":
        """Only what these modalities show."""
        kept = [name for name in self.levels if name.partition(".")[0] in modalities]
        return Habits({n: self.levels[n] for n in kept}, {n: self.seconds[n] for n in kept})
