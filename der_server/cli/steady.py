"""Recorded sessions through a server, and how steady the advice is over them. `der bench` may call it as well."""

from collections.abc import Sequence
from pathlib import Path

from der_client import MockHeadset, connect, default_script, load
from der_client.play import shifted
from der_server.advice.steadiness import Said, Steadiness, steadiness
from der_server.cli.own_server import a_server
from der_server.cli.words import Names
from der_server.faults import BadRequest
from der_server.v1 import service_pb2, session_pb2, signals_pb2

MOVED = 0.5
RATE_HZ = 10.0
PERFORMED_S = 55.0
BEGIN_US = 1_000_000
Session = tuple[session_pb2.SessionStart, list[signals_pb2.Signals]]


async def measure(files: Sequence[Path], scenario: str, address: str | None = None) -> Steadiness:
    """Advice over recordings of up to a minute each (none = a mock headset's performance of face, body, words and
    deeds). Raises BadRequest for an unknown scenario."""
    names = {n.removeprefix("SCENARIO_").lower(): v for n, v in session_pb2.Scenario.items() if v}
    if scenario not in names:
        raise BadRequest(f"There is no scenario {scenario!r}: use one of {', '.join(names)}.")
    async with a_server(address) as at, connect(at) as client:
        notice = (await client.describe()).notice.version
        heard = []
        for start, pieces in [_recorded(file) for file in files] or [_performed()]:
            start.notice_version_shown, start.rate_hz = notice, RATE_HZ
            start.context.scenario = names[scenario]
            heard.append(_said(await client.analyze(start, pieces)))
    return steadiness(heard)


def _recorded(file: Path) -> Session:
    held = load(file)
    return held.start, [piece for _, piece in held.timed()]


def _performed() -> Session:
    headset = MockHeadset(default_script(PERFORMED_S))
    messages = [shifted(piece, BEGIN_US) for _, piece in headset.messages() if piece.ByteSize()]
    return headset.start(targets=[]), messages


def _said(answer: service_pb2.AnalyzeResponse) -> list[Said]:
    names = Names.of(answer)
    return [
        Said(
            state.covered_to_us / 1e6,
            state.dialogue.strategy,
            names.label(state) not in ("", "neutral") or max(names.levels(state).values()) >= MOVED,
        )
        for state in answer.states
    ]
