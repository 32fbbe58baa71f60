"""Packages that only training needs: part of the extra `train`, looked for when they are used."""

from importlib import import_module
from typing import Any

from der_server.faults import BadRequest


def needed(module: str, package: str = "'der-server[train]'") -> Any:
    """The module. Raises BadRequest that says what to install."""
    try:
        return import_module(module)
    except ImportError:
        raise BadRequest(f"This needs {module.partition('.')[0]}: pip install {package}.") from None
