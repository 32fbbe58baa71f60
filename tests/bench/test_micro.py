"""How long the parts take, by `make bench`: each against a yardstick on the same machine, and never much worse than
what `ratios.json` holds. `DER_BENCH_RECORD=1` writes that file anew. Time is the thread's own, so that other work on
the machine hardly counts."""

import itertools
import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from der_server.advice.advice import Target
from der_server.bench.people import performer
from der_server.bench.pipeline import Pipeline
from der_server.features.voice import NEEDED, mel_block
from der_server.inference.pack import pack_steps, unpack_steps
from der_server.models.example import example_step
from der_server.models.vad import STATE, WINDOW, voice_activity
from der_server.v1.signals_pb2 import Signals
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
        begun_s = time.thread_time()
        for _ in range(20):
            np.sqrt(np.square(numbers).sum(2)).mean(0)
            sum(x * 0.5 for x in range(200))
        times.append(time.thread_time() - begun_s)
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


@pytest.fixture(scope="module")
def parts(day: Day) -> dict[str, Callable[[], Any]]:
    """Name -> what is timed."""
    samples = np.random.default_rng(1).normal(size=NEEDED).astype(np.float32)
    steps = [example_step(i) for i in range(16)]
    data = day.next.SerializeToString()
    found: dict[str, Callable[[], Any]] = {
        "parse a message": lambda: Signals.FromString(data),
        "decode a message": lambda: decode_signals(day.next, 1),
        **signals_of(day),
        "log-mel of 100 ms": lambda: mel_block(samples),
        **words_of(day),
        "encode a state": lambda: encode_state(day.state, full=True, latency_us=1).SerializeToString(),
        "packets of 16 steps": lambda: unpack_steps(pack_steps(steps)),
        "voice activity, 1": hearing(1),
        "voice activity, 8": hearing(8),
    }
    for expert in day.pipeline.lineup.experts:
        for count in (1, 8, 64):
            found[f"{expert.bundle.card.name}, {count}"] = step_of(day, expert, count)
    return found


def signals_of(day: Day) -> dict[str, Callable[[], Any]]:
    """From arrays of one message to what models read."""
    frames, bodies, sense = day.arrival.faces[0], day.arrival.bodies[0], day.visit.face
    reader, track, body = sense.readers[frames.source_id], sense._tracks[frames.source_id], day.visit.body
    values, known = reader.read(frames.weights, frames.lost, frames.confidence)

    def face() -> None:
        sense._last_us.clear()
        sense.absorb(frames, day.now_us, day.visit.refusals)

    def joints() -> None:
        body._last_us.clear()
        body.absorb(bodies, day.now_us, day.visit.refusals)

    def window() -> None:
        body._window._measured_us = None
        body.input_at(day.now_us)

    return {
        "face matrix": lambda: reader.read(frames.weights, frames.lost, frames.confidence),
        "face smoothing": lambda: track.absorb(frames.times_us, values, known),
        "face of a message": face,
        "body of a message": joints,
        "body window": window,
    }


def words_of(day: Day) -> dict[str, Callable[[], Any]]:
    """From estimates to advice, a tenth of a second later each time."""
    judgement, feeling = day.visit.judgement, day.state.feeling
    clock = itertools.count(day.now_us, 100_000)
    own, counterpart = judgement.targets
    witnesses, cues = [word for _, word in judgement._witnesses.values()], dict(judgement._cues)

    def avatar(target: Target) -> Callable[[], Any]:
        return lambda: judgement.avatars.advise(target, replace(feeling), next(clock), False, "general")

    return {
        "fusion, smoothing and social states": lambda: judgement._reader.read(witnesses, cues, next(clock)),
        "advice for one's own avatar": avatar(own),
        "advice for a counterpart": avatar(counterpart),
        "advice for a dialogue": lambda: judgement._dialogue.advise(feeling, next(clock), False),
        "all of judgement": lambda: judgement.conclude(next(clock), speaking=False, needs_human=False),
    }


def hearing(count: int) -> Callable[[], Any]:
    """Voice activity of so many people's 100 ms of noise."""
    activity, states = voice_activity(), np.zeros((count, STATE), np.float32)
    windows = [0.1 * np.random.default_rng(i).normal(size=(3, WINDOW)).astype(np.float32) for i in range(count)]
    return lambda: activity.read(windows, states)


def step_of(day: Day, expert: Any, count: int) -> Callable[[], Any]:
    steps = [example_step(i) for i in range(count)]
    steps = [replace(s, states=a.states) for s, a in zip(steps, day.pipeline.lineup.run(steps), strict=True)]
    fresh = np.zeros(expert.state_size, np.float32)
    states = np.stack([step.states.get(expert.bundle.card.name, fresh) for step in steps])
    inputs = [step.inputs for step in steps]
    return lambda: expert.step(inputs, states)


NAMES = (
    *("parse a message", "decode a message", "face matrix", "face smoothing", "face of a message"),
    *("body of a message", "body window", "log-mel of 100 ms", "fusion, smoothing and social states"),
    *("advice for one's own avatar", "advice for a counterpart", "advice for a dialogue", "all of judgement"),
    *("encode a state", "packets of 16 steps", "voice activity, 1", "voice activity, 8"),
    *(f"{name}, {count}" for name in ("face-net", "face-facs", "voice-stream", "body-trees") for count in (1, 8, 64)),
    *(f"behaviour-rules, {count}" for count in (1, 8, 64)),
)


@pytest.mark.benchmark(timer=time.thread_time)
@pytest.mark.parametrize("name", NAMES)
def test_a_part_takes_no_longer_than_it_did(name: str, parts: dict[str, Callable[[], Any]], benchmark: Any) -> None:
    part = parts[name]
    before_s = yardstick()
    benchmark.pedantic(part, rounds=60, iterations=3, warmup_rounds=3)
    ratio = benchmark.stats.stats.min / min(before_s, yardstick())
    held = json.loads(RATIOS.read_text()) if RATIOS.exists() else {}
    if os.environ.get("DER_BENCH_RECORD"):
        RATIOS.write_text(json.dumps({**held, name: round(ratio, 3)}, indent=1, sort_keys=True) + "\n")
    else:
        assert ratio <= WORSE * held[name], f"{name} took {ratio:.2f} yardsticks; ratios.json says {held[name]}"
