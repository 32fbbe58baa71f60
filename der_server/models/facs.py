"""The face by rules: action units from coefficients, emotions from published prototypes. Untrained.

It reads the channels no corpus of ours can teach (cheek raise, nose wrinkle), and its action units are cues
for social states. Tables and sources: facs.toml.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from der_server.features.face import CHANNELS, SPEC
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle, Card
from der_server.models.expert import Estimate, Floats
from der_server.signals.canonical import FACE

NAME = "face-facs"


@dataclass(frozen=True)
class Rules:
    """facs.toml as arrays. U units, C channels, 6 emotions (EMOTIONS without neutral).

    mean: f32[U, C] averaging weights; peaks: the units read by max, each with its channels.
    begin, full: f32[U]. pro: f32[6, U], rows sum to 1. contra: bool[6, U].
    """

    units: tuple[str, ...]
    mean: Floats
    peaks: tuple[tuple[int, tuple[int, ...]], ...]
    begin: Floats
    full: Floats
    pro: Floats
    contra: np.ndarray
    against_share: float
    sharpness: float
    neutral_at: float
    least_known: float


@cache
def rules() -> Rules:
    """The rule table, read once."""
    raw = tomllib.loads(files("der_server.models").joinpath("facs.toml").read_text(encoding="utf-8"))
    units = tuple(raw["units"])
    members = np.array([[name in row["channels"] for name in FACE] for row in raw["units"].values()])
    peak = members & np.array([[row.get("how") == "max"] for row in raw["units"].values()])
    table = [raw["prototypes"][emotion] for emotion in EMOTIONS[1:]]
    pro = np.array([[row["for"].get(unit, 0) for unit in units] for row in table], np.float32)
    return Rules(
        units,
        (members / members.sum(1, keepdims=True)).astype(np.float32),
        tuple((int(unit), tuple(np.flatnonzero(peak[unit]).tolist())) for unit in np.flatnonzero(peak.any(1))),
        np.array([row["from"] for row in raw["units"].values()], np.float32),
        np.array([row["full"] for row in raw["units"].values()], np.float32),
        pro / pro.sum(1, keepdims=True),
        np.array([[unit in row["against"] for unit in units] for row in table]),
        **raw["rules"],
    )


def action_units(face: Floats) -> tuple[Floats, Floats]:
    """Activation and known share, both f32[n, U] in 0..1, of input `"face"` f32[n, 2 C].

    A unit none of whose channels is tracked has activation 0 and known 0.
    """
    table = rules()
    values, known = face[:, :CHANNELS], face[:, CHANNELS:]
    share = known @ table.mean.T
    level = (values * known) @ table.mean.T / np.maximum(share, 1e-6)
    for unit, channels in table.peaks:
        level[:, unit] = (values[:, channels] * (known[:, channels] > 0)).max(1)
    level = np.clip((level - table.begin) / (table.full - table.begin), 0, 1)
    return np.where(share > 0, level, 0).astype(np.float32), np.clip(share, 0, 1).astype(np.float32)


def emotion_scores(level: Floats, known: Floats) -> tuple[Floats, Floats]:
    """Graded membership f32[n, 6] of each emotion's prototype and its known share f32[n, 6], both 0..1.

    Units that are not tracked leave the prototype's weights; units against an emotion lower its score.
    """
    table = rules()
    there = known @ table.pro.T
    score = (level * known) @ table.pro.T / np.maximum(there, 1e-6)
    worst = np.where(table.contra[None], (level * known)[:, None, :], 0).max(2)
    return score * (1 - table.against_share * worst), there


def log_probs(face: Floats) -> Floats:
    """f32[n, 7] over EMOTIONS for input `"face"`: neutral where nothing moves, uniform where nothing is known."""
    return log_probs_of(*action_units(face))


def log_probs_of(level: Floats, known: Floats) -> Floats:
    """As `log_probs`, from units as `action_units` gives them."""
    table = rules()
    score, there = emotion_scores(level, known)
    enough = np.clip(there / table.least_known, 0, 1)
    logits = np.zeros((len(level), len(EMOTIONS)), np.float32)
    logits[:, 1:] = enough * table.sharpness * (score - table.neutral_at)
    top = logits.max(1, keepdims=True)
    return np.asarray(logits - top - np.log(np.exp(logits - top).sum(1, keepdims=True)), np.float32)


def evidence_of(units: Sequence[str], face: Floats) -> Floats:
    """Log odds f32[n, 7] that these units alone speak for each emotion (0 = nothing), by the same table.

    For a trained expert that is blind to their channels: a nose wrinkle speaks for disgust with at most
    `sharpness` times its weight in the prototype, and what is not tracked says nothing.
    """
    level, known = action_units(face)
    return np.asarray((level * known) @ _speaking(tuple(units)), np.float32)


@cache
def _speaking(units: tuple[str, ...]) -> Floats:
    """f32[U, 7]: what full activation of each of these units adds to each emotion's log odds; 0 for other units."""
    table = rules()
    out = np.zeros((len(table.units), len(EMOTIONS)), np.float32)
    out[:, 1:] = table.sharpness * table.pro.T * np.isin(table.units, units)[:, None]
    return out


@dataclass(frozen=True)
class FacsExpert:
    """The rule expert. Stateless."""

    bundle: Bundle
    inputs: tuple[str, ...] = ("face",)
    state_size: int = 0

    def step(self, inputs: Sequence[Mapping[str, Floats]], states: Floats) -> tuple[list[Estimate], Floats]:
        """Emotions and `face.au*` cues for B people; see `Expert.step`."""
        face = np.stack([one["face"] for one in inputs])
        level, known = action_units(face)
        logs = log_probs_of(level, known)
        quality = known.mean(1)
        cues = tuple(f"face.{unit}" for unit in rules().units)
        return [
            Estimate(logs[i], float(quality[i]), _cues(cues, levels, shares))
            for i, (levels, shares) in enumerate(zip(level.tolist(), known.tolist(), strict=True))
        ], states


def _cues(names: tuple[str, ...], level: Sequence[float], known: Sequence[float]) -> dict[str, float]:
    return {n: v for n, v, k in zip(names, level, known, strict=True) if k > 0}


def load(bundle: Bundle, device: str, threads: int = 1) -> FacsExpert:
    """The expert for a `face_facs` bundle (it runs on the CPU whatever the device)."""
    del device, threads
    return FacsExpert(bundle)


def card() -> Card:
    """The card of the shipped bundle."""
    return Card(
        name=NAME,
        kind="face_facs",
        modality="face",
        version="1",
        terms="permissive",
        trained=False,
        feature_spec=SPEC,
        notes=(
            "Rules from published prototypes of mostly posed displays (EMFACS; Du and others 2014); not trained.",
            "Reads cheek raise and nose wrinkle, which browser trackers do not report.",
            "No labelled recording of a headset's coefficients was available: accuracy there is not measured.",
        ),
    )
