"""How much the voice experts lose in noise and where packets are lost.

    der study noise

Accuracy is that on recordings of people an expert has not heard. `same` is the share of recordings, its own training
data among them, on which it says what it says of the undisturbed one: that is steadiness, not accuracy.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.features.voice import RATE_HZ
from der_server.labels import EMOTIONS
from der_server.models.bundle import load_bundle
from der_server.models.lineup import KINDS, SHIPPED
from der_server.training import metrics
from der_server.training.datasets import Part, find_corpora, load_parts
from der_server.training.evaluate import seen_items
from der_server.training.voice_clips import read_samples

Floats = NDArray[np.float32]
Change = Callable[[Floats], Floats]

LEVELS_DB = (20, 10, 0)
"""Speech over noise."""
LOST = (0.01, 0.05, 0.2)
"""Shares of packets lost, each silent while it is missing, as a decoder without concealment plays it."""
PACKET = RATE_HZ // 50  # 20 ms
TALKERS = 6
"""Recordings heard at once in babble."""
SCORES = {"voice-stream": "der_server.training.voice", "voice-heavy": "der_server.training.voice_heavy"}
"""Expert -> module with `score_clips`."""
PER_CORPUS = 60


def mixed(speech: Floats, noise: Floats, level_db: float) -> Floats:
    """Speech f32[k] with noise so many decibels below it, by their mean power."""
    power, other = (float(np.mean(np.square(x))) for x in (speech, noise))
    gain = np.sqrt(power / max(other, 1e-12) / 10 ** (level_db / 10))
    return np.clip(speech + np.float32(gain) * noise, -1, 1).astype(np.float32)


def fan(length: int, rng: np.random.Generator) -> Floats:
    """Steady noise whose power falls with the square of the frequency, as a fan's does (brown noise)."""
    spectrum = np.fft.rfft(rng.normal(size=length))
    spectrum /= np.maximum(np.arange(len(spectrum)), 1)
    return np.fft.irfft(spectrum, length).astype(np.float32)


def babble(length: int, talkers: Sequence[Floats], rng: np.random.Generator) -> Floats:
    """Several recordings at once, each from a moment of its own on, over and over."""
    out = np.zeros(length, np.float32)
    for one in rng.permutation(len(talkers))[:TALKERS].tolist():
        voice = talkers[one] / max(1e-6, float(np.std(talkers[one])))
        out += np.resize(np.roll(voice, int(rng.integers(len(voice)))), length)
    return out


def lossy(speech: Floats, share: float, rng: np.random.Generator) -> Floats:
    """Speech f32[k] with this share of its packets silent."""
    kept = np.repeat(rng.random(len(speech) // PACKET + 1) >= share, PACKET)[: len(speech)]
    return speech * kept


def hardships(talkers: Sequence[Floats], seed: int = 0) -> Mapping[str, Change]:
    """Name -> what it does to f32[k] at 16 kHz; `as recorded` does nothing."""

    def with_noise(kind: str, level_db: float) -> Change:
        def change(speech: Floats) -> Floats:
            rng = np.random.default_rng([seed, len(speech)])
            noise = fan(len(speech), rng) if kind == "fan" else babble(len(speech), talkers, rng)
            return mixed(speech, noise, level_db)

        return change

    def losing(share: float) -> Change:
        return lambda speech: lossy(speech, share, np.random.default_rng([seed, len(speech)]))

    noisy = {f"{kind}, {db} dB": with_noise(kind, db) for kind in ("fan", "babble") for db in LEVELS_DB}
    return {"as recorded": lambda speech: speech, **noisy, **{f"{s:.0%} of packets lost": losing(s) for s in LOST}}


def rows(data_dir: Path) -> list[dict[str, Any]]:
    """A row per expert and hardship, over about PER_CORPUS recordings of each corpus."""
    parts = [part for corpus in find_corpora(data_dir, "voice") for part in load_parts(corpus)]
    thin = [_thinned(part.take(np.flatnonzero(part.labels >= 0))) for part in parts]
    clips = [[read_samples(path) for path in part.content] for part in thin]
    talkers = [clip for some in clips for clip in some[:: max(1, len(some) // 10)]]
    out = []
    for name, module in SCORES.items():
        bundle = load_bundle(SHIPPED / name)
        expert = import_module(KINDS[bundle.card.kind]).load(bundle, "cpu")
        score = import_module(module).score_clips
        seen = np.concatenate([seen_items(bundle, part) for part in thin])
        truth = np.concatenate([part.labels for part in thin])
        plain: NDArray[np.int64] | None = None
        for hardship, change in hardships(talkers).items():
            logs = [score(expert, [change(clip) for clip in some]) for some in clips]
            guess = np.concatenate(logs).argmax(1)
            plain = guess if plain is None else plain
            out.append({"model": name, "hardship": hardship} | _figures(truth, guess, plain, seen))
    return out


def _thinned(part: Part) -> Part:
    step = max(1, len(part) // PER_CORPUS)
    return part.take(np.arange(0, len(part), step))


def _figures(
    truth: NDArray[np.int64], guess: NDArray[np.int64], plain: NDArray[np.int64], seen: NDArray[np.bool_]
) -> dict[str, Any]:
    table = metrics.confusion(truth[~seen], guess[~seen], len(EMOTIONS))
    told = {"accuracy": float(metrics.accuracy(table)), "uar": float(metrics.uar(table))}
    same = {"same": float((guess == plain).mean())}
    counts = {"n_unseen": int((~seen).sum()), "n": len(truth)}
    return counts | {key: round(value, 4) for key, value in (told | same).items()}
