"""`der train` and `der evaluate`."""

from der_server.cli.answer import Json


def train(json: Json = False) -> None:
    """Train."""


def evaluate(json: Json = False) -> None:
    """Evaluate."""
