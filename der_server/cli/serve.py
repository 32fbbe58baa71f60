"""`der serve`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from der_server.cli.answer import Json, answering, write_json

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
    json: Json = False,
) -> None:
    """Start the server; Ctrl+C or SIGTERM ends it and tells its clients.

    Every setting is also a key of the TOML file and a `DER_*` variable: `DER_LISTEN`, `DER_OPERATOR_NAME` ...
    Loopback needs nothing; beyond it TLS files and a token key are asked for.

    Example: `der serve --listen 0.0.0.0:50710 --tls-cert cert.pem --tls-key key.pem --token-key secret.txt`
    """
    with answering(json):
        from der_server.config import read_settings

        flags: dict[str, Any] = {
            "listen": listen,
            "web_listen": web_listen or (MONITOR_LISTEN if monitor else None),
            "monitor": monitor or None,
            "monitor_camera": monitor_camera,
            "tls_cert": tls_cert,
            "tls_key": tls_key,
            "token_key": token_key,
            "bundles": bundles,
            "device": device,
            "workers": int(workers) if workers and workers.isdigit() else workers,
            "profiles": profiles,
            "profile_key": profile_key,
            "audit": audit,
            "metrics_listen": metrics_listen,
            "log_format": "json" if json else None,
        }
        settings = read_settings(config, **flags)  # before torch is loaded: a wrong setting is told at once
        from der_server.listener import choose_listener

        choose_listener()
        from der_server.app import serve as run

        run(settings, lambda address, web: _announce(address, web, json))


def _announce(address: str, web: str | None, as_json: bool) -> None:
    if as_json:
        write_json({"event": "ready", "address": address, "web": web})
    else:
        if web is not None:
            print(f"Browsers are served at {web} (with --monitor: open it and watch).")
        print(f"DER Server listens on {address}. Try `der demo`, or connect a headset.", flush=True)
