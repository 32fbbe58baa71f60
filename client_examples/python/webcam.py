"""Your own face, read live: MediaPipe runs here, and only coefficients and joints are sent, never a picture.

python client_examples/python/webcam.py --face-model face_landmarker.task --pose-model pose_landmarker_full.task
python client_examples/python/webcam.py --face-model face_landmarker.task --image smile.jpg --agreed
"""

import argparse
import asyncio
import sys
from pathlib import Path

from der_client import connect
from der_client.camera import Eyes, film
from der_client.film import is_still, read_camera, read_file
from der_client.terminal import print_states, run, show_agreed_notice, show_notice


def read_arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default="127.0.0.1:50710", help="HOST:PORT of the server")
    parser.add_argument("--token", help="bearer token")
    parser.add_argument("--tls", action="store_true", help="use TLS with this machine's authorities")
    parser.add_argument("--face-model", type=Path, metavar="FILE", help="MediaPipe's face_landmarker.task")
    parser.add_argument(
        "--pose-model", type=Path, metavar="FILE", help="a pose_landmarker*.task, to read the body too"
    )
    parser.add_argument("--camera", type=int, default=0, help="which camera of this machine")
    parser.add_argument("--image", type=Path, metavar="PATH", help="a picture, a folder of them, or a video instead")
    parser.add_argument("--seconds", type=float, help="how long; with --image how long each picture is filmed")
    parser.add_argument("--agreed", action="store_true", help="the person has read the notice and agreed")
    return parser.parse_args()


async def converse(asked: argparse.Namespace) -> None:
    """Open a session, send what is seen, print a state twice a second. Raises DerClientError."""
    still = asked.image is not None and is_still(asked.image)
    seconds = asked.seconds or (3.0 if still else float("inf"))
    frames = read_file(asked.image, seconds) if asked.image else read_camera(asked.camera, seconds)
    confirm = show_agreed_notice if asked.agreed else show_notice
    with Eyes(asked.face_model, asked.pose_model, moving=not still) as eyes:
        async with (
            connect(asked.address, asked.token, tls=asked.tls or None) as client,
            client.session(eyes.start(), confirm_notice=confirm) as session,
            asyncio.TaskGroup() as tasks,
        ):
            faces = tasks.create_task(film(session, eyes, frames))
            await print_states(session)
        print(f"{faces.result()} frames with a face", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(run("webcam", converse(read_arguments())))
