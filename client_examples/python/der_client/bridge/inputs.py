"""What a bridge listens to: each input turns datagrams into the newest face, with the order of its names."""

import math
from collections import deque
from collections.abc import Iterable
from typing import Protocol

from pythonosc.osc_message import OscMessage
from pythonosc.osc_packet import OscPacket, ParseError

from der_client.bridge.live_link import NAMES, parse_live_link
from der_client.errors import DerClientError

MAX_WAITING = 16
"""Faces kept until the next message leaves; then the newest win."""
PREFIXES = ("/avatar/parameters/FT/v2/", "/avatar/parameters/v2/")
MAX_NAMES = 256

Face = tuple[int, tuple[float, ...]]
"""Microseconds on this machine's clock, and weights in the order of `names`; none = the face is lost."""


class FaceInput(Protocol):
    """A source of faces. `names` may grow: then the source is declared anew."""

    names: tuple[str, ...]
    refused: int

    def take(self, packet: bytes, now_us: int) -> None:
        """One datagram. What cannot be read is counted in `refused` and costs only itself."""

    def faces(self) -> list[Face]:
        """Faces since the last call, oldest first."""


class LiveLinkInput:
    """Live Link Face on an iPhone."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = NAMES
        self.refused = 0
        self._waiting: deque[Face] = deque(maxlen=MAX_WAITING)

    def take(self, packet: bytes, now_us: int) -> None:
        try:
            self._waiting.append((now_us, parse_live_link(packet).weights))
        except DerClientError:
            self.refused += 1

    def faces(self) -> list[Face]:
        taken = list(self._waiting)
        self._waiting.clear()
        return taken


class VrchatInput:
    """VRCFaceTracking: the parameters of the avatar, one by one and only when they change.

    Shapes the avatar does not have never come, and are not declared: they are not known, rather than neutral.
    """

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()
        self.refused = 0
        self._values: dict[str, float] = {}
        self._moved_us = 0

    def take(self, packet: bytes, now_us: int) -> None:
        try:
            messages = [timed.message for timed in OscPacket(packet).messages]
        except (ParseError, IndexError, ValueError, RecursionError):
            self.refused += 1
            return
        for name, value in _parameters(messages):
            if name not in self._values and len(self._values) >= MAX_NAMES:
                self.refused += 1
                continue
            self._values[name] = value
            self._moved_us = now_us

    def faces(self) -> list[Face]:
        if not self._moved_us:
            return []
        self.names = tuple(self._values)
        face = (self._moved_us, tuple(self._values.values()))
        self._moved_us = 0
        return [face]


def _parameters(messages: Iterable[OscMessage]) -> Iterable[tuple[str, float]]:
    for message in messages:
        prefix = next((p for p in PREFIXES if message.address.startswith(p)), None)
        value = message.params[0] if len(message.params) == 1 else None
        if prefix and isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            yield message.address.removeprefix(prefix), min(1.0, max(0.0, float(value)))
