"""The app: reads settings, loads models, owns the lanes and the server, and ends them in order."""

import asyncio
import contextlib
import signal
from collections.abc import Callable

import structlog
import torch
from prometheus_client import start_http_server

from der_server import __version__
from der_server.config import Settings
from der_server.faults import BadRequest
from der_server.models.lineup import Lineup, load_lineup
from der_server.privacy.notice import notice_version
from der_server.session.hall import Hall
from der_server.session.house import House, Terms, furnish
from der_server.telemetry import METRICS, set_up_logs
from der_server.wire.server import Server

LOG = structlog.get_logger()


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT. `announce` is called with the address once it is ready.

    Raises DerError where it cannot start.
    """
    set_up_logs(settings.log_format)
    torch.set_num_threads(settings.threads)
    lineup = load_lineup(settings.bundles, device=settings.device, allowed_terms=settings.allowed_terms)
    asyncio.run(_serve(settings, lineup, announce))


def build_house(settings: Settings, lineup: Lineup) -> House:
    """The house the settings describe."""
    hall = Hall(
        max_sessions=settings.max_sessions,
        max_sessions_per_person=settings.max_sessions_per_person,
        resume_s=settings.resume_s,
    )
    terms = Terms(
        operator_name=settings.operator_name,
        notice_version=notice_version(settings.operator_name),
        idle_timeout_s=settings.idle_timeout_s,
        drain_s=settings.drain_s,
    )
    return furnish(
        lineup,
        hall,
        terms,
        max_batch=settings.max_batch,
        max_queue=settings.max_queue,
        seen=METRICS.batch.observe,
        skipped=_skipped,
    )


def _skipped(reason: str) -> None:
    METRICS.skipped.inc()
    if reason != "overloaded":
        LOG.error("step_failed", error=reason)


async def _serve(settings: Settings, lineup: Lineup, announce: Callable[[str], None]) -> None:
    house = build_house(settings, lineup)
    with contextlib.suppress(asyncio.CancelledError):
        async with asyncio.TaskGroup() as owner:
            lanes = owner.create_task(house.open())
            await _serve_until_told(settings, house, announce)
            lanes.cancel()


async def _serve_until_told(settings: Settings, house: House, announce: Callable[[str], None]) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    _serve_metrics(settings)
    server = Server(settings, house)
    address = await server.start()
    terms = sorted({b.card.terms for b in house.bundles})
    LOG.info("ready", address=address, version=__version__, bundles=len(house.bundles), data_terms=terms)
    announce(address)
    await told.wait()
    LOG.info("going_away", sessions=len(house.hall))
    house.leaving.set()
    await server.stop(settings.drain_s)


def _serve_metrics(settings: Settings) -> None:
    if not settings.metrics_listen:
        return
    host, _, port = settings.metrics_listen.rpartition(":")
    try:
        start_http_server(int(port), host or "127.0.0.1", METRICS.registry)
    except (ValueError, OSError):
        raise BadRequest(f"metrics_listen {settings.metrics_listen!r} is no HOST:PORT to listen on.") from None
