"""The Node client: built from its lock file, then its own tests against servers they start."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.clients
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "client_examples/node"
TIMEOUT_S = 600


def npm(*arguments: str) -> None:
    """Run npm in the client's folder; its output is the failure's message."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "client_examples/python"), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "DER_PYTHON": sys.executable, "PYTHONPATH": path}
    done = subprocess.run(
        ["npm", *arguments], cwd=FOLDER, env=env, capture_output=True, text=True, timeout=TIMEOUT_S, check=False
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-4000:]


def test_the_node_client_builds_and_passes_its_tests() -> None:
    if shutil.which("npm") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("npm is missing: .ci/run installs it.")
        pytest.skip("skipped: no npm")
    npm("ci", "--no-audit", "--no-fund")
    npm("run", "build")
    npm("test")
