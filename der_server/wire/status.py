"""The one place where errors become gRPC statuses: google.rpc.Status with ErrorInfo, RetryInfo where it helps."""

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.duration_pb2 import Duration
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import ErrorInfo, RetryInfo
from google.rpc.status_pb2 import Status
from grpc_status import rpc_status

from der_server.faults import DerError
from der_server.v1.errors_pb2 import ErrorReason

DOMAIN = "der-server"
RETRY_AFTER_S = {"OVERLOADED": 2, "GOING_AWAY": 1, "PROFILE_UNAVAILABLE": 5, "AUDIT_UNAVAILABLE": 30}
"""Reasons for which waiting helps, and for how many seconds."""


def status_of(error: DerError) -> Status:
    """The status that tells a client about `error`."""
    details = [_packed(ErrorInfo(reason=error.reason, domain=DOMAIN, metadata=error.facts))]
    if wait_s := RETRY_AFTER_S.get(error.reason):
        details.append(_packed(RetryInfo(retry_delay=Duration(seconds=wait_s))))
    return Status(code=Code.Value(error.code), message=str(error), details=details)


def _packed(message: ErrorInfo | RetryInfo) -> AnyMessage:
    packed = AnyMessage()
    packed.Pack(message)
    return packed


async def abort(context: "grpc.aio.ServicerContext[object, object]", error: DerError) -> None:
    """End the call with the error's status. Always raises what gRPC raises to end a call."""
    status = rpc_status.to_status(status_of(error))
    if status.trailing_metadata:
        context.set_trailing_metadata(status.trailing_metadata)
    await context.abort(status.code, status.details or "")


def reason_value(reason: str) -> "ErrorReason.ValueType":
    """The enum value of a reason's name."""
    return ErrorReason.Value(f"ERROR_REASON_{reason}")
