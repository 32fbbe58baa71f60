"""What a person writes or says in words: final texts, each read once, each stretch in its own language."""

from collections.abc import Sequence

from der_server.advice.safety import words_need_a_human
from der_server.session.arrival import TextPiece
from der_server.session.refusals import Refusals
from der_server.signals.text import by_language

MAX_TEXTS = 16
"""Texts waiting for the slow lane; the oldest is dropped and counted."""
Reading = tuple[str, str]  # text and its language


class TextSense:
    """A person's final texts on their way to the slow lane."""

    def __init__(self) -> None:
        self._waiting: list[TextPiece] = []
        self._last: TextPiece | None = None
        self._needs_human = False

    def absorb(self, texts: Sequence[TextPiece], latest_us: int, refusals: Refusals) -> None:
        """One message's texts. Counts what cannot be read."""
        for text in fresh(texts, self._last, latest_us, refusals):
            self._needs_human |= words_need_a_human(text.text)
            self._waiting.append(text)
            self._last = text
        if len(self._waiting) > MAX_TEXTS:
            refusals.add("TOO_FAST", "text", len(self._waiting) - MAX_TEXTS)
            del self._waiting[:-MAX_TEXTS]

    @property
    def newest_us(self) -> int | None:
        """Client time of the newest text that waits."""
        return max([text.time_us for text in self._waiting]) if self._waiting else None

    def take(self) -> list[TextPiece]:
        """The texts that wait; they are taken."""
        taken, self._waiting = self._waiting, []
        return taken

    def take_distress(self) -> bool:
        """Whether words since the last state open the safety path; asked once."""
        needs_human, self._needs_human = self._needs_human, False
        return needs_human

    def forget(self) -> None:
        """Drop every text."""
        self._waiting.clear()
        self._last = None
        self._needs_human = False


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
