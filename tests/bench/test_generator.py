"""The load generator sends what it says, when it says, and hides nothing."""

import json

import numpy as np
import pytest

from der_client.mock import MESSAGE_S
from der_server.bench.generator import Heard, Person, Plan, told_of
from der_server.bench.naive import Frame
from der_server.bench.people import CHUNK, as_frames, as_posts, as_requests, later, made_voice, performer
from der_server.v1 import service_pb2, signals_pb2

pytestmark = pytest.mark.unit

SECONDS = 3.0


@pytest.fixture(scope="module")
def messages() -> list[tuple[float, signals_pb2.Signals]]:
    return performer(0, SECONDS, None)


def test_a_person_sends_full_signals(messages: list[tuple[float, signals_pb2.Signals]]) -> None:
    requests = [service_pb2.SessionRequest.FromString(sent.data) for sent in as_requests(messages)]
    assert len(requests) == 20 * SECONDS
    assert sum(len(r.signals.faces) for r in requests) == 72 * SECONDS
    assert sum(len(r.signals.bodies) for r in requests) == 30 * SECONDS
    assert sum(len(v.data) for r in requests for v in r.signals.voices) == 2 * 16_000 * SECONDS
    assert any(r.signals.texts for r in requests)
    due = [sent.due_s for sent in as_requests(messages)]
    np.testing.assert_allclose(np.diff(due), MESSAGE_S)


def test_every_way_of_sending_carries_the_same_samples(messages: list[tuple[float, signals_pb2.Signals]]) -> None:
    frames = [Frame.FromString(sent.data) for sent in as_frames(messages)]
    posts = [json.loads(sent.data) for sent in as_posts(messages, "7")]
    faces = [face for _, signals in messages for face in signals.faces]
    of_faces = [frame for frame in frames if not frame.body and not frame.pcm]
    assert [frame.time_us for frame in of_faces] == [face.capture_time_us for face in faces]
    assert sorted(of_faces[5].values.values()) == sorted(faces[5].weights)
    assert [row[0] for post in posts for row in post["faces"]] == [face.capture_time_us for face in faces]
    assert {post["person"] for post in posts} == {"7"}


def test_what_is_sent_again_later_goes_on_where_it_stopped(messages: list[tuple[float, signals_pb2.Signals]]) -> None:
    sent = as_requests(messages)
    last, again = (
        service_pb2.SessionRequest.FromString(data).signals for data in (sent[-1].data, later(sent[0].data, SECONDS))
    )
    assert again.voices[0].first_sample == last.voices[-1].first_sample + CHUNK
    assert 0 < again.faces[0].capture_time_us - last.faces[-1].capture_time_us < 2e6 / 72 + 1
    assert again.bodies[0].capture_time_us > last.bodies[-1].capture_time_us


def test_a_lap_ends_when_the_time_is_over() -> None:
    plan = Plan("", "der", 1, 0, 1, 0.0, warm_s=0.0, seconds=7.5, lap_s=SECONDS)
    one = Person(plan, 0, as_requests(performer(0, SECONDS, None)), Heard())
    due = [after_s for after_s, _ in one._laps()]
    np.testing.assert_allclose(np.diff(due), MESSAGE_S)
    assert due[-1] < 7.5 <= due[-1] + MESSAGE_S + 1e-9


def test_the_made_voice_speaks_and_pauses() -> None:
    sound = made_voice(10.0, 1).astype(np.float64).reshape(-1, CHUNK)
    loudness = np.sqrt((sound**2).mean(1)) / 32768
    assert (loudness > 0.02).mean() > 0.2
    assert (loudness < 0.005).mean() > 0.2
    assert np.abs(sound).max() < 32767


def person(plan: Plan, number: int = 0) -> Person:
    return Person(plan, number, [], Heard())


def test_latency_counts_from_when_a_message_was_due_and_only_in_the_measured_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = person(Plan("x", "der", 1, 0, 1, begin_s=100.0, warm_s=2.0, seconds=5.0))
    assert one.due_s(1) == pytest.approx(100.0 + MESSAGE_S)
    assert one.due_s(50_000) == pytest.approx(100.0 + MESSAGE_S)
    assert one.due_s(50_001) == pytest.approx(100.0 + 2 * MESSAGE_S)
    for now_s in (101.9, 103.0, 107.1):
        monkeypatch.setattr("time.monotonic", lambda now_s=now_s: now_s)
        one.took(102.9)
    assert one.heard.all_ms == pytest.approx([100.0])


def test_people_are_spread_over_a_message_s_length() -> None:
    plan = Plan("x", "der", 50, 0, 50, begin_s=0.0, warm_s=0.0, seconds=1.0)
    phases = np.sort([plan.phase_s(n) for n in range(50)])
    assert 0 <= phases[0] <= phases[-1] < MESSAGE_S
    assert np.diff(phases).max() < 3 * MESSAGE_S / 50


def test_what_was_heard_can_be_told() -> None:
    heard = Heard(all_ms=[1.23456], trouble=["x"])
    assert json.loads(json.dumps(told_of(heard)))["all_ms"] == [1.235]
