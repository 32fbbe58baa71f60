"""When a visit's states are due, and what each of them covers. Times are the client's where not said otherwise."""

from der_server.session.clock import Horizon

SILENCE_S = 0.5
"""After so long without a message a timer gives states, so that a client sees the evidence age."""


class Turns:
    """Follows the newest sample; one state after the other is due at an even pace, or at once where something is
    urgent. Server times come in as arguments."""

    def __init__(self) -> None:
        self.urgent = ""
        """Why a state is due at once, or empty."""
        self.newest_us: int | None = None
        """The newest sample that was read."""
        self._horizon = Horizon()
        self._came_us = 0  # server time of its message
        self._received_ns = 0
        self._from_us = 0  # where the next state begins to cover
        self._due_us = 0
        self._taken = (0, 0)  # what the step under way covers: newest sample, and when its message came

    def latest_us(self, server_us: int, first_us: int) -> int:
        """The latest time believed now; see `Horizon`. first_us: of the message at hand, looked at for the first."""
        return self._horizon.latest_us(server_us, first_us)

    @property
    def begun(self) -> bool:
        """Whether a first sample has come."""
        return self._horizon.set

    def cover(self, newest_us: int, server_us: int, received_ns: int) -> None:
        """Samples as new as that were read; their message came at such a server time."""
        self._horizon.follow(newest_us, server_us)
        if self.newest_us is None:
            self._due_us = self._from_us = newest_us
        self.newest_us = max(newest_us, self.newest_us or newest_us)
        self._came_us, self._received_ns = server_us, received_ns

    def now_us(self, server_us: int) -> int:
        """The time it is: the newest sample's, and in silence as much later as the server waited."""
        return (self.newest_us or 0) + (server_us - self._came_us if self._silent(server_us) else 0)

    def waits_for(self, newest_us: int) -> bool:
        """Whether samples as new as that may make a state due."""
        return self.newest_us is None or newest_us >= self._due_us

    def due(self, server_us: int) -> str:
        """The trigger of the state that is due now, or empty."""
        if self.newest_us is None:
            return ""
        if self.urgent:
            return self.urgent
        fresh = self.newest_us >= self._due_us
        return "tick" if self.now_us(server_us) >= self._due_us and (fresh or self._silent(server_us)) else ""

    def _silent(self, server_us: int) -> bool:
        return server_us - self._came_us >= SILENCE_S * 1e6

    def take(self) -> None:
        """A step begins: it covers what was read until now."""
        self._taken = (self.newest_us or 0, self._received_ns)
        self._received_ns = 0

    @property
    def taken_ns(self) -> int:
        """When the newest evidence of the step under way came, on the server's monotonic clock; 0 = in silence."""
        return self._taken[1]

    def conclude(self, trigger: str, now_us: int, rate_hz: float) -> tuple[int, int]:
        """From when to when the state of the step under way covers. The next is due in its turn: the phase is kept,
        since jitter in arrivals must not lower the rate."""
        self.urgent = "" if self.urgent == trigger else self.urgent
        covered = (self._from_us, self._taken[0])
        self._from_us = self._taken[0]
        period_us = round(1e6 / rate_hz)
        self._due_us += (max(0, now_us - self._due_us) // period_us + 1) * period_us
        return covered
