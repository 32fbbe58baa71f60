"""A model bundle: weights, labels, calibration, what features it was made for, and its card.

On disk a bundle is a folder `<name>/` with `card.json` and, for trained experts, `weights.safetensors`.
Nothing is ever unpickled.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from der_server.faults import BadBundle
from der_server.labels import EMOTIONS

TERMS = ("permissive", "non-commercial", "research")
"""Data terms a bundle can carry, freest first."""
PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Card:
    """What `card.json` holds, field by field.

    name: bundle name, e.g. `face-net`; kind: the expert class that reads it, e.g. `face_net`.
    modality: one of `labels.MODALITIES`. terms: one of TERMS. trained: False for rule tables.
    labels: class names in the order of the model's outputs (a subset of EMOTIONS).
    temperature: divides the logits; fitted on held-out people. feature_spec: hash of the feature
    code's constants; a bundle made for other features is refused.
    trained_on: corpus names. seen: hashes of the people (or items) trained on, see `seen_hash`.
    metrics: figures with intervals from `der evaluate`. settings: sizes the expert class needs; `upon` names a
    bundle beside this one whose weights it shares: what it does not hold itself is read from there.
    notes: limits, in sentences.
    """

    name: str
    kind: str
    modality: str
    version: str
    terms: str
    trained: bool
    feature_spec: str
    labels: tuple[str, ...] = EMOTIONS
    temperature: float = 1.0
    trained_on: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    metrics: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """A loaded bundle. `digest` names card and weights together: states of another digest are dropped."""

    card: Card
    weights: Mapping[str, NDArray[Any]]
    digest: str

    def saw(self, keys: Sequence[str]) -> NDArray[np.bool_]:
        """For each key (see `seen_hash`) whether that person or item was trained on.

        Long lists of hashes lie in `weights["seen"]` (u64), short ones in `card.seen`.
        """
        held = {int(hashed, 16) for hashed in self.card.seen}
        held.update(self.weights["seen"].tolist() if "seen" in self.weights else ())
        return np.array([int(seen_hash(key), 16) in held for key in keys], bool)


def seen_hash(key: str) -> str:
    """Hash of one training person or item (16 hex digits), e.g. `voice/ravdess/rav01`."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def seen_array(keys: Iterable[str]) -> NDArray[np.uint64]:
    """The hashes of many keys for `weights["seen"]`: u64, sorted, each once."""
    return np.unique(np.array([int(seen_hash(key), 16) for key in keys], np.uint64))


def save_bundle(folder: Path, card: Card, weights: Mapping[str, NDArray[Any]]) -> None:
    """Write `folder/card.json` and, if there are any, `folder/weights.safetensors`."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(card), indent=1, ensure_ascii=False, sort_keys=True)
    (folder / "card.json").write_text(text + "\n", encoding="utf-8")
    if weights:
        whole = {name: np.ascontiguousarray(value) for name, value in weights.items()}
        save_file(whole, folder / "weights.safetensors")


def load_bundle(folder: Path, *, feature_spec: str | None = None) -> Bundle:
    """Read a bundle. Raises BadBundle where it is missing, damaged, or made for other features."""
    bundle = describe_bundle(folder)
    card = bundle.card
    if feature_spec is not None and card.feature_spec != feature_spec:
        raise BadBundle(
            f"Bundle {card.name} was made for other features ({card.feature_spec}, this build has "
            f"{feature_spec}): retrain it with `der train`."
        )
    try:
        weights = {name: value for path in _weights_of(folder, card) for name, value in load_file(path).items()}
    except (OSError, ValueError, SafetensorError) as error:
        raise _unreadable(folder) from error
    return replace(bundle, weights=weights)


def describe_bundle(folder: Path) -> Bundle:
    """A bundle without its weights, for who does not run it. Raises BadBundle where a file is missing or its card is
    damaged; whether the weights are, `load_bundle` says."""
    card = read_card(folder)
    try:
        digest = hashlib.sha256((folder / "card.json").read_bytes())
        for path in _weights_of(folder, card):
            with path.open("rb") as file:
                while piece := file.read(PIECE_BYTES):
                    digest.update(piece)
    except OSError as error:
        raise _unreadable(folder) from error
    return Bundle(card, {}, digest.hexdigest()[:16])


def read_card(folder: Path) -> Card:
    """The card of a bundle. Raises BadBundle where it is missing or damaged."""
    try:
        fields = json.loads((folder / "card.json").read_bytes())
        for name in ("labels", "trained_on", "seen", "notes"):
            fields[name] = tuple(fields[name])
        card = Card(**fields)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _unreadable(folder) from error
    if card.terms not in TERMS:
        raise BadBundle(f"Bundle {card.name} has unknown data terms {card.terms!r}; use one of {TERMS}.")
    return card


def _weights_of(folder: Path, card: Card) -> list[Path]:
    """The files a bundle's weights lie in: those of the bundle it stands upon, if any, then its own."""
    path = folder / "weights.safetensors"
    below = [folder.parent / str(card.settings["upon"]) / path.name] if "upon" in card.settings else []
    return below + ([path] if path.exists() else [])


def _unreadable(folder: Path) -> BadBundle:
    return BadBundle(f"Bundle {folder.name} cannot be read: retrain it with `der train`.")
