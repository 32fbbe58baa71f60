"""What a written sentence says of how its writer feels: n-grams weighed by a linear model, and phrase rules.

A bundle of kind `text_ngram` holds, for each language `L` in `settings["languages"]`:

    L.hashes  u32[N]    CRC-32 of the grams it knows, ascending
    L.idf     f16[N]    how rare each gram is
    L.table   int8[N, K]  what each gram says for each output; K = 7 emotions, then the fine labels
    L.scale   f32[K]    an entry q of `table` weighs `q |q| scale`
    L.bias    f32[K]

A gram that was never met says nothing. Phrase rules: `text_cues.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadBundle
from der_server.features.text import SPEC, gram_hashes
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle
from der_server.models.expert import Estimate, Floats
from der_server.models.text_cues import CUES, fine_groups, phrase_levels

KIND = "text_ngram"

ENOUGH_GRAMS = 24.0
"""Known grams at which quality reaches 1 - 1/e (our own choice: two English words hold about that many)."""


@dataclass(frozen=True)
class Tongue:
    """One language's weights. fine: names of outputs 7 and up. odds: f32[fine], the log odds at which a
    fine label counts as 0.5."""

    hashes: NDArray[np.uint32]
    idf: Floats
    table: NDArray[np.int8]
    scale: Floats
    bias: Floats
    temperature: float
    fine: tuple[str, ...]
    odds: Floats

    def weigh(self, text: str) -> tuple[Floats, float]:
        """Raw outputs f32[K] and the number of known grams of one text."""
        asked = gram_hashes(text)
        at = np.minimum(np.searchsorted(self.hashes, asked), len(self.hashes) - 1)
        rows = at[self.hashes[at] == asked]
        if not len(rows):
            return self.bias, 0.0
        weight = self.idf[rows]
        weight = weight / np.sqrt(np.dot(weight, weight))
        entries = self.table[rows].astype(np.float32)
        return (weight @ (entries * np.abs(entries))) * self.scale + self.bias, float(len(rows))


class TextExpert:
    """Reads texts, many at a time. Holds weights, never anybody's words."""

    def __init__(self, bundle: Bundle) -> None:
        """Raises BadBundle where the weights do not fit the card."""
        if bundle.card.feature_spec != SPEC:
            raise BadBundle(f"Bundle {bundle.card.name} was made for other text features: retrain it.")
        try:
            self._tongues = {name: _tongue(bundle, name) for name in bundle.card.settings["languages"]}
        except (KeyError, TypeError, ValueError) as error:
            raise BadBundle(f"Bundle {bundle.card.name} does not hold a text model: retrain it.") from error
        self._bundle = bundle

    @property
    def bundle(self) -> Bundle:
        return self._bundle

    def read(self, texts: Sequence[str], languages: Sequence[str]) -> list[Estimate]:
        """One estimate a text; `languages` as `signals.text.language_of` names them, tags such as `en-GB` allowed.

        Quality is 0 and every emotion as likely as the next where nothing is known: an empty text or a
        language without weights. `extra` holds every name of CUES, 0..1.
        """
        return [self._read(text, _short(language)) for text, language in zip(texts, languages, strict=True)]

    def fine(self, text: str, language: str) -> Mapping[str, float]:
        """Probability of each fine label the language's weights know, 0..1; they do not exclude one another."""
        tongue = self._tongues.get(_short(language))
        if tongue is None:
            return {}
        scores = tongue.weigh(text)[0][len(EMOTIONS) :]
        return dict(zip(tongue.fine, _sigmoid(scores).tolist(), strict=True))

    def _read(self, text: str, language: str) -> Estimate:
        spoken = phrase_levels(text, language)
        tongue = self._tongues.get(language)
        outputs, known = (None, 0.0) if tongue is None else tongue.weigh(text)
        if tongue is None or outputs is None or not known:
            even = np.full(len(EMOTIONS), -np.log(len(EMOTIONS)), np.float32)
            return Estimate(even, 0.0, spoken)
        scores = outputs[: len(EMOTIONS)].astype(np.float64) / tongue.temperature
        log_probs = (scores - np.logaddexp.reduce(scores)).astype(np.float32)
        levels = _fine_levels(tongue, outputs[len(EMOTIONS) :])
        extra = {cue: max(spoken[cue], levels.get(cue, 0.0)) for cue in CUES}
        return Estimate(log_probs, 1.0 - float(np.exp(-known / ENOUGH_GRAMS)), extra)


def load(bundle: Bundle, device: str) -> TextExpert:
    """The expert of a `text_ngram` bundle. It always runs on the CPU, whatever the device. Raises BadBundle."""
    del device
    return TextExpert(bundle)


def _tongue(bundle: Bundle, name: str) -> Tongue:
    facts = bundle.card.settings["languages"][name]
    part = {key: bundle.weights[f"{name}.{key}"] for key in ("hashes", "idf", "table", "scale", "bias")}
    width = len(EMOTIONS) + len(facts["fine"])
    if part["table"].shape != (len(part["hashes"]), width) or part["bias"].shape != (width,):
        raise ValueError(name)
    return Tongue(
        part["hashes"],
        part["idf"].astype(np.float32),
        part["table"],
        part["scale"],
        part["bias"],
        float(facts["temperature"]),
        tuple(facts["fine"]),
        np.array(facts["odds"], np.float32),
    )


def _fine_levels(tongue: Tongue, scores: Floats) -> dict[str, float]:
    """Cue levels: each fine label against its own threshold, the strongest of a cue's labels."""
    levels = dict(zip(tongue.fine, _sigmoid(scores - tongue.odds).tolist(), strict=True))
    return {
        cue: max((levels[label] for label in labels if label in levels), default=0.0)
        for cue, labels in fine_groups().items()
    }


def _short(language: str) -> str:
    return language.lower().replace("_", "-").split("-", 1)[0]


def _sigmoid(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), np.float32)
