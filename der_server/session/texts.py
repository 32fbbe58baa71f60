"""What a person writes or says in words: final texts, each read once, each stretch in its own language."""

from collections.abc import Sequence

from der_server.session.arrival import TextPiece
from der_server.session.refusals import Refusals
from der_server.signals.text import by_language

MAX_TEXTS = 16
"""Texts waiting for the slow lane; the oldest is dropped and counted."""
Reading = tuple[str, str]  # text and its language


def fresh(texts: Sequence[TextPiece], last: TextPiece | None, latest_us: int, refusals: Refusals) -> list[TextPiece]:
    """The texts of a message that are to be read: final, the person's own, in time, and not the last one over again.

    Partial texts are a recogniser's guesses: they change, so that only the final one that follows them counts.
    """
    out: list[TextPiece] = []
    for text in texts:
        if text.time_us > latest_us:
            refusals.add("TIME_IN_FUTURE", "text")
        elif text.partial or not text.of_person or not text.text.strip():
            continue
        elif last is not None and text.time_us < last.time_us:
            refusals.add("TIME_WENT_BACK", "text")
        elif last is None or (text.time_us, text.text) != (last.time_us, last.text):
            out.append(text)
            last = text
    return out


def readings(text: TextPiece, fallback: str) -> list[Reading]:
    """A text in stretches of one language each: as declared, else by script, else the session's.

    Emoji speak every language: without a word beside them they are read in the session's, or in English where the
    session's is one that no expert reads.
    """
    if text.language:
        return [(text.text, text.language)]
    return [(stretch, _tongue(language, stretch, fallback)) for language, stretch in by_language(text.text)]


def _tongue(language: str, stretch: str, fallback: str) -> str:
    if language != "und":
        return language
    wordless = not any(character.isalpha() for character in stretch)
    return "en" if wordless and fallback.split("-", maxsplit=1)[0] not in ("en", "zh") else fallback
