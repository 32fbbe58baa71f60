"""What a written sentence says of how its writer feels: a small encoder, n-grams beside it, and phrase rules.

A bundle of kind `text_encoder` holds one encoder for all its languages (`text_encoder.py`) and for each language `L`
in `settings["languages"]`, whose K outputs are the 7 emotions and then its fine labels:

    L.head       f32[K, D]  what the encoder's vector says for each output
    L.head_bias  f32[K]
    n-grams      (`text_grams.py`), where the language has any

The card says how the two are added up. Emoji: `text_emoji.py`; phrases: `text_cues.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from der_server.faults import BadBundle
from der_server.features.text import SPEC, denies, only_signs
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle
from der_server.models.expert import Estimate, Floats
from der_server.models.text_cues import CUES, fine_groups, phrase_levels
from der_server.models.text_emoji import emoji_lift
from der_server.models.text_encoder import PARTS, Encoder
from der_server.models.text_grams import Grams, grams_from

KIND = "text_encoder"

ENOUGH_PIECES = 2.5
"""Known pieces of words at which quality reaches 1 - 1/e (our own choice: two English words or three characters)."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: what is added up, and what for.

    fine: names of outputs 7 and up. odds: f32[fine], the log odds at which a fine label counts as 0.5.
    outputs = (head @ vector + bias) * encoder_share + n-grams' * grams_share + shift, each f32[K]; K = 7 + fine.
    """

    fine: tuple[str, ...]
    odds: Floats
    head: Floats
    bias: Floats
    encoder_share: Floats
    grams_share: Floats
    shift: Floats
    grams: Grams | None

    def heard(self, vector: Floats) -> Floats:
        """What the encoder alone says: f32[K]."""
        return np.asarray(self.head @ vector + self.bias, np.float32)

    def weigh(self, text: str, vector: Floats) -> Floats:
        """The outputs f32[K] of a text and its vector. N-grams do not understand a denial: they keep silent then."""
        outputs = self.heard(vector) * self.encoder_share + self.shift
        if self.grams is None or denies(text):
            return outputs
        return outputs + self.grams.weigh(text) * self.grams_share


class TextExpert:
    """Reads texts, many at a time. Holds weights, never anybody's words."""

    def __init__(self, bundle: Bundle) -> None:
        """Raises BadBundle where the weights do not fit the card."""
        if bundle.card.feature_spec != SPEC:
            raise BadBundle(f"Bundle {bundle.card.name} was made for other text features: retrain it.")
        try:
            self._encoder = Encoder({part: bundle.weights[f"encoder.{part}"] for part in PARTS})
            self._tongues = {
                name: tongue_of(facts, bundle.weights, name)
                for name, facts in bundle.card.settings["languages"].items()
            }
        except (KeyError, TypeError, ValueError) as error:
            raise BadBundle(f"Bundle {bundle.card.name} does not hold a text model: retrain it.") from error
        self._bundle = bundle

    @property
    def bundle(self) -> Bundle:
        return self._bundle

    def read(self, texts: Sequence[str], languages: Sequence[str]) -> list[Estimate]:
        """One estimate a text; `languages` as `signals.text.language_of` names them, tags such as `en-GB` allowed.

        Quality is 0 and every emotion as likely as the next where nothing is known: an empty text or a
        language without weights. Emoji alone are read in any language. `extra` holds every name of CUES, 0..1.
        """
        return [self._read(text, _short(language)) for text, language in zip(texts, languages, strict=True)]

    def fine(self, text: str, language: str) -> Mapping[str, float]:
        """Probability of each fine label the language's weights know, 0..1; they do not exclude one another."""
        tongue = self._tongues.get(_short(language))
        if tongue is None:
            return {}
        scores = tongue.weigh(text, self._encoder.read(text)[0])[len(EMOTIONS) :]
        return dict(zip(tongue.fine, _sigmoid(scores).tolist(), strict=True))

    def _read(self, text: str, language: str) -> Estimate:
        spoken = phrase_levels(text, language)
        tongue = self._tongues.get(language)
        if tongue is None and only_signs(text):
            tongue = next(iter(self._tongues.values()))
        vector, known = (None, 0) if tongue is None else self._encoder.read(text)
        if tongue is None or vector is None or not known:
            even = np.full(len(EMOTIONS), -np.log(len(EMOTIONS)), np.float32)
            return Estimate(even, 0.0, spoken)
        outputs = tongue.weigh(text, vector)
        scores = outputs[: len(EMOTIONS)].astype(np.float64) + emoji_lift(text)
        log_probs = (scores - np.logaddexp.reduce(scores)).astype(np.float32)
        levels = _fine_levels(tongue, outputs[len(EMOTIONS) :])
        extra = {cue: max(spoken[cue], levels.get(cue, 0.0)) for cue in CUES}
        return Estimate(log_probs, 1.0 - float(np.exp(-known / ENOUGH_PIECES)), extra)


def load(bundle: Bundle, device: str, threads: int = 1) -> TextExpert:
    """The expert of a `text_encoder` bundle. It always runs on the CPU, whatever the device. Raises BadBundle."""
    del device, threads
    return TextExpert(bundle)


def tongue_of(facts: Mapping[str, Any], weights: Mapping[str, NDArray[Any]], name: str) -> Tongue:
    """A language as its card describes it. `encoder`, `grams`: shares of the emotions and of the fine labels.

    Raises KeyError, TypeError or ValueError where something lacks or does not fit.
    """
    fine, grams = tuple(facts["fine"]), grams_from(weights, name)
    sizes = (len(EMOTIONS), len(fine))
    head, bias = weights[f"{name}.head"], weights[f"{name}.head_bias"]
    shift = np.array(facts["shift"], np.float32)
    if {len(head), len(bias), len(shift), len(bias) if grams is None else grams.outputs} != {sum(sizes)}:
        raise ValueError("outputs differ in number")
    mine, beside = (np.repeat(np.array(facts[part], np.float32), sizes) for part in ("encoder", "grams"))
    return Tongue(fine, np.array(facts["odds"], np.float32), head, bias, mine, beside, shift, grams)


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
