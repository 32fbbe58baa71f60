"""The server with models that take a known time, so that four times too much is the same everywhere.

python -m der_server.bench.slow SETTINGS-JSON
"""

import functools
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from der_server.inference.lanes import Models
from der_server.models.expert import Estimate, Reading, Step, Stepped
from der_server.session.house import OLDEST_S

BEGIN_S, EACH_S, MOST = 0.06, 0.005, 4
"""Seconds a batch takes, and seconds more for each person in it; most people in a batch."""
PER_S = MOST / (BEGIN_S + MOST * EACH_S)
"""Steps a second that such a device can answer."""


AGES_VARIABLE = "DER_BENCH_AGES"
"""Names a file to which the worker adds how old the evidence of each live step was when it began: f64, seconds."""


class Slow:
    """Real models, held back to the time above."""

    def __init__(self, models: Models) -> None:
        self._models = models

    def run(self, steps: Sequence[Step]) -> list[Stepped]:
        """Raises what the models raise."""
        due_s = time.monotonic() + BEGIN_S + EACH_S * len(steps)
        answers = self._models.run(steps)
        time.sleep(max(0.0, due_s - time.monotonic()))
        return answers

    def read(self, readings: Sequence[Reading]) -> list[Estimate]:
        """Texts at their own pace."""
        return self._models.read(readings)

    def warm_up(self) -> None:
        self._models.warm_up()


def in_worker(options: Mapping[str, Any]) -> Models:
    """Models for a worker."""
    from der_server.inference import engine, lanes  # noqa: PLC0415 - only the worker needs it
    from der_server.inference.worker import load_models  # noqa: PLC0415 - as above

    setattr(lanes, "run_in_time", noting(engine.run_in_time))  # noqa: B010 - a name of the module, as in `main`
    return Slow(load_models(dict(options)))


def noting(run_in_time: Any) -> Any:
    """`run_in_time` that also writes ages: what is left until a step is too old says how old it is."""

    def noted(run: Any, batch: Sequence[Any], latest_s: Sequence[float], now_s: float) -> Any:
        ages = [OLDEST_S - (at - now_s) for at in latest_s if now_s < at < np.inf]
        if ages and AGES_VARIABLE in os.environ:
            with Path(os.environ[AGES_VARIABLE]).open("ab") as file:
                file.write(np.array(ages).tobytes())
        return run_in_time(run, batch, latest_s, now_s)

    return noted


def main(told: Mapping[str, Any]) -> None:
    """Serve with slow models until SIGTERM."""
    from der_server import app  # noqa: PLC0415 - not in the worker
    from der_server.config import read_settings  # noqa: PLC0415 - as above
    from der_server.inference import process  # noqa: PLC0415 - as above

    making = functools.partial(process.Making, make="der_server.bench.slow:in_worker")
    setattr(app, "Making", making)  # noqa: B010 - a name of the module, for this process only
    app.serve(read_settings(None, **told), _announce)


def _announce(address: str, web: str | None) -> None:
    print(json.dumps({"address": address}), flush=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
