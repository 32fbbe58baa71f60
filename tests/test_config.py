"""Settings come from defaults, a file, the environment and flags, in that order, and unknown keys are errors."""

from pathlib import Path

import pytest

from der_server.cli.serve import set_by_hand
from der_server.config import read_settings
from der_server.faults import BadRequest

pytestmark = pytest.mark.unit


def test_flags_win_over_environment_over_file_over_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "der.toml"
    path.write_text('max_batch = 7\nmax_queue = 70\nthreads = 3\noperator_name = "Acme"\n')
    monkeypatch.setenv("DER_MAX_QUEUE", "71")
    monkeypatch.setenv("DER_THREADS", "4")
    settings = read_settings(path, threads=5)
    assert (settings.max_batch, settings.max_queue, settings.threads) == (7, 71, 5)
    assert settings.operator_name == "Acme"
    assert settings.listen == "127.0.0.1:50710"


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        ({"listen": "0.0.0.0:1"}, "reachable from outside"),
        ({"listen": "0.0.0.0:1", "allow_plaintext": True}, "token_key"),
        ({"web_listen": "0.0.0.0:1"}, "0.0.0.0:1 is reachable from outside"),
        ({"web_listen": "0.0.0.0:1", "allow_plaintext": True}, "token_key"),
        ({"web_origins": ("app.example",)}, "scheme://host"),
        ({"web_origins": ("https://app.example/",)}, "scheme://host"),
        ({"tls_cert": Path("x")}, "go together"),
        ({"allowed_terms": ("free",)}, "not known"),
        ({"scenario": "office"}, "'office' is none of general"),
        ({"subject_role": "king"}, "'king' is none of private"),
        ({"attest": {"office": ("medical",)}}, "'office' is none of general"),
        ({"attest": {"clinic": ("research",)}}, "attest"),
        ({"nonsense": 1}, "nonsense"),
        ({"max_batch": 0}, "max_batch"),
        ({"workers": -1}, "workers is `auto`"),
        ({"workers": "many"}, "workers"),
        ({"device": "cuda:0,cuda:1", "workers": 0}, "name one"),
        ({"device": " , "}, "name one"),
    ],
)
def test_what_does_not_fit_is_said_in_words(flags: dict[str, object], says: str) -> None:
    with pytest.raises(BadRequest, match=says):
        read_settings(None, **flags)


def test_attestations_come_from_a_table_or_a_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "der.toml"
    path.write_text('[attest]\nclinic = ["medical", "safety"]\n')
    assert read_settings(path).attest == {"clinic": ("medical", "safety")}
    monkeypatch.setenv("DER_ATTEST", '{"meeting": ["safety"]}')
    assert read_settings(None).attest == {"meeting": ("safety",)}


def test_unknown_keys_in_a_file_and_broken_files_are_errors(tmp_path: Path) -> None:
    path = tmp_path / "der.toml"
    path.write_text("listne = 'x'")
    with pytest.raises(BadRequest, match="listne"):
        read_settings(path)
    path.write_text("listen = [")
    with pytest.raises(BadRequest):
        read_settings(path)
    with pytest.raises(BadRequest, match="no configuration file"):
        read_settings(tmp_path / "none.toml")


def test_any_setting_can_be_set_on_the_command_line() -> None:
    given = (
        "voice=heavy",
        "log_format=json",
        "beat_ms=5",
        "history=false",
        "operator_name=A = B",
        'attest={clinic = ["medical"]}',
    )
    settings = read_settings(None, **set_by_hand(given, {}))
    assert (settings.voice, settings.log_format) == ("heavy", "json")
    assert (settings.beat_ms, settings.history) == (5.0, False)
    assert (settings.operator_name, settings.attest) == ("A = B", {"clinic": ("medical",)})
