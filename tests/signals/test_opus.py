"""Opus packets: decoded, concealed where they are lost, refused where they are none."""

from itertools import pairwise

import numpy as np
import opuslib_next
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opuslib_next.api import ctl
from opuslib_next.api.encoder import encoder_ctl

from der_server.faults import BadDeclaration, BadFrame
from der_server.signals.opus import RATES_HZ, OpusDecoder
from der_server.signals.voice import VoiceReader

pytestmark = pytest.mark.unit

FRAME_S = 0.02


def speechlike(seconds: float, rate_hz: int) -> np.ndarray:
    """A buzz of 140 Hz whose loudness moves as syllables do."""
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    buzz = sum(np.sin(2 * np.pi * 140 * k * t) / k for k in range(1, 12))
    return np.asarray(0.2 * buzz * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * t)), np.float32)


def packets(
    sound: np.ndarray, rate_hz: int, channels: int = 1, *, fec: bool = False, kind: str = "voip"
) -> list[bytes]:
    encoder = opuslib_next.Encoder(rate_hz, channels, kind)
    if fec:
        encoder_ctl(encoder.encoder_state, ctl.set_inband_fec, 1)
        encoder_ctl(encoder.encoder_state, ctl.set_packet_loss_perc, 20)
        encoder_ctl(encoder.encoder_state, ctl.set_bitrate, 24_000)
    size = round(FRAME_S * rate_hz)
    pcm = np.rint(np.repeat(sound[:, None], channels, 1) * 32767).astype("<i2")
    return [encoder.encode(pcm[i : i + size].tobytes(), size) for i in range(0, len(pcm) - size + 1, size)]


def heard(reader: VoiceReader, sent: list[bytes], lost: tuple[int, ...] = ()) -> np.ndarray:
    size = round(FRAME_S * reader.sample_rate_hz)
    return np.concatenate([reader.read(i * size, packet).samples for i, packet in enumerate(sent) if i not in lost])


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_what_was_said_is_heard_at_every_rate(rate_hz: int, channels: int) -> None:
    sound = speechlike(1.0, rate_hz)
    out = heard(VoiceReader(rate_hz, channels, "opus"), packets(sound, rate_hz, channels, kind="audio"))
    assert len(out) == pytest.approx(16_000, abs=1200)  # the resampler trails the source
    expected = heard(VoiceReader(rate_hz, 1, "float32"), pcm_pieces(sound, rate_hz))
    best = max(similarity(out[4000:12000], expected[4000 + d : 12000 + d]) for d in range(-400, 400, 4))
    assert best > 0.9


def pcm_pieces(sound: np.ndarray, rate_hz: int) -> list[bytes]:
    size = round(FRAME_S * rate_hz)
    return [sound[i : i + size].astype("<f4").tobytes() for i in range(0, len(sound), size)]


def similarity(a: np.ndarray, b: np.ndarray) -> float:
    n = min(len(a), len(b))
    return float(np.corrcoef(a[:n], b[:n])[0, 1])


def loudness_db(sound: np.ndarray, frame: int) -> float:
    return float(10 * np.log10(np.square(sound[320 * frame : 320 * (frame + 1)]).mean() + 1e-10))


@pytest.mark.parametrize("fec", [False, True])
@pytest.mark.parametrize("lost", [(20,), (20, 21), (10, 20, 30, 40)])
def test_lost_packets_are_filled_as_loud_as_what_was_lost(lost: tuple[int, ...], fec: bool) -> None:
    sent = packets(speechlike(1.2, 16_000), 16_000, fec=fec)
    whole = heard(VoiceReader(16_000, 1, "opus"), sent)
    filled = heard(VoiceReader(16_000, 1, "opus"), sent, lost)
    assert len(filled) == len(whole)
    for i in lost:
        assert loudness_db(filled, i) == pytest.approx(loudness_db(whole, i), abs=9)


def test_the_copy_in_the_next_packet_is_better_than_a_guess() -> None:
    rng = np.random.default_rng(0)
    sound = speechlike(4.0, 16_000) * np.repeat(rng.choice([0.1, 1.0], 100), 640).astype(np.float32)
    lost = tuple(range(10, 195, 5))

    def error_db(fec: bool) -> float:
        sent = packets(sound, 16_000, fec=fec)
        whole, filled = (heard(VoiceReader(16_000, 1, "opus"), sent, gone) for gone in ((), lost))
        return float(np.mean([abs(loudness_db(whole, i) - loudness_db(filled, i)) for i in lost]))

    assert error_db(fec=True) < error_db(fec=False) / 2


def test_a_long_gap_begins_anew() -> None:
    reader, sent = VoiceReader(16_000, 1, "opus"), packets(speechlike(1.0, 16_000), 16_000)
    reader.read(0, sent[0])
    piece = reader.read(16_000, sent[1])
    assert piece.restarted
    assert len(piece.samples) == 320


def test_a_packet_heard_before_is_dropped_and_harms_nothing() -> None:
    sent = packets(speechlike(1.0, 16_000), 16_000)
    plain = heard(VoiceReader(16_000, 1, "opus"), sent)
    reader = VoiceReader(16_000, 1, "opus")
    twice = []
    for i, packet in enumerate(sent):
        twice.append(reader.read(320 * i, packet).samples)
        assert reader.read(320 * i, packet).duplicate
    np.testing.assert_array_equal(np.concatenate(twice), plain)
    assert reader.duplicates == len(sent)


@pytest.mark.parametrize("junk", [b"", b"\xff", b"RIFF\x24\x00\x00\x00WAVEfmt ", b"OggS" + bytes(40), bytes(2000)])
def test_what_is_no_packet_is_refused_and_the_stream_goes_on(junk: bytes) -> None:
    reader, sent = VoiceReader(16_000, 1, "opus"), packets(speechlike(1.0, 16_000), 16_000)
    for i, packet in enumerate(sent):
        if i == 20:
            try:
                piece = reader.read(320 * i, junk)
            except BadFrame:
                continue
            assert np.isfinite(piece.samples).all()
        else:
            assert np.isfinite(reader.read(320 * i, packet).samples).all()


def test_empty_and_overlong_pieces_are_refused() -> None:
    reader = VoiceReader(48_000, 1, "opus")
    for junk in (b"", b"\xff", b"\x03" + bytes([0x3F]) + bytes(10)):
        with pytest.raises(BadFrame):
            reader.read(0, junk)


@pytest.mark.parametrize("rate_hz", [11_025, 22_050, 44_100])
def test_rates_that_opus_does_not_have_are_refused_with_those_it_has(rate_hz: int) -> None:
    with pytest.raises(BadDeclaration, match="48000"):
        VoiceReader(rate_hz, 1, "opus")


@settings(max_examples=1000)
@given(st.binary(max_size=80), st.integers(0, 3), st.sampled_from(RATES_HZ), st.sampled_from([1, 2]))
def test_whatever_bytes_come_sound_or_a_refusal_comes_out(
    junk: bytes, kind: int, rate_hz: int, channels: int
) -> None:
    reader = VoiceReader(rate_hz, channels, "opus")
    good = GOOD[rate_hz, channels]
    damaged = {0: junk, 1: good[0][: len(junk) % len(good[0])] + junk, 2: good[1] + junk, 3: good[0]}[kind]
    at = 0
    for packet in (good[0], damaged, good[1]):
        try:
            piece = reader.read(at, packet)
        except BadFrame:
            at += round(FRAME_S * rate_hz)
            continue
        assert np.isfinite(piece.samples).all()
        assert len(piece.samples) <= 16_000
        at += round(FRAME_S * rate_hz)


GOOD = {(rate, channels): packets(speechlike(0.1, rate), rate, channels) for rate in RATES_HZ for channels in (1, 2)}


def test_before_the_first_packet_there_is_nothing_to_conceal_with() -> None:
    decoder = OpusDecoder(16_000, 1)
    assert not decoder.conceal(640, b"").any()
    assert decoder.conceal(-5, b"").shape == (0, 1)
    sizes = [len(decoder.decode(packet)) for packet in packets(speechlike(0.2, 16_000), 16_000)]
    assert all(a == b == 320 for a, b in pairwise(sizes))
