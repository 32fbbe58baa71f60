"""Corpus labels to ours, from labels.toml."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from der_server.labels import EMOTIONS


@cache
def label_table() -> dict[str, str]:
    """Every known corpus label in lower case -> one of EMOTIONS."""
    text = files("der_server.training.datasets").joinpath("labels.toml").read_text(encoding="utf-8")
    rows: dict[str, list[str]] = tomllib.loads(text)
    return {theirs: ours for ours in EMOTIONS for theirs in rows.get(ours, ())}


def label_of(raw: str) -> str | None:
    """Ours for a corpus label; None for a stranger."""
    return label_table().get(raw.strip().lower())


def only_label_of(raws: Iterable[str]) -> str | None:
    """Ours for an item with several labels: the one emotion all of them map to, else None."""
    ours = {label_of(raw) for raw in raws}
    return ours.pop() if len(ours) == 1 else None
