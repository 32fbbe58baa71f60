"""Answers to calibrations and feedback, matched to those who wait for them."""

import asyncio
from collections import deque
from typing import TypeVar

from der_client.errors import DerClientError
from der_server.v1 import errors_pb2, service_pb2, session_pb2

Answer = TypeVar("Answer", session_pb2.CalibrationProgress, session_pb2.FeedbackResult)


class Replies:
    """Of one session. The server answers feedback in the order it was sent; one calibration runs at a time."""

    def __init__(self) -> None:
        self.calibration = session_pb2.CalibrationProgress()
        """The newest progress."""
        self.questions: deque[session_pb2.FeedbackRequest] = deque(maxlen=10)
        """What the server asked, newest last; see `Feedback`."""
        self._results: deque[asyncio.Future[session_pb2.FeedbackResult]] = deque()
        self._verdicts: deque[asyncio.Future[session_pb2.CalibrationProgress]] = deque()

    def result(self) -> asyncio.Future[session_pb2.FeedbackResult]:
        """What the next unanswered feedback will have changed."""
        self._results.append(asyncio.get_running_loop().create_future())
        return self._results[-1]

    def verdict(self) -> asyncio.Future[session_pb2.CalibrationProgress]:
        """How the running calibration will have ended."""
        self._verdicts.append(asyncio.get_running_loop().create_future())
        return self._verdicts[-1]

    def take(self, part: str, response: service_pb2.SessionResponse) -> None:
        """The server said how a calibration goes, what a feedback changed, or asked something itself."""
        match part:
            case "calibration":
                self.calibration = response.calibration
                if response.calibration.done:
                    _answer(self._verdicts, response.calibration)
            case "feedback_result":
                _answer(self._results, response.feedback_result)
            case "feedback_request":
                self.questions.append(response.feedback_request)

    def refused(self, notice: session_pb2.Notice) -> None:
        """Where a notice says that consent or law does not cover it, nobody waits on."""
        reason = errors_pb2.ErrorReason.Name(notice.reason).removeprefix("ERROR_REASON_")
        error = DerClientError(reason, notice.message)
        if notice.what == "calibrate":
            _refuse(self._verdicts, error)
        elif notice.what == "feedback":
            _refuse(self._results, error)


def _refuse(waiting: deque[asyncio.Future[Answer]], error: DerClientError) -> None:
    while waiting:
        future = waiting.popleft()
        if not future.done():
            future.set_exception(error)


def _answer(waiting: deque[asyncio.Future[Answer]], answer: Answer) -> None:
    if waiting:
        future = waiting.popleft()
        if not future.done():
            future.set_result(answer)
