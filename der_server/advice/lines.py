"""On which line of a TOML file a key stands: the parser itself tells, fed one line more at a time."""

import tomllib
from collections.abc import Sequence
from typing import Any


class Lines:
    """Lines of one file. The shortest beginning of it that parses and holds a key ends with that key's statement."""

    def __init__(self, text: str) -> None:
        """`text` must be valid TOML."""
        self._beginnings: list[tuple[int, Any]] = []  # first line of a statement, and the file up to its end
        rows = text.splitlines()
        begin = 0
        for end in range(1, len(rows) + 1):
            try:
                held = tomllib.loads("\n".join(rows[:end]))
            except tomllib.TOMLDecodeError:
                continue  # in the middle of a statement
            blank = (i for i in range(begin, end) if rows[i].strip() and not rows[i].lstrip().startswith("#"))
            self._beginnings.append((next(blank, begin) + 1, held))
            begin = end

    def of(self, path: Sequence[str | int]) -> int:
        """The line, 1 and up, of the deepest part of `path` that is there."""
        for length in range(len(path), 0, -1):
            for line, held in self._beginnings:
                if _holds(held, path[:length]):
                    return line
        return 1


def _holds(held: Any, path: Sequence[str | int]) -> bool:
    for part in path:
        try:
            held = held[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True
