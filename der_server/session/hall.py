"""The live visits, those that may be resumed, and who watches whom."""

import contextlib
import secrets
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from der_server.faults import DerError, NotAllowed, NotFound, Overloaded, TooMuch
from der_server.privacy.consent import Grant
from der_server.privacy.door import Principal
from der_server.privacy.kept import Mark, Who
from der_server.session.feedback import Feedback
from der_server.session.state import State
from der_server.session.visit import Visit

MOST_TOLD = 64
"""Feedback of one visit that is remembered, to count what comes twice once."""


@dataclass(frozen=True, slots=True)
class Keepsake:
    """What is kept of a cut visit until it is resumed or forgotten. `memory` is the visit's own; mark: how far it
    knew what is kept of the person, None = not at all."""

    principal: Principal
    person_id: str
    memory: dict[str, Any]
    until_s: float
    mark: Mark | None = None

    @property
    def who(self) -> Who:
        """Whose it is."""
        return Who(self.principal.tenant, self.person_id)


@dataclass
class Guest:
    """A live visit as others see it. `watchable` says whether the person lets others watch, now; `self_only` whether
    its results are for the person alone; `targets` are its avatars as `wire` tells of them; since_s: monotonic
    seconds; dismiss ends the visit with an error; mark: how far it knows what is kept of the person, None = not at
    all; told: the newest feedback that came by a call."""

    session_id: str
    resume_token: str
    principal: Principal
    person_id: str
    watchable: Callable[[], bool] = lambda: False
    self_only: Callable[[], bool] = lambda: False
    targets: Callable[[], Sequence[Any]] = tuple
    since_s: float = field(default_factory=time.monotonic)
    watchers: set[Callable[[State | None], None]] = field(default_factory=set)
    visit: Visit | None = None
    dismiss: Callable[[DerError], None] = lambda error: None
    mark: Mark | None = None
    told: deque[Feedback] = field(default_factory=lambda: deque(maxlen=MOST_TOLD))

    @property
    def who(self) -> Who:
        """Whose it is."""
        return Who(self.principal.tenant, self.person_id)

    def advisable_to(self, principal: Principal) -> bool:
        """Whether a principal who may watch may also see cues and advice: operators, and the person themself."""
        return principal.role == "operator" or principal.subject == self.person_id

    def is_own(self, principal: Principal) -> bool:
        """Whether it is the caller's own. An operator brings people without names: such a person is somebody else
        where nobody else may look."""
        return self.person_id == principal.subject and not (self.self_only() and principal.role == "operator")

    def show(self, state: State) -> None:
        """Hand a state to every watcher; watching stops at once where consent is gone."""
        for watcher in list(self.watchers):
            watcher(state)

    def end(self) -> None:
        """Tell every watcher that the visit is over."""
        for watcher in list(self.watchers):
            watcher(None)


class Hall:
    """Registry of visits. Lives in the event loop; every method returns at once. Times are monotonic seconds."""

    MAX_KEEPSAKES = 1024

    def __init__(self, *, max_sessions: int, max_sessions_per_person: int, resume_s: float) -> None:
        self._max_sessions = max_sessions
        self._max_per_person = max_sessions_per_person
        self._resume_s = resume_s
        self._guests: dict[str, Guest] = {}
        self._keepsakes: dict[str, Keepsake] = {}

    def __len__(self) -> int:
        return len(self._guests)

    @property
    def resume_s(self) -> float:
        return self._resume_s

    def enter(self, principal: Principal, person_id: str) -> Guest:
        """Admit a visit. Raises Overloaded or TooMuch."""
        if len(self._guests) >= self._max_sessions:
            raise Overloaded("The server is full: try again in a moment.")
        same = sum(g.person_id == person_id and g.principal == principal for g in self._guests.values())
        named = (
            person_id != principal.subject or principal.role != "operator"
        )  # an engine brings people without names
        if named and same >= self._max_per_person:
            raise TooMuch(f"This person has {same} live sessions already: end one first.")
        guest = Guest(secrets.token_urlsafe(16), secrets.token_urlsafe(32), principal, person_id)
        self._guests[guest.session_id] = guest
        return guest

    def leave(self, guest: Guest, memory: dict[str, Any] | None, now_s: float) -> None:
        """A visit's stream ended; with `memory` it may be resumed for a while."""
        self._guests.pop(guest.session_id, None)
        guest.end()
        self.sweep(now_s)
        if memory is not None and self._resume_s > 0 and len(self._keepsakes) < self.MAX_KEEPSAKES:
            self._keepsakes[guest.resume_token] = Keepsake(
                guest.principal, guest.person_id, memory, now_s + self._resume_s, guest.mark
            )

    def resume(self, token: str, principal: Principal, person_id: str, now_s: float) -> dict[str, Any] | None:
        """The memory of a cut visit, once; None where it is unknown, too old, or somebody else's."""
        self.sweep(now_s)
        kept = self._keepsakes.get(token)
        if kept is None or kept.principal != principal or kept.person_id != person_id:
            return None
        del self._keepsakes[token]
        return kept.memory

    def sweep(self, now_s: float) -> None:
        """Forget what can no longer be resumed."""
        for token in [t for t, kept in self._keepsakes.items() if kept.until_s <= now_s]:
            del self._keepsakes[token]

    def guest(self, session_id: str, principal: Principal) -> Guest:
        """The visit to watch. Raises NotFound or NotAllowed; a stranger cannot tell one from the other."""
        guest = self._guests.get(session_id)
        if guest is None or guest.principal.tenant != principal.tenant:
            raise NotFound("There is no such session.")
        if guest.is_own(principal):
            return guest  # no consent is needed to see oneself
        if principal.role not in ("watcher", "operator"):
            raise NotFound("There is no such session.")
        if guest.self_only():
            raise NotAllowed("The results of SELF_TRAINING are for the person alone.", reason="SELF_ONLY")
        if not guest.watchable():
            raise NotAllowed("The person did not consent to being watched (use WATCH).", reason="NO_CONSENT")
        return guest

    def watchable_by(self, principal: Principal) -> list[Guest]:
        """The visits this principal may watch now, oldest first."""
        seen = []
        for session_id in self._guests:
            with contextlib.suppress(NotFound, NotAllowed):
                seen.append(self.guest(session_id, principal))
        return seen

    # -- of one person ---------------------------------------------------------------------------------

    def of(self, who: Who) -> list[tuple[Guest, Visit]]:
        """A person's live visits, oldest first."""
        return [(g, g.visit) for g in self._guests.values() if g.visit is not None and g.who == who]

    def live(self, session_id: str, who: Who) -> tuple[Guest, Visit] | None:
        """A person's live visit; None where it is over, or somebody else's."""
        guest = self._guests.get(session_id)
        if guest is None or guest.visit is None or guest.who != who:
            return None
        return guest, guest.visit

    def people(self) -> list[Who]:
        """Everybody who is here, or may come back; those without a name of their own are not counted."""
        here: list[Guest | Keepsake] = [*self._guests.values(), *self._keepsakes.values()]
        return list({one.who: None for one in here if one.principal.names(one.person_id)})

    def forget(self, who: Who, *, but: str | None = None) -> int:
        """Drop a person's resumable visits, or only those that know another erasure than `but`; how many."""
        gone = [
            token
            for token, kept in self._keepsakes.items()
            if kept.who == who and (but is None or (kept.mark is not None and kept.mark.erasure != but))
        ]
        for token in gone:
            del self._keepsakes[token]
        return len(gone)

    def cap_keepsakes(self, who: Who, grants: Sequence[Grant]) -> None:
        """A resumable visit comes back with no more consent than this."""
        for kept in self._keepsakes.values():
            if kept.who == who:
                kept.memory.update(standing=tuple(grants), withdrawn=frozenset())
