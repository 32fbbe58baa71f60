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
_STRETCH = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f][^A-Za-z\u00c0-\u024f]*"
    r"|[^\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+"
)
_OTHER_WORD = re.compile(r"[^\W\d_]+")


LEAST_WORDS = {"en": 2, "zh": 3}
"""A stretch of fewer words, or Chinese characters, between those of another script is borrowed (our choice)."""


def by_language(text: str) -> list[tuple[str, str]]:
    """The text in stretches of one language each, as (language, stretch); speakers of two switch between them.

    A borrowed word or name stays in the sentence around it, and so do emoji, numbers and punctuation. A text in one
    language is one stretch.
    """
    pieces: list[tuple[str, str]] = []
    for match in _STRETCH.finditer(text):
        piece = match.group()
        language = "zh" if _HAN.search(piece) else "en"
        if pieces and (pieces[-1][0] == language or _short(piece, language)):
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + piece)
        elif len(pieces) == 1 and _short(pieces[0][1], pieces[0][0]):
            pieces = [(language, pieces[0][1] + piece)]
        else:
            pieces.append((language, piece))
    if len(pieces) < 2 or _KANA.search(text):
        return [(language_of(text), text)]
    return pieces


def _short(piece: str, language: str) -> bool:
    return len((_HAN if language == "zh" else _LATIN_WORD).findall(piece)) < LEAST_WORDS[language]


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
