"""What waits to be sent, the client's clock, and how long it waits before it tries again."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_client.clock import ClockProbes, Probe
from der_client.outbox import Outbox, Request
from der_client.phases import MAX_EVENTS, Inbox, Phase, Phased
from der_client.visit import LONGEST_WAIT_S, back_off_s
from der_server.v1 import session_pb2, signals_pb2
from der_server.v1.emotion_pb2 import SessionState
from der_server.v1.signals_pb2 import Signals

pytestmark = pytest.mark.unit
FACE, TEXT = signals_pb2.MODALITY_FACE, signals_pb2.MODALITY_TEXT


def message(i: int, *, text: bool = False) -> Request:
    """One of each, and now and then words."""
    signals = Signals(
        faces=[{"capture_time_us": i}],
        bodies=[{"capture_time_us": i}],
        voices=[{"capture_time_us": i}],
        texts=[{"capture_time_us": i, "text": "hello"}] if text else [],
    )
    return Request(signals=signals)


async def drained(outbox: Outbox) -> list[Request]:
    outbox.close()
    out = []
    while (part := await outbox.get()) is not None:
        out.append(part)
    return out


@given(st.integers(1, 60), st.integers(1, 20), st.integers(0, 40))
def test_faces_and_bodies_keep_the_newest_voice_waits_longer_words_always(count: int, fresh: int, more: int) -> None:
    outbox = Outbox(fresh, fresh + more)
    for i in range(count):
        outbox.put(message(i, text=i % 7 == 0))
    left = [part.signals for part in asyncio.run(drained(outbox))]
    numbers = list(range(count))
    assert [f.capture_time_us for s in left for f in s.faces] == numbers[-fresh:]
    assert [b.capture_time_us for s in left for b in s.bodies] == numbers[-fresh:]
    voiced = [v.capture_time_us for s in left for v in s.voices]
    assert voiced[-fresh:] == numbers[-fresh:]
    assert voiced == numbers[len(numbers) - len(voiced) :]
    assert [t.capture_time_us for s in left for t in s.texts] == numbers[::7]
    kept = sum(len(s.faces) + len(s.bodies) + len(s.voices) for s in left)
    assert outbox.dropped == 3 * count - kept


def test_pings_and_updates_are_never_dropped() -> None:
    outbox = Outbox(fresh=2, most=3)
    for i in range(50):
        outbox.put(message(i))
        outbox.put(Request(ping=session_pb2.Ping(marker=i + 1)))
    left = asyncio.run(drained(outbox))
    assert [p.ping.marker for p in left if p.WhichOneof("part") == "ping"] == list(range(1, 51))


@given(st.integers(1, 20), st.integers(1, 60))
def test_what_waits_is_bounded_whatever_it_is(limit: int, count: int) -> None:
    outbox = Outbox(limit=limit)
    for i in range(count):
        outbox.put(Request(signals=Signals(texts=[{"capture_time_us": i, "text": "hello"}])))
    left = [part.signals.texts[0].capture_time_us for part in asyncio.run(drained(outbox))]
    assert left == list(range(count))[-limit:]
    assert outbox.dropped == count - len(left)


def test_a_part_that_could_not_be_sent_is_the_first_again_and_an_empty_one_is_none() -> None:
    outbox = Outbox()
    outbox.put(message(2))
    outbox.put(Request(signals=Signals()))
    outbox.put_back(message(1))
    assert [part.signals.faces[0].capture_time_us for part in asyncio.run(drained(outbox))] == [1, 2]


def test_events_nobody_reads_cost_old_states_first() -> None:
    inbox = Inbox()
    inbox.put(Phased(Phase.RUNNING))
    for i in range(MAX_EVENTS + 10):
        inbox.put(SessionState(sequence=i))
    events = inbox.poll()
    assert events[0] == Phased(Phase.RUNNING)
    assert [event.sequence for event in events[1:] if isinstance(event, SessionState)] == [
        *range(11, MAX_EVENTS + 10)
    ]
    assert inbox.states_dropped == 11
    assert inbox.poll() == []


def test_withdrawal_overtakes_and_takes_what_waits_with_it() -> None:
    outbox = Outbox()
    outbox.put(message(1, text=True))
    outbox.put_withdraw(session_pb2.Withdraw(modalities=[FACE]))
    first, second = asyncio.run(drained(outbox))
    assert first.WhichOneof("part") == "withdraw"
    assert not second.signals.faces
    assert second.signals.texts


def test_withdrawing_another_use_than_inference_keeps_the_samples() -> None:
    outbox = Outbox()
    outbox.put(message(1))
    outbox.put_withdraw(session_pb2.Withdraw(uses=[session_pb2.USE_WATCH]))
    assert asyncio.run(drained(outbox))[1].signals.faces


@given(st.integers(-(10**12), 10**12), st.lists(st.tuples(st.integers(0, 10**5), st.integers(0, 10**5)), min_size=1))
def test_the_offset_is_off_by_half_the_shortest_trip_at_most(offset_us: int, trips: list[tuple[int, int]]) -> None:
    probes = ClockProbes()
    for i, (there_us, back_us) in enumerate(trips):
        sent_us = i * 1000
        received_us = sent_us + there_us + offset_us
        probes.add(Probe(sent_us, received_us, received_us + 50, sent_us + there_us + 50 + back_us))
    best = probes.best
    assert best is not None
    assert best.round_trip_us == min(map(sum, trips))
    assert abs(best.offset_us - offset_us) <= best.round_trip_us / 2 + 1


def test_probes_of_an_earlier_minute_are_forgotten() -> None:
    probes = ClockProbes()
    assert probes.best is None
    probes.add(Probe(0, 5, 5, 10))
    slow = Probe(61_000_000, 61_000_100, 61_000_100, 61_000_200)
    probes.add(slow)
    assert probes.best == slow


@given(st.integers(0, 40), st.floats(0, 1))
def test_waits_before_trying_again_grow_and_are_bounded(tries: int, share: float) -> None:
    assert 0 < back_off_s(tries, share) <= LONGEST_WAIT_S
    assert back_off_s(tries, share) <= back_off_s(tries + 1, share)
