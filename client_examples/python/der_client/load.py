"""Any file that can be read as a session: `.der`, a face CSV, BVH, MediaPipe's JSON, or sound."""

from pathlib import Path

import numpy as np
import soundfile
import soxr

from der_client.bvh import read_bvh
from der_client.errors import DerClientError
from der_client.landmarks import read_mediapipe_json
from der_client.mock import consent
from der_client.recording import MAGIC, Recording, read_recording
from der_client.tables import read_face_csv
from der_client.voices import pcm16
from der_server.v1.session_pb2 import SessionStart, VoiceFormat
from der_server.v1.signals_pb2 import Signals

SOUND = (".wav", ".flac", ".ogg", ".aiff", ".aif")
CHUNK_S = 0.05
LEAST_RATE_HZ, MOST_RATE_HZ = 8_000, 48_000


def load(path: Path, rate_hz: float | None = None) -> Recording:
    """Read a file as a session, by what it is. rate_hz: frame rate of a CSV or JSON without times.

    Raises DerClientError with what to mend.
    """
    if not path.is_file():
        raise DerClientError("BAD_FILE", f"There is no file {path}.")
    with path.open("rb") as head:
        is_recording = head.read(len(MAGIC)) == MAGIC
    if is_recording or path.suffix == ".der":
        return read_recording(path)
    if path.suffix.lower() == ".csv":
        return read_face_csv(path, rate_hz)
    if path.suffix.lower() == ".bvh":
        return read_bvh(path)
    if path.suffix.lower() == ".json":
        return read_mediapipe_json(path, rate_hz)
    if path.suffix.lower() in SOUND:
        return read_voice(path)
    kinds = ", ".join((".der", ".csv", ".bvh", ".json", *SOUND))
    raise DerClientError("BAD_FILE", f"{path} is none of {kinds}.")


def read_voice(path: Path) -> Recording:
    """A recording of a voice alone, mono, in its own rate where that is 8 to 48 kHz. Raises DerClientError."""
    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        raise DerClientError("BAD_FILE", f"{path} cannot be read as sound: {error}") from None
    mono = samples.mean(1)
    if not len(mono) or not np.isfinite(mono).all():
        raise DerClientError("BAD_FILE", f"{path} holds no sound.")
    if not LEAST_RATE_HZ <= rate_hz <= MOST_RATE_HZ:
        mono = soxr.resample(mono, rate_hz, MOST_RATE_HZ)
        rate_hz = MOST_RATE_HZ
    step = round(rate_hz * CHUNK_S)
    pieces = []
    for first in range(0, len(mono), step):
        piece = Signals()
        time_us = round(first * 1e6 / rate_hz) + 1
        piece.voices.add(capture_time_us=time_us, first_sample=first, data=pcm16(mono[first : first + step]))
        pieces.append(piece)
    start = SessionStart(consent=consent(("voice",)), voice=VoiceFormat(sample_rate_hz=rate_hz))
    return Recording(start, tuple(pieces))
