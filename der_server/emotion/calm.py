"""A stretch in which a person was asked to look neutral: how it went, and what to do better."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from der_server.labels import EMOTIONS
from der_server.signals.canonical import FACE

Floats = NDArray[np.float32]

LEAST_S, ENOUGH_S, LONGEST_S = 3.0, 5.0, 10.0
"""Shorter is refused; a client may end it from 5 s on; it ends by itself at 10 s."""
LOST_SHARE, TALKED_SHARE = 0.3, 0.2
"""Larger shares of the looks without a face, or with speech, spoil a stretch (our choice)."""
JAW_SPREAD = 0.1
"""Standard deviation of the jaw from which on somebody talks without a microphone (our choice)."""
MOVED = 0.04
"""Mean standard deviation of the face's coefficients from which on it moved, eyes left out (our choice)."""
SURE_BRIGHT, SURE_DARK = 0.8, 0.85
"""From which mean probability of an emotion a face is not neutral. High, since resting faces are often misread and
it is for those people: a sixth of JAFFE's neutral pictures is refused even so (`der evaluate --personal`)."""
BRIGHT = ("joy", "surprise")
VERDICTS = ("good", "too_short", "face_lost", "talked", "moved", "not_neutral", "no_source", "stopped")

_JAW = FACE.index("jawOpen")
_STILL = np.array([not name.startswith(("eyeBlink", "eyeLook")) for name in FACE])


def sure_from(label: str) -> float:
    """From which mean probability of an emotion a face is not neutral."""
    return SURE_BRIGHT if label in BRIGHT else SURE_DARK


@dataclass(frozen=True, slots=True)
class Look:
    """One face f32[C] of the stretch, how well it is known, whether the person speaks, and the face expert's word."""

    time_us: int
    values: Floats
    known: Floats
    speaking: bool
    probs: Floats


@dataclass(slots=True)
class Stretch:
    """Sums over the looks so far. Its owner is one `Person`."""

    source_id: int
    count: int = 0
    lost: int = 0
    talked: int = 0
    from_us: int = 0
    to_us: int = 0
    known: Floats = field(default_factory=lambda: np.zeros(len(FACE), np.float32))
    total: Floats = field(default_factory=lambda: np.zeros(len(FACE), np.float32))
    squares: Floats = field(default_factory=lambda: np.zeros(len(FACE), np.float32))
    probs: Floats = field(default_factory=lambda: np.zeros(len(EMOTIONS), np.float32))

    def add(self, look: Look) -> None:
        """Take in one look; times that do not go on are left out."""
        if self.count and look.time_us <= self.to_us:
            return
        if not self.count:
            self.from_us = look.time_us
        self.to_us = look.time_us
        self.count += 1
        self.talked += look.speaking
        if look.known.mean() < 0.25:
            self.lost += 1
            return
        self.known += look.known
        self.total += look.known * look.values
        self.squares += look.known * look.values**2
        self.probs += look.probs

    @property
    def seconds(self) -> float:
        return (self.to_us - self.from_us) / 1e6

    def face(self) -> tuple[Floats, Floats]:
        """The mean face and how well each channel was known, both f32[C]."""
        seen = max(1, self.count - self.lost)
        mean, known = self.total / np.maximum(self.known, 1e-6), self.known / seen
        return mean.astype(np.float32), known.astype(np.float32)

    def held(self) -> list[Floats]:
        """Every array with something of the person in it."""
        return [self.known, self.total, self.squares, self.probs]

    def faults(self) -> dict[str, float]:
        """Each verdict but `good` -> how bad it is; from 1 on it spoils the stretch."""
        if not self.count:
            return {"too_short": 1.0, "face_lost": 1.0}
        mean, _ = self.face()
        variance = self.squares / np.maximum(self.known, 1e-6) - mean**2
        sway = np.sqrt(np.maximum(variance, 0))
        there = _STILL & (self.known > 0)
        looked, sure = self.looked()
        return {
            "too_short": LEAST_S / max(self.seconds, 1e-3) if self.seconds < LEAST_S else 0.0,
            "face_lost": self.lost / self.count / LOST_SHARE,
            "talked": max(self.talked / self.count / TALKED_SHARE, float(sway[_JAW]) / JAW_SPREAD),
            "moved": float(sway[there].mean()) / MOVED if there.any() else 0.0,
            "not_neutral": sure / sure_from(looked),
        }

    def looked(self) -> tuple[str, float]:
        """The emotion other than neutral that the face looked most like, and its mean probability."""
        mean = self.probs / max(1, self.count - self.lost)
        top = 1 + int(mean[1:].argmax())
        return EMOTIONS[top], float(mean[top])

    def verdict(self) -> tuple[str, float]:
        """`good` or the worst fault, and the quality 0..1 of what was seen so far (its length left out)."""
        faults = self.faults()
        spoilt = [name for name in VERDICTS if faults.get(name, 0.0) >= 1]
        worst = max((level for name, level in faults.items() if name != "too_short"), default=1.0)
        return spoilt[0] if spoilt else "good", max(0.0, 1 - worst)
