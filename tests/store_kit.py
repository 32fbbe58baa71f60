"""What tests of kept profiles share: databases to try them on, and a search for what must not be found."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from der_server.privacy.consent import Grant
from der_server.privacy.kept import Keep, Who
from der_server.privacy.store import Store, Vault

ALICE, BOB = Who("acme", "alice"), Who("acme", "bob")
CANARY = "canary-7f3a9c51e2"
"""Stands for what is a person's: wherever it is found in the clear, something leaked."""
KEEPS = {"baselines": {CANARY: {"certainty": 0.5, "updated_s": 10.0}}, "feedback_count": 3}
ALL_USES = frozenset({"infer", "adapt", "store", "record"})


def grants(*modalities: str, uses: frozenset[str] = ALL_USES) -> tuple[Grant, ...]:
    return tuple(Grant(modality, uses) for modality in modalities or ("face", "text"))


def make_key(folder: Path, name: str = "master.key") -> str:
    """A master key as `profile_key` names it."""
    path = folder / name
    path.write_text(os.urandom(32).hex())
    return f"file:{path}"


class Clock:
    """A wall clock that only moves when told."""

    def __init__(self) -> None:
        self.now_s = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now_s


def open_store(address: str, key: str, clock: Clock | None = None, keep: Keep | None = None) -> Store:
    vault = Vault(address, key, timeout_s=20)  # a busy machine is no reason to fail
    return Store(vault, keep or Keep(), clock) if clock else Store(vault, keep or Keep())


def found_in(folder: Path, *needles: bytes) -> list[str]:
    """Files below a folder that hold one of these bytes, or are named so."""
    hits = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes() + str(path.relative_to(folder)).encode()
        hits += [f"{path.name}: {needle!r}" for needle in needles if needle in data]
    return hits


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return homes[-1].parent if homes else None


def _as_nobody(*command: str | Path) -> None:
    """Run as a user PostgreSQL is willing to run as: never root."""
    words = [str(word) for word in command]
    if os.getuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A PostgreSQL server of our own on a Unix socket; its address. Skips where it is not installed; never in CI."""
    programs = _programs()
    if programs is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed: .ci/run should have done that.")
        pytest.skip("skipped: PostgreSQL is not installed (Debian: postgresql)")
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    _as_nobody(programs / "initdb", "-D", data, "-U", "der", "--auth=trust", "--no-sync", "--no-locale", "-E", "UTF8")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    _as_nobody(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql://der@/postgres?host={folder}"
    finally:
        _as_nobody(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
