"""What the text expert says."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.faults import BadBundle
from der_server.features.text import SPEC, denies, named_signs, plain_signs
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle, Card, load_bundle
from der_server.models.lineup import SHIPPED
from der_server.models.text import KIND, TextExpert, load
from der_server.models.text_cues import CUES, fine_groups, phrase_levels
from der_server.models.text_emoji import emoji_lift
from der_server.training.text_corpora import FINE, emotion_shares, items_of
from der_server.training.text_heads import fit_classes
from der_server.training.text_variants import denied, tables


@pytest.fixture(scope="module")
def expert() -> TextExpert:
    return load(load_bundle(SHIPPED / "text-all"), "cpu")


def said(expert: TextExpert, text: str, language: str) -> str:
    return EMOTIONS[int(expert.read([text], [language])[0].log_probs.argmax())]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "language", "emotion"),
    [
        ("I am so happy today, this is wonderful!", "en", "joy"),
        ("That makes me so angry, I hate it", "en", "anger"),
        ("I miss her so much, I have been crying all day", "en", "sadness"),
        ("I'm terrified of what might happen", "en", "fear"),
        ("The meeting starts at ten.", "en", "neutral"),
        ("This makes me furious, how dare they", "en", "anger"),
        ("今天真开心，太幸福了", "zh", "joy"),
        ("气死我了，这帮混蛋", "zh", "anger"),
        ("好难过，想哭", "zh", "sadness"),
    ],
)
def test_plain_sentences_are_read_as_people_mean_them(
    expert: TextExpert, text: str, language: str, emotion: str
) -> None:
    assert said(expert, text, language) == emotion


@pytest.mark.model
def test_not_happy_is_less_joyful_than_happy(expert: TextExpert) -> None:
    plain, negated = expert.read(["I am happy with this", "I am not happy with this"], ["en", "en"])
    joy = EMOTIONS.index("joy")
    assert negated.log_probs[joy] < plain.log_probs[joy]


BEHAVIOUR = tomllib.loads((Path(__file__).parent / "text_behaviour.toml").read_text(encoding="utf-8"))


def as_meant(expert: TextExpert, row: Mapping[str, Any]) -> list[bool]:
    """For each text of a row of text_behaviour.toml whether the expert reads it as the row says."""
    names = [said(expert, text, row["language"]) for text in row["texts"]]
    return [name == row["is"] if "is" in row else name != row["isnt"] for name in names]


@pytest.mark.model
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["negation", "plain", "emoji"])
def test_negations_and_emoji_it_never_learnt_are_mostly_read_right(
    expert: TextExpert, kind: str, language: str
) -> None:
    right = [each for row in BEHAVIOUR[kind] if row["language"] == language for each in as_meant(expert, row)]
    assert np.mean(right) >= 0.7


@pytest.mark.unit
def test_nothing_it_is_asked_about_was_made_up_for_its_lessons() -> None:
    made = {text for language in ("en", "zh") for text, _ in denied(language)}
    learnt_signs = {sign for signs in tables()["emoji"].values() for sign in signs}
    asked = {text for kind in BEHAVIOUR.values() for row in kind for text in row["texts"]}
    assert not made & asked
    assert not any(sign in text for sign in learnt_signs for text in asked)
    for word in ("sad", "happy", "angry", "scared", "难过", "开心", "生气", "害怕"):
        assert not any(word in text.replace("unhappy", "") for text in made)


@pytest.mark.model
def test_emoji_alone_are_read_whatever_the_language(expert: TextExpert) -> None:
    alone, named = expert.read(["😡", "😡"], ["und", "en"])
    assert alone.quality > 0
    assert np.array_equal(alone.log_probs, named.log_probs)


@pytest.mark.model
def test_a_long_text_is_read_to_its_limit_and_garbage_is_no_error(expert: TextExpert) -> None:
    long, garbage = expert.read(["I am so happy today. " * 300, "\x00\ud7ff %%% 0x0 ﷽ ꧁꧂"], ["en", "en"])
    assert EMOTIONS[int(long.log_probs.argmax())] == "joy"
    assert np.isclose(np.exp(garbage.log_probs).sum(), 1, atol=1e-5)


@pytest.mark.model
@pytest.mark.parametrize(("text", "language"), [("", "en"), ("   ", "zh"), ("bonjour", "fr"), ("???", "und")])
def test_an_empty_text_or_unknown_language_is_no_evidence(expert: TextExpert, text: str, language: str) -> None:
    (answer,) = expert.read([text], [language])
    assert answer.quality == 0
    assert np.allclose(np.exp(answer.log_probs), 1 / len(EMOTIONS))


@pytest.mark.model
def test_more_known_words_are_more_to_go_on(expert: TextExpert) -> None:
    short, long = expert.read(["ok", "I really think this is a good idea and I like it"], ["en", "en"])
    assert short.quality < long.quality < 1


@pytest.mark.model
def test_language_tags_are_understood(expert: TextExpert) -> None:
    tagged, plain = expert.read(["I am happy", "I am happy"], ["en-GB", "en"])
    assert np.array_equal(tagged.log_probs, plain.log_probs)


@pytest.mark.model
@given(st.text(max_size=120), st.sampled_from(["en", "zh", "und"]))
def test_whatever_is_written_probabilities_sum_to_one(expert: TextExpert, text: str, language: str) -> None:
    (answer,) = expert.read([text], [language])
    assert np.isclose(np.exp(answer.log_probs).sum(), 1, atol=1e-5)
    assert 0 <= answer.quality <= 1
    assert set(answer.extra) == set(CUES)
    assert all(0 <= level <= 1 for level in answer.extra.values())


@pytest.mark.model
def test_company_changes_nobodys_answer(expert: TextExpert) -> None:
    texts = ["I am happy", "你好", "what a mess"]
    together = expert.read(texts, ["en", "zh", "en"])
    alone = [expert.read([t], [lang])[0] for t, lang in zip(texts, ["en", "zh", "en"], strict=True)]
    assert all(np.array_equal(a.log_probs, b.log_probs) for a, b in zip(together, alone, strict=True))


@pytest.mark.model
def test_fine_labels_tell_a_question_from_a_thank_you(expert: TextExpert) -> None:
    asked = expert.fine("Why does it do that? I wonder how that works", "en")
    thanked = expert.fine("Thank you so much for your help", "en")
    assert set(asked) == set(FINE)
    assert asked["curiosity"] > thanked["curiosity"]
    assert thanked["gratitude"] > 0.5


@pytest.mark.unit
@pytest.mark.parametrize(
    ("text", "language", "cue"),
    [
        ("I don't understand, what do you mean?", "en", "text.confusion"),
        ("I do not understand this at all", "en", "text.confusion"),
        ("It still doesn’t work", "en", "text.frustration"),
        ("I want a refund", "en", "text.dissatisfaction"),
        ("this is so boring", "en", "text.boredom"),
        ("I'm nervous about tomorrow", "en", "text.anxiety"),
        ("I feel overwhelmed", "en", "text.stress"),
        ("tell me more about it", "en", "text.engagement"),
        ("我听不懂", "zh", "text.confusion"),
        ("这是什么意思", "zh", "text.confusion"),
        ("太慢了", "zh", "text.frustration"),
        ("我要退款", "zh", "text.dissatisfaction"),
        ("好无聊啊", "zh", "text.boredom"),
        ("我有点紧张", "zh", "text.anxiety"),
        ("最近压力很大", "zh", "text.stress"),
        ("真有意思", "zh", "text.engagement"),
    ],
)
def test_a_state_named_in_so_many_words_is_heard(text: str, language: str, cue: str) -> None:
    assert phrase_levels(text, language)[cue] > 0.5


@pytest.mark.unit
@pytest.mark.parametrize(
    ("text", "language", "cue"),
    [
        ("I am not bored", "en", "text.boredom"),
        ("I'm not at all confused", "en", "text.confusion"),
        ("I don't feel stressed", "en", "text.stress"),
        ("我不紧张", "zh", "text.anxiety"),
        ("不太无聊", "zh", "text.boredom"),
        ("没有压力", "zh", "text.stress"),
    ],
)
def test_a_state_denied_is_not_heard(text: str, language: str, cue: str) -> None:
    assert phrase_levels(text, language)[cue] == 0


@pytest.mark.unit
def test_phrases_are_whole_words() -> None:
    assert phrase_levels("I boarded the train", "en")["text.boredom"] == 0


@pytest.mark.unit
def test_every_cue_and_fine_group_is_one_we_know() -> None:
    assert set(fine_groups()) == set(CUES)
    assert {label for labels in fine_groups().values() for label in labels} <= set(FINE)


@pytest.mark.unit
@pytest.mark.parametrize("spec", ["other", SPEC])
def test_a_bundle_that_does_not_fit_is_refused(spec: str) -> None:
    card = Card("text-x", KIND, "text", "1", "permissive", True, spec, settings={"languages": {"en": {"fine": []}}})
    with pytest.raises(BadBundle):
        TextExpert(Bundle(card, {}, "0"))


@pytest.mark.unit
def test_labels_of_one_emotion_share_nothing_with_another() -> None:
    assert emotion_shares(["annoyance", "disapproval"])[EMOTIONS.index("anger")] == 1
    assert emotion_shares(["joy", "sadness"]).sum() == 1
    assert emotion_shares(["anticipation"]).sum() == 0


@pytest.mark.unit
def test_the_recipe_learns_any_classes() -> None:
    texts = ["red apple", "green apple", "sweet apple", "fast car", "red car", "old car"] * 5
    predict = fit_classes(texts, ["fruit"] * 3 + ["machine"] * 3 + (["fruit"] * 3 + ["machine"] * 3) * 4)
    assert predict(["an apple", "a car"]) == ["fruit", "machine"]


@pytest.mark.data
def test_evaluation_texts_are_never_learnt(data_dir: Path) -> None:
    bundle = load_bundle(SHIPPED / "text-all")
    for name in ("goemotions/dev", "smp2020_ewect_zh/usual_test"):
        items = list(items_of(data_dir / "text" / f"{name}.tsv.gz"))
        assert not bundle.saw([f"text/{item.text.strip()}" for item in items]).any()
    learnt = list(items_of(data_dir / "text" / "smp2020_ewect_zh" / "usual_eval.tsv.gz"))
    assert bundle.saw([f"text/{item.text.strip()}" for item in learnt]).mean() > 0.9


@pytest.mark.unit
@pytest.mark.parametrize(
    ("text", "denied_"),
    [("我不难过", True), ("没有很开心", True), ("我很难过", False), ("not sad", False), ("", False)],
)
def test_a_short_chinese_denial_is_told(text: str, denied_: bool) -> None:
    assert denies(text) == denied_


@pytest.mark.unit
def test_emoji_without_a_piece_are_named_and_the_list_has_none_twice() -> None:
    assert named_signs(plain_signs("🦜🏽"), frozenset()) == " parrot "
    assert named_signs("🦜", frozenset("🦜")) == "🦜"
    assert emoji_lift("no sign").sum() == 0
    assert emoji_lift("😡😡")[EMOTIONS.index("anger")] == emoji_lift("😡").sum() > 0
