"""What can go wrong for a client, in one error with the server's own reason."""

import grpc
from google.protobuf.message import DecodeError
from google.rpc.error_details_pb2 import ErrorInfo, RetryInfo
from grpc_status import rpc_status

RETRYABLE = ("GOING_AWAY", "OVERLOADED", "UNREACHABLE")
"""Reasons for which trying again later helps."""


class DerClientError(Exception):
    """A call that failed. `reason` is one of `ErrorReason` without its prefix, or the client's own
    `UNREACHABLE`, `CLOSED`, `BAD_FILE`, `NOTICE_REFUSED`, `CLIENT_FAULT` (a callback of the application raised);
    `retry_after_s` is 0 where the server named no wait."""

    def __init__(self, reason: str, message: str, retry_after_s: float = 0.0) -> None:
        super().__init__(message)
        self.reason, self.message, self.retry_after_s = reason, message, retry_after_s

    @property
    def retryable(self) -> bool:
        """Whether the same call may succeed later."""
        return self.reason in RETRYABLE


def read_error(error: grpc.aio.AioRpcError, address: str = "") -> DerClientError:
    """The reason inside a gRPC error: ErrorInfo where the server sent it, else made from the status code."""
    try:
        status = rpc_status.from_call(error)  # type: ignore[arg-type]
    except (ValueError, DecodeError):
        status = None
    reason, wait_s = "", 0.0
    for detail in status.details if status else ():
        info, retry = ErrorInfo(), RetryInfo()
        if detail.Is(ErrorInfo.DESCRIPTOR) and detail.Unpack(info):
            reason = info.reason
        elif detail.Is(RetryInfo.DESCRIPTOR) and detail.Unpack(retry):
            wait_s = retry.retry_delay.ToTimedelta().total_seconds()
    message = error.details() or error.code().name
    if not reason and error.code() == grpc.StatusCode.UNAVAILABLE:
        return unreachable(address, message)
    return DerClientError(reason or error.code().name, message, wait_s)


def unreachable(address: str, why: str) -> DerClientError:
    """No server, or the way to it was cut."""
    where = f" at {address}" if address else ""
    return DerClientError("UNREACHABLE", f"No server answers{where}: is `der serve` running? ({why})")


def client_fault(error: Exception) -> DerClientError:
    """A callback of the application raised."""
    return DerClientError("CLIENT_FAULT", str(error) or type(error).__name__)
