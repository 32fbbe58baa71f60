"""Who may come in, and as whom."""

import time

import jwt
import pytest

from der_server.faults import NotAllowed, NotKnown
from der_server.privacy.door import LOCAL, Door, Principal

pytestmark = pytest.mark.unit
KEY = "a secret of thirty-two bytes or more, for tests"
DOOR = Door(KEY, "HS256", "der-server", None, open_on_loopback=True)


def token(**changes: object) -> str:
    claims = {"sub": "alice", "aud": "der-server", "exp": time.time() + 60, "role": "person", **changes}
    return "Bearer " + jwt.encode({k: v for k, v in claims.items() if v is not None}, KEY, "HS256")


def test_loopback_is_local_and_elsewhere_needs_a_token() -> None:
    assert DOOR.admit("", from_loopback=True) is LOCAL
    with pytest.raises(NotKnown):
        DOOR.admit("", from_loopback=False)
    closed = Door(KEY, "HS256", "der-server", None, open_on_loopback=False)
    with pytest.raises(NotKnown):
        closed.admit("", from_loopback=True)


def test_a_good_token_says_who_it_is() -> None:
    principal = DOOR.admit(token(tenant="acme"), from_loopback=False)
    assert principal == Principal("alice", "acme", "person")


@pytest.mark.parametrize(
    "bad",
    [
        token(exp=time.time() - 1),
        token(exp=None),
        token(nbf=time.time() + 60),
        token(aud="another"),
        token(sub=None),
        token(role="king"),
        token(tenant=7),
        "Bearer " + jwt.encode({"sub": "alice", "aud": "der-server", "exp": time.time() + 60}, "x" * 32, "HS256"),
        "Bearer " + jwt.encode({"sub": "alice", "aud": "der-server", "exp": time.time() + 60}, "", "none"),
        "Bearer garbage",
        "Basic YWxpY2U6",
    ],
)
def test_a_bad_token_is_refused_and_never_repeated(bad: str) -> None:
    with pytest.raises(NotKnown) as caught:
        DOOR.admit(bad, from_loopback=True)
    assert bad.partition(" ")[2] not in str(caught.value)


def test_a_person_opens_their_own_sessions_only() -> None:
    alice = Principal("alice", "acme", "person")
    assert alice.person("") == alice.person("alice") == "alice"
    with pytest.raises(NotAllowed):
        alice.person("bob")
    assert Principal("ops", "acme", "operator").person("bob") == "bob"
