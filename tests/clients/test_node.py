"""The Node client: built from its lock file, then its own tests against servers they start."""

from pathlib import Path

import pytest
from npm import npm

pytestmark = pytest.mark.clients


def test_the_node_client_passes_its_own_tests(node_client: Path) -> None:
    npm(node_client, "test")
