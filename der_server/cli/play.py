"""`der demo`, `der record` and `der replay`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from der_server.cli.answer import Json, answering, write_json

Address = Annotated[
    str | None, typer.Option(help="HOST:PORT of a running server. Default: one of its own, while the command runs.")
]
Seed = Annotated[int, typer.Option(help="Which performer: the same number is the same face, body and voice.")]
Standard = Annotated[str, typer.Option(help="How the mock face tracker speaks: mediapipe, arkit or fb.")]
VoiceFolder = Annotated[
    Path | None, typer.Option(help="Folder with labels.csv and recordings, for the voice. Default: no voice.")
]


def demo(
    seconds: Annotated[float, typer.Option(min=3, max=3600, help="How long the performance takes.")] = 60.0,
    seed: Seed = 0,
    standard: Standard = "mediapipe",
    voice: VoiceFolder = None,
    address: Address = None,
    json: Json = False,
) -> None:
    """Watch it work: starts a server and plays a mock headset's performance through it, live.

    With `--json`: how much of each performed emotion was recognised, from all signals together and from each
    modality alone. The face moves between averages of real faces; body and timing are simulated.

    Example: `der demo --seconds 60 --json`
    """
    with answering(json):
        from der_client import MockHeadset, default_script
        from der_server.cli.demo import run_demo

        headset = MockHeadset(default_script(seconds), seed, standard, voice)
        if json:
            write_json(asyncio.run(run_demo(headset, address, say=lambda words: None)))
        else:
            from der_server.cli.view import demo_on_screen

            demo_on_screen(headset, address)


def record(
    out: Annotated[Path, typer.Argument(help="File to write, such as session.der.")],
    consent: Annotated[
        bool, typer.Option("--consent", help="The person in the recording agreed to be recorded. Required.")
    ] = False,
    source: Annotated[str, typer.Option(help="`mock`, or a file that `der convert` reads.")] = "mock",
    seconds: Annotated[float, typer.Option(min=3, max=3600, help="Length of the mock performance.")] = 60.0,
    seed: Seed = 0,
    standard: Standard = "mediapipe",
    voice: VoiceFolder = None,
    rate_hz: Annotated[float | None, typer.Option(help="Frame rate of a CSV without a time column.")] = None,
    json: Json = False,
) -> None:
    """Write a session as a `.der` file, to analyse or replay as often as needed.

    Example: `der record session.der --consent --source face.csv`
    """
    with answering(json):
        from der_client import MockHeadset, default_script, load, write_recording
        from der_server.faults import NotAllowed

        if not consent:
            raise NotAllowed("A recording holds a person's signals: say --consent once that person agreed.")
        if source == "mock":
            headset = MockHeadset(default_script(seconds), seed, standard, voice)
            start, signals = headset.start(), (piece for _, piece in headset.messages())
        else:
            held = load(Path(source), rate_hz)
            start, signals = held.start, (piece for piece in held.signals)
        count = write_recording(out, start, signals)
        size = out.stat().st_size
        if json:
            write_json({"file": str(out), "messages": count, "bytes": size})
        else:
            print(f"{out}: {count} messages, {size / 1e6:.1f} MB. Play it with `der replay {out}`.")


def replay(
    file: Annotated[Path, typer.Argument(help="A .der file, or anything `der convert` reads.")],
    address: Address = None,
    fast: Annotated[bool, typer.Option("--fast", help="As fast as the server reads, instead of real time.")] = False,
    rate_hz: Annotated[float | None, typer.Option(help="Frame rate of a CSV without a time column.")] = None,
    json: Json = False,
) -> None:
    """Send a recorded session to a server in real time, as its headset did.

    Example: `der replay session.der --address 127.0.0.1:50710`
    """
    with answering(json):
        from der_client import load
        from der_server.cli.replay import analyze_file, replay_file

        held = load(file, rate_hz)
        if fast:
            found = asyncio.run(analyze_file(held, address))
        elif json:
            found = asyncio.run(replay_file(held, address))
        else:
            from der_server.cli.view import replay_on_screen

            found = replay_on_screen(held, address)
        if json:
            write_json(found)
        else:
            from der_server.cli.view import print_analysis

            print_analysis(found, str(file))
