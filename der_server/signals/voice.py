"""A microphone's bytes on their way to 16 kHz mono samples, whatever the chunks they come in."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from der_server.faults import BadDeclaration, BadFrame

Floats = NDArray[np.float32]

RATE_HZ = 16_000
LOWEST_RATE_HZ = 8_000
HIGHEST_RATE_HZ = 48_000
MAX_CHUNK_S = 1.0
LONGEST_FILLED_GAP_S = 0.5
"""Lost packets up to this long are replaced by silence; after longer ones the stream starts anew."""
ENCODINGS: dict[str, np.dtype[Any]] = {"pcm16": np.dtype("<i2"), "float32": np.dtype("<f4")}
LOUDEST = 8.0  # floats beyond +-1 happen (mixers overshoot); beyond this they are no sound


@dataclass(frozen=True, slots=True)
class VoiceSlice:
    """What one chunk adds. samples: f32[k] at 16 kHz mono, about -1..1.

    start_sample_16k: number of samples[0] in the 16 kHz stream. gap_samples: how many samples of the source
    were missing before this chunk. restarted: the gap was too long to fill, the resampler forgot what it held.
    duplicate: nothing in the chunk was new; it was dropped.
    """

    samples: Floats
    start_sample_16k: int
    gap_samples: int = 0
    restarted: bool = False
    duplicate: bool = False


class VoiceReader:
    """Reads one source in order. Owns the resampler's memory: one reader per source and session."""

    def __init__(self, sample_rate_hz: int, channels: int = 1, encoding: str = "pcm16") -> None:
        """Raises BadDeclaration for a format that cannot be read."""
        if not LOWEST_RATE_HZ <= sample_rate_hz <= HIGHEST_RATE_HZ:
            raise BadDeclaration(
                f"A voice of {sample_rate_hz} Hz cannot be read: "
                f"declare and send {LOWEST_RATE_HZ} to {HIGHEST_RATE_HZ} Hz.",
                field="voice.sample_rate_hz",
            )
        if channels not in (1, 2):
            raise BadDeclaration(
                f"{channels} voice channels cannot be read: send 1 (mono) or 2 (interleaved).", field="voice.channels"
            )
        if encoding not in ENCODINGS:
            raise BadDeclaration(
                f"Voice encoding {encoding!r} cannot be read: use {' or '.join(ENCODINGS)}.", field="voice.encoding"
            )
        self.sample_rate_hz, self.channels, self.encoding = sample_rate_hz, channels, encoding
        self.duplicates = 0
        """Chunks dropped because all of them had been heard before."""
        self._next: int | None = None  # number of the source sample expected next
        self._given = 0  # samples of the 16 kHz stream given out
        self._resampler = self._fresh()

    def _fresh(self) -> "soxr.ResampleStream | None":
        if self.sample_rate_hz == RATE_HZ:
            return None
        return soxr.ResampleStream(self.sample_rate_hz, RATE_HZ, 1, dtype="float32", quality="HQ")

    def read(self, first_sample: int, data: bytes) -> VoiceSlice:
        """The 16 kHz samples that a chunk adds; with a resampler they trail the source by a few milliseconds.

        first_sample: number of the chunk's first sample (per channel) in the source's stream, 0 or more.
        A chunk heard before is dropped and counted, of an overlapping one only the new part is read.
        Raises BadFrame for bytes that are no samples, more than a second of them, or a negative number.
        """
        if first_sample < 0:
            raise BadFrame("A voice chunk's first_sample is negative: count samples from 0.")
        heard = self._decode(data)
        if self._next is None:
            self._next = first_sample
        gap = first_sample - self._next
        if gap < 0:
            heard = heard[-gap:]
            if not len(heard):
                self.duplicates += 1
                return VoiceSlice(np.zeros(0, np.float32), self._given, duplicate=True)
        self._next = max(self._next, first_sample) + len(heard)
        gap = max(gap, 0)
        filled = gap if gap <= LONGEST_FILLED_GAP_S * self.sample_rate_hz else 0
        restarted = gap > filled
        if restarted:
            self._resampler = self._fresh()
        samples = self._resampled(np.concatenate([np.zeros(filled, np.float32), heard]) if filled else heard)
        start, self._given = self._given, self._given + len(samples)
        return VoiceSlice(samples, start, gap, restarted)

    def finish(self) -> VoiceSlice:
        """What the resampler still holds when the source has ended; the next chunk starts anew."""
        if self._resampler is None:
            return VoiceSlice(np.zeros(0, np.float32), self._given)
        samples = np.asarray(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True), np.float32)
        self._resampler, start = self._fresh(), self._given
        self._given += len(samples)
        return VoiceSlice(samples, start)

    def _decode(self, data: bytes) -> Floats:
        """Mono f32 samples at the source's rate."""
        kind = ENCODINGS[self.encoding]
        if len(data) % (kind.itemsize * self.channels):
            raise BadFrame(
                f"A voice chunk of {len(data)} bytes is not whole samples of {self.channels} x {self.encoding}."
            )
        raw = np.frombuffer(data, kind).reshape(-1, self.channels)
        if len(raw) > MAX_CHUNK_S * self.sample_rate_hz:
            raise BadFrame(f"A voice chunk holds over {MAX_CHUNK_S:g} s: send 20 to 100 ms at a time.")
        if self.encoding == "pcm16":
            values = raw.astype(np.float32) / np.float32(32768)
        else:
            values = raw.astype(np.float32)
            if not np.isfinite(values).all():
                raise BadFrame("A voice chunk holds NaN or infinity: check the capture.")
            values = np.clip(values, -LOUDEST, LOUDEST)
        return np.ascontiguousarray(values[:, 0] if self.channels == 1 else values.mean(1, dtype=np.float32))

    def _resampled(self, samples: Floats) -> Floats:
        if self._resampler is None or not len(samples):
            return samples
        return np.asarray(self._resampler.resample_chunk(samples), np.float32)
