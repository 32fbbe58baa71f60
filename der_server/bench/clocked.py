"""The server with clocks at the doors of its rooms: where its CPU time goes. Only the bench runs it.

    python -m der_server.bench.clocked FOLDER SETTINGS-JSON

Every process writes what each room used (CPU seconds of its threads) to FOLDER/<pid>.f64, where the bench reads it.
"""

import functools
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from der_server.listener import choose_listener

ROOMS = ("parse", "features", "packing", "models", "voice_activity", "judgement", "encode")
"""parse: bytes to arrays. features: samples absorbed, windows, log-mels. judgement: fusion, timeline, advice."""
FOLDER_VARIABLE = "DER_BENCH_CLOCKS"


class Clocks:
    """CPU seconds by room, in a file that others can read at any time. A room within another counts only itself."""

    def __init__(self, folder: Path) -> None:
        self._seconds = np.memmap(folder / f"{os.getpid()}.f64", np.float64, "w+", shape=(len(ROOMS),))
        self._inner_ns: list[int] = []

    def on(self, room: str, owner: Any, name: str) -> None:
        """Put a clock at a function or method."""
        setattr(owner, name, self.at(room, getattr(owner, name)))

    def on_codec(self, module: Any, *names: str) -> None:
        """Put clocks at functions of the codec that a module knows as STEPS."""
        module.STEPS = replace(
            module.STEPS, **{name: self.at("packing", getattr(module.STEPS, name)) for name in names}
        )

    def at(self, room: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with a clock around it. One thread at a time."""
        index = ROOMS.index(room)

        @functools.wraps(function)
        def clocked(*args: Any, **kwargs: Any) -> Any:
            self._inner_ns.append(0)
            begun_ns = time.thread_time_ns()
            try:
                return function(*args, **kwargs)
            finally:
                took_ns = time.thread_time_ns() - begun_ns
                self._seconds[index] += (took_ns - self._inner_ns.pop()) / 1e9
                if self._inner_ns:
                    self._inner_ns[-1] += took_ns

        return clocked


def in_worker(options: Mapping[str, Any]) -> Any:
    """Models for a worker, with clocks."""
    from der_server.inference import lanes  # noqa: PLC0415 - after the clocks are wanted
    from der_server.inference.worker import load_models  # noqa: PLC0415 - as above
    from der_server.models.vad import VoiceActivity  # noqa: PLC0415 - as above

    clocks = Clocks(Path(os.environ[FOLDER_VARIABLE]))
    clocks.on("voice_activity", VoiceActivity, "read")
    models = load_models(dict(options))
    clocks.on_codec(lanes, "unpack", "pack_answers")
    clocks.on("models", type(models), "run")
    return models


def main(folder: Path, told: Mapping[str, Any]) -> None:
    """Serve with clocks until SIGTERM."""
    choose_listener()
    from der_server import app  # noqa: PLC0415 - after that, and after the clocks are wanted
    from der_server.config import read_settings  # noqa: PLC0415 - as above
    from der_server.inference import process  # noqa: PLC0415 - as above
    from der_server.session.visit import Visit  # noqa: PLC0415 - as above
    from der_server.wire import mail, stream, writer  # noqa: PLC0415 - as above

    clocks = Clocks(folder)
    clocks.on("parse", stream, "parse")
    clocks.on("parse", mail, "decode_signals")
    for name in ("absorb", "step"):
        clocks.on("features", Visit, name)
    clocks.on("judgement", Visit, "conclude")
    clocks.on("encode", writer, "encode_response")
    clocks.on_codec(process, "pack", "unpack_answers")
    making = functools.partial(process.Making, make="der_server.bench.clocked:in_worker")
    setattr(app, "Making", making)  # noqa: B010 - a name of the module, for this process only
    os.environ[FOLDER_VARIABLE] = str(folder)
    app.serve(read_settings(None, **told), _announce)


def _announce(address: str, web: str | None) -> None:
    print(json.dumps({"address": address}), flush=True)


def read_clocks(folder: Path) -> dict[str, float]:
    """CPU seconds by room so far, all processes together."""
    files = sorted(folder.glob("*.f64"))
    total = sum((np.fromfile(path, np.float64) for path in files), np.zeros(len(ROOMS)))
    return dict(zip(ROOMS, total.tolist(), strict=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
