"""What is kept of people between their visits: consent, baselines, adaptation and, where asked for, a history."""

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import CursorResult, Delete, delete, exists, func, insert, select, update

from der_server.faults import Erased
from der_server.privacy.consent import Grant
from der_server.privacy.kept import (
    Keep,
    Known,
    Mark,
    Record,
    Wants,
    Who,
    grant_values,
    kept_of,
    less,
    merged,
    nothing,
    standing_of,
)
from der_server.privacy.store import records
from der_server.privacy.store.records import Person
from der_server.privacy.store.tables import ERASURES, PEOPLE, RECORDS
from der_server.privacy.store.vault import OPEN_S, Transaction, Vault

ERASURE_S = 3600.0
"""How long an erasure is remembered. Sessions on other processes hear of it within a second."""
SCRUBS = 3
"""How often emptying SQLite's log is tried at once; each try waits a second for readers."""
CHUNK = 500
"""People asked about in one query: SQLite takes at most 999 variables in old builds."""


class Store:
    """All of it. Every call raises ProfileUnavailable or WrongKey where it cannot be done, and then did nothing."""

    def __init__(self, vault: Vault, keep: Keep, wall_s: Callable[[], float] = time.time) -> None:
        self._vault, self._keep, self._wall_s = vault, keep, wall_s
        self._unscrubbed = False

    async def open(self) -> None:
        """Open now rather than on first use, with time for an upgrade."""
        await self._vault.open(timeout_s=OPEN_S)

    async def close(self) -> None:
        await self._vault.close()

    # -- visits ----------------------------------------------------------------------------------------

    async def read(self, who: Who, wants: Wants = nothing) -> Known:
        """What a visit should know as it begins; what its person left only where `wants` says so of their consent."""
        async with self._vault.reading() as tx:
            person = await records.find(tx, who)
            mark = await self._mark(tx, tx.alias(who), person)
            found = await records.read(tx, person, self._wall_s(), "consent") if person else []
            standing = standing_of(found)
            if wants(standing) and person:
                found = await records.read(tx, person, self._wall_s(), "baseline", "adaptation")
        return Known(mark, standing, kept_of(found))

    async def save(self, who: Who, kept: Mapping[str, Any], mark: Mark, keep_s: float | None = None) -> None:
        """Keep what a visit leaves; keep_s: a law's limit. Raises Erased where the person was erased meanwhile."""
        rest = {name: value for name, value in kept.items() if name != "baselines"}
        if not kept:
            return
        async with self._vault.writing() as tx:
            await self._check(tx, who, mark)
            person = await records.find_or_make(tx, who)
            before = await records.read(tx, person, self._wall_s(), "baseline")
            baselines = merged(before[0].content if before else {}, kept.get("baselines", {}))
            if baselines:
                await self._write(tx, person, "baseline", baselines, keep_s=keep_s)
            if rest:
                await self._write(tx, person, "adaptation", rest, keep_s=keep_s)

    async def add_history(
        self, who: Who, points: Sequence[Sequence[Any]], mark: Mark, keep_s: float | None = None
    ) -> None:
        """points: unix seconds, label (empty = unknown), confidence, valence, arousal; oldest first. As `save`."""
        async with self._vault.writing() as tx:
            await self._check(tx, who, mark)
            person = await records.find_or_make(tx, who)
            await self._write(tx, person, "history", list(points), slot=int(points[0][0] * 1000), keep_s=keep_s)

    async def marks(self, people: Sequence[Who]) -> dict[Who, Mark]:
        """How things stand with people whose sessions live here."""
        found: dict[Who, Mark] = {}
        async with self._vault.reading() as tx:
            for i in range(0, len(people), CHUNK):
                names = {tx.alias(who): who for who in people[i : i + CHUNK]}
                rows = await tx.connection.execute(select(PEOPLE).where(PEOPLE.c.person.in_(names)))
                versions = {row.person: (row.consent_version, row.granted_version) for row in rows}
                gone = await tx.connection.execute(select(ERASURES).where(ERASURES.c.person.in_(names)))
                tokens = {row.person: row.token for row in gone}
                for name, who in names.items():
                    found[who] = Mark(*versions.get(name, (0, 0)), tokens.get(name, ""))
        return found

    # -- consent ---------------------------------------------------------------------------------------

    async def set_consent(self, who: Who, grants: Sequence[Grant]) -> Mark:
        """Replace what the person consented to."""
        async with self._vault.writing() as tx:
            person = await records.find_or_make(tx, who)
            return await self._consent(tx, person, grants, granted=True)

    async def narrow(self, who: Who, withdrawn: frozenset[tuple[str, str]]) -> Mark | None:
        """Take modalities and uses, in pairs, out of what the person set; None where they set nothing."""
        async with self._vault.writing() as tx:
            person = await records.find(tx, who)
            found = await records.read(tx, person, self._wall_s(), "consent") if person else []
            standing = standing_of(found)
            if person is None or standing is None:
                return None
            left = less(standing, withdrawn)
            if left == standing:
                return await self._mark(tx, person.alias, person)
            return await self._consent(tx, person, left, granted=False)

    async def _consent(self, tx: Transaction, person: Person, grants: Sequence[Grant], *, granted: bool) -> Mark:
        version = person.consent_version + 1
        changed = replace(
            person, consent_version=version, granted_version=version if granted else person.granted_version
        )
        at = update(PEOPLE).where(PEOPLE.c.person == person.alias)
        versions = {"consent_version": changed.consent_version, "granted_version": changed.granted_version}
        await tx.connection.execute(at.values(**versions))
        await self._write(tx, changed, "consent", [grant_values(grant) for grant in grants])
        return await self._mark(tx, person.alias, changed)

    # -- export and erasure ----------------------------------------------------------------------------

    async def export(self, who: Who) -> list[Record]:
        """Every record of a person; none where nothing is known of them."""
        async with self._vault.reading() as tx:
            person = await records.find(tx, who)
            return [] if person is None else await records.read(tx, person, self._wall_s())

    async def erase(self, who: Who) -> int:
        """Destroy the person's key and records; how many records there were. Needs no record to be readable."""
        async with self._vault.writing() as tx:
            name = tx.alias(who)
            count = await _delete(tx, delete(RECORDS).where(RECORDS.c.person == name))
            await _delete(tx, delete(PEOPLE).where(PEOPLE.c.person == name))
            await _delete(tx, delete(ERASURES).where(ERASURES.c.person == name))
            erasure = {"person": name, "token": secrets.token_hex(16), "time_s": self._wall_s()}
            await tx.connection.execute(insert(ERASURES).values(**erasure))
        await self._scrub()
        return count

    async def sweep(self) -> int:
        """Erase what has expired, and the keys of people of whom nothing is left; how many records there were."""
        now_s = self._wall_s()
        async with self._vault.writing() as tx:
            count = await _delete(tx, delete(RECORDS).where(RECORDS.c.expire_s <= now_s))
            keyless = ~exists().where(RECORDS.c.person == PEOPLE.c.person)
            people = await _delete(tx, delete(PEOPLE).where(keyless))
            await _delete(tx, delete(ERASURES).where(ERASURES.c.time_s <= now_s - ERASURE_S))
        if count or people or self._unscrubbed:
            await self._scrub()
        return count

    async def _scrub(self) -> None:
        """Overwrite what deleted rows left behind; what others' reading prevents is done with the next sweep."""
        self._unscrubbed = True
        for _ in range(SCRUBS):
            if await self._vault.scrub():
                self._unscrubbed = False
                return

    async def people(self) -> int:
        """How many are known."""
        async with self._vault.reading() as tx:
            return int((await tx.connection.execute(select(func.count()).select_from(PEOPLE))).scalar_one())

    # -- shared ----------------------------------------------------------------------------------------

    async def _write(
        self, tx: Transaction, person: Person, kind: str, content: Any, *, slot: int = 0, keep_s: float | None = None
    ) -> None:
        now_s = self._wall_s()
        kept_s = min(self._keep.of(kind), keep_s if keep_s is not None else self._keep.of(kind))
        await records.write(tx, person, Record(kind, slot, content, now_s, now_s + kept_s))

    async def _mark(self, tx: Transaction, name: str, person: Person | None) -> Mark:
        token = (await tx.connection.execute(select(ERASURES.c.token).where(ERASURES.c.person == name))).scalar()
        versions = (person.consent_version, person.granted_version) if person else (0, 0)
        return Mark(*versions, token or "")

    async def _check(self, tx: Transaction, who: Who, mark: Mark) -> None:
        name = tx.alias(who)
        token = (await tx.connection.execute(select(ERASURES.c.token).where(ERASURES.c.person == name))).scalar()
        if token is not None and token != mark.erasure:
            raise Erased("The person's data was erased during this session: nothing of it is kept.")


async def _delete(tx: Transaction, statement: Delete) -> int:
    result: CursorResult[Any] = await tx.connection.execute(statement)
    return int(result.rowcount)
