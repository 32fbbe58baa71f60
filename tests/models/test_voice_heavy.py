"""The heavy voice expert: one answer however the stream is cut, humility towards strangers, a person's own past."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from der_server.faults import BadBundle
from der_server.features.voice import SPEC, VAD_WINDOW
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle, Card, load_bundle
from der_server.models.lineup import SHIPPED, cards_of_lineup
from der_server.models.voice_head import Head, Lean, Likeness, lean_of
from der_server.models.voice_heavy import NAME, HeavyVoice, load
from der_server.models.voice_hops import ADAPT, EMPTY, HOP, KIND, REACH, SOUND, Hop, hops_of
from der_server.models.voice_person import Person
from der_server.models.whisper import SIZE, narrowed, widened
from der_server.training.datasets import Corpus, load_parts
from der_server.training.voice_heavy import features_of, score_clips, windows_of
from tests.models.test_voice_expert import Loudness, murmur

Floats = NDArray[np.float32]
UNIFORM = -np.log(len(EMOTIONS))
PARTS = 6
LEVEL = Lean(np.zeros(30, np.float32), -1.0, -0.5)


class Prism:
    """Instead of the encoder: each 20 ms of sound turned by one fixed matrix."""

    def __init__(self) -> None:
        self.matrix = torch.from_numpy(np.random.default_rng(0).normal(0, 1, (320, SIZE)).astype(np.float32))

    def frames(self, samples: torch.Tensor) -> torch.Tensor:
        return torch.tanh(samples.reshape(len(samples), -1, 320) @ self.matrix)


def likeness(seed: int) -> Likeness:
    rng = np.random.default_rng(seed)
    known, says = (rng.normal(0, 1, (30, size)).astype(np.float32) for size in (PARTS, len(EMOTIONS)))
    return Likeness(known, says, 0.1)


def head(temper: tuple[float, float] = (0.0, -0.7)) -> Head:
    axes = np.random.default_rng(1).normal(0, 0.1, (2 * SIZE, PARTS)).astype(np.float32)
    return Head(np.zeros(2 * SIZE, np.float32), axes, likeness(2), likeness(3), LEVEL, temper)


@pytest.fixture(scope="module")
def expert() -> HeavyVoice:
    """It hears through a prism and has learned noise."""
    card = Card(NAME, KIND, "voice", "1", "permissive", trained=False, feature_spec=SPEC)
    person = Person(np.zeros(PARTS, np.float32), np.ones(PARTS, np.float32))
    return HeavyVoice(Bundle(card, {}, "x"), Prism(), head(), person, Loudness(), "cpu")  # type: ignore[arg-type]


def fresh(expert: HeavyVoice, people: int = 1) -> Floats:
    return np.zeros((people, expert.state_size), np.float32)


@pytest.mark.unit
@given(st.lists(st.integers(0, 70), max_size=8))
def test_hops_do_not_depend_on_how_the_sound_was_cut(sizes: list[int]) -> None:
    rng = np.random.default_rng(0)
    windows = rng.normal(0, 1, (200, VAD_WINDOW)).astype(np.float32)
    probs = rng.uniform(0, 1, 200).astype(np.float32)
    whole, rest = hops_of(EMPTY, windows, probs)
    ring, hops, at = EMPTY, list[Hop](), 0
    for size in [*sizes, 200]:
        more, ring = hops_of(ring, windows[at : at + size], probs[at : at + size])
        hops, at = hops + more, min(200, at + size)
    assert len(hops) == len(whole) == 200 // HOP
    for one, other in zip(hops, whole, strict=True):
        np.testing.assert_array_equal(one.windows, other.windows)
        np.testing.assert_array_equal(one.gates, other.gates)
    assert len(ring.windows) == len(rest.windows) < REACH
    assert [len(hop.windows) for hop in whole[:3]] == [HOP, REACH, REACH]


@pytest.mark.unit
@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(st.integers(1, 40), max_size=6))
def test_how_the_stream_is_cut_does_not_matter(expert: HeavyVoice, sizes: list[int]) -> None:
    windows = windows_of(np.concatenate([np.zeros(8000, np.float32), murmur(3.0), np.zeros(24000, np.float32)]))
    once, states = expert.step([{SOUND: windows}], fresh(expert))
    after, at = fresh(expert), 0
    for size in [*sizes, len(windows)]:
        many, after = expert.step([{SOUND: windows[at : at + size]}], after)
        at = min(at + size, len(windows))
    assert once[0].quality > 0.3
    np.testing.assert_allclose(after, states, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(many[0].log_probs, once[0].log_probs, atol=1e-4)


@pytest.mark.unit
def test_the_answer_does_not_depend_on_who_shares_the_batch(expert: HeavyVoice) -> None:
    people = [{SOUND: windows_of(murmur(length, seed))} for seed, length in enumerate((0.4, 1.0, 2.9, 3.0))]
    together, states = expert.step(people, fresh(expert, 4))
    for row, person in enumerate(people):
        alone, state = expert.step([person], fresh(expert))
        np.testing.assert_allclose(together[row].log_probs, alone[0].log_probs, atol=1e-4)
        np.testing.assert_allclose(states[row], state[0], rtol=1e-3, atol=1e-3)


@pytest.mark.unit
def test_beside_voices_of_a_sure_corpus_one_may_be_surer_and_far_from_all_no_corpus_has_a_say() -> None:
    settings = {"lean": {"runs": [[20, -0.5], [10, 0.25]], "familiarity": [-1.0, -0.5]}}
    lean = lean_of(settings)
    assert lean.own.tolist() == [-0.5] * 20 + [0.25] * 10
    beside_sure, between, far = (np.full((1, 30), like, np.float32) for like in (0.9, np.exp(-0.75), 0.3))
    beside_sure[0, 20:] = 1e-6
    np.testing.assert_allclose(lean.at(beside_sure), -0.5, atol=1e-4)
    np.testing.assert_allclose(lean.at(between), (-0.5 * 20 + 0.25 * 10) / 30 / 2, atol=1e-4)
    assert lean.at(far).tolist() == [0]


@pytest.mark.unit
def test_silence_is_no_evidence_and_is_never_encoded(expert: HeavyVoice, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(_: torch.Tensor) -> torch.Tensor:
        raise AssertionError("asked about silence")

    monkeypatch.setattr(expert.encoder, "frames", asked)
    (answer,), _ = expert.step([{SOUND: np.zeros((100, VAD_WINDOW), np.float32)}], fresh(expert))
    assert answer.quality == 0
    np.testing.assert_allclose(answer.log_probs, UNIFORM, atol=1e-6)


@pytest.mark.unit
def test_what_was_said_fades_after_a_pause(expert: HeavyVoice) -> None:
    (said,), states = expert.step([{SOUND: windows_of(murmur(3.0))}], fresh(expert))
    (later,), _ = expert.step([{SOUND: np.zeros((400, VAD_WINDOW), np.float32)}], states)
    assert later.quality < 0.3 * said.quality


@pytest.mark.unit
def test_nothing_is_learned_of_who_does_not_allow_it_and_it_is_gone_once_they_do_not(expert: HeavyVoice) -> None:
    start, stop = expert.layout.places["person"]
    windows, yes = windows_of(murmur(3.0)), np.ones(1, np.float32)
    _, never = expert.step([{SOUND: windows}], fresh(expert))
    _, known = expert.step([{SOUND: windows, ADAPT: yes}], fresh(expert))
    _, withdrawn = expert.step([{SOUND: windows[:1]}], known)
    assert not never[0, start:stop].any()
    assert known[0, start] >= 1
    assert not withdrawn[0, start:stop].any()


@pytest.mark.unit
def test_what_is_learned_of_a_person_does_not_depend_on_how_humbly_they_are_answered(expert: HeavyVoice) -> None:
    start, stop = expert.layout.places["person"]
    said = {SOUND: windows_of(murmur(3.0)), ADAPT: np.ones(1, np.float32)}
    humble, sure = (replace(expert, head=head((heat, 0.0))) for heat in (1.5, -1.0))
    (meek,), one = humble.step([said], fresh(expert))
    (bold,), other = sure.step([said], fresh(expert))
    assert bold.log_probs.max() > meek.log_probs.max()
    np.testing.assert_array_equal(one[0, start:stop], other[0, start:stop])


def told(emotion: int) -> Floats:
    probs = np.full(7, 0.002, np.float32)
    probs[emotion] = 0.988
    return probs


@pytest.mark.unit
@given(st.lists(st.integers(0, 6), min_size=1, max_size=30))
def test_a_person_counts_as_known_only_once_they_showed_several_emotions(emotions: list[int]) -> None:
    person = Person(np.zeros(2, np.float32), np.array([1, 9], np.float32))
    state = np.zeros(person.size, np.float32)
    for emotion in emotions:
        state = person.after(state, np.array([1, 1], np.float32), told(emotion))
    n = len(emotions)
    np.testing.assert_allclose(person.shift(state), [n / (n + 1), n / (n + 9)], rtol=1e-5)
    assert 0 <= person.trust(state) <= 1
    if len(set(emotions)) == 1:
        assert person.trust(state) == 0
    if all(emotions.count(e) == n / 7 for e in range(7)):
        assert person.trust(state) == 1


@pytest.mark.unit
def test_every_emotion_in_turn_makes_a_person_known() -> None:
    person = Person(np.zeros(1, np.float32), np.ones(1, np.float32))
    state = np.zeros(person.size, np.float32)
    for emotion in range(7):
        state = person.after(state, np.zeros(1, np.float32), told(emotion))
    assert person.trust(state) == 1


@pytest.mark.unit
@given(st.floats(1, 50))
def test_the_stranger_a_voice_the_less_sure_the_answer(far: float) -> None:
    one = head()
    near = one.stranger.known[:1]
    away = near + np.float32(far)
    sure, unsure = one.log_probs(near), one.log_probs(away)
    assert np.exp(sure).sum() == pytest.approx(1, abs=1e-4)
    assert np.exp(unsure).sum() == pytest.approx(1, abs=1e-4)
    assert unsure.max() <= sure.max() + 1e-5


@pytest.mark.unit
def test_somebody_who_is_not_trusted_is_answered_as_a_stranger() -> None:
    one, parts = head(), np.random.default_rng(5).normal(0, 1, (4, PARTS)).astype(np.float32)
    shift = np.ones_like(parts)
    unknown = one.log_probs(parts, shift, np.zeros(4, np.float32))
    np.testing.assert_array_equal(unknown, one.log_probs(parts))
    assert np.abs(one.log_probs(parts, shift, np.ones(4, np.float32)) - unknown).max() > 0.01


@pytest.mark.unit
@given(st.integers(1, 5), st.integers(1, 9), st.floats(0.01, 100))
def test_stored_weights_come_back_within_half_a_step(rows: int, columns: int, scale: float) -> None:
    weight = (np.random.default_rng(0).normal(0, 1, (rows, columns)) * scale).astype(np.float32)
    back = widened(narrowed({"layer_0/w": weight}))["layer_0/w"]
    step = np.abs(weight).max(1, keepdims=True) / 127
    assert (np.abs(back - weight) <= 0.51 * step).all()


@pytest.mark.unit
def test_the_heavy_voice_is_loaded_only_where_it_was_asked_for() -> None:
    def kinds(**how: str) -> set[str]:
        return {bundle.card.kind for bundle in cards_of_lineup(**how)}  # type: ignore[arg-type]

    assert KIND not in kinds(device="cpu")
    assert KIND not in kinds(device="cuda", voice="stream")
    assert KIND in kinds(device="cuda")
    assert KIND in kinds(device="cpu", voice="heavy")


@pytest.mark.unit
def test_with_permissive_terms_alone_the_open_twin_speaks() -> None:
    def voices(*terms: str) -> list[str]:
        return [b.card.name for b in cards_of_lineup(allowed_terms=terms) if b.card.modality == "voice"]

    assert voices("permissive") == ["voice-open"]
    assert voices("permissive", "research") == ["voice-stream"]
    with pytest.raises(BadBundle, match="stream or auto"):
        cards_of_lineup(allowed_terms=["permissive"], voice="heavy")


@pytest.mark.model
@pytest.mark.data
def test_the_shipped_expert_hears_a_recording_as_it_was_taught_to(data_dir: Path) -> None:
    shipped = load(load_bundle(SHIPPED / NAME, feature_spec=SPEC), "cpu")
    assert shipped.bundle.card.terms == "research"
    assert shipped.bundle.saw(["voice/ravdess/rav01", "voice/savee/savee_DC"]).tolist() == [True, False]
    part = load_parts(Corpus("voice", "savee", data_dir / "voice" / "savee"))[0]
    from der_server.training.voice_clips import read_samples

    samples = read_samples(part.content[0])
    (logs,) = score_clips(shipped, [samples])
    taught = shipped.head.log_probs(shipped.head.parts(features_of(shipped, samples)[None, 1:]))
    assert np.exp(logs).sum() == pytest.approx(1, abs=1e-4)
    np.testing.assert_allclose(logs, taught[0], atol=0.25)  # served, what was said first counts a little less
