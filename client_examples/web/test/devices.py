"""Writes what the fake devices of Chromium show and say: `python devices.py FOLDER`.

A face: Eileen Collins smiling (NASA, public domain; from scikit-image), moved a little from picture to picture. A
voice: the load generator's, which speaks and pauses.
"""

import sys
import wave
from pathlib import Path

from PIL import Image
from skimage import data

from der_server.bench.people import made_voice

SIZE = (640, 480)
PICTURES = 10
SECONDS = 20.0
RATE_HZ = 16_000


def write_face(path: Path) -> None:
    """A film as Chromium reads it: JPEG after JPEG."""
    photo = Image.fromarray(data.astronaut()).crop((0, 0, 512, 384)).resize(SIZE)
    with path.open("wb") as out:
        for i in range(PICTURES):
            photo.transform(SIZE, Image.Transform.AFFINE, (1, 0, i % 5, 0, 1, 0)).save(out, "JPEG", quality=90)


def write_voice(path: Path) -> None:
    """One channel of PCM16."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        out.writeframes(made_voice(SECONDS, 1).tobytes())


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    write_face(folder / "face.mjpeg")
    write_voice(folder / "voice.wav")
