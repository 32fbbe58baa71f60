"""A headset without a headset: performs, replays a file, or listens to the microphone.

python client_examples/python/mock_headset.py --address 127.0.0.1:50710
python client_examples/python/mock_headset.py --replay session.der
python client_examples/python/mock_headset.py --microphone --seconds 20
"""

import argparse
import asyncio
import sys
from pathlib import Path

from der_client import DerClientError, MockHeadset, connect, default_script, load, now_us, play
from der_client.faults import Faults
from der_client.microphone import listen, voice_start
from der_client.terminal import print_states, run, show_agreed_notice, show_notice
from der_server.v1.session_pb2 import SessionStart


def read_arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default="127.0.0.1:50710", help="HOST:PORT of the server")
    parser.add_argument("--token", help="bearer token")
    parser.add_argument("--tls", action="store_true", help="use TLS with this machine's authorities")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="a .der file, a face CSV or sound, in real time")
    parser.add_argument("--rate-hz", type=float, help="frame rate of a CSV without a time column")
    parser.add_argument("--microphone", action="store_true", help="send this machine's microphone, nothing else")
    parser.add_argument("--voice", type=Path, metavar="DIR", help="recordings with labels.csv for the performer")
    parser.add_argument("--standard", default="mediapipe", choices=("mediapipe", "arkit", "fb"))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0, help="which performer")
    parser.add_argument("--loss", type=float, default=0.0, help="share of messages lost, 0 to 1")
    parser.add_argument("--jitter-ms", type=float, default=0.0, help="each message late by up to so much")
    parser.add_argument("--dropout", action="append", default=[], metavar="FROM:SECONDS", help="no face for a while")
    parser.add_argument("--burst", metavar="EVERY:SECONDS", help="so often, hold everything for so long")
    parser.add_argument("--agreed", action="store_true", help="the person has read the notice and agreed")
    return parser.parse_args()


def read_faults(asked: argparse.Namespace) -> Faults:
    """The bad network that was asked for. Raises DerClientError."""
    try:
        pairs = [tuple(map(float, text.split(":"))) for text in (*asked.dropout, asked.burst or "0:0")]
        dropouts = tuple((start, length) for start, length in pairs[:-1])
        every_s, burst_s = pairs[-1]
    except ValueError:
        raise DerClientError("BAD_REQUEST", "--dropout and --burst are two numbers, such as 10:2.") from None
    return Faults(asked.loss, asked.jitter_ms, dropouts, every_s, burst_s)


async def converse(asked: argparse.Namespace) -> None:
    """Open a session, send, print a state twice a second. Raises DerClientError."""
    headset = MockHeadset(default_script(asked.seconds), asked.seed, asked.standard, asked.voice, read_faults(asked))
    held = load(asked.replay, asked.rate_hz) if asked.replay else None
    start: SessionStart = held.start if held else voice_start() if asked.microphone else headset.start()
    confirm = show_agreed_notice if asked.agreed else show_notice
    async with (
        connect(asked.address, asked.token, tls=asked.tls or None) as client,
        client.session(start, confirm_notice=confirm if asked.microphone or held else True) as session,
        asyncio.TaskGroup() as tasks,
    ):
        if asked.microphone:
            tasks.create_task(listen(session, asked.seconds))
        else:
            messages = held.timed() if held else iter(list(headset.messages()))
            tasks.create_task(play(session, messages, begin_us=now_us(), then_finish=True))
        await print_states(session)


if __name__ == "__main__":
    sys.exit(run("mock_headset", converse(read_arguments())))
