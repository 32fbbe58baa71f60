"""Clients under test: each is a driver, a program that does what it is told line by line."""

import asyncio
import datetime
import hashlib
import ipaddress
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import dotnet_kit
import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from npm import npm
from wire.conftest import lineup, running

__all__ = ["lineup", "running"]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CORE = ROOT / "client_examples/unity/com.der.client/Runtime/Core"
CPP_TOOLS = ("cmake", "c++", "pkg-config")
WAIT_S = 30.0


class Driver:
    """A running driver: `say` a command, `hear` an event."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.heard: list[str] = []

    async def say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        await self.process.stdin.drain()

    async def hear(self, beginning: str) -> str:
        """The next event that begins so; what comes before it is kept in `heard`."""
        assert self.process.stdout is not None
        try:
            async with asyncio.timeout(WAIT_S):
                while line := (await self.process.stdout.readline()).decode().rstrip():
                    self.heard.append(line)
                    if line.startswith(beginning):
                        return line
        except TimeoutError:
            pytest.fail(f"`{beginning}` never came, but {self.heard[-20:]}")
        pytest.fail(f"the driver ended before `{beginning}`: {self.heard[-20:]}")

    async def open(self, address: str, **options: object) -> None:
        """Open a session and go past the notice."""
        await self.say(" ".join(["open", address, *(f"{key}={value}" for key, value in options.items())]))
        await self.hear("notice_to_show")
        await self.say("agree")
        await self.hear("phase running")


Drive = Callable[..., AbstractAsyncContextManager[Driver]]


@asynccontextmanager
async def started(command: list[str], **environment: str) -> AsyncIterator[Driver]:
    pipe = asyncio.subprocess.PIPE
    own = os.pathsep.join([str(ROOT), str(ROOT / "client_examples/python")])
    env = {**os.environ, **dotnet_kit.ENVIRONMENT, "PYTHONPATH": own, **environment}
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, env=env, limit=2**20)
    try:
        yield Driver(process)
        assert process.stdin is not None
        process.stdin.close()
        assert await asyncio.wait_for(process.wait(), WAIT_S) == 0, "the driver did not end well"
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def skip_or_fail(lacking: str) -> None:
    """Where a tool is missing: a skip that says so, a failure under CI, so that no check is left out unnoticed."""
    if lacking and os.environ.get("CI") == "true":
        pytest.fail(lacking)
    if lacking:
        pytest.skip(f"skipped: {lacking}")


@pytest.fixture(scope="session")
def der_core() -> Path:
    """Der.Core.dll as Unity would compile it: against netstandard2.1, in C# 8, every public name documented."""
    skip_or_fail(dotnet_kit.missing())
    out = dotnet_kit.CACHE / "built/Der.Core.dll"
    options = ("-target:library", "-langversion:8", "-warnaserror+", f"-doc:{out.with_suffix('.xml')}")
    return dotnet_kit.compile(out, CORE.rglob("*.cs"), [*dotnet_kit.standard(), dotnet_kit.protobuf()], *options)


def csharp_program(der_core: Path, name: str, *sources: Path) -> list[str]:
    """The command that runs a C# program."""
    out = dotnet_kit.CACHE / f"built/{name}.dll"
    references = [*dotnet_kit.core(), dotnet_kit.protobuf(), der_core]
    dotnet_kit.compile(out, sources, references, "-target:exe", "-langversion:8", "-warnaserror+")
    return [str(dotnet_kit.dotnet()), str(out)]


@pytest.fixture(scope="session")
def csharp_driver(der_core: Path) -> list[str]:
    return csharp_program(der_core, "Driver", HERE / "csharp/Driver.cs", HERE / "csharp/BrowserStandIn.cs")


@pytest.fixture(scope="session")
def cpp_driver() -> list[str]:
    """The C++ driver and, beside it, the example, built by CMake; again only where something changed."""
    skip_or_fail(next((f"no {tool}: .ci/run installs it" for tool in CPP_TOOLS if not shutil.which(tool)), ""))
    source = ROOT / "client_examples/unreal"
    build = dotnet_kit.CACHE / f"cpp-{hashlib.sha256(str(source).encode()).hexdigest()[:8]}"
    make = ["cmake", "--build", str(build), "--parallel"]
    for command in (["cmake", "-S", str(source), "-B", str(build), "-DCMAKE_BUILD_TYPE=Release"], make):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-4000:]
    return [str(build / "driver")]


@pytest.fixture(scope="session")
def node_client() -> Path:
    """The Node client, built from its lock file."""
    folder = ROOT / "client_examples/node"
    npm(folder, "ci", "--no-audit", "--no-fund")
    npm(folder, "run", "build")
    return folder


PYTHON = [sys.executable, str(HERE / "python/driver.py")]
DRIVERS = {
    "cpp": lambda request: request.getfixturevalue("cpp_driver"),
    "csharp": lambda request: request.getfixturevalue("csharp_driver"),
    "node": lambda request: ["node", str(HERE / "node/driver.mjs"), str(request.getfixturevalue("node_client"))],
    "python": lambda request: PYTHON,
    "python-sync": lambda request: [*PYTHON, "sync"],
}


@pytest.fixture(params=list(DRIVERS))
def language(request: pytest.FixtureRequest) -> str:
    """Each client's name."""
    return str(request.param)


@pytest.fixture
def drive(request: pytest.FixtureRequest, language: str) -> Drive:
    """`async with drive() as client:` starts a driver; once for each language."""
    command = DRIVERS[language](request)
    return lambda **environment: started(command, **environment)


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate of its own for 127.0.0.1, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "DER test")])
    now = datetime.datetime.now(datetime.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert, secret = tmp_path / "cert.pem", tmp_path / "key.pem"
    cert.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return cert, secret


@pytest.fixture
def token(tmp_path: Path) -> tuple[Path, str]:
    """A key file for the server, and a token it accepts for an hour."""
    key = tmp_path / "token.key"
    key.write_text(secrets.token_hex(32))
    expires = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
    claims = {"sub": "p", "aud": "der-server", "exp": expires}
    return key, jwt.encode(claims, key.read_text(), algorithm="HS256")
