"""How long the parts take, by `make bench`: each against a yardstick on the same machine, and never much worse than
what `ratios.json` holds. `DER_BENCH_RECORD=1` writes that file anew."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from der_server.bench.people import performer
from der_server.bench.pipeline import Pipeline
from der_server.features.voice import NEEDED, mel_block
from der_server.inference.pack import pack_steps, unpack_steps
from der_server.models.example import example_step
from der_server.wire.decode_signals import decode_signals
from der_server.wire.encode import encode_state

pytestmark = [pytest.mark.bench, pytest.mark.model]

RATIOS = Path(__file__).with_name("ratios.json")
WORSE = 2.0
"""A part may take so much longer, in yardsticks, than the file says. The best of many rounds counts, on both sides:
what else a machine does makes rounds slower, never faster."""
MESSAGE_US = 50_000


def yardstick() -> float:
    """Seconds of a mix of what the parts are made of: small arrays and plain Python."""
    numbers = np.random.default_rng(0).normal(size=(60, 20, 3)).astype(np.float32)
    times = []
    for _ in range(30):
        begun_s = time.perf_counter()
        for _ in range(20):
            np.sqrt(np.square(numbers).sum(2)).mean(0)
            sum(x * 0.5 for x in range(200))
        times.append(time.perf_counter() - begun_s)
    return min(times) / 20


class Day:
    """A visit in the middle of a talk, and everything that comes with it."""

    def __init__(self) -> None:
        self.pipeline = Pipeline()
        self.messages = [signals for _, signals in performer(0, 6.0, None)]
        self.visit = self.pipeline.visit()
        for i, signals in enumerate(self.messages[:100]):
            self.now_us = (i + 1) * MESSAGE_US
            self.visit.absorb(decode_signals(signals, 1), self.now_us)
            while trigger := self.visit.due(self.now_us):
                step = self.visit.step(self.now_us)
                self.stepped = self.pipeline.lineup.run([step])[0]
                self.state = self.visit.conclude(self.stepped, trigger, self.now_us)
        self.next = self.messages[100]
        self.arrival = decode_signals(self.next, 1)


@pytest.fixture(scope="module")
def day() -> Day:
    return Day()


def parts(day: Day) -> dict[str, Callable[[], Any]]:
    """Name -> what is timed."""
    face, body = day.arrival.faces[0], day.visit.body._window
    reader = next(iter(day.visit.face.readers.values()))
    samples = np.random.default_rng(1).normal(size=NEEDED).astype(np.float32)
    judgement, now_us = day.visit.judgement, day.now_us

    def window() -> None:
        body._measured_us = None
        body.input_at(now_us)

    steps = [example_step(i) for i in range(16)]
    found: dict[str, Callable[[], Any]] = {
        "decode a message": lambda: decode_signals(day.next, 1),
        "face matrix": lambda: reader.read(face.weights, face.lost, face.confidence),
        "body window": window,
        "log-mel of 100 ms": lambda: mel_block(samples),
        "fusion, smoothing and advice": lambda: judgement.conclude(now_us, speaking=False, needs_human=False),
        "encode a state": lambda: encode_state(day.state, full=True, latency_us=1).SerializeToString(),
        "packets of 16 steps": lambda: unpack_steps(pack_steps(steps)),
    }
    for expert in day.pipeline.lineup.experts:
        for count in (1, 8, 64):
            found[f"{expert.bundle.card.name}, {count}"] = step_of(day, expert, count)
    return found


def step_of(day: Day, expert: Any, count: int) -> Callable[[], Any]:
    steps = [example_step(i) for i in range(count)]
    steps = [replace(s, states=a.states) for s, a in zip(steps, day.pipeline.lineup.run(steps), strict=True)]
    fresh = np.zeros(expert.state_size, np.float32)
    states = np.stack([step.states.get(expert.bundle.card.name, fresh) for step in steps])
    inputs = [step.inputs for step in steps]
    return lambda: expert.step(inputs, states)


NAMES = (
    *("decode a message", "face matrix", "body window", "log-mel of 100 ms", "fusion, smoothing and advice"),
    *("encode a state", "packets of 16 steps"),
    *(f"{name}, {count}" for name in ("face-net", "face-facs", "voice-stream", "body-trees") for count in (1, 8, 64)),
    *(f"behaviour-rules, {count}" for count in (1, 8, 64)),
)


@pytest.mark.parametrize("name", NAMES)
def test_a_part_takes_no_longer_than_it_did(name: str, day: Day, benchmark: Any) -> None:
    part = parts(day)[name]
    before_s = yardstick()
    benchmark.pedantic(part, rounds=60, iterations=3, warmup_rounds=3)
    ratio = benchmark.stats.stats.min / min(before_s, yardstick())
    held = json.loads(RATIOS.read_text()) if RATIOS.exists() else {}
    if os.environ.get("DER_BENCH_RECORD"):
        RATIOS.write_text(json.dumps({**held, name: round(ratio, 3)}, indent=1, sort_keys=True) + "\n")
    else:
        assert ratio <= WORSE * held[name], f"{name} took {ratio:.2f} yardsticks; ratios.json says {held[name]}"
