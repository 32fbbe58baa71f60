"""Texts in two languages, emoji, partial results; deeds as rates and dwell times."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.labels import EMOTIONS
from der_server.models.bundle import load_bundle
from der_server.models.expert import Estimate
from der_server.models.lineup import SHIPPED
from der_server.models.text import load
from der_server.models.text_pool import pool_pieces
from der_server.session.arrival import TextPiece
from der_server.session.refusals import Refusals
from der_server.session.texts import fresh, readings
from der_server.signals.behaviour import METRES, SECONDS, BehaviourLog, Deed
from der_server.signals.text import by_language

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("I am so happy today", ["en"]),
        ("这个 app 太难用了", ["zh"]),
        ("I love 火锅 so much", ["en"]),
        ("OK 我知道了", ["zh"]),
        ("我今天很高兴 but I am so tired of this", ["zh", "en"]),
        ("I hate this. 真的受不了了！", ["en", "zh"]),
        ("I hate this. 真的受不了了！please stop it now", ["en", "zh", "en"]),
        ("😀😀", ["und"]),
        ("today 😀 is fine", ["en"]),
    ],
)
def test_a_text_is_cut_where_its_language_changes(text: str, languages: list[str]) -> None:
    pieces = by_language(text)
    assert [language for language, _ in pieces] == languages
    assert "".join(piece for _, piece in pieces) == text


def test_a_declared_language_is_believed() -> None:
    assert readings(TextPiece(1, "我很高兴 but tired", "fr"), "en") == [("我很高兴 but tired", "fr")]


@pytest.mark.parametrize(("session", "tongue"), [("en", "en"), ("zh-CN", "zh-CN"), ("fr", "en")])
def test_emoji_without_words_are_read_in_a_language_that_is_known(session: str, tongue: str) -> None:
    assert readings(TextPiece(1, "😀😡"), session) == [("😀😡", tongue)]
    assert readings(TextPiece(1, "привет"), session) == [("привет", session)]


def test_partial_texts_are_not_read_and_the_final_one_is_once() -> None:
    said = [TextPiece(1, "I am", partial=True), TextPiece(2, "I am so", partial=True), TextPiece(3, "I am so happy")]
    refusals = Refusals()
    kept = fresh([*said, said[-1], TextPiece(4, "theirs", of_person=False)], None, 10, refusals)
    assert [text.text for text in kept] == ["I am so happy"]
    assert fresh([TextPiece(2, "late")], kept[-1], 10, refusals) == []
    assert fresh([TextPiece(20, "ahead")], kept[-1], 10, refusals) == []
    assert {r.reason for r in refusals.due(0, everything=True)} == {"TIME_WENT_BACK", "TIME_IN_FUTURE"}


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6)), min_size=1, max_size=5))
def test_pieces_make_one_distribution_weighed_by_what_there_was_to_read(pieces: list[tuple[float, int]]) -> None:
    estimates = []
    for quality, label in pieces:
        probs = np.full(7, 0.05)
        probs[label] = 0.7
        estimates.append(Estimate(np.log(probs).astype(np.float32), quality, {"text.x": quality}))
    pooled = pool_pieces(estimates)
    assert np.exp(pooled.log_probs).sum() == pytest.approx(1, abs=1e-5)
    assert pooled.quality == pytest.approx(max(quality for quality, _ in pieces), abs=1e-6)
    if len({label for _, label in pieces}) == 1 and pooled.quality > 0:
        assert int(pooled.log_probs.argmax()) == pieces[0][1]


@pytest.mark.model
def test_both_halves_of_a_mixed_text_count() -> None:
    expert = load(load_bundle(SHIPPED / "text-open"), "cpu")

    def label(text: str) -> str:
        pieces = readings(TextPiece(1, text), "en")
        read = expert.read([piece for piece, _ in pieces], [tongue for _, tongue in pieces])
        return EMOTIONS[int(pool_pieces(read).log_probs.argmax())]

    assert label("我今天太高兴了，真开心 I am so happy, this is wonderful") == "joy"
    assert label("I am so angry, I hate this 气死我了，太愤怒了") == "anger"


@given(st.sampled_from(SECONDS), st.integers(1, 20), st.floats(0.1, 5))
def test_a_dwell_is_as_long_as_it_was_however_it_is_reported(kind: str, pieces: int, each_s: float) -> None:
    log, now_us = BehaviourLog(), 1_000_000
    for _ in range(pieces):
        now_us += round(each_s * 1e6)
        log.absorb(kind, each_s, now_us)
    assert log.deeds(now_us)[0].dwell_s == pytest.approx(pieces * each_s, abs=1e-3)
    log.absorb(kind, 1.0, now_us + 10_000_000)
    assert log.deeds(now_us + 10_000_000)[0].dwell_s == pytest.approx(1.0)


@given(st.sampled_from(["retry", "nod", "error"]), st.floats(2, 30))
def test_a_steady_pace_reads_as_itself(kind: str, per_minute: float) -> None:
    log = BehaviourLog()
    times_us = [round(i * 60e6 / per_minute) for i in range(round(3 * per_minute))]
    for time_us in times_us:
        log.absorb(kind, 0, time_us)
    assert log.deeds(times_us[-1] + round(30e6 / per_minute))[0].pace == pytest.approx(per_minute, rel=0.1)
    assert log.deeds(round(20 * 60e6))[0].pace < 0.05 * per_minute


def test_looking_away_all_the_time_is_a_share_of_one() -> None:
    log = BehaviourLog()
    for i in range(1, 121):
        log.absorb("gaze_away", 1.0, i * 1_000_000)
    deed = log.deeds(120_000_000)[0]
    assert deed.pace == pytest.approx(1, abs=0.05)
    assert deed.dwell_s == pytest.approx(120)


@pytest.mark.parametrize("kind", METRES)
def test_a_walk_reads_as_metres_a_minute(kind: str) -> None:
    log = BehaviourLog()
    for i in range(1, 181):
        log.absorb(kind, 0.5, i * 1_000_000)
    assert log.deeds(180_000_000)[0].pace == pytest.approx(30, rel=0.05)


def test_typing_reads_as_the_newest_speed_and_ends() -> None:
    log = BehaviourLog()
    log.absorb("typing", 6.0, 1_000_000)
    assert log.deeds(2_000_000) == (Deed("typing", 6.0),)
    assert log.deeds(60_000_000) == (Deed("typing", 0.0),)
