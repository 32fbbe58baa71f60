"""The protocol keeps its own rules, and yesterday's clients keep working."""

import filecmp
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from google.protobuf import text_format
from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
    FileDescriptorSet,
)
from google.protobuf.message import Message

from der_server.v1 import session_pb2
from der_server.v1.service_pb2 import SessionRequest, SessionResponse

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[2]
PROTOS = sorted((ROOT / "protos/der_server/v1").glob("*.proto"))
GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.textproto"))
BUF = Path(sys.executable).with_name("buf")
KIND = FieldDescriptorProto.Type


def protoc(*options: str) -> None:
    names = [str(path.relative_to(ROOT)) for path in PROTOS]
    path = f"{BUF.parent}{os.pathsep}{os.environ['PATH']}"  # protoc finds its mypy plugin there
    command = [sys.executable, "-m", "grpc_tools.protoc", "-Iprotos", *options, *names]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "PATH": path}, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[FileDescriptorProto]:
    out = tmp_path_factory.mktemp("protos") / "set.binpb"
    protoc(f"--descriptor_set_out={out}", "--include_source_info")
    return list(FileDescriptorSet.FromString(out.read_bytes()).file)


def messages(file: FileDescriptorProto) -> Iterator[DescriptorProto]:
    waiting = list(file.message_type)
    while waiting:
        message = waiting.pop()
        yield message
        waiting.extend(message.nested_type)


def test_generated_code_is_what_the_protos_say(tmp_path: Path) -> None:
    protoc(*(f"--{kind}_out={tmp_path}" for kind in ("python", "grpc_python", "mypy", "mypy_grpc")))
    fresh = sorted(path.name for path in (tmp_path / "der_server/v1").iterdir())
    assert fresh == sorted(p.name for p in (ROOT / "der_server/v1").glob("*_pb2*"))
    _, differ, missing = filecmp.cmpfiles(tmp_path / "der_server/v1", ROOT / "der_server/v1", fresh, shallow=False)
    assert (differ, missing) == ([], []), "run `make proto`"


def test_everything_has_a_comment(files: list[FileDescriptorProto]) -> None:
    def paths(message: DescriptorProto, at: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        yield at
        yield from ((*at, 2, i) for i in range(len(message.field)))
        yield from ((*at, 8, i) for i in range(len(message.oneof_decl)))

    for file in files:
        told = {tuple(place.path) for place in file.source_code_info.location if place.leading_comments.strip()}
        wanted = [path for i, message in enumerate(file.message_type) for path in paths(message, (4, i))]
        for i, enum in enumerate(file.enum_type):
            wanted += [(5, i), *((5, i, 2, k) for k in range(len(enum.value)))]
        for i, service in enumerate(file.service):
            wanted += [(6, i), *((6, i, 2, k) for k in range(len(service.method)))]
        assert [path for path in wanted if path not in told] == [], file.name


def test_engines_can_read_every_field(files: list[FileDescriptorProto]) -> None:
    for file in files:
        assert "google/protobuf/any.proto" not in file.dependency
        assert file.options.csharp_namespace == "Der.V1"
        for message in messages(file):
            assert not message.options.map_entry, f"{message.name} is a map"
            for field in message.field:
                assert not field.proto3_optional, f"{message.name}.{field.name} is optional"


def test_names_carry_their_units(files: list[FileDescriptorProto]) -> None:
    for field in (f for file in files for message in messages(file) for f in message.field):
        if field.name.endswith("_time_us"):
            assert field.type == KIND.TYPE_INT64, field.name
        elif field.name.endswith("_time"):
            assert field.type_name == ".google.protobuf.Timestamp", field.name
        elif field.name.endswith("_s"):
            assert field.type == KIND.TYPE_FLOAT, field.name


def test_enums_begin_unspecified_and_values_carry_their_name(files: list[FileDescriptorProto]) -> None:
    for enum in (enum for file in files for enum in file.enum_type):
        prefix = "".join(f"_{c}" if c.isupper() else c for c in enum.name).strip("_").upper()
        assert (enum.value[0].name, enum.value[0].number) == (f"{prefix}_UNSPECIFIED", 0)
        assert all(value.name.startswith(f"{prefix}_") for value in enum.value)


def test_every_call_has_its_own_request_and_response_in_its_own_file(files: list[FileDescriptorProto]) -> None:
    seen: list[str] = []
    for file in files:
        own = {f".{file.package}.{message.name}" for message in file.message_type}
        for method in (m for service in file.service for m in service.method):
            assert method.input_type == f".{file.package}.{method.name}Request"
            assert method.output_type == f".{file.package}.{method.name}Response"
            seen += [method.input_type, method.output_type]
            assert {method.input_type, method.output_type} <= own
    assert len(seen) == len(set(seen))


def test_numbers_are_packed(files: list[FileDescriptorProto]) -> None:
    repeated = FieldDescriptorProto.Label.LABEL_REPEATED
    for field in (f for file in files for m in messages(file) for f in m.field if f.label == repeated):
        assert not field.options.HasField("packed"), f"{field.name}: packed is the default of proto3"


@pytest.mark.parametrize("command", [("lint",), ("breaking", "--against", str(ROOT / "tests/protos/v1.binpb"))])
def test_buf_has_nothing_to_say(command: tuple[str, ...]) -> None:
    done = subprocess.run([BUF, *command], cwd=ROOT / "protos", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def golden_type(path: Path) -> type[Message]:
    """The first line of a golden file names its message: `# message: der_server.v1.service SessionRequest`."""
    module, name = path.read_text("utf-8").splitlines()[0].removeprefix("# message: ").split()
    kind: type[Message] = getattr(import_module(f"{module}_pb2"), name)
    return kind


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_messages_read_and_write_alike(path: Path) -> None:
    kind, binary = golden_type(path), path.with_suffix(".binpb").read_bytes()
    said = text_format.Parse(path.read_text("utf-8"), kind())
    assert kind.FromString(binary) == said
    assert said.SerializeToString(deterministic=True) == binary
    assert not said.FindInitializationErrors()


def test_there_is_a_golden_message_for_every_part_in_use() -> None:
    assert {path.stem for path in GOLDEN} >= {
        *("start", "signals", "notice_shown", "update", "withdraw", "ping"),
        *("ready", "state", "notice", "pong", "going_away"),
    }


def test_old_readers_pass_over_new_fields_and_keep_new_enum_values() -> None:
    new_part = b"\xa2\x06\x01x"  # field 100
    assert SessionRequest.FromString(new_part).WhichOneof("part") is None
    assert SessionRequest.FromString(new_part).SerializeToString() == new_part
    notice = session_pb2.Notice.FromString(session_pb2.Notice(count=3).SerializeToString() + b"\x08\xe7\x07")
    assert (notice.reason, notice.count) == (999, 3)
    assert SessionResponse(notice=notice).notice.reason == 999
