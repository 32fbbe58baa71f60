"""What people's voices have in common and apart, and what it is worth to know somebody's.

A person's clips are played in a random order; each is judged by what was learned from those before it. In real life
people show mostly one emotion, so the clips are played like that too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from der_server.labels import EMOTIONS
from der_server.models.voice_person import Person, undoubted
from der_server.training import metrics

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Names = NDArray[np.str_]
Way = Literal["as they come", "mostly one", "one"]
Turn = tuple[Ints, Floats, Floats]
"""Clips said later by a person: which i64[n], and logits f32[n, 7] without and with knowing them."""

WAYS: dict[str, Way] = {
    "known_after_10_s": "as they come",
    "known_by_mostly_one_emotion": "mostly one",
    "known_by_one_emotion": "one",
}
"""Figures of a card, and the clips they are of."""
ORDERS = 3
"""Random orders in which a person's clips are played to measure what knowing them is worth."""
AFTER_S = 10.0
REST = 3 / 7
"""Clips of other emotions for each one of the emotion that somebody mostly shows: three in ten."""


def person_in(parts: Floats, labels: Ints, people: Names) -> Person:
    """The mean over people, and how much people differ from one another and from themselves.

    Parts f32[n, P] are taken as the sum of an emotion's mean and a person's, fitted in turns.
    """
    shown, who = np.eye(len(EMOTIONS))[labels], np.unique(people, return_inverse=True)[1]
    counts = np.bincount(who)[:, None]
    own = np.zeros((len(counts), parts.shape[1]))
    for _ in range(5):
        emotion = np.linalg.solve(shown.T @ shown + 5 * np.eye(shown.shape[1]), shown.T @ (parts - own[who]))
        rest = parts - shown @ emotion
        own = np.stack([rest[who == person].mean(0) for person in range(len(counts))])
    within = (rest - own[who]).var(0)
    between = np.maximum(own.var(0) - within * (1 / counts).mean(), 1e-4)
    return Person(np.asarray(emotion.mean(0), np.float32), np.asarray(within / between, np.float32))


def orders(labels: Ints, people: Names, seed: int, way: Way) -> list[list[Ints]]:
    """Stretches of clips that one person says one after the other, in ORDERS random orders.

    Of all their emotions, mostly of one (a stretch for each), or of a single one.
    """
    out = []
    for turn in range(ORDERS):
        draw = np.random.default_rng([seed, turn])
        key = people if way == "as they come" else np.char.add(people, labels.astype(str))
        stretches = [np.flatnonzero(key == one) for one in np.unique(key)]
        if way == "mostly one":
            stretches = [_mixed(mine, labels, people, draw) for mine in stretches]
        out.append([draw.permutation(mine) for mine in stretches])
    return out


def _mixed(mine: Ints, labels: Ints, people: Names, draw: np.random.Generator) -> Ints:
    """Clips of one emotion of a person, and REST as many of the person's other ones."""
    others = np.flatnonzero((people == people[mine[0]]) & (labels != labels[mine[0]]))
    few = draw.choice(others, min(len(others), max(1, round(REST * len(mine)))), replace=False)
    return np.concatenate([mine, few])


def pasts(
    person: Person, parts: Floats, said: Floats, seconds: Floats, stretches: Sequence[Ints]
) -> tuple[Ints, Floats, Floats]:
    """Clips said after AFTER_S of a person's speech i64[m]; for every clip shift f32[n, P] and trust f32[n] by then.

    said: f32[n, 7], see `voice_person.undoubted`.
    """
    shift, trust = np.zeros_like(parts), np.zeros(len(parts), np.float32)
    late: list[int] = []
    for stretch in stretches:
        state, heard_s = np.zeros(person.size, np.float32), 0.0
        for row in stretch.tolist():
            shift[row], trust[row] = person.shift(state), person.trust(state)
            late += [row] if heard_s >= AFTER_S else []
            state, heard_s = person.after(state, parts[row], said[row]), heard_s + float(seconds[row])
    return np.array(late, np.int64), shift, trust


def worth(turns: Sequence[Turn], labels: Ints, corpora: Names, people: Names) -> dict[str, Any]:
    """UAR of each corpus's late clips without and with knowing the person, and the gain with its 95 % interval."""
    rows, *logits = (np.concatenate(column) for column in zip(*turns, strict=True))
    out: dict[str, Any] = {}
    for name in np.unique(corpora):
        mine = np.flatnonzero(corpora[rows] == name)
        if not len(mine):
            continue
        truth, who = labels[rows[mine]], np.unique(people[rows[mine]], return_inverse=True)[1]
        without, with_it = (one[mine].argmax(1)[None] for one in logits)
        figures = [float(metrics.uar(metrics.confusion(truth, one[0], len(EMOTIONS)))) for one in (without, with_it)]
        gain = metrics.gain(metrics.uar, truth, with_it, without, len(EMOTIONS), people=who)
        row = dict(zip(("without", "with"), (round(one, 4) for one in figures), strict=True))
        out[str(name)] = {"n": len(mine), **row, "gain": gain.as_dict()}
    return out


@dataclass(frozen=True, slots=True)
class Said:
    """What nets that had not heard the speakers say of n clips: odds f32[n, 7] (see `voice_past.log_odds`), labels
    i64[n], corpora and people str[n], seconds of speech f32[n]."""

    odds: Floats
    labels: Ints
    corpora: Names
    people: Names
    seconds: Floats


def known(said: Said, fold: Ints, rows: Ints, seed: int) -> dict[str, Any]:
    """`WAYS` of clips whose answers are freed of what is usual of their speaker.

    What people have in common is told by those of the other folds. rows: the clips the figures are of.
    """
    out = {}
    for name, way in WAYS.items():
        turns = [
            turn
            for held in np.unique(fold[rows])
            for turn in _freed(said, np.flatnonzero(fold != held), rows[fold[rows] == held], way, seed)
        ]
        out[name] = worth(turns, said.labels, said.corpora, said.people)
    return out


def _freed(said: Said, others: Ints, mine: Ints, way: Way, seed: int) -> Iterator[Turn]:
    person = person_in(said.odds[others], said.labels[others], said.people[others])
    odds = said.odds[mine]
    for stretches in orders(said.labels[mine], said.people[mine], seed, way):
        at, shift, trust = pasts(person, odds, undoubted(odds), said.seconds[mine], stretches)
        yield mine[at], odds[at], np.asarray(odds[at] - trust[at, None] * shift[at], np.float32)
