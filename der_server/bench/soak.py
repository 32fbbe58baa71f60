"""A soak: people who stay, and whether the server stays as it was. Memory, tasks, files and threads over time."""

import contextlib
import re
import socket
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import psutil

from der_server.bench.measure import Crowd, Generators, Tree, attended, greet, own_kb, quantiles, server_process
from der_server.bench.run import machine, serving

LAP_S = 60.0
"""What people send is made for so long, then sent again in the same session."""
EVERY_S = 10.0
SETTLING = 0.2
"""Share of the time before memory is judged: caches and pools fill first."""
LEAVING_S = 5.0
Look = dict[str, float]


def soak(crowd: Crowd, settings: Mapping[str, Any], say: Callable[[str], None] = print) -> dict[str, Any]:
    """People who stay for `crowd.seconds`; what the server held before, meanwhile and after. Raises DerError."""
    port = _free_port()
    told = {"listen": "127.0.0.1:0", "metrics_listen": f"127.0.0.1:{port}", **settings}
    with server_process(serving(told)) as (address, tree, start_s):
        greet(address, "der", crowd.voice_folder)
        time.sleep(LEAVING_S)
        before, looks = _look(tree, port), []
        say(f"{crowd.people} people for {crowd.seconds:g} s ...")

        def watch(begin_s: float) -> None:
            while (at_s := time.monotonic() - begin_s - crowd.warm_s) < crowd.seconds:
                if at_s >= 0:
                    looks.append({"at_s": round(at_s, 1), **_look(tree, port)})
                time.sleep(EVERY_S)

        cpu_s = tree.cpu_s()
        heard = attended(Generators(address, "der", replace(crowd, lap_s=LAP_S)), watch)
        cpu_s = tree.cpu_s() - cpu_s
        time.sleep(LEAVING_S)
        after = _look(tree, port)
    return {
        "people": crowd.people,
        "seconds": crowd.seconds,
        "start_s": round(start_s, 2),
        "answered": round(len(heard["all_ms"]) / (10 * crowd.people * crowd.seconds), 4),
        "stale": heard["stale"],
        **quantiles(heard["in_server_ms"]),
        "cpu_ms_per_person_second": round(1000 * cpu_s / crowd.people / (crowd.seconds + crowd.warm_s), 2),
        **judged(looks),
        "before": before,
        "after": after,
        "looks": looks,
        "machine": machine(),
    }


def judged(looks: Sequence[Look]) -> dict[str, Any]:
    """Slopes of the memory once it has settled, with their standard errors, and the least and the most of the rest.

    A look holds `at_s`, `listener_kb` and `workers_kb` (their own memory), `worker` (the newest one's process
    id), `fds`, `threads` and `tasks`. Workers are judged since the last of them was started.
    """
    late = [look for look in looks if look["at_s"] >= SETTLING * looks[-1]["at_s"]]
    same = [look for look in late if look["worker"] == looks[-1]["worker"]]
    return {
        "listener": _slope(late, "listener_kb"),
        "workers": _slope(same, "workers_kb"),
        "workers_lost": len({look["worker"] for look in looks}) - 1,
        **{f"{name}_range": [min(look[name] for look in late), max(look[name] for look in late)] for name in COUNTED},
    }


COUNTED = ("tasks", "fds", "threads")


def _slope(looks: Sequence[Look], name: str) -> dict[str, float]:
    """Kilobytes an hour, by least squares; empty for fewer than 4 looks."""
    if len(looks) < 4:
        return {}
    memory_kb = np.array([look[name] for look in looks])
    (slope, _), covariance = np.polyfit([look["at_s"] / 3600 for look in looks], memory_kb, 1, cov=True)
    return {
        "mb": round(float(memory_kb.mean()) / 1024, 1),
        "kb_per_hour": round(float(slope), 1),
        "kb_per_hour_error": round(float(np.sqrt(covariance[0, 0])), 1),
        "percent_per_hour": round(float(100 * slope / memory_kb.mean()), 3),
    }


def _look(tree: Tree, port: int) -> Look:
    fds = threads = 0
    held_kb: list[tuple[int, float]] = []
    for process in tree.all():
        with contextlib.suppress(psutil.NoSuchProcess):
            fds, threads = fds + process.num_fds(), threads + process.num_threads()
            held_kb.append((process.pid, own_kb(process)))
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        told = answer.read().decode()
    found = {name: re.search(rf"^der_{name} (\S+)$", told, re.MULTILINE) for name in ("tasks", "sessions")}
    return {
        "listener_kb": round(held_kb[0][1]),
        "workers_kb": round(sum(kb for _, kb in held_kb[1:])),
        "worker": max((pid for pid, _ in held_kb[1:]), default=0),
        "fds": fds,
        "threads": threads,
        **{name: float(match[1]) for name, match in found.items() if match},
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
