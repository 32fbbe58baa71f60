"""The Node client: built from its lock file, then its own tests against servers they start."""

import pytest
from npm import ROOT, npm

pytestmark = pytest.mark.clients
FOLDER = ROOT / "client_examples/node"


def test_the_node_client_builds_and_passes_its_tests() -> None:
    npm(FOLDER, "ci", "--no-audit", "--no-fund")
    npm(FOLDER, "run", "build")
    npm(FOLDER, "test")
