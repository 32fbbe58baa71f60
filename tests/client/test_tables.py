"""Files of other programs as sessions: blendshape tables and sound, and what is said where they cannot be read."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from der_client import DerClientError, load

pytestmark = pytest.mark.unit
UNITY = "timestamp,browInnerUp,jawOpen,mouthSmileLeft,mouthSmileRight,eyeBlinkLeft"
LIVE_LINK = "Timecode,BlendshapeCount,EyeBlinkLeft,JawOpen,MouthSmileLeft,MouthSmileRight,BrowInnerUp,HeadYaw"


def table(folder: Path, *rows: str) -> Path:
    path = folder / "face.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def times_us(path: Path, rate_hz: float | None = None) -> list[int]:
    return [face.capture_time_us for piece in load(path, rate_hz).signals for face in piece.faces]


def test_live_link_face_is_read_with_its_time_codes_and_without_its_angles(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        LIVE_LINK,
        "11:59:59:59.000,61,0,0.1,0.8,0.7,0.2,-0.3",
        "12:00:00:00.500,61,0,0.1,0.8,0.7,0.2,-0.3",
    )
    held = load(path)
    (source,) = held.start.face_sources
    assert list(source.names) == ["EyeBlinkLeft", "JawOpen", "MouthSmileLeft", "MouthSmileRight", "BrowInnerUp"]
    assert times_us(path) == [1, 25_001]
    assert list(held.signals[0].faces[0].weights) == pytest.approx([0, 0.1, 0.8, 0.7, 0.2])


@pytest.mark.parametrize("step", ["0.025", "25", "25000"], ids=["seconds", "milliseconds", "microseconds"])
def test_a_time_column_may_be_in_seconds_milliseconds_or_microseconds(tmp_path: Path, step: str) -> None:
    rows = [f"{7 + i * float(step)},0,0.1,0.8,0.7,0" for i in range(3)]
    assert times_us(table(tmp_path, UNITY, *rows)) == pytest.approx([1, 25_001, 50_001], abs=1)


def test_without_a_time_column_the_rate_must_be_said(tmp_path: Path) -> None:
    path = table(tmp_path, UNITY.removeprefix("timestamp,"), "0,0,0,0,0", "0,0,0,0,1")
    with pytest.raises(DerClientError, match="--rate-hz"):
        load(path)
    assert times_us(path, 50) == [1, 20_001]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((UNITY, "0,0,0,0,0,0", "1,0,x,0,0,0"), "row 3: column jawOpen holds 'x'"),
        ((UNITY, "0,0,0,0,0,0", "1,0,nan,0,0,0"), "row 3: column jawOpen holds 'nan'"),
        ((UNITY, "0,0,0,0,0,0", "1,0,0"), "row 3: 3 cells where the header has 6"),
        ((UNITY, "1,0,0,0,0,0", "2,0,0,0,0,0", "1.5,0,0,0,0,0"), "row 4: time goes back"),
        ((LIVE_LINK, "noon,61,0,0,0,0,0,0"), "row 2: 'noon' is no time code"),
        ((UNITY, "0,0,800,0,0,0"), "up to 800: expected 0 to 1"),
        ((UNITY,), "no rows under its header"),
        (("timestamp,jawOpen", "0,1"), "1 face columns"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(tmp_path: Path, rows: tuple[str, ...], told: str) -> None:
    with pytest.raises(DerClientError, match=told) as caught:
        load(table(tmp_path, *rows))
    assert caught.value.reason == "BAD_FILE"


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 96_000])
def test_sound_keeps_its_rate_where_the_protocol_has_it(tmp_path: Path, rate_hz: int) -> None:
    path = tmp_path / "tone.wav"
    tone = 0.5 * np.sin(2 * np.pi * 200 * np.arange(rate_hz) / rate_hz)
    soundfile.write(path, np.stack([tone, tone], 1), rate_hz)
    held = load(path)
    sent_hz = held.start.voice.sample_rate_hz
    assert sent_hz == min(rate_hz, 48_000)
    pcm = np.frombuffer(b"".join(v.data for piece in held.signals for v in piece.voices), "<i2")
    assert len(pcm) == pytest.approx(sent_hz, abs=2)
    assert np.abs(pcm).max() / 32767 == pytest.approx(0.5, abs=0.02)
    first = [voice.first_sample for piece in held.signals for voice in piece.voices]
    assert first == list(range(0, len(pcm), round(sent_hz * 0.05)))


@pytest.mark.parametrize(
    ("name", "held", "told"),
    [
        ("gone.csv", None, "There is no file"),
        ("take.mp4", b"x", "is none of .der, .csv"),
        ("noise.wav", b"RIFF....", "cannot be read as sound"),
        ("face.csv", b"\xff\xfe\x00", "not a CSV file in UTF-8"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_a_sentence(
    tmp_path: Path, name: str, held: bytes | None, told: str
) -> None:
    path = tmp_path / name
    if held is not None:
        path.write_bytes(held)
    with pytest.raises(DerClientError, match=told) as caught:
        load(path)
    assert caught.value.reason == "BAD_FILE"


def test_silence_of_no_samples_is_no_sound(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "empty.wav", np.zeros(0), 16_000)
    with pytest.raises(DerClientError, match="holds no sound"):
        load(tmp_path / "empty.wav")
