"""How the head of the heavy voice expert is fitted, and what it is worth on people and corpora kept apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.linalg
import scipy.optimize
from numpy.typing import NDArray

from der_server.labels import EMOTIONS
from der_server.models.voice_head import Head, Lean, Likeness, familiarity, tempered
from der_server.models.voice_person import Person
from der_server.training import metrics
from der_server.training.voice import FOLDS, deal
from der_server.training.voice_known import WAYS, Turn, Way, orders, pasts, person_in, worth
from der_server.training.voice_recipe import balanced

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Temper = tuple[float, float]
Kept = tuple[Ints, Head, Person]
"""Clips kept apart, and what was learned from the others."""

PARTS = 256
REACH = 1 / 1024
"""Of the kernel: one over the number of features, each of spread 1 (what scikit-learn calls `auto`)."""
RIDGE = 0.5
TURNS = (2, 4, 8, 16, 32)
"""Of the person's other clips, from which a training clip's shift is taken."""
FOUR = tuple(EMOTIONS.index(name) for name in ("neutral", "joy", "sadness", "anger"))
"""The emotions every voice corpus has."""


@dataclass(frozen=True)
class Heard:
    """n clips: features f32[n, 1024], labels i64[n], corpora and people str[n], seconds of speech f32[n]."""

    features: Floats
    labels: Ints
    corpora: NDArray[np.str_]
    people: NDArray[np.str_]
    seconds: Floats

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, rows: NDArray[Any]) -> "Heard":
        return Heard(
            self.features[rows], self.labels[rows], self.corpora[rows], self.people[rows], self.seconds[rows]
        )


@dataclass
class Answers:
    """Logits f32[n, 7], familiarity and lean f32[n] of clips nobody in whose fold was learned from."""

    logits: Floats
    familiar: Floats
    lean: Floats

    def log_probs(self, temper: Temper) -> Floats:
        return tempered(self.logits, self.familiar, self.lean, temper)


def parts_of(features: Floats) -> tuple[Floats, Floats]:
    """mean f32[F] and axes f32[F, P]: the first principal parts of features brought to spread 1."""
    mean, spread = features.mean(0), features.std(0) + 1e-6
    plain = (features - mean) / spread
    _, axes = np.linalg.eigh(plain.T @ plain / len(plain))
    return mean, np.asarray(axes[:, : -PARTS - 1 : -1] / spread[:, None], np.float32)


def kernel_fit(parts: Floats, labels: Ints, weights: Floats, classes: int = len(EMOTIONS)) -> Likeness:
    """Kernel ridge regression on 0 and 1, each clip counting by its weight (Saunders et al. 1998)."""
    known = parts.astype(np.float16).astype(np.float32)  # as it is kept
    like = Likeness(known, np.zeros((0, 0), np.float32), REACH)
    kernel = like.to_known(known).astype(np.float64)
    kernel[np.diag_indices_from(kernel)] += RIDGE / weights
    shares = np.eye(classes)[labels] - 1 / classes
    says = scipy.linalg.cho_solve(scipy.linalg.cho_factor(kernel, overwrite_a=True), shares)
    return Likeness(known, np.asarray(says, np.float32), REACH)


def fit_head(heard: Heard, temper: Temper, seed: int) -> tuple[Head, Person]:
    """The head and what is known of people, from these clips."""
    mean, axes = parts_of(heard.features)
    axes = axes.astype(np.float16).astype(np.float32)  # as it is kept
    parts = np.asarray((heard.features - mean) @ axes, np.float32)
    weights = balanced(heard.labels, heard.corpora.tolist())
    person = person_in(parts, heard.labels, heard.people)
    shifted = parts - shifts_of(parts, heard.people, person, seed)
    stranger, friend = (kernel_fit(one, heard.labels, weights) for one in (parts, shifted))
    return Head(mean, axes, stranger, friend, lean_in(heard), temper), person


def lean_in(heard: Heard) -> Lean:
    """How sure one may be beside each corpus's clips, from people and corpora kept apart among these clips alone."""
    names, corpus = np.unique(heard.corpora, return_inverse=True)
    if len(names) == 1:
        return Lean(np.zeros(len(heard), np.float32), 0.0, 0.0)
    fold = deal(heard.corpora, heard.people, FOLDS)
    (logits, usual), (_, strange) = (kept_apart(heard, groups) for groups in (fold, corpus))
    own = np.array(
        [np.log(metrics.best_temperature(logits[mine], heard.labels[mine])) for mine in _each(heard.corpora)]
    )
    near, far = (float(np.mean([np.median(one[mine]) for mine in _each(heard.corpora)])) for one in (usual, strange))
    return Lean(np.asarray(own - own.mean(), np.float32)[corpus], far, near)


def kept_apart(heard: Heard, groups: Ints) -> tuple[Floats, Floats]:
    """Logits f32[n, 7] and familiarity f32[n] of clips, each asked of those of the other groups."""
    logits, familiar = np.zeros((len(heard), len(EMOTIONS)), np.float32), np.zeros(len(heard), np.float32)
    for held in np.unique(groups):
        rest, rows = heard.take(groups != held), np.flatnonzero(groups == held)
        mean, axes = parts_of(rest.features)
        known = kernel_fit(
            np.asarray((rest.features - mean) @ axes, np.float32),
            rest.labels,
            balanced(rest.labels, rest.corpora.tolist()),
        )
        logits[rows], like = known.ask(np.asarray((heard.features[rows] - mean) @ axes, np.float32))
        familiar[rows] = familiarity(like)
    return logits, familiar


def _each(corpora: NDArray[np.str_]) -> Iterator[Ints]:
    """The rows of each corpus, in the order of their names."""
    return (np.flatnonzero(corpora == name) for name in np.unique(corpora))


def shifts_of(parts: Floats, people: NDArray[np.str_], person: Person, seed: int) -> Floats:
    """For each clip the shift that a few random clips of the same person give, f32[n, P]."""
    draw = np.random.default_rng(seed)
    mine = {name: np.flatnonzero(people == name) for name in np.unique(people).tolist()}
    out = np.zeros_like(parts)
    nothing = np.full(len(EMOTIONS), 1 / len(EMOTIONS), np.float32)
    for row, name in enumerate(people.tolist()):
        rows = draw.choice(mine[name], min(int(draw.choice(TURNS)), len(mine[name])), replace=False)
        state = np.concatenate([[len(rows)], parts[rows].sum(0), nothing, [0]]).astype(np.float32)
        out[row] = person.shift(state)
    return out


# -- what it is worth ------------------------------------------------------------------------------------


def study(heard: Heard, fold: Ints, seed: int) -> tuple[Temper, dict[str, Any]]:
    """The temper of all rounds, and figures of people and corpora kept apart.

    A corpus's figures are at a temper that was fitted without that corpus.
    """
    people, corpora = nobody(len(heard)), nobody(len(heard))
    heads: list[Kept] = []
    for held in np.unique(fold):
        rows = np.flatnonzero(fold == held)
        heads.append((rows, *fit_head(heard.take(fold != held), (0.0, 0.0), seed)))
        answer(heads[-1][1], heard.features[rows], rows, people)
    for name in np.unique(heard.corpora):
        rows = np.flatnonzero(heard.corpora == name)
        head, _ = fit_head(heard.take(heard.corpora != name), (0.0, 0.0), seed)
        answer(head, heard.features[rows], rows, corpora)
    rounds = (people, corpora)
    tempers = {str(n): temper_of(rounds, heard, heard.corpora != n) for n in np.unique(heard.corpora)}
    figures: dict[str, Any] = {
        "people_kept_apart": _by_corpus(heard, people, tempers),
        "corpora_kept_apart": _by_corpus(heard, corpora, tempers),
    }
    for name, way in WAYS.items():
        figures[name] = worth(_turns(heard, heads, seed, way), heard.labels, heard.corpora, heard.people)
    return temper_of(rounds, heard, np.ones(len(heard), bool)), figures


def nobody(n: int) -> Answers:
    """Room for n answers."""
    return Answers(np.zeros((n, len(EMOTIONS)), np.float32), np.zeros(n, np.float32), np.zeros(n, np.float32))


def answer(head: Head, features: Floats, rows: Ints, into: Answers) -> None:
    """What a head says of features, written into `into` at `rows`."""
    into.logits[rows], like = head.stranger.ask(head.parts(features))
    into.familiar[rows], into.lean[rows] = familiarity(like), head.lean.at(like)


def _turns(heard: Heard, heads: Sequence[Kept], seed: int, way: Way) -> list[Turn]:
    """Every round's clips played in every order."""
    return [
        played(kept, heard.take(kept[0]), stretches)
        for kept in heads
        for stretches in orders(heard.labels[kept[0]], heard.people[kept[0]], seed, way)
    ]


def played(kept: Kept, heard: Heard, stretches: Sequence[Ints]) -> Turn:
    """Clips said after a while, without and with knowing who says them. heard: the clips of `kept`."""
    rows, head, person = kept
    parts = head.parts(heard.features)
    at, shift, trust = pasts(person, parts, head.undoubted(parts), heard.seconds, stretches)
    without, friend = head.stranger.ask(parts[at])[0], head.friend.ask(parts[at] - shift[at])[0]
    return rows[at], without, np.asarray(without + trust[at, None] * (friend - without), np.float32)


def temper_of(rounds: Sequence[Answers], heard: Heard, where: NDArray[np.bool_]) -> Temper:
    """The temper of least log loss; every corpus counts alike, and every round."""
    places = [np.flatnonzero(where & (heard.corpora == name)) for name in np.unique(heard.corpora[where])]

    def loss(temper: NDArray[np.float64]) -> float:
        found = [(r.log_probs((float(temper[0]), float(temper[1]))), p) for r in rounds for p in places]
        return float(np.mean([-logs[p, heard.labels[p]].mean() for logs, p in found]))

    best = scipy.optimize.minimize(loss, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-5})
    return float(best.x[0]), float(best.x[1])


def _by_corpus(heard: Heard, answers: Answers, tempers: dict[str, Temper]) -> dict[str, Any]:
    out = {}
    for name, temper in tempers.items():
        mine = np.flatnonzero(heard.corpora == name)
        out[name] = row_of(heard.take(mine), answers.log_probs(temper)[mine])
    return out


def row_of(heard: Heard, log_probs: Floats) -> dict[str, Any]:
    """Clips, people, UAR of the likeliest of all seven and of the four that every corpus has, calibration error."""
    probs, people = np.exp(log_probs.astype(np.float64)), np.unique(heard.people, return_inverse=True)[1]
    probs /= probs.sum(1, keepdims=True)
    out: dict[str, Any] = {"n": len(heard), "n_people": int(people.max()) + 1}
    four = np.flatnonzero(np.isin(heard.labels, FOUR))
    best = np.array(FOUR)[probs[four][:, FOUR].argmax(1)]
    for key, truth, guess, who in (
        ("uar", heard.labels, probs.argmax(1), people),
        ("uar_of_four", heard.labels[four], best, np.unique(people[four], return_inverse=True)[1]),
    ):
        table = metrics.confusion(truth, guess, len(EMOTIONS))
        drawn = metrics.bootstrap(truth, guess, len(EMOTIONS), who)
        out[key] = metrics.interval(metrics.uar, table, drawn).as_dict()
    return out | {"ece": round(metrics.calibration_error(heard.labels, probs), 4)}
