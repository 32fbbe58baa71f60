"""What waits to be sent: bounded, and of faces and bodies only the newest is worth sending."""

import asyncio
from collections import deque
from collections.abc import Iterable, Mapping

from der_server.v1 import service_pb2, session_pb2, signals_pb2

Request = service_pb2.SessionRequest
FIELDS: Mapping[int, tuple[str, ...]] = {
    signals_pb2.MODALITY_FACE: ("faces", "heads"),
    signals_pb2.MODALITY_BODY: ("bodies",),
    signals_pb2.MODALITY_VOICE: ("voices",),
    signals_pb2.MODALITY_TEXT: ("texts",),
    signals_pb2.MODALITY_BEHAVIOUR: ("events",),
}
"""Modality -> its lists in `Signals`."""


class Outbox:
    """Parts in order. More than `fresh` messages of signals waiting: faces and bodies of the older ones go; more than
    `most`: voice goes too (the server sees the gap); more than `limit` parts: the oldest signals, whatever they hold.
    Texts, events and everything else wait their turn."""

    def __init__(self, fresh: int = 10, most: int = 100, limit: int = 1000) -> None:
        self.dropped = 0
        """Samples dropped because the network was slower than the headset."""
        self._fresh, self._most, self._limit = fresh, most, limit
        self._parts: deque[Request] = deque()
        self._waiting = asyncio.Event()
        self._closed = False

    def __len__(self) -> int:
        return len(self._parts)

    def put(self, part: Request) -> None:
        """Add a part; never blocks. Signals that hold nothing are passed over."""
        if _is_empty(part):
            return
        self._parts.append(part)
        if part.WhichOneof("part") == "signals":
            self._thin()
        self._waiting.set()

    def put_back(self, part: Request) -> None:
        """The network did not take a part: it is the first for the next stream."""
        self._parts.appendleft(part)

    def put_withdraw(self, withdraw: session_pb2.Withdraw) -> None:
        """Withdrawal goes before everything that waits, and what it forbids is not sent at all."""
        if not withdraw.uses or session_pb2.USE_INFER in withdraw.uses:
            for part in self._parts:
                if part.WhichOneof("part") == "signals":
                    strip(part.signals, withdraw.modalities or tuple(FIELDS))
            self._remove_empty()
        self._parts.appendleft(Request(withdraw=withdraw))
        self._waiting.set()

    async def get(self) -> Request | None:
        """The next part; None once closed and empty."""
        while not self._parts:
            if self._closed:
                return None
            self._waiting.clear()
            await self._waiting.wait()
        return self._parts.popleft()

    def close(self) -> None:
        """Nothing more will come."""
        self._closed = True
        self._waiting.set()

    def forget(self, *, signals: bool) -> None:
        """Drop what a new stream has no use for: pings; and signals where nothing may be read yet."""
        useless = ("ping", "signals") if signals else ("ping",)
        self._parts = deque(part for part in self._parts if part.WhichOneof("part") not in useless)

    def _thin(self) -> None:
        signals = [part.signals for part in self._parts if part.WhichOneof("part") == "signals"]
        if len(signals) > self._fresh:
            self.dropped += strip(signals[-self._fresh - 1], (signals_pb2.MODALITY_FACE, signals_pb2.MODALITY_BODY))
        if len(signals) > self._most:
            self.dropped += strip(signals[-self._most - 1], (signals_pb2.MODALITY_VOICE,))
        if len(self._parts) > self._limit:
            self.dropped += strip(signals[0], tuple(FIELDS))
            signals[0].end_of_utterance = False
        self._remove_empty()

    def _remove_empty(self) -> None:
        if any(_is_empty(part) for part in self._parts):
            self._parts = deque(part for part in self._parts if not _is_empty(part))


def strip(signals: signals_pb2.Signals, modalities: Iterable[int]) -> int:
    """Remove the samples of some modalities; how many they were."""
    count = 0
    for modality in modalities:
        for field in FIELDS.get(modality, ()):
            count += len(getattr(signals, field))
            signals.ClearField(field)  # type: ignore[arg-type]
    return count


def _is_empty(part: Request) -> bool:
    return part.WhichOneof("part") == "signals" and not part.signals.ByteSize()
