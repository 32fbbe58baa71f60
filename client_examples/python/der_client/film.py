"""Pictures in their order, each with the moment at which it is due: from a camera, a film or still pictures."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_client.clock import now_us
from der_client.errors import DerClientError

Picture = NDArray[np.uint8]
Frame = tuple[float, Picture]
"""Seconds since the beginning, and an RGB picture u8[h, w, 3]."""

STILLS = (".png", ".jpg", ".jpeg", ".bmp", ".webp")
STILL_RATE_HZ = 20.0
GRAIN = 2.0
"""Noise of a filmed still, in grey levels of 255: a camera never sees the same picture twice, and the server takes
a tracker that repeats itself for one that has stopped."""


def read_camera(number: int, seconds: float) -> Iterator[Frame]:
    """A camera of this machine. Raises DerClientError where it cannot be opened."""
    begin_us = now_us()
    for picture in _captured(number, f"Camera {number}"):
        time_s = (now_us() - begin_us) / 1e6
        if time_s >= seconds:
            return
        yield time_s, picture


def read_film(path: Path, seconds: float) -> Iterator[Frame]:
    """A video file at its own rate. Raises DerClientError where it is none."""
    rate_hz = _cv2().VideoCapture(str(path)).get(_cv2().CAP_PROP_FPS) or 30.0
    for i, picture in enumerate(_captured(str(path), str(path))):
        if i / rate_hz >= seconds:
            return
        yield i / rate_hz, picture


def read_stills(path: Path, seconds: float) -> Iterator[Frame]:
    """One picture, or all of a folder by name, each filmed for so many seconds. Raises DerClientError."""
    files = sorted(p for p in path.iterdir() if p.suffix.lower() in STILLS) if path.is_dir() else [path]
    if not files:
        raise DerClientError("BAD_FILE", f"{path} holds no pictures ({', '.join(STILLS)}).")
    rng = np.random.default_rng(0)
    count = max(1, round(seconds * STILL_RATE_HZ))
    for k, file in enumerate(files):
        still = read_still(file)
        for i in range(count):
            grain = GRAIN * rng.standard_normal(still.shape, np.float32)
            yield (k * count + i) / STILL_RATE_HZ, np.clip(still + grain, 0, 255).astype(np.uint8)


def is_still(path: Path) -> bool:
    """Whether a path is a picture or a folder of them."""
    return path.is_dir() or path.suffix.lower() in STILLS


def read_file(path: Path, seconds: float) -> Iterator[Frame]:
    """A picture, a folder of pictures or a video file. Raises DerClientError."""
    if not path.exists():
        raise DerClientError("BAD_FILE", f"There is no file {path}.")
    return read_stills(path, seconds) if is_still(path) else read_film(path, seconds)


def read_still(path: Path) -> Picture:
    """One picture. Raises DerClientError."""
    picture = _cv2().imread(str(path))
    if picture is None:
        raise DerClientError("BAD_FILE", f"{path} cannot be read as a picture.")
    return _rgb(picture)


def _captured(source: int | str, name: str) -> Iterator[Picture]:
    capture = _cv2().VideoCapture(source)
    try:
        there, picture = capture.read()
        if not there:
            raise DerClientError("BAD_FILE", f"{name} gives no pictures: is it there, and not in use?")
        while there:
            yield _rgb(picture)
            there, picture = capture.read()
    finally:
        capture.release()


def _rgb(picture: Any) -> Picture:
    return np.ascontiguousarray(picture[:, :, ::-1])


def _cv2() -> Any:
    try:
        import cv2  # noqa: PLC0415 - an optional package
    except (ImportError, OSError) as error:  # OpenCV without libGL or GLib
        message = (
            "The camera needs OpenCV: pip install 'der-server[camera]' (Debian: apt install libgl1 libglib2.0-0)."
        )
        raise DerClientError("UNREACHABLE", message) from error
    return cv2
