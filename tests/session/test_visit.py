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
    person.read("text-x", person.texts.take(), [estimate("joy")])  # the slow lane answers before the fast one
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


def loud(windows: int, first: int = 0) -> Arrival:
    """Noise, ten windows of 512 samples a piece."""
    noise = np.random.default_rng(first).normal(0, 3000, (windows, 512)).astype("<i2")
    pieces = [
        VoicePiece(T + (first + n) * 32_000, (first + n) * 512, noise[n : n + 10].tobytes())
        for n in range(0, windows, 10)
    ]
    return Arrival(0, voices=tuple(pieces))


def with_heavy(*uses: str, model_choice: str = "") -> Visit:
    grants = tuple(Grant(modality, frozenset({"infer", *uses}), None) for modality in MODALITIES)
    start = Start(grants=grants, notice_version_shown=NOTICE, voice=VoiceFormat(16_000), model_choice=model_choice)
    heavy = Bundle(Card("voice-heavy", "voice_heavy", "voice", "1", "permissive", True, "spec"), {}, "heavy")
    return Visit(start, [bundle("voice"), heavy], NOTICE, lambda: 0.0)


def test_sound_is_gathered_for_the_heavy_voice_whose_word_joins_later() -> None:
    person = with_heavy("adapt")
    person.absorb(loud(40), T)
    person.step(T)
    state = person.conclude(Stepped({"voice-x": estimate("joy", speech=0.9)}, {}), "tick", T)
    person.absorb(loud(40, 40), T + 1_300_000)
    person.step(T + 1_300_000)
    asked = person.overheard.step()
    assert asked is not None
    assert asked.inputs["sound"].shape[0] >= 70
    assert set(asked.inputs) == {"sound", "adapt"}
    assert person.overheard.step() is None
    person.overheard.answered(Stepped({"voice-heavy": estimate("anger")}, {"voice-heavy": np.ones(3, np.float32)}))
    state = person.conclude(Stepped({}, {}), "tick", T + 1_300_000)
    assert EMOTIONS[state.feeling.probs.argmax()] == "anger"
    assert "voice-heavy" not in person.step(T + 1_300_000).states  # the fast lane does not carry its state about


def test_the_heavy_voice_hears_nothing_more_once_consent_is_withdrawn() -> None:
    person = with_heavy()
    person.absorb(loud(40), T)
    person.step(T)
    asked = person.overheard.step()
    assert asked is not None
    assert "adapt" not in asked.inputs
    person.withdraw(["voice"], ["infer"])
    person.overheard.answered(Stepped({"voice-heavy": estimate("anger")}, {"voice-heavy": np.ones(3, np.float32)}))
    assert person.overheard.state is None
    assert not person.overheard.waiting


def test_what_was_learned_of_a_voice_is_forgotten_at_once_with_consent_to_adapt() -> None:
    person = with_heavy("adapt")
    person.absorb(loud(40), T)
    assert "adapt" in person.step(T).inputs
    known, heavy = np.ones(3, np.float32), np.ones(3, np.float32)
    person.conclude(Stepped({"voice-x": estimate("joy", speech=0.9)}, {"voice-x": known}), "tick", T)
    asked = person.overheard.step()
    assert asked is not None
    person.overheard.answered(Stepped({"voice-heavy": estimate("anger")}, {"voice-heavy": heavy}))
    person.absorb(loud(10, 40), T + 1_300_000)
    person.step(T + 1_300_000)
    person.withdraw((), ("adapt",))
    assert not known.any()
    assert not heavy.any()
    late = Stepped({"voice-x": estimate("joy", speech=0.9)}, {"voice-x": np.ones(3, np.float32)})
    state = person.conclude(late, "tick", T + 1_300_000)  # it was under way
    assert state.feeling.evidence["voice"].weight > 0  # the voice is read as ever
    person.absorb(loud(10, 50), T + 1_700_000)
    step = person.step(T + 1_700_000)
    assert "pcm" in step.inputs
    assert "adapt" not in step.inputs
    assert step.states == {}


def test_nothing_is_learned_of_a_voice_without_consent_to_adapt() -> None:
    person = with_heavy()
    person.absorb(loud(40), T)
    inputs = person.step(T).inputs
    assert "pcm" in inputs
    assert "adapt" not in inputs


def test_a_client_that_wants_it_fast_does_without_the_heavy_voice() -> None:
    person = with_heavy(model_choice="fast")
    person.absorb(loud(80), T)
    person.step(T)
    assert person.overheard.step() is None
