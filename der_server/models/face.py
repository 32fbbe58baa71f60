"""The trained face expert: a small net on coefficients and their log-odds, blind where trackers differ.

It sees only channels that were alive in its training data, each clipped to the range it was trained on, so
that no headset's coefficients can take it outside. A face and its mirror image get the same answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from der_server.features.face import CHANNELS, SPEC
from der_server.models.bundle import Bundle
from der_server.models.expert import Estimate, Floats
from der_server.models.facs import evidence_of
from der_server.models.graph import graph_of, without_torch
from der_server.signals.canonical import FACE

NAME = "face-net"
KIND = "face_net"
DEAD = (
    "cheekPuff",
    "cheekSquintLeft",
    "cheekSquintRight",
    "jawForward",
    "jawLeft",
    "jawRight",
    "mouthClose",
    "noseSneerLeft",
    "noseSneerRight",
    "tongueOut",
)
"""Channels that stay near zero in browser trackers' output (99th percentile on RAF-DB train below 0.05; jawLeft
goes with its mirror image; tongueOut is not reported) but move on headsets: a net trained on the former must
not see them."""
UNSEEN_UNITS = ("au6", "au9", "au23")  # action units read from DEAD or unreported channels alone
ARKIT = 52  # the first names of FACE; those after them are no browser tracker's


@dataclass(frozen=True)
class FaceNetExpert:
    """The trained face expert. Stateless. pick: where in FACE the channels lie that its net sees; run: the net."""

    bundle: Bundle
    pick: tuple[int, ...]
    run: Callable[[Floats], Floats]
    inputs: tuple[str, ...] = ("face",)
    state_size: int = 0

    def log_probs(self, face: Floats) -> Floats:
        """Calibrated f32[n, 7] over EMOTIONS for input `"face"` f32[n, 2 C]: the net, and by rule what it cannot see.

        Cheek raise, nose wrinkle and lip tightening add their share of the published prototypes where a tracker
        reports them; where it does not, this is the net alone.
        """
        logs = self.net_log_probs(face) + evidence_of(UNSEEN_UNITS, face)
        top = logs.max(1, keepdims=True)
        return np.asarray(logs - top - np.log(np.exp(logs - top).sum(1, keepdims=True)), np.float32)

    def net_log_probs(self, face: Floats) -> Floats:
        """The net alone, calibrated: f32[n, 7]."""
        return self.run(face)

    def step(self, inputs: Sequence[Mapping[str, Floats]], states: Floats) -> tuple[list[Estimate], Floats]:
        """Emotions for B people; quality is the known share of the channels it reads. See `Expert.step`."""
        face = np.stack([one["face"] for one in inputs])
        logs = self.log_probs(face)
        quality = face[:, CHANNELS:][:, self.pick].mean(1)
        return [Estimate(logs[i], float(quality[i])) for i in range(len(face))], states


def load(bundle: Bundle, device: str, threads: int = 1) -> FaceNetExpert:
    """The expert for a `face_net` bundle on a device. Raises BadBundle."""
    pick = tuple(FACE.index(name) for name in bundle.card.settings["channels"])
    if without_torch(bundle, device):
        return FaceNetExpert(bundle, pick, graph_of(bundle, "face", threads))
    from der_server.models.face_net import runner_of  # noqa: PLC0415 - torch, for those who need it

    return FaceNetExpert(bundle, pick, runner_of(bundle, device))


def alive() -> tuple[str, ...]:
    """The channels the net may learn from, in canonical order."""
    return tuple(name for name in FACE[:ARKIT] if name not in DEAD)


__all__ = ["KIND", "NAME", "SPEC", "FaceNetExpert", "alive", "load"]
