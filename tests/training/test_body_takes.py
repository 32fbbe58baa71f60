"""Windows of recorded takes, and that serving reads a recording as training did."""

from pathlib import Path

import numpy as np
import pytest

from der_server.features.body import SIZE, BodyWindow
from der_server.signals.body import body_reader
from der_server.training.body import CORPUS, TRACKED, fit_classes, takes_of, windows_of, windows_of_clip
from der_server.training.datasets.body import BodyClip


def walk(seconds: float, fps: float = 30) -> BodyClip:
    names = ("Hips", "Neck", "Head", "Hand_L", "Hand_R", "UpperLeg_L", "UpperLeg_R")
    t = np.arange(round(seconds * fps))[:, None, None] / fps
    rest = np.array(
        [[0, 0.9, 0], [0, 1.3, 0], [0, 1.5, 0], [0.3, 0.8, 0], [-0.3, 0.8, 0], [0.1, 0.85, 0], [-0.1, 0.85, 0]]
    )
    return BodyClip((rest + np.array([0, 0.02, 1]) * np.sin(t)).astype(np.float32), names, fps, "walk")  # fmt: skip


STILL = (walk(1).names, 30.0, "walk")


@pytest.mark.unit
def test_a_take_gives_a_window_each_hop_and_none_when_too_short() -> None:
    assert windows_of_clip(walk(6), 1.0).shape == (3, SIZE)
    assert len(windows_of_clip(walk(2), 1.0)) == 1
    assert len(windows_of_clip(walk(0.5), 1.0)) == 0


@pytest.mark.unit
def test_windows_keep_style_action_and_what_was_tracked() -> None:
    windows = windows_of([walk(0.5), walk(3.2)], ["sad", "happy"], 1.0)
    assert windows.styles.tolist() == ["happy"] * len(TRACKED)
    assert windows.actions.tolist() == ["walk"] * len(TRACKED)
    assert windows.tracked.tolist() == list(TRACKED)
    assert windows.takes.tolist() == [1] * len(TRACKED)


@pytest.mark.data
def test_a_recorded_take_streams_as_it_was_trained_on(data_dir: Path) -> None:
    clips, styles, keys = takes_of(data_dir, CORPUS)
    assert len(clips) == len(styles) == len(set(keys))
    clip = clips[0]
    reader = body_reader("vrm", clip.names)
    n, k = clip.positions.shape[:2]
    joints, known = reader.read(clip.positions, np.zeros((n, 0, 4), np.float32), np.zeros((n, k), bool))
    times_us = np.round(np.arange(n) * (1e6 / clip.fps)).astype(np.int64)
    end = round(3 * clip.fps)
    window = BodyWindow()
    for at in range(0, end + 1, 2):
        to = min(at + 2, end + 1)
        window.absorb(times_us[at:to], joints[at:to], known[at:to])
    streamed = window.input_at(int(times_us[end]))
    assert streamed is not None
    np.testing.assert_array_equal(streamed, windows_of_clip(clip, 60.0)[0])


@pytest.mark.unit
def test_a_recipe_for_any_styles_tells_the_still_from_the_lively() -> None:
    lively = [walk(4 + i / 5) for i in range(4)]
    still = [BodyClip(np.repeat(clip.positions[:1], len(clip.positions), 0), *STILL) for clip in lively]
    tell = fit_classes(lively[1:] + still[1:], ["lively"] * 3 + ["still"] * 3)
    assert tell([lively[0], still[0]]) == ["lively", "still"]
    assert tell([walk(0.3)])[0] in {"lively", "still"}  # too short to be read: the commonest
