"""Federated learning of personal layers: bounded, helpful where people share a bias, and counted."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from der_server.emotion.layer import BOUNDS, Layer
from der_server.labels import EMOTIONS, MODALITIES
from der_server.training.federate import Client, Plan, attack, federate, layer_at, spent

LABELS, WITNESSES = len(EMOTIONS), len(MODALITIES)


def people(count: int, *, shift: float, seed: int = 0, items: int = 8) -> list[Client]:
    """People whose tracker shows class 1 `shift` too strongly: what they feel is one of classes 0 to 2."""
    draw = np.random.default_rng(seed)
    out = []
    for _ in range(count):
        labels = draw.integers(0, 3, items)
        pulls = np.zeros((items, WITNESSES, LABELS))
        pulls[:, 0, 3:] = -3
        pulls[np.arange(items), 0, labels] = 1.5
        pulls[:, 0, 1] += shift
        pulls[:, 0] += draw.normal(0, 0.3, (items, LABELS))
        out.append(Client(pulls, labels))
    return out


def accuracy(clients: list[Client], layer: Layer) -> float:
    return float(np.mean([(one.answers(layer) == one.labels).mean() for one in clients]))


def test_a_bias_all_share_is_learned_for_people_who_did_not_take_part() -> None:
    theta = federate(people(60, shift=2.0), Plan(noise=1.0), np.random.default_rng(0))
    strangers = people(40, shift=2.0, seed=9)
    assert accuracy(strangers, layer_at(theta)) > accuracy(strangers, Layer()) + 0.2


@settings(max_examples=10, deadline=None)
@given(noise=st.sampled_from([0.0, 1.0, 50.0]), clip=st.floats(0.05, 5), seed=st.integers(0, 99))
def test_the_shared_start_stays_in_bounds_whatever_is_sent(noise: float, clip: float, seed: int) -> None:
    theta = federate(people(12, shift=9.0, seed=seed), Plan(noise=noise, clip=clip), np.random.default_rng(seed))
    assert (np.abs(theta) <= BOUNDS).all()


def test_one_person_moves_a_round_by_no_more_than_the_clip() -> None:
    plan = Plan(rounds=1, share=1.0, noise=0.0, clip=0.1)
    calm = people(20, shift=0.0)
    wild = Client(np.full((8, WITNESSES, LABELS), 30.0), np.full(8, 4))
    without = federate(calm, plan, np.random.default_rng(0)) * len(calm)
    with_one = federate([*calm, wild], plan, np.random.default_rng(0)) * (len(calm) + 1)
    assert np.linalg.norm(with_one - without) <= plan.clip + 1e-9


def test_more_noise_fewer_rounds_and_fewer_people_in_a_round_spend_less() -> None:
    base = spent(Plan(noise=1.0))
    assert spent(Plan(noise=2.0)) < base
    assert spent(Plan(noise=1.0, rounds=5)) < base
    assert spent(Plan(noise=1.0, share=0.1)) < base
    assert spent(Plan(noise=0.0)) == math.inf


def test_the_attack_sees_members_where_nothing_protects_them_and_hardly_any_under_noise() -> None:
    few = people(8, shift=0.0, seed=4)
    bare = attack(few, Plan(noise=0.0, share=1.0, clip=9.0), shadows=32, seed=0)["attack_auc"]
    noisy = attack(few, Plan(noise=8.0, share=1.0, clip=0.5), shadows=32, seed=0)["attack_auc"]
    assert bare > 0.6
    assert noisy < bare
    assert noisy == pytest.approx(0.5, abs=0.12)
