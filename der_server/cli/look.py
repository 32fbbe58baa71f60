"""`der describe` and `der analyze`."""

from der_server.cli.answer import Json


def describe(json: Json = False) -> None:
    """Describe."""


def analyze(json: Json = False) -> None:
    """Analyze."""
