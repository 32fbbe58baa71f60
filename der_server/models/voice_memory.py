"""What the voice net remembers of a person, as one flat vector: where its parts lie, and how they fade. No torch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from der_server.features.voice import MELS
from der_server.models.bundle import Card

Floats = NDArray[np.float32]

STRIDE = 5  # log-mel frames a net step moves on: 50 ms
KERNEL = 2 * STRIDE  # frames it sees: 100 ms
BLOCK_S = 0.1
FIRST_DILATIONS = (1, 2, 2)  # of bundles that do not name theirs
POOL_KEEP = 2 ** (-BLOCK_S / 8.0)
"""What was said counts half after 8 s more: feelings change within a long turn."""


@dataclass(frozen=True)
class Layout:
    """Where each part lies in the flat memory: (start, stop) by name."""

    places: Mapping[str, tuple[int, int]]
    size: int

    @classmethod
    def of(cls, sizes: Mapping[str, int]) -> "Layout":
        places, at = {}, 0
        for name, size in sizes.items():
            places[name] = (at, at + size)
            at += size
        return cls(places, at)


def layout_of(width: int, dilations: Sequence[int]) -> Layout:
    """The memory of a `VoiceNet` of this width and these dilations."""
    sizes = {"level": 2, "first": (KERNEL - STRIDE) * MELS}
    sizes |= {f"conv{n}": 2 * d * width for n, d in enumerate(dilations)}
    return Layout.of(sizes | {"gru": width, "seconds": 1, "weight": 1, "pool": 4 * width})


def shape_of(card: Card) -> tuple[int, tuple[int, ...]]:
    """Width and dilations of a bundle's net."""
    return int(card.settings["width"]), tuple(card.settings.get("dilations", FIRST_DILATIONS))


def faded(memory: Floats, layout: Layout, keep: Floats) -> Floats:
    """Memories f32[n, size] with pooled evidence multiplied by keep f32[n] and everything short-lived forgotten."""
    out = np.zeros_like(memory)
    for name in ("level", "seconds", "weight", "pool"):
        start, stop = layout.places[name]
        out[:, start:stop] = memory[:, start:stop] * (1 if name == "level" else keep[:, None])
    return out
