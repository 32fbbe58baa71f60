"""Four times too much, and then no longer: what a server under overload gives, refuses, and says of it.

Models are held to a known time (`slow`), so that the load is four times what the device can do on any machine.
"""

import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
import numpy as np
from google.rpc.error_details_pb2 import RetryInfo
from grpc_status import rpc_status

from der_server.bench.measure import STATES_HZ, Crowd, Generators, attended, greet, quantiles, server_process
from der_server.bench.people import start_of
from der_server.bench.run import machine
from der_server.bench.slow import AGES_VARIABLE, BEGIN_S, EACH_S, MOST, PER_S
from der_server.session.house import OLDEST_S
from der_server.v1 import service_pb2

TIMES = 4
KNOCK_EVERY_S = 0.5
REST_S = 3.0
"""Between the overload and what comes after it."""


@dataclass
class Knocks:
    """What newcomers heard: let in, or refused with RESOURCE_EXHAUSTED, and whether told when to come back."""

    let_in: int = 0
    refused: int = 0
    told_when: int = 0
    other: list[str] = field(default_factory=list)

    def knock(self, address: str) -> None:
        """One newcomer starts a session and leaves again."""
        start = service_pb2.SessionRequest(start=start_of("")).SerializeToString()
        with grpc.insecure_channel(address, options=(("grpc.use_local_subchannel_pool", 1),)) as channel:
            session: Any = channel.stream_stream("/der_server.v1.DerService/Session")
            call = session(iter([start]))
            try:
                next(call)
                self.let_in += 1
            except grpc.RpcError as error:
                self._hear(error)
            finally:
                call.cancel()

    def _hear(self, error: Any) -> None:
        if error.code() != grpc.StatusCode.RESOURCE_EXHAUSTED:
            self.other.append(error.code().name)
            return
        self.refused += 1
        status = rpc_status.from_call(error)
        self.told_when += status is not None and any(detail.Is(RetryInfo.DESCRIPTOR) for detail in status.details)


def overload(seconds: float, say: Callable[[str], None] = print) -> dict[str, Any]:
    """Half of what the device can do, four times as much, and half again. Raises DerError."""
    few, many = round(PER_S / STATES_HZ / 2), round(TIMES * PER_S / STATES_HZ)
    told = {"listen": "127.0.0.1:0", "max_batch": MOST, "max_sessions": 4 * many, "workers": 1}
    found: dict[str, Any] = {
        "device": {"batch_s": BEGIN_S + MOST * EACH_S, "people_in_a_batch": MOST, "steps_per_s": PER_S},
        "oldest_ms": 1e3 * OLDEST_S,
    }
    with tempfile.TemporaryDirectory() as scratch:
        ages = Path(scratch) / "ages.f64"
        os.environ[AGES_VARIABLE] = str(ages)
        with server_process(["-m", "der_server.bench.slow", json.dumps(told)]) as (address, _, _):
            greet(address, "der")
            for name, people in (("before", few), ("over", many), ("after", few)):
                say(f"{people} people for {seconds:g} s ...")
                ages.write_bytes(b"")
                found[name] = _part(address, people, seconds) | {"age_at_inference": oldest(ages)}
                time.sleep(REST_S)
    return {**found, "machine": machine()}


def oldest(ages: Path) -> dict[str, float | None]:
    """How old evidence was when the worker began, in milliseconds: quantiles, and the oldest of all."""
    found = 1e3 * np.fromfile(ages, np.float64)
    return quantiles(found.tolist()) | {"max_ms": round(float(found.max()), 2) if len(found) else None}


def _part(address: str, people: int, seconds: float) -> dict[str, Any]:
    crowd, knocks = Crowd(people, seconds, warm_s=3.0), Knocks()

    def watch(begin_s: float) -> None:
        from_s = begin_s + crowd.warm_s
        while (now_s := time.monotonic()) < from_s + seconds:
            if now_s >= from_s:
                knocks.knock(address)
            time.sleep(KNOCK_EVERY_S)

    heard = attended(Generators(address, "der", crowd), watch)
    return {
        "people": people,
        "offered_steps_per_s": people * STATES_HZ,
        **told_of(heard, seconds),
        "newcomers": {"let_in": knocks.let_in, "refused": knocks.refused, "told_when": knocks.told_when},
        "trouble": sorted({*heard["trouble"], *knocks.other})[:3],
    }


def told_of(heard: Mapping[str, Any], seconds: float) -> dict[str, Any]:
    """Goodput (fresh states a second, and its share of what the device can do), and what stale states say."""
    fresh_ms, states = heard["fresh_ms"], heard["stale"] + len(heard["fresh_ms"])
    return {
        "states_per_s": round(states / seconds, 1),
        "goodput_per_s": round(len(fresh_ms) / seconds, 1),
        "goodput_share": round(len(fresh_ms) / seconds / PER_S, 3),
        "stale_share": round(heard["stale"] / max(1, states), 3),
        "spread": {name: _mean(heard[f"{name}_spread"]) for name in ("fresh", "stale")},
    }


def _mean(values: list[float]) -> float | None:
    return round(float(np.mean(values)), 4) if values else None
