"""What knowing a person is worth: their resting face, their feedback, and how much of who they are it gives away.

Everything is causal: a face is judged by what came before it, or by other pictures of the same person that were asked
for. Nothing is fitted to the people it is measured on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.emotion.baseline import Baseline, log_odds, resting
from der_server.emotion.calm import sure_from
from der_server.emotion.feeling import Witness
from der_server.emotion.fusion import pulls_of, shipped_params
from der_server.emotion.layer import Layer, Lesson, leaning, learnt
from der_server.faults import NotFound
from der_server.features.face import CHANNELS
from der_server.labels import EMOTIONS
from der_server.signals.canonical import FACE
from der_server.training.datasets import Corpus, Part, find_corpora, load_parts
from der_server.training.fusion_people import canonical, talking_faces
from der_server.training.scoring import Scored, shipped

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Row = dict[str, Any]
Ask = Callable[[Floats], Floats]

STANDARD = "mediapipe"
"""The tracker of every face corpus at hand; RAVDESS' action units are put on its scale."""
SCALE = "rafdb"
LOOK_S = 6.0
"""Each picture stands for so long a stretch of somebody's life (our choice)."""
ANGRY_S = 60.0
DOSES = (5, 20, 50)
ROUNDS = 10
FEWEST = 5
"""People with fewer pictures are left out where pictures follow each other."""
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Faces:
    """n faces of people: face f32[n, 2 C], labels i64[n], people i64[n] numbers from 0, visit str[n] or None."""

    name: str
    face: Floats
    labels: Ints
    people: Ints
    visit: NDArray[np.str_] | None = None

    def take(self, where: NDArray[np.bool_]) -> "Faces":
        people = np.unique(self.people[where], return_inverse=True)[1].astype(np.int64)
        visit = None if self.visit is None else self.visit[where]
        return Faces(self.name, self.face[where], self.labels[where], people, visit)


def evaluate_personal(data_dir: Path, corpus: str | None = None, *, seed: int = 0) -> dict[str, list[Row]]:
    """Rows `baseline`, `feedback` and `identity` of every corpus of faces with people's ids. Raises NotFound."""
    found = [faces for faces in people_of(data_dir) if corpus in (None, faces.name)]
    if not found:
        raise NotFound(f"There are no faces with people's ids in {data_dir}.")
    experts = shipped("face")
    net = asker(next(expert for expert in experts if expert.bundle.card.trained))
    rows = [row for faces in found for expert in experts for row in baseline_rows(faces, expert, net, seed)]
    rows += [stretch_row(faces, net) for faces in found]
    rows += [row for faces in found for row in feedback_rows(faces, net, seed)]
    for faces in found:
        if faces.visit is not None:
            rows += [carried_row(faces, net, seed), *identity_rows(faces, net, seed)]
    return {"rows": rows}


def people_of(data_dir: Path) -> Iterator[Faces]:
    """Face corpora with ids, and RAVDESS' action units as faces."""
    for corpus in find_corpora(data_dir, "face"):
        for part in load_parts(corpus):
            ours = part.take(np.flatnonzero(part.labels >= 0))
            if ours.people is not None:
                people = np.unique(np.array(ours.people), return_inverse=True)[1].astype(np.int64)
                yield Faces(corpus.name, ours.content, ours.labels, people)
    talking, pictures = talking_faces(data_dir), scale(data_dir)
    if talking is None or pictures is None:
        return
    people = np.unique(talking.people, return_inverse=True)[1].astype(np.int64)
    face = np.zeros((len(people), 2 * CHANNELS), np.float32)
    for person in np.unique(people):  # aligned by everybody else's units
        face[people == person] = canonical(talking.units[people == person], talking.units[people != person], pictures)
    takes = np.array([str(name).split("-")[5] for name in talking.names])
    yield Faces("ravdess_units", face, talking.labels, people, takes)


def scale(data_dir: Path) -> Floats | None:
    """Pictures f32[n, C] that give a tracker's scale; None where the corpus is not there."""
    part = next((p for c in find_corpora(data_dir, "face", SCALE) for p in load_parts(c)), None)
    return None if part is None else np.asarray(part.content[:, :CHANNELS], np.float32)


def resting_levels(data_dir: Path) -> dict[str, float]:
    """What `emotion/resting.toml` holds of the browser tracker: mean log-odds of neutral faces by channel.

    Raises NotFound where the corpus is not there.
    """
    part = next((p for c in find_corpora(data_dir, "face", SCALE) for p in load_parts(c)), None)
    if part is None:
        raise NotFound(f"There is no corpus {SCALE} in {data_dir}.")
    neutral = part.content[part.labels == 0]
    seen = neutral[0, CHANNELS:] > 0
    level = log_odds(neutral[:, :CHANNELS]).mean(0)
    return {name: round(float(level[i]), 2) for i, name in enumerate(FACE) if seen[i]}


def asker(expert: Scored) -> Ask:
    """Log probabilities f32[n, 7] of faces f32[n, 2 C]."""
    corpus = Corpus("face", "", Path())

    def ask(face: Floats) -> Floats:
        return expert.score(Part(corpus, "", ((),) * len(face), np.zeros(len(face), np.int64), None, (), face))

    return ask


# -- the resting face ----------------------------------------------------------------------------------


def baseline_rows(faces: Faces, expert: Scored, calm: Ask, seed: int) -> Iterator[Row]:
    """Accuracy without and with: `asked` = the mean of the person's other neutral pictures, as if a calibration;
    `unasked` = what was learnt from the pictures before, in random order; `angry_first` = after a minute of anger.

    calm: the trained expert, who says which faces look neutral.
    """
    ask = asker(expert)
    head = {"what": "baseline", "corpus": faces.name, "model": expert.name}
    asked = relative_asked(faces)
    if asked is not None:
        known, face = asked
        rest = faces.take(known)
        yield head | {"way": "asked"} | compare(rest, ask(rest.face), ask(face[known]))
    often = faces.take(np.bincount(faces.people)[faces.people] >= FEWEST)
    if len(often.labels):
        plain = ask(often.face)
        yield head | {"way": "unasked"} | compare(often, plain, in_order(often, ask, calm, seed))
        furious = often.take(np.isin(often.people, often.people[often.labels == EMOTIONS.index("anger")]))
        yield (
            head
            | {"way": "angry_first"}
            | compare(furious, ask(furious.face), in_order(furious, ask, calm, seed, angry_s=ANGRY_S))
        )


def relative_asked(faces: Faces) -> tuple[NDArray[np.bool_], Floats] | None:
    """Which faces have another neutral picture of the same person, and all faces relative to those; None = none."""
    neutral = faces.labels == 0
    known, face = np.zeros(len(neutral), bool), faces.face.copy()
    for person in np.unique(faces.people):
        mine = np.flatnonzero(faces.people == person)
        for item in mine:
            others = mine[neutral[mine] & (mine != item)]
            if len(others):
                values, seen = faces.face[others, :CHANNELS].mean(0), faces.face[others[0], CHANNELS:]
                face[item] = seen_by(Baseline(STANDARD).asked(values, seen), faces.face[item])
                known[item] = True
    return (known, face) if known.any() else None


def seen_by(baseline: Baseline, face: Floats) -> Floats:
    """Input `"face"` f32[2 C] relative to a baseline."""
    return np.concatenate([baseline.relative(face[:CHANNELS]), face[CHANNELS:]])


def in_order(faces: Faces, ask: Ask, calm: Ask, seed: int, *, angry_s: float = 0.0) -> Floats:
    """Log probabilities f32[n, 7] of everybody's pictures in random order, each judged by what came before it."""
    draw = np.random.default_rng(seed)
    people = range(int(faces.people.max()) + 1)
    order = [draw.permutation(np.flatnonzero(faces.people == person)) for person in people]
    known = [Baseline(STANDARD) for _ in people]
    if angry_s:
        known = [_after_anger(faces, calm, mine, angry_s) for mine in order]
    out = np.zeros((len(faces.labels), len(EMOTIONS)), np.float32)
    for turn in range(max(map(len, order))):
        here = [person for person in people if turn < len(order[person])]
        items = [order[person][turn] for person in here]
        seen = np.stack([seen_by(known[p], faces.face[i]) for p, i in zip(here, items, strict=True)])
        out[items] = ask(seen)
        for person, item, logs in zip(here, items, calm(seen), strict=True):
            known[person] = _learn(known[person], faces.face[item], logs, LOOK_S)
    return out


def _learn(known: Baseline, face: Floats, logs: Floats, seconds: float) -> Baseline:
    """As a visit learns unasked: by how neutral the face looks."""
    return known.learn(face[:CHANNELS], face[CHANNELS:], seconds * float(np.exp(logs[0])))


def _after_anger(faces: Faces, calm: Ask, mine: Ints, seconds: float) -> Baseline:
    """What is learnt of somebody who shows one angry face from the first second on."""
    angry = faces.face[mine[faces.labels[mine] == EMOTIONS.index("anger")][0]]
    known = Baseline(STANDARD)
    for _ in range(round(seconds / LOOK_S)):
        known = _learn(known, angry, calm(seen_by(known, angry)[None])[0], LOOK_S)
    return known


def compare(faces: Faces, without: Floats, with_it: Floats) -> Row:
    """Accuracy and mean recall without and with, and the gain in accuracy; intervals over people."""
    rights = [logs.argmax(1) == faces.labels for logs in (without, with_it)]
    return {
        "n": len(faces.labels),
        "n_people": int(faces.people.max()) + 1,
        "accuracy": [round(float(right.mean()), 4) for right in rights],
        "gain": gain(faces.people, *rights),
        "uar": [round(_recall(faces.labels, right), 4) for right in rights],
    }


def _recall(labels: Ints, right: NDArray[np.bool_]) -> float:
    return float(np.mean([right[labels == label].mean() for label in np.unique(labels)]))


def gain(people: Ints, without: NDArray[Any], with_it: NDArray[Any], seed: int = 0) -> dict[str, float]:
    """The difference of two means and its 95 % bootstrap interval over people."""
    size = int(people.max()) + 1
    count = np.bincount(people, minlength=size)
    more = np.bincount(people, with_it.astype(float) - without, minlength=size)
    drawn = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), size=RESAMPLES)
    lo, hi = np.quantile((drawn @ more) / np.maximum(drawn @ count, 1), (0.025, 0.975))
    return {"value": round(float(more.sum() / count.sum()), 4), "lo": round(float(lo), 4), "hi": round(float(hi), 4)}


def stretch_row(faces: Faces, ask: Ask) -> Row:
    """Which share of each label's faces a calibration would refuse as plainly not neutral."""
    probs = np.exp(ask(faces.face))
    top = 1 + probs[:, 1:].argmax(1)
    refused = probs[np.arange(len(top)), top] >= np.array([sure_from(label) for label in EMOTIONS])[top]
    there = np.unique(faces.labels)
    shares = {EMOTIONS[label]: round(float(refused[faces.labels == label].mean()), 4) for label in there}
    return {"what": "stretch", "corpus": faces.name, "n": len(top), "refused": shares}


# -- feedback ------------------------------------------------------------------------------------------


def lessons_of(faces: Faces, ask: Ask) -> list[Lesson]:
    """Every face as a span of which the person said the label."""
    params, out = shipped_params(), []
    for logs, label in zip(ask(faces.face), faces.labels, strict=True):
        pulls = pulls_of([Witness("face", logs, 1.0, 0)], 0, params).astype(np.float64)
        out.append(Lesson(pulls, np.eye(len(EMOTIONS))[label]))
    return out


def feedback_rows(faces: Faces, ask: Ask, seed: int) -> Iterator[Row]:
    """Accuracy on a person's other pictures after so many corrections, by people who have enough pictures."""
    lessons = lessons_of(faces, ask)
    for dose in DOSES:
        told = [_told(faces, lessons, dose, seed + turn) for turn in range(ROUNDS)]
        people, plain, better = (np.concatenate(column) for column in zip(*told, strict=True))
        if not len(people):
            continue
        numbers = np.unique(people, return_inverse=True)[1].astype(np.int64)
        yield {
            "what": "feedback",
            "corpus": faces.name,
            "corrections": dose,
            "n": len(people),
            "n_people": int(numbers.max()) + 1,
            "accuracy": [round(float(plain.mean()), 4), round(float(better.mean()), 4)],
            "gain": gain(numbers, plain, better),
        }


def _told(faces: Faces, lessons: list[Lesson], dose: int, seed: int) -> tuple[Ints, NDArray[Any], NDArray[Any]]:
    """One round: people, and whether their other pictures were right before and after `dose` corrections."""
    draw = np.random.default_rng(seed)
    people, plain, better = [], [], []
    for person in np.unique(faces.people):
        mine = draw.permutation(np.flatnonzero(faces.people == person))
        if len(mine) < dose + FEWEST:
            continue
        layer = learnt(Layer(), [lessons[i] for i in mine[:dose]])
        for item in mine[dose:]:
            people.append(person)
            plain.append(Layer().probs(lessons[item].pulls).argmax() == faces.labels[item])
            better.append(layer.probs(lessons[item].pulls).argmax() == faces.labels[item])
    return np.array(people, np.int64), np.array(plain, bool), np.array(better, bool)


# -- who it is -----------------------------------------------------------------------------------------


def carried_row(faces: Faces, ask: Ask, seed: int) -> Row:
    """Accuracy in the second pseudo-visit after what was kept of the first."""
    assert faces.visit is not None, "faces must have visits"
    first, second = (faces.take(faces.visit == visit) for visit in np.unique(faces.visit)[:2])
    begun = [leaning(layer.lean) for layer in _layers(first, ask, seed)]
    lessons = lessons_of(second, ask)
    plain, better = (
        np.array([(of[p].probs(one.pulls).argmax()) for p, one in zip(second.people, lessons, strict=True)])
        == second.labels
        for of in ([Layer()] * len(begun), begun)
    )
    return {
        "what": "kept",
        "corpus": faces.name,
        "n": len(second.labels),
        "n_people": len(begun),
        "accuracy": [round(float(plain.mean()), 4), round(float(better.mean()), 4)],
        "gain": gain(second.people, plain, better),
    }


def identity_rows(faces: Faces, ask: Ask, seed: int) -> Iterator[Row]:
    """How often somebody is recognised from one pseudo-visit in another, by the nearest of standardised numbers.

    The repetitions of a recording session stand for visits: a second day would be harder. `kept` is what
    a keepsake holds; the others are what it does not.
    """
    assert faces.visit is not None, "faces must have visits"
    visits = [faces.take(faces.visit == visit) for visit in np.unique(faces.visit)[:2]]
    mine: dict[str, Callable[[Faces], NDArray[np.float64]]] = {
        "kept": lambda visit: np.array([[layer.lean] for layer in _layers(visit, ask, seed)], np.float64),
        "whole_layer": lambda visit: np.array([layer.theta for layer in _layers(visit, ask, seed)]),
        "resting_face": _resting_faces,
        "coefficients": _mean_faces,
    }
    for name, of in mine.items():
        one, other = (of(visit) for visit in visits)
        shift, size = one.mean(0), one.std(0) + 1e-6
        apart = np.linalg.norm((one - shift)[:, None] / size - (other - shift)[None] / size, axis=2)
        yield {
            "what": "identity",
            "corpus": faces.name,
            "of": name,
            "n_people": len(one),
            "chance": round(1 / len(one), 4),
            "recognised": round((_top(apart) + _top(apart.T)) / 2, 4),
        }


def _top(apart: NDArray[np.float64]) -> float:
    """Share recognised, where those equally near share one guess."""
    nearest = apart <= apart.min(1, keepdims=True) + 1e-9
    return float((np.diag(nearest) / nearest.sum(1)).mean())


def _layers(visit: Faces, ask: Ask, seed: int) -> list[Layer]:
    """Everybody's layer after feedback on every face of the visit."""
    lessons, draw = lessons_of(visit, ask), np.random.default_rng([seed, len(visit.labels)])
    out = []
    for person in range(int(visit.people.max()) + 1):
        mine = draw.permutation(np.flatnonzero(visit.people == person))
        out.append(learnt(Layer(), [lessons[i] for i in mine]))
    return out


def _resting_faces(visit: Faces) -> NDArray[np.float64]:
    off = log_odds(visit.face[:, :CHANNELS]) - resting(STANDARD).odds
    return _mean_of(replace(visit, face=off * visit.face[:, CHANNELS:]), visit.labels == 0)


def _mean_faces(visit: Faces) -> NDArray[np.float64]:
    return _mean_of(visit, np.ones(len(visit.labels), bool))


def _mean_of(visit: Faces, where: NDArray[np.bool_]) -> NDArray[np.float64]:
    people = range(int(visit.people.max()) + 1)
    rows = [visit.face[(visit.people == person) & where, :CHANNELS].mean(0) for person in people]
    return np.array(rows, np.float64)
