"""`der profiles` and `der audit`, as an operator runs them."""

import json
import os
from pathlib import Path

import pytest
from test_commands import answer, der

from der_server.privacy.audit import Audit, Deed

pytestmark = pytest.mark.unit


def test_keys_are_made_once_and_changed_as_a_whole(tmp_path: Path) -> None:
    old, new = tmp_path / "old.key", tmp_path / "new.key"
    for path in (old, new):
        assert der("profiles", "make-key", str(path)).returncode == 0
        assert path.stat().st_mode & 0o077 == 0
    again = der("profiles", "make-key", str(old))
    assert (again.returncode, "exists" in again.stderr) == (1, True)
    where = {"DER_PROFILES": f"sqlite:///{tmp_path}/profiles.db", "DER_PROFILE_KEY": f"file:{old}"}
    assert answer("profiles", "migrate", **where) == {"revision": "0001", "people": 0}
    assert answer("profiles", "rotate-key", "--new", f"file:{new}", **where) == {"people": 0}
    wrong = der("profiles", "migrate", "--json", **where)
    assert (wrong.returncode, json.loads(wrong.stdout)["error"]["reason"]) == (1, "WRONG_KEY")
    assert answer("profiles", "migrate", **{**where, "DER_PROFILE_KEY": f"file:{new}"})["people"] == 0


def test_an_audit_log_is_verified_and_a_changed_one_fails(tmp_path: Path) -> None:
    path = tmp_path / "audit.log"
    log = Audit(path)
    log.append(Deed("sweep", "retention"))
    log.append(Deed("sweep", "retention"))
    log.close()
    found = answer("audit", "verify", str(path))
    assert (found["lines"], found["head"].split()[0]) == (2, "2")
    path.write_bytes(path.read_bytes().replace(b'"number":2', b'"number":3'))
    told = der("audit", "verify", str(path))
    assert (told.returncode, told.stderr.startswith("der: Line 2:")) == (1, True)
    os.remove(path)
    assert der("audit", "verify", str(path)).returncode == 1


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"DER_PROFILES": "sqlite:///x.db"}, "go together"),
        ({"DER_PROFILES": "nonsense", "DER_PROFILE_KEY": "env:X"}, "sqlite:///PATH"),
        ({"DER_HISTORY": "true"}, "history needs profiles"),
    ],
)
def test_settings_that_do_not_fit_are_told_at_once(settings: dict[str, str], says: str) -> None:
    told = der("serve", "--listen", "127.0.0.1:0", **settings)
    assert (told.returncode, says in told.stderr) == (1, True)
