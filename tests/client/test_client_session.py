"""The client against a real server: open, cut, come back, leave; and what it says when it cannot."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from wire_kit import ALL, Running, Start, consent, smile, start_part

from der_client import AsyncSession, DerClientError, Session, analyze, connect, describe, now_us
from der_server.v1 import session_pb2, signals_pb2
from der_server.v1.emotion_pb2 import SessionState
from der_server.v1.signals_pb2 import Signals

pytestmark = [pytest.mark.wire, pytest.mark.model]
FACE = signals_pb2.MODALITY_FACE
PATIENCE_S = 30


@contextlib.asynccontextmanager
async def smiling(session: AsyncSession) -> AsyncIterator[None]:
    """A smile sent at 20 Hz until the end."""

    async def send() -> None:
        while True:
            session.send(Signals(faces=[smile(now_us())]))
            await asyncio.sleep(0.05)

    task = asyncio.create_task(send())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(session: AsyncSession, found: Callable[[SessionState], bool]) -> SessionState:
    async with asyncio.timeout(PATIENCE_S):
        async for state in session.states():
            if found(state):
                return state
    raise AssertionError("The session ended before.")


async def test_a_client_calibrates_and_says_whether_it_was_right(running: Start) -> None:
    uses = (session_pb2.USE_INFER, session_pb2.USE_ADAPT)
    async with running() as server, connect(server.address) as client:
        adult = session_pb2.LegalContext(age_class=session_pb2.AGE_CLASS_ADULT)
        start = start_part(consent=consent(uses=uses), context=adult)
        async with client.session(start, confirm_notice=True) as session, smiling(session):
            await until(session, is_joy)
            spoilt = await session.calibrate(seconds=3.5)
            assert spoilt.verdict == session_pb2.CALIBRATION_VERDICT_NOT_NEUTRAL
            assert spoilt.hint
            now = now_us()
            told = session_pb2.Feedback(from_time_us=now - 1_000_000, to_time_us=now, label="surprise")
            result = await session.feedback(told)
            assert result.accepted
            assert result.probability_after > result.probability_before


async def test_a_client_hears_that_nothing_is_adapted_to_a_person_of_unknown_age(running: Start) -> None:
    async with (
        running() as server,
        connect(server.address) as client,
        client.session(start_part(), confirm_notice=True) as session,
    ):
        with pytest.raises(DerClientError, match="age"):
            await session.calibrate()
        with pytest.raises(DerClientError, match="age"):
            await session.feedback(session_pb2.Feedback(label="joy"))


def is_joy(state: SessionState) -> bool:
    return state.label_index == 1 and not state.unknown


def a_free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


async def test_the_notice_is_shown_before_anything_is_read(running: Start) -> None:
    shown: list[str] = []

    async def show(notice: session_pb2.PrivacyNotice) -> bool:
        shown.append(notice.text)
        return True

    async with (
        running() as server,
        connect(server.address) as client,
        client.session(start_part(), confirm_notice=show) as session,
        smiling(session),
    ):
        await until(session, is_joy)
    assert len(shown) == 1
    assert "emotion" in shown[0]


async def test_a_refused_notice_ends_the_session_and_nothing_is_read(running: Start) -> None:
    async with running() as server, connect(server.address) as client:
        with pytest.raises(DerClientError) as caught:
            async with client.session(start_part(), confirm_notice=lambda notice: False):
                raise AssertionError("It opened.")
        assert caught.value.reason == "NOTICE_REFUSED"
        async with asyncio.timeout(PATIENCE_S):
            while len(server.house.hall):  # noqa: ASYNC110 - the hall has no event for it
                await asyncio.sleep(0.01)


async def test_pings_measure_the_servers_clock(running: Start) -> None:
    async with (
        running() as server,
        connect(server.address) as client,
        client.session(start_part(), confirm_notice=True) as session,
    ):
        pongs = [await session.ping() for _ in range(3)]
        assert [pong.marker for pong in pongs] == sorted(pong.marker for pong in pongs)
        assert session.round_trip_us > 0
        assert abs(session.clock_offset_us) <= session.round_trip_us  # one machine, one monotonic clock


async def test_a_server_that_goes_away_is_left_and_found_again_with_the_same_smoothing(running: Start) -> None:
    port = a_free_port()
    async with (
        running(listen=f"127.0.0.1:{port}") as server,
        connect(server.address) as client,
        client.session(start_part(), confirm_notice=True) as session,
        smiling(session),
    ):
        before = await until(session, is_joy)
        server.house.leaving.set()
        await asyncio.sleep(0.1)
        server.house.leaving.clear()
        after = await until(session, lambda state: session.streams > 1)
        assert session.streams == 2
        assert session.ready.resumed
        assert not session.ready.reset
        assert after.sequence > before.sequence


async def test_a_restarted_server_says_that_it_remembers_nothing(running: Start) -> None:
    port = a_free_port()
    async with contextlib.AsyncExitStack() as stack:
        async with running(listen=f"127.0.0.1:{port}") as server:
            client = await stack.enter_async_context(connect(server.address))
            session = await stack.enter_async_context(client.session(start_part(), confirm_notice=True))
            await stack.enter_async_context(smiling(session))
            before = await until(session, is_joy)
        async with running(listen=f"127.0.0.1:{port}"):
            first = await until(session, lambda state: session.streams > 1 and state.sequence < before.sequence)
            assert session.ready.reset
            assert not session.ready.resumed
            assert not session.ready.awaiting_notice
            assert first.sequence >= 1
            assert is_joy(await until(session, is_joy))


async def test_what_was_withdrawn_stays_withdrawn_on_the_next_stream(running: Start) -> None:
    async with (
        running() as server,
        connect(server.address) as client,
        client.session(start_part(), confirm_notice=True) as session,
    ):
        session.withdraw([FACE])
        await session.ping()
        server.house.leaving.set()
        await asyncio.sleep(0.1)
        server.house.leaving.clear()
        async with asyncio.timeout(PATIENCE_S):
            while session.streams < 2:  # noqa: ASYNC110 - nothing is sent meanwhile
                await asyncio.sleep(0.01)
        piece = Signals(faces=[smile(now_us())])
        session.send(piece)
        assert not piece.faces  # it does not even leave the machine
        refused = {refusal.what for refusal in session.ready.refusals}
        assert "modality:face" in refused


async def test_without_reconnect_a_lost_server_is_an_error_with_advice(running: Start) -> None:
    async with contextlib.AsyncExitStack() as stack:
        async with running() as server:
            client = await stack.enter_async_context(connect(server.address))
            session = client.session(start_part(), confirm_notice=True, reconnect=False)
            await stack.enter_async_context(session)
        with pytest.raises(DerClientError) as caught:
            await until(session, lambda state: False)
        assert caught.value.retryable
        with pytest.raises(DerClientError):
            session.send(Signals())


async def test_no_server_is_said_in_words() -> None:
    address = f"127.0.0.1:{a_free_port()}"
    async with connect(address) as client:
        with pytest.raises(DerClientError, match=f"No server answers at {address}: is `der serve` running") as caught:
            await client.describe()
        assert caught.value.reason == "UNREACHABLE"
        with pytest.raises(DerClientError, match="No server answers"):
            async with client.session(start_part(), confirm_notice=True):
                pass


async def test_the_servers_own_reason_reaches_the_caller(running: Start) -> None:
    async with running() as server, connect(server.address) as client:
        wrong = start_part(face_sources=[session_pb2.FaceSource(standard="arkitt")])
        with pytest.raises(DerClientError, match="arkit") as caught:
            async with client.session(wrong, confirm_notice=True):
                pass
        assert caught.value.reason == "BAD_DECLARATION"
        async with client.session(start_part(), confirm_notice=True) as session:
            session.send(Signals(faces=[signals_pb2.FaceFrame(capture_time_us=1, weights=[0.5])]))
            with pytest.raises(DerClientError, match="1 weights, but source 0 declared 52"):
                await until(session, lambda state: False)
        with pytest.raises(DerClientError) as caught:
            await client.analyze(start_part(), [])
        assert caught.value.reason == "BAD_REQUEST"


async def test_watching_ones_own_session_and_a_stranger(running: Start) -> None:
    async with running() as server, connect(server.address) as client:
        with pytest.raises(DerClientError) as caught:
            async for _ in client.watch("nobody"):
                pass
        assert caught.value.reason == "NOT_FOUND"
        grants = [session_pb2.ConsentGrant(modality=m, uses=[1, session_pb2.USE_WATCH]) for m in ALL]
        async with (
            client.session(start_part(consent=grants), confirm_notice=True) as session,
            smiling(session),
            asyncio.timeout(PATIENCE_S),
        ):
            async for state in client.watch(session.ready.session_id):
                assert state.probabilities
                break


@pytest.mark.parametrize("address", ["example.org:443", "10.0.0.7:50710"])
def test_a_token_never_travels_in_the_clear(address: str) -> None:
    with pytest.raises(DerClientError, match="only sent over TLS"):
        connect(address, token="secret")
    connect(address, token="secret", tls=True)
    connect("127.0.0.1:50710", token="secret")


class Blocking:
    """A server in this test's loop, talked to from a thread as programs without asyncio do."""

    def __init__(self, server: Running) -> None:
        self.address = server.address

    def visit(self) -> tuple[session_pb2.Ready, list[SessionState], session_pb2.Pong]:
        with Session(self.address, start_part(rate_hz=30), confirm_notice=lambda notice: True) as session:
            begin_us = now_us()
            for i in range(60):
                session.send(Signals(faces=[smile(begin_us + i * 16_667)]))
                pong = session.ping()  # paced by the server, not by a clock
            session.end_of_utterance()
            session.update(session_pb2.SessionUpdate(rate_hz=5))
            session.finish()
            return session.ready, list(session.states()), pong

    def refused(self) -> str:
        wrong = start_part(rate_hz=1000)
        with pytest.raises(DerClientError) as caught, Session(self.address, wrong, confirm_notice=True):
            pass
        return caught.value.reason

    def ended(self) -> str:
        with Session(self.address, start_part(), confirm_notice=True) as session:
            session.update(session_pb2.SessionUpdate(rate_hz=1000))
            with pytest.raises(DerClientError) as caught:
                list(session.states())
            return caught.value.reason

    def withdrawn(self) -> list[str]:
        with Session(self.address, start_part(), confirm_notice=True) as session:
            session.withdraw()
            session.send(Signals(faces=[smile(now_us())]))
            session.finish()
            return [notice.what for notice in session.notices] + [str(s) for s in session.states()]


async def test_programs_without_asyncio_have_the_same_session(running: Start) -> None:
    async with running() as server:
        blocking = Blocking(server)
        ready, states, pong = await asyncio.to_thread(blocking.visit)
        assert ready.session_id
        assert pong.marker
        assert is_joy(states[-1])
        assert await asyncio.to_thread(blocking.refused) == "BAD_REQUEST"
        assert await asyncio.to_thread(blocking.ended) == "BAD_REQUEST"
        assert await asyncio.to_thread(blocking.withdrawn) == []


async def test_describe_and_analyze_without_asyncio(running: Start) -> None:
    async with running() as server:
        described = await asyncio.to_thread(describe, server.address)
        start = start_part(notice_version_shown=described.notice.version)
        pieces = [Signals(faces=[smile(1_000_000 + i * 16_667)]) for i in range(60)]
        answer = await asyncio.to_thread(analyze, server.address, start, pieces)
    assert answer.labels[answer.states[-1].label_index] == "joy"


def test_a_certificate_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    async def open_it() -> None:
        async with connect("localhost:1", tls=tmp_path / "gone.pem"):
            pass

    with pytest.raises(FileNotFoundError):
        asyncio.run(open_it())
