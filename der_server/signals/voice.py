"""A microphone's bytes on their way to 16 kHz mono samples, whatever the chunks they come in."""

from dataclasses import dataclass, field

import numpy as np
import soxr
from numpy.typing import NDArray

from der_server.faults import BadDeclaration, BadFrame
from der_server.signals.opus import LONGEST_PACKET_S, OpusDecoder

Floats = NDArray[np.float32]

RATE_HZ = 16_000
LOWEST_RATE_HZ = 8_000
HIGHEST_RATE_HZ = 48_000
MAX_CHUNK_S = 1.0
LONGEST_FILLED_GAP_S = 0.5
"""Lost packets up to this long are replaced by silence; after longer ones the stream starts anew."""
JUMP_BACK_S = 2.0
"""A first_sample further back than this is no late copy: the source began to count anew."""
SAMPLE_BYTES = {"pcm16": 2, "pcm24": 3, "float32": 4}
ENCODINGS = (*SAMPLE_BYTES, "opus")
INVERTED = 0.05
"""Where both channels together have less than this share of the left one's energy, one of them is upside down."""
LEAST_ENERGY = 1e-7
"""Below this (-70 dB) a piece says nothing about its channels."""
LOUDEST = 8.0  # floats beyond +-1 happen (mixers overshoot); beyond this they are no sound


@dataclass(frozen=True, slots=True)
class VoiceSlice:
    """What one chunk adds. samples: f32[k] at 16 kHz mono, about -1..1; heard: the chunk's own new samples, mono at
    the source's rate; length: how many samples per channel the chunk had, new or not.

    start_sample_16k: number of samples[0] in the 16 kHz stream. gap_samples: how many samples of the source
    were missing before this chunk. restarted: the gap was too long to fill, or the source counts anew; the resampler
    forgot what it held. duplicate: nothing in the chunk was new; it was dropped. jumped_back: the source counts anew.
    """

    samples: Floats
    start_sample_16k: int
    gap_samples: int = 0
    restarted: bool = False
    duplicate: bool = False
    jumped_back: bool = False
    heard: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    length: int = 0


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
        self._inverted = False
        self._resampler = self._fresh()
        self._opus = OpusDecoder(sample_rate_hz, channels) if encoding == "opus" else None

    def _fresh(self) -> "soxr.ResampleStream | None":
        if self.sample_rate_hz == RATE_HZ:
            return None
        return soxr.ResampleStream(self.sample_rate_hz, RATE_HZ, 1, dtype="float32", quality="HQ")

    def read(self, first_sample: int, data: bytes) -> VoiceSlice:
        """The 16 kHz samples that a chunk adds; with a resampler they trail the source by a few milliseconds.

        first_sample: number of the chunk's first sample (per channel) in the source's stream, 0 or more.
        A chunk heard before is dropped and counted, of an overlapping one only the new part is read. A number that
        jumps far back begins a new stream. What is missing is silence, or with Opus what the codec makes of it.
        Raises BadFrame for bytes that are no samples or no packet, more than a second of them, or a negative number.
        """
        if first_sample < 0:
            raise BadFrame("A voice chunk's first_sample is negative: count samples from 0.")
        length = self._length(data)
        jumped_back = self._next is not None and first_sample < self._next - JUMP_BACK_S * self.sample_rate_hz
        expected = first_sample if self._next is None or jumped_back else self._next
        gap = first_sample - expected
        if gap < 0 and length <= -gap:
            self.duplicates += 1
            return VoiceSlice(np.zeros(0, np.float32), self._given, duplicate=True)
        restarted = jumped_back or gap > LONGEST_FILLED_GAP_S * self.sample_rate_hz
        if restarted:
            self._restart()
        heard, filled = self._decode(data, max(0, gap) if not restarted else 0)
        heard = heard[max(0, -gap) :]
        self._next = max(expected, first_sample) + len(heard)
        samples = self._resampled(np.concatenate([filled, heard]) if len(filled) else heard)
        start, self._given = self._given, self._given + len(samples)
        return VoiceSlice(samples, start, max(gap, 0), restarted, jumped_back=jumped_back, heard=heard, length=length)

    def _restart(self) -> None:
        self._resampler = self._fresh()
        if self._opus is not None:
            self._opus.reset()

    def finish(self) -> VoiceSlice:
        """What the resampler still holds when the source has ended; the next chunk starts anew."""
        if self._resampler is None:
            return VoiceSlice(np.zeros(0, np.float32), self._given)
        samples = np.asarray(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True), np.float32)
        self._resampler, start = self._fresh(), self._given
        self._given += len(samples)
        return VoiceSlice(samples, start)

    def _length(self, data: bytes) -> int:
        """Samples per channel in a chunk. Raises BadFrame."""
        if self._opus is not None:
            length, rest, longest_s = self._opus.samples(data), 0, LONGEST_PACKET_S
        else:
            length, rest = divmod(len(data), SAMPLE_BYTES[self.encoding] * self.channels)
            longest_s = MAX_CHUNK_S
        if rest:
            raise BadFrame(
                f"A voice chunk of {len(data)} bytes is not whole samples of {self.channels} x {self.encoding}."
            )
        if length > longest_s * self.sample_rate_hz:
            raise BadFrame(f"A voice chunk holds over {longest_s:g} s: send 20 to 100 ms at a time.")
        return length

    def _decode(self, data: bytes, missing: int) -> tuple[Floats, Floats]:
        """Mono samples at the source's rate, and those that stand for `missing` lost ones before them."""
        if self._opus is None:
            return self._mono(pcm(data, self.encoding).reshape(-1, self.channels)), np.zeros(missing, np.float32)
        filled = self._opus.conceal(missing, data)
        heard = self._opus.decode(data)
        return self._mono(np.clip(heard, -LOUDEST, LOUDEST)), self._mono(np.clip(filled, -LOUDEST, LOUDEST))

    def _mono(self, values: Floats) -> Floats:
        """One channel f32[k] of f32[k, channels]: the mean, or the left one where the right is its mirror image."""
        if self.channels == 1:
            return values.ravel()
        middle = values.mean(1, dtype=np.float32)
        left = float(np.square(values[:, 0]).sum())
        if left > LEAST_ENERGY * len(values):
            self._inverted = float(np.square(middle).sum()) < INVERTED * left
        return np.ascontiguousarray(values[:, 0]) if self._inverted else middle

    def _resampled(self, samples: Floats) -> Floats:
        if self._resampler is None or not len(samples):
            return samples
        return np.asarray(self._resampler.resample_chunk(samples), np.float32)


def pcm(data: bytes, encoding: str) -> Floats:
    """Little-endian samples as f32, about -1..1. Raises BadFrame for floats that are not finite."""
    if encoding == "pcm16":
        return np.frombuffer(data, "<i2") * np.float32(2**-15)
    if encoding == "pcm24":
        wide = np.zeros((len(data) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
        return (wide.view("<i4")[:, 0] >> 8).astype(np.float32) / np.float32(2**23)
    values = np.frombuffer(data, "<f4").astype(np.float32)
    if not np.isfinite(values).all():
        raise BadFrame("A voice chunk holds NaN or infinity: check the capture.")
    return np.clip(values, -LOUDEST, LOUDEST)
