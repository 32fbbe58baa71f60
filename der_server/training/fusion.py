"""Learning the fusion: how much each modality counts and one temperature, on people whose experts did not know them.

    train(data_dir, out_dir, seed=...) -> figures

Folds keep people, actions and items apart; the figures are of the held-out folds, the written values are fitted on
all of them. Half-lives are not learned (no labelled sequences): they stay as sourced in `fusion.toml`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.emotion.fusion import shipped_params
from der_server.faults import DerError, NotFound
from der_server.labels import EMOTIONS, MODALITIES
from der_server.models.bundle import load_bundle
from der_server.models.face import NAME as FACE_NET
from der_server.models.face import load as load_face_net
from der_server.models.lineup import SHIPPED
from der_server.models.voice import NAME as STREAM
from der_server.models.voice_heavy import NAME as HEAVY
from der_server.signals.canonical import FACE
from der_server.training import metrics
from der_server.training.evaluate import Answers, figures
from der_server.training.face import training_parts
from der_server.training.fusion_fit import Gate, Pool, fit_gate, fit_pool, gate_logs
from der_server.training.fusion_people import (
    People,
    company,
    folds_of,
    join,
    paired_people,
    pseudo_people,
    talking_faces,
)
from der_server.training.fusion_voice import heavy_words, stream_words
from der_server.training.fusion_words import Words, body_words, bundle_in, even_folds, face_words, text_words
from der_server.training.stages import Stages, key_of

Floats = NDArray[np.float32]
Say = Callable[[str], None]
Row = dict[str, Any]

FOLDS = 5
EACH = 4000
"""Pseudo-people of a fold."""
KEPT = ("accuracy", "uar", "macro_f1", "ece", "accuracy_at_80")
FILE = "fusion.toml"


def train(
    data_dir: Path,
    out_dir: Path,
    *,
    seed: int = 0,
    teacher: Path | None = None,
    stages: Stages | None = None,
    say: Say = print,
) -> dict[str, Any]:
    """Learn weights and temperature, write `fusion.toml`, return figures of people kept apart.

    The file goes beside the code where the bundles are the shipped ones, else into `out_dir`. Words gathered
    before are in `stages`. Raises NotFound where fewer than two modalities have corpora in `data_dir`.
    """
    words = gather(data_dir, out_dir, seed=seed, teacher=teacher, stages=stages or Stages(), say=say)
    if len(set(words) - {HEAVY}) < 2:
        raise NotFound(f"Fusion needs at least two modalities with corpora in {data_dir}.")
    companies = [Company(name, said, paired_in(data_dir, out_dir, said)) for name, said in by_voice(words).items()]
    pool, measured = learn(companies, seed, say)
    shipped = out_dir.resolve() == SHIPPED.resolve()
    path = Path(str(files("der_server.emotion"))) / FILE if shipped else out_dir / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(toml_of(pool, measured, words), encoding="utf-8")
    return {"weights": pool.weights, "temperature": pool.temperature, **measured}


def gather(
    data_dir: Path, bundles: Path, *, seed: int, teacher: Path | None, stages: Stages, say: Say = print
) -> dict[str, Words]:
    """Words by modality, those of the heavy voice expert under its own name.

    What cannot be had is left out, and said. bundles: where a fresh text bundle may lie. teacher: as in
    `training.voice`.
    """
    once = partial(_once, stages)
    ways: dict[str, Callable[[], Words]] = {
        "face": lambda: once("face", key_of(data_dir, ["face"], seed), lambda: face_words(data_dir, seed)),
        "body": lambda: once("body", key_of(data_dir, ["body"], seed), lambda: body_words(data_dir, seed)),
        "text": lambda: text_words(data_dir, bundles),
        "voice": lambda: stream_words(data_dir, seed=seed, teacher=teacher, stages=stages, say=say),
    }
    if teacher is not None:
        ways[HEAVY] = lambda: heavy_words(data_dir, seed=seed, teacher=teacher)
    found = {}
    for name, way in ways.items():
        say(f"fusion: what {name} says of people and items it has not met")
        try:
            found[name] = way()
        except DerError as error:
            say(f"fusion: {name} left out: {error}")
    return found


def _once(stages: Stages, name: str, key: str, make: Callable[[], Words]) -> Words:
    return Words(**stages.arrays(f"words-{name}", key, lambda: make().arrays()))


def by_voice(words: Mapping[str, Words]) -> dict[str, dict[str, Words]]:
    """Words by modality, once with each voice expert there is: a visit believes one or the other."""
    plain = {name: said for name, said in words.items() if name != HEAVY}
    if HEAVY not in words:
        return {STREAM: plain}
    heavy = plain | {"voice": words[HEAVY]}
    return {STREAM: plain, HEAVY: heavy} if "voice" in plain else {HEAVY: heavy}


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody there is with one of the voice experts: words by modality, and the truly paired. voice: its name."""

    voice: str
    words: Mapping[str, Words]
    paired: People | None


def paired_in(data_dir: Path, out_dir: Path, words: Mapping[str, Words]) -> People | None:
    """The truly paired people of `data_dir`, read by the freshly trained face net (else the shipped one)."""
    talking = talking_faces(data_dir)
    if talking is None or "voice" not in words or "face" not in words:
        return None
    pictures = np.concatenate([part.content[:, : len(FACE)] for part in training_parts(data_dir)])
    net = load_face_net(load_bundle(bundle_in(out_dir, FACE_NET)), "cpu")
    return paired_people(talking, words["voice"], net, pictures)


def learn(companies: Sequence[Company], seed: int, say: Say = print) -> tuple[Pool, dict[str, Any]]:
    """The pool fitted on everybody, and the figures of pool and gate on folds they were not fitted on.

    Folds are the same with every voice expert: nobody is on both sides, whichever heard them.
    """
    by_hand = shipped_params().weights
    folded = [Folded.of(each, seed) for each in companies]
    pools, gates = [], []
    for held in range(FOLDS):
        say(f"fusion: round {held + 1} of {FOLDS}")
        everyone, share = together([each.without(held) for each in folded])
        pools.append(fit_pool(everyone, share, by_hand))
        gates.append(fit_gate(everyone, share, seed))
    measured = {each.company.voice: each.figures(pools, gates, seed) for each in folded}
    return fit_pool(*together([each.without(None) for each in folded]), by_hand), measured


@dataclass(frozen=True, slots=True)
class Folded:
    """A company dealt out: pseudo-people of each fold, and the fold of each of the truly paired."""

    company: Company
    fold: Mapping[str, NDArray[np.int64]]
    pseudo: Sequence[People]
    paired_fold: NDArray[np.int64]

    @staticmethod
    def of(each: Company, seed: int) -> "Folded":
        fold = folds_of(each.words, FOLDS, seed)
        keys = np.zeros(0, np.str_) if each.paired is None else each.paired.keys
        return Folded(each, fold, company(each.words, fold, seed, EACH), even_folds(keys, FOLDS, seed))

    def without(self, held: int | None) -> tuple[People, People | None]:
        """Pseudo-people and truly paired of the other folds; of all with None."""
        known = self.company.paired
        pseudo = join([one for number, one in enumerate(self.pseudo) if number != held])
        return pseudo, known if known is None or held is None else known.take(self.paired_fold != held)

    def figures(self, pools: Sequence[Pool], gates: Sequence[Gate], seed: int) -> dict[str, Any]:
        """Every pair and all modalities together, of pseudo-people who bring all of them; and the truly paired."""
        words, known = self.company.words, self.company.paired
        found = [m for m in MODALITIES if m in words]
        pseudo: dict[str, Row] = {}
        for chosen in dict.fromkeys([*combinations(found, 2), tuple(found)]):
            some = {m: words[m] for m in chosen}
            people = [pseudo_people(some, self.fold, held, EACH, seed=seed + 1, company=1.0) for held in range(FOLDS)]
            pseudo["+".join(chosen)] = _rows(people, pools, gates, chosen)
        measured: dict[str, Any] = {"pseudo_paired": pseudo}
        if known is not None:
            folds = [known.take(self.paired_fold == held) for held in range(FOLDS)]
            measured["truly_paired"] = _rows(folds, pools, gates, ("face", "voice"))
        return measured


def together(groups: Sequence[tuple[People, People | None]]) -> tuple[People, Floats]:
    """Everybody, and what each counts: the truly paired as much as all pseudo-people, every company alike."""
    parts = [part for group in groups for part in group if part is not None]
    share = np.concatenate([np.full(len(part), 1 / len(part), np.float32) for part in parts])
    return join(parts), share


def _rows(people: Sequence[People], pools: Sequence[Pool], gates: Sequence[Gate], chosen: Sequence[str]) -> Row:
    """Figures of each modality alone, of pool and gate, each fold read by what was fitted on the others.

    ece_of_these: the calibration error where it is known that only the labels these people have can be: four with
    the body, whose actors had no others.
    """
    everyone = join(people)
    groups = np.unique(everyone.keys, return_inverse=True)[1].astype(np.int64)
    there = np.isin(np.arange(len(EMOTIONS)), everyone.labels)

    def row(logs: Sequence[Floats]) -> Row:
        probs = np.exp(np.concatenate(logs).astype(np.float64))
        got = figures(Answers(everyone.labels, probs / probs.sum(1, keepdims=True), groups))
        these = probs * there / (probs * there).sum(1, keepdims=True)
        known = round(metrics.calibration_error(everyone.labels, these), 4)
        return {name: got[name] for name in KEPT} | {"ece_of_these": known}

    pairs = list(zip(people, pools, gates, strict=True))
    alone = {m: row([one.logs[:, MODALITIES.index(m)] for one in people]) for m in chosen}
    return {
        "n": len(everyone),
        **alone,
        "pool": row([pool.logs(one) for one, pool, _ in pairs]),
        "gate": row([gate_logs(gate, one) for one, _, gate in pairs]),
    }


def toml_of(pool: Pool, measured: Mapping[str, Any], words: Mapping[str, Words]) -> str:
    """`fusion.toml`: what was learned, from what, and what it was worth."""
    half_lives_s = shipped_params().half_lives_s
    lines = [
        "# The log-linear pool: how much each modality's calibrated word counts, and for how long.",
        "#",
        "# weight: exponent on an expert's likelihood ratio, 0 to 1; temperature: divides the pooled logits. Both",
        "# are learned by `der train --modality fusion`, on people whose experts did not know them; behaviour is a",
        "# rule table, its weight is set by hand. half_life_s: how fast evidence ages; our choices, after how long a",
        "# display lasts: a facial expression 0.5 to 4 s, an utterance a few seconds.",
        "#",
        f"# Learned from {', '.join(f'{len(said)} {m}' for m, said in words.items())} items, put together by label.",
        *_measured_lines(measured),
        f"temperature = {pool.temperature:.3f}",
    ]
    for modality in MODALITIES:
        lines += ["", f"[modality.{modality}]", f"weight = {pool.weights[modality]:.3f}"]
        lines += [f"half_life_s = {half_lives_s[modality]}"]
    return "\n".join(lines) + "\n"


def _measured_lines(measured: Mapping[str, Any]) -> list[str]:
    rows = []
    for voice, one in measured.items():
        rows.append((f"all with {voice}, pseudo-paired", list(one["pseudo_paired"].values())[-1]))
        if "truly_paired" in one:
            rows.append((f"face and {voice} of one person (RAVDESS)", one["truly_paired"]))
    return [
        f"# {name}: accuracy {row['pool']['accuracy']['value']:.3f}, UAR {row['pool']['uar']['value']:.3f}, "
        f"ECE {row['pool']['ece']:.3f}"
        for name, row in rows
    ]
