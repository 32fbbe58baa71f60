"""Decodes what people say of their profile."""

import math
import time
from collections.abc import Sequence

from der_server.faults import BadRequest, TooMuch
from der_server.privacy.consent import Grant
from der_server.session.feedback import Feedback
from der_server.v1 import session_pb2
from der_server.wire import words
from der_server.wire.decode_start import decode_grant

MAX_GRANTS = 64
FAULTS = {
    "bad_span": "`to_time_us` lies before `from_time_us`.",
    "unknown_label": "`label` must be one of `Ready.labels`.",
    "bad_dimensions": "`valence` and `arousal` must be -1 to 1.",
    "nothing_said": "Say `verdict`, `label`, or the dimensions with `has_dimensions`.",
}


def decode_grants(consent: Sequence[session_pb2.ConsentGrant]) -> tuple[Grant, ...]:
    """New consent. Raises TooMuch, or BadRequest where a grant says nothing or is over already."""
    if len(consent) > MAX_GRANTS:
        raise TooMuch(f"`consent` has more than {MAX_GRANTS} grants.", field="consent")
    grants = tuple(decode_grant(grant) for grant in consent)
    now_s = time.time()
    for grant in grants:
        if not grant.modality or not grant.uses:
            raise BadRequest(
                "Every grant of `consent` needs a modality and a use this server knows.", field="consent"
            )
        if grant.expire_s is not None and not (math.isfinite(grant.expire_s) and grant.expire_s > now_s):
            raise BadRequest("A grant of `consent` is over already: `expire_time` must lie ahead.", field="consent")
    return grants


def decode_feedback(feedback: session_pb2.Feedback) -> Feedback:
    """Raises BadRequest where it cannot be used."""
    told = Feedback(
        from_us=feedback.from_time_us,
        to_us=feedback.to_time_us,
        verdict=words.VERDICT.word(feedback.verdict),
        label=feedback.label,
        dimensions=(feedback.valence, feedback.arousal) if feedback.has_dimensions else None,
        source=words.FEEDBACK_SOURCE.word(feedback.source) or "person",
    )
    if told.fault:
        raise BadRequest(FAULTS.get(told.fault, "This feedback cannot be used."), field="feedback")
    return told
