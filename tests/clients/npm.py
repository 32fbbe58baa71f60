"""Runs npm in a client's folder, against this checkout's server."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TIMEOUT_S = 600


def npm(folder: Path, *arguments: str, **variables: str) -> None:
    """Skips where there is no npm, which fails under CI. A failure's message is npm's output."""
    if shutil.which("npm") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("npm is missing: .ci/run installs it.")
        pytest.skip("skipped: no npm")
    path = os.pathsep.join([str(ROOT), str(ROOT / "client_examples/python"), os.environ.get("PYTHONPATH", "")])
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # buf is there
    env = {**os.environ, "DER_PYTHON": sys.executable, "PYTHONPATH": path, "PATH": tools, **variables}
    done = subprocess.run(
        ["npm", *arguments], cwd=folder, env=env, capture_output=True, text=True, timeout=TIMEOUT_S, check=False
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-4000:]
