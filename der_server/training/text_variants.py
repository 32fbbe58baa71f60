"""Made-up sentences that teach what a negation and an emoji do; the tables lie in text_variants.toml.

A feeling denied is another feeling or none (`I am not glad`); a `not` elsewhere in the sentence changes nothing
(`I don't know why but I am glad`); an emoji colours a sentence that says nothing by itself.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.labels import EMOTIONS
from der_server.training.text_corpora import Lesson

Floats = NDArray[np.float32]

COLOURED = 0.8
"""Share of its emotion in a neutral sentence with an emoji after it; the rest is neutral."""
SENTENCES = 40
"""Neutral sentences of the lesson that each emoji is put after."""


@cache
def tables() -> Mapping[str, Any]:
    """text_variants.toml: frames and words by language, what a negation leaves, emoji by emotion."""
    text = files("der_server.training").joinpath("text_variants.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def with_variants(lesson: Lesson, language: str, seed: int) -> Lesson:
    """The lesson and after it what is made up for its language, each with weight 1; none of it is ever held out."""
    made = list(denied(language)) + list(coloured(lesson, seed))
    texts, shares = zip(*made, strict=True)
    more = len(made)
    return replace(
        lesson,
        texts=lesson.texts + texts,
        emotions=np.concatenate([lesson.emotions, np.stack(shares)]),
        fine=np.concatenate([lesson.fine, np.zeros((more, lesson.fine.shape[1]), np.float32)]),
        has_fine=np.concatenate([lesson.has_fine, np.zeros(more, bool)]),
        weight=np.concatenate([lesson.weight, np.ones(more, np.float32)]),
        holds=np.concatenate([lesson.holds, np.zeros(more, bool)]),
    )


def denied(language: str) -> Iterator[tuple[str, Floats]]:
    """Every feeling of the table said, denied, and said beside a `not` that means something else."""
    table = tables()[language]
    for emotion, words in table["words"].items():
        for word in words:
            for kind in ("plain", "negation_elsewhere"):
                for frame in table[kind]:
                    yield frame.format(word), _shares({emotion: 1.0})
            for frame in table["negated"]:
                yield frame.format(word), _shares(tables()["left"][emotion])


def coloured(lesson: Lesson, seed: int) -> Iterator[tuple[str, Floats]]:
    """Every emoji of the table alone and after neutral sentences (where there are any) that are never held out."""
    plain = np.flatnonzero((lesson.emotions[:, EMOTIONS.index("neutral")] == 1) & ~lesson.holds)
    drawn = np.random.default_rng(seed)
    for emotion, signs in tables()["emoji"].items():
        for sign in signs:
            yield sign, _shares({emotion: 1.0})
            for row in drawn.choice(plain, min(SENTENCES, len(plain)), replace=False):
                yield f"{lesson.texts[row]} {sign}", _shares({emotion: COLOURED, "neutral": 1 - COLOURED})


def _shares(of: Mapping[str, float]) -> Floats:
    return np.array([of.get(name, 0.0) for name in EMOTIONS], np.float32)
