"""A shipped expert taught further on a user's own labelled recordings.

A fifth of the people only judges, or of the items where there are no ids or fewer than five people; a fifth more
decides how far to go.
What does not do better on the judging fifth, asked as serving asks, is not written.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadRequest, NotBuilt
from der_server.models.bundle import TERMS, Bundle, Card, load_bundle, save_bundle, seen_array
from der_server.models.lineup import KINDS, SHIPPED
from der_server.training.datasets import Part, find_corpora, load_parts
from der_server.training.evaluate import Answers, figures, seen_items
from der_server.training.folds import fold_numbers, groups_of, together
from der_server.training.graphs import with_graphs
from der_server.training.scoring import asker
from der_server.training.tune_net import Far, Recipe, Task
from der_server.training.watch import Watch

Ints = NDArray[np.int64]
Say = Callable[[str], None]
FOLDS = 5
FEWEST = 50
"""Labelled items below which nothing can be learned and judged apart (our choice)."""
SHIPPED_FOR = {"face": "face-net", "voice": "voice-stream", "text": "text-all"}
"""Modality -> the shipped bundle that is taught further unless another is named."""
TAUGHT_BY = {
    "face_net": "der_server.training.face_tune",
    "voice_stream": "der_server.training.voice_tune",
    "voice_heavy": "der_server.training.voice_heavy_tune",
    "text_encoder": "der_server.training.text_tune",
}
"""Kind of bundle -> module with `pupil(task) -> Pupil`."""


class Pupil(Protocol):
    """An expert as fine-tuning needs it, together with the items it learns from."""

    def learn(self, rows: Ints, inner: Ints) -> tuple[Bundle, Far]:
        """What was learned from `rows`, as far as it was best for `inner`, and how far that was."""
        ...

    def go(self, rows: Ints, far: Far) -> Bundle:
        """What was learned from `rows` by going just so far."""
        ...


def finetune(
    modality: str,
    data_dir: Path,
    base: Path,
    out: Path,
    *,
    corpus: str | None = None,
    terms: str = "research",
    recipe: Recipe | None = None,
    seed: int = 0,
    watch: Watch | None = None,
    say: Say = print,
) -> dict[str, Any]:
    """Teach the bundle in folder `base` further on `data_dir`; returns figures before and after on people kept apart.

    Written to `out` only where macro-F1 rose there (`written` says so). terms: of the user's data; the stricter of
    theirs and the base's go on the card. Raises BadRequest for too little data or a base of another modality,
    NotBuilt for experts that do not learn.
    """
    base_of(modality)
    if terms not in TERMS:
        raise BadRequest(f"--terms {terms!r} is not known; use {', '.join(TERMS)}.")
    bundle = load_bundle(base)
    module = _teacher_of(modality, bundle)
    part = _gathered(modality, data_dir, corpus, bundle)
    groups, apart = _apart(part)
    fold = fold_numbers(groups, FOLDS, seed)
    judge, inner, learn = (np.flatnonzero(where) for where in (fold == 0, fold == 1, fold > 1))
    name = bundle.card.name
    say(f"{name}: {len(part)} items, {len(judge)} of them only judge ({apart} kept apart)")
    pupil: Pupil = module.pupil(Task(bundle, part, seed, recipe, watch or Watch(), say))
    made, far = pupil.learn(learn, inner)
    judges = part.take(judge)
    before, after = (_figures(one, judges, groups[judge]) for one in (bundle, made))
    better = after["macro_f1"]["value"] > before["macro_f1"]["value"]
    if better:
        whole = pupil.go(np.arange(len(part)), far)
        card = _card(whole.card, part, {"before": before, "after": after}, terms)
        save_bundle(out / name, card, with_graphs(card, {**whole.weights, "seen": _seen(bundle, part)}))
    else:
        say(f"{name}: not better on people kept apart; nothing was written")
    head = {"model": name, "corpus": part.corpus.name, "apart": apart, "n": len(part), "written": better}
    return head | {"far": dict(far), "before": before, "after": after}


def base_of(modality: str, expert: str | None = None) -> Path:
    """The shipped bundle that is taught further, by name or the modality's own. Raises BadRequest, NotBuilt."""
    if modality not in SHIPPED_FOR:
        raise NotBuilt(f"{modality} cannot be fine-tuned: use {', '.join(SHIPPED_FOR)}.")
    folder = SHIPPED / (expert or SHIPPED_FOR[modality])
    if not (folder / "card.json").is_file():
        raise BadRequest(f"No bundle {expert!r} is shipped: see `der describe`, or name a folder with --base.")
    return folder


def lend_others(shipped: Path, out: Path) -> None:
    """Copy the bundles that `out` lacks beside those it has, so that it can be served.

    A bundle that rests upon one taught here is left out: it would answer with weights it was not made for.
    """
    taught = {path.parent.name for path in out.glob("*/card.json")}
    for folder in sorted(path.parent for path in shipped.glob("*/card.json")):
        rests = str(load_bundle(folder).card.settings.get("upon", ""))
        if folder.name not in taught and rests not in taught:
            shutil.copytree(folder, out / folder.name)


def _teacher_of(modality: str, bundle: Bundle) -> Any:
    card = bundle.card
    if card.modality != modality:
        raise BadRequest(f"{card.name} reads {card.modality}, not {modality}.")
    if card.kind not in TAUGHT_BY:
        raise NotBuilt(f"{card.name} does not learn from examples and cannot be fine-tuned.")
    return import_module(TAUGHT_BY[card.kind])


def _gathered(modality: str, data_dir: Path, corpus: str | None, bundle: Bundle) -> Part:
    """The labelled items of one corpus that the bundle has not met."""
    parts = [part for found in find_corpora(data_dir, modality, corpus) for part in load_parts(found)]
    if len({part.corpus.name for part in parts}) > 1:
        names = ", ".join(sorted({part.corpus.name for part in parts}))
        raise BadRequest(f"There are several corpora ({names}): name one with --corpus.")
    part = together(parts)
    part = part.take(np.flatnonzero((part.labels >= 0) & ~seen_items(bundle, part)))
    if len(part) < FEWEST or len(np.unique(part.labels)) < 2:
        raise BadRequest(
            f"{len(part)} labelled items that are new to it: fine-tuning needs {FEWEST} and at least two emotions."
        )
    return part


def _apart(part: Part) -> tuple[Ints, str]:
    """Group numbers i64[n] that stay together, and what they are: people, or items where there are too few people."""
    groups, apart = groups_of(part)
    if len(np.unique(groups)) < FOLDS:
        return np.arange(len(part), dtype=np.int64), "items"
    return groups, apart


def _figures(bundle: Bundle, part: Part, groups: Ints) -> dict[str, Any]:
    """What the bundle is worth on these items, asked as serving asks."""
    expert = import_module(KINDS[bundle.card.kind]).load(bundle, "cpu")
    probs = np.exp(asker(expert, bundle.card.modality)(part).astype(np.float64))
    people = np.unique(groups, return_inverse=True)[1].astype(np.int64)
    row = figures(Answers(part.labels, probs / probs.sum(1, keepdims=True), people))
    kept = ("accuracy", "uar", "macro_f1", "ece", "accuracy_at_80", "chance")
    return {"n": len(part), "n_groups": int(people.max()) + 1} | {name: row[name] for name in kept}


def _card(made: Card, part: Part, told: dict[str, Any], terms: str) -> Card:
    note = f"Fine-tuned on {part.corpus.name}; figures are for people or items of it kept apart."
    return replace(
        made,
        version=f"{made.version}+{part.corpus.name}",
        terms=max(terms, made.terms, key=TERMS.index),
        trained_on=(*made.trained_on, part.corpus.name),
        metrics={"finetuned": told},
        notes=(*made.notes, note),
    )


def _seen(bundle: Bundle, part: Part) -> NDArray[np.uint64]:
    modality, corpus = part.corpus.modality, part.corpus.name
    people = [f"{modality}/{corpus}/{person}" for person in set(part.people or ()) if person]
    before = bundle.weights["seen"] if "seen" in bundle.weights else np.zeros(0, np.uint64)
    return np.union1d(before, seen_array([*part.keys, *people]))
