"""`der bench`."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from der_server.cli.answer import Json, answering, fail, write_json


def bench(
    people: Annotated[int, typer.Option(min=1, help="How many at once, with face, body, voice and text.")] = 50,
    seconds: Annotated[float, typer.Option(min=1, help="How long they are measured, after a warm-up.")] = 20.0,
    peer: Annotated[
        list[str] | None,
        typer.Option(help="Others to measure too: naive, sync_grpc, litserve, ray_serve, none. Default: all."),
    ] = None,
    device: Annotated[str | None, typer.Option(help="Where models run; also says how much it can do.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes that run models; default as `der serve`.")] = None,
    beat_ms: Annotated[float | None, typer.Option(help="The server's beat; default as `der serve`.")] = None,
    generators: Annotated[int, typer.Option(min=1, help="Processes that play the people.")] = 1,
    soak: Annotated[float | None, typer.Option(min=60, help="Only this: people stay so many seconds.")] = None,
    overload: Annotated[bool, typer.Option("--overload", help="Only this: four times too much.")] = False,
    voice: Annotated[Path | None, typer.Option(help="Folder of recordings; default: a made voice.")] = None,
    plots: Annotated[Path | None, typer.Option(help="Folder for plots.")] = None,
    json: Json = False,
) -> None:
    """Measure the server under load, where its time goes, and other ways to serve the same models, in one run.

    Examples: `der bench --people 50 --seconds 20 --json`, `der bench --people 10 --soak 3600 --json`
    """
    with answering(json):
        try:
            from der_server.bench.measure import Crowd
            from der_server.bench.run import PEERS
            from der_server.bench.run import bench as run
        except ModuleNotFoundError as error:
            fail("BAD_REQUEST", f"{error.name} is not installed: pip install 'der-server[bench]'", json)
        others = [name for name in (peer or PEERS) if name != "none"]
        if unknown := set(others) - set(PEERS):
            fail("BAD_REQUEST", f"No such peer: {', '.join(sorted(unknown))}. There are {', '.join(PEERS)}.", json)
        given = {"device": device, "workers": workers, "beat_ms": beat_ms}
        settings = {name: value for name, value in given.items() if value is not None}
        crowd = Crowd(people, soak or seconds, generators=generators, voice_folder=voice)
        say = _quiet if json else print
        if soak or overload:
            write_json(_alone(crowd, settings, soak=bool(soak), say=say))
            return
        found = run(crowd, settings, others, say=say)
        if plots is not None:
            from der_server.bench.picture import draw

            draw(found, plots)
        _show(found, json)


def _alone(crowd: Any, settings: dict[str, Any], *, soak: bool, say: Callable[[str], None]) -> dict[str, Any]:
    """A soak, or an overload."""
    from der_server.bench import overload
    from der_server.bench import soak as soaking

    return soaking.soak(crowd, settings, say) if soak else overload.overload(crowd.seconds, say)


def _show(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        write_json(found)
    else:
        from der_server.bench.picture import print_table

        print_table(found)


def _quiet(words: str) -> None:
    """Says nothing: stdout is for JSON."""
