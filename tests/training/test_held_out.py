"""What is held out was not learnt from, and what is told of it counts recordings."""

import numpy as np
import pytest
import torch

from der_server.features.body import SIZE
from der_server.labels import EMOTIONS
from der_server.training.body import LABEL_STYLES, cross_check
from der_server.training.body_fit import Recipe, Windows
from der_server.training.face import fifth_apart
from der_server.training.face_recipe import Faces

pytestmark = pytest.mark.unit


def test_a_picture_that_lies_twice_in_a_corpus_is_not_on_both_sides() -> None:
    draw = torch.Generator().manual_seed(0)
    once = torch.rand(100, 42, generator=draw)
    values = torch.cat([once, once[:60]])
    nothing = torch.zeros(160, dtype=torch.long)
    learnt, apart = fifth_apart(Faces(values, nothing, nothing, torch.ones(160)), seed=0)
    rows = [value.numpy().tobytes() for value in values]
    assert len(apart) == 32
    assert len(learnt) < 128  # some of the sixty pairs were torn apart
    assert not {rows[i] for i in learnt} & {rows[i] for i in apart}
    assert set(rows) == {rows[i] for i in learnt} | {rows[i] for i in apart}


def takes(actions: int, per_action: int = 8) -> Windows:
    """Windows whose first number tells the style, three of each recording."""
    draw = np.random.default_rng(0)
    styles = np.repeat(np.array(list(LABEL_STYLES.values()) * (actions * per_action // 4)), 3)
    body = draw.normal(size=(len(styles), SIZE)).astype(np.float32)
    body[:, :40] += 9 * np.array([list(LABEL_STYLES.values()).index(style) for style in styles])[:, None]
    numbers = np.arange(len(styles)) // 3
    names = np.array([f"action {number // per_action}" for number in numbers])
    return Windows(body, styles, names, np.full(len(styles), "whole body"), numbers)


def test_actions_held_out_are_told_with_a_temperature_they_had_no_part_in() -> None:
    windows = takes(actions=4)
    told = cross_check(Recipe(trees=10), windows, windows, seed=0)
    assert (told.logs.argmax(1) == told.labels).mean() > 0.9
    assert told.takes.tolist() == windows.takes.tolist()
    np.testing.assert_allclose(np.exp(told.logs).sum(1), 1, rtol=1e-4)
    first = windows.actions == "action 0"
    turned = windows.take(np.ones(len(first), bool))
    turned.styles[first] = np.roll(turned.styles[first], 3)  # labels of the first action alone, and falsely
    other = cross_check(Recipe(trees=10), windows, turned, seed=0)
    np.testing.assert_array_equal(other.logs[first], told.logs[first])
    assert np.abs(other.logs[~first] - told.logs[~first]).max() > 0.01
    assert told.logs.shape[1] == len(EMOTIONS)
