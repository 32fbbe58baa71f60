"""Every error raised on purpose. `wire/` alone turns them into gRPC statuses.

    DerError
    ├── BadRequest            INVALID_ARGUMENT
    │   ├── BadFrame          a sample that does not fit what was declared
    │   └── BadDeclaration    a source, target or format that cannot be read
    ├── OutOfOrder            FAILED_PRECONDITION  (signals before `start`, a second `start`)
    ├── Unlawful              FAILED_PRECONDITION  (the law does not let this be read)
    ├── TooMuch               RESOURCE_EXHAUSTED   (size, rate, sessions)
    │   └── Overloaded        RESOURCE_EXHAUSTED   (the batch queue is full)
    │       └── TooLate       RESOURCE_EXHAUSTED   (a step waited until its evidence was too old)
    ├── NotAllowed            PERMISSION_DENIED
    ├── NotKnown              UNAUTHENTICATED
    ├── NotFound              NOT_FOUND
    ├── NotBuilt              UNIMPLEMENTED
    ├── Idle                  DEADLINE_EXCEEDED    (nothing came for too long)
    ├── GoingAway             UNAVAILABLE          (the server is closing)
    ├── WorkerLost            UNAVAILABLE          (a process that runs models died or hangs)
    ├── BadBundle             FAILED_PRECONDITION  (a model file that cannot be trusted or does not fit)
    ├── ProfileUnavailable    UNAVAILABLE          (what is kept of people cannot be reached; inference goes on)
    ├── WrongKey              FAILED_PRECONDITION  (the master key of the profiles is missing or another one)
    ├── AuditUnavailable      UNAVAILABLE          (the audit log cannot be written, so consent cannot be changed)
    ├── Erased                ABORTED              (the person's data was erased while their session lived)
    └── Repeated              ALREADY_EXISTS       (the same feedback was given before)

A message says what to do next, in words a plugin author understands, and never holds a person's data.
"""


class DerError(Exception):
    """Base of all errors raised on purpose. `facts` become ErrorInfo.metadata."""

    code = "INTERNAL"
    reason = "INTERNAL"

    def __init__(self, message: str, *, reason: str | None = None, **facts: str) -> None:
        super().__init__(message)
        self.facts = facts
        if reason is not None:
            self.reason = reason


class BadRequest(DerError):
    """The request does not say something the server can act on."""

    code = "INVALID_ARGUMENT"
    reason = "BAD_REQUEST"


class BadFrame(BadRequest):
    """The client sent a sample that does not fit what it declared."""

    reason = "BAD_FRAME"


class BadDeclaration(BadRequest):
    """A source, target or format was declared that cannot be read."""

    reason = "BAD_DECLARATION"


class OutOfOrder(DerError):
    """Parts came in an order the protocol does not allow."""

    code = "FAILED_PRECONDITION"
    reason = "OUT_OF_ORDER"


class Unlawful(DerError):
    """The law does not let this be read, of this person, here, or for this purpose. Raised with a rule's reason."""

    code = "FAILED_PRECONDITION"
    reason = "AI_ACT_5_1_F"


class TooMuch(DerError):
    """A size, rate or count is over its published limit."""

    code = "RESOURCE_EXHAUSTED"
    reason = "LIMIT_EXCEEDED"


class Overloaded(TooMuch):
    """The batch queue is full: this step is skipped, or this session refused."""

    reason = "OVERLOADED"


class TooLate(Overloaded):
    """A step waited so long that its evidence is too old to be inferred."""


class NotAllowed(DerError):
    """The principal, consent or law does not permit this."""

    code = "PERMISSION_DENIED"
    reason = "NOT_ALLOWED"


class NotKnown(DerError):
    """The call carries no credentials the server accepts."""

    code = "UNAUTHENTICATED"
    reason = "NOT_AUTHENTICATED"


class NotFound(DerError):
    """No such session, person or resource."""

    code = "NOT_FOUND"
    reason = "NOT_FOUND"


class NotBuilt(DerError):
    """Part of the protocol, not part of this release yet."""

    code = "UNIMPLEMENTED"
    reason = "NOT_BUILT_YET"


class Idle(DerError):
    """Nothing came for longer than the published idle timeout."""

    code = "DEADLINE_EXCEEDED"
    reason = "IDLE"


class GoingAway(DerError):
    """The server is closing: reconnect elsewhere, or in a moment."""

    code = "UNAVAILABLE"
    reason = "GOING_AWAY"


class WorkerLost(DerError):
    """The process that runs the models died or hangs; what it was asked must be asked again."""

    code = "UNAVAILABLE"


class BadBundle(DerError):
    """A model bundle is missing, damaged, not permitted, or made for other features."""

    code = "FAILED_PRECONDITION"
    reason = "BAD_BUNDLE"


class ProfileUnavailable(DerError):
    """What is kept of people cannot be read or written now. `cause` is a word for the operator's log only."""

    code = "UNAVAILABLE"
    reason = "PROFILE_UNAVAILABLE"

    def __init__(self, message: str = "", *, cause: str = "") -> None:
        super().__init__(message or "What is kept of people cannot be reached now: try again in a moment.")
        self.cause = cause


class WrongKey(DerError):
    """The master key of the profiles is missing, or is not the one they were sealed with: nothing is opened."""

    code = "FAILED_PRECONDITION"
    reason = "WRONG_KEY"


class AuditUnavailable(DerError):
    """The audit log cannot be written, or was changed: calls that must be recorded are refused."""

    code = "UNAVAILABLE"
    reason = "AUDIT_UNAVAILABLE"


class Erased(DerError):
    """All that was kept of the person was erased: their sessions end, and nothing of them is saved."""

    code = "ABORTED"
    reason = "ERASED"


class Repeated(DerError):
    """The same thing was said before and counts once."""

    code = "ALREADY_EXISTS"
    reason = "REPEATED"
