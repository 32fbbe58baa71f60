"""Which web pages may talk to the server. A program that is no browser sends no origin and is not asked.

A page on this machine's loopback may reach a loopback server that asks for no token; so the host must be loopback's
own name too, or a page could point a name of its own at 127.0.0.1 (DNS rebinding).
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from der_server.config import LOOPBACK_HOSTS


@dataclass(frozen=True, slots=True)
class Origins:
    """listed: origins allowed by the operator, such as `https://app.example`; open_door: no token is asked for."""

    listed: frozenset[str]
    open_door: bool

    def allow(self, origin: str, host: str) -> bool:
        """Whether a request from a page of `origin` (empty: no browser) to HOST or HOST:PORT may be served."""
        if not origin or origin in self.listed:
            return True
        try:
            same = urlsplit(origin).netloc == host
        except ValueError:
            return False
        return bool(host) and same and (not self.open_door or _name(host) in LOOPBACK_HOSTS)


def _name(host: str) -> str:
    return host if host.endswith("]") or ":" not in host else host.rpartition(":")[0]
