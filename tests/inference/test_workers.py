"""Worker processes: what they are asked is answered, whatever happens to them, and none is left behind."""

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from der_server.faults import BadBundle, TooLate, WorkerLost
from der_server.inference.batcher import Batcher
from der_server.inference.crew import Processes
from der_server.inference.process import Making, ModelError
from der_server.models.expert import Estimate, Reading, Step, Stepped

pytestmark = pytest.mark.wire

TESTS = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _fakes_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    known = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(TESTS), str(TESTS.parent), known])))


def making(**options: Any) -> Making:
    return Making(options, "fake_models:make")


class House:
    """A crew of workers with its lanes."""

    def __init__(self, crew: Processes) -> None:
        self.crew = crew
        self.fast: Batcher[Step, Stepped] = Batcher(crew.fast)
        self.text: Batcher[Reading, Estimate] = Batcher(crew.text)

    def pids(self) -> list[int]:
        return [worker.pid for worker in self.crew.workers if worker.pid is not None]


@asynccontextmanager
async def house(*makings: Making, hang_s: float = 2.0) -> AsyncIterator[House]:
    crew = Processes(makings, hang_s=hang_s)
    await crew.start()
    made = House(crew)
    tasks = [asyncio.create_task(work()) for work in (crew.serve, made.fast.serve, made.text.serve)]
    try:
        yield made
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for pid in made.pids():
        assert not alive(pid)


def alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def step(count: float = 0, **inputs: float) -> Step:
    states = {"count": np.array([count], np.float32)} if count else {}
    return Step({name: np.array([value], np.float32) for name, value in inputs.items()}, states)


async def person(fast: Batcher[Step, Stepped], steps: int, period_s: float) -> tuple[float, Counter[float]]:
    """Takes one step after the other, at a rate; the count in their state, and which process took how many."""
    state: dict[str, Any] = {}
    took: Counter[float] = Counter()
    loop = asyncio.get_running_loop()
    begun_s = loop.time()
    for i in range(steps):
        await asyncio.sleep(max(0.0, begun_s + i * period_s - loop.time()))
        answer = await fast.submit(Step({}, state))
        state = dict(answer.states)
        took[answer.estimates["count"].extra["pid"]] += 1
    return float(state["count"][0]), took


async def test_steps_and_texts_are_answered_by_another_process() -> None:
    async with house(making()) as home:
        answer, read = await asyncio.gather(home.fast.submit(step(41, face=0.5)), home.text.submit(("hello", "en")))
        assert answer.states["count"] == 42
        assert answer.estimates["count"].extra["pid"] in home.pids()
        assert read.extra == {"letters": 5.0}


async def test_kill_9_of_one_of_two_at_500_steps_a_second_loses_nothing() -> None:
    async with house(making(begin_s=0.002), making(begin_s=0.002)) as home:
        people = [asyncio.create_task(person(home.fast, 30, 0.1)) for _ in range(50)]
        await asyncio.sleep(1.0)
        killed = home.pids()[0]
        os.kill(killed, signal.SIGKILL)
        found = await asyncio.wait_for(asyncio.gather(*people), 30)
        assert [count for count, _ in found] == [30.0] * 50, "every step was taken once, in order"
        took = sum((who for _, who in found), Counter[float]())
        assert took[killed] > 0
        assert len(took) >= 2
        await came_back(home, killed)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - other processes tell nobody
            await asyncio.sleep(0.01)


def stands_still(pid: int) -> bool:
    """Whether every thread of a process has come to rest after a SIGSTOP: a busy machine takes its time."""
    states = [
        path.read_text("ascii").rpartition(")")[2].split()[0] for path in Path(f"/proc/{pid}/task").glob("*/stat")
    ]
    return set(states) == {"T"}


async def came_back(home: House, killed: int) -> None:
    """A signal takes its time: a worker may give its last answer before it."""
    await until(lambda: home.crew.workers[0].starts == 2 and all(worker.ready for worker in home.crew.workers))
    assert killed not in home.pids()


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
async def test_the_only_worker_that_dies_or_hangs_is_replaced_and_everybody_hears_back(end: signal.Signals) -> None:
    async with house(making(), hang_s=0.3) as home:
        await home.fast.submit(step())
        gone = home.pids()[0]
        os.kill(gone, end)
        answers = await asyncio.wait_for(asyncio.gather(*(home.fast.submit(step(i)) for i in range(5))), 20)
        assert [float(answer.states["count"][0]) for answer in answers] == [1.0, 2.0, 3.0, 4.0, 5.0]
        await came_back(home, gone)


async def test_an_idle_worker_that_hangs_is_found_and_replaced() -> None:
    async with house(making(), hang_s=0.3) as home:
        hangs = home.pids()[0]
        os.kill(hangs, signal.SIGSTOP)
        await until(lambda: home.crew.workers[0].starts == 2)
        await came_back(home, hangs)
        assert not alive(hangs)


async def test_a_step_that_fails_fails_alone_and_says_nothing_of_the_person() -> None:
    async with house(making(begin_s=0.01)) as home:
        steps = [step(i + 1) for i in range(8)] + [step(raises=1.0)]
        *fine, bad = await asyncio.gather(*(home.fast.submit(s) for s in steps), return_exceptions=True)
        assert [float(answer.states["count"][0]) for answer in fine] == [i + 2.0 for i in range(8)]  # type: ignore[union-attr]
        assert isinstance(bad, ModelError)
        assert str(bad) == "ValueError"


@pytest.mark.parametrize("deed", ["dies", "hangs"])
async def test_a_step_that_takes_two_workers_with_it_fails_and_the_house_lives_on(deed: str) -> None:
    async with house(making(), making(), hang_s=0.3) as home:
        with pytest.raises(WorkerLost):
            await asyncio.wait_for(home.fast.submit(step(**{deed: 1.0})), 20)
        answer = await asyncio.wait_for(home.fast.submit(step(1)), 20)
        assert answer.states["count"] == 2


async def test_a_step_that_grows_too_old_on_the_way_is_skipped_and_its_caller_hears_so() -> None:
    async with house(making(), hang_s=20.0) as home:
        assert (await home.fast.submit(step(), within_s=0.2)).states["count"] == 1
        (worker,) = home.crew.workers
        os.kill(home.pids()[0], signal.SIGSTOP)
        await until(lambda: stands_still(home.pids()[0]))
        old = asyncio.create_task(home.fast.submit(step(1, raises=1.0), within_s=0.2))
        await until(lambda: worker.under_way == 1)  # it left in time, but does not arrive
        waiting = asyncio.create_task(home.fast.submit(step(2), within_s=0.2))
        patient = asyncio.create_task(home.fast.submit(step(6), within_s=60.0))
        with pytest.raises(TooLate):
            await waiting
        await asyncio.sleep(0.1)
        assert not old.done()
        os.kill(home.pids()[0], signal.SIGCONT)
        with pytest.raises(TooLate):  # and not what the model would have raised
            await old
        assert (await patient).states["count"] == 7
        assert worker.starts == 1


async def test_devices_of_different_speed_share_by_speed() -> None:
    speeds = (0.001, 0.005, 0.020)
    async with house(*(making(begin_s=s) for s in speeds)) as home:
        home.fast._max_batch = 1
        found = await asyncio.gather(*(person(home.fast, 20, 0.0) for _ in range(30)))
        took = sum((who for _, who in found), Counter[float]())
        assert [count for count, _ in found] == [20.0] * 30
        quick, middling, slow = (took[pid] for pid in home.pids())
        assert quick > middling > slow > 0


async def test_a_slow_text_does_not_hold_up_a_step() -> None:
    async with house(making(text_s=1.0)) as home:
        text = asyncio.create_task(home.text.submit(("slow", "en")))
        await until(lambda: home.crew.workers[0].under_way == 1)
        answer = await home.fast.submit(step())
        assert answer.states["count"] == 1
        assert not text.done()
        await text


async def test_workers_that_cannot_load_their_models_say_why_and_leave_nothing_behind() -> None:
    crew = Processes([making(), making(broken=True)], hang_s=1.0)
    with pytest.raises(BadBundle, match="retrain"):
        await crew.start()
    for worker in crew.workers:
        assert worker.pid is None or not alive(worker.pid)


PARENT = """
import asyncio, json, sys
from der_server.inference.crew import Processes
from der_server.inference.process import Making

async def main():
    crew = Processes([Making({}, "fake_models:make")] * 2, hang_s=2.0)
    await crew.start()
    print(json.dumps([worker.pid for worker in crew.workers]), flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


async def test_workers_end_when_the_server_is_killed() -> None:
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", PARENT, stdout=asyncio.subprocess.PIPE)
    assert parent.stdout is not None
    pids = json.loads(await parent.stdout.readline())
    assert all(map(running, pids))
    parent.kill()
    await parent.wait()
    await until(lambda: not any(map(running, pids)))


def running(pid: int) -> bool:
    """Alive, and no mere entry that nobody has collected yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
