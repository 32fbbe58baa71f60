"""Regenerates the C# messages (protoc 3.21.12, Debian 12's) and adds a .meta file to every asset that lacks one.

Unity ignores assets of a package from git without their .meta files. A new one's GUID is made from the asset's path,
so that running this twice changes nothing.
"""

import subprocess
import uuid
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = HERE / "com.der.client"
PROTOS = HERE.parents[1] / "protos"


def generate() -> None:
    """Write Runtime/Core/Generated."""
    files = sorted((PROTOS / "der_server/v1").glob("*.proto"))
    out = PACKAGE / "Runtime/Core/Generated"
    subprocess.run(["protoc", f"-I{PROTOS}", f"--csharp_out={out}", *files], check=True)  # noqa: S603, S607 - ours


def assets() -> list[Path]:
    """Everything Unity imports: all but hidden folders, and folders that end in `~`."""
    inner = (path.relative_to(PACKAGE) for path in PACKAGE.rglob("*") if path.suffix != ".meta")
    return sorted(p for p in inner if not any(part.endswith("~") or part.startswith(".") for part in p.parts))


def meta(asset: Path) -> str:
    """The text of an asset's .meta file."""
    guid = uuid.uuid5(uuid.NAMESPACE_URL, f"com.der.client/{asset.as_posix()}").hex
    folder = "folderAsset: yes\n" if (PACKAGE / asset).is_dir() else ""
    kinds = {
        ".cs": "MonoImporter",
        ".asmdef": "AssemblyDefinitionImporter",
        ".jslib": "PluginImporter",
        ".md": "TextScriptImporter",
    }
    kind = kinds.get(asset.suffix, "PackageManifestImporter" if asset.name == "package.json" else "DefaultImporter")
    return f"fileFormatVersion: 2\nguid: {guid}\n{folder}{kind}:\n  externalObjects: {{}}\n  userData:\n"


if __name__ == "__main__":
    generate()
    for asset in assets():
        beside = PACKAGE / f"{asset}.meta"
        if not beside.exists():
            beside.write_text(meta(asset), "utf-8")
