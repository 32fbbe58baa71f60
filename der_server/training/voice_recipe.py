"""How the voice net learns: random stretches of disguised speech; labels, and a teacher's opinion if there is one."""

import hashlib
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from der_server.features.voice import BLOCK_FRAMES, FLOOR, MELS
from der_server.models.voice_net import STEPS, VoiceNet
from der_server.training.voice_clips import Heard
from der_server.training.watch import Run, Watch

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was chosen on held-out people. shortest, longest: blocks (100 ms) of a training stretch."""

    width: int = 256
    epochs: int = 40
    batch: int = 32
    rate: float = 2e-3
    decay: float = 0.05
    drop: float = 0.15
    smooth: float = 0.1
    soft: float = 0.5  # share of the teacher's opinion in the loss, where there is one
    echo: float = 0.5  # weight of giving back the teacher's features of a whole clip
    frame: float = 2.0  # and of every step
    late: int = 2  # steps the net may wait before it gives a step back
    warp: float = 0.1  # spread of the stretch of the frequency axis: another throat
    shortest: int = 10
    longest: int = 25
    average: float = 0.98  # of the weights over steps


@dataclass(frozen=True, slots=True)
class Lesson:
    """Clips to learn from. heard: versions of each clip (the first is as recorded). labels, weights: [n].

    soft: f32[n, classes], the teacher's opinion, or None; echo: f32[n, D] its features, whitened, or None.
    goal: what to give back of the teacher's steps (see `goal_of`), where clips carry them, or None.
    """

    heard: Sequence[tuple[Heard, ...]]
    labels: Ints
    weights: Floats
    classes: int
    soft: Floats | None = None
    echo: Floats | None = None
    goal: tuple[Floats, Floats] | None = None

    def __len__(self) -> int:
        return len(self.heard)

    @property
    def fingerprint(self) -> str:
        """What tells this lesson from another."""
        mels = [float(one.mel.sum(dtype=np.float64)) for versions in self.heard for one in versions]
        taught = [None if part is None else float(np.abs(part).sum()) for part in (self.soft, self.echo)]
        said = f"{self.classes} {self.labels.tolist()} {self.weights.tolist()} {mels} {taught}"
        return hashlib.sha256(said.encode()).hexdigest()


def balanced(labels: Ints, corpora: Sequence[str], power: float = 0.75) -> Floats:
    """Weights f32[n] of mean 1: a corpus counts by its size to `power`, its classes alike."""
    names, corpus = np.unique(np.array(corpora), return_inverse=True)
    weights = np.zeros(len(labels), np.float64)
    for number in range(len(names)):
        mine = corpus == number
        counts = np.bincount(labels[mine], minlength=labels.max() + 1)
        weights[mine] = mine.sum() ** power / np.count_nonzero(counts) / counts[labels[mine]]
    return np.asarray(weights / weights.mean(), np.float32)


def train_net(
    lesson: Lesson,
    recipe: Recipe,
    seed: int,
    say: Say | None = None,
    *,
    watch: Watch | None = None,
    name: str = "voice",
) -> VoiceNet:
    """The net after `recipe.epochs` over the lesson, its weights averaged over the last steps.

    A `watch` with a folder lets a run that was cut off go on with the epoch it was in.
    """
    watch = watch or Watch()
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    echoes = 0 if lesson.echo is None else lesson.echo.shape[1]
    frames = 0 if lesson.goal is None else lesson.goal[1].shape[1]
    net = VoiceNet(recipe.width, lesson.classes, echoes, frames, drop=recipe.drop)
    _fit_scale(net, lesson)
    per_epoch = max(1, len(lesson) // recipe.batch)
    steps = recipe.epochs * per_epoch
    optimiser = torch.optim.AdamW(net.parameters(), recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.rate, total_steps=steps, pct_start=0.15)
    mean = {key: value.detach().clone() for key, value in net.named_parameters()}
    run, key = Run(net, optimiser, schedule, torch.Generator(), rng, mean), f"{recipe} {seed} {lesson.fingerprint}"
    first = run.go_on(watch.kept(name, key))
    net.train()
    watch.begin(name, steps, first * per_epoch)
    for epoch in range(first, recipe.epochs):
        for place, rows in enumerate(_batches(len(lesson), recipe, rng)):
            step = epoch * per_epoch + place
            loss = _loss(net, lesson, rows, recipe, rng)
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            keep = min(recipe.average, step / (step + 10))
            for part, value in net.named_parameters():
                mean[part].lerp_(value.detach(), 1 - keep)
            watch.step(name, float(loss.detach()))
            if say and (step + 1) % max(1, steps // 8) == 0:
                say(f"{name}: step {step + 1} of {steps}, loss {float(loss.detach()):.3f}")
        watch.keep(name, key, run.left(epoch + 1))
    watch.end()
    net.load_state_dict(mean, strict=False)
    return net.eval()


def _fit_scale(net: VoiceNet, lesson: Lesson) -> None:
    """Mean and spread per mel band of level-free speech, over at most 400 clips."""
    some = [versions[0] for versions in lesson.heard[:: max(1, len(lesson) // 400)]]
    frames = []
    for heard in some:
        gate = np.repeat(heard.gate > 0, BLOCK_FRAMES)
        mel = heard.mel[gate].astype(np.float32)
        frames.append(mel - mel.mean())
    every = torch.from_numpy(np.concatenate(frames))
    net.mean, net.std = every.mean(0), every.std(0) + 1e-3


def _batches(n: int, recipe: Recipe, rng: np.random.Generator) -> Iterator[Ints]:
    """One epoch's, each clip once."""
    size = min(n, recipe.batch)
    order = rng.permutation(n)
    for start in range(0, n - size + 1, size):
        yield order[start : start + size]


def _loss(net: VoiceNet, lesson: Lesson, rows: Ints, recipe: Recipe, rng: np.random.Generator) -> Tensor:
    """Weighted loss of one batch: labels, the teacher's opinion, the teacher's features of clips and of steps."""
    mel, gate, taught = stretches([lesson.heard[row] for row in rows], recipe, rng)
    mel, keep = disguised(warped(mel, recipe.warp, rng), gate, rng)
    with torch.autocast("cpu", torch.bfloat16):
        memory, both = net.walk(mel, gate, torch.zeros(len(rows), net.layout.size), keep)
        logits, echo = net.read(memory)
        given = None if net.frames is None else net.frames(both)
    labels, weights = torch.from_numpy(lesson.labels[rows]), torch.from_numpy(lesson.weights[rows])
    logits = logits.float()
    each = F.cross_entropy(logits, labels, reduction="none", label_smoothing=recipe.smooth)
    if lesson.soft is not None:
        opinion = torch.from_numpy(lesson.soft[rows])
        each = (1 - recipe.soft) * each + recipe.soft * F.cross_entropy(logits, opinion, reduction="none")
    if lesson.echo is not None and echo is not None:
        each = each + recipe.echo * (echo.float() - torch.from_numpy(lesson.echo[rows])).square().mean(1)
    loss = (each * weights).mean()
    if given is None or taught is None or lesson.goal is None:
        return loss
    mean, axes = (torch.from_numpy(one) for one in lesson.goal)
    return loss + recipe.frame * _missed(given.float(), (taught - mean) @ axes, gate, recipe.late)


def _missed(given: Tensor, wanted: Tensor, gate: Tensor, late: int) -> Tensor:
    """Mean squared distance over the steps with speech, `given` running `late` steps behind."""
    steps = wanted.shape[1] - late
    spoken = (gate.repeat_interleave(STEPS, 1) > 0)[:, :steps]
    far = (given[:, late:] - wanted[:, :steps]).square().mean(2) * spoken
    return far.sum() / spoken.sum().clamp(min=1)


def stretches(
    heard: Sequence[tuple[Heard, ...]], recipe: Recipe, rng: np.random.Generator
) -> tuple[Tensor, Tensor, Tensor | None]:
    """A random stretch of a random version of each clip: f32[n, 10 N, 64], gates f32[n, N] (0 after its end), and
    the teacher's steps f32[n, 2 N, D] where there are any."""
    blocks = int(rng.integers(recipe.shortest, recipe.longest + 1))
    mel = np.full((len(heard), blocks * BLOCK_FRAMES, MELS), math.log(FLOOR), np.float32)
    gate = np.zeros((len(heard), blocks), np.float32)
    first = heard[0][0].taught
    taught = None if first is None else np.zeros((len(heard), blocks * STEPS, first.shape[1]), np.float32)
    for n, versions in enumerate(heard):
        one = versions[int(rng.integers(len(versions)))]
        spare = len(one.gate) - blocks
        start = int(rng.integers(spare + 1)) if spare > 0 and rng.random() < 0.6 else 0
        part = one.gate[start : start + blocks]
        gate[n, : len(part)] = part
        mel[n, : len(part) * BLOCK_FRAMES] = one.mel[start * BLOCK_FRAMES : (start + len(part)) * BLOCK_FRAMES]
        if taught is not None and one.taught is not None:
            taught[n, : len(part) * STEPS] = one.taught[start * STEPS : (start + len(part)) * STEPS]
    return torch.from_numpy(mel), torch.from_numpy(gate), None if taught is None else torch.from_numpy(taught)


def warped(mel: Tensor, spread: float, rng: np.random.Generator) -> Tensor:
    """Six in ten clips with their frequency axis stretched or pressed a little: another length of throat.

    (Vocal tract length perturbation, Jaitly and Hinton 2013, on the mel axis.)
    """
    n, frames, bands = mel.shape
    stretch = np.where(rng.random(n) < 0.6, np.exp(rng.normal(0, spread, n)), 1.0)
    at = torch.from_numpy(np.clip(np.arange(bands) * stretch[:, None], 0, bands - 1).astype(np.float32))
    low = at.floor().long().clamp(max=bands - 2)
    share = (at - low)[:, None]
    below, above = (mel.gather(2, (low + k)[:, None].expand(n, frames, bands)) for k in (0, 1))
    return below + share * (above - below)


def disguised(mel: Tensor, gate: Tensor, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Another microphone (slow changes over the bands), noise of any colour for half of the clips, and hidden
    bands and moments (SpecAugment); gain does not matter to the net. Returns mel and `keep` 0 or 1."""
    n, frames, bands = mel.shape
    across = np.linspace(-1, 1, bands)
    phase, turns = rng.uniform(0, 2 * np.pi, (n, 1)), rng.uniform(0.5, 2, (n, 1))
    tilt = rng.normal(0, 0.4, (n, 1)) * across + rng.normal(0, 0.3, (n, 1)) * np.sin(phase + turns * np.pi * across)
    mel = mel + torch.from_numpy(tilt.astype(np.float32))[:, None]
    spoken = gate.repeat_interleave(BLOCK_FRAMES, 1)[..., None]
    level = (mel * spoken).sum((1, 2)) / (spoken.sum((1, 2)) * bands).clamp(min=1)
    below = np.where(rng.random(n) < 0.4, rng.uniform(1.5, 6.0, n), 30.0)  # in nats of power: 6 to 26 dB
    colour = rng.normal(0, 1.0, (n, 1)) * across - below[:, None]
    hiss = torch.from_numpy(np.log(rng.exponential(size=(n, frames, bands)) + 1e-3).astype(np.float32))
    mel = torch.logaddexp(mel, hiss + level[:, None, None] + torch.from_numpy(colour.astype(np.float32))[:, None])
    keep = torch.ones_like(mel)
    for row in range(n):
        if rng.random() < 0.7:
            wide, long = int(rng.integers(0, 9)), int(rng.integers(0, 21))
            at, when = int(rng.integers(bands - wide)), int(rng.integers(frames - long))
            keep[row, :, at : at + wide] = 0
            keep[row, when : when + long] = 0
    return mel, keep


def predict(net: VoiceNet, heard: Sequence[Heard], longest: int | None = None) -> Floats:
    """Logits f32[n, classes] of whole clips, or of their first `longest` blocks."""
    out = np.zeros((len(heard), net.last.out_features), np.float32)
    lengths = np.array([min(len(one.gate), longest or len(one.gate)) for one in heard])
    with torch.inference_mode():
        for blocks in np.unique(lengths):
            rows = np.flatnonzero(lengths == blocks).tolist()
            mel = np.stack([heard[row].mel[: blocks * BLOCK_FRAMES] for row in rows]).astype(np.float32)
            gate = np.stack([heard[row].gate[:blocks] for row in rows])
            memory = net(torch.from_numpy(mel), torch.from_numpy(gate), torch.zeros(len(rows), net.layout.size))
            out[rows] = net.read(memory)[0].numpy()
    return out
