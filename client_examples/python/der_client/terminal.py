"""What the example programs say on a terminal: the notice, a line per state, and what went wrong."""

import asyncio
import sys
from collections.abc import AsyncIterator, Coroutine

from der_client.errors import DerClientError
from der_client.session import AsyncSession
from der_server.v1.emotion_pb2 import SessionState
from der_server.v1.session_pb2 import PrivacyNotice


def show_notice(notice: PrivacyNotice) -> bool:
    """Show the notice on stderr and ask the person; without a terminal nobody can be asked, so nobody agreed."""
    print(notice.text, file=sys.stderr)
    if not sys.stdin.isatty():
        print("Nobody can be asked here: run it in a terminal, or say --agreed once the person has.", file=sys.stderr)
        return False
    print("Go on? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def show_agreed_notice(notice: PrivacyNotice) -> bool:
    """Show the notice to a person who has agreed already."""
    print(notice.text, file=sys.stderr)
    return True


async def print_states(session: AsyncSession) -> None:
    """Two lines a second until the session is over, then what the server had to say. Raises DerClientError."""
    async for state in _twice_a_second(session):
        print(line(state, session), flush=True)
    for notice in session.notices:
        print(f"notice: {notice.count} of {notice.what}: {notice.message}", file=sys.stderr)


def line(state: SessionState, session: AsyncSession) -> str:
    """One state in one line."""
    name = session.ready.labels[state.label_index]
    label = f"({name}?)" if state.unknown else name
    social = [session.ready.social_labels[s.label_index] for s in state.social if s.level >= 0.5]
    words = f"{state.confidence:4.0%}  valence {state.valence.mean:+.2f}  arousal {state.arousal.mean:+.2f}"
    return f"{label:11} {words}  {', '.join(social):24} {state.dialogue.strategy}"


async def _twice_a_second(session: AsyncSession) -> AsyncIterator[SessionState]:
    """Every state at least half a second after the one before."""
    shown_us = 0
    async for state in session.states():
        if state.covered_to_us - shown_us >= 500_000:
            shown_us = state.covered_to_us
            yield state


def run(program: str, work: Coroutine[None, None, None]) -> int:
    """Run to the end: 0, or 1 with one sentence where it fails, 130 where the person stopped it."""
    try:
        asyncio.run(work)
    except DerClientError as error:
        return _failed(program, error)
    except ExceptionGroup as group:
        known = group.subgroup(DerClientError)
        if known is None:
            raise
        return _failed(program, known.exceptions[0])
    except KeyboardInterrupt:
        return 130
    return 0


def _failed(program: str, error: BaseException) -> int:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    print(f"{program}: {error}", file=sys.stderr)
    return 1
