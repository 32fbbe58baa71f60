"""A visit between its step and its conclusion: what comes meanwhile is neither lost nor misread."""

import numpy as np
import pytest

from der_server.labels import EMOTIONS, MODALITIES
from der_server.models.bundle import Bundle, Card
from der_server.models.expert import Estimate, Stepped
from der_server.privacy.consent import Grant
from der_server.session.arrival import Arrival, TextPiece, VoicePiece
from der_server.session.start import Start, VoiceFormat
from der_server.session.visit import Visit

pytestmark = pytest.mark.unit
NOTICE = "v1"
T = 1_000_000


def bundle(modality: str) -> Bundle:
    return Bundle(Card(f"{modality}-x", f"{modality}_x", modality, "1", "permissive", True, "spec"), {}, modality)


def estimate(emotion: str, **extra: float) -> Estimate:
    probs = np.full(len(EMOTIONS), 0.02, np.float32)
    probs[EMOTIONS.index(emotion)] = 1 - 0.02 * (len(EMOTIONS) - 1)
    return Estimate(np.log(probs), 1.0, extra)


def visit() -> Visit:
    grants = tuple(Grant(modality, frozenset({"infer"}), None) for modality in MODALITIES)
    start = Start(grants=grants, notice_version_shown=NOTICE, voice=VoiceFormat(16_000))
    return Visit(start, [bundle("text"), bundle("voice")], NOTICE, lambda: 0.0)


def said(text: str, time_us: int = T) -> Arrival:
    return Arrival(0, texts=(TextPiece(time_us, text),))


def test_a_text_read_while_a_step_is_under_way_is_in_that_state_which_says_so() -> None:
    person = visit()
    person.absorb(said("wonderful"), T)
    assert person.due(T) == "tick"
    person.step(T)
    person.read("text-x", person.texts(), [estimate("joy")])  # the slow lane answers before the fast one
    state = person.conclude(Stepped({}, {}), "tick", T)
    assert state.trigger == "text"
    assert state.feeling.evidence["text"].weight > 0
    assert person.due(T) == ""


def test_speech_that_ends_while_a_step_is_under_way_still_gets_its_own_state() -> None:
    person = visit()
    person.absorb(said("wonderful"), T)
    person.step(T)
    person.absorb(Arrival(0, end_of_utterance=True), T)
    assert person.conclude(Stepped({}, {}), "tick", T).trigger == "tick"
    assert person.due(T) == "end_of_speech"
    person.step(T)
    assert person.conclude(Stepped({}, {}), "end_of_speech", T).trigger == "end_of_speech"
    assert person.due(T) == ""


def test_a_voice_is_heard_and_its_pause_ends_the_utterance() -> None:
    person = visit()
    triggers = []
    for i in range(12):
        now_us = T + i * 100_000
        person.absorb(Arrival(0, voices=(VoicePiece(now_us, i * 1600, bytes(3200)),)), now_us)
        if person.due(now_us):
            person.step(now_us)
            speech = 0.9 if i < 5 else 0.1
            stepped = Stepped({"voice-x": estimate("anger", speech=speech)}, {})
            state = person.conclude(stepped, "tick", now_us)
            triggers.append(state.trigger)
            assert np.isfinite(state.feeling.probs).all()
            assert state.feeling.evidence["voice"].weight > 0
    assert triggers.count("end_of_speech") == 1
    assert triggers.index("end_of_speech") == 7
