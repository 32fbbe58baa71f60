"""Learning the fusion: how much each modality counts and one temperature, on people whose experts did not know them.

    train(data_dir, out_dir, seed=...) -> figures

Folds keep people, actions and items apart; the figures are of the held-out folds, the written values are fitted on
all of them. Half-lives are not learned (no labelled sequences): they stay as sourced in `fusion.toml`.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.emotion.fusion import shipped_params
from der_server.faults import NotFound
from der_server.labels import MODALITIES
from der_server.models.bundle import load_bundle
from der_server.models.face import NAME as FACE_NET
from der_server.models.face import load as load_face_net
from der_server.models.lineup import SHIPPED
from der_server.signals.canonical import FACE
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
from der_server.training.fusion_words import Words, even_folds, gather

Floats = NDArray[np.float32]
Say = Callable[[str], None]
Row = dict[str, Any]

FOLDS = 5
EACH = 4000
"""Pseudo-people of a fold."""
KEPT = ("accuracy", "uar", "macro_f1", "ece", "accuracy_at_80")
FILE = "fusion.toml"


def train(
    data_dir: Path, out_dir: Path, *, seed: int = 0, teacher: Path | None = None, say: Say = print
) -> dict[str, Any]:
    """Learn weights and temperature, write `fusion.toml`, return figures of people kept apart.

    The file goes beside the code where the bundles are the shipped ones, else into `out_dir`. Raises NotFound where
    fewer than two modalities have corpora in `data_dir`.
    """
    words = gather(data_dir, out_dir, seed, teacher, say)
    if len(words) < 2:
        raise NotFound(f"Fusion needs at least two modalities with corpora in {data_dir}.")
    paired = paired_in(data_dir, out_dir, words)
    pool, measured = learn(words, paired, seed, say)
    shipped = out_dir.resolve() == SHIPPED.resolve()
    path = Path(str(files("der_server.emotion"))) / FILE if shipped else out_dir / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(toml_of(pool, measured, words), encoding="utf-8")
    return {"weights": pool.weights, "temperature": pool.temperature, **measured}


def paired_in(data_dir: Path, out_dir: Path, words: Mapping[str, Words]) -> People | None:
    """The truly paired people of `data_dir`, read by the freshly trained face net (else the shipped one)."""
    talking = talking_faces(data_dir)
    if talking is None or "voice" not in words or "face" not in words:
        return None
    folder = out_dir if (out_dir / FACE_NET / "card.json").exists() else SHIPPED
    pictures = np.concatenate([part.content[:, : len(FACE)] for part in training_parts(data_dir)])
    return paired_people(talking, words["voice"], load_face_net(load_bundle(folder / FACE_NET), "cpu"), pictures)


def learn(
    words: Mapping[str, Words], paired: People | None, seed: int, say: Say = print
) -> tuple[Pool, dict[str, Any]]:
    """The pool fitted on everybody, and the figures of pool and gate on folds they were not fitted on."""
    by_hand = shipped_params().weights
    fold = folds_of(words, FOLDS, seed)
    pseudo = company(words, fold, seed, EACH)
    paired_fold = np.zeros(0, np.int64) if paired is None else even_folds(paired.keys, FOLDS, seed)
    pools, gates = [], []
    for held in range(FOLDS):
        say(f"fusion: round {held + 1} of {FOLDS}")
        people = [one for number, one in enumerate(pseudo) if number != held]
        known = paired and paired.take(paired_fold != held)
        everyone, share = together(people, known)
        pools.append(fit_pool(everyone, share, by_hand))
        gates.append(fit_gate(everyone, share, seed))
    measured: dict[str, Any] = {"pseudo_paired": pseudo_rows(words, fold, pools, gates, seed)}
    if paired is not None:
        measured["truly_paired"] = _rows(_by_fold(paired, paired_fold), pools, gates, ("face", "voice"))
    return fit_pool(*together(pseudo, paired), by_hand), measured


def together(pseudo: Sequence[People], paired: People | None) -> tuple[People, Floats]:
    """Everybody, and what each counts: the truly paired as much as all pseudo-people."""
    groups = [join(pseudo), *([] if paired is None else [paired])]
    share = np.concatenate([np.full(len(group), 1 / len(group), np.float32) for group in groups])
    return join(groups), share


def pseudo_rows(
    words: Mapping[str, Words],
    fold: Mapping[str, NDArray[np.int64]],
    pools: Sequence[Pool],
    gates: Sequence[Gate],
    seed: int,
) -> dict[str, Row]:
    """Every pair and all modalities together, of pseudo-people who bring all of them."""
    found = [m for m in MODALITIES if m in words]
    out: dict[str, Row] = {}
    for chosen in [*combinations(found, 2), tuple(found)]:
        some = {m: words[m] for m in chosen}
        people = [pseudo_people(some, fold, held, EACH, seed=seed + 1, company=1.0) for held in range(FOLDS)]
        out["+".join(chosen)] = _rows(people, pools, gates, chosen)
    return out


def _by_fold(people: People, fold: NDArray[np.int64]) -> list[People]:
    return [people.take(fold == held) for held in range(FOLDS)]


def _rows(people: Sequence[People], pools: Sequence[Pool], gates: Sequence[Gate], chosen: Sequence[str]) -> Row:
    """Figures of each modality alone, of pool and gate, each fold read by what was fitted on the others."""
    everyone = join(people)
    groups = np.unique(everyone.keys, return_inverse=True)[1].astype(np.int64)

    def row(logs: Sequence[Floats]) -> Row:
        probs = np.exp(np.concatenate(logs).astype(np.float64))
        got = figures(Answers(everyone.labels, probs / probs.sum(1, keepdims=True), groups))
        return {name: got[name] for name in KEPT}

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
    rows = [("all, pseudo-paired", list(measured["pseudo_paired"].values())[-1])]
    if "truly_paired" in measured:
        rows.append(("face and voice of one person (RAVDESS)", measured["truly_paired"]))
    return [
        f"# {name}: accuracy {row['pool']['accuracy']['value']:.3f}, UAR {row['pool']['uar']['value']:.3f}, "
        f"ECE {row['pool']['ece']:.3f}"
        for name, row in rows
    ]
