"""Faces from a CSV file: blendshape columns with a time column, or what Live Link Face writes."""

import csv
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from der_client.errors import DerClientError
from der_client.mock import consent
from der_client.recording import Recording
from der_server.v1.session_pb2 import FaceSource, SessionStart
from der_server.v1.signals_pb2 import Signals

FRAMES_PER_MESSAGE = 4
TIME_COLUMNS = ("time_s", "timestamp", "time", "capture_time_us", "timecode")
NOT_FACE = ("blendshapecount", "frame", "index", "label", "emotion")
NOT_FACE_PARTS = ("headyaw", "headpitch", "headroll", "eyeyaw", "eyepitch", "eyeroll")
LEAST_COLUMNS = 5
LIVE_LINK_HZ = 60.0
"""Frames a second in Live Link Face's time codes."""
MOST = 1.05
PERCENT_FROM, PERCENT_MOST = 5.0, 105.0
"""Coefficients whose largest lies between these are percentages."""


def read_face_csv(path: Path, rate_hz: float | None = None) -> Recording:
    """A recording of one face source. rate_hz is needed where there is no time column.

    Time columns: time_s (seconds), capture_time_us (microseconds), timestamp or time (seconds, milliseconds or
    microseconds, told apart by their step), Timecode (Live Link Face). All other columns are coefficients by name,
    0..1 or, as Unity keeps them, 0..100. Raises DerClientError with what to mend.
    """
    header, rows = _read(path)
    time_column = next((i for i, name in enumerate(header) if name.lower() in TIME_COLUMNS), None)
    if time_column is None and not rate_hz:
        raise DerClientError("BAD_FILE", f"{path} has no time column ({', '.join(TIME_COLUMNS)}): give --rate-hz.")
    columns = [i for i, name in enumerate(header) if i != time_column and not _is_no_face(name)]
    if len(columns) < LEAST_COLUMNS:
        raise DerClientError(
            "BAD_FILE", f"{path} has {len(columns)} face columns: expected ARKit or MediaPipe names."
        )
    names = [header[i].rsplit(".", 1)[-1] for i in columns]  # Unity writes `blendShape1.browDown_L`
    if time_column is None:
        times_us = [round(i * 1e6 / (rate_hz or 1)) + 1 for i in range(len(rows))]
    else:
        times_us = _times_us(path, header[time_column].lower(), [row[time_column] for row in rows])
    weights = [[_number(path, line, header[i], row[i]) for i in columns] for line, row in enumerate(rows, start=2)]
    most = max(map(max, weights))
    if PERCENT_FROM < most <= PERCENT_MOST and min(map(min, weights)) >= 0:  # Unity's blend shapes run to 100
        weights = [[value / 100 for value in row] for row in weights]
        most /= 100
    if most > MOST or min(map(min, weights)) < 1 - MOST:
        raise DerClientError("BAD_FILE", f"{path} holds coefficients up to {most:g}: expected 0 to 1.")
    standard = "mediapipe" if "_neutral" in names else ""
    start = SessionStart(consent=consent(("face",)), face_sources=[FaceSource(standard=standard, names=names)])
    return Recording(start, tuple(_messages(times_us, weights)))


def _messages(times_us: Sequence[int], weights: Sequence[Sequence[float]]) -> list[Signals]:
    out = []
    for i in range(0, len(times_us), FRAMES_PER_MESSAGE):
        piece = Signals()
        for time_us, row in zip(
            times_us[i : i + FRAMES_PER_MESSAGE], weights[i : i + FRAMES_PER_MESSAGE], strict=True
        ):
            piece.faces.add(capture_time_us=time_us, weights=row)
        out.append(piece)
    return out


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as lines:
            rows = [row for row in csv.reader(lines) if row]
    except OSError as error:
        raise DerClientError("BAD_FILE", f"{path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, csv.Error):
        raise DerClientError("BAD_FILE", f"{path} is not a CSV file in UTF-8.") from None
    if len(rows) < 2:
        raise DerClientError("BAD_FILE", f"{path} holds no rows under its header.")
    header = [name.strip() for name in rows[0]]
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            message = f"{path}, row {line}: {len(row)} cells where the header has {len(header)}."
            raise DerClientError("BAD_FILE", message)
    return header, rows[1:]


def _is_no_face(name: str) -> bool:
    plain = name.lower().replace("_", "").replace(" ", "")
    return plain in NOT_FACE or any(part in plain for part in NOT_FACE_PARTS)


def _times_us(path: Path, column: str, cells: Sequence[str]) -> list[int]:
    if column == "timecode":
        seconds = [_timecode_s(path, line, cell) for line, cell in enumerate(cells, start=2)]
        scale = 1e6
    else:
        seconds = [_number(path, line, column, cell) for line, cell in enumerate(cells, start=2)]
        steps = [b - a for a, b in pairwise(seconds)]
        scale = {"time_s": 1e6, "capture_time_us": 1.0}.get(column, _scale(median(steps) if steps else 0.0))
    times_us = [round((value - seconds[0]) * scale) + 1 for value in seconds]
    for line, (a, b) in enumerate(pairwise(times_us), start=3):
        if b < a:
            raise DerClientError("BAD_FILE", f"{path}, row {line}: time goes back.")
    return times_us


def _scale(step: float) -> float:
    """Microseconds in one unit of a time column, judged by its typical step between 8 and 500 ms."""
    if step < 1:
        return 1e6
    return 1e3 if step < 1000 else 1.0


def _timecode_s(path: Path, line: int, cell: str) -> float:
    try:
        hours, minutes, seconds, frames = cell.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(frames) / LIVE_LINK_HZ
    except ValueError:
        raise DerClientError("BAD_FILE", f"{path}, row {line}: {cell!r} is no time code HH:MM:SS:FF.") from None


def _number(path: Path, line: int, column: str, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise DerClientError("BAD_FILE", f"{path}, row {line}: column {column} holds {cell!r}, not a number.")
    return value
