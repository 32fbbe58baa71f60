"""The rooms of this server: who is in, what was released last, and who looks on.

Lives in the event loop; every method returns at once. Times are unix seconds, the clock that nodes share.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from der_server.faults import NotFound, TooMuch
from der_server.privacy.door import Principal
from der_server.rooms.facilitator import Facilitator
from der_server.rooms.pairs import Conflict, conflicts
from der_server.rooms.presence import Member, Presence, by_person, entering, merge
from der_server.rooms.release import Release, Rules, release
from der_server.session.state import State

FRESH_S = 15.0
"""A presence without a newer reading for so long no longer counts (a silent session still gives one a second)."""
MOST_PEOPLE = 256
"""People in one room: figures over pairs of more would hold up the event loop."""
WATCHING = ("watcher", "operator")
"""Roles that may look into the rooms of their tenant."""


@dataclass(frozen=True, slots=True)
class View:
    """What a room says: `released` None = too few people, or no reading yet."""

    people: int
    released: Release | None
    conflicts: tuple[Conflict, ...]
    facilitator: Facilitator


Watcher = Callable[[View | None], None]


@dataclass
class Room:
    """One room's state on this node. `presences` may be exchanged with other nodes and merged."""

    members: dict[str, Member] = field(default_factory=dict)
    presences: dict[str, Presence] = field(default_factory=dict)
    released: Release | None = None
    facilitator: Facilitator = field(default_factory=Facilitator)
    watchers: set[Watcher] = field(default_factory=set)

    def present(self, now_s: float) -> list[Presence]:
        """Everybody whose reading is fresh, with what they allow now."""
        out = []
        for presence in self.presences.values():
            if presence.gone or not presence.probs or now_s - presence.time_s > FRESH_S:
                continue
            member = self.members.get(presence.session_id)
            if member is not None:
                presence = replace(  # noqa: PLW2901
                    presence,
                    scenario=member.scenario(),
                    watchable=member.watchable(),
                    shares_pair=member.shares_pair(),
                )
            out.append(presence)
        return out

    def watched(self, now_s: float) -> list[Presence]:
        """Those of whom the room may speak: who lets others watch and has been read, each person once."""
        return by_person(p for p in self.present(now_s) if p.watchable and p.moments)


class Seat:
    """A visit's place in its room."""

    def __init__(self, rooms: "Rooms", member: Member) -> None:
        self._rooms, self._member = rooms, member

    def show(self, state: State, wall_s: float) -> None:
        """The visit has a new state."""
        self._rooms.see(self._member, state, wall_s)

    def leave(self, wall_s: float) -> None:
        """The visit is over."""
        self._rooms.leave(self._member, wall_s)


class Rooms:
    """Registry of rooms, by tenant and id."""

    def __init__(self, rules: Rules, rng: Callable[[], np.random.Generator] = np.random.default_rng) -> None:
        """rng: where each release's noise comes from; by default fresh from the system, so that nobody can foretell
        it."""
        self.rules, self._rng = rules, rng
        self._rooms: dict[tuple[str, str], Room] = {}

    def enter(self, member: Member, wall_s: float) -> Seat:
        """Take a seat. Raises TooMuch where the room is full."""
        room = self._rooms.setdefault((member.tenant, member.room_id), Room())
        if len(room.members) >= MOST_PEOPLE:
            raise TooMuch(f"The room holds {MOST_PEOPLE} people already: use another `room_id`.")
        room.members[member.session_id] = member
        room.presences[member.session_id] = entering(member, wall_s)
        return Seat(self, member)

    def see(self, member: Member, state: State, wall_s: float) -> None:
        """Take in a member's state; watchers hear of a release that is due."""
        room = self._rooms[member.tenant, member.room_id]
        before = room.presences[member.session_id]
        room.presences[member.session_id] = before.seen(state, wall_s)
        if int(before.time_s) != int(wall_s):  # once a second: pairs cost more than a state
            member.meet_conflict(_conflict_of(member, room, wall_s))
        if room.watchers and self._due(room, wall_s):
            view = self._view(room, wall_s)
            for watcher in list(room.watchers):
                watcher(view)

    def leave(self, member: Member, wall_s: float) -> None:
        """A member goes; an empty room is forgotten and its watchers are told."""
        room = self._rooms[member.tenant, member.room_id]
        del room.members[member.session_id]
        room.presences[member.session_id] = replace(room.presences[member.session_id], gone=True, time_s=wall_s)
        self._sweep(room, wall_s)
        if not room.members:
            del self._rooms[member.tenant, member.room_id]
            for watcher in list(room.watchers):
                watcher(None)

    def get(self, room_id: str, principal: Principal, now_s: float) -> View:
        """The room now. Raises NotFound; a stranger cannot tell whether there is one."""
        return self._view(self._room(room_id, principal), now_s)

    def listed(self, principal: Principal, now_s: float) -> Mapping[str, int]:
        """Rooms this principal may watch, by id: how many people in each let others watch (at least one)."""
        if principal.role not in WATCHING:
            return {}
        people = {
            room_id: len(room.watched(now_s))
            for (tenant, room_id), room in sorted(self._rooms.items())
            if tenant == principal.tenant
        }
        return {room_id: count for room_id, count in people.items() if count}

    def watch(self, room_id: str, principal: Principal, watcher: Watcher, now_s: float) -> Callable[[], None]:
        """Call `watcher` with the room now and with every release, with None at its end. Returns how to stop.

        Raises as `get`.
        """
        room = self._room(room_id, principal)
        room.watchers.add(watcher)
        watcher(self._view(room, now_s))
        return lambda: room.watchers.discard(watcher)

    def parts(self, room_id: str, tenant: str) -> Mapping[str, Presence]:
        """This node's presences, for other nodes."""
        room = self._rooms.get((tenant, room_id))
        return dict(room.presences) if room else {}

    def merge(self, room_id: str, tenant: str, parts: Mapping[str, Presence]) -> None:
        """Take in another node's presences; members of this node stay its own."""
        room = self._rooms.setdefault((tenant, room_id), Room())
        foreign = {session_id: p for session_id, p in parts.items() if session_id not in room.members}
        room.presences = merge(room.presences, foreign)

    def _room(self, room_id: str, principal: Principal) -> Room:
        room = self._rooms.get((principal.tenant, room_id))
        if room is None or principal.role not in WATCHING:
            raise NotFound("There is no such room, or it is not yours to watch (role `watcher` or `operator`).")
        return room

    def _due(self, room: Room, now_s: float) -> bool:
        return room.released is None or now_s - room.released.time_s >= self.rules.release_s

    def _view(self, room: Room, now_s: float) -> View:
        present = room.present(now_s)
        watched = room.watched(now_s)
        if len(watched) < self.rules.smallest_group:
            room.released = None
        elif self._due(room, now_s):
            room.released = release(watched, now_s, self.rules, self._rng(), room.released)
            room.facilitator.follow(room.released)
        return View(len(watched), room.released, tuple(conflicts(present, now_s)), room.facilitator)

    def _sweep(self, room: Room, now_s: float) -> None:
        stale = [s for s, p in room.presences.items() if s not in room.members and now_s - p.time_s > FRESH_S]
        for session_id in stale:
            del room.presences[session_id]


def _conflict_of(member: Member, room: Room, now_s: float) -> float:
    """The strongest conflict a member is in, 0..1."""
    if not member.shares_pair():
        return 0.0
    own = (c.level for c in conflicts(room.present(now_s), now_s) if member.session_id in _both(c))
    return max(own, default=0.0)


def _both(conflict: Conflict) -> tuple[str, str]:
    return conflict.session_id, conflict.other_session_id
