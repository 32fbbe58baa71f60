"""What people notice when one of two workers is killed: 500 steps a second, `kill -9` in the middle."""

import asyncio
import os
import signal
import time
from typing import Any

from der_server.bench.measure import STATES_HZ, quantiles
from der_server.faults import DerError
from der_server.inference.batcher import Batcher
from der_server.inference.crew import Making, Processes
from der_server.models.example import example_step
from der_server.models.expert import Step, Stepped
from der_server.models.lineup import SHIPPED
from der_server.session.house import OLDEST_S

PEOPLE = 50
SECONDS = 6.0
OPTIONS = {"folder": str(SHIPPED), "device": "cpu", "threads": 1, "allowed_terms": None}


async def _person(fast: Batcher[Step, Stepped], number: int, times_ms: list[float]) -> int:
    """Steps at an even rate, each counted from when it was due; how many were lost."""
    step, lost = example_step(number), 0
    begin_s = time.monotonic() + number / PEOPLE / STATES_HZ
    for i in range(round(SECONDS * STATES_HZ)):
        due_s = begin_s + i / STATES_HZ
        await asyncio.sleep(due_s - time.monotonic())
        try:
            answer = await fast.submit(step, within_s=OLDEST_S)
            step = Step(step.inputs, answer.states)
            times_ms.append((time.monotonic() - due_s) * 1e3)
        except DerError:
            lost += 1
    return lost


async def _scene() -> dict[str, Any]:
    crew = Processes([Making(OPTIONS)] * 2, hang_s=2.0)
    await crew.start()
    fast: Batcher[Step, Stepped] = Batcher(crew.fast)
    owned = [asyncio.create_task(crew.serve()), asyncio.create_task(fast.serve())]
    times_ms: list[float] = []
    try:
        people = [asyncio.create_task(_person(fast, n, times_ms)) for n in range(PEOPLE)]
        await asyncio.sleep(SECONDS / 2)
        before, first = quantiles(times_ms), crew.workers[0]
        if first.pid is not None:
            os.kill(first.pid, signal.SIGKILL)
        killed_at = len(times_ms)
        lost = sum(await asyncio.gather(*people))
        return {
            "steps_per_s": PEOPLE * STATES_HZ,
            "lost": lost,
            "p99_before_ms": before["p99_ms"],
            "worst_after_ms": round(max(times_ms[killed_at:]), 1),
            "starts": first.starts,
        }
    finally:
        for task in owned:
            task.cancel()
        await asyncio.gather(*owned, return_exceptions=True)


def kill_one_of_two() -> dict[str, Any]:
    """Steps lost, and the worst one after the kill."""
    return asyncio.run(_scene())
