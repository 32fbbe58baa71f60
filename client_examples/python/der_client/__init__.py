"""Client of DER Server: `async with connect(address) as client` and, without asyncio, `Session`."""

from der_client.client import AsyncClient, connect
from der_client.clock import now_us
from der_client.errors import DerClientError
from der_client.mock import MockHeadset
from der_client.play import play
from der_client.script import Script, Stretch, default_script
from der_client.session import AsyncSession

__all__ = [
    "AsyncClient",
    "AsyncSession",
    "DerClientError",
    "MockHeadset",
    "Script",
    "Stretch",
    "connect",
    "default_script",
    "now_us",
    "play",
]
