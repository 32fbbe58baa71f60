"""The demo: a mock headset performs before a server of its own; what was recognised is counted."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from der_client import AsyncClient, AsyncSession, MockHeadset, connect, default_script, now_us, play
from der_client.faults import Faults, Timed
from der_client.mock import MODALITIES
from der_client.play import shifted
from der_server.cli.own_server import a_server
from der_server.cli.scores import Scores, score
from der_server.cli.words import Names, modality_word
from der_server.v1.emotion_pb2 import SessionState
from der_server.v1.signals_pb2 import Signals

Show = Callable[[AsyncSession, SessionState, float], None]
"""Called with each state and the seconds since the beginning."""
LONGEST_APART_S = 30.0
"""The performance of single modalities, played through `Analyze`, takes at most so long."""
APART_RATE_HZ = 5.0
APART_BEGIN_US = 1_000_000


async def run_demo(
    headset: MockHeadset,
    address: str | None,
    show: Show | None = None,
    say: Callable[[str], None] = print,
    point: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Play a mock headset live, then each modality alone. Returns the figures of `der demo --json`.

    `point`: told in words where its own server shows the monitor; None = it shows none.
    """
    messages = list(headset.messages())  # made beforehand, so that playing costs little
    say("Starting a server ..." if address is None else f"Connecting to {address} ...")
    async with a_server(address, point) as at, connect(at) as client:
        scores, errors = await _live(client, headset, messages, show)
        say("Playing each modality alone ...")
        apart = await _apart(client, headset)
    return {
        "states": scores.count,
        "recognised": scores.recognised,
        "recognised_social": scores.recognised_social,
        "by_modality": apart,
        "latency_ms": scores.latency_ms,
        "errors": errors,
    }


async def _live(
    client: AsyncClient, headset: MockHeadset, messages: list[Timed], show: Show | None
) -> tuple[Scores, int]:
    async with client.session(headset.start(), confirm_notice=True, reconnect=False) as session:
        begin_us = now_us()
        scores = Scores(headset.script, Names.of(session.ready), begin_us)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(play(session, messages, begin_us=begin_us, then_finish=True))
            async for state in session.states():
                scores.add(state)
                if show is not None:
                    show(session, state, (state.covered_to_us - begin_us) / 1e6)
        refused = sum(notice.count for notice in session.notices)
        return scores, refused + session.states_dropped + session.samples_dropped


async def _apart(client: AsyncClient, headset: MockHeadset) -> dict[str, dict[str, float] | str]:
    described = await client.describe()
    read = {modality_word(bundle.modality) for bundle in described.bundles}
    found: dict[str, dict[str, float] | str] = {}
    for modality in MODALITIES:
        if (modality == "voice" and headset.voice_folder is None) or modality not in headset.modalities:
            found[modality] = "none"
        elif modality not in read:
            found[modality] = "no model"
        else:
            found[modality] = await _alone(client, headset, modality, described.notice.version)
    return found


async def _alone(client: AsyncClient, headset: MockHeadset, modality: str, notice: str) -> dict[str, float]:
    """The same performer, shorter, with consent for one modality only."""
    script = default_script(min(LONGEST_APART_S, headset.script.seconds))
    alone = replace(headset, script=script, modalities=(modality,), faults=Faults())
    start = alone.start(notice_version_shown=notice, rate_hz=APART_RATE_HZ, targets=[])
    pieces = [shifted(_with_time(piece, due_s), APART_BEGIN_US) for due_s, piece in alone.messages()]
    answer = await client.analyze(start, pieces)
    return score(script, Names.of(answer), answer.states, APART_BEGIN_US).recognised


def _with_time(piece: Signals, due_s: float) -> Signals:
    """A message without samples becomes a recogniser's unfinished text, which is not read but lets time pass."""
    if not piece.ByteSize():
        piece.texts.add(capture_time_us=round(due_s * 1e6), text="...", partial=True)
    return piece
