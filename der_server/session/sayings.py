"""What a person is told about calibration and feedback, in English or Chinese (`sayings.toml`)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("der_server.session") / "sayings.toml").read_text(encoding="utf-8"))


def say(key: str, language: str, **facts: str) -> str:
    """The sentence `key` in the language of a BCP-47 tag, English where we have none. `label` is translated."""
    table = _table()["zh" if language.casefold().startswith("zh") else "en"]
    if "label" in facts:
        facts["label"] = table["labels"].get(facts["label"], facts["label"])
    return str(table[key]).format(**facts)
