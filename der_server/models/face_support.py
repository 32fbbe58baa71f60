"""What a face tracker can show at all: action units and emotions, by the rule table of facs.toml."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from der_server.features.face import face_input
from der_server.labels import EMOTIONS
from der_server.models.expert import Floats
from der_server.models.facs import action_units, rules
from der_server.signals.face import FaceReader

SHOWN = 0.5
"""A unit counts as shown from this share of its channels on: one side of a face shows a unit of two."""


@dataclass(frozen=True, slots=True)
class LabelSupport:
    """share 0..1: how much of the emotion's prototype can be shown; missing: its units that cannot."""

    label: str
    share: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FaceSupport:
    """Of one tracker, or of several together."""

    units: tuple[str, ...]
    labels: tuple[LabelSupport, ...]


def face_support(readers: Sequence[FaceReader]) -> FaceSupport:
    """What trackers (of one person, read together) can show when they lose nothing.

    An emotion's share is the weight of the shown units in its published prototype; that of `neutral` the share of all
    units, since neutral is what is left when none moves.
    """
    known = _known(readers)
    _, shares = action_units(face_input(np.zeros_like(known), known)[None])
    shown = shares[0] * (shares[0] >= SHOWN)
    table = rules()
    units = tuple(unit for unit, share in zip(table.units, shown, strict=True) if share)
    rows = [LabelSupport(EMOTIONS[0], float(shown.mean()), _missing(np.ones(len(shown), np.float32), shown))]
    for label, weights in zip(EMOTIONS[1:], table.pro, strict=True):
        rows.append(LabelSupport(label, float(shown @ weights), _missing(weights, shown)))
    return FaceSupport(units, tuple(rows))


def _known(readers: Sequence[FaceReader]) -> Floats:
    """f32[C]: how well each channel is known to the tracker that knows it best; lip sync shows nothing."""
    ones, never = np.ones((1, 3), np.float32), np.zeros((1, 3), bool)
    seen = [
        reader.read(np.zeros((1, reader.count), np.float32), never | reader.audio_only, ones)[1][0]
        for reader in readers
    ]
    best: Floats = np.max(seen, axis=0)
    return best


def _missing(weights: Floats, shown: Floats) -> tuple[str, ...]:
    return tuple(
        unit for unit, weight, share in zip(rules().units, weights, shown, strict=True) if weight and not share
    )
