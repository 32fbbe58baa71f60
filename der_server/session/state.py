"""What a visit says at one moment, before `wire/` encodes it."""

from dataclasses import dataclass

from der_server.advice.advice import AvatarAdvice, DialogueAdvice
from der_server.emotion.feeling import Feeling
from der_server.signals.behaviour import Deed


@dataclass(frozen=True, slots=True)
class State:
    """trigger: `tick`, `text` or `end_of_speech`. bundle_index: into the lineup's bundles.
    received_ns: server clock when the newest covered message came; 0 = none came since the last state.
    speaking: whether the person speaks."""

    sequence: int
    covered_from_us: int
    covered_to_us: int
    trigger: str
    feeling: Feeling
    avatars: tuple[AvatarAdvice, ...]
    dialogue: DialogueAdvice
    bundle_index: int
    received_ns: int
    speaking: bool = False
    deeds: tuple[Deed, ...] = ()
