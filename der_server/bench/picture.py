"""The bench's figures as a table and as plots."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

COLUMNS = (
    ("people", "people"),
    ("cpu_ms_per_person_second", "CPU ms per person-second"),
    ("p50_ms", "p50 ms"),
    ("p99_ms", "p99 ms"),
    ("answered", "answered"),
    ("rss_mb", "memory MB"),
    ("start_s", "start s"),
)
OURS = "DER Server"


def rows(found: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """Name and figures of everything that was measured."""
    few = {f"{OURS}, as few people": found["few"]} if "few" in found else {}
    all_of_them = {OURS: found, **few, "naive": found["naive"], **found["peers"]}
    return [(name, figures) for name, figures in all_of_them.items() if "cpu_ms_per_person_second" in figures]


def print_table(found: Mapping[str, Any]) -> None:
    """To the terminal."""
    from rich.console import Console  # noqa: PLC0415 - not where JSON is asked for
    from rich.table import Table  # noqa: PLC0415 - as above

    table = Table("", *(title for _, title in COLUMNS))
    for name, figures in rows(found):
        table.add_row(name, *(f"{figures[key]}" for key, _ in COLUMNS))
    split = Table("CPU ms per person-second in", "")
    for room, ms in found["split_ms"].items():
        split.add_row(room, f"{ms:.2f}")
    console = Console()
    console.print(table, split)
    for name, figures in {"naive": found["naive"], **found["peers"]}.items():
        if "skipped" in figures:
            console.print(f"{name}: {figures['skipped']}")


def markdown(found: Mapping[str, Any]) -> str:
    """The two tables, for a page."""
    lines = ["| | " + " | ".join(title for _, title in COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for name, figures in rows(found):
        lines.append(f"| {name} | " + " | ".join(str(figures[key]) for key, _ in COLUMNS) + " |")
    lines += ["", "| where the CPU time goes | ms per person-second |", "|---|---|"]
    lines += [f"| {room} | {ms} |" for room, ms in found["split_ms"].items()]
    return "\n".join(lines) + "\n"


def draw(found: Mapping[str, Any], folder: Path) -> None:
    """`bench_cpu.png` and `bench_split.png`."""
    import matplotlib as mpl  # noqa: PLC0415 - only where plots are asked for

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - as above

    folder.mkdir(parents=True, exist_ok=True)
    measured = rows(found)
    picture, (cpu, latency) = plt.subplots(1, 2, figsize=(8, 2.8), layout="constrained")
    names = [f"{name} ({figures['people']})" for name, figures in measured]
    cpu.barh(names, [figures["cpu_ms_per_person_second"] for _, figures in measured], color="#4a7ab5")
    cpu.set_xlabel("CPU ms per person-second (people)")
    for quantile, colour in (("p50_ms", "#7a9a4a"), ("p99_ms", "#c97b4a")):
        latency.plot([figures[quantile] for _, figures in measured], names, "o", color=colour, label=quantile)
    latency.set_xscale("log")
    latency.set_xlabel("ms, logarithmic")
    latency.legend(fontsize="small")
    latency.set_yticks([])
    for axis in (cpu, latency):
        axis.invert_yaxis()
    picture.savefig(folder / "bench_cpu.png", dpi=80)
    split, axis = plt.subplots(figsize=(6, 2.6), layout="constrained")
    axis.barh(list(found["split_ms"]), list(found["split_ms"].values()), color="#4a7ab5")
    axis.invert_yaxis()
    axis.set_xlabel("CPU ms per person-second")
    split.savefig(folder / "bench_split.png", dpi=80)
    plt.close("all")
