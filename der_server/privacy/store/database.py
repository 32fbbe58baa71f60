"""Opens a database by its address: a SQLite file, or PostgreSQL. What goes wrong is told without its content."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from der_server.faults import BadRequest, ProfileUnavailable

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
BUSY_MS = 1000
"""How long SQLite waits for another writer."""
BEGIN = "der_begin"  # execution option: how SQLite begins a transaction; empty = not at all


def read_url(address: str) -> URL:
    """`sqlite:///PATH` or `postgresql://...`. Raises BadRequest, which never repeats a password."""
    try:
        url = make_url(address)
        driver = DRIVERS.get(url.drivername)
    except (ArgumentError, ValueError):
        driver = None
    if driver is None:
        raise BadRequest("profiles: give `sqlite:///PATH` or `postgresql://USER@HOST/DATABASE`.")
    if driver.startswith("sqlite") and url.database in (None, "", ":memory:"):
        raise BadRequest("profiles: `sqlite:///PATH` needs a path to a file.")
    return url.set(drivername=driver)


def connect(url: URL, timeout_s: float) -> AsyncEngine:
    """An engine; nothing is opened yet. Raises BadRequest where the driver is not installed."""
    if url.get_backend_name() == "sqlite":
        engine = create_async_engine(url)
        event.listen(engine.sync_engine, "connect", _set_up_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_async_engine(
            url, pool_size=5, pool_pre_ping=True, connect_args={"connect_timeout": max(2, int(timeout_s))}
        )
    except ModuleNotFoundError:
        raise BadRequest("PostgreSQL needs its driver: `pip install 'der-server[postgres]'`.") from None


def make_file(url: URL) -> None:
    """Make the SQLite file, for its owner's eyes only, where there is none. Raises OSError."""
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        os.close(os.open(url.database or "", os.O_RDWR | os.O_CREAT, 0o600))


def _set_up_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver's guess
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "secure_delete=ON",  # what is deleted is overwritten
        "foreign_keys=ON",
        "synchronous=FULL",
        f"busy_timeout={BUSY_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    if begin := connection.get_execution_options().get(BEGIN, "BEGIN"):
        connection.exec_driver_sql(begin)


@contextlib.asynccontextmanager
async def transaction(engine: AsyncEngine, *, writes: bool) -> AsyncIterator[AsyncConnection]:
    """A transaction: all of it, or nothing."""
    async with engine.connect() as plain:
        connection = await plain.execution_options(**{BEGIN: "BEGIN IMMEDIATE" if writes else "BEGIN"})
        async with connection.begin():
            yield connection


async def scrub(engine: AsyncEngine) -> bool:
    """Overwrite what deleted rows left behind: SQLite's log is emptied, PostgreSQL's dead rows are vacuumed. False
    where others were reading all the while."""
    async with engine.connect() as plain:
        connection = await plain.execution_options(isolation_level="AUTOCOMMIT", **{BEGIN: ""})
        if engine.dialect.name == "sqlite":
            return not (await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))).one()[0]
        await connection.execute(text("VACUUM people, records, erasures"))
        return True


@contextlib.asynccontextmanager
async def telling_why(timeout_s: float) -> AsyncIterator[None]:
    """Whatever a database does becomes ProfileUnavailable, after `timeout_s` at the latest."""
    try:
        async with asyncio.timeout(timeout_s):
            yield
    except TimeoutError:
        raise ProfileUnavailable("What is kept of people could not be reached in time.", cause="timeout") from None
    except (SQLAlchemyError, OSError) as error:
        raise ProfileUnavailable(cause=_cause(error)) from None


def _cause(error: Exception) -> str:
    """A word for the operator, such as SQLITE_FULL: never a statement, a value or a path."""
    inner = getattr(error, "orig", None) or error
    seen: BaseException | None = inner
    while seen is not None:
        name = getattr(seen, "sqlite_errorname", None) or getattr(seen, "sqlstate", None)
        if name:
            return str(name)
        seen = seen.__cause__
    return type(inner).__name__
