"""How gRPC listens is said before gRPC is there, and the operator's word on it stays."""

import os
import subprocess
import sys

import pytest

from der_server.listener import SWITCHES, choose_listener

SERVE = """
import sys
from der_server import listener

def choose():
    print("grpc" in sys.modules)
    raise SystemExit

listener.choose_listener = choose
sys.argv = ["der", "serve", "--listen", "127.0.0.1:0"]
from der_server.cli import main
main()
"""


def test_der_serve_chooses_before_grpc_is_imported() -> None:
    ran = subprocess.run([sys.executable, "-c", SERVE], capture_output=True, text=True, check=False, timeout=60)
    assert ran.stdout.strip() == "False", ran.stderr


def test_this_grpc_knows_the_switches() -> None:
    environment = {**os.environ, "GRPC_EXPERIMENTS": SWITCHES}
    code = "import grpc; grpc.server(None).stop(None)"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60, env=environment
    )
    assert "experiment" not in ran.stderr


def test_what_the_operator_says_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRPC_EXPERIMENTS", "theirs")
    choose_listener()
    assert os.environ["GRPC_EXPERIMENTS"] == "theirs"


def test_otherwise_it_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRPC_EXPERIMENTS", "")
    monkeypatch.delenv("GRPC_EXPERIMENTS")
    choose_listener()
    assert os.environ["GRPC_EXPERIMENTS"] == SWITCHES
