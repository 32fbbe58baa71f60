"""Laws behind the curves of `der network`: what a network does to the samples must not change what they say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from der_server.features.body import STALE_S
from der_server.features.face import CHANNELS, FADE_HALF_LIFE_S
from der_server.session.arrival import BodyFrames, Event, FaceFrames, Floats, TextPiece, Times
from der_server.session.deeds import DeedSense
from der_server.session.refusals import Refusals
from der_server.session.senses import BodySense, FaceSense
from der_server.session.start import Source
from der_server.session.texts import fresh
from der_server.signals.body import body_reader
from der_server.signals.canonical import FACE

pytestmark = pytest.mark.unit

LATEST_US = 10**12
SECONDS = 3.0
rates = st.floats(10, 120)
seeds = st.integers(0, 2**32 - 1)
smooth_face = settings(max_examples=60)


def face_at(times_us: Times, seed: int) -> Floats:
    """Coefficients that move smoothly, so that any frame rate can show them; f32[n, 52]."""
    draw = np.random.default_rng(seed)
    speed, phase = draw.uniform(0.5, 1.5, 52), draw.uniform(0, 6, 52)
    return (0.5 + 0.4 * np.sin(times_us[:, None] / 1e6 * speed + phase)).astype(np.float32)


def face_frames(times_us: Times, weights: Floats) -> FaceFrames:
    n = len(times_us)
    return FaceFrames(0, times_us, weights, np.zeros((n, 3), bool), np.ones((n, 3), np.float32))


def grid(rate_hz: float, seconds: float = SECONDS, start_us: int = 1_000_000) -> Times:
    return (start_us + np.arange(int(seconds * rate_hz) + 1) / rate_hz * 1e6).astype(np.int64)


def seen(times_us: Times, weights: Floats, sizes: list[int] | None = None) -> Floats:
    """Input `"face"` after these frames, sent in messages of so many."""
    sense, at = FaceSense([Source(0, "arkit")]), 0
    for size in sizes or [len(times_us)]:
        if at < len(times_us):
            sense.absorb(face_frames(times_us[at : at + size], weights[at : at + size]), LATEST_US, Refusals())
        at += size
    if at < len(times_us):
        sense.absorb(face_frames(times_us[at:], weights[at:]), LATEST_US, Refusals())
    face = sense.input_at(int(times_us[-1]))
    assert face is not None
    return face


@smooth_face
@given(rates, seeds)
def test_the_frame_rate_does_not_matter(rate_hz: float, seed: int) -> None:
    times_us, best_us = grid(rate_hz), grid(240)
    end_us = times_us[-1:]
    best_us = np.concatenate([best_us[best_us < end_us[0]], end_us])
    slow, fast = seen(times_us, face_at(times_us, seed)), seen(best_us, face_at(best_us, seed))
    np.testing.assert_allclose(slow[:CHANNELS], fast[:CHANNELS], atol=0.06)


@smooth_face
@given(seeds, st.lists(st.integers(1, 40), max_size=40))
def test_how_frames_are_packed_does_not_matter(seed: int, sizes: list[int]) -> None:
    times_us = grid(60)
    weights = face_at(times_us, seed)
    np.testing.assert_allclose(seen(times_us, weights, sizes), seen(times_us, weights), atol=1e-5)


@smooth_face
@given(seeds, st.floats(0, 0.4))
def test_copies_and_late_frames_change_nothing(seed: int, share: float) -> None:
    draw = np.random.default_rng(seed)
    times_us = grid(60)
    weights = face_at(times_us, seed)
    again = np.flatnonzero(draw.random(len(times_us)) < share)
    order = np.sort(
        np.concatenate([np.arange(len(times_us)), np.minimum(again + 3, len(times_us) - 1)]), kind="stable"
    )
    messy_us, messy = times_us[order].copy(), weights[order].copy()
    spots = np.flatnonzero(np.diff(order) == 0) + 1
    messy_us[spots] = times_us[np.maximum(order[spots] - 5, 0)]  # an old frame, come late
    messy[spots] = draw.random((len(spots), 52))
    sense, refusals = FaceSense([Source(0, "arkit")]), Refusals()
    sense.absorb(face_frames(messy_us, messy), LATEST_US, refusals)
    face = sense.input_at(int(times_us[-1]))
    assert face is not None
    np.testing.assert_allclose(face, seen(times_us, weights), atol=1e-5)
    assert sum(r.count for r in refusals.due(0, everything=True) if r.reason == "TIME_WENT_BACK") == len(spots)


@smooth_face
@given(seeds, st.floats(0, 0.2))
def test_lost_frames_change_little(seed: int, loss: float) -> None:
    times_us = grid(72)
    kept = np.random.default_rng(seed).random(len(times_us)) >= loss
    kept[-1] = True
    weights = face_at(times_us, seed)
    np.testing.assert_allclose(
        seen(times_us[kept], weights[kept])[:CHANNELS], seen(times_us, weights)[:CHANNELS], atol=0.08
    )


@smooth_face
@given(seeds, st.sampled_from([-200e-6, 200e-6]))
def test_a_drifting_clock_changes_nothing_to_speak_of(seed: int, drift: float) -> None:
    times_us = grid(72, 20)
    drifted_us = (times_us * (1 + drift)).astype(np.int64)
    weights = face_at(times_us, seed)
    np.testing.assert_allclose(seen(drifted_us, weights), seen(times_us, weights), atol=2e-3)


@given(st.floats(0, 20), seeds)
def test_a_stall_fades_the_face_and_its_end_brings_it_back(stall_s: float, seed: int) -> None:
    times_us = grid(60)
    sense = FaceSense([Source(0, "arkit")])
    sense.absorb(face_frames(times_us, face_at(times_us, seed)), LATEST_US, Refusals())
    end_us = int(times_us[-1])
    face = sense.input_at(end_us + round(stall_s * 1e6))
    assert face is None or face[CHANNELS:].max() == pytest.approx(2 ** (-stall_s / FADE_HALF_LIFE_S), abs=1e-3)
    back_us = grid(60, 0.5, end_us + round(stall_s * 1e6) + 16_667)
    sense.absorb(face_frames(back_us, face_at(back_us, seed)), LATEST_US, Refusals())
    again = sense.input_at(int(back_us[-1]))
    assert again is not None
    assert again[CHANNELS : CHANNELS + 52].min() > 0.9


@smooth_face
@given(seeds, st.sampled_from([0, 1, 2]))
def test_a_lost_region_is_unknown_and_the_rest_is_as_it_was(seed: int, region: int) -> None:
    times_us = grid(60)
    weights = face_at(times_us, seed)
    lost = np.zeros((len(times_us), 3), bool)
    lost[:, region] = True
    sense = FaceSense([Source(0, "arkit")])
    nan = np.where(sense.readers[0].heard(lost), weights, np.nan).astype(np.float32)
    frames = FaceFrames(0, times_us, nan, lost, np.ones((len(times_us), 3), np.float32))
    sense.absorb(frames, LATEST_US, Refusals())
    face, whole = sense.input_at(int(times_us[-1])), seen(times_us, weights)
    assert face is not None
    known = face[CHANNELS:] > 0
    np.testing.assert_allclose(face[:CHANNELS][known], whole[:CHANNELS][known], atol=1e-5)
    smile = FACE.index("mouthSmileLeft")
    assert known[smile] == (region != 0)


def test_after_a_stall_of_eight_seconds_a_body_begins_anew() -> None:
    reader = body_reader("vrm", ())
    sense, refusals = BodySense([Source(0, "vrm")]), Refusals()
    draw = np.random.default_rng(0)
    rest = draw.normal(scale=0.5, size=(1, reader.count, 3))

    def send(start_us: int, seconds: float) -> int:
        times_us = grid(30, seconds, start_us)
        n = len(times_us)
        positions = (rest + 0.01 * draw.normal(size=(n, reader.count, 3))).astype(np.float32)
        lost = np.zeros((n, reader.count), bool)
        sense.absorb(BodyFrames(0, times_us, positions, np.zeros((n, 0, 4), np.float32), lost), LATEST_US, refusals)
        return int(times_us[-1])

    end_us = send(1_000_000, 3)
    assert sense.input_at(end_us) is not None
    assert sense.input_at(end_us + round(STALE_S * 1e6) + 1) is None
    assert sense.input_at(send(end_us + 8_000_000, 0.5)) is None
    assert sense.input_at(send(end_us + 8_600_000, 1.0)) is not None


@given(st.lists(st.integers(0, 59), min_size=1, max_size=30), seeds)
def test_copies_of_deeds_and_texts_count_once(places: list[int], seed: int) -> None:
    del seed
    events = [Event(1_000_000 + 100_000 * i, "retry", 1.0) for i in range(60)]
    once, messy, refusals = DeedSense(), DeedSense(), Refusals()
    once.absorb(events, LATEST_US, refusals)
    for i, event in enumerate(events):
        messy.absorb([event, *(events[p] for p in places if p <= i)], LATEST_US, refusals)
    np.testing.assert_array_equal(once.input_at(10_000_000), messy.input_at(10_000_000))
    texts = [TextPiece(1_000_000 + i, f"word {i}") for i in range(60)]
    last, kept = None, []
    for i, text in enumerate(texts):
        read = fresh([text, text, *(texts[p] for p in places if p < i)], last, LATEST_US, refusals)
        last, kept = (read or [last])[-1], kept + read
    assert kept == texts
