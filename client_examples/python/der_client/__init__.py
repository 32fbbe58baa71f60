"""Client of DER Server: `async with connect(address) as client`, and `Session` for programs without asyncio."""

from der_client.blocking import Session, analyze, describe
from der_client.client import AsyncClient, connect
from der_client.clock import now_us
from der_client.errors import DerClientError
from der_client.load import load
from der_client.merge import merged
from der_client.mock import MockHeadset
from der_client.phases import Event, Patience, Phase, Phased
from der_client.play import play
from der_client.recording import Recording, read_recording, write_recording
from der_client.script import Script, Stretch, default_script
from der_client.session import AsyncSession

__all__ = [
    "AsyncClient",
    "AsyncSession",
    "DerClientError",
    "Event",
    "MockHeadset",
    "Patience",
    "Phase",
    "Phased",
    "Recording",
    "Script",
    "Session",
    "Stretch",
    "analyze",
    "connect",
    "default_script",
    "describe",
    "load",
    "merged",
    "now_us",
    "play",
    "read_recording",
    "write_recording",
]
