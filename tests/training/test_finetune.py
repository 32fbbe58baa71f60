"""Fine-tuning helps on people kept apart, or writes nothing."""

from pathlib import Path

import numpy as np
import pytest

from der_client.faces import poses
from der_server.faults import BadRequest, NotBuilt
from der_server.labels import EMOTIONS
from der_server.models.bundle import load_bundle
from der_server.models.face import load
from der_server.models.lineup import SHIPPED, cards_of_lineup
from der_server.training.datasets import find_corpora, load_parts
from der_server.training.finetune import finetune, lend_others
from der_server.training.tune_net import Recipe

NAMES = list(poses().names)
BASE = SHIPPED / "face-net"
QUICK = Recipe(epochs=12, rate=3e-3)


def corpus_of(folder: Path, *, sense: bool, people: int = 12) -> Path:
    """People whose joy is a raised brow and whose sadness is an open jaw; without `sense` the labels are drawn."""
    draw = np.random.default_rng(5)
    n = people * 12
    joy = np.arange(n) % 2 == 0
    weights = draw.uniform(0, 0.05, (n, len(NAMES)))
    weights[joy, NAMES.index("browInnerUp")] = draw.uniform(0.7, 1, joy.sum())
    weights[~joy, NAMES.index("jawOpen")] = draw.uniform(0.5, 0.8, (~joy).sum())
    labels = joy if sense else draw.permutation(joy)
    target = folder / "face" / "club"
    target.mkdir(parents=True)
    np.savez(
        target / "club.npz",
        X=weights.astype(np.float16),
        y=np.where(labels, "happy", "sad"),
        names=NAMES,
        subject=[f"p{i // 12}" for i in range(n)],
    )
    return folder


def test_an_expert_learns_how_these_people_show_it(tmp_path: Path) -> None:
    data = corpus_of(tmp_path / "data", sense=True)
    told = finetune("face", data, BASE, tmp_path / "out", recipe=QUICK, terms="permissive")
    assert told["apart"] == "people"
    assert told["after"]["accuracy"]["value"] > told["before"]["accuracy"]["value"] + 0.2
    bundle = load_bundle(tmp_path / "out" / "face-net")
    assert bundle.card.terms == "research"  # the base's, which are stricter
    assert bundle.card.trained_on[-1] == "club"
    (part,) = load_parts(find_corpora(data, "face")[0])
    assert bundle.saw(part.keys).all()
    assert load_bundle(BASE).saw(part.keys).sum() == 0
    logs = load(bundle, "cpu").log_probs(part.content)
    assert (logs.argmax(1) == part.labels).mean() > 0.9
    lend_others(SHIPPED, tmp_path / "out")
    served = cards_of_lineup(tmp_path / "out")
    assert {"face-net", "text-all"} <= {one.card.name for one in served}


def test_labels_without_sense_are_not_written(tmp_path: Path) -> None:
    told = finetune("face", corpus_of(tmp_path / "data", sense=False), BASE, tmp_path / "out", recipe=QUICK)
    assert told["written"] == (told["after"]["macro_f1"]["value"] > told["before"]["macro_f1"]["value"])
    assert (tmp_path / "out").exists() == told["written"]
    assert told["after"]["accuracy"]["value"] < 0.75


def test_what_cannot_be_taught_is_said_first(tmp_path: Path) -> None:
    data = corpus_of(tmp_path / "data", sense=True, people=4)
    with pytest.raises(BadRequest, match="needs 50"):
        finetune("face", data, BASE, tmp_path / "out")
    with pytest.raises(NotBuilt, match="body cannot be fine-tuned"):
        finetune("body", data, BASE, tmp_path / "out")
    with pytest.raises(BadRequest, match="--terms"):
        finetune("face", data, BASE, tmp_path / "out", terms="mine")
    assert len(EMOTIONS) == 7
