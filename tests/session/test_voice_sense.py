"""A microphone that clips, is mute, lies about its rate or hears the counterpart."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from der_server.features.voice import offline
from der_server.session.arrival import VoicePiece
from der_server.session.refusals import Refusals
from der_server.session.start import VoiceFormat
from der_server.session.voice import VoiceSense
from der_server.signals.voice import VoiceReader, pcm

pytestmark = pytest.mark.unit

LATEST_US = 10**12
RATE_HZ = 16_000
CHUNK = 800


def noise(seconds: float, level: float = 0.1, rate_hz: int = RATE_HZ) -> np.ndarray:
    return (level * np.random.default_rng(1).standard_normal(round(seconds * rate_hz))).astype(np.float32)


def pcm16(samples: np.ndarray) -> bytes:
    return np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()


def pieces(
    samples: np.ndarray, *, pace: float = 1.0, rate_hz: int = RATE_HZ, of_person: bool = True
) -> list[VoicePiece]:
    """pace: seconds of capture time per second of samples."""
    return [
        VoicePiece(1_000_000 + round(at * pace * 1e6 / rate_hz), at, pcm16(samples[at : at + CHUNK]), of_person)
        for at in range(0, len(samples), CHUNK)
    ]


def told(form: VoiceFormat, sent: list[VoicePiece]) -> dict[str, int]:
    sense, refusals = VoiceSense(form), Refusals()
    for piece in sent:
        sense.absorb([piece], LATEST_US, refusals)
    return {r.reason: r.count for r in refusals.due(0, everything=True)}


MONO = VoiceFormat(RATE_HZ)


def test_a_healthy_voice_is_told_nothing() -> None:
    assert told(MONO, pieces(noise(12))) == {}


@pytest.mark.parametrize("drift_ppm", [-200, 200])
def test_a_sound_card_s_drift_is_no_wrong_rate(drift_ppm: float) -> None:
    assert told(MONO, pieces(noise(30), pace=1 + drift_ppm * 1e-6)) == {}


@pytest.mark.parametrize(
    ("declared_hz", "real_hz"), [(48_000, 44_100), (44_100, 48_000), (16_000, 48_000), (48_000, 16_000)]
)
def test_a_wrong_declared_rate_is_said(declared_hz: int, real_hz: int) -> None:
    found = told(VoiceFormat(declared_hz), pieces(noise(12, rate_hz=real_hz), rate_hz=real_hz))
    assert set(found) == {"WRONG_RATE"}


def test_stereo_declared_as_mono_is_said() -> None:
    whole = np.repeat(noise(12), 2)
    sent = [
        VoicePiece(1_000_000 + at * 1000 // 16, at, pcm16(whole[2 * at : 2 * (at + CHUNK)]))
        for at in range(0, 12 * RATE_HZ, CHUNK)
    ]
    assert "WRONG_RATE" in told(MONO, sent)


def test_mono_declared_as_stereo_is_said() -> None:
    assert "WRONG_RATE" in told(VoiceFormat(RATE_HZ, 2), pieces(noise(12)))


def test_clipping_is_said_and_the_voice_is_read_all_the_same() -> None:
    sense, refusals = VoiceSense(MONO), Refusals()
    sense.absorb(pieces(noise(1, level=2.0)), LATEST_US, refusals)
    assert refusals.due(0, everything=True)[0].reason == "CLIPPED"
    assert sense.take()["mel"].shape[0] >= 80
    assert told(MONO, pieces(noise(5, level=0.3))) == {}


def test_a_mute_microphone_is_said_after_a_while() -> None:
    assert told(MONO, pieces(np.zeros(2 * RATE_HZ, np.float32))) == {}
    assert set(told(MONO, pieces(np.zeros(6 * RATE_HZ, np.float32)))) == {"NO_SIGNAL"}


def test_a_channel_upside_down_does_not_cancel_the_voice() -> None:
    voice = noise(1)
    both = np.stack([voice, -voice], 1).reshape(-1)
    out = VoiceReader(RATE_HZ, 2).read(0, pcm16(both)).samples
    np.testing.assert_allclose(out, voice, atol=1e-4)


def test_a_source_that_counts_anew_is_read_on_and_said() -> None:
    sense, refusals = VoiceSense(MONO), Refusals()
    first = pieces(noise(5))
    sense.absorb(first, LATEST_US, refusals)
    sense.take()
    again = [VoicePiece(p.time_us + 5_000_000, p.first_sample, p.data) for p in first]
    sense.absorb(again[:20], LATEST_US, refusals)
    assert {r.reason: r.count for r in refusals.due(0, everything=True)} == {"TIME_WENT_BACK": 1}
    assert len(sense.take()["mel"]) >= 90


def test_a_late_copy_is_dropped_without_a_word() -> None:
    sent = pieces(noise(3))
    assert told(MONO, [*sent[:30], sent[29], sent[25], *sent[30:]]) == {}


def test_the_counterpart_is_never_the_person() -> None:
    sense, refusals = VoiceSense(MONO), Refusals()
    sense.absorb(pieces(noise(2), of_person=False), LATEST_US, refusals)
    assert sense.take() == {}
    assert sense.newest_us is None


def test_echo_is_silenced_where_the_microphone_hears_the_counterpart() -> None:
    own, other = noise(2.9), np.concatenate([noise(1), np.zeros(round(1.9 * RATE_HZ), np.float32)])
    plain, _ = offline(own)
    for hears, gated in ((False, False), (True, True)):
        sense, refusals = VoiceSense(VoiceFormat(RATE_HZ, hears_counterpart=hears)), Refusals()
        mine, theirs = pieces(own), pieces(other, of_person=False)
        for a, b in zip(mine, theirs, strict=True):
            sense.absorb([a, b], LATEST_US, refusals)
        mel = sense.take()["mel"]
        loud = mel.mean(1) > plain.mean() - 3
        assert loud[:90].any() != gated
        assert loud[len(loud) - 150 :].all()  # a quarter second after the counterpart's last word the person is back


def test_a_damaged_counterpart_costs_the_person_nothing() -> None:
    sense, refusals = VoiceSense(VoiceFormat(RATE_HZ, hears_counterpart=True)), Refusals()
    sense.absorb([VoicePiece(1_000_000, 0, b"\0", False), *pieces(noise(1))], LATEST_US, refusals)
    assert not refusals.due(0, everything=True)
    assert len(sense.take()["mel"]) >= 80


@settings(max_examples=1000)
@given(st.lists(st.integers(-(2**23), 2**23 - 1), min_size=1, max_size=50))
def test_24_bits_are_read_exactly(values: list[int]) -> None:
    data = b"".join(value.to_bytes(3, "little", signed=True) for value in values)
    np.testing.assert_array_equal(pcm(data, "pcm24") * 2**23, np.array(values, np.float32))


@pytest.mark.parametrize("encoding", ["pcm16", "pcm24", "float32"])
@pytest.mark.parametrize("channels", [1, 2])
def test_every_encoding_says_the_same(encoding: str, channels: int) -> None:
    voice = np.round(noise(0.5) * 2**15) / 2**15
    wide = np.repeat(voice, channels)
    data = {
        "pcm16": (wide * 2**15).astype("<i2").tobytes(),
        "pcm24": (wide * 2**23).astype("<i4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes(),
        "float32": wide.astype("<f4").tobytes(),
    }[encoding]
    np.testing.assert_allclose(VoiceReader(RATE_HZ, channels, encoding).read(0, data).samples, voice, atol=1e-6)
