"""Who speaks when: Silero's voice activity net behind an energy gate, all windows of one person a call.

Measured: a call with three windows costs less than three calls with one window of up to eight people each, and one
person's answer then does not depend on who else is there.

Only the ONNX file of the `silero-vad` package (MIT) is used; its Python code is never imported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadBundle
from der_server.models.graph import session

Floats = NDArray[np.float32]

FILE = "silero_vad_16k_sequence.onnx"
"""The net of `silero_vad.onnx` for windows in a row; bit for bit the same answers."""
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
        if (place / "data" / FILE).is_file():
            return place / "data" / FILE
    raise BadBundle("The voice activity model is missing: install `silero-vad` 6.2.3 or later.")


@cache
def _session(path: Path) -> Any:
    """One session a process, on one thread. (It holds weights, never a person's state.)"""
    return session(path)


@dataclass(frozen=True)
class VoiceActivity:
    """Speech probability, window by window."""

    session: Any

    def read(self, windows: Sequence[Floats], states: Floats) -> tuple[list[Floats], Floats]:
        """Probabilities f32[m_i] 0..1 of B people's windows f32[m_i, 512], oldest first.

        states f32[B, STATE], zero for a fresh person; returned anew. People's counts m_i may differ.
        """
        after = states.copy()
        return [self._follow(own, state) for own, state in zip(windows, after, strict=True)], after

    def _follow(self, heard: Floats, state: Floats) -> Floats:
        """One person's windows; the state f32[STATE] changes in place."""
        probs = np.zeros(len(heard), np.float32)
        if not len(heard):
            return probs
        loud = np.sqrt(np.square(heard).mean(1)) >= QUIET_RMS
        if loud.any():
            fed = np.empty((len(heard), CONTEXT + WINDOW), np.float32)
            fed[0, :CONTEXT], fed[1:, :CONTEXT] = state[HIDDEN : HIDDEN + CONTEXT], heard[:-1, -CONTEXT:]
            fed[:, CONTEXT:] = heard
            h, c = state[:HIDDEN].reshape(2, 1, 1, -1)
            probs[loud], h, c = self.session.run(None, {"input": fed[loud], "h": h, "c": c})
            state[:HIDDEN] = np.concatenate([h, c], None)
        last = state[-1]
        for at in np.flatnonzero(~loud):
            probs[at] = (probs[at - 1] if at else last) * np.float32(FADE)
        state[HIDDEN : HIDDEN + CONTEXT] = heard[-1, -CONTEXT:]
        state[-1] = probs[-1]
        return probs


def voice_activity() -> VoiceActivity:
    """Ready to read. Raises BadBundle where the model file is missing."""
    return VoiceActivity(_session(model_path()))
