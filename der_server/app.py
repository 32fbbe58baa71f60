"""The app: reads settings, loads models, owns the lanes and the server, and ends them in order."""

import asyncio
import contextlib
import functools
import gc
import signal
from collections.abc import Callable

import structlog
from prometheus_client import start_http_server

from der_server import __version__
from der_server.advice.check import load_packs
from der_server.config import Settings
from der_server.faults import BadRequest
from der_server.inference.crew import Crew, Making, Processes, Threads, cores
from der_server.inference.worker import load_models
from der_server.models.bundle import Bundle
from der_server.models.lineup import Lineup, cards_of_lineup
from der_server.privacy.audit import Audit
from der_server.privacy.kept import DAY_S, Keep
from der_server.privacy.law import Gate, Said
from der_server.privacy.notice import Storing, notice_version
from der_server.rooms.rooms import Rooms
from der_server.session.hall import Hall
from der_server.session.house import House, Terms, furnish
from der_server.session.profiles import Profiles
from der_server.telemetry import METRICS, set_up_logs
from der_server.wire.server import Server, read_rules
from der_server.wire.web import Web

LOG = structlog.get_logger()


SETTLE_S = 5.0
"""How long the end waits for what the last visits leave to be kept."""
Announce = Callable[[str, str | None], None]
"""Told the address, and that of the browser door where there is one."""


def serve(settings: Settings, announce: Announce) -> None:
    """Serve until SIGTERM or SIGINT. `announce` is called once it is ready.

    Raises DerError where it cannot start.
    """
    set_up_logs(settings.log_format)
    asyncio.run(_serve(settings, announce))


def crew_of(settings: Settings) -> Crew:
    """Who runs the models, as `workers` and `device` say."""
    makings = [
        Making(
            {
                "folder": None if settings.bundles is None else str(settings.bundles),
                "device": device,
                "threads": settings.threads,
                "allowed_terms": list(settings.allowed_terms),
                "voice": settings.voice,
            }
        )
        for device in settings.devices
    ]
    alone = len(makings) == 1 and cores() == 1
    workers = int(not alone) if settings.workers == "auto" else settings.workers
    if workers == 0:
        return Threads(load_models(dict(makings[0].options)))
    return Processes(makings * workers, hang_s=settings.hang_s)


def build_house(settings: Settings, lineup: Lineup) -> House:
    """The house the settings describe, around models in this process."""
    return _house(settings, lineup.bundles, Threads(lineup))


def _house(settings: Settings, bundles: tuple[Bundle, ...], crew: Crew) -> House:
    hall = Hall(
        max_sessions=settings.max_sessions,
        max_sessions_per_person=settings.max_sessions_per_person,
        resume_s=settings.resume_s,
    )
    terms = Terms(
        operator_name=settings.operator_name,
        notice_version=notice_version(settings.operator_name, storing_of(settings)),
        idle_timeout_s=settings.idle_timeout_s,
        drain_s=settings.drain_s,
        learn_strategies=settings.learn_strategies,
        storing=storing_of(settings),
        gate=gate_of(settings),
    )
    return furnish(
        bundles,
        crew,
        hall,
        terms,
        max_batch=settings.max_batch,
        max_queue=settings.max_queue,
        beat_s=settings.beat_ms / 1000,
        busy_s=settings.busy_ms / 1000,
        packs=load_packs(settings.domains),
        profiles=build_profiles(settings, hall),
        seen=METRICS.batch.observe,
        skipped=_skipped,
    )


def storing_of(settings: Settings) -> Storing | None:
    """What the notice must say of storing; None where nothing is stored."""
    if not settings.profiles:
        return None
    days = max(settings.keep_baseline_days, settings.keep_adaptation_days)
    return Storing(days, settings.keep_history_h if settings.history else 0.0)


def build_profiles(settings: Settings, hall: Hall) -> Profiles:
    """What people set and leave between visits; nothing is opened yet. Raises BadRequest."""
    audit = Audit(settings.audit) if settings.audit else None
    if not settings.profiles:
        return Profiles(hall, audit=audit)
    from der_server.privacy.store import Store, Vault  # noqa: PLC0415 - a second to load, for those who keep profiles

    keep = Keep(
        consent_s=settings.keep_consent_days * DAY_S,
        baseline_s=settings.keep_baseline_days * DAY_S,
        adaptation_s=settings.keep_adaptation_days * DAY_S,
        history_s=settings.keep_history_h * 3600,
    )
    store = Store(Vault(settings.profiles, settings.profile_key or "", settings.profile_timeout_s), keep)
    return Profiles(hall, store, audit, history=settings.history)


def gate_of(settings: Settings) -> Gate:
    """The legal gate, with what the operator says and attests."""
    said = Said(settings.scenario or "", settings.subject_role or "", settings.jurisdiction)
    return Gate(said, {scenario: frozenset(purposes) for scenario, purposes in settings.attest.items()})


def _skipped(reason: str) -> None:
    METRICS.skipped.inc()
    if reason not in ("overloaded", "late"):
        LOG.error("step_failed", error=reason)


async def _serve(settings: Settings, announce: Announce) -> None:
    crew = crew_of(settings)
    bundles = await _start(crew, settings)
    house = _house(settings, bundles, crew)
    await house.profiles.open()
    gc.freeze()  # what is there now stays: collections look at visits alone, and stop nobody for long
    with contextlib.suppress(asyncio.CancelledError):
        async with asyncio.TaskGroup() as owner:
            lanes = owner.create_task(house.open())
            await _serve_until_told(settings, house, announce)
            lanes.cancel()


async def _start(crew: Crew, settings: Settings) -> tuple[Bundle, ...]:
    """Start who runs the models, and read their cards meanwhile; where one fails, nothing of the other is left."""
    cards = functools.partial(
        cards_of_lineup,
        settings.bundles,
        device=settings.devices[0],
        allowed_terms=settings.allowed_terms,
        voice=settings.voice,
    )
    try:
        async with asyncio.TaskGroup() as together:
            together.create_task(crew.start())
            read = together.create_task(asyncio.to_thread(cards))
    except BaseExceptionGroup as group:
        raise group.exceptions[0] from None
    return read.result()


async def _serve_until_told(settings: Settings, house: House, announce: Announce) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    _serve_metrics(settings)
    rooms = Rooms(read_rules(settings))
    server = Server(settings, house, rooms)
    web = Web(settings, house, rooms) if settings.web_listen else None
    web_address = web.bind() if web else None
    address = await server.start()
    terms = sorted({b.card.terms for b in house.bundles})
    LOG.info(
        "ready", address=address, web=web_address, version=__version__, bundles=len(house.bundles), data_terms=terms
    )
    async with asyncio.TaskGroup() as doors:
        if web:
            doors.create_task(web.run())
        announce(address, web_address)
        await told.wait()
        LOG.info("going_away", sessions=len(house.hall))
        house.leaving.set()
        if web:
            doors.create_task(web.stop(settings.drain_s))
        await server.stop(settings.drain_s)
    await house.profiles.settle(SETTLE_S)


def _serve_metrics(settings: Settings) -> None:
    if not settings.metrics_listen:
        return
    loop = asyncio.get_running_loop()
    METRICS.tasks.set_function(lambda: len(asyncio.all_tasks(loop)))
    host, _, port = settings.metrics_listen.rpartition(":")
    try:
        start_http_server(int(port), host or "127.0.0.1", METRICS.registry)
    except (ValueError, OSError):
        raise BadRequest(f"metrics_listen {settings.metrics_listen!r} is no HOST:PORT to listen on.") from None
