"""Avatars never jump; dialogue follows the state, not the top label."""

import re
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.advice.advice import AvatarAdvice, Target
from der_server.advice.avatar import MAX_SPEED, AvatarAdvisor
from der_server.advice.dialogue import DialogueAdvisor, words_need_a_human
from der_server.advice.domains import FALLBACK, strategies
from der_server.advice.rig import LIP_NAMES, VRM_NAMES, rig_names, unadvised_names
from der_server.emotion.feeling import Feeling, SocialState, Spread
from der_server.faults import BadDeclaration
from der_server.labels import DOMAINS, EMOTIONS

pytestmark = pytest.mark.unit
ZERO = Spread(0, 0.3)


def feeling(
    time_us: int = 0, social: Mapping[str, float] | None = None, unknown: bool = False, **probs: float
) -> Feeling:
    rest = (1 - sum(probs.values())) / (len(EMOTIONS) - len(probs))
    vector = np.array([probs.get(e, rest) for e in EMOTIONS], np.float32)
    label = -1 if unknown else int(vector.argmax())
    states = tuple(SocialState(name, level, 1.0) for name, level in (social or {}).items())
    return Feeling(time_us, vector, label, float(vector.max()), ZERO, ZERO, ZERO, {}, states)


def settled(target: Target, what: Feeling, *, speaking: bool = False) -> AvatarAdvice:
    advisor = AvatarAdvisor([target])
    advisor.advise(target, what, 0, speaking, "general")
    return advisor.advise(target, what, 2_000_000, speaking, "general")


def shown(target: Target, what: Feeling, *, speaking: bool = False) -> dict[str, float]:
    weights = settled(target, what, speaking=speaking).weights
    return dict(zip(rig_names(target), map(float, weights), strict=True))


feelings = st.lists(st.floats(0.01, 1), min_size=7, max_size=7).map(
    lambda xs: feeling(**{e: x / sum(xs) for e, x in zip(EMOTIONS[:6], xs, strict=False)})
)
targets = st.builds(
    Target,
    st.just("t"),
    st.sampled_from(["arkit", "vrm"]),
    st.just(()),
    st.sampled_from(["own", "counterpart"]),
    st.sampled_from(["subtle", "natural", "stylised"]),
)


@given(targets, st.lists(st.tuples(feelings, st.integers(0, 500_000), st.booleans()), min_size=2, max_size=8))
def test_nothing_jumps(target: Target, scene: list[tuple[Feeling, int, bool]]) -> None:
    advisor = AvatarAdvisor([target])
    before, now_us = None, 0
    for what, step_us, speaking in scene:
        now_us += step_us
        weights = advisor.advise(target, what, now_us, speaking, "general").weights
        assert ((weights >= 0) & (weights <= 1)).all()
        if before is not None:
            assert np.abs(weights - before).max() <= MAX_SPEED * step_us / 1e6 + 1e-5
        before = weights


def test_an_own_avatar_shows_what_the_person_shows() -> None:
    own = Target("me", "arkit")
    joy, anger = shown(own, feeling(joy=0.9)), shown(own, feeling(anger=0.9))
    assert joy["mouthSmileLeft"] == joy["mouthSmileRight"] > 0.3
    assert joy["cheekSquintLeft"] > 0.1
    assert anger["browDownLeft"] > 0.3
    assert anger["mouthSmileLeft"] == 0
    assert max(shown(own, feeling(neutral=0.9)).values()) < 0.05


def test_a_counterpart_answers_and_never_mirrors_anger_or_sadness() -> None:
    npc = Target("npc", "arkit", role="counterpart")
    sad, angry, happy = (shown(npc, feeling(**{e: 0.9})) for e in ("sadness", "anger", "joy"))
    assert sad["browInnerUp"] > 0.2
    assert sad["mouthFrownLeft"] < 0.05
    assert angry["browDownLeft"] < 0.05
    assert happy["mouthSmileLeft"] > 0.2
    tone = settled(npc, feeling(sadness=0.9)).tone
    assert tone.rate < 1
    assert tone.warmth > 0.7
    assert re.fullmatch(r'rate="\d+%" pitch="[+-]\d+%" volume="[+-][\d.]+dB"', tone.ssml)


def test_lip_sync_keeps_the_mouth_while_the_person_speaks() -> None:
    own = Target("me", "arkit")
    quiet, talking = (shown(own, feeling(surprise=0.95), speaking=speaking) for speaking in (False, True))
    assert quiet["jawOpen"] > 0.2
    assert talking["jawOpen"] == 0
    assert talking["browOuterUpLeft"] == quiet["browOuterUpLeft"] > 0.2
    assert settled(own, feeling(joy=0.9), speaking=True).overrides["mouth"] == "none"
    assert "mouthsmileleft" not in LIP_NAMES


def test_presets_and_rigs() -> None:
    vrm = Target("a", "vrm")
    assert rig_names(vrm) == VRM_NAMES
    assert shown(vrm, feeling(joy=0.95))["happy"] > 0.4
    assert settled(vrm, feeling(anger=0.95)).presets["angry"] > 0.4
    assert "aa" in unadvised_names(vrm)
    assert len(rig_names(Target("b", "arkit"))) == 52


def test_custom_names_are_found_in_both_spellings_and_strangers_stay_zero() -> None:
    own = Target("c", "custom", ("mouthSmile_L", "MOUTHSMILERIGHT", "happy", "tail_wag"))
    weights = shown(own, feeling(joy=0.9))
    assert weights["mouthSmile_L"] == weights["MOUTHSMILERIGHT"] > 0.3
    assert weights["happy"] > 0.3
    assert weights["tail_wag"] == 0
    assert unadvised_names(own) == ("tail_wag",)


@pytest.mark.parametrize("bad", [Target("x", "ghost"), Target("x", "custom"), Target("x", "vrm", role="king")])
def test_an_unknown_rig_says_what_to_do(bad: Target) -> None:
    with pytest.raises(BadDeclaration):
        AvatarAdvisor([bad])


GOLDEN = [
    ("customer_service", {"dissatisfaction": 0.8}, {}, ["acknowledge", "apologise", "repair", "hand_over"]),
    ("meeting", {"confusion": 0.8}, {}, ["explain", "summarise"]),
    ("meeting", {}, {"anger": 0.8}, ["ease_tension"]),
    ("game", {"frustration": 0.8}, {}, ["assist"]),
    ("game", {"boredom": 0.8}, {}, ["challenge"]),
    ("game", {}, {"fear": 0.8}, ["ease_plot_tension"]),
    ("classroom", {"confusion": 0.8}, {}, ["explain_again", "give_example", "give_hint"]),
    ("classroom", {"boredom": 0.8}, {}, ["change_task"]),
    ("clinic", {"anxiety": 0.8}, {}, ["slow_down", "support", "refer"]),
    ("clinic", {}, {"sadness": 0.8}, ["reflect"]),
    ("general", {"confusion": 0.8}, {}, ["explain"]),
    ("general", {}, {"sadness": 0.8}, ["acknowledge_sadness"]),
    ("general", {}, {"joy": 0.8}, ["share_joy"]),
]


@pytest.mark.parametrize(("domain", "social", "probs", "way"), GOLDEN)
def test_each_scene_leads_to_its_strategies_in_order(
    domain: str, social: dict[str, float], probs: dict[str, float], way: list[str]
) -> None:
    advisor = DialogueAdvisor(domain, "en")
    seen: list[str] = []
    for i in range(600):
        time_us = i * 100_000
        name = advisor.advise(feeling(time_us, social, **probs), time_us, False).strategy
        if not seen or seen[-1] != name:
            seen.append(name)
    assert seen[: len(way)] == way


@pytest.mark.parametrize("domain", DOMAINS)
def test_doubt_leads_to_good_manners(domain: str) -> None:
    advice = DialogueAdvisor(domain, "en").advise(feeling(unknown=True), 0, False)
    assert advice.strategy == FALLBACK
    assert advice.reasons == ()


@given(st.sampled_from(DOMAINS), st.lists(feelings, min_size=20, max_size=20))
def test_advice_does_not_flicker(domain: str, scene: list[Feeling]) -> None:
    advisor = DialogueAdvisor(domain, "en")
    changes = [advisor.advise(what, i * 100_000, False).changed for i, what in enumerate(scene)]
    assert sum(changes) <= 8


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_table_reads_and_speaks_both_languages(domain: str) -> None:
    for strategy in strategies(domain):
        assert strategy.source
        assert all(re.search(r"[一-鿿]", line) for line in strategy.wording["zh"])
        assert not any(re.search(r"[一-鿿]", line) for line in strategy.wording["en"])


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "i’m thinking of KILLING   myself",
        "everyone would be better off without me",
        "我不想活了",
        "真的想死",
        "活着没意思",
        "I keep cutting, I hurt myself again",
    ],
)
def test_words_that_need_a_human(text: str) -> None:
    assert words_need_a_human(text)


@pytest.mark.parametrize(
    "text",
    ["I'm dying to see it", "Suicide Squad was fun", "我想死你了", "this game kills me", "笑死我了", "", "累死了"],
)
def test_words_that_do_not(text: str) -> None:
    assert not words_need_a_human(text)


def test_the_safety_path_is_opened_by_words_only_and_stays() -> None:
    advisor = DialogueAdvisor("clinic", "zh-CN")
    despair = feeling(0, {"anxiety": 1.0, "stress": 1.0}, sadness=0.95)
    assert not advisor.advise(despair, 0, False).safety
    opened = advisor.advise(feeling(joy=0.9), 100_000, True)
    assert opened.safety
    assert "alert_a_human" in opened.actions
    assert "SAFETY" in opened.llm_context
    assert advisor.advise(feeling(joy=0.9), 30_000_000, False).safety
    assert not advisor.advise(feeling(joy=0.9), 61_000_000, False).safety


def test_the_context_for_language_models_is_short_and_made_of_our_own_words() -> None:
    advice = DialogueAdvisor("game", "en").advise(feeling(0, {"frustration": 0.8}, anger=0.5), 0, False)
    assert advice.llm_context.startswith("[der/1 ")
    assert len(advice.llm_context) <= 600
    assert "strategy=assist" in advice.llm_context


def test_a_snapshot_keeps_the_strategy_and_what_was_tried() -> None:
    one, other = DialogueAdvisor("customer_service", "en"), DialogueAdvisor("customer_service", "en")
    angry = feeling(0, {"dissatisfaction": 0.9})
    for i in range(60):
        one.advise(angry, i * 100_000, False)
    other.restore(one.snapshot())
    for i in range(60, 200):
        assert one.advise(angry, i * 100_000, False) == other.advise(angry, i * 100_000, False)
