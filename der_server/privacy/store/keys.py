"""Master keys: they wrap the data keys of people and never leave their holder."""

import base64
import binascii
import hashlib
import os
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from der_server.faults import WrongKey
from der_server.privacy.store.seal import KEY_BYTES, Damaged, seal, unseal

GROUP = "der_server.master_keys"
"""Entry points of key services: each is called with what follows its name in `profile_key`, and gives a MasterKey."""


class MasterKey(Protocol):
    """What wraps other keys: a key in this process, or a key management service. id names the key, not its value."""

    @property
    def id(self) -> str: ...

    async def wrap(self, key: bytes, bound_to: bytes) -> bytes:
        """The key, sealed; opens only together with the same `bound_to`."""
        ...

    async def unwrap(self, wrapped: bytes, bound_to: bytes) -> bytes:
        """Raises WrongKey where it was sealed with another one, or for something else."""
        ...


class LocalKey:
    """A master key held in memory: AES-256-GCM."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise WrongKey("A master key is 32 bytes, plain, as base64 or in hex: `der profiles make-key` makes one.")
        self._key = key

    @property
    def id(self) -> str:
        return hashlib.sha256(b"der-server master key" + self._key).hexdigest()[:16]

    async def wrap(self, key: bytes, bound_to: bytes) -> bytes:
        return seal(self._key, key, bound_to)

    async def unwrap(self, wrapped: bytes, bound_to: bytes) -> bytes:
        try:
            return unseal(self._key, wrapped, bound_to)
        except Damaged:
            raise WrongKey("The master key is not the one that these profiles were sealed with.") from None


def read_master_key(setting: str) -> MasterKey:
    """The key named by `file:PATH`, `env:NAME` or `SERVICE:REFERENCE`. Raises WrongKey, which never holds it."""
    kind, _, rest = setting.partition(":")
    if kind == "file":
        try:
            return LocalKey(_bytes_of(Path(rest).read_bytes()))
        except OSError:
            raise WrongKey(f"The master key file {rest} cannot be read.") from None
    if kind == "env":
        if rest not in os.environ:
            raise WrongKey(f"The variable {rest}, which should hold the master key, is not set.")
        return LocalKey(_bytes_of(os.environ[rest].encode()))
    return _service(kind)(rest)


def _service(name: str) -> Callable[[str], MasterKey]:
    for point in entry_points(group=GROUP, name=name):
        service: Callable[[str], MasterKey] = point.load()
        return service
    raise WrongKey(f"profile_key: {name!r} is neither `file`, `env` nor an installed key service ({GROUP}).")


def _bytes_of(text: bytes) -> bytes:
    """32 bytes, plain, in hex or as base64; anything else as it is, to be refused."""
    if len(text) == KEY_BYTES:
        return text
    text = text.strip()
    try:
        return (
            bytes.fromhex(text.decode("ascii"))
            if len(text) == 2 * KEY_BYTES
            else base64.b64decode(text, validate=True)
        )
    except (ValueError, binascii.Error):
        return b""


def make_key(path: Path) -> None:
    """Write a fresh master key that only its owner can read. Raises FileExistsError rather than lose another one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(base64.b64encode(os.urandom(KEY_BYTES)) + b"\n")
