"""One state of a session as a picture for the terminal: bars, scales, advice."""

from collections.abc import Iterable

from rich.box import ROUNDED
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from der_server.cli.words import Names, modality_word
from der_server.v1 import advice_pb2, emotion_pb2, session_pb2

COLOURS = {
    "neutral": "grey70",
    "joy": "yellow",
    "sadness": "dodger_blue1",
    "anger": "red",
    "fear": "medium_purple1",
    "disgust": "green3",
    "surprise": "orange1",
}
BAR = 22
SCALE = 23
WIDTH, HEIGHT = 92, 36
"""Columns and rows of the whole picture with two avatars."""
ROWS = 5
"""Rows of the panels whose content varies, so that the picture keeps its height."""
MOST_WEIGHTS = 8
EIGHTHS = " ▏▎▍▌▋▊▉█"


def bar(value: float, colour: str, width: int = BAR) -> Text:
    """A bar of eighths of a character; value 0..1."""
    whole, part = divmod(round(max(0.0, min(1.0, value)) * width * 8), 8)
    drawn = "█" * whole + (EIGHTHS[part] if part else "")
    return Text(drawn.ljust(width, " "), style=f"{colour} on grey15")


def scale(mean: float, spread: float) -> Text:
    """-1 to 1 with zero in the middle: a point for the mean, a band for one standard deviation each way."""
    at = [round((max(-1.0, min(1.0, v)) + 1) / 2 * (SCALE - 1)) for v in (mean - spread, mean, mean + spread)]
    out = Text()
    for i in range(SCALE):
        if i == at[1]:
            out.append("●", "bold cyan")
        elif at[0] <= i <= at[2]:
            out.append("━", "cyan")
        else:
            out.append("┼" if i == SCALE // 2 else "─", "grey37")
    return out


def picture(
    state: emotion_pb2.SessionState, ready: session_pb2.Ready, title: str, performed: str = "", social: str = ""
) -> RenderableType:
    """Everything a state says. performed and social mark what the performance means to show."""
    names = Names.of(ready)
    top = Table.grid(expand=False, padding=(0, 1))
    top.add_row(
        _panel("Emotion", _emotions(state, names, performed)), _panel("Social", _social(state, names, social))
    )
    second = Table.grid(padding=(0, 1))
    second.add_row(_panel("Feeling", _feeling(state), ROWS), _panel("Evidence", _evidence(state), ROWS))
    parts: list[RenderableType] = [Text(title, style="bold"), top, second]
    if state.avatars:
        parts.append(Columns([_avatar(a, ready.targets[a.target_index]) for a in state.avatars], padding=(0, 1)))
    if state.HasField("dialogue"):
        parts.append(_panel("Dialogue", _dialogue(state), width=91))
    parts.append(Text(f"state {state.sequence} · server {state.server_latency_us / 1e3:.1f} ms", style="grey50"))
    return Group(*parts)


def _panel(title: str, inside: RenderableType, rows: int | None = None, width: int = 45) -> Panel:
    height = None if rows is None else rows + 2
    return Panel(
        inside, title=title, title_align="left", box=ROUNDED, border_style="grey37", width=width, height=height
    )


def _rows(rows: Iterable[tuple[RenderableType, ...]]) -> Table:
    table = Table.grid(padding=(0, 1))
    for row in rows:
        table.add_row(*row)
    return table


def _emotions(state: emotion_pb2.SessionState, names: Names, performed: str) -> RenderableType:
    rows: list[tuple[RenderableType, ...]] = []
    for i, (name, p) in enumerate(zip(names.labels, state.probabilities, strict=True)):
        held = i == state.label_index and not state.unknown
        word = Text(f"{name:9}", style=f"bold {COLOURS.get(name, 'white')}" if held else "grey70")
        mark = Text("◄" if name == performed else "", style="grey50")
        rows.append((word, bar(p, COLOURS.get(name, "white"), 14), Text(f"{p:4.0%}"), mark))
    sure = (
        "unknown: nothing is sure enough" if state.unknown else f"{names.label(state)}, {state.confidence:.0%} sure"
    )
    return Group(_rows(rows), Text(sure, style="yellow" if state.unknown else "bold"))


def _social(state: emotion_pb2.SessionState, names: Names, social: str) -> RenderableType:
    rows: list[tuple[RenderableType, ...]] = []
    for level in state.social:
        name = names.social[level.label_index]
        style = "bold" if level.level >= 0.5 else "grey70"
        mark = Text("◄" if name == social else "", style="grey50")
        word = Text(f"{name:15}", style=style)
        rows.append((word, bar(level.level, "deep_sky_blue1", 16), Text(f"{level.level:4.0%}"), mark))
    strongest = max(state.social, key=lambda level: level.level, default=None)
    why = ", ".join(strongest.reasons[:3]) if strongest and strongest.level >= 0.5 else ""
    return Group(_rows(rows), Text(why, style="grey50", overflow="ellipsis", no_wrap=True))


def _feeling(state: emotion_pb2.SessionState) -> RenderableType:
    pairs = (("valence", state.valence), ("arousal", state.arousal), ("dominance", state.dominance))
    return _rows((Text(f"{n:9}"), scale(e.mean, e.spread), Text(f"{e.mean:+.2f}")) for n, e in pairs)


def _evidence(state: emotion_pb2.SessionState) -> RenderableType:
    rows: list[tuple[RenderableType, ...]] = []
    for item in state.evidence:
        age = "never seen" if item.age_s < 0 else f"{item.age_s:.1f} s old"
        word = Text(f"{modality_word(item.modality):9}")
        rows.append((word, bar(item.weight, "spring_green3", 12), Text(f"{item.weight:4.0%}"), Text(age, "grey50")))
    return _rows(rows)


def _avatar(advice: advice_pb2.AvatarAdvice, target: session_pb2.TargetLayout) -> Panel:
    pairs = sorted(zip(target.names, advice.weights, strict=True), key=lambda pair: -pair[1])
    shown = [pair for pair in pairs[:MOST_WEIGHTS] if pair[1] >= 0.01]
    rows = [(Text(f"{name[:17]:17}"), bar(weight, "orchid", 14), Text(f"{weight:.2f}")) for name, weight in shown]
    manner = [f"gaze {advice.gaze}" if advice.gaze else "", advice.posture, advice.gesture]
    words = " · ".join(filter(None, manner))
    inside = Group(_rows(rows), Text(words or "-", style="grey50", overflow="ellipsis", no_wrap=True))
    return _panel(f"Avatar: {target.id} ({target.rig})", inside, MOST_WEIGHTS + 1)


def _dialogue(state: emotion_pb2.SessionState) -> RenderableType:
    advice = state.dialogue
    head = Text(advice.strategy.replace("_", " "), style="bold")
    head.append(f"   {advice.tone}, {advice.pace}", style="grey70")
    if advice.reasons:
        head.append(f"   because of {', '.join(advice.reasons[:4])}", style="grey50")
    if advice.needs_human:
        head.append("   a human should look now", style="bold red")
    words = advice.wording[0] if advice.wording else ""
    return Group(head, Text(f"“{words}”" if words else "-", style="italic"))
