"""Signals with their packed floats left as bytes: numpy reads those as they are, and makes no Python number of each.

On the wire a packed `repeated float` and `bytes` are the same (protobuf's encoding: a length, then little-endian
numbers), so that the same message, described once more with the one for the other, reads what the other wrote.
"""

from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

from der_server.v1 import signals_pb2


def _message() -> Any:
    """The class of `Signals` with bytes for packed floats; its own pool keeps it apart from the generated ones."""
    file = descriptor_pb2.FileDescriptorProto()
    signals_pb2.DESCRIPTOR.CopyToProto(file)
    for field in (field for message in file.message_type for field in message.field):
        if field.type == field.TYPE_FLOAT and field.label == field.LABEL_REPEATED:
            field.type, field.label = field.TYPE_BYTES, field.LABEL_OPTIONAL
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(signals_pb2.Signals.DESCRIPTOR.full_name))


_SIGNALS = _message()


def packed(signals: signals_pb2.Signals) -> Any:
    """The same samples; `weights`, `region_confidences`, `positions` and `rotations` are bytes of little-endian f32.

    Written anew by our own library first, which packs whatever a client sent number by number or in pieces.
    """
    return _SIGNALS.FromString(signals.SerializeToString())
