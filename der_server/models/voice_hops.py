"""Speech cut into hops for a large encoder: each hop is encoded with what came just before it, silence never is.

A hop is 0.96 s, because 30 windows of 512 samples and 48 frames of 320 meet there. However a stream is cut, its hops
are the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from der_server.features.voice import VAD_WINDOW
from der_server.models.expert import Floats

KIND = "voice_heavy"
SOUND = "sound"
"""Input of the heavy expert: f32[m, 512], windows of 16 kHz samples since the last step."""
ADAPT = "adapt"
"""Another input of voice experts, f32[1], there only where the person lets models adapt to them (`voice_person`)."""
HOP = 30
"""Windows in a hop."""
HOP_S = HOP * VAD_WINDOW / 16_000
REACH = 60
"""Windows the encoder sees at most: the hop and as much before it."""
FRAME_SAMPLES = 320
"""Of the encoder: 20 ms."""
FRAMES = HOP * VAD_WINDOW // FRAME_SAMPLES
SPEAKING = 0.4
"""Speech probability below which a frame is silence, as in the streaming expert."""

_WINDOW_OF_FRAME = (np.arange(FRAMES) * FRAME_SAMPLES + FRAME_SAMPLES // 2) // VAD_WINDOW


@dataclass(frozen=True, slots=True)
class Hop:
    """What is encoded for one hop: windows f32[30 or up to REACH, 512], the last 30 of them new; gates f32[48], how
    surely each new frame is speech (0 = silence)."""

    windows: Floats
    gates: Floats

    @property
    def spoken(self) -> bool:
        """Whether anybody speaks in it."""
        return bool(self.gates.any())


@dataclass(frozen=True, slots=True)
class Ring:
    """The newest sound: windows f32[n, 512], the first `known` of them encoded; probs f32[n - known] of the rest."""

    windows: Floats
    probs: Floats
    known: int


EMPTY = Ring(np.zeros((0, VAD_WINDOW), np.float32), np.zeros(0, np.float32), 0)


def hops_of(ring: Ring, windows: Floats, probs: Floats) -> tuple[list[Hop], Ring]:
    """The hops that m more windows f32[m, 512] of speech probability f32[m] complete, and what is left over."""
    sound, rest = np.concatenate([ring.windows, windows]), np.concatenate([ring.probs, probs])
    known, hops = ring.known, []
    for start in range(0, len(rest) - HOP + 1, HOP):
        stop = known + HOP
        hops.append(Hop(sound[max(0, stop - REACH) : stop], gates_of(rest[start : start + HOP])))
        known = stop
    drop = max(0, known - (REACH - HOP))
    return hops, Ring(sound[drop:], rest[len(hops) * HOP :], known - drop)


def gates_of(probs: Floats) -> Floats:
    """Gates f32[48] of a hop's frames from its windows' probabilities f32[30]."""
    own = probs[_WINDOW_OF_FRAME]
    return np.where(own >= SPEAKING, own, 0).astype(np.float32)


def by_length(hops: Sequence[Hop], most: int) -> list[list[int]]:
    """Numbers of the hops with speech in batches of equal length, at most `most` each."""
    spoken = [n for n, hop in enumerate(hops) if hop.spoken]
    lengths = sorted({len(hops[n].windows) for n in spoken})
    alike = [[n for n in spoken if len(hops[n].windows) == length] for length in lengths]
    return [same[at : at + most] for same in alike for at in range(0, len(same), most)]
