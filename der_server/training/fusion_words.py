"""What the experts say of people and items they were not trained on: what fusion is learned from.

Every word is out of fold: the net that says it has not met that face, that speaker, that action or that text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.models.bundle import load_bundle
from der_server.models.lineup import SHIPPED
from der_server.models.text import TextExpert
from der_server.training import body, face
from der_server.training.datasets import find_corpora, load_parts

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Say = Callable[[str], None]

TEXTS = (("goemotions", "dev", "en"), ("smp2020_ewect_zh", "usual_test", "zh"))
"""Corpus, file and language of texts no text bundle learns."""
TEXT_BUNDLE = "text-all"


@dataclass(frozen=True, slots=True)
class Words:
    """One modality's answers to n held-out items.

    logs: f32[n, 7], calibrated. quality: f32[n], 0..1, as served. labels: i64[n] into EMOTIONS. keys: str[n], one
    for each person (voice), action (body), or item (face, text): what must not be on both sides of a split.
    names: str[n], the item itself, where something else is paired with it.
    """

    logs: Floats
    quality: Floats
    labels: Ints
    keys: NDArray[np.str_]
    names: NDArray[np.str_] | None = None

    def __len__(self) -> int:
        return len(self.labels)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Plain arrays, as `Words(**arrays)` reads them."""
        each = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in each.items() if value is not None}


def face_words(data_dir: Path, seed: int) -> Words:
    """A fifth of the training corpora's faces, by a net trained on the rest. Raises NotFound."""
    told = face.held_out(data_dir, seed)
    keys = np.array([f"{number}" for number in range(len(told.labels))])
    return Words(told.logs, np.ones(len(keys), np.float32), told.labels, keys)


def body_words(data_dir: Path, seed: int) -> Words:
    """Windows of every action held out in turn, by nets that have not seen the action. Raises NotFound."""
    told = body.held_out(data_dir, seed)
    return Words(told.logs, told.quality, told.labels, told.actions)


def text_words(data_dir: Path, bundles: Path) -> Words:
    """Sentences of the files that no text bundle learns. Raises NotFound, BadBundle."""
    expert = TextExpert(load_bundle(bundle_in(bundles, TEXT_BUNDLE)))
    found = [_text_file(expert, data_dir, *row) for row in TEXTS]
    logs, quality, labels, keys = (np.concatenate(column) for column in zip(*found, strict=True))
    return Words(logs, quality, labels, keys)


def _text_file(expert: TextExpert, data_dir: Path, corpus: str, file: str, language: str) -> tuple[Any, ...]:
    whole = next(p for c in find_corpora(data_dir, "text", corpus) for p in load_parts(c) if p.name == file)
    part = whole.take(np.flatnonzero(whole.labels >= 0))
    answers = expert.read(part.content, [language] * len(part))
    logs = np.stack([answer.log_probs for answer in answers])
    quality = np.array([answer.quality for answer in answers], np.float32)
    return logs, quality, part.labels, np.array([f"{corpus}/{number}" for number in range(len(part))])


def bundle_in(bundles: Path, name: str) -> Path:
    """The folder of a freshly trained bundle, else of the shipped one."""
    return (bundles if (bundles / name / "card.json").exists() else SHIPPED) / name


def calibrated(logits: Floats, temperature: float) -> Floats:
    """Log probabilities f32[n, k] of logits at a temperature."""
    scaled = logits / temperature
    return np.asarray(scaled - np.logaddexp.reduce(scaled, axis=1, keepdims=True), np.float32)


def even_folds(keys: Sequence[str] | NDArray[np.str_], folds: int, seed: int) -> Ints:
    """A fold per item, i64[n]; the same key is always in the same fold."""
    names, place = np.unique(np.asarray(keys), return_inverse=True)
    return (np.random.default_rng(seed).permutation(len(names)) % folds)[place].astype(np.int64)
