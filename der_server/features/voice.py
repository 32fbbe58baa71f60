"""One voice over time: 16 kHz samples in, log-mel blocks and windows for voice activity out.

Log-mels are computed in fixed blocks of 100 ms, so that a stream, however it is cut, gives bit for bit what
the whole recording gives: training and serving see the same features.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from der_server.features.spec import spec_hash

Floats = NDArray[np.float32]

RATE_HZ = 16_000
FRAME = 512  # FFT size; the Hann window of WINDOW samples lies in its middle
WINDOW = 400
HOP = 160
MELS = 64
LOWEST_HZ, HIGHEST_HZ = 20.0, 7600.0
FLOOR = 1e-8  # power; about the noise of 16-bit silence
BLOCK_FRAMES = 10
BLOCK = BLOCK_FRAMES * HOP  # samples a block moves on: 100 ms
NEEDED = BLOCK - HOP + FRAME  # samples a block reads
VAD_WINDOW = 512
MAX_PENDING_S = 3.0
"""Blocks that nobody takes are kept this long; then the oldest go."""

SPEC = spec_hash("voice-log-mel", 1, FRAME, WINDOW, HOP, MELS, LOWEST_HZ, HIGHEST_HZ, FLOOR, BLOCK_FRAMES, VAD_WINDOW)


@cache
def _tables() -> tuple[Floats, Floats]:
    """Window f32[512] and mel filters f32[257, 64], as torchaudio's MelSpectrogram holds them.

    Periodic Hann window; triangles evenly spaced on the mel scale of O'Shaughnessy (1987), as HTK has it.
    """
    turns = np.arange(WINDOW) / WINDOW
    window = np.pad(0.5 - 0.5 * np.cos(2 * np.pi * turns), (FRAME - WINDOW) // 2)
    lowest, highest = (2595 * np.log10(1 + hz / 700) for hz in (LOWEST_HZ, HIGHEST_HZ))
    corners = 700 * (10 ** (np.linspace(lowest, highest, MELS + 2) / 2595) - 1)
    above = np.linspace(0, RATE_HZ / 2, FRAME // 2 + 1)[:, None] - corners
    rising, falling = above[:, :-2] / np.diff(corners)[:-1], -above[:, 2:] / np.diff(corners)[1:]
    filters = np.maximum(0, np.minimum(rising, falling))
    return window.astype(np.float32), filters.astype(np.float32)


def mel_block(samples: Floats) -> Floats:
    """Natural-log mel power f32[10, 64] of exactly NEEDED samples.

    Equal to torchaudio's MelSpectrogram(16000, 512, 400, 160, 20 Hz, 7600 Hz, 64 mels, center=False), but
    without torch: the process that listens needs none.
    """
    window, filters = _tables()
    frames: Floats = np.ndarray(
        (BLOCK_FRAMES, FRAME), np.float32, np.ascontiguousarray(samples), strides=(4 * HOP, 4)
    )
    spectrum = np.fft.rfft(frames * window)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    return np.asarray(np.log(np.maximum(power @ filters, FLOOR)), np.float32)


def windows_before(blocks: int) -> int:
    """Windows for voice activity that come with the first `blocks` blocks of a stream."""
    return blocks * BLOCK // VAD_WINDOW


class VoiceTrack:
    """A person's voice since it was last taken. Owned by a session; `take` empties it."""

    def __init__(self) -> None:
        self._held: Floats = np.zeros(0, np.float32)  # samples not yet in a block
        self._rest: Floats = np.zeros(0, np.float32)  # samples of blocks made, not yet in a window
        self._mels: list[Floats] = []
        self._windows: list[Floats] = []

    def absorb(self, samples: Floats) -> None:
        """Take in the next 16 kHz samples f32[k]; every block they complete is made at once."""
        self._held = np.concatenate([self._held, samples])
        while len(self._held) >= NEEDED:
            self._mels.append(mel_block(self._held[:NEEDED]))
            rest = np.concatenate([self._rest, self._held[:BLOCK]])
            whole = len(rest) // VAD_WINDOW * VAD_WINDOW
            self._windows.append(rest[:whole].reshape(-1, VAD_WINDOW))
            self._rest, self._held = rest[whole:].copy(), self._held[BLOCK:]
        most = round(MAX_PENDING_S * RATE_HZ / BLOCK)
        del self._mels[:-most], self._windows[:-most]

    def held(self) -> list[Floats]:
        """Every array with something of the person in it."""
        return [self._held, self._rest, *self._mels, *self._windows]

    def take(self) -> tuple[Floats, Floats]:
        """Inputs `"mel"` f32[T, 64] (T a multiple of 10) and `"pcm"` f32[m, 512]; both empty before 100 ms.

        Every block brings the windows that its 1600 samples complete: 3, every eighth block 4.
        """
        if not self._mels:
            return np.zeros((0, MELS), np.float32), np.zeros((0, VAD_WINDOW), np.float32)
        mels, windows, self._mels, self._windows = self._mels, self._windows, [], []
        if len(mels) == 1:
            return mels[0], windows[0]
        return np.concatenate(mels), np.concatenate(windows)


def offline(samples: Floats) -> tuple[Floats, Floats]:
    """Inputs of a whole recording at once, f32[T, 64] and f32[m, 512], bit for bit those of a stream.

    A last piece shorter than a block is filled with silence.
    """
    blocks = max(1, -(-(len(samples) - (FRAME - HOP)) // BLOCK))
    padded = np.zeros((blocks - 1) * BLOCK + NEEDED, np.float32)
    kept = min(len(samples), len(padded))
    padded[:kept] = samples[:kept]
    mels = [mel_block(padded[i * BLOCK : i * BLOCK + NEEDED]) for i in range(blocks)]
    windows = windows_before(blocks)
    return np.concatenate(mels), padded[: windows * VAD_WINDOW].reshape(-1, VAD_WINDOW).copy()
