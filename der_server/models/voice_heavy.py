"""The heavy voice expert: the first three layers of Whisper's encoder, pooled over what was said, and a light head.

It listens hop by hop (0.96 s), each with as much before it; silence is never encoded. In live visits it runs on the
slow lane, beside the streaming expert, which answers earlier.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from der_server.features.voice import SPEC, VAD_WINDOW
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle
from der_server.models.device import Runner
from der_server.models.expert import Estimate, Floats
from der_server.models.vad import STATE as VAD_STATE
from der_server.models.vad import VoiceActivity, voice_activity
from der_server.models.voice_head import Head, head_of
from der_server.models.voice_hops import (
    ADAPT,
    FRAME_SAMPLES,
    FRAMES,
    HOP,
    HOP_S,
    KIND,
    REACH,
    SOUND,
    Hop,
    Ring,
    by_length,
    hops_of,
)
from der_server.models.voice_memory import Layout
from der_server.models.voice_person import Person, person_of
from der_server.models.whisper import SIZE, Encoder, widened

NAME = "voice-heavy"
SUMS = 1 + 2 * SIZE
"""What a hop leaves: frames with speech, and sums over them of what was heard and of its squares."""
SPOKEN_KEEP = 2 ** (-HOP_S / 8.0)
"""What was said counts half after 8 s more, as in the streaming expert."""
SILENT_KEEP = 2 ** (-HOP_S / 2.0)
HOLD_HOPS = 1  # hops of silence before what was said begins to fade
ENOUGH_S = 1.0
LEAST_S = 0.05
FRAME_S = FRAME_SAMPLES / 16_000
MOST_TOGETHER = 16
TURN_HOPS = 4
"""A person is learned from after so many hops of speech, or at the pause after it."""


@dataclass(frozen=True)
class HeavyVoice:
    """The expert. Extra `speech`: probability that the person spoke at the end of what came."""

    bundle: Bundle
    encoder: Encoder
    head: Head
    person: Person
    vad: VoiceActivity
    device: str
    inputs: tuple[str, ...] = (SOUND,)

    @cached_property
    def layout(self) -> Layout:
        """Where each part of a person's state lies."""
        sizes = {"vad": VAD_STATE, "held": 1, "known": 1, "silent": 1, "turn": 1, "sums": SUMS}
        sizes |= {"person": self.person.size, "probs": HOP - 1, "ring": (REACH - 1) * VAD_WINDOW}
        return Layout.of(sizes)

    @property
    def state_size(self) -> int:
        return self.layout.size

    def step(self, inputs: Sequence[Mapping[str, Floats]], states: Floats) -> tuple[list[Estimate], Floats]:
        """Emotions for B people from what they said. See `Expert.step`.

        With no speech pooled the answer is uniform and of quality 0.
        """
        after = states.copy()
        place = {name: slice(*ends) for name, ends in self.layout.places.items()}
        sound = [one[SOUND].reshape(-1, VAD_WINDOW) for one in inputs]
        probs, after[:, place["vad"]] = self.vad.read(sound, states[:, place["vad"]])
        cut = [hops_of(self._ring(row), s, p) for row, s, p in zip(states, sound, probs, strict=True)]
        heard = iter(self.hear([hop for hops, _ in cut for hop in hops]))
        for row, (hops, ring) in enumerate(cut):
            self._keep_ring(after[row], ring)
            adapt = ADAPT in inputs[row]
            if not adapt:
                after[row, place["person"]] = 0
            for _ in hops:
                self._take(after[row], next(heard), adapt=adapt)
        logs = self.log_probs(after)
        quality = 1 - np.exp(-self.seconds(after) / ENOUGH_S)
        speech = np.clip(after[:, place["vad"].stop - 1], 0, 1)
        return [Estimate(logs[i], float(quality[i]), {"speech": float(speech[i])}) for i in range(len(inputs))], after

    def hear(self, hops: Sequence[Hop]) -> Floats:
        """f32[n, SUMS] of n hops; zero where nobody speaks."""
        out = np.zeros((len(hops), SUMS), np.float32)
        for some in by_length(hops, MOST_TOGETHER):
            samples = np.stack([hops[n].windows.reshape(-1) for n in some])
            out[some] = self._summed(samples, np.stack([hops[n].gates for n in some]))
        return out

    @cached_property
    def _summed(self) -> Runner:
        """Sums add up, so in full precision."""

        def summed(samples: Tensor, gates: Tensor) -> Tensor:
            frames = self.encoder.frames(samples)[:, -FRAMES:]
            both = torch.cat([torch.ones_like(frames[..., :1]), frames, frames.square()], -1)
            return torch.einsum("nt,ntc->nc", gates, both)

        return Runner(summed, self.device, half=False)

    def seconds(self, states: Floats) -> Floats:
        """Seconds of speech pooled, f32[B]."""
        return np.asarray(states[:, self.layout.places["sums"][0]] * FRAME_S, np.float32)

    def log_probs(self, states: Floats) -> Floats:
        """Calibrated f32[B, 7] over EMOTIONS; uniform where there was no speech."""
        out = np.full((len(states), len(EMOTIONS)), -np.log(len(EMOTIONS)), np.float32)
        rows = np.flatnonzero(self.seconds(states) >= LEAST_S)
        if len(rows):
            start, stop = self.layout.places["person"]
            known = [states[row, start:stop] for row in rows]
            shift = np.stack([self.person.shift(one) for one in known])
            trust = np.array([self.person.trust(one) for one in known], np.float32)
            out[rows] = self.head.log_probs(self.parts(states[rows]), shift, trust)
        return out

    def parts(self, states: Floats) -> Floats:
        """What was said, as the head reads it: f32[B, P]."""
        start, stop = self.layout.places["sums"]
        return self.head.parts(pooled(states[:, start:stop]))

    def _ring(self, state: Floats) -> Ring:
        at = {name: state[slice(*ends)] for name, ends in self.layout.places.items() if name not in ("sums", "vad")}
        held, known = int(at["held"][0]), int(at["known"][0])
        return Ring(at["ring"].reshape(-1, VAD_WINDOW)[:held], at["probs"][: held - known], known)

    def _keep_ring(self, state: Floats, ring: Ring) -> None:
        for name, value in (("ring", ring.windows.reshape(-1)), ("probs", ring.probs)):
            start, stop = self.layout.places[name]
            state[start:stop] = 0
            state[start : start + len(value)] = value
        state[self.layout.places["held"][0]] = len(ring.windows)
        state[self.layout.places["known"][0]] = ring.known

    def _take(self, state: Floats, sums: Floats, *, adapt: bool) -> None:
        """One hop's sums join what was said; `state` changes in place."""
        start, stop = self.layout.places["sums"]
        silent, turn = self.layout.places["silent"][0], self.layout.places["turn"][0]
        if sums[0] > 0:
            state[start:stop] = SPOKEN_KEEP * state[start:stop] + sums
            state[silent], state[turn] = 0, state[turn] + 1
        else:
            state[silent] += 1
            state[start:stop] *= 1 if state[silent] <= HOLD_HOPS else SILENT_KEEP
        over = state[turn] >= TURN_HOPS or (state[turn] > 0 and state[silent] > 0)
        if over and adapt:
            self._learn(state)
        if over:
            state[turn] = 0

    def _learn(self, state: Floats) -> None:
        """What was just said becomes part of what is known of the person."""
        start, stop = self.layout.places["person"]
        parts = self.parts(state[None])
        state[start:stop] = self.person.after(state[start:stop], parts[0], self.head.undoubted(parts)[0])


def pooled(sums: Floats) -> Floats:
    """Features f32[B, 1024] of sums f32[B, SUMS]: mean and spread over the frames with speech."""
    weight = np.maximum(sums[:, :1], 1e-6)
    mean, square = np.split(sums[:, 1:] / weight, 2, axis=1)
    spread = np.sqrt(np.maximum(square - np.square(mean), 1e-6))
    return np.concatenate([mean, spread], 1).astype(np.float32)


def load(bundle: Bundle, device: str, threads: int = 1) -> HeavyVoice:
    """The expert for a `voice_heavy` bundle on a torch device. Raises BadBundle without the activity model."""
    del threads  # torch knows
    tensors = {n.removeprefix("encoder/"): w for n, w in bundle.weights.items() if n.startswith("encoder/")}
    encoder = Encoder({n: torch.from_numpy(w) for n, w in widened(tensors).items()}, device)
    head, person = head_of(bundle.weights, bundle.card.settings), person_of(bundle.weights)
    expert = HeavyVoice(bundle, encoder, head, person, voice_activity(), device)
    for windows in (HOP, REACH):  # the first call of each length takes longest
        expert.hear([Hop(np.zeros((windows, VAD_WINDOW), np.float32), np.ones(FRAMES, np.float32))])
    return expert


__all__ = ["KIND", "NAME", "SPEC", "HeavyVoice", "load", "pooled"]
