"""`voice-stream` and `voice-open` as fine-tuning needs them: the stretches and disguises they were trained with."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from der_server.models.bundle import Bundle
from der_server.models.vad import voice_activity
from der_server.models.voice_net import VoiceNet, net_of
from der_server.training.datasets import Part
from der_server.training.datasets.voice import longest_s
from der_server.training.tune_net import NetPupil, Task
from der_server.training.tune_net import Recipe as Tuning
from der_server.training.voice_clips import Clip, Heard, hear_at_speeds, read_samples
from der_server.training.voice_recipe import Recipe, disguised, predict, stretches, warped
from der_server.training.watch import Watch

SPEEDS = (1.0, 0.9, 1.1)
TUNING = Tuning(epochs=30, batch=32, rate=3e-4, pull=1e-2, patience=6)


@dataclass(frozen=True)
class Tuned:
    """See `tune_net.Tunable`. heard: versions of each clip, the first as recorded."""

    base: Bundle
    net: VoiceNet
    heard: Sequence[tuple[Heard, ...]]
    recipe: Recipe

    def fresh(self, rows: NDArray[np.int64]) -> nn.Module:
        net = copy.deepcopy(self.net)
        net.drop.p = self.recipe.drop
        return net

    def read(self, net: nn.Module, rows: NDArray[np.int64], noise: torch.Generator | None) -> Tensor:
        assert isinstance(net, VoiceNet)
        if noise is None:
            return torch.from_numpy(predict(net, [self.heard[row][0] for row in rows.tolist()]))
        rng = np.random.default_rng(int(torch.randint(2**62, (1,), generator=noise)))
        mel, gate, _ = stretches([self.heard[row] for row in rows.tolist()], self.recipe, rng)
        mel, keep = disguised(warped(mel, self.recipe.warp, rng), gate, rng)
        with torch.autocast("cpu", torch.bfloat16):
            memory, _ = net.walk(mel, gate, torch.zeros(len(rows), net.layout.size), keep)
            logits, _ = net.read(memory)
        return logits.float()

    def bundle(self, net: nn.Module, temperature: float) -> Bundle:
        weights = {name: value.detach().numpy().astype(np.float16) for name, value in net.state_dict().items()}
        return Bundle(replace(self.base.card, temperature=temperature), weights, "")


def pupil(task: Task) -> NetPupil:
    """The bundle's net and the part's recordings, heard at three speeds."""
    task.say(f"{task.bundle.card.name}: listening")
    heard = hear_at_speeds(recordings(task.part, task.watch), SPEEDS, voice_activity())
    tuned = Tuned(task.bundle, net_of(task.bundle).requires_grad_(True), heard, Recipe())
    return NetPupil(tuned, task, task.recipe or TUNING, "voice")


def recordings(part: Part, watch: Watch) -> list[Clip]:
    """A part's recordings, cut where its corpus cut some of its own (see `longest_s`)."""
    crop, people = longest_s(part.corpus.folder), part.people or ("",) * len(part)
    clips = []
    watch.begin("reading", len(part))
    for path, label, person in zip(part.content, part.labels.tolist(), people, strict=True):
        clips.append(Clip(read_samples(path, crop), label, person, part.corpus.name))
        watch.tick()
    watch.end()
    return clips
