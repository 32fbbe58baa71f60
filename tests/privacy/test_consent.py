"""Consent holds exactly what was granted, for as long as it was, and what is withdrawn stays withdrawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.labels import MODALITIES
from der_server.privacy.consent import USES, Consent, Grant, Occasion
from der_server.privacy.notice import Storing, notice_for, notice_version
from der_server.session.permission import Permission
from der_server.session.start import Start

pytestmark = pytest.mark.unit

grants = st.builds(
    Grant,
    st.sampled_from(MODALITIES),
    st.frozensets(st.sampled_from(USES)),
    st.none() | st.floats(0, 1000),
)


@given(st.lists(grants), st.sampled_from(MODALITIES), st.sampled_from(USES), st.floats(0, 1000))
def test_nothing_is_allowed_that_no_grant_says(given_: list[Grant], modality: str, use: str, now_s: float) -> None:
    said = any(
        g.modality == modality and use in g.uses and (g.expire_s is None or now_s < g.expire_s) for g in given_
    )
    assert Consent(tuple(given_)).allows(modality, use, now_s) is said


@given(st.lists(grants), st.sets(st.sampled_from(MODALITIES)), st.sets(st.sampled_from(USES)))
def test_what_is_withdrawn_stays_withdrawn(given_: list[Grant], modalities: set[str], uses: set[str]) -> None:
    after = Consent(tuple(given_)).without(modalities, uses)
    for modality in modalities or MODALITIES:
        for use in uses or USES:
            assert not after.allows(modality, use, 0)


def test_watching_needs_consent_for_every_modality_that_is_read() -> None:
    face = Grant("face", frozenset({"infer", "watch"}))
    assert Consent((face,)).watchable(0)
    assert not Consent((face, Grant("voice", frozenset({"infer"})))).watchable(0)
    assert not Consent(()).watchable(0)


def test_the_notice_names_what_is_read_in_both_languages() -> None:
    english, chinese = (notice_for(tongue, ("face", "voice"), "Acme") for tongue in ("en", "zh-CN"))
    assert "facial expression, the sound of your voice" in english.text
    assert "面部表情、声音" in chinese.text
    assert "Acme" in english.text
    assert "Acme" in chinese.text
    assert "nothing is kept" in english.text
    assert english.version == chinese.version == notice_version("Acme") != notice_version("Other")


def test_the_notice_says_what_is_stored_and_is_another_one_then() -> None:
    for tongue, days, hours in (("en", "90 days", "24 hours"), ("zh", "90天", "24小时")):
        plain, kept, recorded = (
            notice_for(tongue, ("face",), "Acme", storing=storing) for storing in (None, Storing(90), Storing(90, 24))
        )
        assert days in kept.text
        assert hours not in kept.text
        assert hours in recorded.text
        assert [n.stores for n in (plain, kept, recorded)] == [False, True, True]
        assert len({n.version for n in (plain, kept, recorded)}) == 3


def test_standing_consent_caps_a_visit_and_a_new_grant_opens_it_again() -> None:
    now_s = 1000.0
    grants_ = tuple(Grant(modality, frozenset({"infer"})) for modality in ("face", "text"))
    permission = Permission(Start(grants=grants_, notice_version_shown="v"), "v", lambda: now_s)
    permission.cap((Grant("face", frozenset({"infer"}), expire_s=1010.0), Grant("voice", frozenset({"infer"}))))
    assert permission.readable() == {"face"}  # neither more than the visit said, nor more than was set
    assert [(g.modality, g.expire_s) for g in permission.in_force()] == [("face", 1010.0)]
    now_s = 1010.0
    assert permission.readable() == frozenset()  # and no longer
    permission.withdraw(("voice",), ())
    permission.regrant((Grant("voice", frozenset({"infer"})),))
    assert permission.readable() == {"voice"}


@given(st.lists(grants), st.lists(grants), st.sampled_from(MODALITIES), st.sampled_from(USES), st.floats(0, 1000))
def test_a_visit_never_has_more_than_both_allow(
    own: list[Grant], standing: list[Grant], modality: str, use: str, now_s: float
) -> None:
    both = Consent(tuple(own), standing=tuple(standing))
    apart = [Consent(tuple(given_)).allows(modality, use, now_s) for given_ in (own, standing)]
    assert both.allows(modality, use, now_s) is all(apart)
    told = Consent(both.in_force(now_s))
    assert told.allows(modality, use, now_s) is all(apart)


def test_a_limit_set_for_all_visits_need_not_be_a_written_release_but_the_grant_must() -> None:
    occasion = Occasion(notice_version="v", releases=frozenset({"face"}))
    plain, released = Grant("face", frozenset({"infer"})), Grant("face", frozenset({"infer"}), notice_version="v")
    assert Consent((released,), occasion=occasion, standing=(plain,)).allows("face", "infer", 0)
    assert not Consent((plain,), occasion=occasion, standing=(released,)).allows("face", "infer", 0)
    elsewhere = Grant("face", frozenset({"infer"}), scenario="game")
    game, meeting = (Occasion(scenario=scenario) for scenario in ("game", "meeting"))
    assert Consent((plain,), occasion=game, standing=(elsewhere,)).allows("face", "infer", 0)
    assert not Consent((plain,), occasion=meeting, standing=(elsewhere,)).allows("face", "infer", 0)
