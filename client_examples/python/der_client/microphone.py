"""This machine's microphone as a session's voice (needs the package `sounddevice`)."""

import asyncio
from typing import Any

from der_client.clock import now_us
from der_client.errors import DerClientError
from der_client.mock import consent
from der_client.session import AsyncSession
from der_server.v1.session_pb2 import SessionStart, VoiceFormat
from der_server.v1.signals_pb2 import Signals

RATE_HZ = 16_000
CHUNK = RATE_HZ // 20


def voice_start() -> SessionStart:
    """A session of a voice alone."""
    return SessionStart(consent=consent(("voice",)), voice=VoiceFormat(sample_rate_hz=RATE_HZ))


async def listen(session: AsyncSession, seconds: float) -> None:
    """Send the microphone for some seconds, then finish the session.

    Raises DerClientError where there is no microphone or no `sounddevice`.
    """
    device = _sounddevice()
    loop = asyncio.get_running_loop()
    sent = 0

    def send(data: bytes, captured_us: int) -> None:
        nonlocal sent
        piece = Signals()
        piece.voices.add(capture_time_us=captured_us, first_sample=sent, data=data)
        sent += len(data) // 2
        session.send(piece)

    def heard(data: Any, frames: int, times: Any, status: Any) -> None:  # in the sound library's own thread
        captured_us = now_us() - round(frames * 1e6 / RATE_HZ)
        loop.call_soon_threadsafe(send, bytes(data), captured_us)

    try:
        with device.RawInputStream(RATE_HZ, CHUNK, channels=1, dtype="int16", callback=heard):
            await asyncio.sleep(seconds)
    except device.PortAudioError as error:
        raise DerClientError("UNREACHABLE", f"The microphone cannot be opened: {error}") from None
    await session.finish()


def _sounddevice() -> Any:
    try:
        import sounddevice  # noqa: PLC0415 - an optional package
    except (ImportError, OSError):  # OSError: the package without its PortAudio library
        message = "The microphone needs the package sounddevice (pip install sounddevice) and PortAudio."
        raise DerClientError("UNREACHABLE", message) from None
    return sounddevice
