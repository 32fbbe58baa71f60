"""`der serve`."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from der_server.cli.answer import Json, answering, write_json
from der_server.faults import BadRequest

MONITOR_LISTEN = "127.0.0.1:50711"


def serve(
    listen: Annotated[
        str | None, typer.Option(help="HOST:PORT; port 0 takes a free one. Default 127.0.0.1:50710.")
    ] = None,
    web_listen: Annotated[
        str | None, typer.Option(help="HOST:PORT for browsers: gRPC-Web and WebSocket. Default: none.")
    ] = None,
    monitor: Annotated[
        bool,
        typer.Option("--monitor", help="Show live sessions on a web page; --web-listen is 127.0.0.1:50711 then."),
    ] = False,
    monitor_camera: Annotated[
        Path | None,
        typer.Option(help="Folder filled by `make camera`: lets a visitor of the monitor use their camera."),
    ] = None,
    config: Annotated[Path | None, typer.Option(help="TOML file with settings.")] = None,
    tls_cert: Annotated[Path | None, typer.Option(help="PEM certificate chain.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="PEM private key of --tls-cert.")] = None,
    token_key: Annotated[
        Path | None, typer.Option(help="File with the key that bearer tokens are checked with.")
    ] = None,
    bundles: Annotated[Path | None, typer.Option(help="Folder of model bundles instead of the shipped ones.")] = None,
    device: Annotated[
        str | None, typer.Option(help="Where models run: cpu, cuda, cuda:1, mps; or cuda:0,cuda:1.")
    ] = None,
    workers: Annotated[
        str | None,
        typer.Option(help="Processes that run models, per device; 0: none, in the server's own; default auto."),
    ] = None,
    profiles: Annotated[
        str | None, typer.Option(help="Keep profiles there: sqlite:///PATH or postgresql://...; default: nowhere.")
    ] = None,
    profile_key: Annotated[
        str | None, typer.Option(help="Master key of the profiles: file:PATH or env:NAME; see `der profiles`.")
    ] = None,
    audit: Annotated[Path | None, typer.Option(help="Audit log of consent, exports and erasures.")] = None,
    metrics_listen: Annotated[str | None, typer.Option(help="HOST:PORT for Prometheus metrics.")] = None,
    more: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="Any other setting (docs/operation.md), such as voice=heavy; may come again.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Start the server; Ctrl+C or SIGTERM ends it and tells its clients.

    Every setting is also a key of the TOML file and a `DER_*` variable: `DER_LISTEN`, `DER_OPERATOR_NAME` ...
    Loopback needs nothing; beyond it TLS files and a token key are asked for.

    Example: `der serve --listen 0.0.0.0:50710 --tls-cert cert.pem --tls-key key.pem --token-key secret.txt`
    """
    flags: dict[str, Any] = {name: value for name, value in locals().items() if name not in ("more", "json")}
    flags["web_listen"] = web_listen or (MONITOR_LISTEN if monitor else None)
    flags["monitor"] = monitor or None
    flags["workers"] = int(workers) if workers and workers.isdigit() else workers
    if json:
        flags["log_format"] = "json"
    with answering(json):
        from der_server.config import read_settings

        settings = read_settings(**flags, **set_by_hand(more or (), flags))  # a wrong one is told at once
        from der_server.listener import choose_listener

        choose_listener()
        from der_server.app import serve as run

        run(settings, lambda address, web: _announce(address, web, json))


def set_by_hand(more: Sequence[str], flags: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of `--set`, each a TOML value or plain text. Raises BadRequest, also where a flag is meant."""
    found = {}
    for one in more:
        key, equals, text = one.partition("=")
        if not equals or key in flags:
            raise BadRequest(f"--set {one}: " + ("there is a flag for it." if equals else "write KEY=VALUE."))
        try:
            found[key] = tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError:
            found[key] = text
    return found


def _announce(address: str, web: str | None, as_json: bool) -> None:
    if as_json:
        write_json({"event": "ready", "address": address, "web": web})
    else:
        if web is not None:
            print(f"Browsers are served at {web} (with --monitor: open it and watch).")
        print(f"DER Server listens on {address}. Try `der demo`, or connect a headset.", flush=True)
