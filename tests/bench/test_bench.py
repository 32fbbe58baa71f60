"""`der bench` measures a real server and says so in the documented keys."""

import json
import os
import subprocess
import sys
import threading

import numpy as np
import pytest

pytest.importorskip("psutil", reason="skipped: the bench extra is not installed")

from der_server.bench.clocked import ROOMS, Clocks, read_clocks
from der_server.bench.measure import Crowd, _figures, quantiles

pytestmark = [pytest.mark.wire, pytest.mark.model]

ASKED = "--people 2 --seconds 2 --peer none --json"


def test_two_people_are_measured() -> None:
    found = subprocess.run(
        [
            sys.executable,
            "-m",
            "der_server.cli",
            "bench",
            "--people",
            "2",
            "--seconds",
            "2",
            "--peer",
            "none",
            "--json",
        ],
        capture_output=True,
        check=True,
        env={**os.environ, "DER_BEAT_MS": "10"},
    )
    figures = json.loads(found.stdout)
    assert figures["people"] == 2
    assert figures["answered"] > 0.5
    assert figures["cpu_ms_per_person_second"] > 0
    assert figures["start_s"] > 0
    assert {"p50_ms", "p99_ms", "rss_kb_per_person", "naive", "peers", "split_ms"} <= figures.keys()
    assert set(figures["split_ms"]) == {*ROOMS, "transport_and_rest"}
    assert all(figures["split_ms"][room] > 0 for room in ("parse", "features", "models", "judgement", "encode"))


def test_cpu_counts_for_people_who_were_answered_only() -> None:
    heard = {"in_server_ms": [], "all_ms": [10.0] * 50, "late_ms": [0.1], "stale": 0, "refused": 0, "trouble": []}
    seen = {"cpu_s": 1.0, "kb": (0.0, 2048.0, 1000.0), "rooms": {}}
    figures = _figures(Crowd(2, 5.0), heard, seen, answers_hz=10.0)
    assert figures["answered"] == 0.5
    assert figures["cpu_ms_per_person_second"] == pytest.approx(1000.0 / (2 * 5.0 * 0.5))
    assert figures["rss_kb_per_person"] == 500.0


def test_quantiles_of_nothing_are_nothing() -> None:
    assert set(quantiles([]).values()) == {None}
    found = quantiles(np.arange(1, 1001).tolist())
    assert found["p50_ms"] == pytest.approx(500.5)
    assert found["p999_ms"] == pytest.approx(999.0, abs=0.1)


def spin(until: int) -> int:
    return sum(range(until))


def test_a_room_within_another_counts_only_itself(tmp_path) -> None:
    clocks = Clocks(tmp_path)
    inner = clocks.at("voice_activity", spin)
    outer = clocks.at("models", lambda: inner(3_000_000))
    worker = threading.Thread(target=outer)
    worker.start()
    worker.join()
    seconds = read_clocks(tmp_path)
    assert seconds["voice_activity"] > 0
    assert seconds["models"] < seconds["voice_activity"] / 5
