"""Samples that came and were not read yet: several messages are decoded at once, which costs little more than one."""

import time

from der_server.session.arrival import Arrival
from der_server.v1 import signals_pb2
from der_server.wire.decode_signals import decode_signals


class Mail:
    """One session's unread samples, in the order in which they came."""

    MOST = 16
    """Messages that wait at most; they are read earlier where a state is due, or something cannot wait."""

    def __init__(self) -> None:
        self._signals = signals_pb2.Signals()
        self._count = 0
        self._received_ns = 0

    def put(self, signals: signals_pb2.Signals) -> None:
        """One more message."""
        if self._count:
            self._signals.MergeFrom(signals)
        else:
            self._signals = signals
        self._count += 1
        self._received_ns = time.monotonic_ns()

    @property
    def urgent(self) -> bool:
        """Whether it must be read now: words, deeds, the end of an utterance, or enough of it."""
        s = self._signals
        return self._count >= self.MOST or bool(s.texts or s.events or s.end_of_utterance)

    @property
    def newest_us(self) -> int:
        """The newest capture time, for messages whose samples are in order; 0 where there are none."""
        s = self._signals
        return max((kind[-1].capture_time_us for kind in (s.faces, s.bodies, s.voices, s.heads) if kind), default=0)

    def take(self) -> Arrival | None:
        """All of it, decoded; None where there is none. Raises BadFrame or TooMuch."""
        if not self._count:
            return None
        signals, self._signals, self._count = self._signals, signals_pb2.Signals(), 0
        return decode_signals(signals, self._received_ns)
