"""Databases for the profile store."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from store_kit import Clock, make_key, open_store, postgres

from der_server.privacy.store import Store
from der_server.privacy.store.database import connect, read_url, transaction


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """One PostgreSQL for all tests, in a folder short enough for a Unix socket's name."""
    folder = Path(tempfile.mkdtemp(prefix="der-pg-"))
    try:
        with postgres(folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/profiles.db"
    found: str = request.getfixturevalue("postgres_address")
    engine = connect(read_url(found), 20)
    async with transaction(engine, writes=True) as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await engine.dispose()
    return found


@pytest.fixture
def key(tmp_path: Path) -> str:
    return make_key(tmp_path)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(address: str, key: str, clock: Clock) -> AsyncIterator[Store]:
    opened = open_store(address, key, clock)
    yield opened
    await opened.close()
