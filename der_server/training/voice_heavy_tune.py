"""`voice-heavy` as fine-tuning needs it: the user's clips join those it knows, and say what it had got wrong.

Kernel ridge regression on what is left of the labels when the base has spoken: of all functions that fit these clips
as well, the one nearest to the base. The encoder is the one in the bundle; nothing else is needed to listen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import scipy.linalg
from numpy.typing import NDArray

from der_server.faults import BadRequest
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle
from der_server.models.voice_head import Head, Likeness
from der_server.models.voice_heavy import HeavyVoice, load
from der_server.training.tune_net import Far, Task, eased
from der_server.training.voice_clips import Clip
from der_server.training.voice_head import RIDGE, Heard, Temper, answer, nobody, shifts_of, temper_of
from der_server.training.voice_heavy import arrays_of, features_of, lean_told
from der_server.training.voice_recipe import balanced
from der_server.training.voice_tune import recordings
from der_server.training.watch import Watch

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

PULLS = (0.3, 1.0, 3.0, 10.0, 30.0)
"""How hard the base pulls, in units of the recipe's ridge; what says the inner fifth best is taken."""


@dataclass(frozen=True)
class HeavyPupil:
    """See `finetune.Pupil`."""

    base: HeavyVoice
    heard: Heard
    seed: int

    def learn(self, rows: Ints, inner: Ints) -> tuple[Bundle, Far]:
        judges, found = self.heard.take(inner), []
        for pull in PULLS:
            head, told = self._head(rows, pull), nobody(len(inner))
            answer(head, judges.features, np.arange(len(inner)), told)
            asked = temper_of([told], judges, np.ones(len(inner), bool))
            temper = _eased(asked, self.base.head.temper, len(inner))
            logs = told.log_probs(temper)
            loss = -float(logs[np.arange(len(inner)), judges.labels].mean())
            found.append((loss, pull, temper, head))
        _, pull, temper, head = min(found, key=lambda one: one[:2])
        return self._bundle(replace(head, temper=temper)), {"pull": pull, "temper": temper[0], "strange": temper[1]}

    def go(self, rows: Ints, far: Far) -> Bundle:
        head = self._head(rows, far["pull"])
        return self._bundle(replace(head, temper=(far["temper"], far["strange"])))

    def _head(self, rows: Ints, pull: float) -> Head:
        """The base's head with these clips added to what it knows."""
        some, head = self.heard.take(rows), self.base.head
        parts = head.parts(some.features)
        shifted = parts - shifts_of(parts, some.people, self.base.person, self.seed)
        weights = balanced(some.labels, some.corpora.tolist())
        more = partial(extended, labels=some.labels, ridge=pull * RIDGE / weights)
        lean = replace(head.lean, own=np.concatenate([head.lean.own, np.zeros(len(rows), np.float32)]))
        return replace(head, stranger=more(head.stranger, parts), friend=more(head.friend, shifted), lean=lean)

    def _bundle(self, head: Head) -> Bundle:
        settings = {**self.base.bundle.card.settings, "temper": list(head.temper), "lean": lean_told(head.lean)}
        weights = {n: w for n, w in self.base.bundle.weights.items() if n.startswith("encoder/")}
        card = replace(self.base.bundle.card, settings=settings)
        return Bundle(card, weights | arrays_of(head, self.base.person), "")


def _eased(found: Temper, base: Temper, n: int) -> Temper:
    return eased(found[0], base[0], n), eased(found[1], base[1], n)


def extended(base: Likeness, parts: Floats, labels: Ints, ridge: NDArray[Any]) -> Likeness:
    """What `base` knows, and these clips f32[n, P], each with its part of what `base` gets wrong. ridge: [n]."""
    known = parts.astype(np.float16).astype(np.float32)  # as it is kept
    own = Likeness(known, base.says[:0], base.reach).to_known(known).astype(np.float64)
    own[np.diag_indices_from(own)] += ridge
    shares = np.eye(len(EMOTIONS))[labels] - 1 / len(EMOTIONS)
    wrong = shares - base.to_known(known) @ base.says
    says = scipy.linalg.cho_solve(scipy.linalg.cho_factor(own, overwrite_a=True), wrong)
    both = np.concatenate([base.known, known]), np.concatenate([base.says, np.asarray(says, np.float32)])
    return Likeness(*both, base.reach)


def pupil(task: Task) -> HeavyPupil:
    """The bundle's expert and what it hears in the part's recordings. Raises BadRequest for a run to go on with."""
    if task.watch.folder is not None:
        raise BadRequest("--run and --logger mean nothing for voice-heavy, fitted at once: they are for the others.")
    expert = load(task.bundle, "cpu")
    return HeavyPupil(expert, _heard(expert, recordings(task.part, task.watch), task.watch), task.seed)


def _heard(expert: HeavyVoice, clips: Sequence[Clip], watch: Watch) -> Heard:
    """Clips as features. Somebody without an id is somebody else in every clip."""
    watch.begin("listening", len(clips))
    features = []
    for clip in clips:
        features.append(features_of(expert, clip.samples))
        watch.tick()
    watch.end()
    told = np.stack(features)
    people = [f"{clip.corpus}/{clip.person}" if clip.person else f"#{n}" for n, clip in enumerate(clips)]
    labels = np.array([clip.label for clip in clips], np.int64)
    return Heard(told[:, 1:], labels, np.array([c.corpus for c in clips]), np.array(people), told[:, 0])
