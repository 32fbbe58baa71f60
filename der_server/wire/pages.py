"""The files of the monitor, read once: nothing is looked up on disk for a request, so no path can lead astray."""

import hashlib
import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from der_server.faults import BadRequest

MONITOR = Path(__file__).parent / "monitor"
CAMERA_FILES = ("vision_wasm_internal.js", "vision_wasm_internal.wasm", "face_landmarker.task")
"""What MediaPipe's face landmarker needs in a browser: npm's @mediapipe/tasks-vision, and the model."""
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self' blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Everything from this server, nothing inline; blob and data are textures inside a dropped VRM; 'wasm-unsafe-eval'
lets our own scripts compile WebAssembly (MediaPipe), and nothing else (W3C, Content Security Policy 3, 8.6)."""
HEADERS = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-cache"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """One file. kind: its media type; etag: changes with its content (RFC 9110, 8.8.3)."""

    kind: str
    body: bytes
    etag: str


def monitor_pages(camera: Path | None = None, folder: Path = MONITOR) -> Mapping[str, Page]:
    """Path on the server -> file; `/camera.json` says whether the files of the camera are here.

    Raises BadRequest where the page was not built, or `camera` lacks a file.
    """
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = {f"/{path.relative_to(folder).as_posix()}": _read(path) for path in files}
    if "/index.html" not in pages:
        raise BadRequest("The monitor page is missing from this installation: `make monitor` builds it.")
    told = _page("application/json", json.dumps({"face": camera is not None}).encode())
    return {**pages, "/": pages["/index.html"], "/camera.json": told, **(_camera(camera) if camera else {})}


def _camera(folder: Path) -> Mapping[str, Page]:
    if lacking := [name for name in CAMERA_FILES if not (folder / name).is_file()]:
        raise BadRequest(f"monitor_camera: {folder} has no {lacking[0]}; `make camera` fills a folder.")
    return {f"/camera/{name}": _read(folder / name) for name in CAMERA_FILES}


def _read(path: Path) -> Page:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return _page(f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, path.read_bytes())


def _page(kind: str, body: bytes) -> Page:
    return Page(kind, body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
