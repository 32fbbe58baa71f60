"""The monitor page: what ships is what the source builds, and it works in a real Chromium."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from npm import ROOT, npm

pytestmark = pytest.mark.clients
BUILT = ROOT / "der_server/wire/monitor"
SOURCE = ROOT / "client_examples/web"


def digests() -> dict[str, str]:
    files = (path for path in BUILT.rglob("*") if path.is_file())
    return {str(path.relative_to(BUILT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_page_that_ships_is_the_one_in_the_source() -> None:
    shipped = digests()
    npm(SOURCE, "ci", "--no-audit", "--no-fund")
    npm(SOURCE, "run", "build")
    assert digests() == shipped, "der_server/wire/monitor is old: run `make monitor` and commit it."


def test_the_page_shows_a_live_session_in_chromium() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is missing: .ci/run installs it.")
        pytest.skip("skipped: no chromium")
    npm(SOURCE, "ci", "--no-audit", "--no-fund")
    npm(SOURCE, "test", DER_CHROMIUM=str(Path(chromium)))
