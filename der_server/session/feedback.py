"""What a person, or somebody watching, says of a span; and what it should have been."""

import math
from dataclasses import dataclass

import numpy as np

from der_server.emotion.dimensions import COORDINATES, WITHIN
from der_server.emotion.layer import OBSERVER, PERSON, Floats, Layer, Lesson
from der_server.labels import EMOTIONS
from der_server.session.sayings import say


@dataclass(frozen=True, slots=True)
class Feedback:
    """from_us, to_us: client time. verdict: `right`, `wrong` or empty; of the likeliest label of the span. label: one
    of `labels.EMOTIONS`, or empty; dimensions: valence and arousal -1..1, or None. source: `person` or `observer`."""

    from_us: int
    to_us: int
    verdict: str = ""
    label: str = ""
    dimensions: tuple[float, float] | None = None
    source: str = "person"

    @property
    def fault(self) -> str:
        """Why it cannot be used, a key of `sayings.toml`; empty where it can."""
        if self.to_us < self.from_us:
            return "bad_span"
        if self.label and self.label not in EMOTIONS:
            return "unknown_label"
        if self.dimensions and not all(math.isfinite(x) and -1 <= x <= 1 for x in self.dimensions):
            return "bad_dimensions"
        return "" if self.verdict or self.label or self.dimensions else "nothing_said"

    def replaces(self, old: "Feedback") -> bool:
        """Whether the same source speaks again of a span it has spoken of."""
        return self.source == old.source and self.from_us <= old.to_us and old.from_us <= self.to_us

    def target(self, probs: Floats) -> Floats:
        """What the fused distribution f64[7] should have been.

        The label; else the posterior at those dimensions; else the likeliest label, or all the others.
        """
        if self.label:
            return np.asarray(np.eye(len(EMOTIONS))[EMOTIONS.index(self.label)])
        if self.dimensions:
            return near(self.dimensions, probs)
        top = np.eye(len(EMOTIONS))[int(probs.argmax())]
        rest = probs * (1 - top)
        return top if self.verdict == "right" else np.asarray(rest / rest.sum())

    def lesson(self, pulls: Floats, layer: Layer) -> Lesson:
        """What there is to learn from it where the modalities added `pulls` f64[M, 7]."""
        return Lesson(pulls, self.target(layer.probs(pulls)), OBSERVER if self.source == "observer" else PERSON)

    def named(self, lesson: Lesson, probs: Floats) -> str:
        """The label it speaks for, or the one that it says was wrong."""
        wrong = self.verdict == "wrong" and not self.label and not self.dimensions
        return EMOTIONS[int((probs if wrong else lesson.target).argmax())]


def near(dimensions: tuple[float, float], probs: Floats) -> Floats:
    """`probs` f64[7] times how well each label's valence and arousal agree with these, normalised."""
    table = np.array([COORDINATES[label][:2] for label in EMOTIONS])
    apart = ((table - np.array(dimensions)) ** 2).sum(1)
    weight = np.maximum(probs, 1e-6) * np.exp(-apart / (2 * WITHIN**2))
    return np.asarray(weight / weight.sum())


@dataclass(frozen=True, slots=True)
class Result:
    """What a feedback changed. label: what it speaks for; before, after: its probability in that span."""

    accepted: bool
    message: str
    count: int
    label: str = ""
    before: float = 0.0
    after: float = 0.0


def result_of(told: Feedback, lesson: Lesson, layers: tuple[Layer, Layer], *, count: int, language: str) -> Result:
    """What a feedback changed. layers: before it and after."""
    was, now = (layer.probs(lesson.pulls) for layer in layers)
    label = told.named(lesson, was)
    place = EMOTIONS.index(label)
    wrong = lesson.target[place] < was[place] and told.verdict == "wrong" and not told.label
    chances = {"before": f"{was[place]:.0%}", "after": f"{now[place]:.0%}"}
    message = say("learnt_wrong" if wrong else "learnt", language, label=label, **chances)
    return Result(True, message, count, label, float(was[place]), float(now[place]))
