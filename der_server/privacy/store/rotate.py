"""A new master key: every key is wrapped anew, in one transaction; records stay as they are."""

from sqlalchemy import select, update

from der_server.privacy.store.keys import read_master_key
from der_server.privacy.store.tables import PEOPLE, VAULT
from der_server.privacy.store.vault import OPEN_S, Vault

ROTATE_S = 3600.0


async def rotate(address: str, old: str, new: str) -> int:
    """From the key `old` to `new`, both as `profile_key` says it; the number of people.

    Raises WrongKey, ProfileUnavailable or BadRequest, and then changed nothing.
    """
    fresh = read_master_key(new)
    vault = Vault(address, old, ROTATE_S)
    try:
        await vault.open(timeout_s=OPEN_S)
        async with vault.writing() as tx:
            run = tx.connection.execute
            await run(select(VAULT.c.id).with_for_update())  # writers elsewhere wait, then see the new key's name
            rows = (await run(select(PEOPLE.c.person, PEOPLE.c.data_key))).all()
            for person, wrapped in rows:
                key = await tx.master.unwrap(wrapped, person.encode())
                again = await fresh.wrap(key, person.encode())
                await run(update(PEOPLE).where(PEOPLE.c.person == person).values(data_key=again))
            pepper = await fresh.wrap(tx.pepper, b"pepper")
            await run(update(VAULT).values(key_id=fresh.id, pepper=pepper))
        await vault.scrub()
    finally:
        await vault.close()
    return len(rows)
