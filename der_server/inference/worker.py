"""The process that runs models: `python -m der_server.inference.worker JSON`. Started by `process.Worker` only.

Each lane is a line (a unix socket) with a thread of its own: a packet comes, a packet goes. The process ends when
its stdin does, whatever else it is doing, so that none outlives the server that started it.
"""

import gc
import json
import os
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from der_server.faults import DerError
from der_server.inference.lanes import Models, over_the_wire
from der_server.inference.pack import Packet

LENGTH = struct.Struct("<QB")
"""What goes before each packet: its length, and 1 where the work failed (the packet then holds the error's name)."""
SWITCH_S = 0.0005
"""Python's threads take turns this often, so that a long text does not keep a tick waiting for 5 ms."""


def receive(line: socket.socket) -> bytearray | None:
    """The next packet; None where the other side is gone."""
    head = _exactly(line, LENGTH.size)
    return None if head is None else _exactly(line, LENGTH.unpack(head)[0])


def _exactly(line: socket.socket, count: int) -> bytearray | None:
    packet = bytearray(count)
    view, at = memoryview(packet), 0
    while at < count:
        got = line.recv_into(view[at:])
        if not got:
            return None
        at += got
    return packet


def serve_lane(line: socket.socket, work: Callable[[Packet], bytes]) -> None:
    """Answer packet after packet until the other side is gone. An empty packet asks for a sign of life."""
    while (packet := receive(line)) is not None:
        failed, answer = False, b""
        if packet:
            try:
                answer = work(packet)
            except Exception as error:  # noqa: BLE001 - the caller must hear of it; its words may hold a person's data
                failed, answer = True, type(error).__name__.encode()
        line.sendall(LENGTH.pack(len(answer), failed) + answer)  # at once: whoever waits wakes once


def load_models(options: dict[str, Any]) -> Models:
    """The shipped way to make models: a line-up from bundles on a device. On a CPU torch is loaded only for those
    who need it: the heavy voice expert, and bundles without a graph."""
    from der_server.models.lineup import load_lineup  # noqa: PLC0415 - the server itself does without

    device, folder, threads = options["device"], options["folder"], options["threads"]
    if device.startswith("cuda"):
        import torch  # noqa: PLC0415 - as above

        torch.cuda.set_device(device)  # what is asked of "the" GPU is asked of this one
    lineup = load_lineup(
        None if folder is None else Path(folder),
        device=device,
        threads=threads,
        allowed_terms=options["allowed_terms"],
        voice=options.get("voice", "auto"),
    )
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(threads)
    return lineup


def main(told: dict[str, Any]) -> None:
    """told: `make` (module:function that makes the models from `options`), `lines` (lane -> file descriptor)."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the server decides when its workers end
    sys.setswitchinterval(SWITCH_S)
    threading.Thread(target=_serve, args=(told,), daemon=True).start()
    while sys.stdin.buffer.read(1):
        pass
    os._exit(0)  # threads may be busy, or hang


def _serve(told: dict[str, Any]) -> None:
    module, _, name = told["make"].partition(":")
    try:
        models: Models = getattr(import_module(module), name)(told["options"])
        models.warm_up()
    except DerError as error:
        _say({"error": str(error), "reason": error.reason})
        os._exit(1)
    except BaseException as error:  # noqa: BLE001 - a process without its models is of no use
        _say({"error": f"The models cannot be loaded ({type(error).__name__}).", "reason": "INTERNAL"})
        os._exit(1)
    gc.freeze()  # models stay: collections need not look at them
    for lane, number in told["lines"].items():
        line = socket.socket(fileno=number)
        work = over_the_wire(models, lane)
        threading.Thread(target=serve_lane, args=(line, work), name=f"der-{lane}", daemon=True).start()
    _say({"ready": True})


def _say(words: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
