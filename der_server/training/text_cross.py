"""How sure the Chinese of `text-all` may be: scores of texts that neither head nor n-grams of that round learned.

The few hundred texts held out of the lesson once are too few: what fits them is a fifth too sure elsewhere. So every
text of the language's best corpus is held out in turn.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.features.text import denies
from der_server.models.text_grams import grams_from
from der_server.training.text_corpora import Lesson
from der_server.training.text_heads import RECIPES, Head, fit_head, gram_arrays
from der_server.training.text_mix import Mix, fit_mix

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FOLDS = 5
MADE_UP = 10.0
"""What a made-up sentence counts for the Chinese head, beside one of the corpora."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the encoder makes of texts. rows: i64[n], of the lesson; vectors f32[n, D]; made: made-up sentences beside
    them, vectors f32[m, D] and emotions f32[m, 7]."""

    rows: Ints
    vectors: Floats
    made: tuple[Floats, Floats]

    def of(self, rows: Ints) -> Floats:
        return np.asarray(self.vectors[np.searchsorted(self.rows, rows)], np.float32)


def head_on(lesson: Lesson, read: Read, learnt: Ints, judge: Ints) -> Head:
    """A head that learns these rows and what is made up; its strength is what says the texts of `judge` best."""
    vectors = np.concatenate([read.of(learnt), read.made[0]])
    emotions = np.concatenate([lesson.emotions[learnt], read.made[1]])
    weight = np.repeat(np.array([1, MADE_UP], np.float32), (len(learnt), len(read.made[0])))
    return fit_head(vectors, emotions, weight, (read.of(judge), lesson.emotions[judge]))


def crossed(lesson: Lesson, read: Read, learnt: Ints, language: str, seed: int) -> Mix:
    """The adding up that fits every text that may be held out (`holds`), each scored by what has not learned it.

    learnt: rows of `read` that a head may learn. Heads leave out another fold as well, which chooses their strength.
    """
    held = np.flatnonzero(lesson.holds)
    fold = np.random.default_rng(seed + 1).permutation(len(held)) % FOLDS
    heard: Floats | None = None
    for turn in range(FOLDS):
        mine, judge = held[fold == turn], held[fold == (turn + 1) % FOLDS]
        head = head_on(lesson, read, np.setdiff1d(learnt, np.union1d(mine, judge)), judge)
        out = np.isin(np.arange(len(lesson.texts)), mine)
        weigh = weigher(gram_arrays(lesson, RECIPES[language], out), language)
        said = weigh([lesson.texts[row] for row in mine.tolist()])
        if heard is None:
            heard, beside = (np.zeros((len(held), said.shape[1]), np.float32) for _ in range(2))
        heard[fold == turn], beside[fold == turn] = read.of(mine) @ head.weight.T + head.bias, said
    assert heard is not None
    return fit_mix(heard, beside, lesson.emotions[held], lesson.fine[held][:, :0])


def weigher(grams: dict[str, NDArray[Any]], language: str) -> Callable[[Sequence[str]], Floats]:
    """What n-grams say of texts, f32[n, K]; silent beside a denial, as in `models.text`."""
    known = grams_from({f"{language}.{name}": value for name, value in grams.items()}, language)
    assert known is not None
    return lambda texts: np.stack([known.weigh(text) * (not denies(text)) for text in texts])
