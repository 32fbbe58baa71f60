"""The voice reader: any chunks, any rate, lost packets, bad bytes."""

import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from der_server.faults import BadDeclaration, BadFrame
from der_server.signals.voice import VoiceReader

pytestmark = pytest.mark.unit


def tone(n: int, rate_hz: int) -> np.ndarray:
    rng = np.random.default_rng(n)
    return (0.4 * np.sin(np.arange(n) * 440 * 2 * np.pi / rate_hz) + 0.05 * rng.normal(size=n)).astype(np.float32)


def pcm16(samples: np.ndarray) -> bytes:
    return np.rint(samples * 32767).astype("<i2").tobytes()


def chunked(reader: VoiceReader, samples: np.ndarray, sizes: list[int]) -> np.ndarray:
    at, out = 0, []
    for size in sizes:
        piece = samples[at : at + size]
        heard = reader.read(at, piece.astype("<f4").tobytes())
        assert heard.start_sample_16k == sum(map(len, out))
        out.append(heard.samples)
        at += len(piece)
    return np.concatenate(out)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 3000), min_size=1, max_size=12))
def test_at_16_khz_samples_pass_bit_for_bit_whatever_the_chunks(sizes: list[int]) -> None:
    samples = tone(sum(sizes), 16000)
    np.testing.assert_array_equal(chunked(VoiceReader(16000, 1, "float32"), samples, sizes), samples)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 4000), min_size=2, max_size=12), st.sampled_from([8000, 22050, 44100, 48000]))
def test_a_resampled_stream_is_the_resampled_recording(sizes: list[int], rate_hz: int) -> None:
    samples = tone(sum(sizes), rate_hz)
    reader = VoiceReader(rate_hz, 1, "float32")
    streamed = np.concatenate([chunked(reader, samples, sizes), reader.finish().samples])
    whole = soxr.resample(samples, rate_hz, 16000, quality="HQ")
    n = min(len(streamed), len(whole))
    assert abs(len(streamed) - len(whole)) <= 1
    np.testing.assert_allclose(streamed[:n], whole[:n], atol=1e-4)


def test_pcm16_and_float_and_two_channels_say_the_same() -> None:
    samples = tone(1600, 16000)
    plain = VoiceReader(16000, 1, "pcm16").read(0, pcm16(samples)).samples
    np.testing.assert_allclose(plain, samples, atol=1e-4)
    twice = VoiceReader(16000, 2, "pcm16").read(0, pcm16(np.repeat(samples, 2))).samples
    np.testing.assert_array_equal(twice, plain)


@pytest.mark.parametrize(
    ("rate_hz", "channels", "encoding"),
    [(7999, 1, "pcm16"), (96000, 1, "pcm16"), (0, 1, "pcm16"), (16000, 3, "pcm16"), (16000, 1, "mp3")],
)
def test_a_format_that_cannot_be_read_is_refused_with_advice(rate_hz: int, channels: int, encoding: str) -> None:
    with pytest.raises(BadDeclaration, match=r"send|use"):
        VoiceReader(rate_hz, channels, encoding)


@pytest.mark.parametrize(
    ("encoding", "channels", "first", "data"),
    [
        ("pcm16", 1, 0, b"\0" * 3),
        ("pcm16", 2, 0, b"\0" * 6),
        ("pcm16", 1, 0, b"\0" * 2 * 16001),
        ("pcm16", 1, -1, b"\0" * 2),
        ("float32", 1, 0, np.array([np.nan], "<f4").tobytes()),
        ("float32", 1, 0, np.array([np.inf], "<f4").tobytes()),
    ],
)
def test_bad_bytes_cost_the_chunk_and_only_it(encoding: str, channels: int, first: int, data: bytes) -> None:
    reader = VoiceReader(16000, channels, encoding)
    with pytest.raises(BadFrame):
        reader.read(first, data)
    assert len(reader.read(0, b"\0" * 4 * channels).samples) > 0


def test_lost_packets_become_silence_and_are_marked() -> None:
    reader, samples = VoiceReader(16000), tone(800, 16000)
    reader.read(0, pcm16(samples))
    heard = reader.read(2400, pcm16(samples))
    assert (heard.gap_samples, heard.start_sample_16k, heard.restarted) == (1600, 800, False)
    assert len(heard.samples) == 2400
    assert not heard.samples[:1600].any()


def test_a_long_gap_starts_anew_instead_of_filling() -> None:
    reader, samples = VoiceReader(48000), tone(4800, 48000)
    reader.read(0, pcm16(samples))
    heard = reader.read(480000, pcm16(samples))
    assert heard.restarted
    assert heard.gap_samples == 475200
    assert len(heard.samples) <= 1600


@settings(deadline=None)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=30))
def test_repeated_and_overlapping_chunks_add_nothing_twice(starts: list[int]) -> None:
    reader, samples = VoiceReader(16000, 1, "float32"), tone(2400, 16000)
    out = [reader.read(0, b"").samples]
    newest = 0
    for start in sorted(starts)[::-1] + sorted(starts):
        if start * 100 <= newest:  # no gaps here
            out.append(reader.read(start * 100, samples[start * 100 : start * 100 + 200].tobytes()).samples)
            newest = max(newest, start * 100 + 200)
    heard = np.concatenate(out)
    np.testing.assert_array_equal(heard, samples[: len(heard)])


def test_a_duplicate_is_dropped_and_counted() -> None:
    reader, data = VoiceReader(16000), pcm16(tone(160, 16000))
    reader.read(0, data)
    heard = reader.read(0, data)
    assert heard.duplicate
    assert not len(heard.samples)
    assert reader.duplicates == 1


def test_no_sound_however_loud_leaves_the_house_unbounded() -> None:
    wild = np.array([1e30, -1e30, 0.5], "<f4").tobytes()
    assert np.abs(VoiceReader(16000, 1, "float32").read(0, wild).samples).max() <= 8
