"""Draws a recording's tracks: a row each, a curve over time, red where nothing came, paler where less is known."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from der_server.cli.tracks import Track
from der_server.faults import BadRequest

CALM, LOST = "#3b6ea5", "#c0392b"
CELLS = 240


def draw_tracks(tracks: Sequence[Track], out: Path) -> None:
    """Write a PNG, or what the suffix says. Raises BadRequest where matplotlib or anything to draw is missing."""
    try:
        figure_kind = import_module("matplotlib.figure").Figure
    except ModuleNotFoundError:
        raise BadRequest("A picture needs matplotlib: pip install 'der-server[inspect]'.") from None
    if not tracks:
        raise BadRequest("The recording holds no samples: there is nothing to draw.")
    figure = figure_kind(figsize=(11, 1.2 + 1.3 * len(tracks)), layout="constrained")
    rows = figure.subplots(len(tracks), 1, sharex=True, squeeze=False)[:, 0]
    end_s = max(float(track.times_s[-1]) for track in tracks)
    for row, track in zip(rows, tracks, strict=True):
        _draw(row, track, end_s)
    rows[-1].set_xlabel("seconds")
    figure.savefig(out, dpi=110)


def _draw(axes: Any, track: Track, end_s: float) -> None:
    top = float(track.value.max()) or 1.0
    known, edges = _cells(track, end_s)
    axes.pcolormesh(edges, [0, 1.15 * top], known[None], cmap="Blues", vmin=0, vmax=2.5, shading="flat")
    if track.name in ("text", "events"):
        axes.vlines(track.times_s, 0, top, color=CALM)
    else:
        axes.plot(track.times_s, track.value, color=CALM, linewidth=0.8)
        for begin_s, finish_s in track.gaps_s():
            axes.axvspan(begin_s, finish_s, color=LOST, alpha=0.5)
    told = track.summary()
    rate = f"{told['samples']} samples, {told['rate_hz']:g} Hz"
    axes.set_title(f"{track.name}: {rate}, {told['gaps']} gaps, {told['known']:.0%} known", loc="left", fontsize=9)
    axes.set_yticks([])
    axes.set_xlim(0, max(end_s, 1e-3))


def _cells(track: Track, end_s: float) -> tuple[np.ndarray, np.ndarray]:
    """Mean quality in even cells of time (0 where nothing came), and the cells' edges in seconds."""
    edges = np.linspace(0, max(end_s, 1e-3), CELLS + 1)
    where = np.clip(np.searchsorted(edges, track.times_s, "right") - 1, 0, CELLS - 1)
    count = np.bincount(where, minlength=CELLS)
    total = np.bincount(where, weights=track.quality, minlength=CELLS)
    return total / np.maximum(count, 1), edges
