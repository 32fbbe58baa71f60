"""`der profiles` and `der audit`: the database of profiles, its keys, and the log of who changed what."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from der_server.cli.answer import Json, answering, fail, write_json

profiles = typer.Typer(help="The database of profiles: make a key, bring it up to date, change its key.")
audit = typer.Typer(help="The audit log.")
Address = Annotated[str, typer.Option(envvar="DER_PROFILES", help="`sqlite:///PATH` or `postgresql://...`.")]
Key = Annotated[str, typer.Option(envvar="DER_PROFILE_KEY", help="`file:PATH`, `env:NAME` or `SERVICE:REFERENCE`.")]


@profiles.command("make-key")
def make_key(
    path: Annotated[Path, typer.Argument(help="Where to write it; an existing file is never replaced.")],
) -> None:
    """Make a master key: a file that only you can read. Keep a copy elsewhere: without it every profile is lost.

    Example: `der profiles make-key /etc/der/master.key`, then `profile_key = "file:/etc/der/master.key"`
    """
    with answering(as_json=False):
        from der_server.privacy.store.keys import make_key as make

        make(path)
        print(f"Wrote {path}. Set profile_key to file:{path}.")


@profiles.command()
def migrate(profiles: Address, profile_key: Key, json: Json = False) -> None:
    """Make the tables, or bring them to this release. The server does so itself when it starts.

    Example: `der profiles migrate --profiles sqlite:///profiles.db --profile-key file:master.key`
    """
    with answering(json):
        from der_server.privacy.store.schema import HEAD

        people = asyncio.run(_count(profiles, profile_key))
        if json:
            write_json({"revision": HEAD, "people": people})
        else:
            print(f"The database is at revision {HEAD}; {people} people are known.")


async def _count(address: str, key: str) -> int:
    from der_server.privacy.kept import Keep
    from der_server.privacy.store import Store, Vault

    store = Store(Vault(address, key, timeout_s=60), Keep())
    try:
        await store.open()
        return await store.people()
    finally:
        await store.close()


@profiles.command("rotate-key")
def rotate_key(
    profiles: Address,
    profile_key: Key,
    new: Annotated[str, typer.Option(help="The new key, said in the same way.")],
    json: Json = False,
) -> None:
    """Wrap every person's key with a new master key, all or none. Then start the servers with the new one.

    Servers that still run with the old one keep nothing any more, and go on otherwise.

    Example: `der profiles rotate-key --profiles sqlite:///profiles.db --profile-key file:old.key --new file:new.key`
    """
    with answering(json):
        from der_server.privacy.store.rotate import rotate

        people = asyncio.run(rotate(profiles, profile_key, new))
        if json:
            write_json({"people": people})
        else:
            print(f"The keys of {people} people are wrapped with the new master key. Start the servers with it.")


@audit.command()
def verify(
    path: Annotated[
        Path, typer.Argument(help="The log, as the setting `audit` names it; `.key` and `.head` beside it.")
    ],
    json: Json = False,
) -> None:
    """Check that every line is as it was written, none is missing and none was added. Exit 1 where not.

    Example: `der audit verify /var/log/der/audit.log`
    """
    with answering(json):
        from der_server.privacy.audit import verify as check

        verdict = check(path)
        if verdict.wrong_line:
            fail("AUDIT_CHANGED", f"Line {verdict.wrong_line}: {verdict.why}.", json)
        if json:
            write_json({"lines": verdict.lines, "head": verdict.head})
        else:
            print(f"{verdict.lines} lines, each as it was written. Head: {verdict.head}")
