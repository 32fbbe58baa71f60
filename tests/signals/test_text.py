"""Text made plain, and its language by script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.signals.text import LONGEST, clean, language_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I am so happy today", "en"),
        ("我今天很高兴", "zh"),
        ("这个 app 太难用了", "zh"),
        ("OK", "en"),
        ("今日はとても嬉しい", "und"),
        ("Я очень рад", "und"),
        ("12345 !!! 😀", "und"),
        ("", "und"),
    ],
)
def test_the_script_tells_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text())
def test_any_text_has_one_of_three_languages(text: str) -> None:
    assert language_of(text) in {"en", "zh", "und"}


@given(st.text(max_size=300))
def test_clean_text_is_plain_and_stays_as_it_is(text: str) -> None:
    plain = clean(text)
    assert plain == plain.strip()
    assert "  " not in plain
    assert "\x00" not in plain
    assert len(plain) <= LONGEST
    plain.encode("utf-8")


def test_long_text_is_cut() -> None:
    assert len(clean("字" * 10_000)) == LONGEST
    assert len(clean("\ufdfa" * 4096)) <= LONGEST  # one character that NFKC writes as eighteen


def test_white_space_controls_and_direction_marks_go_and_family_emoji_stay() -> None:
    assert clean(" a\t\r\n b\x00\u202e c\u200b ") == "a b c"
    assert clean("👨\u200d👩\u200d👧") == "👨\u200d👩\u200d👧"
