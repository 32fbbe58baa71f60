"""A headset's plain displays, which no corpus holds: the face net must not take them for something else."""

import numpy as np
import pytest

from der_server.features.face import SPEC, face_input
from der_server.labels import EMOTIONS
from der_server.models.bundle import load_bundle
from der_server.models.face import load
from der_server.models.lineup import SHIPPED
from der_server.signals.face import face_reader

pytestmark = pytest.mark.model
REST = (0.0, 0.003, 0.02)
"""What a headset reports of muscles at rest."""


@pytest.mark.parametrize(
    ("display", "emotion"),
    [
        ({"mouthSmile": 0.8, "cheekSquint": 0.5, "eyeSquint": 0.4, "mouthUpperUp": 0.2}, "joy"),
        ({"browInnerUp": 0.8, "browOuterUp": 0.8, "eyeWide": 0.7, "jawOpen": 0.6}, "surprise"),
        ({"browInnerUp": 0.7, "eyeWide": 0.8, "mouthStretch": 0.6, "jawOpen": 0.3}, "fear"),
        ({"browInnerUp": 0.7, "mouthFrown": 0.7, "mouthShrugLower": 0.4}, "sadness"),
        ({"browDown": 0.8, "eyeSquint": 0.5, "mouthPress": 0.5, "noseSneer": 0.3}, "anger"),
        ({"noseSneer": 0.8, "mouthUpperUp": 0.6, "browDown": 0.4}, "disgust"),
        ({"mouthSmile": 0.5}, "joy"),
        ({}, "neutral"),
    ],
)
@pytest.mark.parametrize("rest", REST)
def test_a_plain_display_on_a_headset_is_read_as_what_it_is(
    display: dict[str, float], emotion: str, rest: float
) -> None:
    reader = face_reader("arkit", ())
    names = [name.removesuffix("Left").removesuffix("Right") for name in reader.names]
    weights = np.array([[display.get(name, rest) for name in names]], np.float32)
    values, known = reader.read(weights, np.zeros((1, 3), bool), np.ones((1, 3), np.float32))
    expert = load(load_bundle(SHIPPED / "face-net", feature_spec=SPEC), "cpu")
    assert EMOTIONS[expert.log_probs(face_input(values, known))[0].argmax()] == emotion
