"""Fusion learned from people whose experts did not know them."""

import tomllib

import numpy as np
import pytest

from der_server.emotion.feeling import Witness
from der_server.emotion.fusion import fuse, shipped_params
from der_server.features.face import CHANNELS
from der_server.labels import EMOTIONS, MODALITIES
from der_server.signals.canonical import FACE
from der_server.training.fusion import toml_of
from der_server.training.fusion_fit import BY_HAND, Pool, fit_gate, fit_pool, gate_logs
from der_server.training.fusion_people import UNITS, People, canonical, company, folds_of, pseudo_people
from der_server.training.fusion_words import Words

pytestmark = pytest.mark.unit
SEVEN = len(EMOTIONS)


def words(n: int, right: float, seed: int, labels: int = SEVEN) -> Words:
    """Answers that lean to the true label as strongly as their share of right ones allows."""
    draw = np.random.default_rng(seed)
    truth = np.arange(n) % labels
    said = np.where(draw.random(n) < right, truth, draw.integers(SEVEN, size=n))
    probs = np.full((n, SEVEN), (1 - right) / (SEVEN - 1), np.float32)
    probs[np.arange(n), said] = right
    keys = np.array([f"{seed}-{i // 3}" for i in range(n)])
    return Words(np.log(probs), np.ones(n, np.float32), truth, keys)


@pytest.fixture(scope="module")
def some() -> dict[str, Words]:
    return {"face": words(700, 0.6, 1), "voice": words(700, 0.5, 2), "body": words(700, 0.5, 3)}


def people_of(said: dict[str, Words], n: int = 2000) -> People:
    folds = {modality: np.zeros(len(one), np.int64) for modality, one in said.items()}
    return pseudo_people(said, folds, 0, n, seed=0)


def test_the_pool_as_learned_is_the_pool_as_served(some: dict[str, Words]) -> None:
    people = people_of(some, 50)
    pool = Pool(shipped_params().weights, 0.7)
    params = pool.params(shipped_params().half_lives_s)
    for row, logs in enumerate(pool.logs(people)):
        brought = [
            Witness(modality, people.logs[row, place], float(people.quality[row, place]), 0)
            for place, modality in enumerate(MODALITIES)
            if people.quality[row, place] > 0
        ]
        assert np.exp(logs) == pytest.approx(fuse(brought, 0, params).probs, abs=1e-5)


def test_pooling_strangers_of_one_label_beats_the_best_of_them(some: dict[str, Words]) -> None:
    people = people_of(some)
    pool = fit_pool(people, np.ones(len(people), np.float32), shipped_params().weights)
    both = people.take((people.quality > 0).sum(1) == 3)
    fused = (pool.logs(both).argmax(1) == both.labels).mean()
    assert fused > (both.logs[:, MODALITIES.index("face")].argmax(1) == both.labels).mean()
    assert all(0 < weight <= 1 for weight in pool.weights.values())
    assert pool.weights["behaviour"] == pytest.approx(BY_HAND["behaviour"] * pool.temperature)  # nobody brought it
    assert max(pool.weights.values()) == 1


def test_a_witness_that_only_guesses_loses_its_weight() -> None:
    guessing = words(700, 0.6, 3)
    draw = np.random.default_rng(0)
    said = {
        "face": words(700, 0.8, 1),
        "voice": Words(draw.permutation(guessing.logs), guessing.quality, guessing.labels, guessing.keys),
    }
    people = people_of(said)
    pool = fit_pool(people, np.ones(len(people), np.float32), dict.fromkeys(MODALITIES, 0.5))
    assert pool.weights["voice"] < 0.1 < pool.weights["face"]


def test_nobody_is_on_both_sides_of_a_fold(some: dict[str, Words]) -> None:
    for modality, fold in folds_of(some, 5, seed=0).items():
        sides: dict[str, set[int]] = {}
        for key, number in zip(some[modality].keys, fold.tolist(), strict=True):
            sides.setdefault(str(key), set()).add(number)
        assert all(len(numbers) == 1 for numbers in sides.values())


def test_a_modality_does_not_tell_a_label_by_being_there() -> None:
    said = {"face": words(700, 0.5, 1), "body": words(400, 0.7, 2, labels=4)}
    folds = {modality: np.zeros(len(one), np.int64) for modality, one in said.items()}
    people = pseudo_people(said, folds, 0, 7000, seed=0)
    brought = people.quality[:, MODALITIES.index("body")] > 0
    shares = [brought[people.labels == label].mean() for label in range(SEVEN)]
    assert max(shares) - min(shares) < 0.1
    together = pseudo_people(said, folds, 0, 7000, seed=0, company=1.0)
    assert set(together.labels.tolist()) == {0, 1, 2, 3}


def test_the_gate_is_the_same_for_the_same_seed(some: dict[str, Words]) -> None:
    people = people_of(some, 200)
    share = np.ones(len(people), np.float32)
    one, other = (gate_logs(fit_gate(people, share, seed=4), people) for _ in range(2))
    assert np.array_equal(one, other)
    assert np.exp(one).sum(1) == pytest.approx(1, abs=1e-5)


def test_action_units_become_a_face_on_the_scale_of_pictures() -> None:
    pictures = np.random.default_rng(0).random((400, CHANNELS)).astype(np.float32)
    smile = list(UNITS).index("AU12")
    units = np.zeros((50, len(UNITS)), np.float32)
    units[:, smile] = np.linspace(0, 0.2, 50)
    face = canonical(units, units, pictures)
    left = face[:, FACE.index("mouthSmileLeft")]
    assert (np.diff(left) >= 0).all()
    assert left[-1] > 0.9
    assert left[0] < 0.1
    assert face[0, CHANNELS + FACE.index("mouthSmileRight")] == 1
    assert face[0, CHANNELS + FACE.index("tongueOut")] == 0  # no unit says anything of it


def test_what_is_written_is_what_serving_reads(some: dict[str, Words]) -> None:
    pool = Pool(dict.fromkeys(MODALITIES, 0.5), 0.8)
    row = {"pool": {"accuracy": {"value": 0.5}, "uar": {"value": 0.5}, "ece": 0.01}}
    raw = tomllib.loads(toml_of(pool, {"voice-stream": {"pseudo_paired": {"face+voice": row}}}, some))
    assert raw["temperature"] == 0.8
    assert {m: one["weight"] for m, one in raw["modality"].items()} == pool.weights
    assert {m: one["half_life_s"] for m, one in raw["modality"].items()} == shipped_params().half_lives_s


def test_company_has_a_group_for_every_fold(some: dict[str, Words]) -> None:
    groups = company(some, folds_of(some, 5, seed=0), seed=0, each=70)
    assert len(groups) == 5
    assert {str(key) for group in groups for key in group.keys} == {"0", "1", "2", "3", "4"}
