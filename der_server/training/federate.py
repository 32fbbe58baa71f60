"""Learning together without data leaving: people's layers averaged under differential privacy, simulated.

Each person learns their own layer (`emotion.layer`) on their own machine. Only how far it moved from a shared start
is given away: clipped, added up over the people of a round, with Gaussian noise (DP-FedAvg, McMahan, Ramage, Talwar
and Zhang 2018). What privacy was spent is counted by opacus (Renyi accountant of the sampled Gaussian mechanism).
Whether it can be told from the shared start that a person took part is measured (likelihood-ratio attack, Carlini and
others 2022).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.emotion.feeling import Witness
from der_server.emotion.fusion import pulls_of, shipped_params
from der_server.emotion.layer import BOUNDS, PRECISION, SIZE, Layer, Lesson, learnt
from der_server.faults import NotFound
from der_server.labels import EMOTIONS
from der_server.models.bundle import load_bundle
from der_server.models.face import NAME, load
from der_server.models.lineup import SHIPPED
from der_server.training import metrics
from der_server.training.datasets import Part, find_corpora, load_parts
from der_server.training.evaluate import seen_items
from der_server.training.extra import needed

Floats = NDArray[np.float64]
Row = dict[str, Any]
FOLDS = 5
FEWEST = 5
"""Items below which a person does not take part."""
NOISES = (0.0, 0.5, 1.0, 2.0)
"""Noise as a multiple of the clip; 0 = no privacy, to compare with."""
SHADOWS = 64


@dataclass(frozen=True, slots=True)
class Plan:
    """share: of the people in a round; clip: most that one person may move the start (L2); noise: see NOISES;
    lessons: corrections a person gives at most; delta: of (epsilon, delta)-privacy, below one over the people."""

    rounds: int = 10
    share: float = 0.25
    clip: float = 0.5
    noise: float = 1.0
    lessons: int = 8
    delta: float = 1e-3


@dataclass(frozen=True, slots=True)
class Client:
    """One person: pulls f64[n, M, 7] of their items (see `layer`), and what they felt, i64[n]."""

    pulls: Floats
    labels: NDArray[np.int64]

    def lessons(self, most: int) -> list[Lesson]:
        """Their first corrections: each says what was felt."""
        target = np.eye(len(EMOTIONS))
        return [Lesson(p, target[label]) for p, label in zip(self.pulls[:most], self.labels[:most], strict=True)]

    def answers(self, layer: Layer) -> NDArray[np.int64]:
        """The likeliest label of every item."""
        return np.array([int(layer.logits(p).argmax()) for p in self.pulls])

    def loss(self, layer: Layer, most: int) -> float:
        """Mean log loss over the items they gave."""
        given = zip(self.pulls[:most], self.labels[:most], strict=True)
        return float(-np.mean([np.log(max(layer.probs(p)[label], 1e-9)) for p, label in given]))


def layer_at(theta: Floats) -> Layer:
    """A layer nobody has taught yet, at a shared start."""
    return Layer(theta.copy(), PRECISION.copy())


def federate(clients: Sequence[Client], plan: Plan, rng: np.random.Generator) -> Floats:
    """The shared start f64[13] after all rounds; each person is drawn into each by chance."""
    theta = np.zeros(SIZE)
    for _ in range(plan.rounds):
        there = np.flatnonzero(rng.random(len(clients)) < plan.share)
        moved = np.zeros(SIZE)
        for one in there.tolist():
            away = learnt(layer_at(theta), clients[one].lessons(plan.lessons)).theta - theta
            moved += away * min(1.0, plan.clip / max(1e-12, float(np.linalg.norm(away))))
        moved += rng.normal(0, plan.noise * plan.clip, SIZE)
        theta = np.clip(theta + moved / (plan.share * len(clients)), -BOUNDS, BOUNDS)
    return theta


def spent(plan: Plan) -> float:
    """Epsilon at `plan.delta`; infinite without noise. Raises BadRequest without opacus."""
    if plan.noise == 0:
        return float("inf")
    accountant = needed("opacus.accountants").RDPAccountant()  # slow to import
    accountant.history = [(plan.noise, plan.share, plan.rounds)]
    return float(accountant.get_epsilon(plan.delta))


def clients_of(data_dir: Path) -> list[Client]:
    """People with ids in face corpora of `data_dir` whom the shipped face expert has not met. Raises NotFound."""
    expert = load(load_bundle(SHIPPED / NAME), "cpu")
    found = []
    for part in (part for corpus in find_corpora(data_dir, "face") for part in load_parts(corpus)):
        if part.people is not None:
            fresh = part.take(np.flatnonzero((part.labels >= 0) & ~seen_items(expert.bundle, part)))
            logs = expert.log_probs(fresh.content) if len(fresh) else np.zeros((0, len(EMOTIONS)), np.float32)
            found += _people(fresh, logs)
    if len(found) < 2 * FOLDS:
        raise NotFound(f"{len(found)} people with ids and {FEWEST} faces in {data_dir}: that is too few.")
    return found


def _people(part: Part, logs: NDArray[np.float32]) -> list[Client]:
    params, who = shipped_params(), np.array(part.people or ())
    out = []
    for person in np.unique(who):
        rows = np.flatnonzero(who == person)
        if len(rows) >= FEWEST:
            order = np.random.default_rng(0).permutation(rows)
            pulls = [pulls_of([Witness("face", logs[row], 1.0, 0)], 0, params) for row in order]
            out.append(Client(np.array(pulls, np.float64), part.labels[order]))
    return out


def simulate(data_dir: Path, plan: Plan, *, seed: int = 0, shadows: int = SHADOWS) -> dict[str, Any]:
    """Federate on four fifths of the people and score the others, in turn, for each of NOISES; and attack it."""
    clients = clients_of(data_dir)
    fold = np.random.default_rng(seed).permutation(len(clients)) % FOLDS
    before = [one.answers(Layer()) for one in clients]
    rows = []
    for noise in NOISES:
        asked = replace(plan, noise=noise)
        after: list[NDArray[np.int64]] = [np.zeros(0, np.int64)] * len(clients)
        for held in range(FOLDS):
            rng = np.random.default_rng([seed, held])
            start = layer_at(federate([c for c, f in zip(clients, fold, strict=True) if f != held], asked, rng))
            for n in np.flatnonzero(fold == held).tolist():
                after[n] = clients[n].answers(start)
        row: Row = {"noise": noise, "epsilon": round(spent(asked), 3), "delta": plan.delta}
        rows.append(row | _scores(clients, before, after, seed) | attack(clients, asked, shadows=shadows, seed=seed))
    counts = {"people": len(clients), "items": sum(len(one.labels) for one in clients)}
    return counts | {"plan": {k: v for k, v in asdict(plan).items() if k != "noise"}, "rows": rows}


def _scores(
    clients: Sequence[Client], before: Sequence[NDArray[np.int64]], after: Sequence[NDArray[np.int64]], seed: int
) -> Row:
    """Accuracy and UAR on people who did not take part: as shipped, and from the shared start."""
    truth = np.concatenate([one.labels for one in clients])
    people = np.repeat(np.arange(len(clients)), [len(one.labels) for one in clients])
    told = {}
    for name, guesses in (("as_shipped", before), ("from_shared_start", after)):
        guess = np.concatenate(guesses)
        table = metrics.confusion(truth, guess, len(EMOTIONS))
        drawn = metrics.bootstrap(truth, guess, len(EMOTIONS), people, seed=seed)
        told[name] = metrics.interval(metrics.accuracy, table, drawn).as_dict()
        told[f"uar_{name}"] = metrics.interval(metrics.uar, table, drawn).as_dict()
    return told


def attack(clients: Sequence[Client], plan: Plan, *, shadows: int, seed: int) -> Row:
    """How well an attacker who knows a person's items tells from the shared start whether they took part.

    Every person takes part in half of `shadows` runs, drawn anew. Of half of the runs the attacker knows who
    took part, and learns for every person how their loss looks with and without them; on the other half they guess.
    0.5 = no better than chance.
    """
    roc_auc_score = needed("sklearn.metrics").roc_auc_score
    rng = np.random.default_rng([seed, 7])
    half = np.tile(np.arange(shadows // 2)[:, None] % 2 == 0, (1, len(clients)))
    inside = np.concatenate([rng.permuted(half, axis=0) for _ in range(2)])
    losses = np.zeros(inside.shape)
    for run in range(len(inside)):
        theta = federate([one for one, there in zip(clients, inside[run], strict=True) if there], plan, rng)
        losses[run] = [one.loss(layer_at(theta), plan.lessons) for one in clients]
    known, asked = slice(0, shadows // 2), slice(shadows // 2, None)
    scores = _log_ratio(losses[known], inside[known], losses[asked])
    return {"attack_auc": round(float(roc_auc_score(inside[asked].ravel(), scores.ravel())), 3)}


def _log_ratio(losses: Floats, inside: NDArray[np.bool_], asked: Floats) -> Floats:
    """Log likelihood ratio of taking part, by two normals per person with one spread."""
    means = [(losses * where).sum(0) / where.sum(0) for where in (inside, ~inside)]
    spread = np.std(np.where(inside, losses - means[0], losses - means[1]), 0) + 1e-9
    return np.asarray(((asked - means[1]) ** 2 - (asked - means[0]) ** 2) / (2 * spread**2))
