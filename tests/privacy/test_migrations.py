"""The tables the migrations make are those the code asks for, up and down."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from der_server.privacy.store import schema
from der_server.privacy.store.database import connect, read_url, transaction
from der_server.privacy.store.tables import METADATA

pytestmark = pytest.mark.unit


async def test_migrations_and_tables_say_the_same(address: str) -> None:
    engine = connect(read_url(address), 20)

    def differences(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection), METADATA)

    async with transaction(engine, writes=True) as connection:
        assert await connection.run_sync(schema.revision_of) == ""
        assert await connection.run_sync(schema.upgrade)
        assert not await connection.run_sync(schema.upgrade)  # a second server finds nothing to do
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(schema.revision_of) == schema.HEAD
    await engine.dispose()


def test_the_newest_revision_is_the_one_the_code_knows() -> None:
    assert ScriptDirectory(schema.MIGRATIONS).get_current_head() == schema.HEAD
