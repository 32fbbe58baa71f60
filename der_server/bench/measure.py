"""One measurement: a server process, people from processes of their own, and what both used and saw."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from der_server.bench.clocked import read_clocks
from der_server.faults import DerError

STATES_HZ = 10.0
LEAD_S = 2.5
"""From telling the generators to the first message; people open their sessions meanwhile."""
GUESTS, GUESTS_S = 2, 3.0
"""A few people before the others, so that what happens only once is not counted for each."""
START_TIMEOUT_S, STOP_TIMEOUT_S = 180.0, 20.0


@dataclass(frozen=True)
class Crowd:
    """How many people, for how long, after a warm-up; from how many generator processes. lap_s: what they send is
    made for so long and then sent again, in the same session; None = it is all made beforehand."""

    people: int
    seconds: float
    warm_s: float = 5.0
    generators: int = 1
    voice_folder: Path | None = None
    lap_s: float | None = None


class Tree:
    """A process and all its descendants. One that ends keeps what it had used when last looked at."""

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._seconds: dict[int, float] = {}

    def all(self) -> list[psutil.Process]:
        """Those that live."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return [self._root, *self._root.children(recursive=True)]
        return []

    def cpu_s(self) -> float:
        """CPU seconds used so far."""
        for process in self.all():
            with contextlib.suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                self._seconds[process.pid] = times.user + times.system
        return sum(self._seconds.values())

    def memory_kb(self) -> tuple[float, float]:
        """Memory now: resident, and what is the processes' own (see `own_kb`)."""
        resident = own = 0.0
        for process in self.all():
            with contextlib.suppress(psutil.NoSuchProcess):
                resident, own = resident + process.memory_info().rss / 1024, own + own_kb(process)
        return resident, own


def own_kb(process: psutil.Process) -> float:
    """Memory that is no file's: what a process made itself. Pages of libraries and weights come and go as the system
    likes. Where the system does not tell them apart, what nobody shares."""
    found = process.memory_info()
    own = found.rss - found.shared if psutil.LINUX else process.memory_full_info().uss
    return float(own / 1024)


@contextlib.contextmanager
def server_process(arguments: Sequence[str]) -> Iterator[tuple[str, Tree, float]]:
    """A Python process that prints `{"address": ...}`: its address, its tree, and the seconds until then."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    begun_s = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 - our own modules
        [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    tree = Tree(process.pid)
    try:
        yield _address(process), tree, time.monotonic() - begun_s
    finally:
        family = tree.all()
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_TIMEOUT_S)
        for member in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                member.kill()
        process.communicate()


def _address(process: "subprocess.Popen[bytes]") -> str:
    if process.stdout is None:
        raise DerError("The output of a process cannot be read.")
    for line in process.stdout:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return str(json.loads(line)["address"])
    raise DerError("A server under measurement ended before it was ready.")


class Generators:
    """People from processes of their own, prepared and waiting for the word."""

    def __init__(self, address: str, speaks: str, crowd: Crowd) -> None:
        shares = np.array_split(np.arange(crowd.people), crowd.generators)
        folder = None if crowd.voice_folder is None else str(crowd.voice_folder)
        self._processes = [
            subprocess.Popen(  # noqa: S603 - our own module
                [
                    *(sys.executable, "-m", "der_server.bench.generator"),
                    json.dumps(
                        {
                            "address": address,
                            "speaks": speaks,
                            "people": len(share),
                            "first": int(share[0]),
                            "of_all": crowd.people,
                            "warm_s": crowd.warm_s,
                            "seconds": crowd.seconds,
                            "voice_folder": folder,
                            "lap_s": crowd.lap_s,
                        }
                    ),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            for share in shares
            if len(share)
        ]
        for process in self._processes:
            self._line(process)

    @staticmethod
    def _line(process: "subprocess.Popen[bytes]") -> Any:
        line = process.stdout.readline() if process.stdout else b""
        if not line:
            raise DerError("A load generator ended before it was done.")
        return json.loads(line)

    def begin(self) -> float:
        """Tell them; the monotonic time of the first message."""
        begin_s = time.monotonic() + LEAD_S
        for process in self._processes:
            if process.stdin:
                process.stdin.write(f"{begin_s}\n".encode())
                process.stdin.flush()
        return begin_s

    def heard(self) -> dict[str, Any]:
        """What all of them heard, once they are done."""
        told = [self._line(process) for process in self._processes]
        for process in self._processes:
            process.communicate()
        return {name: sum((one[name] for one in told), type(told[0][name])()) for name in told[0]}

    def end(self) -> None:
        """Leave none behind."""
        for process in self._processes:
            process.kill()
            process.communicate()


def measure(
    arguments: Sequence[str], speaks: str, crowd: Crowd, clocks: Path | None = None, answers_hz: float = STATES_HZ
) -> dict[str, Any]:
    """Figures of one server under one crowd. clocks: folder a clocked server writes to.

    CPU is per person-second that was answered: a server that leaves people without answers gains nothing by it.
    """
    with server_process(arguments) as (address, tree, start_s):
        greet(address, speaks, crowd.voice_folder)
        crowd_of = Generators(address, speaks, crowd)
        _, before_kb = tree.memory_kb()
        seen: dict[str, Any] = {}

        def watch(begin_s: float) -> None:
            from_s = begin_s + crowd.warm_s
            sleep_until(from_s)
            cpu_s, rooms = tree.cpu_s(), read_clocks(clocks) if clocks else {}
            sleep_until(from_s + crowd.seconds)
            seen["cpu_s"], seen["kb"] = tree.cpu_s() - cpu_s, (before_kb, *tree.memory_kb())
            after = read_clocks(clocks) if clocks else {}
            seen["rooms"] = {room: after[room] - rooms[room] for room in after}

        heard = attended(crowd_of, watch)
    return {**_figures(crowd, heard, seen, answers_hz), "start_s": round(start_s, 2)}


def greet(address: str, speaks: str, voice_folder: Path | None = None) -> None:
    """Let a few guests in, who are not counted."""
    attended(Generators(address, speaks, Crowd(GUESTS, GUESTS_S, 0.0, 1, voice_folder)), lambda begin_s: None)


def attended(generators: Generators, watch: Callable[[float], None]) -> dict[str, Any]:
    """Let people in, call `watch` with the time of their first message, and say what they heard."""
    try:
        watch(generators.begin())
        return generators.heard()
    finally:
        generators.end()


def sleep_until(monotonic_s: float) -> None:
    time.sleep(max(0.0, monotonic_s - time.monotonic()))


def _figures(crowd: Crowd, heard: Mapping[str, Any], seen: Mapping[str, Any], answers_hz: float) -> dict[str, Any]:
    asked = crowd.people * crowd.seconds * answers_hz
    answered = len(heard["all_ms"])
    person_s = max(crowd.people * crowd.seconds * min(1.0, answered / asked), 1e-9)
    found: dict[str, Any] = {
        "people": crowd.people,
        "seconds": crowd.seconds,
        "cpu_ms_per_person_second": round(seen["cpu_s"] * 1000 / person_s, 3),
        **quantiles(heard["in_server_ms"] or heard["all_ms"]),
        "end_to_end": quantiles(heard["all_ms"]),
        "answered": round(answered / asked, 4),
        "stale": round(heard["stale"] / max(1, answered), 4),
        "rss_kb_per_person": round((seen["kb"][2] - seen["kb"][0]) / crowd.people, 1),
        "rss_mb": round(seen["kb"][1] / 1024, 1),
        "generator_late_p99_ms": quantiles(heard["late_ms"])["p99_ms"],
        "trouble": sorted(set(heard["trouble"]))[:3],
    }
    if seen["rooms"]:
        split = {room: round(seconds * 1000 / person_s, 3) for room, seconds in seen["rooms"].items()}
        rest = found["cpu_ms_per_person_second"] - sum(split.values())
        found["split_ms"] = {**split, "transport_and_rest": round(rest, 3)}
    return found


def quantiles(values_ms: Sequence[float]) -> dict[str, float | None]:
    """p50, p90, p99 and p99.9 in milliseconds; None where there was nothing to see."""
    names = {"p50_ms": 50.0, "p90_ms": 90.0, "p99_ms": 99.0, "p999_ms": 99.9}
    if not values_ms:
        return dict.fromkeys(names)
    found = np.percentile(values_ms, list(names.values()))
    return {name: round(float(value), 2) for name, value in zip(names, found, strict=True)}
