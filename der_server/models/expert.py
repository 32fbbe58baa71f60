"""What an expert is: state goes in and comes out, a batch of many people at a time.

The seam between rooms is plain numpy and plain dicts, so that a step can be taken in this process,
in another one, or on another machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from der_server.models.bundle import Bundle

Floats = NDArray[np.float32]
Reading = tuple[str, str]
"""A text and its language, for the text expert."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one expert says of one person now.

    log_probs: f32[7], natural log, over `labels.EMOTIONS`, already temperature-calibrated and
        normalised; a class the expert cannot tell apart carries the uniform share.
    quality: 0..1, how much there was to go on (tracked share, seconds of speech, ...). 0 = no evidence.
    extra: other readings 0..1 by cue name (`text.confusion`, `body.motion`, ...), and `speech`.
    """

    log_probs: Floats
    quality: float
    extra: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One person's new evidence for one tick.

    inputs: feature arrays by input name (see each expert's `inputs`); what is not tracked is absent.
    states: each model's flat float32 vector, by bundle name; absent = start fresh.
    """

    inputs: Mapping[str, Floats]
    states: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Stepped:
    """The answer to a `Step`: estimates and next states, both by bundle name."""

    estimates: Mapping[str, Estimate]
    states: Mapping[str, Floats]


class Expert(Protocol):
    """A model with its bundle. Holds weights, never a person's state."""

    @property
    def bundle(self) -> Bundle: ...

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of `Step.inputs` it reads; it is called only for people who have all of them."""
        ...

    @property
    def state_size(self) -> int:
        """Length of its flat state vector; 0 = stateless."""
        ...

    def step(self, inputs: Sequence[Mapping[str, Floats]], states: Floats) -> tuple[list[Estimate], Floats]:
        """Take one step for B people. `states` is f32[B, state_size]; a fresh person's row is zero.

        Must give each person the same answer whoever shares the batch (up to float rounding).
        """
        ...
