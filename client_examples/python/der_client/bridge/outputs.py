"""What a bridge tells: states as OSC, one UDP datagram per state."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message_builder import OscMessageBuilder

from der_server.v1.emotion_pb2 import SessionState
from der_server.v1.session_pb2 import Ready

VRM0: Mapping[str, str] = {
    "happy": "Joy",
    "angry": "Angry",
    "sad": "Sorrow",
    "relaxed": "Fun",
    "surprised": "Surprised",
}
"""VRM 1.0 presets as VRM 0.x calls them; VSeeFace knows these."""
NO_LABEL = 255
"""Sent as the label's number where no label is sure enough; VRChat's integers are 0 to 255."""

Message = tuple[str, Sequence[str | float | int | bool]]


class Output(Protocol):
    """Turns a state into a datagram."""

    def datagram(self, ready: Ready, state: SessionState) -> bytes:
        """What to send for one state."""


class VmcOutput:
    """VMC protocol (protocol.vmc.info): blend shapes for VSeeFace, Warudo, VMC and others.

    ARKit shapes with a capital letter (as avatars with 52 shapes name them) and the presets of VRM 0.x and 1.0.
    """

    def datagram(self, ready: Ready, state: SessionState) -> bytes:
        values: list[Message] = [("/VMC/Ext/OK", (1,)), ("/VMC/Ext/T", (state.covered_to_us / 1e6,))]
        for avatar in state.avatars[:1]:
            presets = {preset.preset: preset.weight for preset in avatar.presets}
            for vrm1, vrm0 in VRM0.items():
                weight = presets.get(vrm1, 0.0)
                values += [("/VMC/Ext/Blend/Val", (name, weight)) for name in (vrm1, vrm0)]
            names = ready.targets[avatar.target_index].names
            shapes = zip(names, avatar.weights, strict=True)
            values += [("/VMC/Ext/Blend/Val", (name[0].upper() + name[1:], weight)) for name, weight in shapes]
        return bundle([*values, ("/VMC/Ext/Blend/Apply", ())])


class OscOutput:
    """Parameters for an avatar of VRChat, or anything that speaks OSC: a float per label (0 to 1) and per dimension
    (-1 to 1), the number of the label, and whether no label is sure enough."""

    def __init__(self, prefix: str = "/avatar/parameters/DER/") -> None:
        self._prefix = prefix

    def datagram(self, ready: Ready, state: SessionState) -> bytes:
        values: list[Message] = [
            (name, (value,)) for name, value in zip(ready.labels, state.probabilities, strict=True)
        ]
        values += [(name, (getattr(state, name).mean,)) for name in ("valence", "arousal", "dominance")]
        values += [(ready.social_labels[level.label_index], (level.level,)) for level in state.social]
        values.append(("label", (NO_LABEL if state.unknown else state.label_index,)))
        values.append(("unknown", (state.unknown,)))
        return bundle([(self._prefix + name, arguments) for name, arguments in values])


def bundle(messages: Sequence[Message]) -> bytes:
    """One OSC bundle, to be acted on at once."""
    out = OscBundleBuilder(IMMEDIATELY)
    for address, arguments in messages:
        message = OscMessageBuilder(address)
        for argument in arguments:
            message.add_arg(argument)
        out.add_content(message.build())
    return out.build().dgram
