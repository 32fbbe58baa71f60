"""Writes `der/messages.h`: the messages of a session as plain C++17 structs, from the protocol's own descriptors.

    PYTHONPATH=. python client_examples/unreal/generate.py

Nothing but the standard library is needed to use them; `der/wire.h` reads and writes them.
"""

from collections.abc import Iterable
from pathlib import Path

from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor

from der_server.v1.service_pb2 import SessionRequest, SessionResponse

OUT = Path(__file__).parent / "DerServer/Source/DerServer/Private/der/messages.h"
SCALARS = {
    FieldDescriptor.TYPE_BOOL: "bool",
    FieldDescriptor.TYPE_BYTES: "std::string",
    FieldDescriptor.TYPE_FLOAT: "float",
    FieldDescriptor.TYPE_INT32: "int32_t",
    FieldDescriptor.TYPE_INT64: "int64_t",
    FieldDescriptor.TYPE_STRING: "std::string",
    FieldDescriptor.TYPE_UINT32: "uint32_t",
    FieldDescriptor.TYPE_UINT64: "uint64_t",
}
"""What the protocol uses; another type is an error here, not a surprise there."""
HEAD = """// Written by generate.py from protos/der_server/v1: do not edit. Units and ranges stand there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace der::v1 {
"""


def reached(messages: Iterable[Descriptor]) -> list[Descriptor]:
    """Those messages and what they hold, inner ones first."""
    found: list[Descriptor] = []

    def visit(message: Descriptor) -> None:
        if message in found:
            return
        for field in message.fields:
            if field.message_type:
                visit(field.message_type)
        found.append(message)

    for message in messages:
        visit(message)
    return found


def constant(enum: EnumDescriptor, name: str) -> str:
    """`MODALITY_FACE` of `Modality` -> `kFace`."""
    prefix = "".join(f"_{c}" if c.isupper() else c.upper() for c in enum.name).lstrip("_")
    return "k" + "".join(word.capitalize() for word in name.removeprefix(f"{prefix}_").split("_"))


def enum_text(enum: EnumDescriptor) -> str:
    """An open enum: values of a newer release are held too."""
    values = ", ".join(f"{constant(enum, value.name)} = {value.number}" for value in enum.values)
    return f"enum class {enum.name} : int32_t {{ {values} }};\n"


def names_text(enum: EnumDescriptor) -> str:
    """The names without their prefix, as they stand in an ErrorInfo."""
    prefix = enum.values[0].name.removesuffix("UNSPECIFIED")
    cases = "".join(f'    case {v.number}: return "{v.name.removeprefix(prefix)}";\n' for v in enum.values)
    head = f"inline const char* Name({enum.name} value) {{\n  switch (static_cast<int32_t>(value)) {{\n"
    return head + cases + '    default: return "UNKNOWN";\n  }\n}\n'


def type_of(field: FieldDescriptor) -> str:
    """The type of a member, without its presence."""
    if field.message_type:
        return str(field.message_type.name)
    return str(field.enum_type.name) if field.enum_type else SCALARS[field.type]


def member(field: FieldDescriptor) -> str:
    """A member with its default."""
    if field.is_repeated:
        return f"  std::vector<{type_of(field)}> {field.name};\n"
    if field.message_type:
        return f"  std::optional<{type_of(field)}> {field.name};\n"
    default = "" if type_of(field) == "std::string" else " = false" if type_of(field) == "bool" else "{}"
    return f"  {type_of(field)} {field.name}{default};\n"


def message_text(message: Descriptor) -> str:
    """A message; the parts of a oneof are members of which at most one is there."""
    members = "".join(member(field) for field in message.fields)
    each = "".join(f"    field({field.number}, self.{field.name});\n" for field in message.fields)
    return (
        f"struct {message.name} {{\n{members}"
        "  std::string newer_fields;  // of a newer release, as they came\n\n"
        "  template <typename Self, typename Field>\n"
        f"  static void Each(Self& self, Field&& field) {{\n{each}  }}\n}};\n"
    )


def text() -> str:
    """The whole file."""
    messages = reached([SessionRequest.DESCRIPTOR, SessionResponse.DESCRIPTOR])
    enums = {field.enum_type.full_name: field.enum_type for m in messages for field in m.fields if field.enum_type}
    parts = [enum_text(enums[name]) for name in sorted(enums)]
    parts.append(names_text(enums["der_server.v1.ErrorReason"]))
    parts += [message_text(message) for message in messages]
    return "\n".join([HEAD, *parts, "}  // namespace der::v1\n"])


if __name__ == "__main__":
    OUT.write_text(text(), "utf-8")
