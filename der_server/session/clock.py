"""Two clocks: the client's, in which a visit lives, and the server's, for latency and liveness only."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Probe:
    """One exchange: sent and answered on the client's clock, received and returned on the server's.

    The NTP rule (RFC 5905, section 8): the shortest round trip has the smallest possible error.
    """

    sent_us: int
    received_us: int
    returned_us: int
    answered_us: int

    @property
    def round_trip_us(self) -> int:
        return (self.answered_us - self.sent_us) - (self.returned_us - self.received_us)

    @property
    def offset_us(self) -> int:
        """What to add to the client's clock to get the server's."""
        return ((self.received_us - self.sent_us) + (self.returned_us - self.answered_us)) // 2


def best_probe(probes: Iterable[Probe]) -> Probe:
    """The probe with the shortest trip: its error is at most half its round trip."""
    return min(probes, key=lambda probe: probe.round_trip_us)


class ClockProbes:
    """Collects probes of the last minute from pings; a ping carries when the pong before it arrived."""

    WINDOW_US = 60_000_000

    def __init__(self) -> None:
        self._pongs: dict[int, tuple[int, int, int]] = {}
        self._probes: list[Probe] = []

    def pinged(self, marker: int, sent_us: int, received_us: int, returned_us: int) -> None:
        """A ping came and is being answered."""
        self._pongs[marker] = (sent_us, received_us, returned_us)
        while len(self._pongs) > 64:  # a client that never reports back
            self._pongs.pop(next(iter(self._pongs)))

    def answered(self, marker: int, answered_us: int) -> None:
        """The client says when it received the pong `marker`. Unknown markers and negative trips are ignored."""
        times = self._pongs.pop(marker, None)
        if times is None:
            return
        probe = Probe(*times, answered_us)
        if probe.round_trip_us >= 0:
            oldest_us = probe.returned_us - self.WINDOW_US
            self._probes = [p for p in self._probes if p.returned_us > oldest_us] + [probe]

    @property
    def best(self) -> Probe | None:
        """The best probe of the last minute; None before the first."""
        return best_probe(self._probes) if self._probes else None


class Horizon:
    """Tells samples from the far future: none may be `AHEAD_US` ahead of the visit's own run.

    The first sample sets the client's clock against the server's. Later ones may pull that start forward by
    `SLEW_US` a message, so that drift never ends a long visit and no sample can jump the clock.
    """

    AHEAD_US = 5_000_000
    SLEW_US = 1_000

    def __init__(self) -> None:
        self._start_us: int | None = None

    @property
    def set(self) -> bool:
        """Whether a first sample has come."""
        return self._start_us is not None

    def latest_us(self, server_us: int, first_us: int) -> int:
        """The latest client time believed now. `first_us`: the first time in the message at hand; not looked at once
        the start is `set`."""
        if self._start_us is None:
            self._start_us = first_us - server_us
        return self._start_us + server_us + self.AHEAD_US

    def follow(self, newest_us: int, server_us: int) -> None:
        """Let the start follow an accepted sample."""
        if self._start_us is not None:
            ahead_us = newest_us - server_us - self._start_us
            self._start_us += min(max(ahead_us, 0), self.SLEW_US)
