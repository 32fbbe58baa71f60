"""The safety path: opened by words, English or Chinese, and by nothing else; it always says that a human looks."""

import pytest
from advice_kit import advisor, feeling, hold
from hypothesis import given
from hypothesis import strategies as st

from der_server.advice.safety import safety, words_need_a_human
from der_server.labels import DOMAINS

pytestmark = pytest.mark.unit
CALLS = [
    "I want to die",
    "i’m thinking of KILLING   myself",
    "everyone would be better off without me",
    "I keep cutting, I hurt myself again",
    "I don't want to be alive anymore",
    "i just want to not wake up",
    "I have been planning to end it",
    "thinking about ending things tonight",
    "there is no point in living",
    "I took all my pills",
    "they'd be happier if I was gone",
    "kms",
    "I want to unalive myself",
    "I wish I were dead.",
    "I don't want to kill myself, but it crosses my mind",
    "He hits me when he is drunk",
    "The voices tell me things; I hear voices telling me to jump",
    "ＫＩＬＬ ＭＹＳＥＬＦ",
    "我不想活了",
    "真的想死",
    "活着没意思",
    "我 不 想 活 了",
    "不想再活下去了",
    "大家没有我会更好",
    "我准备去死了",
    "吃了一整瓶安眠药",
    "我写好了遗书",
    "不想醒来",
    "我被家暴了",
    "活著沒有意義，我想自殺",
]
QUIET = [
    "I'm dying to see it",
    "Suicide Squad was fun",
    "I cut myself shaving",
    "cut myself some slack",
    "this game kills me",
    "I nearly died laughing",
    "that movie was to die for",
    "my phone died",
    "我想死你了",
    "笑死我了",
    "累死了",
    "这个过山车和跳楼机真好玩",
    "跳楼价大甩卖",
    "",
    "ok",
]


@pytest.mark.parametrize("text", CALLS)
def test_words_that_need_a_human(text: str) -> None:
    assert words_need_a_human(text)


@pytest.mark.parametrize("text", QUIET)
def test_words_that_do_not(text: str) -> None:
    assert not words_need_a_human(text)


@given(st.sampled_from(CALLS), st.text(max_size=40), st.text(max_size=40))
def test_words_around_them_do_not_hide_them(call: str, before: str, after: str) -> None:
    assert words_need_a_human(f"{before} . {call} . {after}")


def test_an_idiom_does_not_hide_what_comes_after_it() -> None:
    assert words_need_a_human("I cut myself shaving and thought about ending it all")


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_path_is_opened_by_words_only_and_stays(domain: str) -> None:
    talk = advisor(domain, "zh-CN")
    despair = feeling(0, {"anxiety": 1.0, "stress": 1.0, "frustration": 1.0}, sadness=0.95)
    assert not any(advice.safety for advice in hold(talk, despair, 60))
    opened = talk.advise(feeling(joy=0.9), 60_000_000, True)
    assert opened.safety
    assert opened.changed
    assert opened.reasons == ("own_words",)
    assert "alert_a_human" in opened.actions
    assert "SAFETY: a human must look now" in opened.llm_context
    assert talk.advise(feeling(joy=0.9), 90_000_000, False).safety
    assert not talk.advise(feeling(joy=0.9), 121_000_000, False).safety


def test_whatever_the_wording_it_says_that_a_human_looks() -> None:
    path = safety().strategy
    for line in (*path.wording.en, *path.polite.en):
        assert "person" in line
    for line in (*path.wording.zh, *path.polite.zh):
        assert "真人" in line
    assert {"alert_a_human", "stop_automation"} <= set(path.actions)
    assert "assess_risk" in path.avoid
