"""`der evaluate --data DIR --json` on corpora never heard of, laid out like every data folder: the whole contract."""

import csv
import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from der_server.models.lineup import SHIPPED
from der_server.signals.canonical import FACE

pytestmark = [pytest.mark.wire, pytest.mark.model]
NUMBERS = ("accuracy", "uar", "macro_f1")
LABELS = ("happy", "calm", "boredom", "angry")
JOINTS = ("Hips", "Spine", "Chest", "Neck", "Head", "LeftShoulder", "LeftArm", "LeftForeArm", "LeftHand")


def write_face(folder: Path) -> None:
    rows = np.random.default_rng(0).random((40, 51)).astype(np.float16)
    people = np.array([f"p{i % 6}" for i in range(40)])
    labels = np.array([LABELS[i % 4] for i in range(40)])
    np.savez(folder / "zebra.npz", X=rows, y=labels, names=np.array(FACE[:51]), subject=people)


def write_text(folder: Path) -> None:
    with gzip.open(folder / "some.tsv.gz", "wt", encoding="utf-8") as out:
        out.write("text\tlabels\n")
        for i in range(10):
            out.write(f"{i}: That's wonderful, I'm so happy it worked!\tjoy\n")
            out.write(f"{i}: This makes me so angry! I hate them\tanger,annoyance\n")
            out.write(f"both at once {i}\tjoy,anger\nnothing on {i}\tboredom\n")


def write_voice(folder: Path) -> None:
    rng = np.random.default_rng(0)
    with (folder / "labels.csv").open("w", newline="") as out:
        table = csv.DictWriter(out, ("file", "speaker", "emotion"))
        table.writeheader()
        for i in range(8):
            soundfile.write(folder / f"{i}.flac", 0.1 * rng.standard_normal(16_000), 16_000)
            table.writerow({"file": f"{i}.flac", "speaker": f"s{i % 2}", "emotion": LABELS[i % 4]})


def write_body(folder: Path) -> None:
    clip = np.random.default_rng(0).random((60, len(JOINTS), 3)).astype(np.float32)
    np.savez(
        folder / "zebra.npz",
        joints=np.concatenate([clip] * 4),
        lengths=np.full(4, 60),
        joint_names=np.array(JOINTS),
        fps=30,
        style=np.array(LABELS),
    )


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Rows by modality, from one run of the command on four corpora called `zebra`."""
    data = tmp_path_factory.mktemp("data")
    for write in (write_face, write_text, write_voice, write_body):
        folder = data / write.__name__.removeprefix("write_") / "zebra"
        folder.mkdir(parents=True)
        write(folder)
    command = [sys.executable, "-m", "der_server.cli", "evaluate", "--data", str(data), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["rows"]
    assert {row["corpus"] for row in found} == {"zebra"}
    return {
        modality: [r for r in found if r["modality"] == modality] for modality in ("face", "text", "voice", "body")
    }


def holds_the_contract(row: dict[str, Any]) -> None:
    for key, kind in {
        "model": str,
        "n": int,
        "n_people": int,
        "seen": bool,
        "classes": list,
        "mapping": dict,
    }.items():
        assert isinstance(row[key], kind), key
    for name in NUMBERS:
        assert set(row[name]) == {"value", "lo", "hi"}
        assert 0 <= row[name]["lo"] <= row[name]["value"] <= row[name]["hi"] <= 1
    assert 0 <= row["ece"] <= 1
    assert 0 <= row["accuracy_at_80"] <= 1
    assert row["chance"] == pytest.approx(1 / len(row["classes"]), abs=1e-4)


def test_faces_of_an_unknown_corpus_are_scored_by_both_experts(rows: dict[str, list[dict[str, Any]]]) -> None:
    assert {row["model"] for row in rows["face"]} == {"face-facs", "face-net"}
    for row in rows["face"]:
        holds_the_contract(row)
        assert (row["n"], row["n_people"], row["seen"]) == (30, 6, False)
        assert row["mapping"] == {"angry": "anger", "calm": "neutral", "happy": "joy"}
        assert row["left_out"] == {"boredom": 10}
        assert row["classes"] == ["neutral", "joy", "anger"]


def test_texts_with_fine_labels_are_grouped_and_mixed_ones_left_out(rows: dict[str, list[dict[str, Any]]]) -> None:
    for row in rows["text"]:
        holds_the_contract(row)
        assert (row["n"], row["split"], row["seen"]) == (20, "some", False)
        assert row["left_out"] == {"boredom": 10, "several": 10}
        assert row["mapping"]["annoyance"] == "anger"
        assert row["accuracy"]["value"] > 0.8  # the plainest sentences there are


def test_voices_are_scored_where_a_voice_bundle_is_shipped(rows: dict[str, list[dict[str, Any]]]) -> None:
    shipped = [json.loads(card.read_text())["modality"] for card in SHIPPED.glob("*/card.json")]
    if "voice" not in shipped:
        (row,) = rows["voice"]
        assert row["left_out_because"] == "no voice bundle is shipped"
        return
    for row in rows["voice"]:
        holds_the_contract(row)
        assert (row["n"], row["n_people"], row["seen"]) == (6, 2, False)
        assert row["left_out"] == {"boredom": 2}


def test_bodies_are_scored_by_names_of_joints(rows: dict[str, list[dict[str, Any]]]) -> None:
    for row in rows["body"]:
        holds_the_contract(row)
        assert (row["n"], row["left_out"]) == (3, {"boredom": 1})


def test_a_corpus_s_own_classes_are_told_as_a_table_too(tmp_path: Path) -> None:
    folder = tmp_path / "face" / "zebra"
    folder.mkdir(parents=True)
    write_face(folder)
    command = [sys.executable, "-m", "der_server.cli", "evaluate", "--train", str(tmp_path), "--modality", "face"]
    done = subprocess.run([*command, "--folds", "3"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "zebra" in done.stdout


@pytest.mark.data
def test_what_was_trained_on_says_so(data_dir: Path) -> None:
    command = [sys.executable, "-m", "der_server.cli", "evaluate", "--data", str(data_dir), "--json"]
    done = subprocess.run(
        [*command, "--modality", "face", "--corpus", "fer2013"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = [row for row in json.loads(done.stdout)["rows"] if row["model"] == "face-net"]
    by_split = {(row["split"], row["seen"]): row["n"] for row in found}
    assert by_split[("Training", True)] > 10_000
    unseen = [row for row in found if not row["seen"] and row["split"] == "PublicTest"]
    assert unseen
    assert unseen[0]["accuracy"]["lo"] > 2 * unseen[0]["chance"]
