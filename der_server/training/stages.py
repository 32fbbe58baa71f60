"""What a run of training has finished, so that the same command goes on where it was cut off.

A piece is taken up again only where everything it rests on is as it was: its key. `key_of` makes one of the code,
the recordings and whatever else is named.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

PACKAGE = Path(__file__).resolve().parents[1]
ROOMS = ("training", "models", "features", "signals")
"""Rooms whose code and tables decide what a recipe makes."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Finished pieces of one run. folder: where they lie; None = nothing is kept, everything is made."""

    folder: Path | None = None

    def figures(self, name: str, key: str, out_dir: Path, make: Callable[[], Any]) -> Any:
        """A recipe's figures (JSON values): what `make` gives, or gave before, if what it wrote is still there."""
        path = self._path(name, key, "json")
        if path is not None and path.is_file():
            held = json.loads(path.read_text(encoding="utf-8"))
            if all((out_dir / one).exists() for one in held["written"]):
                return held["figures"]
        before = _stamps(out_dir)
        figures = make()
        if path is not None:
            written = [one for one, stamp in _stamps(out_dir).items() if before.get(one) != stamp]
            _whole(path, json.dumps({"figures": figures, "written": sorted(written)}).encode())
        return figures

    def arrays(self, name: str, key: str, make: Callable[[], Arrays]) -> Arrays:
        """Arrays by name: what `make` gives, or gave before."""
        path = self._path(name, key, "npz")
        if path is not None and path.is_file():
            with np.load(path, allow_pickle=False) as held:
                return {one: held[one] for one in held.files}
        made = make()
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_suffix(".half.npz")
            np.savez(half, allow_pickle=False, **made)
            half.replace(path)
        return made

    def _path(self, name: str, key: str, kind: str) -> Path | None:
        return None if self.folder is None else self.folder / "finished" / f"{name}-{key}.{kind}"


def key_of(data_dir: Path, modalities: Iterable[str], *others: object) -> str:
    """A short hash of the code, of the recordings of these modalities (names, sizes, times) and of the `others`."""
    found = hashlib.sha256(_code().encode())
    for modality in sorted(modalities):
        for path in sorted((data_dir / modality).rglob("*")):
            if path.is_file():
                facts = path.stat()
                found.update(f"{path.relative_to(data_dir)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    found.update(repr(others).encode())
    return found.hexdigest()[:16]


def cards_of(folder: Path) -> str:
    """A hash of every bundle's card in a folder."""
    cards = sorted(folder.glob("*/card.json"))
    return hashlib.sha256(b"".join(card.read_bytes() for card in cards)).hexdigest()


@cache
def _code() -> str:
    paths = [path for room in ROOMS for kind in ("*.py", "*.toml") for path in (PACKAGE / room).rglob(kind)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(paths))).hexdigest()


def _stamps(folder: Path) -> dict[str, int]:
    """When each bundle and table in a folder was written, by its name there."""
    paths = [*folder.glob("*/card.json"), *folder.glob("*.toml")]
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in paths}


def _whole(path: Path, content: bytes) -> None:
    """Written whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_bytes(content)
    half.replace(path)
