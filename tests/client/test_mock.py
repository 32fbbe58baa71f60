"""The mock headset: its performer moves like the faces that were measured, and its network fails as it was told."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from der_client import DerClientError, MockHeadset, default_script
from der_client.bodies import NAMES
from der_client.faces import poses
from der_client.faults import Faults, Timed
from der_client.mock import perform
from der_client.script import LEAST_S
from der_server.labels import BEHAVIOURS, EMOTIONS, SOCIAL
from der_server.v1.signals_pb2 import Signals

pytestmark = pytest.mark.unit


def stream(seconds: float = 10.0) -> list[Timed]:
    return [(i / 20, Signals(faces=[{"capture_time_us": i * 50_000 + 1}])) for i in range(round(seconds * 20))]


def test_the_script_performs_what_the_server_can_say() -> None:
    script = default_script()
    assert {stretch.emotion for stretch in script.stretches} == set(EMOTIONS)
    assert {stretch.social for stretch in script.stretches} - {""} <= set(SOCIAL)
    assert {deed.kind for stretch in script.stretches for deed in stretch.deeds} <= set(BEHAVIOURS)
    assert {say.language for stretch in script.stretches for say in stretch.says} == {"en", "zh"}


@given(st.floats(3, 600))
def test_a_scaled_script_has_the_asked_length_and_keeps_the_basic_emotions(seconds: float) -> None:
    script = default_script(seconds)
    assert script.seconds == pytest.approx(seconds)
    assert all(say.at_s < s.seconds for s in script.stretches for say in s.says)
    if seconds >= LEAST_S * len(EMOTIONS):
        first = {s.emotion: s.seconds for s in reversed(script.stretches) if not s.social}
        assert set(first) == set(EMOTIONS)
        assert min(first.values()) >= LEAST_S - 1e-6


@pytest.mark.parametrize("seconds", [2.9, 3601.0, float("nan")])
def test_a_length_it_cannot_perform_is_refused(seconds: float) -> None:
    with pytest.raises(DerClientError, match="3 to 3600"):
        default_script(seconds)


def test_the_face_passes_near_the_measured_mean_of_each_emotion_and_never_stands_still() -> None:
    played = perform(default_script(30), seed=3)
    means = np.stack([poses().mean[name] for name in EMOTIONS])
    for start_s, stretch in zip(played.script.starts_s(), played.script.stretches, strict=True):
        if stretch.social:
            continue
        held = (played.face_times_s > start_s + 1.0) & (played.face_times_s < start_s + stretch.seconds - 0.1)
        shown = np.median(played.face[held], axis=0)
        nearest = EMOTIONS[int(np.linalg.norm(means - shown, axis=1).argmin())]
        assert nearest == stretch.emotion
    moved = np.abs(np.diff(played.face, axis=0)).max(1)
    assert (moved > 0).all()
    assert 0 <= played.face.min() <= played.face.max() <= 1


def test_another_seed_is_another_performer_and_the_same_seed_the_same() -> None:
    script = default_script(6)
    one, same, other = (perform(script, seed).face for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert np.abs(one - other).max() > 0.05


def test_the_performer_blinks_and_speaks() -> None:
    played = perform(default_script(30), seed=0)
    blink = played.face[:, played.face_names.index("eyeBlinkLeft")]
    begins = np.flatnonzero((blink[1:] > 0.8) & (blink[:-1] <= 0.8))
    assert 3 <= len(begins) <= 20
    jaw = played.face[:, played.face_names.index("jawOpen")]
    (start_s, stretch) = next(
        (start_s, s) for start_s, s in zip(played.script.starts_s(), played.script.stretches, strict=True) if s.says
    )
    begin_s = start_s + stretch.says[0].at_s
    talking = (played.face_times_s >= begin_s) & (played.face_times_s < begin_s + stretch.says[0].seconds)
    silent = played.face_times_s < start_s - 0.1
    assert jaw[talking].std() > 3 * jaw[silent].std()


@pytest.mark.parametrize(("standard", "count"), [("mediapipe", 52), ("arkit", 52), ("fb", 70)])
def test_it_speaks_each_standard(standard: str, count: int) -> None:
    headset = MockHeadset(default_script(3), standard=standard)
    faces = [face for _, piece in headset.messages() for face in piece.faces]
    assert {len(face.weights) for face in faces} == {count}
    assert len(faces) == pytest.approx(3 * 72, abs=1)
    bodies = [body for _, piece in headset.messages() for body in piece.bodies]
    assert {len(body.positions) for body in bodies} == {3 * len(NAMES)}
    assert len(bodies) == pytest.approx(3 * 30, abs=1)


def test_an_unknown_standard_is_refused() -> None:
    with pytest.raises(DerClientError, match="mediapipe, arkit or fb"):
        list(MockHeadset(default_script(3), standard="openface").messages())


def test_without_recordings_it_is_mute_and_with_them_it_speaks_them(tmp_path: Path) -> None:
    mute = MockHeadset(default_script(3))
    assert not mute.start().HasField("voice")
    assert not any(piece.voices for _, piece in mute.messages())
    rng = np.random.default_rng(0)
    soundfile.write(tmp_path / "a.wav", 0.2 * rng.standard_normal(22_050), 22_050)
    (tmp_path / "labels.csv").write_text("file,raw_label,speaker\na.wav,calm,s1\n")
    spoken = MockHeadset(default_script(3), voice_folder=tmp_path)
    pcm = b"".join(voice.data for _, piece in spoken.messages() for voice in piece.voices)
    sound = np.frombuffer(pcm, "<i2") / 32767
    assert spoken.start().voice.sample_rate_hz == 16_000
    assert len(sound) == 3 * 16_000
    assert sound[8_000:20_000].std() > 100 * sound[:5_000].std()


@pytest.mark.parametrize(
    ("held", "told"), [(None, "holds no labels.csv"), ("file,emotion,speaker\n", "lists no recordings")]
)
def test_a_folder_without_recordings_says_what_it_lacks(tmp_path: Path, held: str | None, told: str) -> None:
    if held is not None:
        (tmp_path / "labels.csv").write_text(held)
    with pytest.raises(DerClientError, match=told):
        list(MockHeadset(default_script(3), voice_folder=tmp_path).messages())


def test_loss_loses_about_its_share_and_no_other_message_changes() -> None:
    got = list(Faults(loss=0.3).apply(stream(100), seed=1))
    assert len(got) == pytest.approx(0.7 * 2000, rel=0.1)
    kept = {piece.faces[0].capture_time_us: due for due, piece in got}
    whole = {piece.faces[0].capture_time_us: due for due, piece in stream(100)}
    assert all(whole[time_us] == due for time_us, due in kept.items())


@given(st.floats(1, 400), st.integers(0, 99))
def test_jitter_delays_within_its_bound_and_in_order(jitter_ms: float, seed: int) -> None:
    before, after = stream(), list(Faults(jitter_ms=jitter_ms).apply(stream(), seed))
    late = [b[0] - a[0] for a, b in zip(before, after, strict=True)]
    assert 0 <= min(late) <= max(late) <= jitter_ms / 1e3 + 1e-9
    assert [due for due, _ in after] == sorted(due for due, _ in after)


def test_a_dropout_takes_the_face_only_and_only_then() -> None:
    got = [(due, bool(piece.faces)) for due, piece in Faults(dropouts=((2.0, 1.5),)).apply(stream())]
    assert [due for due, seen in got if not seen] == [i / 20 for i in range(40, 70)]


def test_a_burst_holds_everything_back_and_then_lets_it_out_at_once() -> None:
    got = list(Faults(burst_every_s=4.0, burst_s=1.0).apply(stream()))
    assert len(got) == 200
    assert not [due for due, _ in got if 4.0 <= due < 5.0 or 8.0 <= due < 9.0]
    assert sum(due == 5.0 for due, _ in got) == 21
