"""Too much to do: goodput stays, old evidence is not inferred, and it passes by itself. On a virtual clock."""

import asyncio
from collections import Counter
from collections.abc import Sequence

import pytest
from virtual_loop import run_virtual

from der_server.faults import Overloaded, TooLate, WorkerLost
from der_server.inference.batcher import Batcher
from der_server.session.beat import Beat, Load

pytestmark = pytest.mark.unit

OLDEST_S = 0.2


class Device:
    """An engine that takes `begin_s` for a batch and `each_s` more for every request in it, `way_s` away; `held_s`:
    what every third batch needs more to get there, which nobody knows beforehand."""

    def __init__(self, begin_s: float, each_s: float, way_s: float = 0.0, held_s: float = 0.0) -> None:
        self.begin_s, self.each_s, self.way_s, self.held_s = begin_s, each_s, way_s, held_s
        self.ready = True
        self.load: tuple[float, ...] = (begin_s + each_s,)
        self.ages_s: list[float] = []
        self.batches: list[int] = []

    def watch(self, changed: object) -> None:
        self.changed = changed

    async def infer(self, batch: Sequence[float], latest_s: Sequence[float]) -> list[float | None]:
        """Requests are the times at which they were asked."""
        await asyncio.sleep(self.way_s + self.held_s * (len(self.batches) % 3 == 2))
        now_s = asyncio.get_running_loop().time()
        due = [asked_s for asked_s, until_s in zip(batch, latest_s, strict=True) if now_s < until_s]
        self.ages_s += [now_s - asked_s for asked_s in due]
        self.batches.append(len(due))
        if due:
            await asyncio.sleep(self.begin_s + self.each_s * len(due))
        return [asked_s if asked_s in due else None for asked_s in batch]

    def per_second(self, max_batch: int) -> float:
        return max_batch / (self.begin_s + self.each_s * max_batch)


async def ask(batcher: Batcher[float, float], heard: Counter[str]) -> None:
    try:
        await batcher.submit(asyncio.get_running_loop().time(), within_s=OLDEST_S)
        heard["answered"] += 1
    except TooLate:
        heard["late"] += 1
    except Overloaded:
        heard["full"] += 1


async def offer(batcher: Batcher[float, float], per_s: float, seconds: float) -> Counter[str]:
    """Open loop: callers come evenly, whether or not the ones before were answered."""
    heard: Counter[str] = Counter()
    begun_s = asyncio.get_running_loop().time()
    async with asyncio.TaskGroup() as callers:
        for i in range(round(per_s * seconds)):
            await asyncio.sleep(max(0.0, begun_s + i / per_s - asyncio.get_running_loop().time()))
            callers.create_task(ask(batcher, heard))
    assert heard.total() == round(per_s * seconds), "everybody hears back"
    return heard


def scene(devices: Sequence[Device], loads: Sequence[tuple[float, float]]) -> list[Counter[str]]:
    """What callers heard under each load (per second, for so many seconds), one after the other."""

    async def play() -> list[Counter[str]]:
        batcher: Batcher[float, float] = Batcher(devices, max_batch=16, max_queue=512)
        server = asyncio.create_task(batcher.serve())
        found = [await offer(batcher, per_s, seconds) for per_s, seconds in loads]
        server.cancel()
        return found

    return run_virtual(play())


def test_at_four_times_the_load_goodput_stays_and_nothing_old_is_inferred() -> None:
    device = Device(0.004, 0.001)
    capacity = device.per_second(16)
    over, after = scene([device], [(4 * capacity, 5.0), (0.5 * capacity, 5.0)])
    assert over["answered"] > 0.9 * capacity * 5.0
    assert over["late"] + over["full"] > 0
    assert max(device.ages_s) <= OLDEST_S
    assert after.keys() == {"answered"}, "recovery needs nobody"


@pytest.mark.parametrize("held_s", [0.0, 0.012])
def test_what_would_be_too_old_where_the_work_begins_is_not_inferred_and_costs_no_goodput(held_s: float) -> None:
    device = Device(0.060, 0.005, 0.015, held_s)
    capacity = 16 / (0.015 + 0.060 + 16 * 0.005)
    (heard,) = scene([device], [(4 * capacity, 10.0)])
    assert heard["late"] > 0
    assert heard["answered"] == len(device.ages_s), "who was inferred is answered, and nobody else"
    assert heard["answered"] > 0.9 * capacity * 10.0
    assert OLDEST_S - 0.04 < max(device.ages_s) <= OLDEST_S


def test_the_next_batch_leaves_before_the_last_one_is_answered() -> None:
    async def play() -> list[tuple[str, float]]:
        device, seen = Device(0.010, 0.0), []
        batcher: Batcher[float, float] = Batcher([device], max_batch=1)
        server = asyncio.create_task(batcher.serve())

        async def caller(number: float) -> None:
            await batcher.submit(number)
            seen.append(("answered", float(len(device.batches))))

        async with asyncio.TaskGroup() as callers:
            for i in range(3):
                callers.create_task(caller(float(i)))
        server.cancel()
        return seen

    assert [begun for _, begun in run_virtual(play())] == [2, 3, 3]


def test_devices_of_different_speed_are_all_kept_busy() -> None:
    devices = [Device(0.001, 0.0005), Device(0.004, 0.002), Device(0.010, 0.005)]
    capacities = [device.per_second(16) for device in devices]
    (over,) = scene(devices, [(4 * sum(capacities), 5.0)])
    assert over["answered"] > 0.9 * sum(capacities) * 5.0
    for device, capacity in zip(devices, capacities, strict=True):
        assert sum(device.batches) == pytest.approx(capacity * 5.0, rel=0.1)


def test_where_one_device_is_enough_the_fastest_does_it() -> None:
    slow, fast = Device(0.004, 0.002), Device(0.0005, 0.0001)
    scene([slow, fast], [(50.0, 2.0)])
    assert slow.batches == []
    assert sum(fast.batches) == 100


async def test_without_any_engine_callers_hear_that_it_is_too_late() -> None:
    batcher: Batcher[float, float] = Batcher([])
    server = asyncio.create_task(batcher.serve())
    with pytest.raises(TooLate):
        await batcher.submit(0.0, within_s=0.01)
    server.cancel()


class Dying(Device):
    """Is lost on its n-th batch and on all after it."""

    def __init__(self, dies_at: int) -> None:
        super().__init__(0.001, 0.001)
        self.dies_at = dies_at

    async def infer(self, batch: Sequence[float], latest_s: Sequence[float]) -> list[float | None]:
        if len(self.batches) + 1 >= self.dies_at:
            await asyncio.sleep(0.001)
            self.ready = False
            raise WorkerLost("gone")
        return await super().infer(batch, latest_s)


def test_a_lost_batch_is_answered_elsewhere() -> None:
    dying, well = Dying(20), Device(0.001, 0.001)
    (heard,) = scene([dying, well], [(500.0, 1.0)])
    assert not dying.ready
    assert heard == {"answered": 500}


def test_a_request_that_two_engines_were_lost_on_fails_and_the_rest_live_on() -> None:
    async def play() -> None:
        dying = [Dying(1), Dying(1)]
        well = Device(0.001, 0.001)
        well.ready = False
        batcher: Batcher[float, float] = Batcher([*dying, well])
        server = asyncio.create_task(batcher.serve())
        with pytest.raises(WorkerLost):
            await batcher.submit(0.0)
        well.ready = True
        assert await batcher.submit(1.0) == 1.0
        server.cancel()

    run_virtual(play())


def test_everybody_who_asks_for_the_beat_is_woken_together() -> None:
    async def play() -> list[float]:
        beat, woken = Beat(lambda: 0.02), []

        async def wait(after_s: float) -> None:
            await asyncio.sleep(after_s)
            roused = asyncio.Event()
            beat.wake(roused)
            beat.wake(roused)
            await roused.wait()
            woken.append(asyncio.get_running_loop().time())

        async with asyncio.TaskGroup() as people:
            for i in range(10):
                people.create_task(wait(0.001 + i * 0.0015))
        return woken

    woken = run_virtual(play())
    assert len(set(woken)) == 1
    assert woken[0] / 0.02 == pytest.approx(round(woken[0] / 0.02))


def test_a_house_is_busy_while_steps_wait_and_soon_after_no_longer() -> None:
    async def play() -> list[bool]:
        load, seen = Load(0.05), []
        for waited_s in (0.001, 0.2):
            for _ in range(100):
                load.note(waited_s)
                await asyncio.sleep(0.01)
            seen.append(load.busy)
        await asyncio.sleep(5)
        return [*seen, load.busy]

    assert run_virtual(play()) == [False, True, False]
