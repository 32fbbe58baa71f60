"""Every caller hears back, whatever happens."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.faults import Overloaded
from der_server.inference.batcher import Batcher
from der_server.inference.engine import InThread

pytestmark = pytest.mark.unit


@asynccontextmanager
async def serving(run: Callable[[Sequence[int]], list[int]], **options: int) -> AsyncIterator[Batcher[int, int]]:
    engine = InThread(run)
    async with served(Batcher([engine], **options)) as batcher:
        yield batcher
    engine.close()


@asynccontextmanager
async def served(batcher: Batcher[int, int]) -> AsyncIterator[Batcher[int, int]]:
    server = asyncio.create_task(batcher.serve())
    try:
        yield batcher
    finally:
        server.cancel()
        await asyncio.gather(server, return_exceptions=True)


def double(requests: Sequence[int]) -> list[int]:
    return [2 * request for request in requests]


async def test_every_caller_gets_their_own_answer() -> None:
    async with serving(double, max_batch=4) as batcher:
        answers = await asyncio.gather(*(batcher.submit(i) for i in range(50)))
    assert answers == [2 * i for i in range(50)]


async def test_people_share_a_batch_while_the_model_is_busy() -> None:
    sizes: list[int] = []
    begun, gate = threading.Event(), threading.Event()

    def run(requests: Sequence[int]) -> list[int]:
        sizes.append(len(requests))
        begun.set()
        gate.wait(5)
        return requests

    async with serving(run, max_batch=8) as batcher:
        first = asyncio.create_task(batcher.submit(0))
        assert await asyncio.to_thread(begun.wait, 5)
        rest = [asyncio.create_task(batcher.submit(i)) for i in range(1, 6)]
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(first, *rest)
    assert sizes == [1, 5]


@given(st.sets(st.integers(0, 30)))
def test_a_failing_item_fails_alone(bad: set[int]) -> None:
    def run(requests: Sequence[int]) -> list[int]:
        if bad & set(requests):
            raise ValueError("bad item")
        return requests

    async def scene() -> None:
        async with serving(run, max_batch=16) as batcher:
            answers = await asyncio.gather(*(batcher.submit(i) for i in range(31)), return_exceptions=True)
        for i, answer in enumerate(answers):
            assert isinstance(answer, ValueError) if i in bad else answer == i

    asyncio.run(scene())


async def test_a_model_that_answers_too_little_fails_its_callers_and_lives_on() -> None:
    async with serving(lambda requests: requests[:0] if 13 in requests else requests, max_batch=8) as batcher:
        with pytest.raises(ValueError, match="shorter"):
            await batcher.submit(13)
        assert await batcher.submit(7) == 7


async def test_a_cancelled_caller_costs_nothing() -> None:
    seen: list[int] = []
    begun, gate = threading.Event(), threading.Event()

    def run(requests: Sequence[int]) -> list[int]:
        seen.extend(requests)
        begun.set()
        gate.wait(5)
        return requests

    async with serving(run) as batcher:
        first = asyncio.create_task(batcher.submit(1))
        assert await asyncio.to_thread(begun.wait, 5)
        gone = asyncio.create_task(batcher.submit(2))
        stays = asyncio.create_task(batcher.submit(3))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.sleep(0)
        gate.set()
        assert await first == 1
        assert await stays == 3
    assert seen == [1, 3]


async def test_a_full_queue_says_so_at_once() -> None:
    batcher: Batcher[int, int] = Batcher([], max_queue=2)  # nobody serves it
    waiting = [asyncio.create_task(batcher.submit(i)) for i in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Overloaded):
        await batcher.submit(3)
    assert batcher.depth == 2
    for task in waiting:
        task.cancel()


async def test_closing_leaves_nobody_waiting() -> None:
    gate = threading.Event()

    def run(requests: Sequence[int]) -> list[int]:
        gate.wait(5)
        return requests

    engine = InThread(run)
    batcher: Batcher[int, int] = Batcher([engine], max_batch=1)
    server = asyncio.create_task(batcher.serve())
    callers = [asyncio.create_task(batcher.submit(i)) for i in range(3)]
    await asyncio.sleep(0.01)
    server.cancel()
    answers = await asyncio.wait_for(asyncio.gather(*callers, return_exceptions=True), 5)
    gate.set()
    engine.close()
    assert all(isinstance(answer, asyncio.CancelledError) for answer in answers)
