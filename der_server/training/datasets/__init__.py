"""Labelled recordings as training and evaluation see them.

A data folder holds `<modality>/<corpus>/`; a loader goes by modality, columns and keys, never by the
corpus's name, so a folder never heard of reads like the known ones.
"""

from der_server.faults import NotBuilt
from der_server.training.datasets.body import BodyClip, load_body
from der_server.training.datasets.corpus import Corpus, Part, find_corpora
from der_server.training.datasets.face import canonical_faces, load_face
from der_server.training.datasets.labels import label_of, label_table
from der_server.training.datasets.text import load_text
from der_server.training.datasets.voice import load_voice

LOADERS = {"face": load_face, "voice": load_voice, "text": load_text, "body": load_body}

__all__ = [
    "LOADERS",
    "BodyClip",
    "Corpus",
    "Part",
    "canonical_faces",
    "find_corpora",
    "label_of",
    "label_table",
    "load_parts",
]


def load_parts(corpus: Corpus) -> list[Part]:
    """The parts of a corpus by its modality's loader. Raises BadRequest, or NotBuilt for other folders."""
    if corpus.modality not in LOADERS:
        raise NotBuilt(f"Folders of modality {corpus.modality!r} are not scored; use {', '.join(LOADERS)}.")
    return LOADERS[corpus.modality](corpus)
