"""Overwriting what was read of a person before it is dropped, so that it does not linger in freed memory.

What Python cannot overwrite (texts, numbers, bytes of a message) is dropped alone.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np


def wipe(arrays: Iterable[np.ndarray[Any, Any]]) -> None:
    """Fill arrays with zeros, in place; a step under way that reads them is worth nothing then."""
    for array in arrays:
        if array.flags.writeable:
            array.fill(0)
