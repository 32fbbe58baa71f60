"""The C++ core beyond the kit: what its headers show."""

import pytest
from conftest import ROOT

pytestmark = [pytest.mark.clients]


def test_public_headers_show_no_grpc() -> None:
    headers = list((ROOT / "client_examples/unreal/core/include").rglob("*.h"))
    assert headers
    assert not any("grpc" in line for path in headers for line in path.read_text().splitlines() if "#include" in line)
