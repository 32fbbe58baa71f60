"""BEAT (Liu et al. 2022): speech of 30 people with an iPhone's face coefficients and a motion capture suit's body.

Source: scripts/BEAT_2022/readme_beat.md of PantoMatrix: files are named `<speaker>_<name>_<kind>_<from>_<to>`; in
speech (kind 0, 2, 4, 6) numbers 1 to 64 are neutral, then come happiness, anger, sadness, contempt, surprise, fear,
disgust. Conversations (odd kinds) are left out: they carry no acted emotion.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from der_server.training.native.layout import Layout, Tools, bad, nothing, write_faces

LAST = (
    (64, "neutral"),
    (72, "happy"),
    (80, "angry"),
    (86, "sad"),
    (94, "contempt"),
    (102, "surprise"),
    (110, "fear"),
    (118, "disgust"),
)
"""The last number of each emotion's recordings."""
NAME = re.compile(r"^(?P<speaker>\d+)_[^_]+_(?P<kind>\d)_(?P<first>\d+)_(?P<last>\d+)$")
FACE_HOP_S = 1.0
"""One face a second of speech is kept: neighbours are nearly the same."""
TERMS = "CC BY-NC 4.0 for the data, see its page"


def emotion_of(first: int, last: int) -> str | None:
    """The emotion of recordings first..last; None where they span two."""
    named = {next((name for end, name in LAST if number <= end), None) for number in (first, last)}
    return named.pop() if len(named) == 1 else None


def _takes(source: Path, ending: str) -> Iterator[tuple[Path, str, str]]:
    """Path, speaker and emotion of every acted recording with this ending."""
    for path in sorted(source.rglob(f"*{ending}")):
        match = NAME.match(path.stem)
        if match and int(match["kind"]) % 2 == 0:
            emotion = emotion_of(int(match["first"]), int(match["last"]))
            if emotion is not None:
                yield path, f"beat{match['speaker']}", emotion


def write_faces_of(source: Path, folder: Path, tools: Tools) -> Counter[str]:
    """One face a second from every `.json`, by the names it carries. Raises NotFound, BadRequest."""
    rows: list[tuple[Sequence[float], str, dict[str, str]]] = []
    names: list[str] = []
    for path, speaker, emotion in _takes(source, ".json"):
        its_names, frames = _read_json(path)
        names = names or its_names
        if its_names != names:
            raise bad(path, "names other coefficients than the recordings before it.")
        since_s = -FACE_HOP_S
        for time_s, weights in frames:
            if time_s - since_s >= FACE_HOP_S:
                since_s = time_s
                rows.append((weights, emotion, {"subject": speaker, "filename": path.stem}))
    if not rows:
        raise nothing(source, "acted speech with .json faces")
    return write_faces(folder, names, rows)


def _read_json(path: Path) -> tuple[list[str], list[tuple[float, list[float]]]]:
    try:
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        names = [str(name) for name in held["names"]]
        frames = [(float(frame["time"]), [float(w) for w in frame["weights"]]) for frame in held["frames"]]
    except (ValueError, KeyError, TypeError) as error:
        raise bad(path, "holds no `names` and `frames` with `time` and `weights`.") from error
    if any(len(weights) != len(names) for _, weights in frames):
        raise bad(path, f"has frames without {len(names)} weights.")
    return names, frames


def write_bodies_of(source: Path, folder: Path, tools: Tools) -> Counter[str]:
    """Joint positions of every `.bvh`, upright. Raises NotFound, BadRequest."""
    cuts, styles, people, contents = [], [], [], []
    names: tuple[str, ...] = ()
    fps = 0.0
    for path, speaker, emotion in _takes(source, ".bvh"):
        positions, its_names, its_fps = tools.pose(path)
        names, fps = names or its_names, fps or its_fps
        if its_names != names or abs(its_fps - fps) > 0.01 * fps:
            raise bad(path, "has another skeleton or rate than the recordings before it.")
        cuts.append(upright(positions).astype(np.float16))
        styles.append(emotion)
        people.append(speaker)
        contents.append(path.stem)
    if not cuts:
        raise nothing(source, "acted speech with .bvh bodies")
    folder.mkdir(parents=True)
    np.savez_compressed(
        folder / f"{folder.name}.npz",
        joints=np.concatenate(cuts),
        lengths=np.array([len(cut) for cut in cuts]),
        emotion=np.array(styles),
        subject=np.array(people),
        content=np.array(contents),
        joint_names=np.array(names),
        fps=np.float32(fps),
    )
    return Counter(styles)


def upright(positions: np.ndarray) -> np.ndarray:
    """Y up, where a file has Z up: whichever of the two the joints are furthest apart in, on average, is up."""
    spread = np.ptp(positions, axis=1).mean(0)
    if spread[2] <= spread[1]:
        return positions
    return np.stack([positions[..., 0], positions[..., 2], -positions[..., 1]], -1)


BEAT_FACE = Layout("beat-face", "face", "beat", "beat_english_v0.2.1 (.json)", TERMS, write_faces_of)
BEAT_BODY = Layout("beat-body", "body", "beat", "beat_english_v0.2.1 (.bvh)", TERMS, write_bodies_of)
