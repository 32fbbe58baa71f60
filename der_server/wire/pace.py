"""The server's clock, and how many messages a stream may send."""

import time


def server_us() -> int:
    """The server's monotonic clock, microseconds."""
    return time.monotonic_ns() // 1000


class Pace:
    """A token bucket over messages: `rate_hz` on average, twice that at once."""

    def __init__(self, rate_hz: float) -> None:
        self._rate_hz, self._tokens, self._at_us = rate_hz, 2 * rate_hz, server_us()

    def allows(self, now_us: int) -> bool:
        """Whether one more message may be read now."""
        self._tokens = min(2 * self._rate_hz, self._tokens + (now_us - self._at_us) / 1e6 * self._rate_hz)
        self._at_us = now_us
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
