"""The whole bench: our server, where its time goes, and the others, in one run on one machine."""

import json
import os
import platform
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil

from der_server import __version__
from der_server.bench.device import device_figures
from der_server.bench.kill import kill_one_of_two
from der_server.bench.measure import STATES_HZ, Crowd, measure
from der_server.faults import DerError
from der_server.telemetry import set_up_logs

PEERS = {"naive": "naive", "sync_grpc": "plain", "litserve": "http", "ray_serve": "http"}
"""What the others are, and how they are spoken to; see `peers`."""
NEEDS = {"litserve": ("litserve", "aiohttp"), "ray_serve": ("ray", "aiohttp")}
FRAMES_HZ = 72.0 + 30.0 + 20.0
"""Answers a second and person of the naive server: one per frame."""
MOST_AT_PEERS = 6
"""People at the others, who would be drowned by more."""
CLOCKED_S = 10.0


def bench(
    crowd: Crowd,
    settings: Mapping[str, Any],
    peers: Sequence[str] = tuple(PEERS),
    say: Callable[[str], None] = print,
) -> dict[str, Any]:
    """Every figure. settings: of the server, by name. Raises DerError where our own server cannot be measured."""
    set_up_logs("console")  # stdout is for figures
    told = {"listen": "127.0.0.1:0", "max_sessions": max(256, 2 * crowd.people), **settings}
    say(f"The server, {crowd.people} people for {crowd.seconds:g} s ...")
    found = measure(serving(told), "der", crowd)
    say("Where its time goes ...")
    with tempfile.TemporaryDirectory() as folder:
        clocked = ("-m", "der_server.bench.clocked", folder, json.dumps(told))
        short = replace(crowd, seconds=min(crowd.seconds, CLOCKED_S))
        found["split_ms"] = measure(clocked, "der", short, Path(folder))["split_ms"]
    say("kill -9 of one of two workers ...")
    found["killed"] = kill_one_of_two()
    few = replace(crowd, people=min(crowd.people, MOST_AT_PEERS), seconds=min(crowd.seconds, CLOCKED_S), generators=1)
    if peers:
        say(f"The server again, {few.people} people for {few.seconds:g} s ...")
        found["few"] = measure(serving(told), "der", few)
    others = {name: _peer(name, few, say) for name in peers}
    found |= {"naive": others.pop("naive", {"skipped": "not asked for"}), "peers": others}
    found["times_our_cpu"] = {
        name: {
            ours: _times(figures, found if ours == "at_scale" else found["few"])
            for ours in ("same_people", "at_scale")
        }
        for name, figures in {"naive": found["naive"], **others}.items()
        if "skipped" not in figures
    }
    if device := settings.get("device"):
        say(f"What {device} can do ...")
        found["device"] = device_figures(device)
    return {**found, "machine": machine(), "version": __version__}


def _times(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> float:
    """How many times our CPU they use."""
    times: float = round(float(theirs["cpu_ms_per_person_second"]) / ours["cpu_ms_per_person_second"], 2)
    return times


def serving(told: Mapping[str, Any]) -> list[str]:
    """The server as its users start it; settings that are no flags go by a variable each."""
    code = (
        "import json,sys\n"
        "from der_server.listener import choose_listener\n"
        "choose_listener()\n"
        "from der_server.app import serve\n"
        "from der_server.config import read_settings\n"
        "say = lambda address, web: print(json.dumps({'address': address}), flush=True)\n"
        "serve(read_settings(None, **json.loads(sys.argv[1])), say)\n"
    )
    return ["-c", code, json.dumps(told)]


def _peer(name: str, few: Crowd, say: Callable[[str], None]) -> dict[str, Any]:
    missing = [package for package in NEEDS.get(name, ()) if find_spec(package) is None]
    if missing:
        return {"skipped": f"{', '.join(missing)} not installed: pip install 'der-server[bench]'"}
    say(f"{name}, {few.people} people for {few.seconds:g} s ...")
    arguments = ("-m", "der_server.bench.peers", name)
    try:
        return measure(arguments, PEERS[name], few, answers_hz=FRAMES_HZ if name == "naive" else STATES_HZ)
    except DerError as error:
        return {"skipped": str(error)}


def machine() -> dict[str, Any]:
    """What it ran on, and how busy that was."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "processor": platform.processor() or platform.machine(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "load_average": [round(x, 2) for x in os.getloadavg()],
    }
