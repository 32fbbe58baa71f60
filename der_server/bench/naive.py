"""The naive protocol, as first attempts have it: one message per frame, `map<string, float>` both ways.

message Frame {
  int64 time_us = 1;
  map<string, float> values = 2;  // blendshapes, or joints where `body` is set
  bool body = 3;
  bytes pcm = 4;
  int64 first_sample = 5;
}
"""

from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

_FIELD = descriptor_pb2.FieldDescriptorProto
PACKAGE = "der_bench"


def _message() -> Any:
    file = descriptor_pb2.FileDescriptorProto(name="der_bench.proto", package=PACKAGE, syntax="proto3")
    frame = file.message_type.add(name="Frame")
    entry = frame.nested_type.add(name="ValuesEntry")
    entry.options.map_entry = True
    entry.field.add(name="key", number=1, type=_FIELD.TYPE_STRING, label=_FIELD.LABEL_OPTIONAL)
    entry.field.add(name="value", number=2, type=_FIELD.TYPE_FLOAT, label=_FIELD.LABEL_OPTIONAL)
    for name, number, kind in (
        ("time_us", 1, _FIELD.TYPE_INT64),
        ("body", 3, _FIELD.TYPE_BOOL),
        ("pcm", 4, _FIELD.TYPE_BYTES),
        ("first_sample", 5, _FIELD.TYPE_INT64),
    ):
        frame.field.add(name=name, number=number, type=kind, label=_FIELD.LABEL_OPTIONAL)
    frame.field.add(
        name="values",
        number=2,
        type=_FIELD.TYPE_MESSAGE,
        label=_FIELD.LABEL_REPEATED,
        type_name=f".{PACKAGE}.Frame.ValuesEntry",
    )
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{PACKAGE}.Frame"))


Frame = _message()
"""The class of the messages above."""
