"""The seam between queues and models: a batch goes in, a batch comes out, wherever that happens."""

import asyncio
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

    def watch(self, changed: Callable[[], None]) -> None:
        """Have `changed` called whenever it becomes ready."""
        ...

    async def infer(self, batch: Sequence[In_contra]) -> Sequence[Out_co]:
        """One answer per request, in order. Raises WorkerLost where it is gone, else what the model raised."""
        ...


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

    def watch(self, changed: Callable[[], None]) -> None:
        """It is always ready: nothing ever changes."""

    async def infer(self, batch: Sequence[Req]) -> list[Res]:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._run, batch)

    def close(self) -> None:
        """Let the thread end once it is done."""
        self._thread.shutdown(wait=False)
