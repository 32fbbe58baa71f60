"""What commands show in the terminal: the live view, summaries and tables."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from der_client import AsyncSession, MockHeadset, Recording
from der_server.cli.demo import Show, run_demo
from der_server.cli.picture import COLOURS, HEIGHT, WIDTH, bar, picture
from der_server.cli.replay import replay_file
from der_server.cli.scores import SETTLE_S
from der_server.v1.emotion_pb2 import SessionState
from der_server.v1.service_pb2 import Attestation, DescribeResponse
from der_server.v1.session_pb2 import Purpose, Scenario

REDRAW_S = 0.125
"""Drawing costs more than reading emotion: eight pictures a second are enough."""


def demo_on_screen(headset: MockHeadset, address: str | None) -> None:
    """The demo with a live view, then its figures."""
    console = Console()
    if headset.voice_folder is None:
        console.print("No recordings were given (--voice): the mock headset is mute.", style="grey50")
    if console.is_terminal and (console.width < WIDTH or console.height < HEIGHT):
        console.print(f"A terminal of {WIDTH} columns and {HEIGHT} rows shows everything.", style="grey50")
    length_s = headset.script.seconds

    def titled(time_s: float) -> tuple[str, str, str]:
        stretch, _ = headset.script.at(time_s)
        what = stretch.social or stretch.emotion
        performed = "" if stretch.social else stretch.emotion
        return f"Mock headset performs {what}   {time_s:4.1f} / {length_s:g} s", performed, stretch.social

    with Live(console=console, auto_refresh=False, transient=console.is_terminal) as live:
        found = asyncio.run(
            run_demo(
                headset, address, _drawer(live, titled), say=lambda words: _note(live, words), point=console.print
            )
        )
    print_demo(found, console)


def replay_on_screen(held: Recording, address: str | None) -> dict[str, Any]:
    """A recording in real time with the live view; what was found."""
    console = Console()
    length_s = held.seconds

    def titled(time_s: float) -> tuple[str, str, str]:
        return f"Recorded session   {time_s:4.1f} / {length_s:.0f} s", "", ""

    with Live(console=console, auto_refresh=False, transient=console.is_terminal) as live:
        return asyncio.run(replay_file(held, address, _drawer(live, titled)))


def _note(live: Live, words: str) -> None:
    live.update(Text(words, style="grey50"), refresh=live.console.is_terminal)


def _drawer(live: Live, titled: Any) -> Show:
    drawn_s = 0.0

    def show(session: AsyncSession, state: SessionState, time_s: float) -> None:
        nonlocal drawn_s
        now_s = time.monotonic()
        if now_s - drawn_s < REDRAW_S or not live.console.is_terminal:
            return
        drawn_s = now_s
        title, performed, social = titled(time_s)
        live.update(picture(state, session.ready, title, performed, social), refresh=True)

    return show


def print_demo(found: dict[str, Any], console: Console) -> None:
    """The figures of a demo."""
    apart = {name: shares for name, shares in found["by_modality"].items() if isinstance(shares, dict)}
    table = Table(title="Recognised share of each performed emotion", title_justify="left", title_style="bold")
    for column in ("performed", "", "all", *apart):
        table.add_column(column, justify="left" if column in ("performed", "") else "right")
    for name, share in (found["recognised"] | found["recognised_social"]).items():
        cells = [f"{apart[m][name]:.0%}" if name in apart[m] else "-" for m in apart]
        table.add_row(name, bar(share, COLOURS.get(name, "deep_sky_blue1")), f"{share:.0%}", *cells)
    if table.row_count:
        console.print(table)
    else:
        console.print(f"Too short to say what was recognised: the first {SETTLE_S} s of each emotion do not count.")
    silent = [f"{name}: {why}" for name, why in found["by_modality"].items() if isinstance(why, str)]
    latency = found["latency_ms"]
    console.print(
        f"{found['states']} states, {found['errors']} errors; server latency {latency['p50']:g} ms (middle), "
        f"{latency['p99']:g} ms (slowest 1 %). {'; '.join(silent)}"
    )
    console.print(
        "The face is made from averages of real faces: this shows that it works, not how well.", style="grey50"
    )


def _attested(attestation: Attestation) -> str:
    """Such as `medical in clinic attested`."""
    purpose, scenario = Purpose.Name(attestation.purpose), Scenario.Name(attestation.scenario)
    return f"{purpose.removeprefix('PURPOSE_')} in {scenario.removeprefix('SCENARIO_')} attested".lower()


def print_description(found: DescribeResponse) -> None:
    """What a server is, in words."""
    console = Console()
    table = Table.grid(padding=(0, 2))
    limits = found.limits
    rows = {
        "version": found.version,
        "emotions": ", ".join(found.labels),
        "social states": ", ".join(found.social_labels),
        "face standards": ", ".join(f"{x.name} ({len(x.names)})" for x in found.face_standards),
        "skeletons": ", ".join(f"{x.name} ({len(x.names)})" for x in found.skeletons),
        "avatar rigs": ", ".join(f"{x.name} ({len(x.names)})" for x in found.rigs),
        "law": ", ".join([found.jurisdiction or "as clients say", *map(_attested, found.attestations)]),
        "dialogue": f"{', '.join(found.domains)} in {', '.join(found.languages)}",
        "limits": f"{limits.max_analyze_s:g} s per analysis, {limits.max_message_bytes // 1024} KiB a message",
        "not built yet": ", ".join(found.not_built) or "-",
    }
    for name, value in rows.items():
        table.add_row(Text(name, style="bold"), value)
    console.print(table)
    models = Table(title="Models", title_justify="left", title_style="bold")
    for column in ("name", "version", "data terms", "learned from"):
        models.add_column(column)
    for bundle in found.bundles:
        source = ", ".join(bundle.trained_on) if bundle.trained else "rules, not trained"
        models.add_row(bundle.name, bundle.version, bundle.terms, source)
    console.print(models)


def print_analysis(found: dict[str, Any], name: str) -> None:
    """A summary of a recording and its time line, one line a second."""
    console = Console()
    console.print(f"[bold]{name}[/bold]: {found['seconds']:.1f} s, {found['states']} states")
    table = Table.grid(padding=(0, 1))
    for label, share in found["shares"].items():
        table.add_row(label, bar(share, COLOURS.get(label, "grey50")), f"{share:.0%} of the time")
    console.print(table)
    social = [f"{label} {level:.0%}" for label, level in found["highest_social"].items() if level >= 0.5]
    console.print(f"highest social states: {', '.join(social) or 'none above 50%'}")
    for refused in found["refused"]:
        console.print(f"refused: {refused['count']} of {refused['what']}: {refused['message']}", style="yellow")
    console.print(_timeline(found["timeline"]))


def _timeline(timeline: Sequence[dict[str, Any]]) -> Table:
    table = Table(title="Time line", title_justify="left", title_style="bold")
    for column in ("second", "label", "sure", "valence", "arousal", "social"):
        table.add_column(column, justify="left" if column in ("label", "social") else "right")
    last = None
    for value in timeline:
        if int(value["time_s"]) == last:
            continue
        last = int(value["time_s"])
        social = ", ".join(name for name, level in value["social"].items() if level >= 0.5)
        colour = COLOURS.get(value["label"], "grey50")
        axes = (f"{value[axis]['mean']:+.2f}" for axis in ("valence", "arousal"))
        table.add_row(str(last), Text(value["label"], colour), f"{value['confidence']:.0%}", *axes, social)
    return table


def print_figures(rows: Sequence[dict[str, Any]]) -> None:
    """Rows of `der evaluate` as a table; those of `--train` name a recipe, and have no probabilities."""
    table = Table()
    for column in (
        "modality",
        "corpus",
        "model",
        "n",
        "people",
        "seen",
        "accuracy",
        "balanced",
        "macro F1",
        "ECE",
        "chance",
    ):
        table.add_column(column, justify="left" if column in ("modality", "corpus", "model") else "right")
    for row in rows:
        corpus = f"{row['corpus']} {row.get('split', '')}".strip()
        why = row.get("error") or row.get("left_out_because")
        if why or not row.get("n"):
            table.add_row(
                row["modality"], corpus, row.get("model", ""), Text(why or "nothing to score", style="yellow")
            )
            continue
        scores = [_interval(row[key]) for key in ("accuracy", "uar", "macro_f1")]
        ends = (f"{row['ece']:.3f}" if "ece" in row else "-", f"{row['chance']:.2f}")
        seen = Text("seen", "yellow") if row.get("seen") else Text("no")
        people = str(row["n_people"] or "-")
        model = row.get("model") or row["recipe"]
        table.add_row(row["modality"], corpus, model, str(row["n"]), people, seen, *scores, *ends)
    Console().print(table)


def _interval(value: dict[str, float]) -> str:
    return f"{value['value']:.2f} [{value['lo']:.2f} {value['hi']:.2f}]".replace("[", "(").replace("]", ")")
