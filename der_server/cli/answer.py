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
    except DerError as error:
        fail(error.reason, str(error), as_json)
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        fail("BAD_REQUEST", f"{error.strerror or error}{where}", as_json)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "der_client":
            raise
        fail(getattr(error, "reason", "BAD_REQUEST"), str(error), as_json)


def fail(reason: str, message: str, as_json: bool) -> NoReturn:
    """Say why, and end with 1."""
    if as_json:
        write_json({"error": {"reason": reason, "message": message}})
    else:
        print(f"der: {message}", file=sys.stderr)
    raise typer.Exit(1)


def write_json(value: Any) -> None:
    """One line of JSON on stdout, at once."""
    print(json.dumps(value, ensure_ascii=False), flush=True)
