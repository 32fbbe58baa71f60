"""Decodes what people say of their profile."""

import math
import time
from collections.abc import Sequence

from der_server.faults import BadRequest, TooMuch
from der_server.privacy.consent import Grant
from der_server.session.feedback import Feedback
from der_server.session.sayings import say
from der_server.v1 import session_pb2
from der_server.wire.decode_start import decode_grant
from der_server.wire.encode_person import decode_feedback

MAX_GRANTS = 64


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


def decode_told(feedback: session_pb2.Feedback) -> Feedback:
    """Raises BadRequest where it cannot be used."""
    told = decode_feedback(feedback)
    if told.fault:
        raise BadRequest(say(told.fault, "en"), field="feedback")
    return told
