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
from der_server.bench.overload import told_of
from der_server.bench.slow import BEGIN_S, EACH_S, MOST, PER_S
from der_server.bench.soak import judged

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


def test_a_leak_is_seen_and_what_fills_at_first_is_not() -> None:
    rng = np.random.default_rng(0)
    at_s = np.arange(0, 1800, 10.0)
    memory_kb = 500_000 + 20_000 * (1 - np.exp(-at_s / 60)) + rng.normal(0, 50, len(at_s))
    rest = {"fds": 30.0, "threads": 12.0, "tasks": 60.0}
    found = judged(
        [
            {"at_s": t, "listener_kb": kb, "workers_kb": kb + t + 1000 * (t < 600), "worker": float(t >= 600), **rest}
            for t, kb in zip(at_s.tolist(), memory_kb.tolist(), strict=True)
        ]
    )
    assert abs(found["listener"]["kb_per_hour"]) < 200
    assert found["workers"]["kb_per_hour"] == pytest.approx(3600, abs=200)
    assert found["workers_lost"] == 1
    assert found["tasks_range"] == [60.0, 60.0]


def test_goodput_counts_fresh_states_only() -> None:
    batch_ms = 1e3 * (BEGIN_S + MOST * EACH_S)
    heard = {"stale": 50, "fresh_ms": [batch_ms + 150.0] * 450, "fresh_spread": [0.4], "stale_spread": [0.8]}
    found = told_of(heard, 10.0)
    assert found["goodput_per_s"] == 45
    assert found["goodput_share"] == pytest.approx(45 / PER_S)
    assert found["stale_share"] == 0.1
