"""People to learn fusion from: real ones seen and heard at once, and pseudo-people put together from strangers.

Pseudo-paired: the same label, different modalities, different people. Their modalities agree no more than chance once
the label is known, so that figures on them flatter fusion; the truly paired ones (RAVDESS) do not.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from der_server.features.face import face_input
from der_server.labels import EMOTIONS, MODALITIES
from der_server.models.face import FaceNetExpert
from der_server.signals.canonical import FACE
from der_server.training.datasets.labels import label_of
from der_server.training.fusion_words import Words, even_folds

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

UNITS: Mapping[str, tuple[str, ...]] = {
    "AU01": ("browInnerUp",),
    "AU02": ("browOuterUpLeft", "browOuterUpRight"),
    "AU04": ("browDownLeft", "browDownRight"),
    "AU05": ("eyeWideLeft", "eyeWideRight"),
    "AU06": ("cheekSquintLeft", "cheekSquintRight"),
    "AU07": ("eyeSquintLeft", "eyeSquintRight"),
    "AU09": ("noseSneerLeft", "noseSneerRight"),
    "AU10": ("mouthUpperUpLeft", "mouthUpperUpRight"),
    "AU12": ("mouthSmileLeft", "mouthSmileRight"),
    "AU14": ("mouthDimpleLeft", "mouthDimpleRight"),
    "AU15": ("mouthFrownLeft", "mouthFrownRight"),
    "AU17": ("mouthShrugLower",),
    "AU20": ("mouthStretchLeft", "mouthStretchRight"),
    "AU25": ("mouthLowerDownLeft", "mouthLowerDownRight"),
    "AU26": ("jawOpen",),
    "AU45": ("eyeBlinkLeft", "eyeBlinkRight"),
}
"""FACS action unit -> the canonical coefficients that name the same movement (Ekman, Friesen and Hager 2002)."""
MOST_INTENSITY = 5.0
"""OpenFace's intensities run from 0 to 5."""
COMPANY = 0.6
"""How likely a pseudo-person brings each modality."""


@dataclass(frozen=True, slots=True)
class People:
    """n people by M = len(MODALITIES): logs f32[n, M, 7] (uniform where missing), quality f32[n, M] (0 = missing),
    labels i64[n]; keys str[n], whom not to have on both sides of a split."""

    logs: Floats
    quality: Floats
    labels: Ints
    keys: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, where: NDArray[np.bool_] | Ints) -> "People":
        return People(self.logs[where], self.quality[where], self.labels[where], self.keys[where])

    def only(self, modalities: Sequence[str]) -> "People":
        """The same people with nothing but these modalities."""
        kept = np.isin(MODALITIES, modalities).astype(np.float32)
        return People(self.logs, self.quality * kept, self.labels, self.keys)


def join(groups: Sequence[People]) -> People:
    """Several groups as one."""
    columns = zip(*((one.logs, one.quality, one.labels, one.keys) for one in groups), strict=True)
    return People(*(np.concatenate(column) for column in columns))


def nobody(n: int) -> tuple[Floats, Floats]:
    """Logs and qualities of n people who bring nothing."""
    count = len(EMOTIONS)
    return np.full((n, len(MODALITIES), count), -np.log(count), np.float32), np.zeros(
        (n, len(MODALITIES)), np.float32
    )


def pseudo_people(
    words: Mapping[str, Words], fold: Mapping[str, Ints], held: int, n: int, *, seed: int, company: float = COMPANY
) -> People:
    """About n people of balanced labels put together from the items of one fold.

    Each modality is there with probability `company` (a single one where none came). One that has no items of the
    label, as nobody acted fear for the body, says what it says of some other label: it must not tell the label by
    being there. Where all must come (1.0), such labels are left out instead.
    """
    draw = np.random.default_rng([seed, held])
    labels = draw.integers(len(EMOTIONS), size=n)
    logs, quality = nobody(n)
    there = draw.random((n, len(MODALITIES))) < company
    there[np.arange(n), draw.integers(len(MODALITIES), size=n)] = True
    for place, modality in enumerate(MODALITIES):
        if modality not in words:
            continue
        said = words[modality]
        for label in range(len(EMOTIONS)):
            mine = np.flatnonzero((said.labels == label) & (fold[modality] == held))
            if not len(mine) and company < 1:
                mine = np.flatnonzero(fold[modality] == held)
            who = np.flatnonzero((labels == label) & there[:, place])
            if len(mine) and len(who):
                rows = draw.choice(mine, len(who))
                logs[who, place], quality[who, place] = said.logs[rows], said.quality[rows]
    kept = (quality > 0).sum(1) >= (len(words) if company == 1 else 1)
    return People(logs[kept], quality[kept], labels[kept], np.full(int(kept.sum()), str(held)))


def company(words: Mapping[str, Words], fold: Mapping[str, Ints], seed: int, each: int) -> list[People]:
    """Pseudo-people of every fold."""
    folds = 1 + max(int(numbers.max()) for numbers in fold.values())
    return [pseudo_people(words, fold, held, each, seed=seed) for held in range(folds)]


def folds_of(words: Mapping[str, Words], folds: int, seed: int) -> dict[str, Ints]:
    """A fold per item of every modality: people, actions and items are never shared out."""
    return {modality: even_folds(said.keys, folds, seed) for modality, said in words.items()}


@dataclass(frozen=True, slots=True)
class Talking:
    """Faces that speak: action units f32[n, U] 0..1 in the order of UNITS, labels i64[n], people and names (of the
    sound beside each) str[n]."""

    units: Floats
    labels: Ints
    people: NDArray[np.str_]
    names: NDArray[np.str_]
    raw: NDArray[np.str_]


def talking_faces(data_dir: Path) -> Talking | None:
    """The action units of `paired/ravdess_face_voice`, None where it is not there.

    Only the ones of still pictures are read (`ofstat`): the dynamic ones are calibrated on each clip.
    """
    path = data_dir / "paired" / "ravdess_face_voice" / "paired.csv"
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if label_of(row["emotion"]) is not None]
    return Talking(
        np.array([[float(row[f"ofstat_{unit}_r"]) / MOST_INTENSITY for unit in UNITS] for row in rows], np.float32),
        np.array([EMOTIONS.index(str(label_of(row["emotion"]))) for row in rows], np.int64),
        np.array([row["speaker"] for row in rows]),
        np.array([Path(row["audio_file"]).name for row in rows]),
        np.array([row["emotion"] for row in rows]),
    )


def canonical(units: Floats, known: Floats, pictures: Floats) -> Floats:
    """Input `"face"` f32[n, 2 C] of action units f32[n, U] 0..1.

    Trackers differ in scale: a unit takes the value its channel has in `pictures` f32[k, C] at the same rank among
    `known` f32[m, U] (quantile alignment; no labels are looked at). Channels that are dead there go by the unit.
    """
    values = np.zeros((len(units), len(FACE)), np.float32)
    there = np.zeros_like(values)
    for column, channels in enumerate(UNITS.values()):
        rank = np.searchsorted(np.sort(known[:, column]), units[:, column]) / max(1, len(known))
        for channel in channels:
            place = FACE.index(channel)
            seen = pictures[:, place]
            dead = np.quantile(seen, 0.99) < 0.05
            values[:, place] = units[:, column] if dead else np.quantile(seen, np.clip(rank, 0, 1))
            there[:, place] = 1
    return face_input(values, there)


def paired_people(talking: Talking, voice: Words, expert: FaceNetExpert, pictures: Floats) -> People:
    """The talking faces whose voices are among `voice`, seen and heard by nets that do not know them."""
    assert voice.names is not None, "voice words must have names"
    place = {str(name): row for row, name in enumerate(voice.names)}
    rows = np.array([i for i, name in enumerate(talking.names) if str(name) in place], np.int64)
    heard = np.array([place[str(talking.names[i])] for i in rows], np.int64)
    logs, quality = nobody(len(rows))
    units, who = talking.units[rows], talking.people[rows]
    face = np.zeros((len(rows), 2 * len(FACE)), np.float32)
    for person in np.unique(who):  # aligned by everybody else's units
        face[who == person] = canonical(units[who == person], units[who != person], pictures)
    at_face, at_voice = MODALITIES.index("face"), MODALITIES.index("voice")
    logs[:, at_face], quality[:, at_face] = expert.log_probs(face), face[:, len(FACE) :][:, expert.pick].mean(1)
    logs[:, at_voice], quality[:, at_voice] = voice.logs[heard], voice.quality[heard]
    return People(logs, quality, talking.labels[rows], talking.people[rows])
