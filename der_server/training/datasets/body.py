"""Body corpora: one .npz of joint positions (`joints`, `lengths`, `joint_names`, `fps`, `style` or `y`)."""

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from der_server.training.datasets.corpus import Corpus, Part, bad_corpus, part_of

Floats = NDArray[np.float32]
NEEDED = {"joints", "lengths", "joint_names", "fps"}


@dataclass(frozen=True, slots=True)
class BodyClip:
    """One take: positions f32[frames, joints, 3] in metres, the joints' names, frames per second."""

    positions: Floats
    names: tuple[str, ...]
    fps: float
    content: str


def load_body(corpus: Corpus) -> list[Part]:
    """One part per file. Content is BodyClip. Raises BadRequest."""
    paths = sorted(corpus.folder.glob("*.npz"))
    if not paths:
        raise bad_corpus(corpus.folder / "*.npz", "no .npz file; a body corpus is one with joints and lengths.")
    return [_part(corpus, path) for path in paths]


def _part(corpus: Corpus, path: Path) -> Part:
    try:
        with np.load(path, allow_pickle=False) as archive:
            held = {name: archive[name] for name in archive.files}
    except (OSError, ValueError, BadZipFile) as error:
        raise bad_corpus(path, "cannot be read as .npz; write it with numpy.savez_compressed.") from error
    label = next((name for name in ("emotion", "y", "style") if name in held), None)
    if label is None or (missing := NEEDED - set(held)):
        lacking = sorted(missing) if label else ["style"]
        raise bad_corpus(path, f"has no {', '.join(lacking)}.")
    names, fps = tuple(str(name) for name in held["joint_names"]), float(held["fps"])
    ends = np.cumsum(held["lengths"])
    styles = [str(style) for style in held[label]]
    contents = [str(content) for content in held.get("content", np.full(len(styles), ""))]
    takes = held.get("take", np.arange(len(styles)))
    joints = held["joints"].astype(np.float32)
    cuts = np.split(joints, ends[:-1])
    if len(cuts) != len(styles) or ends[-1] != len(joints):
        raise bad_corpus(path, "lengths do not add up to the frames of joints.")
    return part_of(
        corpus,
        path.stem if path.stem != corpus.name else "",
        raw=[(style,) for style in styles],
        people=[str(person) for person in held["subject"]] if "subject" in held else None,
        keys=[f"body/{c}/{s}/{t}" for c, s, t in zip(contents, styles, takes, strict=True)],
        content=tuple(BodyClip(cut, names, fps, c) for cut, c in zip(cuts, contents, strict=True)),
    )
