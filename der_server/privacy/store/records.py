"""Records of one person, sealed with that person's key."""

import json
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, text

from der_server.faults import ProfileUnavailable
from der_server.privacy.kept import Record, Who
from der_server.privacy.store.seal import Damaged, new_key, seal, unseal
from der_server.privacy.store.tables import PEOPLE, RECORDS
from der_server.privacy.store.vault import Transaction


@dataclass(frozen=True, slots=True)
class Person:
    """A person who is known, with their key unwrapped."""

    alias: str
    key: bytes
    consent_version: int
    granted_version: int


async def find(tx: Transaction, who: Who) -> Person | None:
    """The person; None where nothing is known of them. Raises WrongKey."""
    name = tx.alias(who)
    row = (await tx.connection.execute(select(PEOPLE).where(PEOPLE.c.person == name))).one_or_none()
    if row is None:
        return None
    key = await tx.master.unwrap(row.data_key, name.encode())
    return Person(name, key, row.consent_version, row.granted_version)


async def find_or_make(tx: Transaction, who: Who) -> Person:
    """The person, made with a fresh key where they are new. Their other writers wait until this transaction ends."""
    name = tx.alias(who)
    if tx.connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        number = int.from_bytes(bytes.fromhex(name[:16]), "big", signed=True)
        await tx.connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
    person = await find(tx, who)
    if person is None:
        person = Person(name, new_key(), 0, 0)
        wrapped = await tx.master.wrap(person.key, name.encode())
        row = {"person": name, "data_key": wrapped, "consent_version": 0, "granted_version": 0}
        await tx.connection.execute(insert(PEOPLE).values(**row))
    return person


def _bound_to(person: Person, kind: str, slot: int) -> bytes:
    return f"record|{person.alias}|{kind}|{slot}".encode()


async def read(tx: Transaction, person: Person, now_s: float, *kinds: str) -> list[Record]:
    """Records that have not expired, oldest slot first; no kinds = all. Raises ProfileUnavailable."""
    wanted = select(RECORDS).where(RECORDS.c.person == person.alias, RECORDS.c.expire_s > now_s)
    if kinds:
        wanted = wanted.where(RECORDS.c.kind.in_(kinds))
    rows = (await tx.connection.execute(wanted.order_by(RECORDS.c.kind, RECORDS.c.slot))).all()
    try:
        return [
            Record(
                row.kind,
                row.slot,
                json.loads(unseal(person.key, row.body, _bound_to(person, row.kind, row.slot))),
                row.update_s,
                row.expire_s,
            )
            for row in rows
        ]
    except Damaged:
        raise ProfileUnavailable("A record of this person is damaged: erase the profile.", cause="damaged") from None


async def write(tx: Transaction, person: Person, record: Record) -> None:
    """In place of the one of the same kind and slot."""
    plain = json.dumps(record.content, ensure_ascii=False, allow_nan=False).encode()
    at = (RECORDS.c.person == person.alias, RECORDS.c.kind == record.kind, RECORDS.c.slot == record.slot)
    await tx.connection.execute(delete(RECORDS).where(*at))
    await tx.connection.execute(
        insert(RECORDS).values(
            person=person.alias,
            kind=record.kind,
            slot=record.slot,
            body=seal(person.key, plain, _bound_to(person, record.kind, record.slot)),
            update_s=record.update_s,
            expire_s=record.expire_s,
        )
    )
