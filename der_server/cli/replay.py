"""Recordings through a server: at once (`Analyze`) or in real time (`Session`)."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from der_client import AsyncClient, Recording, connect, now_us, play
from der_client.play import shifted
from der_server.cli.demo import Show
from der_server.cli.own_server import a_server
from der_server.cli.words import Names, notice_values, state_values
from der_server.v1.emotion_pb2 import SessionState
from der_server.v1.session_pb2 import Notice, SessionStart
from der_server.v1.signals_pb2 import Signals

BEGIN_US = 1_000_000
PIECE_S = 59.0
PIECE_BYTES = 12_000_000
"""`Analyze` takes 60 s and 16 MiB: longer recordings go in pieces, each of which begins anew."""


async def analyze_file(held: Recording, address: str | None) -> dict[str, Any]:
    """States and a summary of a recording, as plain values. Raises DerError, DerClientError."""
    values: list[dict[str, Any]] = []
    notices: list[Notice] = []
    async with a_server(address) as at, connect(at) as client:
        start = await _may_be_read(client, held)
        for piece in _pieces(held):
            answer = await client.analyze(start, piece)
            names = Names.of(answer)
            values += [state_values(state, names, BEGIN_US) for state in answer.states]
            notices += answer.notices
    return summary(values, notices)


async def _may_be_read(client: AsyncClient, held: Recording) -> SessionStart:
    """The recording's own declaration, with the notice its person agreed to when it was made."""
    start = SessionStart()
    start.CopyFrom(held.start)
    start.notice_version_shown = (await client.describe()).notice.version
    return start


def _pieces(held: Recording) -> Iterator[list[Signals]]:
    piece: list[Signals] = []
    begin_s, size = 0.0, 0
    for due_s, signals in held.timed():
        if piece and (due_s - begin_s > PIECE_S or size > PIECE_BYTES):
            yield piece
            piece, begin_s, size = [], due_s, 0
        piece.append(shifted(signals, BEGIN_US))
        size += signals.ByteSize()
    yield piece


async def replay_file(held: Recording, address: str | None, show: Show | None = None) -> dict[str, Any]:
    """Play a recording in real time; the states as plain values. Raises DerError, DerClientError."""
    states: list[SessionState] = []
    async with a_server(address) as at, connect(at) as client:
        async with client.session(await _may_be_read(client, held), confirm_notice=True) as session:
            begin_us = now_us()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(play(session, held.timed(), begin_us=begin_us, then_finish=True))
                async for state in session.states():
                    states.append(state)
                    if show is not None:
                        show(session, state, (state.covered_to_us - begin_us) / 1e6)
            names = Names.of(session.ready)
        values = [state_values(state, names, begin_us) for state in states]
        return summary(values, list(session.notices))


def summary(values: Sequence[dict[str, Any]], notices: Sequence[Notice]) -> dict[str, Any]:
    """What a recording comes to: shares of the labels held, means, and the time line itself."""
    labels = list(values[0]["probabilities"]) if values else []
    held = Counter(value["label"] for value in values)
    count = max(1, len(values))
    social = list(values[0]["social"]) if values else []
    return {
        "states": len(values),
        "seconds": values[-1]["time_s"] if values else 0.0,
        "shares": {name: round(n / count, 4) for name, n in held.most_common()},
        "mean_probabilities": {n: round(float(np.mean([v["probabilities"][n] for v in values])), 4) for n in labels},
        "highest_social": {n: round(max(v["social"][n] for v in values), 4) for n in social},
        "refused": notice_values(notices),
        "timeline": list(values),
    }
