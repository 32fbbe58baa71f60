"""The app: what it loads, and whom it has run the models."""

import subprocess
import sys

import pytest

from der_server.app import crew_of
from der_server.config import read_settings
from der_server.inference.crew import Processes, Threads

pytestmark = pytest.mark.unit


def test_the_process_that_listens_loads_no_torch() -> None:
    code = "import sys, der_server.app; sys.exit('torch' in sys.modules or 'onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("cores", "flags", "workers"),
    [
        (2, {}, ["cpu"]),
        (8, {"workers": 3}, ["cpu"] * 3),
        (1, {"device": "cuda:0,cuda:1"}, ["cuda:0", "cuda:1"]),
        (1, {"workers": 2, "device": "cuda:0, cuda:1"}, ["cuda:0", "cuda:1"] * 2),
    ],
)
def test_one_worker_per_device_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, cores: int, flags: dict[str, object], workers: list[str]
) -> None:
    monkeypatch.setattr("der_server.app.cores", lambda: cores)
    crew = crew_of(read_settings(None, **flags))
    assert isinstance(crew, Processes)
    assert [worker.making.options["device"] for worker in crew.workers] == workers


@pytest.mark.model
@pytest.mark.parametrize(("cores", "flags"), [(1, {}), (4, {"workers": 0})])
def test_on_a_single_core_models_run_in_the_server_itself(
    monkeypatch: pytest.MonkeyPatch, cores: int, flags: dict[str, object]
) -> None:
    monkeypatch.setattr("der_server.app.cores", lambda: cores)
    crew = crew_of(read_settings(None, **flags))
    assert isinstance(crew, Threads)
    for engine in (crew._fast, crew._slow, crew._text):
        engine.close()
