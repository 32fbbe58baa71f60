"""People of one room who let others watch: `python guests.py ADDRESS ROOM`, then how many of them, line by line."""

import asyncio
import sys

from der_client import AsyncClient, MockHeadset, connect, default_script, play
from der_client.faults import Timed
from der_server.v1.session_pb2 import USE_INFER, USE_WATCH, ConsentGrant
from der_server.v1.signals_pb2 import MODALITY_FACE, Signals

HEADSET = MockHeadset(default_script(30.0), modalities=("face",))
Piece = tuple[float, bytes]


def copies(performance: list[Piece]) -> list[Timed]:
    """The same performance for one more person."""
    return [(due_s, Signals.FromString(data)) for due_s, data in performance]


async def stay(client: AsyncClient, room: str, number: int, performance: list[Piece]) -> None:
    """One person, until cancelled or the performance is over."""
    grants = [ConsentGrant(modality=MODALITY_FACE, uses=[USE_INFER, USE_WATCH])]
    start = HEADSET.start(room_id=room, person_id=f"guest-{number}", consent=grants, targets=[], rate_hz=2)
    async with client.session(start, confirm_notice=True) as session, asyncio.TaskGroup() as tasks:
        tasks.create_task(play(session, copies(performance), then_finish=True))
        async for _ in session.states():
            pass


async def main(address: str, room: str) -> None:
    """Let people in and out as told."""
    performance = [(due_s, piece.SerializeToString()) for due_s, piece in HEADSET.messages()]
    inside: list[asyncio.Task[None]] = []
    async with connect(address) as client, asyncio.TaskGroup() as tasks:
        while line := await asyncio.to_thread(sys.stdin.readline):
            while len(inside) < int(line):
                inside.append(tasks.create_task(stay(client, room, len(inside), performance)))
            while len(inside) > int(line):
                inside.pop().cancel()
        for task in inside:
            task.cancel()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
