"""How every call runs: whatever goes wrong becomes a status with a reason and no Python text."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import grpc
import structlog
from google.protobuf.message import Message

from der_server.faults import DerError
from der_server.telemetry import METRICS
from der_server.wire.status import abort

LOG = structlog.get_logger()
Context = Any  # grpc.aio.ServicerContext[bytes, bytes]: its stubs do not allow handlers of raw bytes


async def unary(method: str, context: Context, work: Callable[[], Awaitable[Message]]) -> bytes:
    """Run a call's work and serialise its answer."""
    answer = b""

    async def run() -> None:
        nonlocal answer
        answer = (await work()).SerializeToString()

    await guarded(method, context, run)
    return answer


async def guarded(method: str, context: Context, work: Callable[[], Awaitable[None]]) -> None:
    """Run a call's work; whatever goes wrong becomes a status with a reason and no Python text."""
    code = "OK"
    try:
        await work()
    except DerError as error:
        code = error.code
        await abort(context, error)
    except (asyncio.CancelledError, grpc.aio.AbortError, grpc.aio.UsageError):
        code = "CANCELLED"
        raise
    except Exception as error:  # noqa: BLE001 - the last line: nothing of the person may leave in a trace
        code = "INTERNAL"
        LOG.error("call_failed", method=method, error=_name(error))
        await abort(context, DerError("The server failed on this call; the session's content was not logged."))
    finally:
        METRICS.calls.labels(method, code).inc()


def _name(error: BaseException) -> str:
    """The kind of an error; of a group its first member's."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return type(error).__name__
