"""Bytes to messages: handlers are registered without deserialisers, so that garbage gets a proper answer."""

from typing import TypeVar

from google.protobuf.message import DecodeError, Message

from der_server.faults import BadRequest, TooMuch

M = TypeVar("M", bound=Message)


def parse(kind: type[M], data: bytes, max_bytes: int) -> M:
    """A message from bytes. Raises TooMuch or BadRequest, with no Python text in either."""
    if len(data) > max_bytes:
        raise TooMuch(f"A message of {len(data)} bytes is over the limit of {max_bytes}.")
    try:
        return kind.FromString(data)
    except DecodeError:
        name = kind.DESCRIPTOR.name
        raise BadRequest(f"These bytes are not a {name} of der_server.v1.", reason="NOT_PROTOBUF") from None
