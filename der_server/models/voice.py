"""The voice expert: voice activity, then a small streaming net on the blocks in which somebody speaks.

Silence costs nothing: half a second after the last word the net sleeps, and wakes with a fresh mind; only the
pooled evidence stays, and fades once it has been quiet for a while.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from der_server.features.voice import BLOCK_FRAMES, SPEC, windows_before
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle
from der_server.models.expert import Estimate, Floats
from der_server.models.graph import graph_of, without_torch
from der_server.models.vad import STATE as VAD_STATE
from der_server.models.vad import VoiceActivity, voice_activity
from der_server.models.voice_hops import ADAPT
from der_server.models.voice_memory import BLOCK_S, POOL_KEEP, Layout, faded, layout_of, shape_of
from der_server.models.voice_past import Past, past_of

NAME = "voice-stream"
KIND = "voice_stream"
SPEAKING = 0.4  # a block whose likeliest window is below this is silence
AWAKE_BLOCKS = 5  # blocks the net goes on hearing after the last speech
HOLD_BLOCKS = 15  # blocks of silence before what was said begins to fade
SILENT_KEEP = 2 ** (-BLOCK_S / 2.0)  # per block from then on: a half-life of 2 s
PHASES = 8  # blocks after which windows and blocks meet again: 8 x 1600 = 25 x 512
ENOUGH_S = 1.0
"""Speech for 63 % quality; 3 s give 95 %."""
LEAST_S = 0.05
OWN = 2  # phase (blocks modulo PHASES) and blocks since the last speech + 1 (0 = none yet)


def gates_of(probs: Floats, phase: int, blocks: int) -> Floats:
    """Speech gate f32[blocks] of each block from its windows' probabilities: the likeliest, 0 if under SPEAKING."""
    if not blocks:
        return np.zeros(0, np.float32)
    ends = np.array([windows_before(phase + n + 1) for n in range(blocks)]) - windows_before(phase)
    if ends[-1] != len(probs):  # the stream began anew: share the windows out evenly
        ends = np.rint(np.arange(1, blocks + 1) * (len(probs) / blocks)).astype(np.int64)
    starts = np.concatenate([[0], ends[:-1]])
    best = [probs[a:b].max(initial=0.0) for a, b in zip(starts, ends, strict=True)]
    gates = np.array(best, np.float32)
    return np.where(gates >= SPEAKING, gates, 0).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks start..stop in which the net is awake. fresh: it wakes at start. faded: fading blocks slept before."""

    start: int
    stop: int
    fresh: bool
    faded: int


def runs_of(gates: Floats, silent: int) -> tuple[list[Run], int, int]:
    """The stretches in which the net is awake, the fading blocks after the last one, and the new `silent`.

    silent: blocks since the last speech + 1 (1 = the last block was speech), 0 = none yet.
    """
    runs: list[Run] = []
    faded = 0
    for at, gate in enumerate(gates):
        was_awake = 1 <= silent <= 1 + AWAKE_BLOCKS
        silent = 1 if gate > 0 else min(silent + (silent > 0), 1000)
        if not 1 <= silent <= 1 + AWAKE_BLOCKS:
            faded += silent > HOLD_BLOCKS
        elif runs and runs[-1].stop == at:
            runs[-1] = replace(runs[-1], stop=at + 1)
        else:
            runs.append(Run(at, at + 1, not was_awake, faded))
            faded = 0
    return runs, faded, silent


@dataclass(frozen=True)
class VoiceExpert:
    """The streaming voice expert. Extra `speech`: probability that the person speaks now.

    hear: memories after N more blocks, of log-mels f32[n, 10 N, 64], gates f32[n, N] and memories f32[n, M].
    answer: calibrated log probabilities f32[n, 7] of memories.
    past: what is learned of who lets models adapt to them; None = nothing.
    """

    bundle: Bundle
    layout: Layout
    vad: VoiceActivity
    hear: Callable[[Floats, Floats, Floats], Floats]
    answer: Callable[[Floats], Floats]
    past: Past | None = None
    inputs: tuple[str, ...] = ("mel", "pcm")

    @property
    def state_size(self) -> int:
        return self._known + (self.past.size if self.past else 0)

    @property
    def _known(self) -> int:
        """Where a person's past begins in their state."""
        return OWN + VAD_STATE + self.layout.size

    def step(self, inputs: Sequence[Mapping[str, Floats]], states: Floats) -> tuple[list[Estimate], Floats]:
        """Emotions for B people from what they said since the last step. See `Expert.step`.

        With no speech pooled the answer is uniform and of quality 0.
        """
        after = states.copy()
        seen, known, own = OWN + VAD_STATE, self._known, states[:, :OWN].astype(np.int64)
        blocks = [len(one["mel"]) // BLOCK_FRAMES for one in inputs]
        probs, after[:, OWN:seen] = self.vad.read([one["pcm"] for one in inputs], states[:, OWN:seen])
        gates = [gates_of(p, int(phase), n) for p, phase, n in zip(probs, own[:, 0], blocks, strict=True)]
        memory, silent = self.listen([one["mel"] for one in inputs], gates, states[:, seen:known], own[:, 1])
        after[:, seen:known], after[:, 1] = memory, silent
        after[:, 0] = (own[:, 0] + blocks) % PHASES
        speech = [float(p[-1]) if len(p) else float(last) for p, last in zip(probs, after[:, seen - 1], strict=True)]
        logs, seconds = self.log_probs(memory), self.seconds(memory)
        if self.past:
            adapt = np.array([ADAPT in one for one in inputs])
            after[~adapt, known:] = 0
            rows = np.flatnonzero(adapt & (seconds >= LEAST_S))
            spoken = np.array([np.count_nonzero(gates[row]) for row in rows], np.int64)
            past = self.past.after(after[rows, known:], spoken, silent[rows] > 1 + AWAKE_BLOCKS, logs[rows])
            after[rows, known:], logs[rows] = past, self.past.freed(past, logs[rows])
        quality = 1 - np.exp(-seconds / ENOUGH_S)
        return [
            Estimate(logs[i], float(quality[i]), {"speech": min(max(speech[i], 0.0), 1.0)})
            for i in range(len(inputs))
        ], after

    def listen(
        self, mels: Sequence[Floats], gates: Sequence[Floats], memory: Floats, silent: NDArray[np.int64]
    ) -> tuple[Floats, NDArray[np.int64]]:
        """Memories f32[B, M] after log-mels f32[10 N_i, 64] gated by f32[N_i]; and blocks since speech + 1.

        People whose awake stretches are equally long share a call of the net.
        """
        held = memory.copy()
        plans = [runs_of(gate, int(before)) for gate, before in zip(gates, silent, strict=True)]
        for turn in range(max((len(runs) for runs, _, _ in plans), default=0)):
            there = [(row, runs[turn]) for row, (runs, _, _) in enumerate(plans) if len(runs) > turn]
            for length in sorted({run.stop - run.start for _, run in there}):
                self._hear([(row, run) for row, run in there if run.stop - run.start == length], mels, gates, held)
        rows = [row for row, (_, faded, _) in enumerate(plans) if faded]
        if rows:
            held[rows] = self._faded(held[rows], [plans[row][1] for row in rows])
        return held, np.array([after for _, _, after in plans], np.int64)

    def _hear(
        self, who: list[tuple[int, Run]], mels: Sequence[Floats], gates: Sequence[Floats], held: Floats
    ) -> None:
        """One call of the net for stretches of one length; `held` changes in place."""
        rows, fresh = [row for row, _ in who], [n for n, (_, run) in enumerate(who) if run.fresh]
        before = held[rows]
        if fresh:
            before[fresh] = self._faded(before[fresh], [who[n][1].faded for n in fresh])
        mel = np.stack([mels[row][run.start * BLOCK_FRAMES : run.stop * BLOCK_FRAMES] for row, run in who])
        gate = np.stack([gates[row][run.start : run.stop] for row, run in who])
        held[rows] = self.hear(mel, gate, before)

    def _faded(self, memory: Floats, blocks: Sequence[int]) -> Floats:
        """Memories after so many fading blocks each."""
        return faded(memory, self.layout, np.float32(POOL_KEEP * SILENT_KEEP) ** np.array(blocks, np.float32))

    def seconds(self, memory: Floats) -> Floats:
        """Seconds of speech pooled, f32[B]."""
        return memory[:, self.layout.places["seconds"][0]]

    def log_probs(self, memory: Floats) -> Floats:
        """Calibrated f32[B, 7] over EMOTIONS of memories f32[B, M]; uniform where there was no speech."""
        logs = self.answer(memory)
        uniform = np.float32(-np.log(len(EMOTIONS)))
        return np.where(self.seconds(memory)[:, None] >= LEAST_S, logs, uniform).astype(np.float32)


def load(bundle: Bundle, device: str, threads: int = 1) -> VoiceExpert:
    """The expert for a `voice_stream` bundle on a device. Raises BadBundle, also without the activity model."""
    layout, past = layout_of(*shape_of(bundle.card)), past_of(bundle.card.settings, bundle.card.temperature)
    if without_torch(bundle, device):
        hear, answer = (graph_of(bundle, name, threads) for name in ("hear", "answer"))
        return VoiceExpert(bundle, layout, voice_activity(), block_by_block(hear), answer, past)
    from der_server.models.voice_net import runners_of  # noqa: PLC0415 - torch, for those who need it

    return VoiceExpert(bundle, layout, voice_activity(), *runners_of(bundle, device), past)


def block_by_block(hear: Callable[[Floats, Floats, Floats], Floats]) -> Callable[[Floats, Floats, Floats], Floats]:
    """`VoiceExpert.hear` from one that takes a single block."""

    def walk(mel: Floats, gate: Floats, memory: Floats) -> Floats:
        for n in range(gate.shape[1]):
            memory = hear(mel[:, n * BLOCK_FRAMES : (n + 1) * BLOCK_FRAMES], gate[:, n : n + 1], memory)
        return memory

    return walk


__all__ = ["KIND", "NAME", "SPEC", "VoiceExpert", "gates_of", "load", "runs_of"]
