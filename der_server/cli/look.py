"""`der describe` and `der analyze`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from der_server.cli.answer import Json, answering, write_json
from der_server.cli.play import Address


def describe(address: Address = None, json: Json = False) -> None:
    """Say what a server reads, advises and runs: labels, face standards, rigs, models and their data terms.

    Example: `der describe --address 127.0.0.1:50710 --json`
    """
    with answering(json):
        from google.protobuf.json_format import MessageToDict

        from der_client import connect
        from der_server.cli.own_server import a_server
        from der_server.v1.service_pb2 import DescribeResponse

        async def ask() -> DescribeResponse:
            async with a_server(address) as at, connect(at) as client:
                return await client.describe()

        found = asyncio.run(ask())
        if json:
            write_json(MessageToDict(found, preserving_proto_field_name=True))
        else:
            from der_server.cli.view import print_description

            print_description(found)


def analyze(
    file: Annotated[Path, typer.Argument(help="Sound, a face CSV, BVH, MediaPipe JSON or a .der file.")],
    address: Address = None,
    rate_hz: Annotated[float | None, typer.Option(help="Frame rate of a CSV without a time column.")] = None,
    json: Json = False,
) -> None:
    """Read the emotion in a recording: a summary and a time line.

    Example: `der analyze take1.wav`, or `der analyze face.csv --rate-hz 60 --json`
    """
    with answering(json):
        from der_client import load
        from der_server.cli.replay import analyze_file

        found = asyncio.run(analyze_file(load(file, rate_hz), address))
        if json:
            write_json(found)
        else:
            from der_server.cli.view import print_analysis

            print_analysis(found, str(file))
