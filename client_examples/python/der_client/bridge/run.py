"""One session between an input and any number of outputs."""

import asyncio
import socket
from collections.abc import Callable, Sequence

from der_client.bridge.inputs import FaceInput
from der_client.bridge.outputs import Output
from der_client.client import AsyncClient
from der_client.clock import now_us
from der_client.errors import DerClientError
from der_client.mock import consent
from der_client.session import AsyncSession
from der_server.v1 import advice_pb2, session_pb2, signals_pb2

MESSAGE_S = 0.05
COLLECT_S = 1.0
"""An input whose names come one by one is listened to for so long before it is declared."""
MAX_SOURCES = 8
Address = tuple[str, int]


class _Ear(asyncio.DatagramProtocol):
    def __init__(self, source: FaceInput) -> None:
        self._source = source
        self.heard = asyncio.Event()

    def datagram_received(self, data: bytes, addr: object) -> None:
        self._source.take(data, now_us())
        self.heard.set()


async def run_bridge(
    client: AsyncClient,
    source: FaceInput,
    listen: Address,
    outputs: Sequence[tuple[Output, Address]],
    *,
    say: Callable[[str], None] = print,
) -> None:
    """Run until cancelled. The caller has shown the notice to the person, who agreed. Raises DerClientError."""
    loop = asyncio.get_running_loop()
    try:
        transport, ear = await loop.create_datagram_endpoint(lambda: _Ear(source), local_addr=listen)
    except OSError:
        raise DerClientError("BAD_REQUEST", f"UDP port {listen[1]} cannot be listened on: is it taken?") from None
    try:
        host, port = transport.get_extra_info("sockname")[:2]
        say(f"Waiting for a face on UDP {host}:{port} ...")
        await ear.heard.wait()
        if not source.names:
            await asyncio.sleep(COLLECT_S)
        first = source.faces()
        say("A face comes.")
        async with client.session(_start(source), confirm_notice=True) as session, asyncio.TaskGroup() as tasks:
            sending = tasks.create_task(_send(session, source, first))
            await _tell(session, outputs)
            sending.cancel()
    finally:
        transport.close()


def _start(source: FaceInput) -> session_pb2.SessionStart:
    return session_pb2.SessionStart(
        client=session_pb2.ClientInfo(name="der_client.bridge", version="0.1.0"),
        consent=consent(("face",)),
        face_sources=[session_pb2.FaceSource(names=source.names)],
        targets=[advice_pb2.AdviceTarget(id="avatar", rig="arkit")],
        rate_hz=20,
    )


async def _send(session: AsyncSession, source: FaceInput, faces: list[tuple[int, tuple[float, ...]]]) -> None:
    source_id, declared = 0, source.names
    while True:
        if source.names != declared and source_id + 1 < MAX_SOURCES:
            source_id, declared = source_id + 1, source.names
            added = session_pb2.FaceSource(id=source_id, names=declared)
            session.update(session_pb2.SessionUpdate(add_face_sources=[added]))
        frames = [_frame(source_id, time_us, weights, len(declared)) for time_us, weights in faces]
        if frames:
            session.send(signals_pb2.Signals(faces=frames))
        await asyncio.sleep(MESSAGE_S)
        faces = source.faces()


def _frame(source_id: int, time_us: int, weights: tuple[float, ...], count: int) -> signals_pb2.FaceFrame:
    """A lost face has all regions lost; names beyond those declared are left out."""
    if not weights:
        return signals_pb2.FaceFrame(
            source_id=source_id,
            capture_time_us=time_us,
            weights=[0.0] * count,
            lower_lost=True,
            left_upper_lost=True,
            right_upper_lost=True,
        )
    return signals_pb2.FaceFrame(source_id=source_id, capture_time_us=time_us, weights=weights[:count])


async def _tell(session: AsyncSession, outputs: Sequence[tuple[Output, Address]]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth:
        mouth.setblocking(False)
        async for state in session.states():
            for output, address in outputs:
                try:
                    mouth.sendto(output.datagram(session.ready, state), address)
                except BlockingIOError:
                    continue  # the newest state is the one that matters
