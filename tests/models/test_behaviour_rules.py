"""Rules about deeds: weak, bounded, and silent where nothing happened."""

import tomllib
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.features.behaviour import NAMES, SPEC, behaviour_input
from der_server.labels import BEHAVIOURS, EMOTIONS
from der_server.models.behaviour import KIND, MOST_QUALITY, BehaviourExpert, card, load
from der_server.models.bundle import load_bundle
from der_server.models.expert import Estimate
from der_server.models.lineup import SHIPPED
from der_server.signals.behaviour import BehaviourLog

pytestmark = pytest.mark.unit

CUES = {
    "retry", "idle", "gaze_away", "gaze_toward", "approach", "withdraw", "quit", "help", "success", "error",
    "typing", "nod", "shake",
}  # fmt: skip


@pytest.fixture(scope="module")
def expert() -> BehaviourExpert:
    return load(load_bundle(SHIPPED / "behaviour-rules", feature_spec=SPEC), "cpu")


def ask(expert: BehaviourExpert, *vectors: np.ndarray) -> list[Estimate]:
    inputs = [{"behaviour": vector} for vector in vectors]
    return expert.step(inputs, np.zeros((len(vectors), 0), np.float32))[0]


def after(*events: tuple[str, float, int], now_us: int = 0) -> np.ndarray:
    log = BehaviourLog()
    for kind, value, time_us in events:
        log.absorb(kind, value, time_us)
    return behaviour_input(log, now_us)


amounts = st.lists(st.floats(0, 1000, width=32), min_size=len(NAMES), max_size=len(NAMES))


@given(amounts)
def test_whatever_was_done_probabilities_sum_to_one_and_quality_stays_low(values: list[float]) -> None:
    expert = load(load_bundle(SHIPPED / "behaviour-rules"), "cpu")
    answer = ask(expert, np.array(values, np.float32))[0]
    assert np.exp(answer.log_probs).sum() == pytest.approx(1, abs=1e-5)
    assert 0 <= answer.quality <= MOST_QUALITY + 1e-6
    assert all(0 <= level <= 1 for level in answer.extra.values())


@given(amounts, amounts)
def test_company_in_the_batch_changes_nothing(one: list[float], other: list[float]) -> None:
    expert = load(load_bundle(SHIPPED / "behaviour-rules"), "cpu")
    vectors = np.array([one, other], np.float32)
    np.testing.assert_allclose(ask(expert, *vectors)[0].log_probs, ask(expert, vectors[0])[0].log_probs, atol=1e-5)


def test_where_nothing_happened_nothing_is_said(expert: BehaviourExpert) -> None:
    answer = ask(expert, np.zeros(len(NAMES), np.float32))[0]
    np.testing.assert_allclose(np.exp(answer.log_probs), 1 / len(EMOTIONS), rtol=1e-5)
    assert answer.quality == 0


def test_all_agreed_cues_are_given(expert: BehaviourExpert) -> None:
    answer = ask(expert, after(("nod", 1, 0)))[0]
    assert {f"behaviour.{cue}" for cue in CUES} <= set(answer.extra)


@pytest.mark.parametrize(
    ("event", "emotion"),
    [("success", "joy"), ("retry", "anger"), ("withdraw", "fear"), ("gaze_away", "sadness")],
)
def test_a_deed_leans_to_its_emotion(expert: BehaviourExpert, event: str, emotion: str) -> None:
    answer = ask(expert, after((event, 3, 0)))[0]
    assert EMOTIONS[int(answer.log_probs.argmax())] == emotion
    assert answer.log_probs.max() < np.log(0.5)


def test_old_deeds_count_for_less(expert: BehaviourExpert) -> None:
    fresh, old = ask(expert, after(("retry", 3, 0)), after(("retry", 3, 0), now_us=60_000_000))
    assert old.quality < fresh.quality
    assert old.extra["behaviour.retry"] < fresh.extra["behaviour.retry"]


def test_every_kind_has_a_cue_and_every_rule_a_source() -> None:
    raw = tomllib.loads(files("der_server.models").joinpath("behaviour.toml").read_text(encoding="utf-8"))
    assert {row["kind"] for row in raw["cues"].values()} == set(BEHAVIOURS)
    assert set(raw["evidence"]) <= set(raw["cues"])
    rows = [*raw["cues"].values(), *raw["evidence"].values()]
    assert all(row["source"] for row in rows)
    assert {emotion for row in raw["evidence"].values() for emotion in row["emotions"]} <= set(EMOTIONS)


def test_the_card_says_it_is_untrained(expert: BehaviourExpert) -> None:
    assert expert.bundle.card.kind == KIND
    assert not expert.bundle.card.trained


def test_the_shipped_card_is_the_one_in_the_code(expert: BehaviourExpert) -> None:
    assert expert.bundle.card == card()
