"""The monitor page is served where it was asked for, whole, and lets nothing in from elsewhere."""

import re

import httpx
import pytest
from wire_kit import Start

from der_server.config import read_settings
from der_server.faults import BadRequest
from der_server.wire.pages import MONITOR, monitor_pages

pytestmark = [pytest.mark.wire, pytest.mark.model]


async def test_the_page_and_all_it_names_are_served(running: Start) -> None:
    serving = running(web_listen="127.0.0.1:0", monitor=True)
    async with serving as server, httpx.AsyncClient(base_url=server.web) as http:
        page = await http.get("/")
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in page.headers["content-security-policy"]
        named = re.findall(r'(?:src|href)="(/[^"]+)"', page.text)
        assert len(named) >= 2
        for path in named:
            assert (await http.get(path)).status_code == 200
        assert (await http.get("/../config.py")).status_code == 404
        assert (await http.get("/%2e%2e/config.py")).status_code == 404


async def test_nothing_is_served_where_it_was_not_asked_for(running: Start) -> None:
    async with running(web_listen="127.0.0.1:0") as server, httpx.AsyncClient(base_url=server.web) as http:
        assert (await http.get("/")).status_code == 404


def test_the_page_loads_nothing_from_elsewhere() -> None:
    page = (MONITOR / "index.html").read_text("utf-8") + (MONITOR / "assets/index.css").read_text("utf-8")
    assert "http:" not in page
    assert "https:" not in page


def test_a_missing_page_and_a_missing_door_are_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(BadRequest, match="make monitor"):
        monitor_pages(tmp_path_factory.mktemp("empty"))
    with pytest.raises(BadRequest, match="web_listen"):
        read_settings(None, monitor=True)
