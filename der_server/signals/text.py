"""Text as it comes in: made plain, and its language by the script it is written in."""

import re
import unicodedata

LONGEST = 4096
"""Code points kept of one text (the wire's own limit is 4096 bytes, which never holds more)."""
ZERO_WIDTH_JOINER = "\u200d"
"""Kept although it cannot be seen: it ties emoji together."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_KANA = re.compile(r"[\u3041-\u30fa\u30fd-\u30ff\u31f0-\u31ff]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_OTHER_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """`en` for Latin script, `zh` for Chinese characters, `und` for any other script or none.

    A Chinese character counts as one word. Script is all it sees: French is `en` here, so declare the language
    where it is known. Japanese is told from Chinese by its kana.
    """
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    latin = len(_LATIN_WORD.findall(text))
    other = kana + len(_OTHER_WORD.findall(_LATIN_WORD.sub(" ", _HAN.sub(" ", text))))
    if kana:
        han, other = 0, other + han
    most = max(han, latin, other)
    if most in (0, other):
        return "und"
    return "zh" if han >= latin else "en"


def clean(text: str) -> str:
    """The text in NFKC, control characters left out, white space collapsed, at most LONGEST code points."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    seen = "".join(" " if c.isspace() else c for c in plain if c.isspace() or _shown(c))
    return " ".join(seen.split())[:LONGEST].rstrip()


def _shown(character: str) -> bool:
    return character == ZERO_WIDTH_JOINER or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
