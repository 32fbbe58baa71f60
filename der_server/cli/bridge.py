"""`der bridge`."""

import asyncio
from enum import StrEnum
from typing import Annotated

import typer

from der_server.cli.answer import answering


class Source(StrEnum):
    """What can be bridged in."""

    LIVE_LINK = "live-link"
    VRCHAT = "vrchat"


PORTS = {Source.LIVE_LINK: 11111, Source.VRCHAT: 9020}


def bridge(
    source: Annotated[Source, typer.Argument(help="live-link: Live Link Face (iPhone); vrchat: VRCFaceTracking.")],
    consent: Annotated[
        bool, typer.Option("--consent", help="The person saw the notice and agreed. Required.")
    ] = False,
    listen: Annotated[
        str | None,
        typer.Option(help="HOST:PORT for UDP. Default 0.0.0.0:11111 (live-link), 127.0.0.1:9020 (vrchat)."),
    ] = None,
    vmc: Annotated[
        str | None, typer.Option(help="HOST:PORT to send VMC protocol to, such as 127.0.0.1:39539.")
    ] = None,
    osc: Annotated[
        str | None, typer.Option(help="HOST:PORT to send OSC parameters to, such as 127.0.0.1:9000.")
    ] = None,
    prefix: Annotated[str, typer.Option(help="What the OSC parameters begin with.")] = "/avatar/parameters/DER/",
    address: Annotated[str, typer.Option(help="HOST:PORT of the server.")] = "127.0.0.1:50710",
) -> None:
    """A face from a tracker that is already running, advice to avatar programs that are already running.

    Without --consent it shows the notice that the person must see, and ends.

    Example: `der bridge live-link --consent --vmc 127.0.0.1:39539`
    """
    with answering(False):
        from der_client import connect
        from der_client.bridge import LiveLinkInput, OscOutput, Output, VmcOutput, VrchatInput, run_bridge
        from der_server.faults import NotAllowed

        faces = LiveLinkInput() if source is Source.LIVE_LINK else VrchatInput()
        host = "0.0.0.0" if source is Source.LIVE_LINK else "127.0.0.1"  # noqa: S104 - the phone is another machine
        at = _parts(listen or f"{host}:{PORTS[source]}")
        outputs: list[tuple[Output, tuple[str, int]]] = []
        if vmc:
            outputs.append((VmcOutput(), _parts(vmc)))
        if osc:
            outputs.append((OscOutput(prefix), _parts(osc)))

        async def run() -> None:
            async with connect(address) as client:
                if not consent:
                    print((await client.describe()).notice.text)
                    raise NotAllowed("Show this to the person whose face it is; once they agree, add --consent.")
                await run_bridge(client, faces, at, outputs)

        asyncio.run(run())


def _parts(address: str) -> tuple[str, int]:
    from der_server.faults import BadRequest

    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise BadRequest(f"{address!r} is not HOST:PORT.")
    return host, int(port)
