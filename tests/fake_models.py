"""Models that count: each person's state says how many steps were taken for them. For workers under test."""

import os
import signal
import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from der_server.faults import BadBundle
from der_server.models.expert import Estimate, Reading, Step, Stepped


class Counting:
    """A device of a given speed. An input of the name `dies`, `hangs` or `raises` does what it says."""

    def __init__(self, begin_s: float, each_s: float, text_s: float) -> None:
        self._begin_s, self._each_s, self._text_s = begin_s, each_s, text_s

    def run(self, steps: Sequence[Step]) -> list[Stepped]:
        time.sleep(self._begin_s + self._each_s * len(steps))
        for step in steps:
            if "dies" in step.inputs:
                os.kill(os.getpid(), signal.SIGKILL)
            if "hangs" in step.inputs:
                time.sleep(1000)
            if "raises" in step.inputs:
                raise ValueError("a person's words")
        return [self._counted(step) for step in steps]

    def _counted(self, step: Step) -> Stepped:
        before = step.states.get("count", np.zeros(1, np.float32))
        said = Estimate(np.full(7, -np.log(7), np.float32), 1.0, {"pid": float(os.getpid())})
        return Stepped({"count": said}, {"count": before + 1})

    def read(self, readings: Sequence[Reading]) -> list[Estimate]:
        time.sleep(self._text_s)
        return [Estimate(np.zeros(7, np.float32), 0.5, {"letters": float(len(text))}) for text, _ in readings]

    def warm_up(self) -> None:
        """Nothing is cold."""


def make(options: Mapping[str, Any]) -> Counting:
    if options.get("broken"):
        raise BadBundle("Bundle face-net cannot be read: retrain it with `der train`.")
    return Counting(options.get("begin_s", 0.0), options.get("each_s", 0.0), options.get("text_s", 0.0))
