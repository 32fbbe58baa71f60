"""The face by rules."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from der_server.features.face import CHANNELS, SPEC, face_input
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle
from der_server.models.facs import action_units, card, load, log_probs, rules
from der_server.signals.canonical import FACE

pytestmark = pytest.mark.unit
unit = st.floats(0, 1, width=32)


def face(known: float = 1.0, lost: tuple[str, ...] = (), **values: float) -> np.ndarray:
    """Input "face" with these channels moved (a name without a side moves both)."""
    moved = np.zeros(CHANNELS, np.float32)
    there = np.full(CHANNELS, known, np.float32)
    for i, name in enumerate(FACE):
        for stem, value in values.items():
            if name in (stem, f"{stem}Left", f"{stem}Right"):
                moved[i] = value
        if name.startswith(lost):
            there[i] = 0
    return face_input(moved, there)[None]


def probs(one: np.ndarray) -> dict[str, float]:
    return dict(zip(EMOTIONS, np.exp(log_probs(one))[0].tolist(), strict=True))


PROTOTYPES = {
    "joy": {"mouthSmile": 0.8, "cheekSquint": 0.6, "mouthUpperUp": 0.3},
    "sadness": {"browInnerUp": 0.6, "browDown": 0.4, "mouthFrown": 0.4, "mouthShrugLower": 0.5},
    "anger": {"browDown": 0.8, "eyeSquint": 0.8, "mouthPress": 0.5, "mouthTightener": 0.6},
    "fear": {"browInnerUp": 0.7, "browOuterUp": 0.4, "eyeWide": 0.5, "mouthStretch": 0.6, "jawOpen": 0.3},
    "disgust": {"noseSneer": 0.8, "mouthUpperUp": 0.6, "mouthShrugLower": 0.4},
    "surprise": {"browInnerUp": 0.8, "browOuterUp": 0.8, "eyeWide": 0.5, "jawOpen": 0.7},
}


@pytest.mark.parametrize("emotion", PROTOTYPES)
def test_a_prototype_is_recognised(emotion: str) -> None:
    found = probs(face(**PROTOTYPES[emotion]))
    assert max(found, key=found.__getitem__) == emotion
    assert found[emotion] > 0.5


@pytest.mark.parametrize("emotion", PROTOTYPES)
def test_membership_is_graded(emotion: str) -> None:
    shares = [0.2, 0.5, 1.0]
    found = [probs(face(**{k: v * s for k, v in PROTOTYPES[emotion].items()}))[emotion] for s in shares]
    assert found == sorted(found)
    assert found[0] < 0.5 < found[-1]


def test_a_still_face_is_neutral() -> None:
    assert probs(face())["neutral"] > 0.5


def test_an_unseen_face_says_nothing() -> None:
    np.testing.assert_allclose(np.exp(log_probs(face(known=0.0))), 1 / len(EMOTIONS), atol=1e-6)


def test_without_a_mouth_joy_is_not_ruled_out_by_its_absence() -> None:
    whole = probs(face())
    upper = probs(face(lost=("mouth", "jaw")))
    assert upper["joy"] > whole["joy"]


def test_the_channels_browser_trackers_lack_are_read_here() -> None:
    plain = probs(face(mouthUpperUp=0.4))
    sneer = probs(face(mouthUpperUp=0.4, noseSneer=0.8))
    assert sneer["disgust"] > 2 * plain["disgust"]


@given(arrays(np.float32, (3, CHANNELS), elements=unit), arrays(np.float32, (3, CHANNELS), elements=unit))
def test_whatever_comes_in_probabilities_come_out(values: np.ndarray, known: np.ndarray) -> None:
    logs = log_probs(face_input(values, known))
    assert np.isfinite(logs).all()
    np.testing.assert_allclose(np.exp(logs).sum(1), 1, rtol=1e-5)
    level, share = action_units(face_input(values, known))
    assert level.min() >= 0
    assert level.max() <= 1
    assert share.max() <= 1


def test_an_expert_gives_each_person_the_same_answer_whoever_shares_the_batch() -> None:
    expert = load(Bundle(card(), {}, "test"), "cpu")
    inputs = [{"face": face(**PROTOTYPES[emotion])[0]} for emotion in PROTOTYPES]
    together, states = expert.step(inputs, np.zeros((len(inputs), 0), np.float32))
    assert states.shape == (len(inputs), 0)
    for one, alone in zip(together, inputs, strict=True):
        answer = expert.step([alone], np.zeros((1, 0), np.float32))[0][0]
        np.testing.assert_allclose(answer.log_probs, one.log_probs, rtol=1e-5)
        assert answer.extra == pytest.approx(one.extra)


def test_cues_are_action_units_by_name_and_only_of_what_is_tracked() -> None:
    expert = load(Bundle(card(), {}, "test"), "cpu")
    one = {"face": face(lost=("brow",), mouthSmile=0.7)[0]}
    cues = expert.step([one], np.zeros((1, 0), np.float32))[0][0].extra
    assert cues["face.au12"] == pytest.approx(1)
    assert "face.au4" not in cues
    needed = (1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23, 24, 25, 26, 43)
    assert {f"au{number}" for number in needed} <= set(rules().units)


def test_every_channel_in_the_table_exists() -> None:
    import tomllib
    from importlib.resources import files

    raw = tomllib.loads(files("der_server.models").joinpath("facs.toml").read_text(encoding="utf-8"))
    assert all(name in FACE for row in raw["units"].values() for name in row["channels"])
    assert all(unit in raw["units"] for row in raw["prototypes"].values() for unit in [*row["for"], *row["against"]])


def test_the_card_says_untrained_and_permissive() -> None:
    shown = card()
    assert (shown.trained, shown.terms, shown.feature_spec) == (False, "permissive", SPEC)
