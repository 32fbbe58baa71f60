"""The real server of the wire tests."""

from wire.conftest import lineup, running

__all__ = ["lineup", "running"]
