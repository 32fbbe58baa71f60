"""Nets on a device, a batch of people at a time: plainly on the CPU and MPS, as CUDA graphs on NVIDIA GPUs.

On CUDA a batch is filled up to the next power of two. Each such size has pinned buffers and one recorded graph, on a
stream of its own: copy in, replay, copy out, and only then one wait. A graph's buffers are for one call at a time, so
lanes, which are threads, take turns. Half precision is used where, on the batch that is at hand when the graph is
recorded, it says what full precision says.

The CUDA path has not been run on a GPU yet: see docs/bench.md.
"""

import threading
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

from der_server.models.expert import Floats

CLOSE = 0.02
"""Half precision may differ by so much in any output (log probabilities, logits) before full precision is used."""
MOST_GRAPHS = 64
WARM_UPS = 3
"""Runs before a graph is recorded, as torch's documentation of CUDA graphs asks for."""


def bucket(count: int) -> int:
    """The batch size a batch is filled up to: the next power of two."""
    return 1 << (count - 1).bit_length()


class Runner:
    """Calls `function(*tensors) -> tensor` with numpy arrays on both sides; the first axis is people."""

    def __init__(self, function: Callable[..., Tensor], device: str, *, half: bool = True) -> None:
        """half: whether half precision may be tried (never where outputs are states that add up)."""
        self._function, self._device, self._half = function, torch.device(device), half
        self._graphs: dict[tuple[tuple[int, ...], ...], _Graph] = {}
        self._turn = threading.Lock()

    def __call__(self, *arrays: Floats) -> Floats:
        """The function's answer for n people. A batch that does not fit into memory is halved."""
        try:
            if self._device.type != "cuda":
                return self._plain(arrays)
            with self._turn:
                return self._graphed(arrays)
        except torch.OutOfMemoryError:
            if len(arrays[0]) == 1:
                raise
        middle = len(arrays[0]) // 2
        halves = [self(*(a[part] for a in arrays)) for part in (slice(None, middle), slice(middle, None))]
        return np.concatenate(halves)

    def _plain(self, arrays: Sequence[Floats]) -> Floats:
        with torch.inference_mode():
            tensors = (torch.from_numpy(np.ascontiguousarray(a)).to(self._device) for a in arrays)
            out: Floats = self._function(*tensors).cpu().numpy()
        return out

    def _graphed(self, arrays: Sequence[Floats]) -> Floats:
        size = bucket(len(arrays[0]))
        shapes = tuple((size, *a.shape[1:]) for a in arrays)
        if shapes not in self._graphs and len(self._graphs) == MOST_GRAPHS:  # long recordings of odd lengths
            return self._plain(arrays)
        if shapes not in self._graphs:
            self._graphs[shapes] = _Graph(self._function, filled(arrays, size), self._device, half=self._half)
        return self._graphs[shapes].run(arrays)


def filled(arrays: Sequence[Floats], size: int) -> list[Floats]:
    """Each array with its last row repeated up to `size` rows."""
    rows = np.minimum(np.arange(size), len(arrays[0]) - 1)
    return [np.ascontiguousarray(a[rows]) for a in arrays]


class _Graph:
    """One recorded batch size on one GPU."""

    def __init__(
        self, function: Callable[..., Tensor], arrays: Sequence[Floats], device: torch.device, *, half: bool
    ) -> None:
        self._stream = torch.cuda.Stream(device)  # type: ignore[no-untyped-call]
        self._in = [torch.from_numpy(a).pin_memory() for a in arrays]
        self._there = [a.to(device) for a in self._in]
        dtype = torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16

        def call(narrow: bool) -> Tensor:
            with torch.autocast("cuda", dtype, enabled=narrow, cache_enabled=False):
                return function(*self._there).float()

        self._stream.wait_stream(torch.cuda.current_stream(device))
        with torch.inference_mode(), torch.cuda.stream(self._stream):
            for _ in range(WARM_UPS):
                full = call(False)
            narrow = half and bool((call(True) - full).abs().max() < CLOSE)
            self._stream.synchronize()
            self._graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(self._graph, stream=self._stream, capture_error_mode="thread_local"):
                self._out = call(narrow)
            self._back = torch.empty(self._out.shape, pin_memory=True)

    def run(self, arrays: Sequence[Floats]) -> Floats:
        """Answers for at most as many people as it was recorded for."""
        count = len(arrays[0])
        for host, array in zip(self._in, arrays, strict=True):
            host.numpy()[:count] = array
        with torch.inference_mode(), torch.cuda.stream(self._stream):
            for there, host in zip(self._there, self._in, strict=True):
                there.copy_(host, non_blocking=True)
            self._graph.replay()
            self._back.copy_(self._out, non_blocking=True)
        self._stream.synchronize()
        return np.array(self._back.numpy()[:count])
