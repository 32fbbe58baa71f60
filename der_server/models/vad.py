"""Who speaks when: Silero's voice activity net behind an energy gate, many people a call.

Only the ONNX file of the `silero-vad` package (MIT) is used; its Python code is never imported.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadBundle

Floats = NDArray[np.float32]

WINDOW = 512  # samples at 16 kHz a window: 32 ms
CONTEXT = 64  # samples of the window before that the net wants to see again
HIDDEN = 2 * 128
STATE = HIDDEN + CONTEXT + 1
"""Length of one person's state: the net's memory, the context, the last probability."""
QUIET_RMS = 10 ** (-55 / 20)
"""Windows below -55 dB full scale are taken for silence without asking the net."""
FADE = 0.5  # what a quiet window leaves of the probability


def model_path() -> Path:
    """The ONNX file inside the installed `silero-vad` package. Raises BadBundle where it is not."""
    spec = find_spec("silero_vad")
    places = [] if spec is None else [Path(p) for p in spec.submodule_search_locations or ()]
    for place in places:
        for name in ("silero_vad_16k_op15.onnx", "silero_vad.onnx"):
            if (place / "data" / name).is_file():
                return place / "data" / name
    raise BadBundle("The voice activity model is missing: install `silero-vad` 6.2 or later.")


@cache
def _session(path: Path) -> Any:
    """One session a process, on one thread. (It holds weights, never a person's state.)

    ONNX Runtime keeps a device id and tells its maker of every use, unless it is told not to before it loads.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime as ort  # noqa: PLC0415 - see above

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@dataclass(frozen=True)
class VoiceActivity:
    """Speech probability, window by window."""

    session: Any

    def read(self, windows: Sequence[Floats], states: Floats) -> tuple[list[Floats], Floats]:
        """Probabilities f32[m_i] 0..1 of B people's windows f32[m_i, 512], oldest first.

        states f32[B, STATE], zero for a fresh person; returned anew. People's counts m_i may differ.
        """
        after = states.copy()
        counts = np.array([len(own) for own in windows])
        out = [np.zeros(count, np.float32) for count in counts]
        for turn in range(int(counts.max(initial=0))):
            rows = np.flatnonzero(counts > turn)
            heard = np.stack([windows[row][turn] for row in rows.tolist()])
            probs = self._turn(rows, heard, after)
            for row, prob in zip(rows, probs, strict=True):
                out[row][turn] = prob
        return out, after

    def _turn(self, rows: NDArray[np.intp], heard: Floats, states: Floats) -> Floats:
        """One window of each of `rows`; their states change in place."""
        probs = states[rows, -1] * FADE
        loud = np.flatnonzero(np.sqrt(np.square(heard).mean(1)) >= QUIET_RMS)
        if len(loud):
            who = rows[loud]
            before = states[who]
            hidden = before[:, :HIDDEN].reshape(len(who), 2, -1).transpose(1, 0, 2)
            with_context = np.concatenate([before[:, HIDDEN : HIDDEN + CONTEXT], heard[loud]], 1)
            fed = {"input": with_context, "state": np.ascontiguousarray(hidden), "sr": np.array(16000, np.int64)}
            spoken, hidden = self.session.run(None, fed)
            states[who, :HIDDEN] = hidden.transpose(1, 0, 2).reshape(len(who), -1)
            probs[loud] = spoken[:, 0]
        states[rows, HIDDEN : HIDDEN + CONTEXT] = heard[:, -CONTEXT:]
        states[rows, -1] = probs
        return np.asarray(probs)


def voice_activity() -> VoiceActivity:
    """Ready to read. Raises BadBundle where the model file is missing."""
    return VoiceActivity(_session(model_path()))
