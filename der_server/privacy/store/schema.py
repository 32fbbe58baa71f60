"""Brings a database to the tables of this release."""

from importlib.resources import files

from sqlalchemy import Connection, inspect, text

HEAD = "0001"
"""The newest revision in `migrations/versions`. Alembic, slow to load, is asked only where a database is older."""
MIGRATIONS = str(files("der_server.privacy.store").joinpath("migrations"))


def revision_of(connection: Connection) -> str:
    """The revision a database is at; empty where it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found or ""


def upgrade(connection: Connection) -> bool:
    """Upgrade within the connection's transaction; True where there was something to do."""
    if connection.dialect.name == "postgresql":  # two servers that start at once take turns
        connection.execute(text("SELECT pg_advisory_xact_lock(50710)"))
    if revision_of(connection) == HEAD:
        return False
    from alembic import command  # noqa: PLC0415 - see HEAD
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return True
