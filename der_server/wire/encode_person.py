"""Calibration and feedback: decoded and encoded."""

import numpy as np

from der_server.emotion.baseline import Given
from der_server.session.feedback import Feedback, Result
from der_server.session.person import Progress, Question
from der_server.v1 import service_pb2, session_pb2
from der_server.wire import words
from der_server.wire.limits import MAX_ID_BYTES

Response = service_pb2.SessionResponse


def decode_feedback(feedback: session_pb2.Feedback) -> Feedback:
    """Whether it can be used is for `Feedback.fault` to say."""
    return Feedback(
        from_us=feedback.from_time_us,
        to_us=feedback.to_time_us,
        verdict=words.VERDICT.word(feedback.verdict),
        label=feedback.label,
        dimensions=(feedback.valence, feedback.arousal) if feedback.has_dimensions else None,
        source=words.FEEDBACK_SOURCE.word(feedback.source) or "person",
    )


def encode_told(told: Progress | Result | Question) -> Response:
    """One answer of the person's own."""
    match told:
        case Progress():
            return Response(calibration=encode_progress(told))
        case Result():
            return Response(feedback_result=encode_result(told))
        case Question():
            return Response(
                feedback_request=session_pb2.FeedbackRequest(
                    from_time_us=told.from_us, to_time_us=told.to_us, question=told.text
                )
            )


def encode_progress(told: Progress) -> session_pb2.CalibrationProgress:
    """How a calibration goes."""
    return session_pb2.CalibrationProgress(
        progress=told.progress,
        quality=told.quality,
        hint=told.hint,
        done=bool(told.verdict),
        verdict=words.CALIBRATION.value(told.verdict),  # type: ignore[arg-type]
        device=told.device,
        resting=None if told.resting is None else encode_resting(told.resting),
    )


def encode_resting(given: Given) -> session_pb2.RestingFace:
    """A resting face for the client to keep."""
    shift, seconds = given.shift.tolist(), given.seconds.tolist()
    return session_pb2.RestingFace(standard=given.standard, shift=shift, seconds=seconds)


def decode_resting(source: session_pb2.FaceSource | session_pb2.BodySource) -> Given | None:
    """The one a face source brings, if any; whether it can be used is for `baseline_of` to say."""
    if not isinstance(source, session_pb2.FaceSource) or not source.HasField("resting"):
        return None
    kept = source.resting
    return Given(kept.standard[:MAX_ID_BYTES], np.array(kept.shift, np.float32), np.array(kept.seconds, np.float32))


def encode_result(told: Result) -> session_pb2.FeedbackResult:
    """What a feedback changed."""
    return session_pb2.FeedbackResult(
        accepted=told.accepted,
        message=told.message,
        feedback_count=told.count,
        label=told.label,
        probability_before=told.before,
        probability_after=told.after,
    )
