"""The legal gate decides every case as the law's words do. What is expected here is written without the table."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.faults import Unlawful
from der_server.labels import DOMAINS, MODALITIES
from der_server.privacy.law import AGES, PURPOSES, SUBJECT_ROLES, Context, Gate, Ruling, Said, shipped_law

pytestmark = pytest.mark.unit
USES_CLOSED = ("adapt", "store", "share_pair", "watch", "record")
BIOMETRIC = {"face", "body", "voice", "behaviour"}
ROLES = ("", *SUBJECT_ROLES)
OURS = ("", *AGES)
PLACES = ("EU", "DE", "DE-BY", "fr", "US", "US-IL", "US-CA", "JP", "nowhere", "")
ATTESTED: dict[bool, dict[str, frozenset[str]]] = {
    False: {},
    True: {scenario: frozenset({"medical", "safety"}) for scenario in DOMAINS},
}

NOT_AT_WORK = {  # who, in this scenario, is surely there neither to work nor to learn
    "general": {"", "private", "customer", "patient", "player"},
    "game": {"", "private", "customer", "patient", "player"},
    "customer_service": {"customer"},  # the customer is read, never the agent
    "meeting": {"private", "customer"},
    "classroom": {"private"},  # a tutor of one's own, outside any institution
    "clinic": {"private", "patient"},
}


def learns(scenario: str, role: str) -> bool:
    """Whether the strictest reading puts the person into an institution of education as one who learns."""
    return role == "student" or (scenario == "classroom" and role not in ("staff", "private"))


def in_the_union(place: str) -> bool:
    """Germany, its states and France are; Japan and places nobody knows are read as strictly as all at once."""
    return not place.startswith("US")


def forbidden(scenario: str, role: str, place: str, purpose: str, attested: bool) -> bool:
    """Art. 5(1)(f): no emotions from biometrics at work and in education, but for medical or safety reasons; and by
    the Commission's guidelines, but for a worker's own training."""
    if not in_the_union(place) or role in NOT_AT_WORK[scenario]:
        return False
    if purpose in ("medical", "safety"):
        return not attested
    return not (purpose == "self_training" and not learns(scenario, role))


def released(place: str) -> bool:
    """Illinois asks for a written release; "US" alone may be Illinois, and so may a place nobody knows."""
    return place.startswith("US") or place in ("JP", "nowhere", "")


def struck(age: str, purpose: str) -> set[str]:
    """Only of adults anything is kept or learned, and what a person trains for themself is for them alone."""
    young = {"adapt", "store", "record"} if age != "adult" else set()
    return young | ({"store", "share_pair", "watch", "record"} if purpose == "self_training" else set())


@pytest.mark.parametrize("attested", [False, True])
@pytest.mark.parametrize("scenario", DOMAINS)
def test_every_case_is_decided_as_the_law_says(scenario: str, attested: bool) -> None:
    for role, place, purpose, age in itertools.product(ROLES, PLACES, PURPOSES, OURS):
        gate = Gate(Said(jurisdiction=place), ATTESTED[attested])
        ruling = gate.ruling(Context(scenario, role, "", age, purpose))
        case = (scenario, role, place, purpose, age, attested)
        assert ruling.barred == (BIOMETRIC if forbidden(scenario, role, place, purpose, attested) else set()), case
        assert ruling.releases == (BIOMETRIC if released(place) else set()), case
        assert {u for u in ("infer", *USES_CLOSED) if ruling.strikes(u)} == struck(age, purpose), case
        vain = purpose in ("medical", "safety") and not attested
        assert (ruling.purpose, ruling.unattested) == (("interaction", purpose) if vain else (purpose, "")), case
        assert ruling.self_only == (purpose == "self_training"), case
        assert ruling.keep_days == (1095 if released(place) else None), case


sides = st.builds(
    Said,
    st.sampled_from(("", *DOMAINS)),
    st.sampled_from(ROLES),
    st.sampled_from(PLACES),
    st.sampled_from(OURS),
)
contexts = st.builds(
    Context,
    st.sampled_from(DOMAINS),
    st.sampled_from(ROLES),
    st.sampled_from(PLACES),
    st.sampled_from(OURS),
    st.sampled_from(PURPOSES),
)


def closed(ruling: Ruling) -> set[str]:
    """Everything a ruling takes away."""
    releases = {f"release {modality}" for modality in ruling.releases}
    return ruling.barred | releases | {use for use in USES_CLOSED if ruling.strikes(use)}


@given(contexts, sides)
def test_what_one_side_adds_never_opens_what_another_closes(client: Context, token: Said) -> None:
    gate = Gate(attested={"clinic": frozenset({"medical"})})
    both = closed(gate.ruling(client, token))
    named = Context(
        client.scenario,
        client.subject_role or token.subject_role,
        client.jurisdiction,
        client.age_class or token.age_class,
        client.purpose,
    )
    assert closed(gate.ruling(named)) <= both  # what only the token knows is not contradicted; the rest is joined


@given(contexts, st.sampled_from([place for place in PLACES if place]))
def test_a_client_cannot_move_out_of_the_operators_law(client: Context, place: str) -> None:
    gate = Gate(Said(jurisdiction=place))
    at_home = Context(client.scenario, client.subject_role, "", client.age_class, client.purpose)
    assert closed(gate.ruling(at_home)) <= closed(gate.ruling(client))


def test_an_operator_who_says_staff_is_not_talked_out_of_it() -> None:
    gate = Gate(Said(subject_role="staff", jurisdiction="EU"))
    with pytest.raises(Unlawful) as caught:
        gate.ruling(Context("customer_service", "customer")).check({"face"}, MODALITIES)
    assert caught.value.reason == "AI_ACT_5_1_F"
    assert caught.value.code == "FAILED_PRECONDITION"


def test_a_token_that_says_staff_counts_against_a_client_that_says_customer() -> None:
    assert Gate().ruling(Context("customer_service", "customer"), Said(subject_role="staff")).barred == BIOMETRIC


def test_attesting_one_scenario_attests_no_other() -> None:
    gate = Gate(attested={"meeting": frozenset({"safety"})})
    assert not gate.ruling(Context("meeting", "staff", purpose="safety")).barred
    assert gate.ruling(Context("meeting", "staff", purpose="medical")).barred
    assert gate.ruling(Context("classroom", "student", purpose="safety")).barred
    both = gate.ruling(Context("meeting", "staff", purpose="safety"), Said(scenario="classroom"))
    assert both.barred == BIOMETRIC
    assert both.purpose == "interaction"


@pytest.mark.parametrize(
    ("declared", "consented", "fails"),
    [
        ({"face"}, {"face", "text"}, True),  # a tracker was declared that must not be read
        ({"voice"}, set(), True),  # whether or not there is consent
        ((), {"face", "behaviour"}, True),  # nothing is left to read
        ((), {"text"}, False),
        ((), {"text", "behaviour"}, False),
        ((), set(), False),
    ],
)
def test_a_forbidden_source_is_refused_and_text_alone_goes_on(
    declared: set[str], consented: set[str], fails: bool
) -> None:
    ruling = Gate().ruling(Context("meeting"))
    if fails:
        with pytest.raises(Unlawful):
            ruling.check(declared, consented)
    else:
        ruling.check(declared, consented)


def test_every_rule_says_where_it_comes_from_and_when_it_was_read() -> None:
    for rule in shipped_law().rules:
        assert rule.source
        assert rule.checked.year >= 2026
        assert rule.says.endswith(".")
