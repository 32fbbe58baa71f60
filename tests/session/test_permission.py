"""What a visit may read: consent for this scenario, purpose and notice, and nothing the law forbids."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_visit import NOTICE, T, bundle

from der_server.faults import Unlawful
from der_server.labels import MODALITIES
from der_server.models.expert import Estimate, Stepped
from der_server.privacy.consent import Grant
from der_server.privacy.law import Context, Gate, Ruling
from der_server.session.arrival import Arrival, FaceFrames, TextPiece, VoicePiece
from der_server.session.permission import Permission
from der_server.session.start import Source, Start, Update, VoiceFormat
from der_server.session.visit import Visit

pytestmark = pytest.mark.unit
ALL_USES = frozenset({"infer", "adapt", "store", "share_pair", "watch", "record"})


def permission(context: Context, *grants: Grant, shown: str = NOTICE) -> Permission:
    def law(scenario: str) -> Ruling:
        return Gate().ruling(Context(scenario, *list(_rest(context))))

    start = Start(context=context, grants=grants, notice_version_shown=shown)
    return Permission(start, NOTICE, lambda: 0.0, law)


def _rest(context: Context) -> tuple[str, ...]:
    return context.subject_role, context.jurisdiction, context.age_class, context.purpose


def all_of(*modalities: str, **more: str) -> tuple[Grant, ...]:
    return tuple(Grant(m, ALL_USES, **more) for m in modalities or MODALITIES)  # type: ignore[arg-type]


@pytest.mark.parametrize("consented", [c for n in range(6) for c in itertools.combinations(MODALITIES, n)])
def test_exactly_what_was_consented_to_is_read(consented: tuple[str, ...]) -> None:
    grants = [Grant(m, frozenset({"infer"})) for m in consented]
    assert permission(Context(), *grants).readable() == set(consented)
    assert permission(Context(), *grants, shown="").readable() == set()


def test_a_grant_under_another_notice_waits_until_the_new_one_was_shown() -> None:
    held = permission(Context(), Grant("face", frozenset({"infer"}), notice_version="old"), *all_of("text"))
    assert held.awaiting_notice
    assert held.readable() == set()
    held.notice_shown(NOTICE)
    assert held.readable() == {"face", "text"}


def test_a_grant_for_another_scenario_or_purpose_does_not_count() -> None:
    held = permission(
        Context("game", "player"),
        *all_of("face", scenario="clinic"),
        *all_of("voice", purpose="research"),
        *all_of("body", scenario="game", purpose="interaction"),
    )
    assert held.readable() == {"body"}
    assert held.why_not("face") == "NO_CONSENT"
    held.move("general")
    assert held.readable() == set()


@pytest.mark.parametrize(("version", "read"), [("", {"text"}), ("old", {"text"}), (NOTICE, set(MODALITIES))])
def test_in_illinois_consent_to_biometrics_is_a_written_release(version: str, read: set[str]) -> None:
    held = permission(Context(jurisdiction="US-IL"), *all_of(notice_version=version))
    held.notice_shown(NOTICE)
    assert held.readable() == read
    if "face" not in read:
        assert held.why_not("face") == "NO_WRITTEN_RELEASE"
        rule = held.unreleased("face")
        assert rule is not None
        assert "740 ILCS" in rule.source


@pytest.mark.parametrize(
    ("age", "closed"),
    [("adult", set()), *((age, {"adapt", "store", "record"}) for age in ("", "teen", "child"))],
)
def test_only_of_adults_anything_is_kept_or_learned(age: str, closed: set[str]) -> None:
    held = permission(Context(age_class=age), *all_of())
    assert {use for use in ALL_USES if not held.covers(use)} == closed
    assert set(held.struck()) == closed
    assert held.readable() == set(MODALITIES)


def test_self_training_is_for_the_person_alone() -> None:
    held = permission(Context("meeting", "staff", "", "adult", "self_training"), *all_of())
    assert held.readable() == set(MODALITIES)
    assert {use for use in ALL_USES if not held.covers(use)} == {"store", "share_pair", "watch", "record"}


def test_a_forbidden_modality_does_not_ask_for_consent_to_be_watched() -> None:
    held = permission(Context("meeting", "staff"), Grant("face", frozenset({"infer"})), *all_of("text"))
    assert held.readable() == {"text"}
    assert held.watchable()


@given(st.lists(st.sampled_from(("general", "customer_service", "meeting", "game", "classroom", "clinic"))))
def test_moving_about_only_takes_away(scenarios: list[str]) -> None:
    held = permission(Context("game"), *all_of())
    read = held.readable()
    for scenario in scenarios:
        dropped = held.move(scenario)
        assert held.readable() == read - set(dropped)
        assert held.readable() <= Permission(Start(grants=all_of()), "", lambda: 0.0).readable()
        read = held.readable()
    assert "text" in read


def test_a_move_that_leaves_nothing_is_refused_and_changes_nothing() -> None:
    held = permission(Context("game"), *all_of("face", "body"))
    with pytest.raises(Unlawful) as caught:
        held.move("classroom")
    assert caught.value.reason == "AI_ACT_5_1_F"
    assert held.readable() == {"face", "body"}


def test_what_was_forbidden_stays_so_over_a_resume() -> None:
    cut = permission(Context("game"), *all_of())
    cut.move("meeting")
    again = permission(Context("game"), *all_of(), shown="")
    again.recall(cut.consent.withdrawn, cut.ruling, noticed=True)
    assert again.readable() == {"text"}


def test_a_visit_resumed_for_another_purpose_is_for_that_purpose() -> None:
    cut = permission(Context("meeting", "staff"), *all_of())
    again = permission(Context("meeting", "staff", purpose="self_training"), *all_of(), shown="")
    again.recall(cut.consent.withdrawn, cut.ruling, noticed=False)
    assert (again.ruling.purpose, again.readable()) == ("self_training", set())
    again.notice_shown(NOTICE)
    assert again.readable() == {"text"}


def test_no_move_changes_the_purpose() -> None:
    gate = Gate(attested={"clinic": frozenset({"medical"})})
    start = Start(context=Context("clinic", "staff", purpose="medical"), grants=all_of(), notice_version_shown=NOTICE)

    def law(scenario: str) -> Ruling:
        return gate.ruling(Context(scenario, "staff", purpose="medical"))

    held = Permission(start, NOTICE, lambda: 0.0, law)
    assert held.readable() == set(MODALITIES)
    with pytest.raises(Unlawful) as caught:
        held.move("meeting")
    assert caught.value.reason == "NOT_ATTESTED"
    assert held.readable() == set(MODALITIES)


def test_moving_into_a_meeting_drops_what_was_read_and_says_why() -> None:
    start = Start(grants=all_of(), notice_version_shown=NOTICE, voice=VoiceFormat(16_000))
    person = Visit(start, [bundle("text"), bundle("voice")], NOTICE, lambda: 0.0, law=_law)
    person.absorb(Arrival(0, texts=(TextPiece(T, "hello"),), voices=(VoicePiece(T, 0, bytes(3200)),)), T)
    person.update(Update(scenario="meeting"))
    told = {(refused.reason, refused.what) for refused in person.refusals.due(0)}
    assert told == {("AI_ACT_5_1_F", m) for m in ("face", "body", "voice", "behaviour")}
    assert person.voice.newest_us is None
    assert [text.text for text in person.texts.take()] == ["hello"]


def _law(scenario: str) -> Ruling:
    return Gate().ruling(Context(scenario))


def test_what_is_withdrawn_is_overwritten_before_it_is_dropped() -> None:
    start = Start(
        grants=all_of(), notice_version_shown=NOTICE, voice=VoiceFormat(16_000), faces=(Source(0, "arkit"),)
    )
    person = Visit(start, [bundle("voice")], NOTICE, lambda: 0.0)
    rng = np.random.default_rng(3)
    weights = rng.uniform(0.1, 0.9, (4, 52)).astype(np.float32)
    frames = FaceFrames(
        0,
        np.arange(4) * 16_667 + T,
        weights,
        np.zeros((4, 3), bool),
        np.ones((4, 3), np.float32),
        False,
    )
    sound = (rng.uniform(-0.5, 0.5, 8000) * 32767).astype("<i2").tobytes()
    person.absorb(Arrival(0, faces=(frames,), voices=(VoicePiece(T, 0, sound),)), T)
    held = [*person.face.held(), *person.body.held(), *person.voice.held()]
    assert sum(map(np.count_nonzero, held)) > 1000
    person.withdraw((), ())
    assert sum(map(np.count_nonzero, held)) == 0
    assert [*person.face.held(), *person.body.held()] == []


def test_a_models_state_is_overwritten_too() -> None:
    person = Visit(
        Start(grants=all_of(), notice_version_shown=NOTICE, voice=VoiceFormat(16_000)),
        [bundle("voice")],
        NOTICE,
        lambda: 0.0,
    )
    state = np.full(8, 0.7, np.float32)
    person.step(T)
    heard = Estimate(np.log(np.full(7, 1 / 7, np.float32)), 1.0, {"speech": 0.9})
    person.conclude(Stepped({"voice-x": heard}, {"voice-x": state}), "tick", T)
    person.withdraw(("voice",), ())
    assert not state.any()
