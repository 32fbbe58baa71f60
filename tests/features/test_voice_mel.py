"""Voice features: a stream gives what the recording gives, and what torchaudio gives."""

import numpy as np
import pytest
import torch
import torchaudio
from hypothesis import given, settings
from hypothesis import strategies as st

from der_server.features import voice
from der_server.features.voice import VoiceTrack, mel_block, offline, windows_before

pytestmark = pytest.mark.unit


def noise(n: int) -> np.ndarray:
    return (0.1 * np.random.default_rng(n).normal(size=n)).astype(np.float32)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 5000), min_size=1, max_size=12), st.integers(1, 5))
def test_chunks_and_takes_do_not_matter_bit_for_bit(sizes: list[int], every: int) -> None:
    samples, track = noise(sum(sizes)), VoiceTrack()
    mels, pcms, at = [], [], 0
    for n, size in enumerate(sizes):
        track.absorb(samples[at : at + size])
        at += size
        if n % every == 0 or at >= len(samples) or len(track._mels) > 20:
            mel, pcm = track.take()
            mels.append(mel)
            pcms.append(pcm)
    streamed, windows = np.concatenate(mels), np.concatenate(pcms)
    mel, pcm = offline(samples)
    assert len(streamed) % voice.BLOCK_FRAMES == 0
    assert len(windows) == windows_before(len(streamed) // voice.BLOCK_FRAMES)
    np.testing.assert_array_equal(streamed, mel[: len(streamed)])
    np.testing.assert_array_equal(windows, pcm[: len(windows)])


def test_a_block_is_torchaudio_s_log_mel() -> None:
    samples = noise(voice.NEEDED)
    transform = torchaudio.transforms.MelSpectrogram(
        voice.RATE_HZ,
        n_fft=voice.FRAME,
        win_length=voice.WINDOW,
        hop_length=voice.HOP,
        f_min=voice.LOWEST_HZ,
        f_max=voice.HIGHEST_HZ,
        n_mels=voice.MELS,
        center=False,
    )
    theirs = transform(torch.from_numpy(samples)).clamp(min=voice.FLOOR).log().T.numpy()
    np.testing.assert_allclose(mel_block(samples), theirs, atol=1e-3)


def test_the_windows_are_the_sound_itself() -> None:
    samples, track = noise(16000 * 2), VoiceTrack()
    track.absorb(samples)
    _, pcm = track.take()
    np.testing.assert_array_equal(pcm.ravel(), samples[: pcm.size])


def test_nothing_is_given_before_a_block_is_whole() -> None:
    track = VoiceTrack()
    track.absorb(noise(voice.NEEDED - 1))
    mel, pcm = track.take()
    assert mel.shape == (0, voice.MELS)
    assert pcm.shape == (0, voice.VAD_WINDOW)
    track.absorb(noise(1))
    assert track.take()[0].shape == (voice.BLOCK_FRAMES, voice.MELS)


def test_a_track_that_nobody_takes_stays_small() -> None:
    track = VoiceTrack()
    for _ in range(100):
        track.absorb(noise(16000))
    mel, pcm = track.take()
    assert len(mel) == voice.MAX_PENDING_S * 100
    assert len(pcm) <= voice.MAX_PENDING_S * 32


def test_silence_is_finite() -> None:
    mel, _ = offline(np.zeros(100, np.float32))
    assert mel.shape == (10, voice.MELS)
    assert np.isfinite(mel).all()
