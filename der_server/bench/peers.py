"""Other ways to serve the same models, each as its own documentation shows: `python -m der_server.bench.peers NAME`.

naive      one inference per frame, in the server's process, `map<string, float>`, no batching (grpc.aio)
sync_grpc  the server's protocol on the synchronous gRPC server: a thread per person, one inference per state
litserve   LitServe over HTTP and JSON, with its batching
ray_serve  Ray Serve over HTTP and JSON, with `@serve.batch`

Each prints `{"address": ...}` once it is ready.
"""

import asyncio
import json
import socket
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc

from der_server.bench.naive import PACKAGE, Frame
from der_server.bench.pipeline import Pipeline, arrival_of_frame, conclude, declared, now_us, probabilities
from der_server.v1 import service_pb2
from der_server.wire.decode_signals import decode_signals
from der_server.wire.encode import encode_state

MAX_THREADS = 256
MAX_BATCH = 64
WAIT_S = 0.005
"""How long LitServe and Ray Serve wait for a batch to fill."""


def announce(address: str) -> None:
    """Say that this peer is ready."""
    print(json.dumps({"address": address}), flush=True)


async def naive() -> None:
    """One inference per frame."""
    pipeline = Pipeline()

    async def session(requests: AsyncIterator[Any], _: object) -> AsyncIterator[Any]:
        visit = pipeline.visit()
        async for frame in requests:
            visit.absorb(arrival_of_frame(frame), now_us())
            state = conclude(visit, pipeline.lineup.run([visit.step(now_us())])[0])
            yield Frame(time_us=frame.time_us, values=probabilities(state))

    server = grpc.aio.server()
    method = grpc.stream_stream_rpc_method_handler(session, Frame.FromString, Frame.SerializeToString)
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(PACKAGE, {"Session": method}),))
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    announce(f"127.0.0.1:{port}")
    await server.wait_for_termination()


def sync_grpc() -> None:
    """A thread per person."""
    pipeline = Pipeline()

    def session(requests: Iterator[service_pb2.SessionRequest], _: object) -> Iterator[service_pb2.SessionResponse]:
        visit = pipeline.visit()
        for request in requests:
            visit.absorb(decode_signals(request.signals, now_us() * 1000), now_us())
            while trigger := visit.due(now_us()):
                stepped = pipeline.lineup.run([visit.step(now_us())])[0]
                state = visit.conclude(stepped, trigger, now_us())
                latency_us = now_us() - state.received_ns // 1000
                yield service_pb2.SessionResponse(state=encode_state(state, full=True, latency_us=latency_us))

    server = grpc.server(ThreadPoolExecutor(MAX_THREADS))
    method = grpc.stream_stream_rpc_method_handler(
        session, service_pb2.SessionRequest.FromString, service_pb2.SessionResponse.SerializeToString
    )
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler("der_server.v1.DerService", {"Session": method}),)
    )
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    announce(f"127.0.0.1:{port}")
    server.wait_for_termination()


def litserve() -> None:
    """A LitAPI with batching, one worker."""
    import litserve as ls  # noqa: PLC0415 - only here

    from der_server.bench.litserve_api import EmotionAPI  # noqa: PLC0415 - as above

    port = _free_port()
    api = EmotionAPI(max_batch_size=MAX_BATCH, batch_timeout=WAIT_S)
    server = ls.LitServer(api, accelerator="cpu", workers_per_device=1)
    threading.Thread(target=_announce_when_open, args=(port,), daemon=True).start()
    server.run(host="127.0.0.1", port=port, generate_client_file=False, log_level="error")


def ray_serve() -> None:
    """One replica with `@serve.batch`."""
    import ray  # noqa: PLC0415 - only here
    from ray import serve  # noqa: PLC0415 - as above

    from der_server.bench import ray_app  # noqa: PLC0415 - as above

    port = _free_port()
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    serve.start(http_options={"host": "127.0.0.1", "port": port})
    deployment: Any = ray_app.Emotion
    serve.run(deployment.bind(), route_prefix="/predict")
    announce(f"127.0.0.1:{port}")
    threading.Event().wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _announce_when_open(port: int) -> None:
    pause = threading.Event()
    while True:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                break
        pause.wait(0.1)
    announce(f"127.0.0.1:{port}")


PEERS: Mapping[str, Callable[[], None]] = {
    "naive": lambda: asyncio.run(naive()),
    "sync_grpc": sync_grpc,
    "litserve": litserve,
    "ray_serve": ray_serve,
}
SPEAKS = {"der": "der", "naive": "naive", "sync_grpc": "plain", "litserve": "http", "ray_serve": "http"}
"""Which protocol the generator speaks with each."""


__all__ = ["PEERS", "SPEAKS", "declared"]

if __name__ == "__main__":
    PEERS[sys.argv[1]]()
