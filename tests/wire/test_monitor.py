"""The monitor page is served where it was asked for, whole, and lets nothing in from elsewhere."""

import re
from pathlib import Path

import httpx
import pytest
from wire_kit import Start

from der_server.config import read_settings
from der_server.faults import BadRequest
from der_server.wire.pages import CAMERA_FILES, MONITOR, monitor_pages

pytestmark = [pytest.mark.wire, pytest.mark.model]


async def test_the_page_and_all_it_names_are_served(running: Start) -> None:
    serving = running(web_listen="127.0.0.1:0", monitor=True)
    async with serving as server, httpx.AsyncClient(base_url=server.web) as http:
        page = await http.get("/")
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self' 'wasm-unsafe-eval';" in policy
        named = re.findall(r'(?:src|href)="(/[^"]+)"', page.text)
        assert len(named) >= 2
        for path in named:
            assert (await http.get(path)).status_code == 200
        assert (await http.get("/../config.py")).status_code == 404
        assert (await http.get("/%2e%2e/config.py")).status_code == 404


async def test_nothing_is_served_where_it_was_not_asked_for(running: Start) -> None:
    async with running(web_listen="127.0.0.1:0") as server, httpx.AsyncClient(base_url=server.web) as http:
        assert (await http.get("/")).status_code == 404


async def test_the_files_of_the_camera_are_served_where_a_folder_is_named(running: Start, tmp_path: Path) -> None:
    for name in CAMERA_FILES:
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "diary.txt").write_text("nobody's business")
    serving = running(web_listen="127.0.0.1:0", monitor=True, monitor_camera=tmp_path)
    async with serving as server, httpx.AsyncClient(base_url=server.web) as http:
        assert (await http.get("/camera.json")).json() == {"face": True}
        for name in CAMERA_FILES:
            assert (await http.get(f"/camera/{name}")).content == name.encode()
        wasm = await http.get("/camera/vision_wasm_internal.wasm")
        assert wasm.headers["content-type"] == "application/wasm"
        assert (await http.get("/camera/diary.txt")).status_code == 404


async def test_without_a_folder_the_page_is_told_that_there_is_no_camera(running: Start) -> None:
    serving = running(web_listen="127.0.0.1:0", monitor=True)
    async with serving as server, httpx.AsyncClient(base_url=server.web) as http:
        assert (await http.get("/camera.json")).json() == {"face": False}
        assert (await http.get("/camera/face_landmarker.task")).status_code == 404


async def test_a_browser_that_holds_a_file_is_not_sent_it_again(running: Start) -> None:
    serving = running(web_listen="127.0.0.1:0", monitor=True)
    async with serving as server, httpx.AsyncClient(base_url=server.web) as http:
        first = await http.get("/assets/index.js")
        again = await http.get("/assets/index.js", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert (await http.get("/assets/index.js", headers={"if-none-match": '"old"'})).status_code == 200


def test_the_page_loads_nothing_from_elsewhere() -> None:
    page = (MONITOR / "index.html").read_text("utf-8") + (MONITOR / "assets/index.css").read_text("utf-8")
    assert "http:" not in page
    assert "https:" not in page


def test_a_missing_page_and_a_missing_door_are_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(BadRequest, match="make monitor"):
        monitor_pages(folder=tmp_path_factory.mktemp("empty"))
    with pytest.raises(BadRequest, match=r"has no vision_wasm_internal.js; `make camera`"):
        monitor_pages(tmp_path_factory.mktemp("no_camera"))
    with pytest.raises(BadRequest, match="web_listen"):
        read_settings(None, monitor=True)
