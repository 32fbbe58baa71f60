"""Does what the conformance kit says on standard input, one command a line, and tells what happened on its output.

See tests/clients/kit/README.md. `driver.py sync` goes through `Session`, `driver.py` through `AsyncSession`.
"""

import asyncio
import queue
import sys
import threading
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from der_client import DerClientError, Patience, Phased, Session, connect, now_us
from der_server.v1 import errors_pb2, service_pb2, session_pb2, signals_pb2
from der_server.v1.emotion_pb2 import SessionState
from der_server.v1.signals_pb2 import Signals

SMILE = (6, 7, 18, 19, 43, 44, 47, 48)
LINES: queue.Queue[str] = queue.Queue()
MOUTH = threading.Lock()


def say(line: str) -> None:
    with MOUTH:
        print(line.replace("\n", " "), flush=True)


def listen() -> None:
    for line in sys.stdin:
        LINES.put(line.rstrip("\n"))
    LINES.put("quit")


class Driver:
    """Commands that are the same in both faces of the client."""

    def __init__(self) -> None:
        self.session: Any = None
        self.answers: queue.Queue[bool] = queue.Queue()
        self.samples = 0

    def face(self, count: int) -> Signals:
        """A smile in ARKit order; a little noise, since a tracker never repeats itself."""
        self.samples += 1
        at_us = now_us() + self.samples
        weights = [(0.6 if i in SMILE else 0.0) + at_us // 1000 * (i + 7) % 97 * 1e-6 for i in range(count)]
        return Signals(faces=[signals_pb2.FaceFrame(capture_time_us=at_us, weights=weights)])

    def send(self, *pieces: Signals) -> None:
        for piece in pieces:
            self.session.send(piece)

    def do(self, command: str, rest: str) -> None:  # noqa: PLR0912 - one branch is one command
        match command:
            case "agree" | "refuse":
                self.answers.put(command == "agree")
            case "faces":
                self.send(*(self.face(52) for _ in range(int(rest))))
            case "wrong":
                self.send(self.face(int(rest)))
            case "big":
                chunk = signals_pb2.VoiceChunk(capture_time_us=now_us(), data=bytes(int(rest)))
                self.send(Signals(voices=[chunk]))
            case "text":
                self.send(Signals(texts=[signals_pb2.TextInput(capture_time_us=now_us(), text=rest)]))
            case "space":
                say("space openxr")
            case "pose":
                self.send(Signals(heads=[head([float(word) for word in rest.split()])]))
            case "withdraw":
                self.session.withdraw([signals_pb2.Modality.Value(f"MODALITY_{rest.upper()}")])
            case "count":
                say(f"dropped {self.session.samples_dropped}")
            case "clock":
                say(f"clock {self.session.clock_offset_us} {self.session.round_trip_us}")
            case "leave":
                self.session.leave()
            case "echo":
                say(f"echo {echo(*rest.split())}")
            case _:
                say(f"unknown {command}")

    def tell(self) -> None:
        """Say what has happened in the session."""
        for event in self.session.poll() if self.session else ():
            match event:
                case Phased(phase, error):
                    say(f"phase {phase}" + (f" {error.reason} {error.message}" if error else ""))
                case session_pb2.Ready():
                    say(f"ready resumed={event.resumed:d} reset={event.reset:d}")
                case SessionState(label_index=index):
                    labels = self.session.ready.labels
                    say(f"state {event.sequence} {labels[index] if index < len(labels) else '-'}")
                case session_pb2.Notice():
                    reason = errors_pb2.ErrorReason.Name(event.reason).removeprefix("ERROR_REASON_")
                    say(f"notice {reason} {event.count}")


def head(n: list[float]) -> signals_pb2.HeadFrame:
    place, turn = signals_pb2.Vec3(x=n[0], y=n[1], z=n[2]), signals_pb2.Quat(x=n[3], y=n[4], z=n[5], w=n[6])
    return signals_pb2.HeadFrame(capture_time_us=now_us(), head=signals_pb2.Pose(position=place, rotation=turn))


def echo(kind: str, data: str) -> str:
    message = service_pb2.SessionRequest if kind == "SessionRequest" else service_pb2.SessionResponse
    return message.FromString(bytes.fromhex(data)).SerializeToString().hex()


def start() -> session_pb2.SessionStart:
    kinds = [kind for kind in signals_pb2.Modality.values() if kind]
    return session_pb2.SessionStart(
        client=session_pb2.ClientInfo(name="kit", version="1"),
        context=session_pb2.LegalContext(age_class=session_pb2.AGE_CLASS_ADULT),
        face_sources=[session_pb2.FaceSource(standard="arkit")],
        voice=session_pb2.VoiceFormat(sample_rate_hz=16000),
        consent=[session_pb2.ConsentGrant(modality=kind, uses=[session_pb2.USE_INFER]) for kind in kinds],
    )


def no_token() -> str:
    raise RuntimeError("no token today")


class Asked:
    """The options of `open`."""

    def __init__(self, words: str) -> None:
        address, *options = words.split()
        given = dict(option.split("=", 1) for option in options)
        token = given.get("token")
        self.server: dict[str, Any] = {
            "address": address,
            "token": no_token if token == "throw" else token,
            "tls": Path(given["ca"]) if "ca" in given else None,
        }
        patience = Patience(int(given.get("tries", 8)), float(given.get("silence", 15)), wait_for_server=True)
        self.visit: dict[str, Any] = {"reconnect": given.get("reconnect") != "0", "patience": patience}


class InOneThread(Driver):
    """Through `Session`, as a program without asyncio does."""

    async def open(self, asked: Asked) -> None:
        await self.close()
        self.session = Session(start=start(), confirm_notice=self.confirm, **asked.server, **asked.visit)
        self.session.begin()

    def confirm(self, notice: session_pb2.PrivacyNotice) -> bool:
        say(f"notice_to_show {notice.version}")
        return self.answers.get()

    async def finish(self) -> None:
        self.session.finish(timeout_s=0)

    async def close(self) -> None:
        if self.session:
            self.session.leave()
            self.session.close()
        self.answers = queue.Queue()


class WithAsyncio(Driver):
    """Through `AsyncSession`."""

    def __init__(self) -> None:
        super().__init__()
        self.open_things = AsyncExitStack()

    async def open(self, asked: Asked) -> None:
        await self.close()
        client = await self.open_things.enter_async_context(connect(**asked.server))
        self.session = client.session(start(), confirm_notice=self.confirm, **asked.visit)
        self.session.begin()
        self.open_things.push_async_callback(self.session.close)
        self.open_things.callback(self.session.leave)

    async def confirm(self, notice: session_pb2.PrivacyNotice) -> bool:
        say(f"notice_to_show {notice.version}")
        while self.answers.empty():  # noqa: ASYNC110 - it is a driver's turn, not a task's
            await asyncio.sleep(0.002)
        return self.answers.get()

    async def finish(self) -> None:
        await self.session.finish(timeout_s=0)

    async def close(self) -> None:
        await self.open_things.aclose()


async def main() -> None:
    threading.Thread(target=listen, daemon=True).start()
    driver = InOneThread() if sys.argv[1:] == ["sync"] else WithAsyncio()
    while True:
        command, _, rest = ("", "", "") if LINES.empty() else LINES.get().partition(" ")
        if command == "quit":
            break
        try:
            match command:
                case "":
                    driver.tell()
                    await asyncio.sleep(0.002)
                case "open":
                    await driver.open(Asked(rest))
                case "finish":
                    await driver.finish()
                case _:
                    driver.do(command, rest)
        except DerClientError as error:
            say(f"phase failed {error.reason} {error.message}")
    await driver.close()


if __name__ == "__main__":
    asyncio.run(main())
