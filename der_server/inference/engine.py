"""The seam between queues and models: a batch goes in, a batch comes out, wherever that happens."""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, Protocol, TypeVar

Req = TypeVar("Req")
Res = TypeVar("Res")
In_contra = TypeVar("In_contra", contravariant=True)
Out_co = TypeVar("Out_co", covariant=True)


class Engine(Protocol[In_contra, Out_co]):
    """One place where batches of one lane are run: a thread, a process, or another node."""

    @property
    def ready(self) -> bool:
        """Whether it may be given a batch."""
        ...

    @property
    def load(self) -> tuple[float, ...]:
        """Of several that are ready, the one with the least is given the batch."""
        ...

    @property
    def way_s(self) -> float:
        """How long after a batch leaves for it the work begins, as it was lately."""
        ...

    def watch(self, changed: Callable[[], None]) -> None:
        """Have `changed` called whenever it becomes ready."""
        ...

    async def infer(self, batch: Sequence[In_contra], latest_s: Sequence[float]) -> Sequence[Out_co | None]:
        """One answer per request, in order; None for those it came to too late: each has a time (monotonic seconds)
        after which it must not be begun. Raises WorkerLost where it is gone, else what the model raised."""
        ...


def run_in_time(
    run: Callable[[Sequence[Req]], list[Res]], batch: Sequence[Req], latest_s: Sequence[float], now_s: float
) -> list[Res | None]:
    """The answers to those requests of a batch that may still be begun now; None for the others.

    Asked where the work begins. Monotonic seconds are those of the machine: they mean the same in all its processes.
    """
    due = [i for i, at in enumerate(latest_s) if now_s < at]
    out: list[Res | None] = [None] * len(batch)
    if due:
        for i, answer in zip(due, run(batch if len(due) == len(batch) else [batch[i] for i in due]), strict=True):
            out[i] = answer
    return out


class InThread(Generic[Req, Res]):
    """Runs batches on a thread of its own in this process: for tests, and where there is one core."""

    def __init__(self, run: Callable[[Sequence[Req]], list[Res]], name: str = "der") -> None:
        self._run = run
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)

    @property
    def ready(self) -> bool:
        return True

    @property
    def load(self) -> tuple[float, ...]:
        return ()

    @property
    def way_s(self) -> float:
        return 0.0

    def watch(self, changed: Callable[[], None]) -> None:
        """It is always ready: nothing ever changes."""

    async def infer(self, batch: Sequence[Req], latest_s: Sequence[float]) -> list[Res | None]:
        def work() -> list[Res | None]:
            return run_in_time(self._run, batch, latest_s, time.monotonic())

        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Let the thread end once it is done."""
        self._thread.shutdown(wait=False)
