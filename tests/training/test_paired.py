"""What face and voice of one take tell together, and what two neutral clips of a person add."""

import numpy as np
import pytest

from der_server.training import metrics
from der_server.training.paired import Takes, guesses, voices_less_neutral

pytestmark = pytest.mark.unit

NAMES = ("joy", "neutral", "sadness")


def takes(people: int = 12, each: int = 6, apart: float = 3.0) -> Takes:
    """People who differ from one another more than their three emotions do, in voice and in face."""
    rng = np.random.default_rng(0)
    labels = np.tile(np.repeat(np.arange(3), each), people)
    who = np.repeat(np.arange(people), 3 * each)

    def shown(size: int) -> np.ndarray:
        own, moved = rng.normal(0, apart, (people, size)), rng.normal(0, 1.5, (3, size))
        return own[who] + moved[labels] + rng.normal(0, 1, (len(who), size))

    first = [np.flatnonzero((who == one) & (labels == 1))[:2] for one in range(people)]
    enrolled = np.isin(np.arange(len(who)), np.concatenate(first))
    return Takes(shown(12), shown(8), labels, NAMES, who, who % 4, enrolled)


def test_two_neutral_clips_take_most_of_the_person_out_of_a_voice() -> None:
    made = takes()
    rest = np.flatnonzero(made.fold != 0)
    less = voices_less_neutral(made, rest)
    plain = (made.voice - made.voice[rest].mean(0)) / made.voice[rest].std(0)
    spread = [
        np.stack([one[made.people == p].mean(0) for p in range(12)]).var(0).sum() / one.var(0).sum()
        for one in (plain, less)
    ]
    assert spread[1] < 0.5 * spread[0]


def test_somebody_enrolled_is_understood_better_by_face_and_voice() -> None:
    made = takes()
    scored = ~made.enrolled
    right = {
        way: float(metrics.uar(metrics.confusion(made.labels[scored], guess[scored], 3)))
        for way, guess in guesses(made).items()
    }
    for way in ("voice", "face", "both"):
        assert right[f"{way}, enrolled"] > right[way] + 0.05, way
    assert right["both, enrolled"] > right["face, enrolled"] - 0.05
