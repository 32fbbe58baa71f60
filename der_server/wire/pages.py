"""The files of the monitor, read once: nothing is looked up on disk for a request, so no path can lead astray."""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from der_server.faults import BadRequest

MONITOR = Path(__file__).parent / "monitor"
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self' blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Everything from this server, nothing inline; blob and data are textures inside a dropped VRM."""
HEADERS = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-cache"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """One file. kind: its media type."""

    kind: str
    body: bytes


def monitor_pages(folder: Path = MONITOR) -> Mapping[str, Page]:
    """Path on the server -> file. Raises BadRequest where the page was not built."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = {f"/{path.relative_to(folder).as_posix()}": _page(path) for path in files}
    if "/index.html" not in pages:
        raise BadRequest("The monitor page is missing from this installation: `make monitor` builds it.")
    return {**pages, "/": pages["/index.html"]}


def _page(path: Path) -> Page:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Page(f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, path.read_bytes())
