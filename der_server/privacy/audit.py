"""The audit log: who changed or took what of whom, when and why. Append-only lines, each sealed onto the one before.

A line is a JSON object: number, time, what, why, person and caller as keyed hashes, the caller's role, facts without
a biometric value, `before` (SHA-256 of the previous line) and `seal` (HMAC-SHA-256 of the rest). Two files lie beside
it: `.key` with the key of hashes and seals, and `.head` with the number and seal of the newest line, written after
it. So a changed, removed or added byte shows, a lost last line too, and a line that a crash tore can be told from one
that was cut: the head does not know it yet.
"""

import fcntl
import hashlib
import hmac
import json
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from der_server.faults import AuditUnavailable
from der_server.privacy.kept import Who

TAIL_BYTES = 64 * 1024
"""No line is longer; from the end so much is read to find the last one."""
FIRST = "0" * 64
"""`before` of the first line."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What is recorded. what: such as `set_consent`; why: such as `call`; facts: counts and words of the protocol."""

    what: str
    why: str
    person: Who | None = None
    caller: Who | None = None
    role: str = ""
    facts: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found. wrong_line: the first that is not as it was written, 0 = none; why in words."""

    lines: int
    wrong_line: int = 0
    why: str = ""
    head: str = ""


class Audit:
    """One process's log; another that opens the same file is refused. `append` blocks for a disk write: call it off
    the event loop."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._file: int | None = None
        self._key = b""
        self._count, self._before = 0, FIRST

    def append(self, deed: Deed) -> None:
        """Record; on the disk when it returns. Raises AuditUnavailable, and then nothing was recorded for good."""
        with self._lock:
            try:
                if self._file is None:
                    self._open()
                self._write(deed)
            except OSError as error:
                self.close()
                raise AuditUnavailable(
                    f"The audit log cannot be written ({error.strerror}): what it must record cannot be done now."
                ) from None
            except AuditUnavailable:
                self.close()
                raise

    def close(self) -> None:
        """Let the file go; the next `append` opens it again."""
        if self._file is not None:
            os.close(self._file)
        self._file = None

    def _write(self, deed: Deed) -> None:
        line = _line(self._key, self._count + 1, self._before, deed)
        _write_all(self._file, line + b"\n")
        os.fsync(self._handle)
        self._count, self._before = self._count + 1, hashlib.sha256(line).hexdigest()
        _write_head(self._path, self._count, line)

    @property
    def _handle(self) -> int:
        if self._file is None:
            raise AuditUnavailable("The audit log is not open.")
        return self._file

    def _open(self) -> None:
        self._key = read_key(self._path, make=True)
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AuditUnavailable("Another process writes this audit log: give each server its own.") from None
        self._heal()

    def _heal(self) -> None:
        """Go on after the last whole line; what a crash tore off is cut, and said. Raises AuditUnavailable."""
        size = os.fstat(self._handle).st_size
        tail = os.pread(self._handle, TAIL_BYTES, max(0, size - TAIL_BYTES))
        whole, _, torn = tail.rpartition(b"\n")
        last = whole.rpartition(b"\n")[2]
        self._count, self._before = (
            (_number(self._key, last), hashlib.sha256(last).hexdigest()) if last else (0, FIRST)
        )
        known, seal = read_head(self._path)
        if self._count not in (known, known + 1) or (self._count == known and last and _seal_of(last) != seal):
            raise AuditUnavailable("The audit log was changed: see `der audit verify`, then put it aside.")
        if torn:
            os.ftruncate(self._handle, size - len(torn))
            self._write(Deed("healed", "a line was torn when the server ended", facts={"bytes": len(torn)}))


def verify(path: Path) -> Verdict:
    """Read a log from its first line to its last. Raises OSError where a file is missing."""
    key = read_key(path, make=False)
    known, seal = read_head(path)
    before, count = FIRST, 0
    with path.open("rb") as file:
        for line in file:
            count += 1
            if why := _wrong(key, line, count, before):
                return Verdict(count - 1, count, why)
            before = hashlib.sha256(line[:-1]).hexdigest()
            if count == known and _seal_of(line) != seal:
                return Verdict(count - 1, count, "it is not the line that was written here")
    if count not in (known, known + 1):
        return Verdict(count, count + 1, f"{known} lines were written, {count} are here")
    return Verdict(count, head=f"{known} {seal}")


def _wrong(key: bytes, line: bytes, count: int, before: str) -> str:
    """Why a line is not as it was written; empty where it is."""
    if not line.endswith(b"\n"):
        return "it is torn: the server heals that when it starts, if a crash did it"
    if _number(key, line[:-1], strict=False) != count:
        return "its seal is broken, or it is not in its place"
    return "" if json.loads(line)["before"] == before else "the line before it was changed"


def _line(key: bytes, number: int, before: str, deed: Deed) -> bytes:
    said = {
        "number": number,
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "what": deed.what,
        "why": deed.why,
        "person": _hashed(key, deed.person),
        "caller": _hashed(key, deed.caller),
        "role": deed.role,
        "facts": dict(deed.facts or {}),
        "before": before,
    }
    return _packed({**said, "seal": _sealed(key, said)})


def _packed(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()


def _sealed(key: bytes, said: Mapping[str, Any]) -> str:
    return hmac.new(key, b"line" + _packed(said), hashlib.sha256).hexdigest()


def _hashed(key: bytes, who: Who | None) -> str:
    if who is None:
        return ""
    return hmac.new(key, b"who" + _packed({"tenant": who.tenant, "id": who.person_id}), hashlib.sha256).hexdigest()[
        :32
    ]


def _number(key: bytes, line: bytes, *, strict: bool = True) -> int:
    """A line's number, where its seal holds and it is written as we write it; else 0, or AuditUnavailable."""
    try:
        said = json.loads(line)
        seal = said.pop("seal")
        if _packed({**said, "seal": seal}) == line and hmac.compare_digest(seal, _sealed(key, said)):
            return int(said["number"])
    except (ValueError, KeyError, AttributeError, TypeError):
        pass
    if strict:
        raise AuditUnavailable("The audit log was changed: see `der audit verify`, then put it aside.")
    return 0


def _seal_of(line: bytes) -> str:
    return str(json.loads(line)["seal"])


def read_key(path: Path, *, make: bool) -> bytes:
    """The log's key, made where there is none and `make` says so. Raises OSError."""
    place = path.with_name(path.name + ".key")
    if make and not place.exists() and not path.exists():
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(32))
            os.fsync(file.fileno())
    return place.read_bytes()


def read_head(path: Path) -> tuple[int, str]:
    """Number and seal of the newest line that is known to be written; (0, "") where there is none."""
    place = path.with_name(path.name + ".head")
    try:
        number, _, seal = place.read_text("ascii").strip().partition(" ")
        return int(number), seal
    except FileNotFoundError:
        return 0, ""
    except ValueError:
        return -1, ""


def _write_head(path: Path, number: int, line: bytes) -> None:
    place, fresh = (path.with_name(path.name + ending) for ending in (".head", ".head.new"))
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        _write_all(handle, f"{number} {_seal_of(line)}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    fresh.replace(place)


def _write_all(handle: int | None, data: bytes) -> None:
    """All of it. Raises OSError, also where the disk takes only a part."""
    if handle is None or os.write(handle, data) != len(data):
        raise OSError(28, "the disk is full")
