"""The audit log shows every change made to it, survives a crash, and holds nothing of a person."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_kit import ALICE, CANARY, found_in

from der_server.faults import AuditUnavailable
from der_server.privacy.audit import Audit, Deed, verify
from der_server.privacy.kept import Who

pytestmark = pytest.mark.unit
DEED = Deed("set_consent", "call", ALICE, Who("acme", "ops"), "operator", {"uses": ["infer"]})
WRITER = """
import sys
from pathlib import Path
from der_server.privacy.audit import Audit, Deed
log = Audit(Path(sys.argv[1]))
while True:
    log.append(Deed("set_consent", "call"))
    print("x", flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit.log"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of five lines."""
    path = tmp_path_factory.mktemp("audit") / "audit.log"
    log = Audit(path)
    for _ in range(5):
        log.append(DEED)
    log.close()
    return path


def beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def copy(whole: Path, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    for ending in (".key", ".head"):
        beside(path, ending).write_bytes(beside(whole, ending).read_bytes())


def test_a_line_says_who_what_when_and_why_but_not_the_name(path: Path) -> None:
    log = Audit(path)
    log.append(Deed("set_consent", "call", Who("acme", CANARY), Who("acme", "ops"), "operator", {"uses": ["infer"]}))
    log.append(Deed("delete_profile", "call", Who("acme", CANARY), Who("acme", CANARY), "person"))
    log.append(Deed("delete_profile", "call", Who("other", CANARY)))
    log.close()
    first, second, third = map(json.loads, path.read_text().splitlines())
    assert (first["number"], first["what"], first["why"], first["role"]) == (1, "set_consent", "call", "operator")
    assert first["time"].startswith("20")
    assert first["person"] == second["person"] == second["caller"] != first["caller"]
    assert third["person"] != first["person"]
    assert found_in(path.parent, CANARY.encode()) == []
    assert all(p.stat().st_mode & 0o077 == 0 for p in path.parent.iterdir())


def test_a_whole_log_is_found_whole_and_goes_on(path: Path) -> None:
    for _ in range(3):
        log = Audit(path)
        log.append(DEED)
        log.append(DEED)
        log.close()
    verdict = verify(path)
    assert (verdict.lines, verdict.wrong_line) == (6, 0)
    assert verdict.head.startswith("6 ")


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.integers(0, 10**6), flip=st.integers(1, 255), how=st.sampled_from(["changed", "removed", "added"]))
def test_one_byte_is_enough_to_be_noticed(whole: Path, tmp_path: Path, where: int, flip: int, how: str) -> None:
    data = whole.read_bytes()
    at = where % len(data)
    middle = {"changed": bytes([data[at] ^ flip]), "removed": b"", "added": bytes([flip, data[at]])}[how]
    path = tmp_path / "audit.log"
    copy(whole, path, data[:at] + middle + data[at + 1 :])
    verdict = verify(path)
    line = data[:at].count(b"\n") + 1
    assert line <= verdict.wrong_line <= line + 1


@pytest.mark.parametrize("kept", [[0, 1, 2, 3], [0, 2, 3, 4], [1, 2, 3, 4], [0, 1, 3, 2, 4], [0, 1, 1, 2, 3, 4], []])
def test_lines_that_are_missing_moved_or_repeated_are_noticed(whole: Path, path: Path, kept: list[int]) -> None:
    lines = whole.read_bytes().splitlines(keepends=True)
    copy(whole, path, b"".join(lines[i] for i in kept))
    assert verify(path).wrong_line


def test_a_line_of_another_log_does_not_fit(whole: Path, path: Path, tmp_path: Path) -> None:
    other = Audit(tmp_path / "other.log")
    other.append(DEED)
    other.close()
    lines = whole.read_bytes().splitlines(keepends=True)
    copy(whole, path, b"".join([(tmp_path / "other.log").read_bytes(), *lines[1:]]))
    assert verify(path).wrong_line == 1


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_torn_line_is_healed_and_said(whole: Path, path: Path, cut: int) -> None:
    lines = whole.read_bytes().splitlines(keepends=True)
    copy(whole, path, b"".join(lines))
    log = Audit(path)
    log.append(DEED)
    log.close()
    beside(path, ".head").write_bytes(
        beside(whole, ".head").read_bytes()
    )  # the crash came before the head was written
    path.write_bytes(path.read_bytes()[:-cut])
    assert "torn" in verify(path).why
    log = Audit(path)
    log.append(DEED)
    log.close()
    verdict = verify(path)
    assert (verdict.lines, verdict.wrong_line) == (7, 0)
    assert json.loads(path.read_text().splitlines()[5])["what"] == "healed"


@pytest.mark.parametrize("damage", ["cut", "changed", "head"])
def test_a_log_that_was_changed_is_not_written_on(whole: Path, path: Path, damage: str) -> None:
    data = whole.read_bytes()
    copy(
        whole,
        path,
        {"cut": data[:-20], "changed": data[:-30] + bytes([data[-30] ^ 1]) + data[-29:], "head": data}[damage],
    )
    if damage == "head":
        beside(path, ".head").write_text("nonsense")
    before = path.read_bytes()
    with pytest.raises(AuditUnavailable, match="was changed"):
        Audit(path).append(DEED)
    assert path.read_bytes() == before


def test_a_server_killed_at_any_moment_leaves_a_log_that_goes_on(path: Path) -> None:
    promised = 0
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        assert process.stdout
        process.stdout.readline()
        time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        promised += 1 + len(process.stdout.read().splitlines())
        process.wait()
        process.stdout.close()
    log = Audit(path)
    log.append(DEED)
    log.close()
    verdict = verify(path)
    assert verdict.wrong_line == 0
    assert verdict.lines >= promised + 1  # what was answered was on the disk


def test_two_servers_cannot_share_a_log(path: Path) -> None:
    first, second = Audit(path), Audit(path)
    first.append(DEED)
    with pytest.raises(AuditUnavailable, match="Another process"):
        second.append(DEED)
    first.close()
    second.append(DEED)
    second.close()
    assert verify(path).lines == 2


def test_a_log_that_cannot_be_written_says_so_and_recovers(path: Path) -> None:
    path.mkdir()
    log = Audit(path)
    with pytest.raises(AuditUnavailable, match="cannot be written"):
        log.append(DEED)
    path.rmdir()
    beside(path, ".key").unlink(missing_ok=True)
    log.append(DEED)
    log.close()
    assert verify(path).lines == 1


def test_a_full_disk_leaves_no_half_a_line_for_good(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Audit(path)
    log.append(DEED)
    write = os.write
    monkeypatch.setattr("der_server.privacy.audit.os.write", lambda handle, data: write(handle, data[:50]))
    with pytest.raises(AuditUnavailable, match="full"):
        log.append(DEED)
    monkeypatch.undo()
    log.append(DEED)
    log.close()
    verdict = verify(path)
    assert (verdict.wrong_line, [json.loads(line)["what"] for line in path.read_text().splitlines()]) == (
        0,
        ["set_consent", "healed", "set_consent"],
    )


def test_without_its_key_a_log_is_not_begun_anew(whole: Path, path: Path) -> None:
    copy(whole, path, whole.read_bytes())
    beside(path, ".key").unlink()
    with pytest.raises(AuditUnavailable):
        Audit(path).append(DEED)
    assert path.read_bytes() == whole.read_bytes()
