"""Recorded sessions: what was written is read; what is damaged says so."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_client import DerClientError, MockHeadset, Recording, default_script, load, read_recording, write_recording
from der_client.recording import MAGIC, capture_times_us
from der_server.v1.session_pb2 import SessionStart
from der_server.v1.signals_pb2 import Signals

pytestmark = pytest.mark.unit
START = SessionStart(language="zh", rate_hz=5)

times_us = st.integers(1, 10**15)
pieces = st.builds(
    lambda faces, text: Signals(
        faces=[{"capture_time_us": t, "weights": [0.25, 1.0]} for t in faces],
        texts=[{"capture_time_us": 1, "text": text}] if text else [],
    ),
    st.lists(times_us, max_size=4),
    st.text(max_size=20),
)


@given(st.lists(pieces, max_size=5))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, signals: list[Signals]) -> None:
    path = tmp_path_factory.mktemp("takes") / "take.der"
    assert write_recording(path, START, signals) == len(signals)
    assert read_recording(path) == Recording(START, tuple(signals))


def test_ids_and_tokens_of_people_are_not_kept(tmp_path: Path) -> None:
    told = {"person_id": "alice", "room_id": "room", "resume_token": "secret", "notice_version_shown": "v"}
    write_recording(tmp_path / "a.der", SessionStart(language="en", **told), [])
    held = (tmp_path / "a.der").read_bytes()
    assert not any(word.encode() in held for word in ("alice", "room", "secret"))
    assert read_recording(tmp_path / "a.der").start == SessionStart(language="en")


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    headset = MockHeadset(default_script(3))
    write_recording(tmp_path / "whole.der", headset.start(), (piece for _, piece in headset.messages()))
    return (tmp_path / "whole.der").read_bytes()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda held: held[:-3], "ends in the middle"),
        (lambda held: held[: len(MAGIC)], "before the session starts"),
        (lambda held: b"RIFF" + held, "does not begin with DERREC1"),
        (lambda held: held[:40] + b"\xff" * 40 + held[80:], "damaged"),
        (lambda held: b"", "does not begin with DERREC1"),
    ],
)
def test_damage_is_told_not_raised_from_within(tmp_path: Path, whole: bytes, damage: object, told: str) -> None:
    path = tmp_path / "hurt.der"
    path.write_bytes(damage(whole))  # type: ignore[operator]
    with pytest.raises(DerClientError, match=told) as caught:
        load(path)
    assert caught.value.reason == "BAD_FILE"


@given(st.binary(max_size=200))
def test_whatever_follows_the_magic_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, garbage: bytes
) -> None:
    path = tmp_path_factory.mktemp("takes") / "take.der"
    path.write_bytes(MAGIC + garbage)
    try:
        held = read_recording(path)
    except DerClientError as error:
        assert error.reason == "BAD_FILE"  # noqa: PT017 - either outcome is fine, this one must say why
    else:
        assert all(isinstance(piece, Signals) for piece in held.signals)


def test_a_recording_leaves_in_the_time_in_which_it_was_made(tmp_path: Path, whole: bytes) -> None:
    (tmp_path / "a.der").write_bytes(whole)
    held = load(tmp_path / "a.der")
    timed = list(held.timed())
    assert held.seconds == pytest.approx(3, abs=0.05)
    assert [due for due, _ in timed] == sorted(due for due, _ in timed)
    assert min(min(capture_times_us(piece)) for _, piece in timed) == 1
    assert all(max(capture_times_us(piece)) <= due * 1e6 + 1.5 for due, piece in timed)
