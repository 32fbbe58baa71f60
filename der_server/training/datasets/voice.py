"""Voice corpora: `labels.csv` (`file`, `emotion` or `raw_label`; `speaker` where known) beside the recordings.

A column `emobox_test_fold` holds the fold in which EmoBox (Ma et al. 2024) tests an item.
"""

import csv
from pathlib import Path

from der_server.training.datasets.corpus import Corpus, Part, bad_corpus, part_of


def load_voice(corpus: Corpus) -> list[Part]:
    """One part. Content is the paths of the recordings. Raises BadRequest."""
    path = corpus.folder / "labels.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise bad_corpus(path, "cannot be read; a voice corpus is a labels.csv beside its files.") from error
    label = next((name for name in ("emotion", "raw_label", "label") if rows and name in rows[0]), None)
    if label is None or "file" not in rows[0]:
        raise bad_corpus(path, "has no rows with columns `file` and `emotion`.")
    there = [row for row in rows if (corpus.folder / row["file"]).is_file()]
    if not there:
        raise bad_corpus(path, "names no recording that exists; `file` is a path beside labels.csv.")
    part = part_of(
        corpus,
        "",
        raw=[(row[label],) for row in there],
        people=[row["speaker"] or "" for row in there] if "speaker" in rows[0] else None,
        keys=["voice/" + row["file"].rsplit("/", 1)[-1] for row in there],
        content=tuple(corpus.folder / row["file"] for row in there),
        folds=[row["emobox_test_fold"] or "" for row in there] if "emobox_test_fold" in rows[0] else None,
    )
    return [part]


def longest_s(folder: Path) -> float | None:
    """Seconds to which every clip of a corpus is to be cut, or None.

    Where some clips were cut to their first two seconds (column `truncated_to_2s`), length would tell the
    class unless all are cut so.
    """
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as lines:
        columns = next(csv.reader(lines), [])
    return 2.0 if "truncated_to_2s" in columns else None
