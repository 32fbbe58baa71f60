"""Published limits, checked before anything is allocated from a client's word."""

from der_server.session.deeds import MAX_RATE_HZ
from der_server.v1.session_pb2 import Limits

MAX_MESSAGE_BYTES = 256 * 1024
MAX_ANALYZE_BYTES = 16 * 1024 * 1024
MAX_TRANSPORT_BYTES = MAX_ANALYZE_BYTES + 64 * 1024
MAX_FACE_RATE_HZ = 120.0
MAX_BODY_RATE_HZ = 120.0
MAX_MESSAGE_RATE_HZ = 120.0
MAX_EVENT_RATE_HZ = MAX_RATE_HZ
MAX_EVENTS = 512
MAX_VOICE_CHUNK_S = 1.0
MAX_TEXT_BYTES = 4096
MAX_SOURCES = 8
MAX_NAMES = 256
MAX_ID_BYTES = 128
MAX_ANALYZE_S = 60.0
MIN_KEEPALIVE_S = 10.0


def limits(idle_timeout_s: float, resume_s: float) -> Limits:
    """The limits as `ready` and `Describe` say them."""
    return Limits(
        max_message_bytes=MAX_MESSAGE_BYTES,
        max_face_rate_hz=MAX_FACE_RATE_HZ,
        max_body_rate_hz=MAX_BODY_RATE_HZ,
        max_message_rate_hz=MAX_MESSAGE_RATE_HZ,
        max_event_rate_hz=MAX_EVENT_RATE_HZ,
        max_voice_chunk_s=MAX_VOICE_CHUNK_S,
        max_text_bytes=MAX_TEXT_BYTES,
        idle_timeout_s=idle_timeout_s,
        resume_s=resume_s,
        max_sources=MAX_SOURCES,
        max_analyze_s=MAX_ANALYZE_S,
        min_keepalive_s=MIN_KEEPALIVE_S,
    )
