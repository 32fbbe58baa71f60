"""A shipped expert taught further on a user's own labelled recordings.

The weights are pulled back toward where they started (L2-SP, Li, Grandvalet and Davoine 2018), so that few items bend
them little. A fifth of the people, or of the items where there are no ids, only judges; a fifth of the rest decides
how long to go on. What does not do better on the judging fifth is not written.
"""

import copy
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from der_server.faults import BadRequest, NotBuilt
from der_server.labels import EMOTIONS
from der_server.models.bundle import TERMS, Bundle, Card, load_bundle, save_bundle, seen_array
from der_server.training import metrics
from der_server.training.datasets import Part, find_corpora, load_parts
from der_server.training.evaluate import Answers, figures, seen_items
from der_server.training.folds import fold_numbers, groups_of, together
from der_server.training.graphs import with_graphs
from der_server.training.watch import Watch

Ints = NDArray[np.int64]
Say = Callable[[str], None]
FOLDS = 5
FEWEST = 50
"""Labelled items below which nothing can be learned and judged apart (our choice)."""
CAN_BE = {"face": ("face-net", "der_server.training.face_tune")}
"""Modality -> its bundle, and the module with `tunable(bundle, part) -> Tunable`."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """pull: weight of the squared distance to the starting weights. patience: epochs without a better inner fifth."""

    epochs: int = 40
    batch: int = 64
    rate: float = 3e-4
    pull: float = 1e-2
    patience: int = 5


class Tunable(Protocol):
    """An expert as fine-tuning needs it, together with the items it learns from."""

    net: nn.Module

    def read(self, net: nn.Module, rows: Ints, noise: torch.Generator | None) -> Tensor:
        """Logits f32[n, 7] of these items; with `noise` varied as in training."""
        ...

    def weights(self, net: nn.Module) -> dict[str, NDArray[Any]]:
        """The net's arrays as its bundle keeps them, without `seen`."""
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
    theirs and the base's go on the card. Raises BadRequest for too little data, NotBuilt for other modalities.
    """
    bundle_of(modality)
    if terms not in TERMS:
        raise BadRequest(f"--terms {terms!r} is not known; use {', '.join(TERMS)}.")
    recipe, watch, bundle = recipe or Recipe(), watch or Watch(), load_bundle(base)
    part = _gathered(modality, data_dir, corpus, bundle)
    groups, apart = groups_of(part)
    fold = fold_numbers(groups, FOLDS, seed)
    one = import_module(CAN_BE[modality][1]).tunable(bundle, part)
    judge, inner, learn = (np.flatnonzero(where) for where in (fold == 0, fold == 1, fold > 1))
    say(f"{modality}: {len(part)} items, {len(judge)} of them only judge ({apart} kept apart)")
    net, epochs = _taught(one, part.labels, (learn, inner), recipe, seed, watch=watch, name=modality)
    temperature = metrics.best_temperature(_read(one, net, inner), part.labels[inner])
    before = _figures(_read(one, one.net, judge) / bundle.card.temperature, part.labels[judge], groups[judge])
    after = _figures(_read(one, net, judge) / temperature, part.labels[judge], groups[judge])
    better = after["macro_f1"]["value"] > before["macro_f1"]["value"]
    if better:
        whole = replace(recipe, epochs=epochs, patience=epochs + 1)
        every = (np.arange(len(part)), inner)
        net, _ = _taught(one, part.labels, every, whole, seed, watch=watch, name=f"{modality}-all")
        card = _card(bundle.card, part, temperature, {"before": before, "after": after}, terms)
        weights = one.weights(net) | {"seen": _seen(bundle, part)}
        save_bundle(out / bundle.card.name, card, with_graphs(card, weights))
    else:
        say(f"{modality}: not better on people kept apart; nothing was written")
    head = {"corpus": part.corpus.name, "apart": apart, "n": len(part), "epochs": epochs, "written": better}
    return head | {"before": before, "after": after}


def bundle_of(modality: str) -> str:
    """Name of the bundle that is taught further. Raises NotBuilt."""
    if modality not in CAN_BE:
        raise NotBuilt(f"{modality} cannot be fine-tuned: use {', '.join(CAN_BE)}.")
    return CAN_BE[modality][0]


def lend_others(shipped: Path, out: Path) -> None:
    """Copy the bundles that `out` lacks beside those it has, so that it can be served."""
    for folder in sorted(shipped.iterdir()):
        if folder.is_dir() and not (out / folder.name).exists():
            shutil.copytree(folder, out / folder.name)


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


def _taught(
    one: Tunable, labels: Ints, sides: tuple[Ints, Ints], recipe: Recipe, seed: int, *, watch: Watch, name: str
) -> tuple[nn.Module, int]:
    """The net at its best epoch, and which that was; sides: items to learn from, items that say which is best."""
    learn, inner = sides
    torch.manual_seed(seed)
    noise, net = torch.Generator().manual_seed(seed), copy.deepcopy(one.net)
    start = [value.detach().clone() for value in net.parameters()]
    optimiser = torch.optim.AdamW(net.parameters(), lr=recipe.rate, weight_decay=0.0)
    counts = np.bincount(labels[learn], minlength=len(EMOTIONS)) + 1
    share = torch.from_numpy(np.sqrt(counts.max() / counts).astype(np.float32))  # rare classes count more
    best, best_net, best_epoch = -1.0, net, 1
    watch.begin(name, recipe.epochs)
    for epoch in range(1, recipe.epochs + 1):
        net.train()
        for rows in _batches(learn, recipe.batch, noise):
            truth = torch.from_numpy(labels[rows])
            loss = F.cross_entropy(one.read(net, rows, noise), truth, weight=share)
            away = sum(((v - s) ** 2).sum() for v, s in zip(net.parameters(), start, strict=True))
            optimiser.zero_grad()
            torch.autograd.backward(loss + recipe.pull * away)
            optimiser.step()
        watch.step(name, float(loss.detach()))
        value = _macro_f1(_read(one, net, inner), labels[inner])
        watch.figure(f"{name}/inner_macro_f1", value, epoch)
        if value > best or recipe.patience > recipe.epochs:
            best, best_net, best_epoch = value, copy.deepcopy(net), epoch
        elif epoch - best_epoch >= recipe.patience:
            break
    watch.end()
    return best_net.eval(), best_epoch


def _batches(rows: Ints, size: int, noise: torch.Generator) -> list[Ints]:
    order = rows[torch.randperm(len(rows), generator=noise).numpy()]
    return [order[start : start + size] for start in range(0, len(order), size)]


def _read(one: Tunable, net: nn.Module, rows: Ints) -> NDArray[np.float32]:
    net.eval()
    with torch.inference_mode():
        parts = [one.read(net, rows[i : i + 256], None) for i in range(0, len(rows), 256)]
    return np.asarray(torch.cat(parts).numpy(), np.float32)


def _macro_f1(logits: NDArray[np.float32], truth: Ints) -> float:
    return float(metrics.macro_f1(metrics.confusion(truth, logits.argmax(1), len(EMOTIONS))))


def _figures(logits: NDArray[np.float32], truth: Ints, groups: Ints) -> dict[str, Any]:
    wide = np.exp(logits - logits.max(1, keepdims=True)).astype(np.float64)
    people = np.unique(groups, return_inverse=True)[1].astype(np.int64)
    row = figures(Answers(truth, wide / wide.sum(1, keepdims=True), people))
    kept = ("accuracy", "uar", "macro_f1", "ece", "accuracy_at_80", "chance")
    return {"n": len(truth), "n_groups": int(people.max()) + 1} | {name: row[name] for name in kept}


def _card(base: Card, part: Part, temperature: float, told: dict[str, Any], terms: str) -> Card:
    note = f"Fine-tuned on {part.corpus.name}; figures are for people or items of it kept apart."
    return replace(
        base,
        version=f"{base.version}+{part.corpus.name}",
        terms=max(terms, base.terms, key=TERMS.index),
        temperature=temperature,
        trained_on=(*base.trained_on, part.corpus.name),
        metrics={"finetuned": told},
        notes=(*base.notes, note),
    )


def _seen(bundle: Bundle, part: Part) -> NDArray[np.uint64]:
    modality, corpus = part.corpus.modality, part.corpus.name
    people = [f"{modality}/{corpus}/{person}" for person in set(part.people or ()) if person]
    before = bundle.weights["seen"] if "seen" in bundle.weights else np.zeros(0, np.uint64)
    return np.union1d(before, seen_array([*part.keys, *people]))
