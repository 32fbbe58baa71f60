"""The net of the voice expert: causal convolutions, a GRU and attention pooling, all memory explicit.

One flat vector per person holds what the net remembers; a stream of blocks, however cut, gives what the
whole recording gives. Cost: 33 million multiplications for a second of one voice at width 256.
"""

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from der_server.features.voice import BLOCK_FRAMES, MELS
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle
from der_server.models.device import Runner
from der_server.models.voice_memory import BLOCK_S, KERNEL, POOL_KEEP, STRIDE, layout_of, shape_of

STEPS = BLOCK_FRAMES // STRIDE  # net steps a block
DILATIONS = (1, 2, 4, 4)  # of a new net; a trained one says its own
LEVEL_KEEP = 2 ** (-BLOCK_S / 10.0)
"""The running level of a voice forgets with a half-life of 10 s of speech."""
LEVEL_ENOUGH = 0.05  # blocks of speech before the running level is trusted


class VoiceNet(nn.Module):
    """Log-mel blocks and speech gates in, memory out; `read` turns the memory into logits.

    mean, std: f32[64] of level-free log-mels of training speech.
    """

    def __init__(
        self,
        width: int,
        classes: int,
        echoes: int = 0,
        frames: int = 0,
        *,
        drop: float = 0.0,
        dilations: Sequence[int] = DILATIONS,
    ) -> None:
        """width: channels and GRU units. echoes, frames: outputs of two heads that only training uses, one on
        what is pooled, one on every step."""
        super().__init__()
        self.width = width
        self.dilations = tuple(dilations)
        self.register_buffer("mean", torch.zeros(MELS))
        self.register_buffer("std", torch.ones(MELS))
        self.mean: Tensor
        self.std: Tensor
        self.first = nn.Linear(KERNEL * MELS, width)
        self.first_norm = nn.LayerNorm(width)
        self.convs = nn.ModuleList(nn.Linear(3 * width, width) for _ in self.dilations)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in self.dilations)
        self.gru = nn.GRU(width, width, batch_first=True)
        self.weigh = nn.Linear(width, 1)
        self.drop = nn.Dropout(drop)
        self.middle = nn.Linear(4 * width, width)
        self.last = nn.Linear(width, classes)
        self.echo = nn.Linear(width, echoes) if echoes else None
        self.frames = nn.Linear(2 * width, frames) if frames else None
        self.layout = layout_of(width, self.dilations)

    def part(self, memory: Tensor, name: str) -> Tensor:
        """A named part of memories f32[n, layout.size]."""
        start, stop = self.layout.places[name]
        return memory[:, start:stop]

    def forward(self, mel: Tensor, gate: Tensor, memory: Tensor) -> Tensor:
        """The memory after N more blocks of n people.

        mel f32[n, 10 N, 64] natural log power; gate f32[n, N] 0..1 speech; memory f32[n, layout.size].
        """
        return self.walk(mel, gate, memory)[0]

    def walk(self, mel: Tensor, gate: Tensor, memory: Tensor, keep: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """`forward`, and what each step has heard: f32[n, 2 N, 2 width].

        keep: f32[n, 10 N, 64], multiplies the level-free log-mels (training hides parts of them).
        """
        people = mel.shape[0]  # `len` would be a constant in a graph
        x, level = self._level_free(mel, gate, self.part(memory, "level"))
        x = x if keep is None else x * keep
        new = {"level": level}
        whole = torch.cat([self.part(memory, "first").reshape(people, -1, MELS), x], 1)
        new["first"] = whole[:, -(KERNEL - STRIDE) :].flatten(1)
        halves = whole.reshape(people, -1, STRIDE * MELS)
        seen = F.silu(self.first_norm(self.first(torch.cat([halves[:, :-1], halves[:, 1:]], -1))))
        for n, (conv, norm, dilation) in enumerate(zip(self.convs, self.norms, self.dilations, strict=True)):
            whole = torch.cat([self.part(memory, f"conv{n}").reshape(people, -1, self.width), seen], 1)
            new[f"conv{n}"] = whole[:, -2 * dilation :].flatten(1)
            taps = [whole[:, k * dilation : k * dilation + seen.shape[1]] for k in range(3)]
            seen = seen + F.silu(norm(conv(torch.cat(taps, -1))))
        seen = self.drop(seen)
        heard, last = self.gru(seen, self.part(memory, "gru")[None].contiguous())
        new["gru"] = last[0]
        both = torch.cat([heard, seen], -1)
        new |= self._pooled(both, heard, gate, memory)
        return torch.cat([new[name] for name in self.layout.places], 1), both

    def _level_free(self, mel: Tensor, gate: Tensor, level: Tensor) -> tuple[Tensor, Tensor]:
        """Log-mels less the running level of the speech so far, standardised; and the level's new sums."""
        blocks = mel.reshape(mel.shape[0], -1, BLOCK_FRAMES, MELS)
        own = blocks.mean((2, 3))
        total, weight = level[:, 0], level[:, 1]
        levels = []
        for n in range(gate.shape[1]):
            total = LEVEL_KEEP * total + gate[:, n] * own[:, n]
            weight = LEVEL_KEEP * weight + gate[:, n]
            running = total / weight.clamp(min=LEVEL_ENOUGH)
            levels.append(torch.where(weight >= LEVEL_ENOUGH, running, own[:, n]))
        free = blocks - torch.stack(levels, 1)[:, :, None, None]
        return ((free - self.mean) / self.std).flatten(1, 2), torch.stack([total, weight], 1)

    def _pooled(self, both: Tensor, heard: Tensor, gate: Tensor, memory: Tensor) -> dict[str, Tensor]:
        """Seconds of speech, and sums for the attention-weighted mean and spread, each with its decay."""
        blocks = gate.shape[1]
        age = torch.arange(blocks - 1, -1, -1, dtype=gate.dtype, device=gate.device)
        counted = gate * POOL_KEEP**age
        weight = self.weigh(heard)[..., 0].clamp(-6, 6).exp() * counted.repeat_interleave(STEPS, 1)
        fade = POOL_KEEP**blocks
        sums = torch.einsum("nt,ntc->nc", weight, torch.cat([both, both.square()], -1))
        return {
            "seconds": self.part(memory, "seconds") * fade + counted.sum(1, keepdim=True) * BLOCK_S,
            "weight": self.part(memory, "weight") * fade + weight.sum(1, keepdim=True),
            "pool": self.part(memory, "pool") * fade + sums,
        }

    def read(self, memory: Tensor) -> tuple[Tensor, Tensor | None]:
        """Logits f32[n, classes] of what is pooled, and the second head's answer where there is one."""
        mean, square = (self.part(memory, "pool") / self.part(memory, "weight").clamp(min=1e-6)).chunk(2, 1)
        spread = (square - mean.square()).clamp(min=1e-5).sqrt()
        held = self.drop(F.silu(self.middle(self.drop(torch.cat([mean, spread], 1)))))
        return self.last(held), None if self.echo is None else self.echo(held)


class Answer(nn.Module):
    """Memories f32[n, M] in, calibrated log probabilities f32[n, classes] out."""

    def __init__(self, net: VoiceNet, temperature: float) -> None:
        super().__init__()
        self.net = net
        self.temperature: Tensor
        self.register_buffer("temperature", torch.tensor(temperature))

    def forward(self, memory: Tensor) -> Tensor:
        return F.log_softmax(self.net.read(memory)[0] / self.temperature, 1)


def net_of(bundle: Bundle) -> VoiceNet:
    """The net of a `voice_stream` bundle, ready to answer."""
    width, dilations = shape_of(bundle.card)
    net = VoiceNet(width, len(EMOTIONS), dilations=dilations)
    names = net.state_dict()
    net.load_state_dict({name: torch.from_numpy(np.array(bundle.weights[name], np.float32)) for name in names})
    return net.eval().requires_grad_(False)


def runners_of(bundle: Bundle, device: str) -> tuple[Runner, Runner]:
    """`VoiceExpert.hear` and `.answer` on a torch device. Memories add up, so they are in full precision."""
    net = net_of(bundle).to(device)
    return Runner(net, device, half=False), Runner(Answer(net, bundle.card.temperature).to(device), device)
