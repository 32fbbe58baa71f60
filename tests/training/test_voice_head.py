"""How the heavy voice expert's head learns, and how its figures are made."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from der_server.models.voice_head import lean_of
from der_server.training import voice_head, voice_heavy, voice_known
from der_server.training.datasets import find_corpora, load_parts
from der_server.training.folds import published_folds
from der_server.training.voice import deal
from der_server.training.voice_head import Heard, fit_head, lean_in, shifts_of, study
from der_server.training.voice_heavy import lean_told

pytestmark = pytest.mark.unit


def people(seed: int, *, corpora: int = 2, each: int = 6, apart: float = 3.0) -> Heard:
    """Two corpora of people who differ from one another more than their emotions do."""
    rng = np.random.default_rng(seed)
    moved = np.random.default_rng(99).normal(0, 1, (7, 30))
    labels = np.tile(np.arange(7), corpora * each * 4)
    who = np.repeat(np.arange(corpora * each), 28)
    own = rng.normal(0, apart, (corpora * each, 30)) * (np.arange(30) < 15)
    features = moved[labels] + own[who] + rng.normal(0, 1.2, (len(who), 30))
    names = np.array([f"c{n // each}/p{n}" for n in who])
    corpus = np.array([name.split("/")[0] for name in names])
    return Heard(
        features.astype(np.float32), labels.astype(np.int64), corpus, names, np.full(len(who), 2, np.float32)
    )


@pytest.fixture(autouse=True)
def _few_features(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_head, "REACH", 1 / 30)
    monkeypatch.setattr(voice_known, "ORDERS", 1)


def test_what_people_have_in_common_is_learned_and_knowing_somebody_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_known, "AFTER_S", 4.0)
    heard = people(0)
    temper, figures = study(heard, deal(heard.corpora, heard.people, 3), seed=0)
    assert np.isfinite(temper).all()
    for name in ("c0", "c1"):
        assert figures["people_kept_apart"][name]["uar"]["value"] > 0.3
        assert figures["people_kept_apart"][name]["n"] == 168
        known = figures["known_after_10_s"][name]
        assert known["with"] > known["without"] + 0.05
        assert known["gain"]["lo"] <= known["gain"]["value"] <= known["gain"]["hi"]
        for way in ("known_by_mostly_one_emotion", "known_by_one_emotion"):
            alone = figures[way][name]
            assert alone["n"] >= 84
            assert alone["with"] > alone["without"] - 0.05


def test_a_corpus_that_is_told_surely_leans_to_a_lower_temperature() -> None:
    heard = people(4, apart=0.5)
    labels, hard = heard.labels.copy(), np.flatnonzero(heard.corpora == "c1")
    labels[hard] = np.random.default_rng(0).permutation(labels[hard])
    heard = replace(heard, labels=labels)
    lean = lean_in(heard)
    assert len(lean.own) == len(heard)
    assert lean.own[0] < 0 < lean.own[-1]
    assert lean.strange < lean.usual
    again = lean_of({"lean": lean_told(lean)})
    np.testing.assert_array_equal(again.own, lean.own)
    assert (again.strange, again.usual) == (lean.strange, lean.usual)


def test_the_same_seed_gives_the_same_head() -> None:
    heard = people(1)
    (one, person), (other, same) = fit_head(heard, (0.0, 0.0), 3), fit_head(heard, (0.0, 0.0), 3)
    np.testing.assert_array_equal(one.friend.says, other.friend.says)
    np.testing.assert_array_equal(person.shrink, same.shrink)


def test_people_are_taken_to_differ_where_they_do() -> None:
    heard = people(2, apart=2.0)
    head, person = fit_head(heard, (0.0, 0.0), 0)
    parts = head.parts(heard.features)
    shifts = shifts_of(parts, heard.people, person, 0)
    rest = parts - shifts
    spread = [
        np.stack([x[heard.people == p].mean(0) for p in np.unique(heard.people)]).var(0).sum() for x in (parts, rest)
    ]
    assert spread[1] < 0.5 * spread[0]


def test_without_an_encoder_nothing_is_trained_and_it_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    assert voice_heavy.train(tmp_path, tmp_path, say=said.append) == {}
    assert "--teacher" in said[0]


class Spectrum:
    """Instead of the encoder: the power in bands of a recording."""

    heard = 0

    def __init__(self, _: Path) -> None: ...

    def features(self, samples: np.ndarray) -> np.ndarray:
        Spectrum.heard += 1
        power = np.abs(np.fft.rfft(samples[:8000], 8000))[:1000].reshape(4, 250).mean(1)
        return np.concatenate([[len(samples) / 16_000], np.log(power + 1)]).astype(np.float32)


@pytest.mark.parametrize(("voices", "versions"), [(2, 3), (4, 1)])
def test_few_voices_are_also_heard_faster_and_slower(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, voices: int, versions: int
) -> None:
    monkeypatch.setattr(voice_heavy, "Ear", Spectrum)
    rng, times = np.random.default_rng(0), np.arange(12_000) / 16_000
    labels = ["low", "high"] * 8
    (tmp_path / "choir" / "flac").mkdir(parents=True)
    paths = [tmp_path / "choir" / "flac" / f"{n}.flac" for n in range(16)]
    for path, label in zip(paths, labels, strict=True):
        pitch = (300 if label == "low" else 1500) * rng.uniform(0.9, 1.1)
        soundfile.write(path, 0.3 * np.sin(2 * np.pi * pitch * times) + rng.normal(0, 0.01, len(times)), 16_000)
    (tmp_path / "choir" / "labels.csv").write_text("file,speaker,emotion\n")
    before = Spectrum.heard
    tell = voice_heavy.fit_classes(paths[:12], labels[:12], people=[f"p{n % voices}" for n in range(12)])
    assert Spectrum.heard - before == 12 * versions
    assert tell(paths[12:]) == labels[12:]


def corpus(folder: Path, rows: list[str], columns: str = "file,speaker,emotion,emobox_test_fold") -> Path:
    place = folder / "voice" / "choir"
    place.mkdir(parents=True)
    for row in rows:
        (place / row.split(",")[0]).touch()
    (place / "labels.csv").write_text("\n".join([columns, *rows]))
    return folder


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (["a.flac,p1,joy,2", "b.flac,p2,fear,1", "c.flac,p1,fear,2"], [1, 0, 1]),
        (["a.flac,p1,joy,2", "b.flac,p2,fear,1", "c.flac,p1,fear,1"], None),  # p1 would be on both sides
        (["a.flac,p1,joy,2", "b.flac,p2,fear,", "c.flac,p1,fear,2"], None),  # not of every item
        (["a.flac,p1,joy,1", "b.flac,p2,fear,1", "c.flac,p1,fear,1"], None),
    ],
)
def test_published_folds_are_used_where_they_keep_people_apart(
    tmp_path: Path, rows: list[str], wanted: list[int] | None
) -> None:
    (part,) = load_parts(find_corpora(corpus(tmp_path, rows))[0])
    found = published_folds(part)
    assert (None if found is None else found.tolist()) == wanted
