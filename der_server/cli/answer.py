"""How every command speaks: JSON or words on stdout, one sentence on stderr and exit 1 where it fails."""

import contextlib
import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any, NoReturn

import typer

from der_server.faults import DerError

Json = Annotated[bool, typer.Option("--json", help="One JSON value on stdout, for scripts.")]


@contextlib.contextmanager
def answering(as_json: bool) -> Iterator[None]:
    """Turns errors made on purpose, and files or networks that fail, into one sentence and exit code 1."""
    try:
        yield
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except Exception as error:
        told = _told(error)
        if told is None:  # a fault of ours, to be reported with its trace
            raise
        fail(*told, as_json)


def _told(error: BaseException) -> tuple[str, str] | None:
    """Reason and sentence of an expected error."""
    from der_client import DerClientError

    match error:
        case BaseExceptionGroup():
            return next((told for inner in error.exceptions if (told := _told(inner))), None)
        case DerError() | DerClientError():
            return error.reason, str(error)
        case OSError():
            where = f": {error.filename}" if error.filename else ""
            return "BAD_REQUEST", f"{error.strerror or error}{where}"
    return None


def fail(reason: str, message: str, as_json: bool) -> NoReturn:
    """Say why, and end with 1."""
    if as_json:
        write_json({"error": {"reason": reason, "message": message}})
    else:
        print(f"der: {message}", file=sys.stderr)
    raise typer.Exit(1) from None


def write_json(value: Any) -> None:
    """One line of JSON on stdout, at once."""
    print(json.dumps(value, ensure_ascii=False), flush=True)
