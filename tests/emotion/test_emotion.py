"""Laws of fusion, timeline, dimensions and social states."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.emotion.dimensions import COORDINATES, WITHIN, dimensions
from der_server.emotion.feeling import Witness
from der_server.emotion.fusion import COUNT, fuse, shipped_params
from der_server.emotion.reader import EmotionReader
from der_server.emotion.social import Rule, judge, tables
from der_server.emotion.timeline import DWELL_S, Timeline
from der_server.labels import EMOTIONS, MODALITIES, SOCIAL

pytestmark = pytest.mark.unit
UNIFORM = np.full(COUNT, -np.log(COUNT), np.float32)
distributions = st.lists(st.floats(0.001, 1), min_size=COUNT, max_size=COUNT).map(
    lambda xs: np.log(np.array(xs, np.float32) / sum(xs)).astype(np.float32)
)
witnesses = st.lists(
    st.builds(Witness, st.sampled_from(MODALITIES), distributions, st.floats(0, 1), st.integers(0, 10**7)),
    unique_by=lambda w: w.modality,
)


def sure(label: str, share: float = 0.94) -> np.ndarray:
    probs = np.full(COUNT, (1 - share) / (COUNT - 1), np.float32)
    probs[EMOTIONS.index(label)] = share
    return np.log(probs)


@given(witnesses, st.integers(10**7, 10**8))
def test_whatever_witnesses_say_probabilities_sum_to_one(words: list[Witness], time_us: int) -> None:
    pooled = fuse(words, time_us, shipped_params())
    assert sum(pooled.probs) == pytest.approx(1, abs=1e-5)
    assert min(pooled.probs) >= 0
    assert sum(item.weight for item in pooled.evidence.values()) <= 1 + 1e-6
    assert 0 <= pooled.conflict <= 1
    assert 0 <= pooled.freshness <= 1


@given(witnesses)
def test_the_order_of_witnesses_does_not_matter(words: list[Witness]) -> None:
    one, other = (fuse(order, 10**7, shipped_params()).probs for order in (words, words[::-1]))
    assert one == pytest.approx(other, abs=1e-6)


@given(witnesses)
def test_a_witness_who_knows_nothing_changes_nothing(words: list[Witness]) -> None:
    without = [w for w in words if w.modality != "text"]
    with_one = [*without, Witness("text", UNIFORM, 1.0, 10**7)]
    params = shipped_params()
    assert fuse(with_one, 10**7, params).probs == pytest.approx(fuse(without, 10**7, params).probs, abs=1e-6)


def test_two_witnesses_who_agree_are_surer_than_one_and_two_who_differ_are_in_conflict() -> None:
    face, voice = Witness("face", sure("joy", 0.6), 1, 0), Witness("voice", sure("joy", 0.6), 1, 0)
    against = Witness("voice", sure("anger", 0.9), 1, 0)
    params = shipped_params()
    joy = EMOTIONS.index("joy")
    assert fuse([face, voice], 0, params).probs[joy] > fuse([face], 0, params).probs[joy]
    assert fuse([face, against], 0, params).conflict > fuse([face, voice], 0, params).conflict


def test_a_face_made_from_sound_is_no_second_witness() -> None:
    voice = Witness("voice", sure("joy", 0.6), 1, 0)
    params = shipped_params()
    lip_sync = fuse([voice, Witness("face", sure("joy", 0.6), 1, 0, depends_on_voice=True)], 0, params)
    seen = fuse([voice, Witness("face", sure("joy", 0.6), 1, 0)], 0, params)
    joy = EMOTIONS.index("joy")
    assert lip_sync.probs[joy] < seen.probs[joy]
    assert lip_sync.evidence["face"].weight + lip_sync.evidence["voice"].weight <= 1 + 1e-6


@given(distributions, distributions, st.integers(2, 90))
def test_frame_rate_does_not_matter(start: np.ndarray, target: np.ndarray, frames: int) -> None:
    begin = Timeline(np.exp(start), 0)
    once = begin.toward(np.exp(target), 1_000_000)
    many = begin
    for i in range(1, frames + 1):
        many = many.toward(np.exp(target), 1_000_000 * i // frames)
    assert many.probs == pytest.approx(once.probs, abs=1e-4)


@given(distributions, st.integers(-(10**9), 10**9))
def test_time_going_back_counts_as_no_time(target: np.ndarray, time_us: int) -> None:
    line = Timeline.starting(0).toward(np.exp(target), time_us)
    assert line.time_us >= 0
    assert sum(line.probs) == pytest.approx(1, abs=1e-5)


def test_a_label_comes_within_a_second_stays_and_leaves_with_transitions() -> None:
    reader = EmotionReader()
    seen = []
    for i in range(60):
        label = "joy" if i < 30 else "sadness"
        word = Witness("face", sure(label), 1.0, i * 100_000)
        seen.append(reader.read([word], {}, i * 100_000))
    labels = ["unknown" if f.unknown else EMOTIONS[f.label] for f in seen]
    assert labels[0] == "unknown"
    assert set(labels[10:30]) == {"joy"}
    assert set(labels[40:]) == {"sadness"}
    changes = [(t.label, t.kind) for f in seen for t in f.transitions]
    assert changes == [("joy", "onset"), ("joy", "offset"), ("sadness", "onset")]


def test_a_display_shorter_than_the_dwell_does_not_flicker() -> None:
    reader = EmotionReader()
    for i in range(400):
        burst = 2_000_000 <= i * 10_000 < 2_000_000 + DWELL_S * 0.7e6
        word = Witness("face", sure("anger" if burst else "joy"), 1.0, i * 10_000)
        feeling = reader.read([word], {}, i * 10_000)
        if i > 100:
            assert EMOTIONS[feeling.label] == "joy"


def test_flat_evidence_is_unknown_and_old_evidence_grows_uncertain() -> None:
    reader = EmotionReader()
    for i in range(20):
        flat = reader.read([Witness("face", UNIFORM, 1.0, i * 100_000)], {}, i * 100_000)
        assert flat.unknown
    word = Witness("face", sure("joy"), 1.0, 4_000_000)
    fresh = [reader.read([word], {}, t) for t in range(2_000_000, 4_100_000, 100_000)][-1]
    old = [reader.read([word], {}, t) for t in range(4_100_000, 9_000_000, 100_000)][-1]
    assert not fresh.stale
    assert old.stale
    assert old.unknown
    assert old.valence.spread > fresh.valence.spread


def test_withdrawn_evidence_is_forgotten_at_once() -> None:
    reader = EmotionReader()
    for i in range(20):
        reader.read([Witness("face", sure("joy"), 1.0, i * 100_000)], {}, i * 100_000)
    reader.forget("face")
    after = reader.read([], {}, 2_000_000)
    assert after.unknown
    assert after.probs == pytest.approx(np.full(COUNT, 1 / COUNT), abs=1e-6)


def test_a_snapshot_goes_on_as_if_nothing_had_happened() -> None:
    one, other = EmotionReader(), EmotionReader()
    for i in range(15):
        one.read([Witness("face", sure("fear"), 0.8, i * 100_000)], {"text.anxiety": (0.9, i * 100_000)}, i * 100_000)
    other.restore(one.snapshot())
    word = Witness("face", sure("fear"), 0.8, 1_500_000)
    a, b = (r.read([word], {"text.anxiety": (0.9, 1_500_000)}, 1_500_000) for r in (one, other))
    assert a.probs == pytest.approx(b.probs, abs=1e-6)
    assert a.label == b.label
    assert [s.level for s in a.social] == pytest.approx([s.level for s in b.social])


@given(distributions, st.floats(0, 1), st.floats(0, 1))
def test_doubt_widens_and_moves_nothing(log_probs: np.ndarray, one: float, other: float) -> None:
    less, more = (dimensions(np.exp(log_probs), doubt) for doubt in sorted((one, other)))
    assert [d.mean for d in less] == [d.mean for d in more]
    assert all(a.spread <= b.spread for a, b in zip(less, more, strict=True))


@given(distributions, st.floats(0, 1))
def test_dimensions_stay_in_range(log_probs: np.ndarray, conflict: float) -> None:
    for item in dimensions(np.exp(log_probs), conflict):
        assert -1 <= item.mean <= 1
        assert 0 <= item.spread <= 1


def test_a_certain_label_lies_at_its_sourced_coordinates() -> None:
    for i, label in enumerate(EMOTIONS):
        probs = np.eye(COUNT, dtype=np.float32)[i]
        assert [d.mean for d in dimensions(probs, 0)] == pytest.approx(COORDINATES[label])


@given(
    st.dictionaries(st.sampled_from([c for t in tables() for r in t.rules for c, _, _ in r.ramps]), st.floats(0, 1))
)
def test_memberships_stay_in_range_and_name_cues_that_are_there(cues: dict[str, float]) -> None:
    for state in judge(cues, {}, 10.0):
        assert 0 <= state.level <= 1
        assert 0 <= state.confidence <= 1
        assert set(state.reasons) <= set(cues)


@pytest.mark.parametrize(
    "cues",
    [
        {"text.confusion": 0.9},
        {"face.au4": 0.7, "face.au7": 0.6, "face.au12": 0.0, "face.au9": 0.0},
        {"behaviour.help": 0.9, "behaviour.retry": 0.9},
    ],
)
def test_confusion_is_seen_in_words_face_and_deeds(cues: dict[str, float]) -> None:
    levels = {state.name: state.level for state in judge(cues, {}, 10.0)}
    assert levels["confusion"] >= 0.5
    assert max(levels, key=lambda name: levels[name]) == "confusion"


def test_nothing_known_means_no_social_state_and_no_confidence() -> None:
    states = judge({}, {}, 10.0)
    assert tuple(state.name for state in states) == SOCIAL
    assert all(state.level == 0 and state.confidence == 0 for state in states)


@given(st.floats(0, 1), st.floats(0, 0.4), st.floats(0.5, 1))
def test_a_ramp_rises_from_none_to_full(value: float, low: float, high: float) -> None:
    def ramp(cue: float, begin: float, end: float) -> float:
        return Rule(1.0, (("text.stress", begin, end),), "").strength({"text.stress": cue})

    assert 0 <= ramp(value, low, high) <= 1
    assert ramp(low, low, high) == 0
    assert ramp(high, low, high) == 1
    assert ramp(value, low, high) == pytest.approx(1 - ramp(value, high, low))


@pytest.mark.parametrize("label", ["anger", "joy", "sadness"])
def test_words_that_have_just_come_are_felt_in_the_very_state_they_bring(label: str) -> None:
    word = Witness("text", sure(label, 0.9), 1.0, 0)
    said = EmotionReader().read([word], {}, 0, said=True)
    assert EMOTIONS[said.label] == label
    assert [(t.label, t.kind) for t in said.transitions] == [(label, "onset")]
    assert EmotionReader().read([word], {}, 0).unknown  # anything else must last first


def test_a_word_among_a_face_and_a_voice_does_not_hurry_what_they_show() -> None:
    reader = EmotionReader()
    for i in range(20):
        steady = [Witness("face", sure("joy"), 1.0, i * 100_000), Witness("voice", sure("joy"), 1.0, i * 100_000)]
        reader.read(steady, {}, i * 100_000)
    burst = [Witness("face", sure("anger"), 1.0, 2_000_000), Witness("voice", sure("anger"), 1.0, 2_000_000)]
    blended = reader.read([*burst, Witness("text", UNIFORM, 1.0, 2_000_000)], {}, 2_000_000, said=True)
    assert EMOTIONS[blended.label] == "joy"


@given(witnesses, st.integers(10**7, 2 * 10**7))
def test_the_pool_is_that_of_its_definition(words: list[Witness], time_us: int) -> None:
    params = shipped_params()

    def pool(now_us: int) -> tuple[np.ndarray, np.ndarray]:
        ages = np.array([max(0, now_us - w.time_us) / 1e6 / params.half_lives_s[w.modality] for w in words])
        alphas = np.array([params.weights[w.modality] * w.quality for w in words]) * 2**-ages
        logs = np.array([np.maximum(w.log_probs, np.log(1e-4)) for w in words]).reshape(len(words), COUNT)
        probs = np.exp((params.log_prior + alphas @ (logs - params.log_prior)) / params.temperature)
        return alphas, probs / probs.sum()

    pooled = fuse(words, time_us, params)
    assert pooled.probs == pytest.approx(pool(time_us)[1], abs=1e-6)
    alphas, probs = pool(max((w.time_us for w in words if w.quality > 0), default=time_us))
    apart = [float(np.exp(w.log_probs) @ (w.log_probs - np.log(np.maximum(probs, 1e-4)))) for w in words]
    mean = float(alphas @ np.array(apart)) / alphas.sum() / np.log(COUNT) if alphas.sum() > 0 else 0.0
    assert pooled.conflict == pytest.approx(min(1.0, max(0.0, mean)) if len(words) > 1 else 0.0, abs=1e-3)


@given(witnesses, st.lists(st.integers(0, 10**7), min_size=2, max_size=5))
def test_while_nothing_new_is_heard_doubt_only_grows(words: list[Witness], waits_us: list[int]) -> None:
    newest_us = max((w.time_us for w in words if w.quality > 0), default=0)
    pools = [fuse(words, newest_us + wait_us, shipped_params()) for wait_us in sorted(waits_us)]
    doubts = [1 - (1 - pool.conflict) * pool.freshness for pool in pools]
    assert all(earlier <= later + 1e-9 for earlier, later in itertools.pairwise(doubts))


@given(distributions, st.floats(0, 1))
def test_dimensions_are_those_of_the_mixture(log_probs: np.ndarray, doubt: float) -> None:
    probs, places = np.exp(log_probs.astype(np.float64)), np.array([COORDINATES[label] for label in EMOTIONS])
    probs /= probs.sum()
    mean = probs @ places
    spread = np.minimum(1, np.sqrt(WITHIN**2 + probs @ (places - mean) ** 2) * (1 + doubt))
    found = dimensions(probs.tolist(), doubt)
    assert [d.mean for d in found] == pytest.approx(mean, abs=1e-9)
    assert [d.spread for d in found] == pytest.approx(spread, abs=1e-9)
