"""GoEmotions as its authors lay it out (Demszky et al. 2020: data/train.tsv, dev.tsv, test.tsv, emotions.txt)."""

import csv
import gzip
from collections import Counter
from pathlib import Path

from der_server.training.native.layout import Layout, Tools, bad, nothing

SPLITS = ("train", "dev", "test")


def write(source: Path, folder: Path, tools: Tools) -> Counter[str]:
    """One `<split>.tsv.gz` per split found, with columns text, labels, id. Raises NotFound, BadRequest."""
    splits = [source / f"{split}.tsv" for split in SPLITS if (source / f"{split}.tsv").is_file()]
    table = source / "emotions.txt"
    if not splits or not table.is_file():
        raise nothing(source, "train.tsv, dev.tsv or test.tsv with emotions.txt")
    names = table.read_text(encoding="utf-8").split()
    counts: Counter[str] = Counter()
    read = [(path.stem, _rows(path, names)) for path in splits]
    folder.mkdir(parents=True)
    for split, rows in read:
        with gzip.open(folder / f"{split}.tsv.gz", "wt", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines, delimiter="\t")
            writer.writerow(("text", "labels", "id"))
            writer.writerows(rows)
        counts.update(label for _, labels, _ in rows for label in labels.split(","))
    return counts


def _rows(path: Path, names: list[str]) -> list[tuple[str, str, str]]:
    rows = []
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            try:
                text, labels, item = row
                rows.append((text, ",".join(names[int(label)] for label in labels.split(",")), item))
            except (ValueError, IndexError):
                raise bad(path, f"line {number} is not `text, label numbers, id`.") from None
    return rows


GOEMOTIONS = Layout("goemotions", "text", "goemotions", "data (train.tsv, emotions.txt, ...)", "Apache-2.0", write)
