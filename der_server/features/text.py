"""What a sentence holds: made plain for an encoder, and as hashed n-grams of words, characters, emoji, negation.

A gram is a short string with the kind it is of in front (`w:` word, `b:` word pair, `c:` letters inside a
word, `n:` negated, `z:` Chinese characters, `e:` emoji and emoticons, `p:` punctuation, `u:` shouted).
Grams become 32-bit numbers by CRC-32, the same on every machine and in every run.
"""

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from der_server.signals.text import clean

LETTERS_MIN, LETTERS_MAX = 3, 5
CHARACTERS_MAX = 3
NEGATED_WORDS = 3
DENIED_MAX = 10
"""Chinese characters up to which a negation is taken to be what the text is about (our own choice)."""
TEXT_MAX = 400
"""Characters read of one text; the rest is left out, so that a sentence has a bounded cost."""

SPEC_PARTS = ("text-grams", 4, LETTERS_MIN, LETTERS_MAX, CHARACTERS_MAX, NEGATED_WORDS, TEXT_MAX)
SPEC = hashlib.sha256(repr(SPEC_PARTS).encode()).hexdigest()[:16]
"""Names these features; a bundle trained on others is refused."""

_NEGATIONS = frozenset(
    {"not", "no", "never", "none", "nothing", "nobody", "neither", "nor", "cannot", "hardly", "without"}
    | {"cant", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "wont", "aint"}
    | {"wouldnt", "couldnt", "shouldnt"}
)
_LINK = re.compile(r"https?:\S+|www\.\S+|t\.cn/\S+", re.IGNORECASE)
_NAME = re.compile(r"/{0,2}@[^\s:：,，@]{1,30}[:：]?")
_LONG_RUN = re.compile(r"(.)\1{2,}", re.DOTALL)
_DRESS = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_TOKEN = re.compile(
    r"(?P<face>[:;=8xX][-']?[()DPpO/\\|\[\]]+(?![a-z])|<3|\^_*\^|[tT]_+[tT]|-_+-|>_+<|orz)"
    r"|\[(?P<bracket>[^\s\[\]]{1,8})\]"
    r"|(?P<word>[a-z]+(?:['’][a-z]+)?)"
    r"|(?P<number>\d+)"
    r"|(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)"
    r"|(?P<emoji>[\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?)"
    r"|(?P<mark>[^\w\s]+)",
    re.IGNORECASE,
)
_HAN_NEGATION = re.compile(r"(?:不|没有?|别|無|无|莫)(?:太|很|是|怎么|那么|够|大|再|会|能|想|觉得|感到)?(.{1,2})")


def fold(text: str) -> str:
    """The text made plain (`signals.text.clean`), links and names left out, runs of one character cut to two.

    `sooooo` becomes `soo`, `!!!!` becomes `!!`.
    """
    text = _NAME.sub(" @ ", _LINK.sub(" ", clean(text[:TEXT_MAX])))
    return _LONG_RUN.sub(r"\1\1", text)


def plain_signs(text: str) -> str:
    """`fold`, then emoji bare: without skin tones, joiners and the mark that asks for colour."""
    return _DRESS.sub("", fold(text))


def named_signs(text: str, known: frozenset[str]) -> str:
    """The emoji of `plain_signs` text that are not among the `known` by their Unicode names in English.

    A parrot no vocabulary holds becomes ` parrot `; what Unicode has no name for is left as it is.
    """
    return _EMOJI.sub(lambda found: found.group() if found.group() in known else _name_of(found.group()), text)


def is_sign(text: str) -> bool:
    """Whether it is a single emoji."""
    return bool(_EMOJI.fullmatch(text))


def denies(text: str) -> bool:
    """Whether it is a short Chinese text with a negation, in which a word counts for the opposite of what it says."""
    han = sum("\u3400" <= character <= "\u9fff" for character in text)
    return 0 < han <= DENIED_MAX and bool(_HAN_NEGATION.search(text))


def only_signs(text: str) -> bool:
    """Whether emoji stand in it and neither letters nor numbers."""
    return bool(_EMOJI.search(text)) and not any(character.isalnum() for character in text)


def _name_of(sign: str) -> str:
    name = unicodedata.name(sign, "").lower()
    return f" {name} " if name else sign


def _letters(word: str) -> Iterator[str]:
    whole = f"<{word}>"
    for size in range(LETTERS_MIN, LETTERS_MAX + 1):
        for start in range(len(whole) - size + 1):
            yield "c:" + whole[start : start + size]


def _characters(run: str) -> Iterator[str]:
    for size in range(1, CHARACTERS_MAX + 1):
        for start in range(len(run) - size + 1):
            yield "z:" + run[start : start + size]
    for found in _HAN_NEGATION.finditer(run):
        yield "n:" + found.group(1)


def grams(text: str) -> list[str]:
    """The grams of one text, each once, in order of appearance; empty where nothing can be read.

    English negation reaches over the next three words or up to the next punctuation mark
    (`not very good` holds `n:good`); Chinese negation over the next two characters.
    """
    found: dict[str, None] = {}
    before, reach = "^", 0
    for match in _TOKEN.finditer(fold(text)):
        kind, piece = str(match.lastgroup), match.group(str(match.lastgroup))
        if kind == "word":
            word = piece.lower().replace("’", "'")
            found["w:" + word] = None
            found[f"b:{before} {word}"] = None
            if len(word) > 2:
                found.update(dict.fromkeys(_letters(word)))
            if reach:
                found["n:" + word] = None
                reach -= 1
            if len(piece) > 2 and piece.isupper():
                found["u:"] = None
            if word.endswith("n't") or word.replace("'", "") in _NEGATIONS:
                reach = NEGATED_WORDS
            before = word
            continue
        if kind == "han":
            found.update(dict.fromkeys(_characters(piece)))
        elif kind in {"face", "bracket", "emoji"}:
            found["e:" + piece.rstrip("\ufe0f").lower()] = None
        elif kind == "number":
            found["p:0"] = None
        else:
            found["p:" + piece[:4]] = None
        before, reach = ("#" if kind == "number" else kind), 0
    return list(found)


def gram_hashes(text: str) -> NDArray[np.uint32]:
    """CRC-32 of each gram of `grams`: u32[n], in the same order."""
    found = grams(text)
    return np.fromiter((zlib.crc32(gram.encode()) for gram in found), np.uint32, len(found))
