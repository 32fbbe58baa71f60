"""The voice expert: one answer however the stream is cut and whoever shares the batch; silence says nothing."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from der_server.features.voice import MELS, SPEC, offline, windows_before
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle, Card, load_bundle
from der_server.models.device import Runner
from der_server.models.lineup import SHIPPED
from der_server.models.vad import STATE, VoiceActivity, voice_activity
from der_server.models.voice import AWAKE_BLOCKS, HOLD_BLOCKS, KIND, NAME, VoiceExpert, gates_of, load, runs_of
from der_server.models.voice_hops import ADAPT
from der_server.models.voice_net import Answer, VoiceNet
from der_server.models.voice_past import LEAST_BLOCKS, TURN_BLOCKS, Past, log_odds, past_of, settings_of
from der_server.models.voice_person import Person
from der_server.training.datasets import Corpus, load_parts
from der_server.training.voice import clips_of, score_clip
from der_server.training.voice_clips import read_samples

UNIFORM = -np.log(len(EMOTIONS))


class Loudness:
    """Instead of the activity net: whatever is loud is speech."""

    def read(self, windows: list[np.ndarray], states: np.ndarray) -> tuple[list[np.ndarray], np.ndarray]:
        probs = [np.where(np.square(own).mean(1) > 1e-5, 0.9, 0.0).astype(np.float32) for own in windows]
        return probs, states.copy()


@pytest.fixture(scope="module")
def fresh() -> VoiceExpert:
    """An expert with random weights."""
    torch.manual_seed(0)
    card = Card(NAME, KIND, "voice", "1", "permissive", trained=False, feature_spec=SPEC)
    net = VoiceNet(24, len(EMOTIONS)).eval()
    hear, answer = Runner(net, "cpu"), Runner(Answer(net, 1.0), "cpu")
    return VoiceExpert(Bundle(card, {}, "x"), net.layout, voice_activity(), hear, answer)


@pytest.fixture(scope="module")
def adapting(fresh: VoiceExpert) -> VoiceExpert:
    """The same, and it learns of people."""
    past = Past(Person(np.zeros(7, np.float32), np.ones(7, np.float32)), 1.0)
    return replace(fresh, vad=Loudness(), past=past)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shipped() -> VoiceExpert:
    return load(load_bundle(SHIPPED / NAME, feature_spec=SPEC), "cpu")


def murmur(seconds: float, seed: int = 0, gain: float = 0.3) -> np.ndarray:
    """A vowel-like buzz with a moving pitch: enough for the activity net to hear somebody now and then."""
    rng, n = np.random.default_rng(seed), int(seconds * 16000)
    t = np.arange(n) / 16000
    pitch = 140 + 30 * np.sin(2 * np.pi * 2.1 * t + rng.uniform(0, 6))
    phase = 2 * np.pi * np.cumsum(pitch) / 16000
    voice = sum(np.sin(k * phase) / k * (1.5 if k in (4, 5, 9) else 0.6) for k in range(1, 20))
    syllables = np.clip(np.sin(2 * np.pi * 3.3 * t), 0, 1) ** 0.5
    return (gain * 0.3 * voice * syllables + 1e-3 * rng.normal(size=n)).astype(np.float32)


def cut(samples: np.ndarray, sizes: list[int]) -> list[dict[str, np.ndarray]]:
    """Steps of `sizes` blocks each, the last with all that is left."""
    mel, pcm = offline(samples)
    steps, at = [], 0
    for size in [*sizes, len(mel) // 10]:
        stop = min(at + size, len(mel) // 10)
        if stop > at:
            steps.append({"mel": mel[at * 10 : stop * 10], "pcm": pcm[windows_before(at) : windows_before(stop)]})
        at = stop
    return steps


@pytest.mark.unit
@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 9), max_size=8))
def test_how_the_stream_is_cut_does_not_matter(fresh: VoiceExpert, sizes: list[int]) -> None:
    samples = np.concatenate([np.zeros(8000, np.float32), murmur(2.0), np.zeros(32000, np.float32), murmur(0.7)])
    once, states = fresh.step(cut(samples, []), np.zeros((1, fresh.state_size), np.float32))
    after = np.zeros((1, fresh.state_size), np.float32)
    for step in cut(samples, sizes):
        many, after = fresh.step([step], after)
    np.testing.assert_allclose(after, states, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(many[0].log_probs, once[0].log_probs, atol=1e-4)
    assert many[0].extra["speech"] == pytest.approx(once[0].extra["speech"], abs=1e-4)


@pytest.mark.unit
def test_the_answer_does_not_depend_on_who_shares_the_batch(fresh: VoiceExpert) -> None:
    people = [cut(murmur(length, seed), [])[0] for seed, length in enumerate((0.4, 1.0, 1.0, 2.3))]
    together, states = fresh.step(people, np.zeros((4, fresh.state_size), np.float32))
    for row, person in enumerate(people):
        alone, state = fresh.step([person], np.zeros((1, fresh.state_size), np.float32))
        np.testing.assert_allclose(together[row].log_probs, alone[0].log_probs, atol=1e-4)
        np.testing.assert_allclose(states[row], state[0], rtol=1e-3, atol=1e-3)


@pytest.mark.unit
def test_silence_is_no_evidence(fresh: VoiceExpert) -> None:
    (silence,) = cut(np.zeros(48000, np.float32), [])
    (answer,), _ = fresh.step([silence], np.zeros((1, fresh.state_size), np.float32))
    assert answer.quality == 0
    assert answer.extra["speech"] < 0.05
    np.testing.assert_allclose(answer.log_probs, UNIFORM, atol=1e-6)


@pytest.mark.unit
def test_what_was_said_fades_only_after_a_pause(fresh: VoiceExpert) -> None:
    memory = np.zeros((1, fresh.layout.size), np.float32)
    mel = np.zeros((200, MELS), np.float32)
    spoken, silent = fresh.listen([mel], [np.ones(20, np.float32)], memory, np.zeros(1, np.int64))
    quiet = np.zeros((HOLD_BLOCKS - 1) * 10 * MELS, np.float32).reshape(-1, MELS)
    held, still = fresh.listen([quiet], [np.zeros(HOLD_BLOCKS - 1, np.float32)], spoken, silent)
    later, _ = fresh.listen([np.zeros((600, MELS), np.float32)], [np.zeros(60, np.float32)], held, still)
    assert fresh.seconds(spoken)[0] == pytest.approx(2.0, rel=0.15)
    assert fresh.seconds(held)[0] == pytest.approx(fresh.seconds(spoken)[0], rel=0.1)
    assert fresh.seconds(later)[0] < 0.2 * fresh.seconds(held)[0]


@pytest.mark.unit
@settings(deadline=None)
@given(st.lists(st.sampled_from([0.0, 0.9]), min_size=1, max_size=60), st.data())
def test_runs_of_awake_blocks_do_not_depend_on_the_cut(gates: list[float], data: st.DataObject) -> None:
    where = data.draw(st.integers(0, len(gates)))
    whole, faded, silent = runs_of(np.array(gates), 0)
    first, faded_first, between = runs_of(np.array(gates[:where]), 0)
    second, faded_second, after = runs_of(np.array(gates[where:]), between)
    awake = {n for run in whole for n in range(run.start, run.stop)}
    pieces = {n for run in first for n in range(run.start, run.stop)}
    pieces |= {where + n for run in second for n in range(run.start, run.stop)}
    assert pieces == awake
    assert after == silent
    total = sum(run.faded for run in whole) + faded
    assert total == sum(run.faded for run in (*first, *second)) + faded_first + faded_second
    assert all(n in awake for n, gate in enumerate(gates) if gate)
    assert len(awake) <= sum(gate > 0 for gate in gates) * (AWAKE_BLOCKS + 1)


@pytest.mark.unit
@settings(deadline=None)
@given(st.integers(0, 7), st.integers(0, 12), st.integers(0, 40))
def test_gates_come_for_every_block_even_if_windows_went_missing(phase: int, blocks: int, windows: int) -> None:
    gates = gates_of(np.full(windows, 0.9, np.float32), phase, blocks)
    assert gates.shape == (blocks,)
    assert set(np.unique(gates.round(3))) <= {np.float32(0), np.float32(0.9)}


@pytest.mark.unit
def test_quiet_windows_are_not_shown_to_the_activity_net() -> None:
    def deaf(*_: object) -> None:
        raise AssertionError("asked about silence")

    vad = VoiceActivity({3: deaf, 1: deaf})
    states = np.zeros((1, STATE), np.float32)
    states[0, -1] = 0.8
    probs, after = vad.read([np.full((3, 512), 1e-4, np.float32)], states)
    np.testing.assert_allclose(probs[0], [0.4, 0.2, 0.1])
    assert after[0, -1] == pytest.approx(0.1)


@pytest.mark.model
def test_the_shipped_net_is_small_and_says_what_it_heard() -> None:
    bundle = load_bundle(SHIPPED / NAME, feature_spec=SPEC)
    assert sum(value.size for name, value in bundle.weights.items() if name != "seen") <= 3_000_000
    assert bundle.card.terms == "research"
    assert bundle.saw(["voice/ravdess/rav01", "voice/savee/savee_DC", "voice/nobody"]).tolist() == [
        True,
        False,
        False,
    ]


@pytest.mark.model
def test_gain_does_not_matter(shipped: VoiceExpert) -> None:
    mel, _ = offline(murmur(2.0))
    gate, memory = np.ones(len(mel) // 10, np.float32), np.zeros((1, shipped.layout.size), np.float32)
    loud, _ = shipped.listen([mel], [gate], memory, np.zeros(1, np.int64))
    soft, _ = shipped.listen([mel - np.float32(3)], [gate], memory, np.zeros(1, np.int64))
    np.testing.assert_allclose(shipped.log_probs(loud), shipped.log_probs(soft), atol=1e-2)


@pytest.mark.data
@pytest.mark.model
def test_speech_is_found_and_scored_as_serving_would(shipped: VoiceExpert, data_dir: Path) -> None:
    part = load_parts(Corpus("voice", "ravdess", data_dir / "voice" / "ravdess"))[0]
    path = part.content[3]
    clip = next(clip for clip in clips_of(path.parent.parent) if clip.item == part.keys[3])
    after, answers = np.zeros((1, shipped.state_size), np.float32), []
    for step in cut(clip.samples, [1] * 60):
        (answer,), after = shipped.step([step], after)
        answers.append(answer)
    best = max(answers, key=lambda answer: answer.quality)
    assert max(answer.extra["speech"] for answer in answers) > 0.8
    assert best.quality > 0.5
    logs = score_clip(shipped, path)
    assert np.exp(logs).sum() == pytest.approx(1, abs=1e-4)
    np.testing.assert_allclose(logs, answers[-1].log_probs, atol=1e-3)


@pytest.mark.data
@pytest.mark.model
def test_a_clip_without_speech_still_gets_a_label(shipped: VoiceExpert) -> None:
    logs = score_clip(shipped, np.zeros(16000, np.float32))
    assert np.exp(logs).sum() == pytest.approx(1, abs=1e-4)


YES = np.ones(1, np.float32)
PHRASE = np.concatenate([murmur(2.0), np.zeros(16_000, np.float32)])


def spoken_to(expert: VoiceExpert, states: np.ndarray, *, adapt: bool) -> tuple[np.ndarray, np.ndarray]:
    """What is said of a phrase and the pause after it, 100 ms a step; and the states after."""
    for step in cut(PHRASE, [1] * 30):
        (answer,), states = expert.step([step | ({ADAPT: YES} if adapt else {})], states)
    return answer.log_probs, states


@pytest.mark.unit
def test_a_turn_becomes_part_of_what_is_known_only_with_consent_and_is_gone_without(adapting: VoiceExpert) -> None:
    assert adapting.past is not None
    size, nobody = adapting.past.size, np.zeros((1, adapting.state_size), np.float32)
    _, never = spoken_to(adapting, nobody, adapt=False)
    _, known = spoken_to(adapting, nobody, adapt=True)
    _, withdrawn = adapting.step([cut(PHRASE, [1])[0]], known)
    assert not never[0, -size:].any()
    assert known[0, -size + 1] == 1  # turns
    assert not withdrawn[0, -size:].any()
    assert 4 * size < 100


@pytest.mark.unit
def test_somebody_who_does_not_adapt_is_answered_the_same_beside_somebody_who_does(adapting: VoiceExpert) -> None:
    (step,) = cut(murmur(0.5), [])
    states = np.zeros((2, adapting.state_size), np.float32)
    states[:, -7:] = np.arange(7)
    (stranger, friend), _ = adapting.step([step, step | {ADAPT: YES}], states)
    (alone,), _ = adapting.step([step], states[:1])
    np.testing.assert_allclose(stranger.log_probs, alone.log_probs, atol=1e-5)
    np.testing.assert_allclose(
        log_odds((stranger.log_probs - friend.log_probs)[None])[0], np.arange(7) - 3, atol=1e-3
    )


odds_of = st.lists(st.floats(-3, 3, width=32), min_size=7, max_size=7).map(lambda x: np.array([x], np.float32))


@pytest.mark.unit
@given(odds_of, st.floats(0.5, 3))
def test_what_is_freed_of_what_is_usual_sums_to_one_and_undoes_it(usual: np.ndarray, temperature: float) -> None:
    past = Past(Person(np.zeros(7, np.float32), np.ones(7, np.float32)), temperature)
    state = np.zeros((1, past.size), np.float32)
    state[0, -7:] = usual
    logs = usual / np.float32(temperature)
    logs -= np.logaddexp.reduce(logs, axis=1, keepdims=True)
    freed = past.freed(state, logs)
    np.testing.assert_allclose(freed, UNIFORM, atol=1e-4)


@pytest.mark.unit
@given(st.lists(st.integers(0, 6), min_size=1, max_size=30), st.floats(0.5, 3))
def test_only_who_showed_several_emotions_is_answered_otherwise(emotions: list[int], temperature: float) -> None:
    past = Past(Person(np.zeros(7, np.float32), np.ones(7, np.float32)), temperature)
    state, bias = np.zeros((1, past.size), np.float32), np.array([0, 0, 0, 1, 0, 0, 0], np.float32)
    for emotion in emotions:
        logits = 4 * np.eye(7, dtype=np.float32)[emotion] + bias
        state = past.after(state, np.array([TURN_BLOCKS]), np.array([False]), logits[None] / np.float32(temperature))
    if len(set(emotions)) == 1:
        assert not state[0, -7:].any()
    if len(emotions) >= 7 and len({emotions.count(e) for e in range(7)}) == 1:
        n = len(emotions)
        np.testing.assert_allclose(state[0, -7:], (bias - bias.mean()) * n / (n + 1), atol=1e-3)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("blocks", "paused", "turns"),
    [(LEAST_BLOCKS - 1, True, 0), (LEAST_BLOCKS, False, 0), (LEAST_BLOCKS, True, 1), (TURN_BLOCKS, False, 1)],
)
def test_a_turn_ends_at_a_pause_or_when_it_is_long(blocks: int, paused: bool, turns: int) -> None:
    past = Past(Person(np.zeros(7, np.float32), np.ones(7, np.float32)), 1.0)
    logs = np.full((1, 7), UNIFORM, np.float32)
    state = past.after(np.zeros((1, past.size), np.float32), np.array([blocks]), np.array([paused]), logs)
    assert state[0, 1] == turns
    assert state[0, 0] == (0 if turns else blocks)


@pytest.mark.unit
def test_a_card_says_what_people_have_in_common_or_nothing() -> None:
    person = Person(np.linspace(-1, 1, 7, dtype=np.float32), np.linspace(1, 9, 7, dtype=np.float32))
    past = past_of({"person": settings_of(person)}, 1.5)
    assert past is not None
    np.testing.assert_allclose(past.person.centre, person.centre, atol=1e-4)
    np.testing.assert_allclose(past.person.shrink, person.shrink, atol=1e-4)
    assert past_of({}, 1.5) is None


@pytest.mark.model
@pytest.mark.data
def test_the_shipped_expert_learns_of_a_person_turn_by_turn(shipped: VoiceExpert, data_dir: Path) -> None:
    assert shipped.past is not None
    paths = sorted((data_dir / "voice" / "savee" / "flac").glob("*.flac"))[:3]
    pause = np.zeros(16_000, np.float32)
    sound = np.concatenate([part for path in paths for part in (read_samples(path), pause)])
    states = np.zeros((1, shipped.state_size), np.float32)
    for step in cut(sound, [1] * (len(sound) // 1600)):
        (answer,), states = shipped.step([step | {ADAPT: YES}], states)
    assert states[0, -shipped.past.size + 1] >= 3
    assert np.isfinite(states).all()
    assert np.exp(answer.log_probs).sum() == pytest.approx(1, abs=1e-4)
