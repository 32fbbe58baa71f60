"""Shipped experts asked about whole corpora: a batch of items in, log probabilities out."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.models.bundle import Bundle, load_bundle
from der_server.models.expert import Expert
from der_server.models.lineup import KINDS, SHIPPED
from der_server.training.datasets import Part
from der_server.training.datasets.voice import longest_s

Floats = NDArray[np.float32]
BATCH = 4096


@dataclass(frozen=True, slots=True)
class Scored:
    """An expert and how to ask it about the items of a part: f32[n, 7] log probabilities over EMOTIONS."""

    bundle: Bundle
    ask: Callable[[Part], Floats]

    @property
    def name(self) -> str:
        return self.bundle.card.name

    def score(self, part: Part) -> Floats:
        return self.ask(part)


def shipped(modality: str, folder: Path | None = None, device: str = "cpu") -> tuple[Scored, ...]:
    """Every bundle of a modality in `folder` (default: the shipped ones), ready to be asked."""
    cards = sorted((folder or SHIPPED).glob("*/card.json"))
    bundles = [load_bundle(card.parent) for card in cards]
    return tuple(
        Scored(bundle, asker(import_module(KINDS[bundle.card.kind]).load(bundle, device), modality))
        for bundle in bundles
        if bundle.card.modality == modality and bundle.card.kind in KINDS
    )


def asker(expert: Any, modality: str) -> Callable[[Part], Floats]:
    """How to ask an expert of this modality about a part. Raises KeyError for a modality without recordings."""
    ways = {"face": ask_face, "text": ask_text, "voice": ask_voice, "body": ask_body}
    way = ways[modality]
    return lambda part: way(expert, part)


def ask_face(expert: Expert, part: Part) -> Floats:
    """Single frames, many people a step."""
    out: list[Floats] = []
    for start in range(0, len(part), BATCH):
        inputs = [{"face": face} for face in part.content[start : start + BATCH]]
        answers, _ = expert.step(inputs, np.zeros((len(inputs), expert.state_size), np.float32))
        out.extend(answer.log_probs for answer in answers)
    return np.stack(out)


def ask_text(expert: Any, part: Part) -> Floats:
    """Sentences, language found by script."""
    language_of = import_module("der_server.signals.text").language_of
    out: list[Floats] = []
    for start in range(0, len(part), BATCH):
        texts = list(part.content[start : start + BATCH])
        answers = expert.read(texts, [language_of(text) for text in texts])
        out.extend(answer.log_probs for answer in answers)
    return np.stack(out)


def ask_voice(expert: Any, part: Part) -> Floats:
    """Recordings, each heard to its end, or cut where the corpus cut some of its own (see `longest_s`)."""
    heavy = expert.bundle.card.kind == "voice_heavy"
    voice = import_module("der_server.training.voice_heavy" if heavy else "der_server.training.voice")
    crop = longest_s(part.corpus.folder)
    clips = part.content if crop is None else [voice.read_samples(path, crop) for path in part.content]
    return np.asarray(voice.score_clips(expert, clips), np.float32)


def ask_body(expert: Any, part: Part) -> Floats:
    """Takes, the mean over their windows."""
    score_take = import_module("der_server.training.body").score_take
    return np.stack([score_take(expert, take) for take in part.content])
