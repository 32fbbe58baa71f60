"""Public corpora in their authors' own layouts become folders that training and evaluation read."""

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from der_client.faces import poses
from der_server.faults import BadRequest, NotFound
from der_server.training.datasets import find_corpora, load_parts
from der_server.training.native import LAYOUTS, Tools, add
from der_server.training.native.beat import emotion_of, upright
from der_server.training.native.layout import Picture
from der_server.training.voice_clips import read_samples

NAMES = tuple(poses().names)


def face(picture: Picture) -> list[float] | None:
    """A tracker that finds no face in black pictures."""
    return None if not picture.any() else [float(picture.mean()) / 255] * len(NAMES)


def open_picture(path: Path) -> Picture:
    return np.full((64, 64, 3), int(path.read_bytes()[0]), np.uint8)


def pose(path: Path) -> tuple[np.ndarray, tuple[str, ...], float]:
    rng = np.random.default_rng(len(path.name))
    standing = np.array([[0, 0, 0], [0, 0, 0.6], [0, 0, 1.7]])
    return np.asarray(rng.normal(standing, 0.1, (40, 3, 3)), np.float32), NAMES[:3], 30.0


TOOLS = Tools(NAMES, face, open_picture, pose)

SOUNDS = {
    "ravdess": (
        [
            "Actor_01/03-01-01-01-01-01-01.wav",
            "Actor_02/03-01-05-02-02-02-02.wav",
            "Actor_02/03-02-05-02-02-02-02.wav",
        ],
        [("ravdess01", "neutral"), ("ravdess02", "angry")],
    ),
    "cremad": (["1001_DFA_ANG_XX.wav", "1091_WSI_NEU_HI.wav"], [("cremad1001", "angry"), ("cremad1091", "neutral")]),
    "emodb": (["03a01Fa.wav", "16b10Wb.wav"], [("emodb03", "happy"), ("emodb16", "angry")]),
    "esd": (
        ["0001/Angry/0001_000351.wav", "0011/Sad/test/0011_001071.wav"],
        [("esd0001", "angry"), ("esd0011", "sad")],
    ),
    "savee": (["DC/sa01.wav", "KL_a02.wav"], [("saveedc", "sad"), ("saveekl", "angry")]),
    "casia": (["liu/happy/201.wav", "zhao/sad/202.wav"], [("casialiu", "happy"), ("casiazhao", "sad")]),
}


@pytest.mark.parametrize("name", SOUNDS)
def test_names_of_recordings_tell_speaker_and_emotion(name: str, tmp_path: Path) -> None:
    files, expected = SOUNDS[name]
    source = tmp_path / "theirs"
    for file in [*files, "readme.txt"]:
        (source / file).parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(source / file, np.zeros(160), 16000, format="WAV")
    add(name, source, tmp_path / "data", TOOLS)
    (part,) = load_parts(find_corpora(tmp_path / "data", "voice", name)[0])
    assert list(zip(part.people or (), (raw for (raw,) in part.raw), strict=True)) == expected
    assert len(read_samples(part.content[0])) == 160  # through the link
    assert (part.labels >= 0).all()


def test_goemotions_keeps_its_labels(tmp_path: Path) -> None:
    (tmp_path / "emotions.txt").write_text("admiration\nanger\nneutral\n", encoding="utf-8")
    (tmp_path / "train.tsv").write_text('He said "hi\t2\tq1\nGrr, wow\t0,1\tq2\n', encoding="utf-8")
    found = add("goemotions", tmp_path, tmp_path / "data", TOOLS)
    assert found["labels"] == {"admiration": 1, "anger": 1, "neutral": 1}
    (part,) = load_parts(find_corpora(tmp_path / "data", "text")[0])
    assert part.content == ('He said "hi', "Grr, wow")
    with gzip.open(tmp_path / "data/text/goemotions/train.tsv.gz", "rt", encoding="utf-8") as lines:
        assert [row["labels"] for row in csv.DictReader(lines, delimiter="\t")] == ["neutral", "admiration,anger"]


def test_a_broken_line_of_goemotions_is_named(tmp_path: Path) -> None:
    (tmp_path / "emotions.txt").write_text("joy\n", encoding="utf-8")
    (tmp_path / "dev.tsv").write_text("fine\t0\ta\nbroken\t7\tb\n", encoding="utf-8")
    with pytest.raises(BadRequest, match=r"dev\.tsv: line 2"):
        add("goemotions", tmp_path, tmp_path / "data", TOOLS)
    assert not (tmp_path / "data/text/goemotions").exists()


def test_fer2013_keeps_splits_and_leaves_out_what_shows_no_face(tmp_path: Path) -> None:
    rows = [("3", "200 " * 2304, "Training"), ("0", "0 " * 2304, "Training"), ("6", "100 " * 2304, "PublicTest")]
    with (tmp_path / "fer2013.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([("emotion", "pixels", "Usage"), *rows])
    assert add("fer2013", tmp_path, tmp_path / "data", TOOLS)["labels"] == {"happy": 1, "neutral": 1}
    parts = load_parts(find_corpora(tmp_path / "data", "face")[0])
    assert {part.name: part.raw for part in parts} == {"PublicTest": (("neutral",),), "Training": (("happy",),)}


def test_rafdb_and_ckplus_are_read_with_people_where_known(tmp_path: Path) -> None:
    raf = tmp_path / "raf"
    for name in ("EmoLabel", "Image/aligned"):
        (raf / name).mkdir(parents=True)
    (raf / "EmoLabel/list_patition_label.txt").write_text("train_00001.jpg 5\ntest_0002.jpg 1\n", encoding="utf-8")
    (raf / "Image/aligned/train_00001_aligned.jpg").write_bytes(b"\x90")
    (raf / "Image/aligned/test_0002_aligned.jpg").write_bytes(b"\x20")
    assert add("rafdb", raf, tmp_path / "data", TOOLS)["labels"] == {"sad": 1, "surprise": 1}

    ck = tmp_path / "ck"
    pictures, label = ck / "cohn-kanade-images/S005/001", ck / "Emotion/S005/001"
    pictures.mkdir(parents=True)
    label.mkdir(parents=True)
    for n in range(1, 6):
        (pictures / f"S005_001_{n:08d}.png").write_bytes(bytes([n]))
    (label / "S005_001_00000005_emotion.txt").write_text("   3.0000000e+00\n", encoding="ascii")
    assert add("ckplus", ck, tmp_path / "data", TOOLS)["labels"] == {"disgust": 3, "neutral": 1}
    (part,) = load_parts(find_corpora(tmp_path / "data", "face", "ckplus")[0])
    assert part.people == ("S005",) * 4


def test_beat_gives_faces_and_bodies_of_acted_speech_only(tmp_path: Path) -> None:
    source = tmp_path / "beat"
    source.mkdir()
    frames = [{"time": n / 60, "weights": [0.1] * len(NAMES)} for n in range(150)]
    for stem in ("1_wayne_0_66_66", "2_scott_0_103_103", "2_scott_1_1_1", "3_solomon_0_64_65"):
        (source / f"{stem}.json").write_text(json.dumps({"names": NAMES, "frames": frames}), encoding="utf-8")
        (source / f"{stem}.bvh").write_text("", encoding="utf-8")
    assert add("beat-face", source, tmp_path / "data", TOOLS)["labels"] == {"fear": 3, "happy": 3}
    assert add("beat-body", source, tmp_path / "data", TOOLS)["labels"] == {"fear": 1, "happy": 1}
    (part,) = load_parts(find_corpora(tmp_path / "data", "body")[0])
    assert part.people == ("beat1", "beat2")
    assert np.ptp(part.content[0].positions[0], axis=0).argmax() == 1  # Y is up


def test_beat_numbers_tell_the_emotion_unless_they_span_two() -> None:
    assert [emotion_of(n, n) for n in (1, 64, 65, 86, 87, 118)] == [
        "neutral",
        "neutral",
        "happy",
        "sad",
        "contempt",
        "disgust",
    ]
    assert emotion_of(64, 65) is None
    assert emotion_of(119, 119) is None


def test_a_body_that_is_upright_stays_as_it_is() -> None:
    body = np.array([[[0, 0, 0], [0, 1.7, 0.1]]], np.float32)
    assert upright(body) is body


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_empty_folder_is_refused_and_leaves_nothing_behind(name: str, tmp_path: Path) -> None:
    source = tmp_path / "empty"
    source.mkdir()
    with pytest.raises(NotFound):
        add(name, source, tmp_path / "data", TOOLS)
    assert not (tmp_path / "data").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "voice/casia").mkdir(parents=True)
    with pytest.raises(BadRequest, match="exists already"):
        add("casia", tmp_path, tmp_path, TOOLS)
