"""The body expert: weak by design, and silent on what nobody acted."""

import tomllib
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier

from der_server.faults import BadBundle
from der_server.features.body import NAMES, SIZE, SPEC
from der_server.features.body_cues import CUES
from der_server.labels import EMOTIONS
from der_server.models.body import MOST_QUALITY, MOVING, STILL, BodyExpert, load, quality_of, spread
from der_server.models.body_cues import body_cues
from der_server.models.bundle import load_bundle
from der_server.models.expert import Estimate
from der_server.models.lineup import SHIPPED
from der_server.training.body_fit import laid_out

Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def expert() -> BodyExpert:
    return load(load_bundle(SHIPPED / "body-trees", feature_spec=SPEC), "cpu")


def window(seed: int, tracked: float = 1.0) -> Floats:
    draw = np.random.default_rng(seed)
    mask = (draw.random(len(CUES)) < tracked).astype(np.float32)
    numbers = draw.normal(size=len(NAMES)) * np.tile(mask, len(NAMES) // len(CUES))
    return np.concatenate([numbers, mask]).astype(np.float32)


def posture(**numbers: float) -> Floats:
    body = np.zeros(SIZE, np.float32)
    body[len(NAMES) :] = 1
    for name, value in numbers.items():
        body[NAMES.index(name.replace("__", "."))] = value
    return body


def ask(expert: BodyExpert, *bodies: Floats) -> list[Estimate]:
    return expert.step([{"body": body} for body in bodies], np.zeros((len(bodies), 0), np.float32))[0]


@pytest.mark.model
def test_probabilities_sum_to_one_and_quality_stays_low(expert: BodyExpert) -> None:
    for seed in range(20):
        answer = ask(expert, window(seed, seed / 20))[0]
        assert np.exp(answer.log_probs).sum() == pytest.approx(1, abs=1e-5)
        assert 0 <= answer.quality <= MOST_QUALITY + 1e-6
        assert all(0 <= level <= 1 for level in answer.extra.values())


@pytest.mark.model
def test_emotions_nobody_acted_keep_their_uniform_share(expert: BodyExpert) -> None:
    answer = ask(expert, window(1))[0]
    for emotion in ("fear", "disgust", "surprise"):
        assert np.exp(answer.log_probs[EMOTIONS.index(emotion)]) == pytest.approx(1 / 7, abs=1e-5)


@pytest.mark.model
def test_company_in_the_batch_changes_nothing(expert: BodyExpert) -> None:
    bodies = [window(seed, 0.7) for seed in range(8)]
    together = ask(expert, *bodies)
    for body, answer in zip(bodies, together, strict=True):
        np.testing.assert_allclose(ask(expert, body)[0].log_probs, answer.log_probs, atol=1e-5)


@pytest.mark.model
def test_an_unseen_body_has_no_quality(expert: BodyExpert) -> None:
    answer = ask(expert, np.zeros(SIZE, np.float32))[0]
    assert answer.quality == 0
    assert not answer.extra


@pytest.mark.model
def test_the_card_says_what_the_figures_are_not(expert: BodyExpert) -> None:
    said = " ".join(expert.bundle.card.notes)
    assert "three actors" in said
    assert "NOT" in said
    assert expert.bundle.card.terms == "non-commercial"


@pytest.mark.unit
@given(st.lists(st.floats(-20, 0), min_size=2, max_size=4))
@settings(max_examples=50)
def test_lacking_labels_carry_one_seventh_each(logs: list[float]) -> None:
    given_logs = np.array([logs]) - np.log(np.exp(np.array(logs)).sum())
    labels = EMOTIONS[: len(logs)]
    probs = np.exp(spread(given_logs.astype(np.float32), labels))[0]
    assert probs.sum() == pytest.approx(1, abs=1e-5)
    np.testing.assert_allclose(probs[len(logs) :], 1 / 7, rtol=1e-5)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("cue", "body"),
    [
        ("lean_forward", posture(trunk_lean__mean=0.45)),
        ("lean_back", posture(trunk_lean__mean=-0.35)),
        ("head_down", posture(head_pitch__mean=0.7)),
        ("slump", posture(head_pitch__mean=0.7, chest_bend__mean=0.6)),
        ("motion", posture(hand_speed__more__mean=1.5)),
        ("fidget", posture(hand_change__more__mean=1.5, hips_speed__mean=-2.0, hand_height__more__sd=0.05)),
    ],
)
def test_a_posture_fills_its_cue(cue: str, body: Floats) -> None:
    assert body_cues(body[None])[0][f"body.{cue}"] == pytest.approx(1)


@pytest.mark.unit
def test_standing_still_fills_no_cue() -> None:
    still = posture(**{f"{name}__mean": -3.0 for name in ("hand_speed__more", "head_speed", "hand_change__more")})
    assert max(body_cues(still[None])[0].values()) == 0


@pytest.mark.unit
def test_a_cue_that_cannot_be_seen_is_not_given() -> None:
    body = posture(hand_speed__more__mean=1.5)
    body[len(NAMES) + CUES.index("trunk_lean")] = 0
    cues = body_cues(body[None])[0]
    assert "body.lean_forward" not in cues
    assert cues["body.motion"] == pytest.approx(1)


@pytest.mark.unit
def test_every_rule_has_a_source() -> None:
    raw = tomllib.loads(files("der_server.models").joinpath("body.toml").read_text(encoding="utf-8"))
    assert set(raw) == {"motion", "slump", "lean_forward", "lean_back", "head_down", "fidget"}
    assert all(row["source"] for row in raw.values())


@pytest.mark.unit
def test_laid_out_trees_answer_as_the_forest_they_came_from() -> None:
    draw = np.random.default_rng(0)
    body = draw.normal(size=(300, SIZE)).astype(np.float32)
    styles = np.where(body[:, 3] + body[:, 7] > 0, "happy", np.where(body[:, 5] > 0, "sad", "tired"))
    forest = ExtraTreesClassifier(12, min_samples_leaf=2, random_state=0).fit(body, styles)
    columns = [list(forest.classes_).index(style) for style in ("sad", "happy")]
    asked = draw.normal(size=(50, SIZE)).astype(np.float32)
    np.testing.assert_allclose(
        laid_out(forest, columns).mean(asked), forest.predict_proba(asked)[:, columns], atol=2e-3
    )


@pytest.mark.unit
def test_damaged_trees_are_refused(expert: BodyExpert) -> None:
    weights = dict(expert.bundle.weights)
    weights["left"] = weights["left"] + len(weights["left"])
    with pytest.raises(BadBundle, match="retrain"):
        load(replace(expert.bundle, weights=weights), "cpu")


def test_a_body_counts_as_far_as_its_hands_move() -> None:
    body = np.zeros((4, SIZE), np.float32)
    body[:, len(NAMES) :] = 1
    body[:, NAMES.index("hand_speed.more.mean")] = (STILL - 1, STILL, (STILL + MOVING) / 2, MOVING)
    assert quality_of(body) == pytest.approx([0, 0, MOST_QUALITY / 2, MOST_QUALITY], abs=1e-6)
    body[:, len(NAMES) + CUES.index("hand_speed.more")] = 0
    assert not quality_of(body).any()
