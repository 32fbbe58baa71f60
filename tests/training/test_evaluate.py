"""Evaluation of bundles on folders never heard of."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from der_server.faults import BadRequest, NotBuilt, NotFound
from der_server.features.face import SPEC
from der_server.labels import EMOTIONS
from der_server.models import facs
from der_server.models.bundle import Card, load_bundle, save_bundle, seen_array, seen_hash
from der_server.models.face import alive
from der_server.models.face_net import FaceNet
from der_server.signals.canonical import FACE
from der_server.training.datasets import find_corpora, label_of, load_parts
from der_server.training.datasets.voice import longest_s
from der_server.training.evaluate import evaluate, left_out_labels, mapping
from der_server.training.face import weights_of

pytestmark = pytest.mark.unit
NAMES = FACE[:51]


def write_faces(data: Path, corpus: str, labels: list[str], **more: object) -> Path:
    folder = data / "face" / corpus
    folder.mkdir(parents=True)
    rows = np.random.default_rng(len(labels)).random((len(labels), len(NAMES))).astype(np.float16)
    held = {"X": rows, "y": np.array(labels), "names": np.array(NAMES)} | more
    np.savez(folder / f"{corpus}.npz", **{name: value for name, value in held.items() if value is not None})
    return folder


@pytest.fixture
def bundles(tmp_path: Path) -> Path:
    save_bundle(tmp_path / "bundles" / facs.NAME, facs.card(), {})
    return tmp_path / "bundles"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_corpus_never_heard_of_is_scored(data: Path, bundles: Path) -> None:
    write_faces(data, "zebra", ["happy", "calm", "bored", "angry"] * 5)
    (row,) = evaluate(data, bundles=bundles)["rows"]
    assert (row["modality"], row["corpus"], row["model"]) == ("face", "zebra", "face-facs")
    assert (row["n"], row["n_people"], row["seen"]) == (15, 0, False)
    assert row["classes"] == ["neutral", "joy", "anger"]
    assert row["mapping"] == {"angry": "anger", "calm": "neutral", "happy": "joy"}
    assert row["left_out"] == {"bored": 5}
    assert row["chance"] == pytest.approx(1 / 3, abs=1e-4)
    for name in ("accuracy", "uar", "macro_f1"):
        assert 0 <= row[name]["lo"] <= row[name]["value"] <= row[name]["hi"] <= 1
    assert 0 <= row["ece"] <= 1
    assert 0 <= row["accuracy_at_80"] <= 1


def test_splits_are_rows_of_their_own(data: Path, bundles: Path) -> None:
    split = np.array(["one"] * 4 + ["two"] * 6)
    write_faces(data, "zebra", ["happy"] * 10, split=split)
    rows = evaluate(data, bundles=bundles)["rows"]
    assert [(row["split"], row["n"]) for row in rows] == [("one", 4), ("two", 6)]


def net_that_saw(bundles: Path, seen: np.ndarray) -> None:
    net = FaceNet(alive(), 4)
    settings = {"channels": list(alive()), "hidden": 4, "corpora": 1}
    card = Card("face-net", "face_net", "face", "1", "research", True, SPEC, settings=settings)
    save_bundle(bundles / "face-net", card, weights_of(net, []) | {"seen": seen})


def test_a_corpus_seen_in_part_gives_two_rows_though_its_folder_was_renamed(data: Path, bundles: Path) -> None:
    folder = write_faces(data, "before", ["happy", "sad"] * 8)
    keys = load_parts(find_corpora(data)[0])[0].keys
    net_that_saw(bundles, seen_array(keys[:6]))
    folder.rename(folder.with_name("after"))
    rows = [row for row in evaluate(data, bundles=bundles)["rows"] if row["model"] == "face-net"]
    assert [(row["seen"], row["n"]) for row in rows] == [(False, 10), (True, 6)]


def test_all_items_of_a_person_trained_on_are_seen(data: Path, bundles: Path) -> None:
    people = np.array(["ann", "bob", "cem"] * 4)
    write_faces(data, "zebra", ["happy", "sad"] * 6, subject=people)
    net_that_saw(bundles, seen_array(["face/bob"]))
    rows = [row for row in evaluate(data, bundles=bundles)["rows"] if row["model"] == "face-net"]
    assert [(row["seen"], row["n"], row["n_people"]) for row in rows] == [(False, 8, 2), (True, 4, 1)]


def test_short_lists_of_hashes_lie_in_the_card(tmp_path: Path) -> None:
    card = Card("x", "face_net", "face", "1", "research", True, SPEC, seen=(seen_hash("voice/rav01"),))
    save_bundle(tmp_path / "x", card, {"seen": seen_array(["voice/rav02"])})
    saw = load_bundle(tmp_path / "x").saw(["voice/rav01", "voice/rav02", "voice/rav03"])
    assert saw.tolist() == [True, True, False]


@pytest.mark.parametrize("lacking", ["X", "y", "names"])
def test_a_missing_key_costs_that_corpus_only_and_says_what_to_do(data: Path, bundles: Path, lacking: str) -> None:
    write_faces(data, "broken", ["happy"] * 4, **{lacking: None})
    write_faces(data, "whole", ["happy"] * 4)
    first, second = evaluate(data, bundles=bundles)["rows"]
    assert "broken/broken.npz" in first["error"]
    assert f"has no {lacking}" in first["error"]
    assert second["n"] == 4


def test_an_unreadable_file_is_an_error_row(data: Path, bundles: Path) -> None:
    folder = data / "face" / "junk"
    folder.mkdir(parents=True)
    (folder / "junk.npz").write_bytes(b"not a zip")
    (row,) = evaluate(data, bundles=bundles)["rows"]
    assert "junk.npz" in row["error"]


def test_only_strangers_is_said(data: Path, bundles: Path) -> None:
    write_faces(data, "odd", ["bored"] * 3)
    (row,) = evaluate(data, bundles=bundles)["rows"]
    assert row["n"] == 0
    assert row["left_out"] == {"bored": 3}


def test_what_no_single_expert_reads_is_left_out_and_said(data: Path, bundles: Path) -> None:
    (data / "paired" / "both").mkdir(parents=True)
    (row,) = evaluate(data, bundles=bundles)["rows"]
    assert "paired" in row["left_out_because"]
    with pytest.raises(NotBuilt):
        load_parts(find_corpora(data)[0])


def test_no_corpus_at_all_is_an_error(data: Path, bundles: Path) -> None:
    data.mkdir()
    with pytest.raises(NotFound):
        evaluate(data, bundles=bundles)
    write_faces(data, "zebra", ["happy"])
    with pytest.raises(NotFound):
        evaluate(data, "voice", bundles=bundles)


def write_text(data: Path, corpus: str, lines: list[str]) -> None:
    folder = data / "text" / corpus
    folder.mkdir(parents=True)
    (folder / "dev.tsv.gz").write_bytes(gzip.compress("\n".join(lines).encode()))


def test_several_labels_of_one_emotion_count_as_one(data: Path) -> None:
    rows = ["1\twow\tjoy,love", "2\thm\tjoy,anger", "3\tmeh\tboredom", "4\tok\tneutral"]
    write_text(data, "parrot", ["id\ttext\tlabels", *rows])
    (part,) = load_parts(find_corpora(data)[0])
    assert part.name == "dev"
    assert [EMOTIONS[i] if i >= 0 else None for i in part.labels] == ["joy", None, None, "neutral"]
    assert left_out_labels(part) == {"boredom": 1, "several": 1}
    assert mapping(part) == {"love": "joy"}


def test_a_text_file_without_its_columns_says_so(data: Path) -> None:
    write_text(data, "parrot", ["id\twords", "1\twow"])
    with pytest.raises(BadRequest, match="text"):
        load_parts(find_corpora(data)[0])


def test_voice_reads_a_table_beside_its_files(data: Path) -> None:
    folder = data / "voice" / "owl"
    folder.mkdir(parents=True)
    (folder / "a.flac").write_bytes(b"")
    (folder / "labels.csv").write_text("file,speaker,raw_label\na.flac,s1,calm\ngone.flac,s1,happy\n")
    (part,) = load_parts(find_corpora(data)[0])
    assert part.content == (folder / "a.flac",)
    assert part.people == ("s1",)
    assert part.labels.tolist() == [0]


def test_a_corpus_that_cut_some_clips_has_all_of_them_cut(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("file,emotion,truncated_to_2s\n")
    assert longest_s(tmp_path) == 2.0
    (tmp_path / "labels.csv").write_text("file,emotion\n")
    assert longest_s(tmp_path) is None


def test_body_takes_are_cut_by_their_lengths(data: Path) -> None:
    folder = data / "body" / "cat"
    folder.mkdir(parents=True)
    held = {"joints": np.zeros((7, 2, 3), np.float16), "lengths": np.array([3, 4])}
    more = {"joint_names": np.array(["Hips", "Head"]), "fps": np.int64(30), "style": np.array(["happy", "old"])}
    np.savez(folder / "cat.npz", **held, **more)
    (part,) = load_parts(find_corpora(data)[0])
    assert [len(take.positions) for take in part.content] == [3, 4]
    assert part.labels.tolist() == [1, -1]


@pytest.mark.parametrize(
    ("raw", "ours"),
    [("calm", "neutral"), ("Happy", "joy"), ("surprised", "surprise"), ("boredom", None), ("annoyance", "anger")],
)
def test_labels_map_to_ours(raw: str, ours: str | None) -> None:
    assert label_of(raw) == ours
