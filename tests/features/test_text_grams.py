"""The grams of a text."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.features.text import TEXT_MAX, fold, gram_hashes, grams
from der_server.signals.text import clean

pytestmark = pytest.mark.unit


def test_english_negation_marks_the_next_words_up_to_the_next_mark() -> None:
    found = grams("It is not very good, honest")
    assert "n:good" in found
    assert "n:honest" not in found


def test_chinese_negation_sees_past_a_word_of_degree() -> None:
    assert "n:高兴" in grams("我不太高兴")
    assert "n:意思" in grams("真没意思")


def test_emoji_and_bracket_emoticons_are_words_of_their_own() -> None:
    found = grams("算了[泪][doge] 😭 :( ❤️")
    assert {"e:泪", "e:doge", "e:😭", "e::(", "e:❤"} <= set(found)


def test_long_runs_say_the_same_however_long() -> None:
    assert grams("sooooo bad!!!!!") == grams("sooo bad!!!")
    assert grams("哈哈哈哈哈哈") == grams("哈哈哈")


def test_links_and_names_of_others_say_nothing_of_the_writer() -> None:
    assert "w:example" not in grams("see https://example.org/happy @happyjoe")
    assert "w:happyjoe" not in grams("see https://example.org/happy @happyjoe")


def test_words_and_pairs_and_letters_are_all_there() -> None:
    assert {"w:can't", "b:can't wait", "c:<wait", "b:^ can't"} <= set(grams("Can’t wait"))


def test_nothing_readable_gives_no_grams() -> None:
    assert grams("  \n\t ") == []
    assert gram_hashes("").shape == (0,)


def test_hashes_are_the_same_in_another_process() -> None:
    code = "from der_server.features.text import gram_hashes; print(gram_hashes('not good 不好').tolist())"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == str(gram_hashes("not good 不好").tolist())


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_each_gram_comes_once(text: str) -> None:
    found = grams(text)
    assert len(found) == len(set(found))
    assert gram_hashes(text).dtype == np.uint32


@given(st.text(max_size=200))
def test_a_cleaned_text_reads_as_the_text_itself(text: str) -> None:
    assert grams(clean(text)) == grams(text)


@given(st.text(min_size=1, max_size=3), st.integers(3, 200))
def test_the_cost_of_a_long_text_is_bounded(piece: str, times: int) -> None:
    assert len(fold(piece * times)) <= 4 * TEXT_MAX
