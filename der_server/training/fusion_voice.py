"""What the two voice experts say of speakers they have not heard, at the temperature that is best for these.

Both ship more modest than that, for the sake of strangers' microphones and corpora: a weight learned from modest
words would take the modesty away again.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.models.voice import ENOUGH_S
from der_server.models.voice_heavy import ENOUGH_S as HEAVY_ENOUGH_S
from der_server.training import metrics, voice, voice_heavy
from der_server.training.datasets import find_corpora, load_parts
from der_server.training.fusion_words import Words, calibrated
from der_server.training.stages import Stages, key_of
from der_server.training.voice_head import answer, fit_head, nobody, temper_of
from der_server.training.voice_recipe import Recipe, predict, train_net

Arrays = dict[str, NDArray[Any]]
Say = Callable[[str], None]


def stream_words(data_dir: Path, *, seed: int, teacher: Path | None, stages: Stages, say: Say) -> Words:
    """Every clip of the training corpora, by a net of the streaming expert's recipe that has not heard its speaker.

    Raises NotFound.
    """
    key = key_of(data_dir, ["voice"], seed, teacher)
    keep = partial(stages.arrays, key=key)
    held = keep("voice", make=lambda: _streamed(data_dir, seed, teacher, keep, say))
    logs = calibrated(held["logits"], metrics.best_temperature(held["logits"], held["labels"]))
    return Words(logs, 1 - np.exp(-held["seconds"] / ENOUGH_S), held["labels"], held["who"], held["names"])


def _streamed(data_dir: Path, seed: int, teacher: Path | None, keep: Callable[..., Any], say: Say) -> Arrays:
    lessons = voice.gather(data_dir, teacher)
    fold = voice.people_folds(lessons, voice.FOLDS)

    def round_of(held: int) -> Arrays:
        say(f"fusion: voice-stream, round {held + 1} of {voice.FOLDS}")
        net = train_net(lessons.lesson(np.flatnonzero(fold != held)), Recipe(), seed, say)
        rows = np.flatnonzero(fold == held)
        return {"rows": rows, "logits": predict(net, [lessons.heard[row][0] for row in rows.tolist()])}

    rounds = [keep(f"voice-{held}", make=partial(round_of, held)) for held in range(voice.FOLDS)]
    back = np.argsort(np.concatenate([one["rows"] for one in rounds]))
    return {
        "logits": np.concatenate([one["logits"] for one in rounds])[back],
        "seconds": lessons.seconds,
        "labels": lessons.labels,
        "who": lessons.who,
        "names": names_of(data_dir),
    }


def heavy_words(data_dir: Path, *, seed: int, teacher: Path) -> Words:
    """The same clips by heads of the heavy expert that have not heard their speaker. Raises NotFound."""
    heard = voice_heavy.gather(data_dir, voice_heavy.Ear(teacher))
    fold = voice.deal(heard.corpora, heard.people, voice.FOLDS)
    told = nobody(len(heard))
    for held in range(voice.FOLDS):
        rows = np.flatnonzero(fold == held)
        head, _ = fit_head(heard.take(fold != held), (0.0, 0.0), seed)
        answer(head, heard.features[rows], rows, told)
    logs = told.log_probs(temper_of([told], heard, np.ones(len(heard), bool)))
    quality = 1 - np.exp(-heard.seconds / HEAVY_ENOUGH_S)
    return Words(logs, quality, heard.labels, heard.people, names_of(data_dir))


def names_of(data_dir: Path) -> NDArray[np.str_]:
    """The file name of every labelled clip, in the order of `voice.gather`."""
    corpora = [corpus for corpus in find_corpora(data_dir, "voice") if corpus.name in voice.SOURCES]
    parts = [part for corpus in corpora for part in load_parts(corpus)]
    pairs = [(path.name, label) for part in parts for path, label in zip(part.content, part.labels, strict=True)]
    return np.array([name for name, label in pairs if label >= 0])
