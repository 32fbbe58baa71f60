"""The vault: an open database together with its master key. A wrong key opens nothing."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from der_server.faults import DerError, ProfileUnavailable, WrongKey
from der_server.privacy.kept import Who
from der_server.privacy.store.database import connect, make_file, read_url, scrub, telling_why, transaction
from der_server.privacy.store.keys import MasterKey, read_master_key
from der_server.privacy.store.schema import upgrade
from der_server.privacy.store.seal import alias, new_key
from der_server.privacy.store.tables import VAULT

RETRY_S = 5.0
"""How long a vault that did not open is left alone; meanwhile every call hears at once why."""
OPEN_S = 30.0
"""How long opening may take at the start: an upgrade of a large database is not cut short."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """An open transaction, and what it needs to read and write people."""

    connection: AsyncConnection
    master: MasterKey
    pepper: bytes

    def alias(self, who: Who) -> str:
        """What stands for a person in the tables."""
        return alias(self.pepper, who)


class Vault:
    """Opens on first use and again after a failure. Owned by the store; close it at the end."""

    def __init__(self, address: str, key: str, timeout_s: float) -> None:
        """address, key: as the settings `profiles` and `profile_key` say. Raises BadRequest."""
        self._url = read_url(address)
        self._key, self._timeout_s = key, timeout_s
        self._engine: AsyncEngine = connect(self._url, timeout_s)
        self._opened: tuple[MasterKey, bytes] | None = None
        self._opening = asyncio.Lock()
        self._failed: tuple[float, DerError] | None = None

    async def open(self, *, timeout_s: float | None = None) -> None:
        """Make tables where there are none, and unwrap the key of the hashes. Raises WrongKey, ProfileUnavailable."""
        async with self._opening:
            if self._opened is not None:
                return
            if self._failed and time.monotonic() < self._failed[0]:
                raise self._failed[1].with_traceback(None)
            try:
                async with telling_why(timeout_s or self._timeout_s):
                    self._opened = await self._open()
            except DerError as error:
                self._failed = (time.monotonic() + RETRY_S, error)
                raise

    async def _open(self) -> tuple[MasterKey, bytes]:
        master = read_master_key(self._key)
        make_file(self._url)
        async with transaction(self._engine, writes=True) as connection:
            await connection.run_sync(upgrade)
            row = (await connection.execute(select(VAULT))).one_or_none()
            if row is None:
                pepper = new_key()
                wrapped = await master.wrap(pepper, b"pepper")
                await connection.execute(insert(VAULT).values(id=1, key_id=master.id, pepper=wrapped))
            elif row.key_id != master.id:
                raise WrongKey("The master key is not the one that these profiles were sealed with.")
            else:
                pepper = await master.unwrap(row.pepper, b"pepper")
        return master, pepper

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """A transaction that only reads."""
        async with self._transaction(writes=False) as transaction_:
            yield transaction_

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[Transaction]:
        """A transaction that writes, under the key that holds now: a rotation elsewhere closes this vault."""
        async with self._transaction(writes=True) as tx:
            held = (await tx.connection.execute(select(VAULT.c.key_id).with_for_update(read=True))).scalar_one()
            if held != tx.master.id:
                self._opened = None
                raise WrongKey("The master key was rotated: start the server again with the new one.")
            yield tx

    @contextlib.asynccontextmanager
    async def _transaction(self, *, writes: bool) -> AsyncIterator[Transaction]:
        await self.open()
        if self._opened is None:
            raise ProfileUnavailable
        master, pepper = self._opened
        async with telling_why(self._timeout_s), transaction(self._engine, writes=writes) as connection:
            yield Transaction(connection, master, pepper)

    async def scrub(self) -> bool:
        """See `database.scrub`."""
        async with telling_why(OPEN_S):
            return await scrub(self._engine)

    async def close(self) -> None:
        """Let the connections go."""
        self._opened = None
        await self._engine.dispose()
