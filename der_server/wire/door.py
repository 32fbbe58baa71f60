"""Reads a call's principal from its metadata and its peer."""

from typing import Any

import grpc

from der_server.privacy.door import Door, Principal

LOOPBACK_PEERS = ("ipv4:127.", "ipv6:[::1]", "ipv6:%5B::1%5D", "unix:")


def principal_of(context: "grpc.aio.ServicerContext[Any, Any]", door: Door) -> Principal:
    """Raises NotKnown where the call carries nothing the door accepts."""
    metadata = {key.lower(): value for key, value in context.invocation_metadata() or ()}
    authorization = metadata.get("authorization", "")
    if isinstance(authorization, bytes):
        authorization = authorization.decode("ascii", "replace")
    return door.admit(authorization, from_loopback=context.peer().startswith(LOOPBACK_PEERS))
