"""The trained face net: the shipped one, and the laws every one of them keeps."""

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from der_server.features.face import CHANNELS, face_input
from der_server.labels import EMOTIONS
from der_server.models.bundle import load_bundle
from der_server.models.face import DEAD, SPEC, FaceNetExpert, alive, load
from der_server.models.face_net import FaceNet, mirror_order
from der_server.models.lineup import SHIPPED
from der_server.signals.canonical import FACE
from der_server.training.datasets import find_corpora, load_parts

unit = st.floats(0, 1, width=32)
ALL = np.ones(CHANNELS, np.float32)
NONE = np.zeros(CHANNELS, np.float32)


@pytest.fixture(scope="module")
def expert() -> FaceNetExpert:
    return load(load_bundle(SHIPPED / "face-net", feature_spec=SPEC), "cpu")


@pytest.mark.unit
def test_the_net_reads_no_channel_that_browser_trackers_leave_dead() -> None:
    assert not set(DEAD) & set(alive())
    assert mirror_order(["a", "bLeft", "bRight"]) == [0, 2, 1]
    assert all(name in FACE for name in alive())


@pytest.mark.unit
@settings(max_examples=30, deadline=None)
@given(arrays(np.float32, (3, len(alive())), elements=st.floats(-5, 5, width=32)))
def test_nothing_gets_past_the_range_met_in_training(wild: np.ndarray) -> None:
    torch.manual_seed(0)
    channels = alive()
    net = FaceNet(channels, 8)
    train = torch.rand(200, len(channels)) * 0.3
    net.fit_ranges(train)
    met = net.encode(torch.cat([train, train[:, net.turn]]), torch.ones(400, len(channels)))
    seen = net.encode(torch.from_numpy(wild), torch.ones(3, len(channels)))
    assert (seen <= met.amax(0) + 1e-4).all()
    assert (seen >= met.amin(0) - 1e-4).all()


@pytest.mark.model
@settings(max_examples=25, deadline=None)
@given(arrays(np.float32, CHANNELS, elements=unit), arrays(np.float32, len(DEAD), elements=unit))
def test_dead_channels_change_nothing_in_the_net(
    expert: FaceNetExpert, values: np.ndarray, moved: np.ndarray
) -> None:
    other = values.copy()
    other[[FACE.index(name) for name in DEAD]] = moved
    both = face_input(np.stack([values, other]), np.stack([ALL, ALL]))
    one, two = expert.net_log_probs(both)
    np.testing.assert_array_equal(one, two)


@pytest.mark.model
def test_a_nose_wrinkle_is_read_by_rule_and_bounded(expert: FaceNetExpert) -> None:
    wrinkled = NONE.copy()
    wrinkled[[FACE.index("noseSneerLeft"), FACE.index("noseSneerRight")]] = 1
    still, sneer = expert.log_probs(face_input(np.stack([NONE, wrinkled]), np.stack([ALL, ALL])))
    disgust = EMOTIONS.index("disgust")
    assert 1 < (sneer - still)[disgust] < 3
    untracked = ALL.copy()
    untracked[[FACE.index(name) for name in DEAD]] = 0
    hidden = face_input(wrinkled, untracked)[None]
    np.testing.assert_allclose(expert.log_probs(hidden), expert.net_log_probs(hidden), atol=1e-5)


@pytest.mark.model
@settings(max_examples=25, deadline=None)
@given(arrays(np.float32, (2, CHANNELS), elements=unit), arrays(np.float32, (2, CHANNELS), elements=unit))
def test_any_headset_s_face_gives_probabilities(expert: FaceNetExpert, values: np.ndarray, known: np.ndarray) -> None:
    logs = expert.log_probs(face_input(values, known))
    assert np.isfinite(logs).all()
    np.testing.assert_allclose(np.exp(logs).sum(1), 1, rtol=1e-4)


@pytest.mark.model
@settings(max_examples=30, deadline=None)
@given(arrays(np.float32, CHANNELS, elements=unit))
def test_a_mirrored_face_feels_the_same(expert: FaceNetExpert, values: np.ndarray) -> None:
    mirrored = values[mirror_order(FACE)]
    one, other = expert.log_probs(face_input(np.stack([values, mirrored]), np.stack([ALL, ALL])))
    np.testing.assert_allclose(one, other, atol=1e-4)


@pytest.mark.model
def test_a_batch_mate_changes_nothing(expert: FaceNetExpert) -> None:
    faces = face_input(np.random.default_rng(0).random((9, CHANNELS), np.float32), np.tile(ALL, (9, 1)))
    together, _ = expert.step([{"face": face} for face in faces], np.zeros((9, 0), np.float32))
    for face, estimate in zip(faces, together, strict=True):
        alone = expert.step([{"face": face}], np.zeros((1, 0), np.float32))[0][0]
        np.testing.assert_allclose(alone.log_probs, estimate.log_probs, atol=1e-4)
        assert alone.quality == 1


@pytest.mark.model
def test_a_still_headset_face_is_neutral(expert: FaceNetExpert) -> None:
    """Headsets report exact zeros at rest, which no camera tracker does."""
    probs = np.exp(expert.log_probs(face_input(NONE, ALL)[None]))[0]
    assert EMOTIONS[int(probs.argmax())] == "neutral"


@pytest.mark.model
def test_quality_is_the_known_share(expert: FaceNetExpert) -> None:
    upper = np.array([name.startswith(("brow", "eye")) for name in FACE], np.float32)
    estimate = expert.step([{"face": face_input(NONE, upper)}], np.zeros((1, 0), np.float32))[0][0]
    assert 0.3 < estimate.quality < 0.6


@pytest.mark.model
@pytest.mark.data
def test_the_mean_face_of_every_emotion_is_recognised(expert: FaceNetExpert, data_dir: Path) -> None:
    """Averages of real faces are what a performed, idealised expression looks like."""
    part = load_parts(find_corpora(data_dir, "face", "rafdb")[0])[0]
    means = np.stack([part.content[part.labels == i].mean(0) for i in range(len(EMOTIONS))])
    guesses = [EMOTIONS[i] for i in expert.log_probs(means).argmax(1)]
    assert guesses == list(EMOTIONS)


@pytest.mark.model
def test_the_card_tells_where_it_comes_from(expert: FaceNetExpert) -> None:
    card = expert.bundle.card
    assert card.trained
    assert card.terms == "research"
    assert {"rafdb", "fer2013"} == set(card.trained_on)
    assert not {"ckplus48", "jaffe"} & set(card.trained_on)
    assert len(expert.bundle.weights["seen"]) > 30_000
