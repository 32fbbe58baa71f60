"""Encodes what is kept of a person."""

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from der_server.privacy.consent import USES, Grant
from der_server.privacy.kept import Record, kept_of, standing_of
from der_server.v1 import profile_pb2, session_pb2
from der_server.wire import words


def time_of(unix_s: float) -> Timestamp:
    """A wall-clock time."""
    seconds = math.floor(unix_s)
    return Timestamp(seconds=seconds, nanos=min(999_999_999, round((unix_s - seconds) * 1e9)))


def encode_grants(grants: Iterable[Grant]) -> list[session_pb2.ConsentGrant]:
    """Consent as `start` says it."""
    return [_grant(grant) for grant in grants]


def _grant(grant: Grant) -> session_pb2.ConsentGrant:
    return session_pb2.ConsentGrant(
        modality=words.MODALITY.value(grant.modality),  # type: ignore[arg-type]
        uses=[words.USE.value(use) for use in USES if use in grant.uses],  # type: ignore[misc]
        expire_time=None if grant.expire_s is None else time_of(grant.expire_s),
        notice_version=grant.notice_version,
        scenario=words.SCENARIO.value(grant.scenario),  # type: ignore[arg-type]
        purpose=words.PURPOSE.value(grant.purpose),  # type: ignore[arg-type]
    )


def encode_profile(records: Sequence[Record]) -> profile_pb2.GetProfileResponse:
    """A profile in short."""
    kept = kept_of(records)
    out = profile_pb2.GetProfileResponse(
        exists=bool(records), baselines=_baselines(kept), feedback_count=_count(kept)
    )
    if records:
        out.expire_time.CopyFrom(time_of(max(record.expire_s for record in records)))
    return out


def encode_export(records: Sequence[Record]) -> profile_pb2.ExportProfileResponse:
    """All that is kept, as JSON and as messages."""
    kept = kept_of(records)
    points = [point for record in records if record.kind == "history" for point in record.content]
    return profile_pb2.ExportProfileResponse(
        json=_packed({"records": [_values(record) for record in records]}),
        consent=encode_grants(standing_of(records) or ()),
        baselines=_baselines(kept),
        feedback_count=_count(kept),
        history=[_point(*point) for point in points],
        records=[
            profile_pb2.StoredRecord(
                kind=record.kind,
                update_time=time_of(record.update_s),
                expire_time=time_of(record.expire_s),
                json=_packed(record.content),
            )
            for record in records
        ],
    )


def _values(record: Record) -> dict[str, Any]:
    return {
        "kind": record.kind,
        "update_time": time_of(record.update_s).ToJsonString(),
        "expire_time": time_of(record.expire_s).ToJsonString(),
        "content": record.content,
    }


def _packed(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()


def _count(kept: dict[str, Any]) -> int:
    return int(kept.get("feedback_count", 0))


def _baselines(kept: dict[str, Any]) -> list[profile_pb2.BaselineInfo]:
    return [
        profile_pb2.BaselineInfo(
            device=device,
            certainty=baseline.get("certainty", 0.0),
            update_time=time_of(baseline.get("updated_s", 0.0)),
        )
        for device, baseline in kept.get("baselines", {}).items()
    ]


def _point(time_s: float, label: str, confidence: float, valence: float, arousal: float) -> profile_pb2.HistoryPoint:
    return profile_pb2.HistoryPoint(
        time=time_of(time_s), label=label, confidence=confidence, valence=valence, arousal=arousal
    )
