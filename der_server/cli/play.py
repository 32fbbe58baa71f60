"""`der demo`, `der record` and `der replay`."""

from der_server.cli.answer import Json, answering


def demo(json: Json = False) -> None:
    """Demo."""
    with answering(json):
        pass


def record(json: Json = False) -> None:
    """Record."""


def replay(json: Json = False) -> None:
    """Replay."""
