"""Face pictures with labels: FER2013's csv, RAF-DB's list, CK+'s sequences. Only coefficients are kept.

Sources: FER2013 (Goodfellow et al. 2013, fer2013.csv), RAF-DB (Li, Deng, Du 2017, its readme), CK+ (Lucey et al.
2010, its ReadMe: the last picture of a sequence shows the peak, the first the neutral face).
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from der_server.training.native.layout import Layout, Picture, Tools, bad, nothing, write_faces

FER = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
RAF = {"1": "surprise", "2": "fear", "3": "disgust", "4": "happy", "5": "sad", "6": "angry", "7": "neutral"}
CK = ("neutral", "angry", "contempt", "disgust", "fear", "happy", "sad", "surprise")
PEAKS = 3
"""Pictures at the end of a CK+ sequence that count as its peak, as most papers take them."""

Seen = tuple[Picture, str, dict[str, str]]


def _faces(seen: Iterable[Seen], folder: Path, tools: Tools, missing: Exception) -> Counter[str]:
    """Coefficients of every picture in which a face is found. Raises `missing` where there is none."""
    rows = []
    for picture, label, more in seen:
        weights = tools.face(picture)
        if weights is not None:
            rows.append((weights, label, more))
    if not rows:
        raise missing
    return write_faces(folder, tools.names, rows)


def write_fer2013(source: Path, folder: Path, tools: Tools) -> Counter[str]:
    """From `fer2013.csv` (emotion, pixels, Usage)."""
    path = source / "fer2013.csv" if source.is_dir() else source
    if not path.is_file():
        raise nothing(source, "fer2013.csv")
    return _faces(_fer2013(path), folder, tools, nothing(source, "face that is found"))


def _fer2013(path: Path) -> Iterator[Seen]:
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            try:
                grey = np.array(row["pixels"].split(), np.uint8).reshape(48, 48)
                label, split = FER[int(row["emotion"])], row["Usage"]
            except (KeyError, ValueError, IndexError, AttributeError):
                raise bad(path, f"line {number} is not `emotion, pixels, Usage` of 48 x 48.") from None
            yield np.repeat(grey[..., None], 3, 2), label, {"split": split, "filename": f"{split}_{number - 2}"}


def write_rafdb(source: Path, folder: Path, tools: Tools) -> Counter[str]:
    """From `EmoLabel/list_patition_label.txt` (spelled so) and `Image/original` or `Image/aligned`."""
    table = next(source.rglob("list_patition_label.txt"), None)
    if table is None:
        raise nothing(source, "list_patition_label.txt")
    return _faces(_rafdb(source, table, tools), folder, tools, nothing(source, "face that is found"))


def _rafdb(source: Path, table: Path, tools: Tools) -> Iterator[Seen]:
    pictures = {path.stem.removesuffix("_aligned"): path for path in sorted(source.rglob("t*_*.jpg"))}
    for line in table.read_text(encoding="utf-8").splitlines():
        name, _, number = line.partition(" ")
        path = pictures.get(Path(name).stem)
        if number.strip() not in RAF:
            raise bad(table, f"{line!r} is not `name number` with a number of 1 to 7.")
        if path is not None:
            split = "train" if name.startswith("train") else "test"
            yield tools.open_picture(path), RAF[number.strip()], {"split": split, "filename": name}


def write_ckplus(source: Path, folder: Path, tools: Tools) -> Counter[str]:
    """From `cohn-kanade-images/S###/###/*.png` and `Emotion/S###/###/*_emotion.txt`."""
    labels = sorted(source.rglob("*_emotion.txt"))
    if not labels:
        raise nothing(source, "*_emotion.txt")
    return _faces(_ckplus(source, labels, tools), folder, tools, nothing(source, "picture of a labelled sequence"))


def _ckplus(source: Path, labels: list[Path], tools: Tools) -> Iterator[Seen]:
    found = (path for path in source.rglob("S*/[0-9][0-9][0-9]") if any(path.glob("*.png")))
    pictured = {(path.parent.name, path.name): sorted(path.glob("*.png")) for path in found}
    for path in labels:
        key = (path.parent.parent.name, path.parent.name)
        pictures = pictured.get(key, [])
        try:
            label = CK[int(float(path.read_text(encoding="ascii")))]
        except (ValueError, IndexError):
            raise bad(path, "holds no number of 0 to 7.") from None
        for shown, name in [
            *((one, label) for one in pictures[-PEAKS:]),
            *((one, "neutral") for one in pictures[:1]),
        ]:
            yield tools.open_picture(shown), name, {"subject": key[0], "filename": shown.name}


FER2013 = Layout(
    "fer2013", "face", "fer2013", "fer2013.csv", "Kaggle challenge, non-commercial research", write_fer2013
)
RAFDB = Layout("rafdb", "face", "rafdb", "basic (EmoLabel, Image)", "non-commercial research", write_rafdb)
CKPLUS = Layout(
    "ckplus", "face", "ckplus", "the folder with cohn-kanade-images and Emotion", "research", write_ckplus
)
