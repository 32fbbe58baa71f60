"""A report page of an evaluation: a table in Markdown, and pictures beside it: confusion, reliability, coverage."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from der_server.labels import EMOTIONS

Row = dict[str, Any]

COLUMNS = (
    "modality",
    "corpus",
    "split",
    "model",
    "n",
    "n_people",
    "accuracy",
    "uar",
    "macro_f1",
    "ece",
    "accuracy_at_80",
    "chance",
)


def write_report(rows: Sequence[Row], folder: Path) -> Path:
    """Write `folder/report.md` with a picture per unseen row; returns the page's path.

    Rows on people or items a model was trained on come last, under a heading that says so. Needs matplotlib
    for the pictures; without it the page says that they were left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fresh = [row for row in rows if "accuracy" in row and not row.get("seen")]
    known = [row for row in rows if "accuracy" in row and row.get("seen")]
    failed = [row for row in rows if "accuracy" not in row]
    lines = ["# Evaluation", "", "95 % bootstrap intervals over people, over items where there are none.", ""]
    lines += ["## Never trained on", "", *table(fresh), ""]
    if known:
        lines += ["## Trained on (not to be quoted)", "", *table(known), ""]
    if failed:
        lines += ["## Not scored", "", *(f"- {_name(row)}: {_why(row)}" for row in failed), ""]
    lines += ["## Pictures", "", *_pictures(fresh, folder), ""]
    page = folder / "report.md"
    page.write_text("\n".join(lines), encoding="utf-8")
    return page


def table(rows: Sequence[Row]) -> list[str]:
    """Rows as a Markdown table."""
    head = ["| " + " | ".join(COLUMNS) + " |", "|" + " --- |" * len(COLUMNS)]
    return head + ["| " + " | ".join(_cell(row.get(name, "")) for name in COLUMNS) + " |" for row in rows]


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['value']:.3f} ({value['lo']:.3f} to {value['hi']:.3f})"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _name(row: Row) -> str:
    return "-".join(str(row[key]) for key in ("modality", "corpus", "split", "model") if row.get(key))


def _why(row: Row) -> str:
    return str(row.get("error") or row.get("left_out_because"))


def _pictures(rows: Sequence[Row], folder: Path) -> list[str]:
    try:
        new_figure = import_module("matplotlib.figure").Figure
    except ImportError:
        return ["Left out: install the `train` extra for them."]
    lines = []
    for row in rows:
        figure = new_figure(figsize=(14, 4.5), layout="constrained")
        _draw_confusion(figure.add_subplot(1, 3, 1), np.array(row["confusion"], float))
        _draw_reliability(figure.add_subplot(1, 3, 2), row["reliability"])
        _draw_coverage(figure.add_subplot(1, 3, 3), row["coverage"])
        name = _name(row) + ".png"
        figure.savefig(folder / name, dpi=90)
        lines.append(f"![{_name(row)}]({name})")
    return lines


def _draw_confusion(axes: Any, counts: np.ndarray) -> None:
    shares = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    names = EMOTIONS if len(counts) == len(EMOTIONS) else range(len(counts))
    axes.imshow(shares, vmin=0, vmax=1, cmap="Blues")
    axes.set_xticks(range(len(counts)), names, rotation=45)
    axes.set_yticks(range(len(counts)), names)
    axes.set(xlabel="answer", ylabel="truth")


def _draw_reliability(axes: Any, bins: Sequence[Sequence[float]]) -> None:
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    axes.plot([one[0] for one in bins], [one[1] for one in bins], marker="o")
    axes.set(xlabel="confidence", ylabel="accuracy", xlim=(0, 1), ylim=(0, 1))


def _draw_coverage(axes: Any, points: Sequence[Sequence[float]]) -> None:
    axes.plot([one[0] for one in points], [one[1] for one in points], marker="o")
    axes.set(xlabel="share of items answered, the surest first", ylabel="accuracy", xlim=(0, 1.02), ylim=(0, 1.02))
