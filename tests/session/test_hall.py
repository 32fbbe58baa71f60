"""Who is in, who may come back, who may watch."""

import pytest

from der_server.faults import NotAllowed, NotFound, Overloaded, TooMuch
from der_server.privacy.door import Principal
from der_server.session.hall import Hall

pytestmark = pytest.mark.unit
ALICE, BOB = Principal("alice", "acme", "person"), Principal("bob", "acme", "person")
WATCHER = Principal("w", "acme", "watcher")


def hall(**changes: float) -> Hall:
    settings = {"max_sessions": 3, "max_sessions_per_person": 2, "resume_s": 60.0, **changes}
    return Hall(**settings)  # type: ignore[arg-type]


def test_limits_hold_and_leaving_makes_room() -> None:
    house = hall()
    first = house.enter(ALICE, "alice")
    house.enter(ALICE, "alice")
    with pytest.raises(TooMuch):
        house.enter(ALICE, "alice")
    house.enter(BOB, "bob")
    with pytest.raises(Overloaded):
        house.enter(WATCHER, "w")
    house.leave(first, None, 0)
    house.enter(ALICE, "alice")


def test_a_visit_is_resumed_once_by_its_own_person_and_in_time() -> None:
    house = hall()
    guest = house.enter(ALICE, "alice")
    house.leave(guest, {"x": 1}, 10.0)
    assert house.resume(guest.resume_token, BOB, "bob", 11.0) is None
    assert house.resume(guest.resume_token, ALICE, "carol", 11.0) is None
    assert house.resume(guest.resume_token, ALICE, "alice", 69.0) == {"x": 1}
    assert house.resume(guest.resume_token, ALICE, "alice", 69.0) is None
    late = house.enter(ALICE, "alice")
    house.leave(late, {"x": 2}, 10.0)
    assert house.resume(late.resume_token, ALICE, "alice", 70.0) is None


def test_watching_needs_right_and_consent() -> None:
    house = hall()
    guest = house.enter(ALICE, "alice")
    assert house.guest(guest.session_id, ALICE) is guest
    with pytest.raises(NotFound):
        house.guest(guest.session_id, BOB)
    with pytest.raises(NotFound):
        house.guest(guest.session_id, Principal("w", "other", "watcher"))
    with pytest.raises(NotAllowed):
        house.guest(guest.session_id, WATCHER)
    guest.watchable = lambda: True
    assert house.guest(guest.session_id, WATCHER) is guest
