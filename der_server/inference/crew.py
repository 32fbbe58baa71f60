"""Who runs the models: a thread per lane in this process, or worker processes."""

import asyncio
import os
from collections.abc import Sequence
from typing import Protocol

from der_server.inference.engine import Engine, InThread
from der_server.inference.lanes import Models
from der_server.inference.process import Making, Worker
from der_server.models.expert import Estimate, Reading, Step, Stepped


class Crew(Protocol):
    """Engines by lane. `start` before use; `serve` keeps them alive until cancelled."""

    @property
    def fast(self) -> Sequence[Engine[Step, Stepped]]: ...

    @property
    def slow(self) -> Sequence[Engine[Step, Stepped]]: ...

    @property
    def text(self) -> Sequence[Engine[Reading, Estimate]]: ...

    async def start(self) -> None: ...

    async def serve(self) -> None: ...


class Threads:
    """Models in this process, a thread per lane."""

    def __init__(self, models: Models) -> None:
        self._models = models
        self._fast = InThread(models.run, "der-fast")
        self._slow = InThread(models.run, "der-slow")
        self._text = InThread(models.read, "der-text")
        self.fast: Sequence[Engine[Step, Stepped]] = (self._fast,)
        self.slow: Sequence[Engine[Step, Stepped]] = (self._slow,)
        self.text: Sequence[Engine[Reading, Estimate]] = (self._text,)

    async def start(self) -> None:
        """Warm the models up."""
        await asyncio.to_thread(self._models.warm_up)

    async def serve(self) -> None:
        """Until cancelled; then the threads end."""
        try:
            await asyncio.Event().wait()
        finally:
            for engine in (self._fast, self._slow, self._text):
                engine.close()


class Processes:
    """Worker processes, one per making (a device each, or several of one)."""

    def __init__(self, makings: Sequence[Making], *, hang_s: float) -> None:
        self.workers = tuple(Worker(making, hang_s=hang_s) for making in makings)
        self.fast: Sequence[Engine[Step, Stepped]] = tuple(worker.fast for worker in self.workers)
        self.slow: Sequence[Engine[Step, Stepped]] = tuple(worker.slow for worker in self.workers)
        self.text: Sequence[Engine[Reading, Estimate]] = tuple(worker.text for worker in self.workers)

    async def start(self) -> None:
        """Back once every worker is warm. Raises DerError; then no process is left."""
        try:
            async with asyncio.TaskGroup() as starting:
                for worker in self.workers:
                    starting.create_task(worker.start())
        except BaseException as error:
            await asyncio.gather(*(worker.end() for worker in self.workers))
            if isinstance(error, BaseExceptionGroup):
                raise error.exceptions[0] from None
            raise

    async def serve(self) -> None:
        """Keep every worker alive until cancelled."""
        async with asyncio.TaskGroup() as living:
            for worker in self.workers:
                living.create_task(worker.serve())


def cores() -> int:
    """Cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


__all__ = ["Crew", "Making", "Processes", "Threads", "cores"]
