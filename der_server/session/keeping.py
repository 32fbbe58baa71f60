"""What may be kept of a person between visits: when they calibrated, and the layer learnt from their feedback.

Plain JSON. The resting face is not among it: see `docs/calibration.md`.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from der_server.emotion.layer import Layer, layer_of
from der_server.labels import EMOTIONS, MODALITIES
from der_server.session.feedback import Feedback, Result, result_of
from der_server.session.sayings import say

VERSION = 1
DAMAGES = (TypeError, ValueError, AttributeError, KeyError, OverflowError)
"""What reading a damaged keepsake may raise."""
Devices = dict[str, dict[str, Any]]


def kept_of(layer: Layer, count: int, devices: Devices) -> dict[str, Any]:
    """devices: certainty 0..1 and `updated_s` in unix seconds of each device's calibration."""
    return {"version": VERSION, "baselines": devices, "feedback_count": count, "adaptation": layer.as_dict()}


def amend(kept: Mapping[str, Any], told: Feedback, language: str = "en") -> tuple[dict[str, Any], Result]:
    """A keepsake after feedback on a past visit. Nothing of its moments is kept: only a label counts, as bias."""
    try:
        layer, count, devices = read_kept(kept)
    except DAMAGES:
        layer, count, devices = Layer(), 0, {}
    fault = told.fault or ("" if told.label else "no_span")
    if fault:
        return dict(kept), Result(False, say(fault, language), count)
    lesson = told.lesson(np.zeros((len(MODALITIES), len(EMOTIONS))), layer)
    after = layer.learn(lesson)
    count += 1
    return kept_of(after, count, devices), result_of(told, lesson, (layer, after), count=count, language=language)


def read_kept(kept: Mapping[str, Any]) -> tuple[Layer, int, dict[str, dict[str, Any]]]:
    """Raises ValueError, TypeError, AttributeError or KeyError where it is damaged or of another version."""
    if kept.get("version") != VERSION:
        raise ValueError("another version")
    devices = {
        str(device): {"certainty": float(known["certainty"]), "updated_s": float(known["updated_s"])}
        for device, known in kept["baselines"].items()
    }
    return layer_of(kept["adaptation"]), max(0, int(kept["feedback_count"])), devices
