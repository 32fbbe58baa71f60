"""`der convert` and `der inspect`."""

from pathlib import Path
from typing import Annotated

import typer

from der_server.cli.answer import Json, answering, write_json

RateHz = Annotated[float | None, typer.Option(help="Frame rate of a CSV or JSON without times.")]


def convert(
    sources: Annotated[
        list[Path],
        typer.Argument(help="Face CSV (Live Link Face, Unity, any ARKit names), BVH, MediaPipe JSON, sound, .der."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The .der file to write.")],
    consent: Annotated[
        bool, typer.Option("--consent", help="The person in the recording agreed to be recorded. Required.")
    ] = False,
    rate_hz: RateHz = None,
    json: Json = False,
) -> None:
    """Turn captures of other programs into one session; several files of one moment begin together.

    Example: `der convert face.csv body.bvh voice.wav --out take1.der --consent`
    """
    with answering(json):
        from der_client import load, merged, write_recording
        from der_server.faults import NotAllowed

        if not consent:
            raise NotAllowed("A recording holds a person's signals: say --consent once that person agreed.")
        held = merged([load(path, rate_hz) for path in sources])
        count = write_recording(out, held.start, held.signals)
        if json:
            write_json({"file": str(out), "messages": count, "seconds": round(held.seconds, 3)})
        else:
            print(f"{out}: {count} messages, {held.seconds:.1f} s. See it with `der inspect {out}`.")


def inspect(
    file: Annotated[Path, typer.Argument(help="A .der file, or anything `der convert` reads.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Picture to write. Default: none.")] = None,
    rate_hz: RateHz = None,
    json: Json = False,
) -> None:
    """Say what a recording holds: tracks, rates, gaps, what is known in them; with --out as a picture too.

    Example: `der inspect session.der --out session.png`
    """
    with answering(json):
        from der_client import load
        from der_server.cli.tracks import tracks_of

        tracks = tracks_of(load(file, rate_hz))
        if out is not None:
            from der_server.cli.track_picture import draw_tracks

            draw_tracks(tracks, out)
        found = [track.summary() for track in tracks]
        if json:
            write_json({"tracks": found, "picture": str(out) if out else ""})
            return
        for row in found:
            facts = ", ".join(f"{key} {value}" for key, value in row.items() if key != "track")
            print(f"{row['track']:8} {facts}")
        if out is not None:
            print(f"Drawn in {out}.")
