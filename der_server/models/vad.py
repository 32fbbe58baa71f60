"""Who speaks when: Silero's voice activity net behind an energy gate, the windows of many people in one call.

`vad.safetensors` holds the numbers of the `silero-vad` package's net (MIT), and the graphs that run them; written by
`der_server.training.vad`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from der_server.faults import BadBundle
from der_server.models.graph import Graph

Floats = NDArray[np.float32]

FILE = Path(__file__).with_suffix(".safetensors")
GRAPHS = {3: "three", 1: "one"}
"""Windows in a row that a graph takes -> its name. A tenth of a second has three, or four."""
WINDOW = 512  # samples at 16 kHz a window: 32 ms
CONTEXT = 64  # samples of the window before that the net wants to see again
HIDDEN = 2 * 128
STATE = HIDDEN + CONTEXT + 1
"""Length of one person's state: the net's memory, the context, the last probability."""
QUIET = WINDOW * 10 ** (-55 / 10)
"""Energy of a window at -55 dB full scale; below it is silence without asking the net."""
FADE = 0.5  # what a quiet window leaves of the probability


@cache
def _graphs() -> dict[int, Graph]:
    """One of each a process, on one thread. (They hold weights, never a person's state.)"""
    try:
        arrays = load_file(FILE)
        return {windows: Graph(arrays, name) for windows, name in GRAPHS.items()}
    except Exception as error:  # ONNX Runtime's errors have no family of their own
        raise BadBundle("The voice activity model is missing or damaged: install der-server anew.") from error


@dataclass(frozen=True)
class VoiceActivity:
    """Speech probability, window by window. graphs: by the windows in a row that they take."""

    graphs: dict[int, Graph]

    def read(self, windows: Sequence[Floats], states: Floats) -> tuple[list[Floats], Floats]:
        """Probabilities f32[m_i] 0..1 of B people's windows f32[m_i, 512], oldest first.

        states f32[B, STATE], zero for a fresh person; returned anew. People's counts m_i may differ.
        """
        after = states.copy()
        loud = [np.einsum("nk,nk->n", own, own) >= QUIET for own in windows]
        fed = [_fed(*one) for one in zip(windows, states, loud, strict=True)]
        said = self._ask(fed, after)
        probs = [_faded(*one) for one in zip(loud, said, states[:, -1], strict=True)]
        for own, prob, state in zip(windows, probs, after, strict=True):
            if len(own):
                state[HIDDEN : HIDDEN + CONTEXT], state[-1] = own[-1, -CONTEXT:], prob[-1]
        return probs, after

    def _ask(self, fed: Sequence[Floats], after: Floats) -> list[Floats]:
        """What the net says of each person's windows f32[m_i, 576]; their memories in `after` change in place.

        People who have so many windows left share a call.
        """
        said = [np.empty(len(own), np.float32) for own in fed]
        at = [0] * len(fed)
        for windows, graph in self.graphs.items():
            while rows := [row for row, own in enumerate(fed) if len(own) - at[row] >= windows]:
                inputs = np.array([fed[row][at[row] : at[row] + windows] for row in rows])
                out = graph(inputs, after[rows, :HIDDEN])
                after[rows, :HIDDEN] = out[:, windows:]
                for row, probs in zip(rows, out, strict=True):
                    said[row][at[row] : at[row] + windows] = probs[:windows]
                    at[row] += windows
        return said


def _fed(own: Floats, state: Floats, loud: NDArray[np.bool_]) -> Floats:
    """The loud windows, each with the context before it, f32[m, 576]."""
    fed = np.empty((len(own), CONTEXT + WINDOW), np.float32)
    fed[:1, :CONTEXT], fed[1:, :CONTEXT] = state[HIDDEN : HIDDEN + CONTEXT], own[:-1, -CONTEXT:]
    fed[:, CONTEXT:] = own
    return fed if loud.all() else fed[loud]


def _faded(loud: NDArray[np.bool_], said: Floats, last: np.float32) -> Floats:
    """Probabilities of all windows, from those of the loud ones and the last before them."""
    if len(said) == len(loud):
        return said
    probs = np.zeros(len(loud), np.float32)
    probs[loud] = said
    for at in np.flatnonzero(~loud):
        probs[at] = (probs[at - 1] if at else last) * np.float32(FADE)
    return probs


def voice_activity() -> VoiceActivity:
    """Ready to read. Raises BadBundle where the model file is missing."""
    return VoiceActivity(_graphs())
