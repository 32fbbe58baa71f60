"""Behaviour by rules: what deeds say of feeling. A hand-written table, tried on no recording, and kept weak.

Tables and sources: behaviour.toml. Its cues feed the social states; its emotions are a whisper.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from der_server.features.behaviour import NAMES, SPEC
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle, Card
from der_server.models.expert import Estimate, Floats

NAME = "behaviour-rules"
KIND = "behaviour_rules"
MOST_QUALITY = 0.3
"""Rules that nobody has tested never count for more."""
RECENT = NAMES.index("recent")


@dataclass(frozen=True)
class Rules:
    """behaviour.toml as arrays. K cues: columns i64[K] into NAMES, full f32[K]; evidence f32[K, 7] in logits."""

    cues: tuple[str, ...]
    columns: tuple[int, ...]
    full: Floats
    evidence: Floats


@cache
def rules() -> Rules:
    """The rule table, read once."""
    raw = tomllib.loads(files("der_server.models").joinpath("behaviour.toml").read_text(encoding="utf-8"))
    cues = tuple(raw["cues"])
    weights = [raw["evidence"].get(cue, {"emotions": {}})["emotions"] for cue in cues]
    return Rules(
        cues,
        tuple(NAMES.index(raw["cues"][cue]["kind"]) for cue in cues),
        np.array([raw["cues"][cue]["full"] for cue in cues], np.float32),
        np.array([[row.get(emotion, 0) for emotion in EMOTIONS] for row in weights], np.float32),
    )


def cue_levels(behaviour: Floats) -> Floats:
    """f32[n, K] in 0..1: how full each cue is, for input `"behaviour"` f32[n, H]."""
    table = rules()
    return np.asarray(np.clip(behaviour[:, table.columns] / table.full, 0, 1), np.float32)


def log_probs(levels: Floats) -> Floats:
    """f32[n, 7] over EMOTIONS for cue levels f32[n, K]; uniform where nothing happened."""
    logits = levels @ rules().evidence
    top = logits.max(1, keepdims=True)
    return np.asarray(logits - top - np.log(np.exp(logits - top).sum(1, keepdims=True)), np.float32)


@dataclass(frozen=True)
class BehaviourExpert:
    """The rule expert. Stateless."""

    bundle: Bundle
    inputs: tuple[str, ...] = ("behaviour",)
    state_size: int = 0

    def step(self, inputs: Sequence[Mapping[str, Floats]], states: Floats) -> tuple[list[Estimate], Floats]:
        """Emotions and `behaviour.*` cues for B people; see `Expert.step`.

        quality is at most MOST_QUALITY: the fullest cue, less as the newest event grows old.
        """
        behaviour = np.stack([one["behaviour"] for one in inputs])
        levels = cue_levels(behaviour)
        logs = log_probs(levels)
        quality = MOST_QUALITY * levels.max(1) * np.clip(behaviour[:, RECENT], 0, 1)
        names = tuple(f"behaviour.{cue}" for cue in rules().cues)
        return [
            Estimate(logs[i], float(quality[i]), dict(zip(names, levels[i].tolist(), strict=True)))
            for i in range(len(levels))
        ], states


def load(bundle: Bundle, device: str, threads: int = 1) -> BehaviourExpert:
    """The expert for a `behaviour_rules` bundle (it runs on the CPU whatever the device)."""
    del device, threads
    return BehaviourExpert(bundle)


def card() -> Card:
    """The card of the shipped bundle."""
    return Card(
        name=NAME,
        kind=KIND,
        modality="behaviour",
        version="1",
        terms="permissive",
        trained=False,
        feature_spec=SPEC,
        settings={"most_quality": MOST_QUALITY},
        notes=(
            "A hand-written rule table; untrained, and measured on no recording.",
            "Its cues feed the social states; its emotions are kept weak on purpose.",
        ),
    )
