"""What one person adds to a room: the newest reading and half a minute of moments, plain enough to be exchanged.

A room is the union of its presences, and of two readings of one session the newer wins: merging is commutative,
associative and idempotent, so that several servers can hold parts of one room.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from der_server.labels import SOCIAL
from der_server.session.state import State

WINDOW_S = 30
"""Seconds of moments that are kept: long enough to see one person's change follow another's."""
ATTENTIVE = 0.4
"""Engagement at which a person counts as attentive (our choice)."""
LEADING = 0.5
"""A social state this strong can be a person's leading one."""


@dataclass(frozen=True, slots=True)
class Member:
    """A visit as its room sees it; what the person allows is asked each time.

    person: who it is, so that one with several sessions counts once. meet_conflict takes the conflict 0..1 they are
    in.
    """

    session_id: str
    person: str
    tenant: str
    room_id: str
    scenario: Callable[[], str]
    watchable: Callable[[], bool]
    shares_pair: Callable[[], bool]
    meet_conflict: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Moment:
    """One second: mean valence and arousal -1..1, and whether the person spoke in it."""

    second: int
    valence: float
    arousal: float
    spoke: bool


@dataclass(frozen=True, slots=True)
class Presence:
    """A person's share in a room at unix time `time_s`. leading: index into SOCIAL, -1 = none; closeness 0..1: 0.5
    where nothing is known; gone: the visit is over."""

    session_id: str
    person: str
    time_s: float
    scenario: str
    watchable: bool
    shares_pair: bool
    probs: tuple[float, ...] = ()
    leading: int = -1
    attentive: bool = False
    closeness: float = 0.5
    moments: tuple[Moment, ...] = ()
    gone: bool = False

    def seen(self, state: State, wall_s: float) -> "Presence":
        """With a newer state."""
        feeling = state.feeling
        levels = {social.name: social.level for social in feeling.social}
        strongest = max(levels, key=lambda name: levels[name], default="")
        near = feeling.cues.get("behaviour.approach", 0.0) - feeling.cues.get("behaviour.withdraw", 0.0)
        return replace(
            self,
            time_s=max(wall_s, self.time_s),
            probs=tuple(map(float, feeling.probs)),
            leading=SOCIAL.index(strongest) if levels.get(strongest, 0) >= LEADING else -1,
            attentive=levels.get("engagement", 0.0) >= ATTENTIVE,
            closeness=min(1.0, max(0.0, 0.5 + near / 2)),
            moments=_with(self.moments, int(wall_s), state),
        )

    def plain(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Presence":
        """Back from `plain`."""
        moments = tuple(Moment(**moment) for moment in plain["moments"])
        return cls(**{**plain, "probs": tuple(plain["probs"]), "moments": moments})


def entering(member: Member, wall_s: float) -> Presence:
    """A presence without a reading yet."""
    return Presence(
        member.session_id, member.person, wall_s, member.scenario(), member.watchable(), member.shares_pair()
    )


def merge(one: Mapping[str, Presence], other: Mapping[str, Presence]) -> dict[str, Presence]:
    """The union of two parts of a room, by session; the newer reading wins."""
    out = dict(one)
    for session_id, presence in other.items():
        out[session_id] = max((out.get(session_id, presence), presence), key=_age)
    return out


def _age(presence: Presence) -> tuple[float, bool, str]:
    """Newest last; where times are equal an end wins, then any fixed order will do."""
    return presence.time_s, presence.gone, json.dumps(presence.plain(), sort_keys=True)


def _with(moments: tuple[Moment, ...], second: int, state: State) -> tuple[Moment, ...]:
    valence, arousal = state.feeling.valence.mean, state.feeling.arousal.mean
    if moments and moments[-1].second == second:
        last = moments[-1]
        mean = Moment(
            second, (last.valence + valence) / 2, (last.arousal + arousal) / 2, last.spoke or state.speaking
        )
        return (*moments[:-1], mean)
    kept = tuple(m for m in moments if second - WINDOW_S < m.second < second)
    return (*kept, Moment(second, valence, arousal, state.speaking))


def by_person(presences: Iterable[Presence]) -> list[Presence]:
    """One presence for each person: the newest."""
    newest: dict[str, Presence] = {}
    for presence in sorted(presences, key=lambda p: (p.time_s, p.session_id)):
        newest[presence.person] = presence
    return list(newest.values())
