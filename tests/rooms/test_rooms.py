"""A room says nothing of few people, little of one, the same to all who ask; and only to those who may watch."""

import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from advice_kit import feeling
from hypothesis import given
from hypothesis import strategies as st

from der_server.advice.advice import DialogueAdvice
from der_server.advice.check import problems
from der_server.emotion.feeling import Spread
from der_server.faults import NotFound
from der_server.labels import SOCIAL
from der_server.privacy.door import Principal
from der_server.rooms import facilitator
from der_server.rooms.climate import SWAY, figures
from der_server.rooms.pairs import conflicts
from der_server.rooms.presence import WINDOW_S, Member, Moment, Presence, merge
from der_server.rooms.release import Rules, release
from der_server.rooms.rooms import Rooms, Seat, View
from der_server.session.state import State

pytestmark = pytest.mark.unit
WATCHER = Principal("w", "acme", "watcher")
RULES = Rules(release_s=10)
LARGE = Rules(small=5)  # no noise: what the figures mean
NOW_S = 1_000_000.0


def state(
    valence: float = 0.0,
    arousal: float = 0.0,
    *,
    speaking: bool = False,
    cues: dict[str, float] | None = None,
    **social: float,
) -> State:
    base = feeling(0, {name: social.get(name, 0.0) for name in SOCIAL})
    felt = replace(base, valence=Spread(valence, 0.3), arousal=Spread(arousal, 0.3), cues=cues or {})
    talk = DialogueAdvice("good_manners", "game", (), "", "steady", (), (), "en", 0, 0, "")
    return State(1, 0, 0, "tick", felt, (), talk, 0, 0, speaking)


class Party:
    """People in a room, played second by second."""

    def __init__(self, count: int, rules: Rules = RULES, *, scenario: str = "meeting", share: bool = False) -> None:
        self.rooms = Rooms(rules, lambda: np.random.default_rng(7))
        self.watchable = [True] * count
        self.sharing = [share] * count
        self.felt = [0.0] * count
        self.seats: list[Seat] = [self.rooms.enter(self._member(i, scenario), NOW_S - WINDOW_S) for i in range(count)]

    def _member(self, i: int, scenario: str) -> Member:
        return Member(
            session_id=f"s{i}",
            person=f"p{i}",
            tenant="acme",
            room_id="room",
            scenario=lambda: scenario,
            watchable=lambda: self.watchable[i],
            shares_pair=lambda: self.sharing[i],
            meet_conflict=lambda level: self.felt.__setitem__(i, level),
        )

    def play(
        self, make: Callable[[int, int], State], seconds: int = WINDOW_S, from_s: float = NOW_S - WINDOW_S + 1
    ) -> None:
        """`make(person, second)` for everybody, once a second."""
        for k in range(seconds):
            for i, seat in enumerate(self.seats):
                seat.show(make(i, k), from_s + k)

    def view(self, now_s: float = NOW_S) -> View:
        return self.rooms.get("room", WATCHER, now_s)

    def figure(self, name: str, now_s: float = NOW_S) -> float:
        released = self.view(now_s).released
        assert released is not None
        return float(released.figures[name][0])


def test_below_the_smallest_group_nothing_is_said() -> None:
    party = Party(4)
    party.play(lambda i, k: state(-0.8, 0.8))
    view = party.view()
    assert (view.people, view.released, view.conflicts) == (4, None, ())


def test_only_people_who_let_others_watch_are_counted_and_taking_it_back_works_at_once() -> None:
    party = Party(6)
    party.watchable[0] = False
    party.play(lambda i, k: state(0.5))
    assert party.view().people == 5
    assert party.view().released is not None
    party.watchable[1] = False
    assert (party.view().people, party.view().released) == (4, None)


def test_one_person_with_many_sessions_counts_once() -> None:
    rooms = Rooms(RULES)
    for i in range(9):
        member = Member(
            f"s{i}", "same", "acme", "room", lambda: "game", lambda: True, lambda: True, lambda level: None
        )
        rooms.enter(member, NOW_S).show(state(0.5), NOW_S)
    assert rooms.get("room", WATCHER, NOW_S).people == 1


@pytest.mark.parametrize(
    "stranger",
    [Principal("p0", "acme", "person"), Principal("w", "other", "watcher"), Principal("o", "other", "operator")],
)
def test_strangers_cannot_tell_whether_there_is_a_room(stranger: Principal) -> None:
    party = Party(6)
    party.play(lambda i, k: state())
    told = []
    for room_id in ("room", "no such room"):
        with pytest.raises(NotFound) as caught:
            party.rooms.get(room_id, stranger, NOW_S)
        told.append(str(caught.value))
    assert told[0] == told[1]


def test_asking_again_gives_the_same_release_until_the_next_is_due() -> None:
    party = Party(6)
    party.play(lambda i, k: state(0.5))
    first = party.view()
    assert all(party.view(NOW_S + s).released is first.released for s in (0.1, 5, 9.9))
    party.play(lambda i, k: state(-0.5), 10, NOW_S + 1)
    assert party.view(NOW_S + 10).released is not first.released


def test_a_small_room_is_noisy_and_says_how_much_a_large_one_is_not() -> None:
    small, large = Party(8), Party(24)
    for party in (small, large):
        party.play(lambda i, k: state(0.4))
    noisy, clear = small.view().released, large.view().released
    assert noisy is not None
    assert clear is not None
    assert (noisy.epsilon, clear.epsilon) == (RULES.epsilon, 0)
    assert clear.figures["valence"][0] == pytest.approx(0.4)
    rng = np.random.default_rng(0)
    presences = list(small.rooms.parts("room", "acme").values())
    many = [release(presences, NOW_S, RULES, rng).figures["tension"][0] for _ in range(400)]
    assert noisy.noise == pytest.approx(np.sqrt(2) / 8 / (RULES.epsilon / len(SWAY)))
    assert np.std(many) > 0.05  # clipped at 0, so less than the whole
    wide = Rules(epsilon=100)
    free = [float(release(presences, NOW_S, wide, rng).figures["valence"][0]) for _ in range(400)]
    assert np.std(free) == pytest.approx(np.sqrt(2) * 2 / 8 / (100 / len(SWAY)), rel=0.3)
    assert np.mean(free) == pytest.approx(0.4, abs=0.01)


moments = st.lists(
    st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.booleans()), min_size=WINDOW_S, max_size=WINDOW_S
).map(lambda xs: tuple(Moment(int(NOW_S) - WINDOW_S + 1 + i, *x) for i, x in enumerate(xs)))
presences = st.builds(
    Presence,
    session_id=st.sampled_from([f"s{i}" for i in range(8)]),
    person=st.uuids().map(str),
    time_s=st.floats(NOW_S - 10, NOW_S),
    scenario=st.just("game"),
    watchable=st.booleans(),
    shares_pair=st.booleans(),
    probs=st.sampled_from([tuple(row) for row in np.eye(7).tolist()]),
    leading=st.integers(-1, len(SOCIAL) - 1),
    attentive=st.booleans(),
    closeness=st.floats(0, 1),
    moments=moments,
)


@given(st.lists(presences, min_size=5, max_size=8), presences)
def test_no_person_moves_a_figure_more_than_its_sway(people: list[Presence], other: Presence) -> None:
    """The law the noise is measured by: exchange one person, and no figure changes by more than it says."""
    before, after = figures(people, NOW_S), figures([*people[1:], other], NOW_S)
    for name, sway in SWAY.items():
        assert np.abs(before[name] - after[name]).sum() <= sway / len(people) + 1e-9, name


rooms = st.lists(presences, max_size=6).map(lambda ps: {p.session_id: p for p in ps})


@given(rooms, rooms, rooms)
def test_parts_of_a_room_merge_in_any_order_and_any_number_of_times(
    a: dict[str, Presence], b: dict[str, Presence], c: dict[str, Presence]
) -> None:
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c))
    assert merge(a, a) == a
    assert merge(merge(a, b), b) == merge(a, b)


@given(presences)
def test_a_presence_survives_json(presence: Presence) -> None:
    assert Presence.from_plain(json.loads(json.dumps(presence.plain()))) == presence


def test_two_nodes_hold_one_room_together() -> None:
    here, there = Party(3), Party(6)
    for party in (here, there):
        party.play(lambda i, k: state(0.3))
    assert here.view().people == 3
    foreign = {
        f"x{p.session_id}": replace(p, session_id=f"x{p.session_id}", person=f"x{p.person}")
        for p in there.rooms.parts("room", "acme").values()
    }
    here.rooms.merge("room", "acme", foreign)
    assert here.view().people == 9
    gone = {s: replace(p, gone=True, time_s=NOW_S + 1) for s, p in foreign.items()}
    here.rooms.merge("room", "acme", gone)
    assert here.view(NOW_S + 1).people == 3


def test_figures_mean_what_they_say() -> None:
    talk = Party(6, LARGE)
    talk.play(
        lambda i, k: state(
            0.4, speaking=i < 3 and k % 3 == i, engagement=0.9 if i < 2 else 0.0, confusion=0.95 if i > 3 else 0
        )
    )
    assert talk.figure("valence") == pytest.approx(0.4)
    assert talk.figure("participation") == pytest.approx(3 / 6)
    assert talk.figure("attention") == pytest.approx(2 / 6)
    assert talk.figure("tension") == 0
    released = talk.view().released
    assert released is not None
    assert released.figures["social"][SOCIAL.index("confusion")] == pytest.approx(2 / 6)
    angry = Party(6, LARGE)
    angry.play(lambda i, k: state(-0.5, 0.6))
    assert angry.figure("tension") > 0.5
    opposed = Party(6, LARGE)
    opposed.play(lambda i, k: state(-0.6 if i % 2 else 0.8, 0.6))
    assert opposed.figure("tension") > 0.4
    calm = Party(6, LARGE)
    calm.play(lambda i, k: state(-0.6, -0.3))
    assert calm.figure("tension") == 0


def test_synchrony_and_contagion_tell_moving_together_from_following() -> None:
    wave = np.sin(np.arange(WINDOW_S + 5) / 2) * 0.6
    rng = np.random.default_rng(3)
    steps = np.repeat(rng.normal(0, 0.4, WINDOW_S), 1).clip(-1, 1)
    together, following, alone = Party(6, LARGE), Party(6, LARGE), Party(6, LARGE)
    together.play(lambda i, k: state(float(wave[k])))
    following.play(lambda i, k: state(float(steps[max(0, k - 2 * (i % 2))])))
    noise = rng.normal(0, 0.4, (6, WINDOW_S)).clip(-1, 1)
    alone.play(lambda i, k: state(float(noise[i, k])))
    assert together.figure("synchrony") > 0.95
    assert together.figure("synchrony") > alone.figure("synchrony") + 0.5
    assert following.figure("contagion") > alone.figure("contagion") + 0.1
    assert following.figure("contagion") > together.figure("contagion") + 0.2


def test_pair_conflict_is_for_games_and_for_those_who_both_share() -> None:
    def quarrel(i: int, k: int) -> State:
        hot = k >= 15
        return state(-0.6 if hot else 0.2, 0.7 if hot else 0.1, speaking=hot)

    game = Party(3, scenario="game", share=True)
    game.play(quarrel)
    assert {(c.session_id, c.other_session_id) for c in game.view().conflicts} == {
        ("s0", "s1"),
        ("s0", "s2"),
        ("s1", "s2"),
    }
    assert all(c.level > 0.6 and c.rising for c in game.view().conflicts)
    assert game.view().released is None  # still fewer than five
    assert all(level > 0.6 for level in game.felt)
    game.sharing[0] = False
    assert {(c.session_id, c.other_session_id) for c in game.view().conflicts} == {("s1", "s2")}
    meeting = Party(3, scenario="meeting", share=True)
    meeting.play(quarrel)
    assert meeting.view().conflicts == ()
    assert meeting.felt == [0, 0, 0]


def test_closeness_and_talking_over_one_another_make_a_conflict_worse() -> None:
    def level(*, near: bool, over: bool) -> float:
        party = Party(2, scenario="game", share=True)
        cues = {"behaviour.approach" if near else "behaviour.withdraw": 1.0}
        party.play(lambda i, k: state(-0.4, 0.3, speaking=over or k % 2 == i, cues=cues))
        return party.view().conflicts[0].level

    far, near, loud = level(near=False, over=False), level(near=True, over=False), level(near=True, over=True)
    assert far < near < loud


def test_people_who_fall_silent_or_leave_no_longer_count() -> None:
    party = Party(6, LARGE)
    party.play(lambda i, k: state())
    assert party.view(NOW_S + 14).people == 6
    assert party.view(NOW_S + 16).people == 0
    party.seats[0].leave(NOW_S)
    assert party.view(NOW_S).people == 5


def test_watchers_hear_of_releases_and_of_the_end() -> None:
    party = Party(5, Rules(release_s=5))
    heard: list[View | None] = []
    stop = party.rooms.watch("room", WATCHER, heard.append, NOW_S - WINDOW_S)
    party.play(lambda i, k: state(0.3))
    released = [view.released.time_s for view in heard if view and view.released]
    assert np.diff(released).min() >= 5
    assert len(released) >= 5
    for seat in party.seats:
        seat.leave(NOW_S)
    assert heard[-1] is None
    stop()
    with pytest.raises(NotFound):
        party.view()


def test_the_facilitator_names_the_topic_then_proposes_a_pause_and_follows_the_design() -> None:
    party = Party(6, Rules(small=5, release_s=5))
    party.rooms.watch("room", WATCHER, lambda view: None, NOW_S)
    seen: dict[str, list[str]] = {"": [], "raise": [], "ease": []}
    for k in range(120):
        party.play(lambda i, k: state(-0.6, 0.8, speaking=True), 1, NOW_S + k)
        for intent, names in seen.items():
            advice = party.view(NOW_S + k).facilitator.advice(intent, "zh-CN")
            if advice is not None and advice.strategy not in names:
                names.append(advice.strategy)
                assert advice.language == "zh"
    assert seen[""][:3] == ["good_manners", "name_the_topic", "propose_a_pause"]
    assert "let_it_come_to_a_head" in seen["raise"]
    assert "bring_them_together" in seen["ease"]


def test_the_facilitators_table_passes_the_check_of_packs() -> None:
    from importlib.resources import files

    text = (files("der_server.rooms") / "facilitator.toml").read_text(encoding="utf-8")
    assert problems(text, facilitator.STATES, facilitator.TO_ANSWER) == []


def test_conflicts_need_two() -> None:
    assert conflicts([], NOW_S) == []
