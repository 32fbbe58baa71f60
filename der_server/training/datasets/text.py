"""Text corpora: every `*.tsv.gz` with a header, `text`, and `emotion` (one label) or `labels` (several)."""

import csv
import gzip
from pathlib import Path

from der_server.training.datasets.corpus import Corpus, Part, bad_corpus, part_of


def load_text(corpus: Corpus) -> list[Part]:
    """One part per file. Content is the sentences. Raises BadRequest."""
    paths = sorted(corpus.folder.glob("*.tsv.gz"))
    if not paths:
        raise bad_corpus(corpus.folder / "*.tsv.gz", "no .tsv.gz file; a text corpus is one or more of them.")
    return [_part(corpus, path) for path in paths]


def _part(corpus: Corpus, path: Path) -> Part:
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise bad_corpus(path, "cannot be read as gzipped UTF-8 TSV with a header.") from error
    label = next((name for name in ("labels", "emotion", "label") if rows and name in rows[0]), None)
    if label is None or "text" not in rows[0]:
        raise bad_corpus(path, "has no rows with columns `text` and `emotion` or `labels`.")
    whole = [row for row in rows if row["text"] and row[label]]
    texts = [row["text"] for row in whole]
    return part_of(
        corpus,
        path.name.removesuffix(".tsv.gz"),
        raw=[tuple(part.strip() for part in row[label].split(",")) for row in whole],
        people=[row["speaker"] or "" for row in whole] if "speaker" in rows[0] else None,
        keys=["text/" + text.strip() for text in texts],
        content=tuple(texts),
    )
