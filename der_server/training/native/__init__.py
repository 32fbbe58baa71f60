"""Public corpora as their authors lay them out, made into folders that training and evaluation read.

A user downloads a corpus under its own terms; `add` writes `<data>/<modality>/<corpus>/` beside the others. Sound is
linked, never copied; of pictures only coefficients are kept.
"""

from pathlib import Path

from der_server.faults import BadRequest, NotFound
from der_server.training.native.beat import BEAT_BODY, BEAT_FACE
from der_server.training.native.layout import Layout, Tools
from der_server.training.native.pictures import CKPLUS, FER2013, RAFDB
from der_server.training.native.sounds import SOUNDS
from der_server.training.native.words import GOEMOTIONS

__all__ = ["LAYOUTS", "Layout", "Tools", "add"]

LAYOUTS = {layout.name: layout for layout in (*SOUNDS, GOEMOTIONS, FER2013, RAFDB, CKPLUS, BEAT_FACE, BEAT_BODY)}


def add(name: str, source: Path, data_dir: Path, tools: Tools) -> dict[str, object]:
    """Read corpus `name` at `source`; returns its folder, items and their counts by the corpus's own label.

    Raises BadRequest for an unknown layout or a folder that already exists, NotFound where `source` holds nothing
    of this layout.
    """
    layout = LAYOUTS.get(name)
    if layout is None:
        raise BadRequest(f"There is no layout {name!r}: use {', '.join(LAYOUTS)}.")
    folder = data_dir / layout.modality / layout.corpus
    if folder.exists():
        raise BadRequest(f"{folder} exists already: remove it first, or give another --data.")
    if not source.exists():
        raise NotFound(f"There is no {source}.")
    counts = layout.write(source, folder, tools)
    return {"folder": str(folder), "items": sum(counts.values()), "labels": dict(sorted(counts.items()))}
