"""How gRPC listens. It reads this when it is imported, so it is said before."""

import os

SWITCHES = "-event_engine_listener"
"""A switch of gRPC 1.85 (its `experiments`), off: otherwise messages go through a pool of its threads on the way to
the one that tells Python. Without, that one reads them: `docs/bench.md` says what is saved. A gRPC that no longer
knows the switch says so once and goes on."""


def choose_listener() -> None:
    """For this process, before `grpc` is imported. What the operator said in GRPC_EXPERIMENTS stays."""
    os.environ.setdefault("GRPC_EXPERIMENTS", SWITCHES)
