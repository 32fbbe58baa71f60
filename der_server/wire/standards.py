"""Face standards and skeletons as `Describe` announces them."""

from der_server.models.face_support import face_support
from der_server.signals.body import body_reader, skeleton, skeletons
from der_server.signals.face import face_reader, layouts
from der_server.signals.layout import table_of
from der_server.v1 import service_pb2


def face_infos() -> list[service_pb2.LayoutInfo]:
    """Every face standard and variant, with what it can show."""
    return [_face_info(name) for name, _, _ in layouts()]


def body_infos() -> list[service_pb2.LayoutInfo]:
    """Every skeleton, with the canonical joints it can give."""
    return [_body_info(name) for name, _, _ in skeletons()]


def _face_info(standard: str) -> service_pb2.LayoutInfo:
    reader = face_reader(standard, ())
    table, support = table_of(standard), face_support([reader])
    return service_pb2.LayoutInfo(
        name=standard,
        names=reader.names,
        ignored_names=reader.ignored_names,
        action_units=support.units,
        label_support=[
            service_pb2.LabelSupport(label=row.label, share=row.share, missing_units=row.missing)
            for row in support.labels
        ],
        audio_only=reader.audio_only,
        aliases=table.aliases if table.name == standard else (),
    )


def _body_info(standard: str) -> service_pb2.LayoutInfo:
    reader = body_reader(standard, ())
    return service_pb2.LayoutInfo(
        name=standard,
        names=reader.names,
        ignored_names=reader.ignored_names,
        joints=reader.joints,
        aliases=skeleton(standard).aliases,
    )
