"""`der advise` and `der domains`: dialogue advice without a headset and without code."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from der_server.cli.answer import Json, answering, fail, write_json

if TYPE_CHECKING:
    from der_server.advice.advice import DialogueAdvice
    from der_server.advice.dialogue import DialogueAdvisor
    from der_server.emotion.feeling import Feeling

STEP_S = 0.1
Domains = Annotated[Path | None, typer.Option(help="Folder of packs of your own beside the shipped ones.")]
domains = typer.Typer(help="Dialogue packs: list them, check your own, measure how steady they are.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A state as it was typed: emotions and social states 0..1, conflict, and whether it is unknown."""

    levels: Mapping[str, float]
    unknown: bool


def advise(
    domain: Annotated[str, typer.Option(help="Pack to ask; see `der domains list`.")] = "general",
    state: Annotated[str, typer.Option(help="Such as 'confusion=0.8, joy=0.1', 'unknown', 'conflict=0.9'.")] = "",
    seconds: Annotated[float, typer.Option(min=0.1, max=600, help="How long the state lasts.")] = 20.0,
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
    text: Annotated[str, typer.Option(help="What the person says; read for the safety path only.")] = "",
    intent: Annotated[str, typer.Option(help="For a game's conflict: raise or ease.")] = "",
    own: Domains = None,
    json: Json = False,
) -> None:
    """Say what a domain advises for a state, and why: utilities, what was closed, wording, and the way there.

    Example: `der advise --domain classroom --state 'confusion=0.8' --seconds 30`
    """
    with answering(json):
        from der_server.advice.check import load_packs
        from der_server.advice.dialogue import DialogueAdvisor
        from der_server.faults import NotFound

        packs = load_packs(own)
        if domain not in packs:
            raise NotFound(f"There is no domain {domain!r}: use one of {', '.join(packs)}.")
        talk = DialogueAdvisor(packs[domain], language, intent=_intent(intent))
        way, last = _held(talk, read_state(state), seconds, text)
        if json:
            write_json({**asdict(last), "way": way})
        else:
            _print(last, way)


def read_state(text: str) -> Asked:
    """A typed state. Raises BadRequest."""
    from der_server.advice.packs import TO_ANSWER
    from der_server.faults import BadRequest

    known = ("neutral", *TO_ANSWER, "conflict")
    levels: dict[str, float] = {}
    parts = [part for part in re.split(r"[,;\s]+", re.sub(r"\s*[=:]\s*", "=", text.strip().lower())) if part]
    for part in parts:
        name, _, value = part.partition("=")
        if part == "unknown":
            continue
        if name not in known or not re.fullmatch(r"0|1|0?\.\d+|1\.0*|0\.", value):
            raise BadRequest(f"{part!r} is not a state: write NAME=LEVEL, 0 to 1, NAME one of {', '.join(known)}.")
        levels[name] = float(value)
    return Asked(levels, "unknown" in parts)


def feeling_of(asked: Asked) -> "Feeling":
    """A feeling whose memberships are the levels typed; emotions that sum above 1 are scaled down."""
    import numpy as np

    from der_server.emotion.dimensions import dimensions
    from der_server.emotion.feeling import Feeling, SocialState
    from der_server.labels import EMOTIONS, SOCIAL

    shares = np.array([asked.levels.get(e, 0.0) for e in EMOTIONS], np.float32)
    shares = shares / max(1.0, float(shares.sum()))
    probs = (shares + (1 - shares.sum()) / len(EMOTIONS)).astype(np.float32)
    social = tuple(SocialState(name, asked.levels.get(name, 0.0), 1.0) for name in SOCIAL)
    label = -1 if asked.unknown else int(probs.argmax())
    return Feeling(0, probs, label, float(probs.max()), *dimensions(probs, 0.0), {}, social)


def _intent(word: str) -> str:
    from der_server.advice.packs import INTENTS
    from der_server.faults import BadRequest

    if word not in ("", *INTENTS):
        raise BadRequest(f"--intent is one of {', '.join(INTENTS)}.")
    return word


def _held(
    talk: "DialogueAdvisor", asked: Asked, seconds: float, text: str
) -> tuple[list[dict[str, Any]], "DialogueAdvice"]:
    """The strategies on the way, each with the second it began, and the advice at the end."""
    from der_server.advice.safety import words_need_a_human

    felt, conflict = feeling_of(asked), asked.levels.get("conflict", 0.0)
    distress = words_need_a_human(text)
    last = talk.advise(felt, 0, distress, conflict)
    way: list[dict[str, Any]] = [{"time_s": 0.0, "strategy": last.strategy}]
    for i in range(1, round(seconds / STEP_S)):
        last = talk.advise(felt, round(i * STEP_S * 1e6), False, conflict)
        if last.strategy != way[-1]["strategy"]:
            way.append({"time_s": round(i * STEP_S, 1), "strategy": last.strategy})
    return way, last


def _print(advice: "DialogueAdvice", way: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    console.print(Text(advice.strategy, style="bold"), f"  {advice.tone}, {advice.pace}  ({advice.domain})")
    if advice.safety:
        console.print("A human must look now: the person's own words call for it.", style="bold red")
    facts = {
        "because of": ", ".join(advice.reasons) or "nothing that lasts",
        "do": ", ".join(advice.actions),
        "avoid": ", ".join(advice.avoid),
        "say": " / ".join(advice.wording),
        "politely": " / ".join(advice.polite),
        "next if it stays": ", ".join(advice.escalation) or "-",
        "stays, rests": f"{advice.dwell_s:g} s, {advice.cooldown_s:g} s",
        "source": advice.source,
        "the way here": " > ".join(f"{step['strategy']} ({step['time_s']:g} s)" for step in way),
    }
    grid = Table.grid(padding=(0, 2))
    for name, value in facts.items():
        grid.add_row(Text(name, style="grey50"), Text(value))
    console.print(grid)
    table = Table(title="What was weighed", title_justify="left")
    for column in ("strategy", "utility", "closed"):
        table.add_column(column, justify="right" if column == "utility" else "left")
    for row in advice.considered:
        table.add_row(row.strategy, f"{row.utility:+.2f}", row.closed or "-")
    console.print(table)
    console.print(Text(advice.llm_context, style="grey50"))


@domains.command("list")
def list_domains(own: Domains = None, json: Json = False) -> None:
    """Every pack with its strategies, in order.

    Example: `der domains list`
    """
    with answering(json):
        from der_server.advice.check import load_packs

        found = {name: [s.name for s in pack.strategy] for name, pack in load_packs(own).items()}
        if json:
            write_json(found)
        else:
            for name, strategies in found.items():
                print(f"{name}: {', '.join(strategies)}")


@domains.command()
def check(
    file: Annotated[Path, typer.Argument(help="A pack of your own, as docs/advice.md says.")], json: Json = False
) -> None:
    """Check a pack: form, all states answered, all strategies reachable, wording in both languages; by line.

    Example: `der domains check my_shop.toml`
    """
    with answering(json):
        from der_server.advice.check import problems

        found = problems(file.read_text(encoding="utf-8"))
        if json:
            write_json({"file": str(file), "problems": [{"line": line, "message": m} for line, m in found]})
        else:
            for line, message in found:
                print(f"{file}:{line}: {message}")
    if found and json:
        raise typer.Exit(1)
    if found:
        fail("BAD_REQUEST", f"{len(found)} problem(s) in {file}.", False)
    if not json:
        print(f"{file}: nothing is wrong with it.")


@domains.command()
def steadiness(
    files: Annotated[list[Path] | None, typer.Argument(help="Recordings; none = the mock headset's minute.")] = None,
    scenario: Annotated[str, typer.Option(help="Scenario to advise for.")] = "general",
    json: Json = False,
) -> None:
    """Play recordings to a server and measure the advice: changes a minute, reversals, time to react.

    Example: `der domains steadiness take1.der take2.wav --scenario customer_service`
    """
    with answering(json):
        import asyncio

        from der_server.cli.steady import measure

        found = asdict(asyncio.run(measure(files or [], scenario)))
        if json:
            write_json(found)
        else:
            for name, value in found.items():
                print(f"{name:16} {value:.2f}" if isinstance(value, float) else f"{name:16} {value}")
