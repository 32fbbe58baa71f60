"""What may be kept of a person between visits: when they calibrated, and one bit of what their feedback taught.

Plain JSON. Neither the resting face nor the whole layer is among it: `docs/calibration.md` says why.
"""

from collections.abc import Mapping
from typing import Any

from der_server.emotion.layer import Layer, leaning
from der_server.session.feedback import Feedback, Result
from der_server.session.sayings import say

VERSION = 1
ENOUGH = 5
"""Fewer feedbacks than this leave nothing: a single one says little."""
DAMAGES = (TypeError, ValueError, AttributeError, KeyError, OverflowError)
"""What reading a damaged keepsake may raise."""
Devices = dict[str, dict[str, Any]]


def kept_of(layer: Layer, count: int, devices: Devices) -> dict[str, Any]:
    """devices: certainty 0..1 and `updated_s` in unix seconds of each device's calibration."""
    lean = layer.lean if count >= ENOUGH else 0
    return {"version": VERSION, "baselines": devices, "feedback_count": count, "adaptation": {"neutral": lean}}


def read_kept(kept: Mapping[str, Any]) -> tuple[Layer, int, Devices]:
    """Raises one of DAMAGES where it is damaged or of another version."""
    if kept.get("version") != VERSION:
        raise ValueError("another version")
    devices = {
        str(device): {"certainty": float(known["certainty"]), "updated_s": float(known["updated_s"])}
        for device, known in kept["baselines"].items()
    }
    return leaning(int(kept["adaptation"]["neutral"])), max(0, int(kept["feedback_count"])), devices


def amend(kept: Mapping[str, Any], told: Feedback, language: str = "en") -> tuple[dict[str, Any], Result]:
    """A keepsake after feedback on a past visit: unchanged, and why. Nothing of its moments is kept to learn from."""
    try:
        _, count, _ = read_kept(kept)
    except DAMAGES:
        count = 0
    return dict(kept), Result(False, say(told.fault or "past", language), count)
