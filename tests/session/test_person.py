"""One person's visit: how their face rests, what they say of the server's words, and what is forgotten and kept."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from der_server.emotion.baseline import Given, resting
from der_server.emotion.layer import BOUNDS
from der_server.features.face import CHANNELS
from der_server.labels import EMOTIONS
from der_server.models.bundle import Bundle, Card
from der_server.models.expert import Estimate, Stepped
from der_server.privacy.consent import Grant
from der_server.session.arrival import Arrival, FaceFrames
from der_server.session.feedback import Feedback, Result
from der_server.session.keeping import amend
from der_server.session.person import Progress, Question
from der_server.session.start import Source, Start
from der_server.session.visit import Visit
from der_server.signals.canonical import FACE
from der_server.signals.face import face_reader

pytestmark = pytest.mark.unit
Floats = NDArray[np.float32]
NOTICE = "v1"
STEP_US = 100_000
NAMES = face_reader("mediapipe", ()).names
EVERYTHING = frozenset({"infer", "adapt", "store"})


def bundle() -> Bundle:
    return Bundle(Card("face-x", "face_x", "face", "1", "permissive", True, "spec"), {}, "face")


def resting_face(**levels: float) -> Floats:
    """MediaPipe coefficients of people at large at rest, but for these."""
    odds = resting("mediapipe").odds
    usual = dict(zip(FACE, 1 / (1 + np.exp(-odds)), strict=True))
    return np.array([{**usual, **levels}.get(name, 0.0) for name in NAMES], np.float32)


DROOPING = resting_face(mouthFrownLeft=0.25, mouthFrownRight=0.25, browDownLeft=0.3, browDownRight=0.3)


class Played:
    """A visit fed by hand: every 0.1 s a face and what an expert would say of it."""

    def __init__(self, uses: frozenset[str] = EVERYTHING, *, language: str = "en", **start: Any) -> None:
        declared = Start(
            grants=(Grant("face", uses),),
            notice_version_shown=NOTICE,
            language=language,
            **{"faces": (Source(0, "mediapipe", device="Web Cam"),), **start},
        )
        self.visit = Visit(declared, [bundle()], NOTICE, lambda: 1_700_000_000.0)
        self.now_us = 1_000_000
        self.told: list[Progress | Question] = []
        self.noise = np.random.default_rng(0)

    def play(
        self, seconds: float, face: Floats, label: str = "neutral", *, sure: float = 0.7, sway: float = 0.001
    ) -> "Played":
        for _ in range(round(seconds * 10)):
            values = np.clip(face + self.noise.normal(0, sway, len(face)), 0, 1).astype(np.float32)
            frames = FaceFrames(0, np.array([self.now_us]), values[None], np.zeros((1, 3), bool), np.ones((1, 3)))  # type: ignore[arg-type]
            self.visit.absorb(Arrival(0, faces=(frames,)), self.now_us)
            if trigger := self.visit.due(self.now_us):
                self.seen = self.visit.step(self.now_us).inputs.get("face")
                probs = np.full(len(EMOTIONS), (1 - sure) / 6)
                probs[EMOTIONS.index(label)] = sure
                estimate = Estimate(np.log(probs).astype(np.float32), 1.0)
                self.feeling = self.visit.conclude(Stepped({"face-x": estimate}, {}), trigger, self.now_us).feeling
                self.told += self.visit.person.tell()
            self.now_us += STEP_US
        return self

    def calibrate(self, seconds: float, face: Floats, **how: Any) -> Progress:
        self.visit.person.calibrate(0, end=False)
        self.play(seconds, face, **how)
        self.visit.person.calibrate(0, end=True)
        self.told += self.visit.person.tell()
        return next(told for told in self.told if isinstance(told, Progress) and told.verdict)

    def say(self, label: str = "", ago_s: float = 1.0, **told: Any) -> Result:
        result = self.visit.feedback(Feedback(self.now_us - round(ago_s * 1e6), self.now_us, label=label, **told))
        assert result is not None
        return result

    def refused(self) -> set[tuple[str, str]]:
        return {(r.reason, r.what) for r in self.visit.refusals.due(0, everything=True)}

    def chance(self, label: str) -> float:
        return float(self.feeling.probs[EMOTIONS.index(label)])


def frown(face: Floats | None) -> float:
    assert face is not None
    return float(face[FACE.index("mouthFrownLeft")])


def brought(given: Given | None, uses: frozenset[str] = EVERYTHING) -> Played:
    """A later visit on the same device, in which the client gives back what it kept."""
    return Played(uses, faces=(Source(0, "mediapipe", device="Web Cam", resting=given),))


def test_a_resting_face_that_the_client_kept_holds_from_the_first_state_of_a_later_visit() -> None:
    done = Played().calibrate(5, DROOPING)
    assert done.resting is not None
    assert frown(brought(done.resting).play(1, DROOPING).seen) < 0.12
    assert frown(brought(None).play(1, DROOPING).seen) > 0.2
    assert frown(brought(done.resting, frozenset({"infer"})).play(1, DROOPING).seen) > 0.2  # no consent to adapt


def test_a_resting_face_of_another_tracker_is_not_used() -> None:
    done = Played().calibrate(5, DROOPING)
    assert done.resting is not None
    foreign = replace(done.resting, standard="arkit")
    assert frown(brought(foreign).play(1, DROOPING).seen) > 0.2


@given(
    st.lists(st.floats(-1e30, 1e30) | st.just(float("nan")), min_size=CHANNELS - 1, max_size=CHANNELS),
    st.floats(-1e9, 1e9),
)
@settings(max_examples=25, deadline=None)
def test_a_resting_face_that_is_damaged_costs_itself_alone(shift: list[float], seconds: float) -> None:
    kept = Given("mediapipe", np.array(shift, np.float32), np.full(len(shift), seconds, np.float32))
    played = brought(kept)
    seen = played.play(0.5, DROOPING).seen
    assert np.isfinite(seen).all()
    assert ((seen >= 0) & (seen <= 1)).all()


def test_a_good_stretch_levels_the_resting_face_and_says_how_it_went() -> None:
    played = Played()
    done = played.calibrate(5, DROOPING)
    progress = [told for told in played.told if isinstance(told, Progress)]
    assert (done.verdict, done.hint, done.device) == ("good", "", "Web Cam")
    assert done.quality > 0.5
    assert 7 <= len(progress) - 1 <= 11  # twice a second
    assert [told.progress for told in progress] == sorted(told.progress for told in progress)
    played.play(1, DROOPING)
    assert frown(played.seen) < 0.12


def bad(seconds: float = 5, face: Floats = DROOPING, **how: Any) -> Callable[[Played], Progress]:
    return lambda played: played.calibrate(seconds, face, **how)


@pytest.mark.parametrize(
    ("verdict", "stretch"),
    [
        ("too_short", bad(1.5)),
        ("moved", bad(sway=0.3)),
        ("not_neutral", bad(label="joy", sure=0.9)),
        ("face_lost", bad(face=np.zeros(len(NAMES), np.float32), sway=0.0)),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_bad_stretch_changes_nothing_and_says_what_to_do(
    verdict: str, stretch: Callable[[Played], Progress], language: str
) -> None:
    played = Played(language=language)
    done = stretch(played)
    assert done.verdict == verdict
    assert done.hint
    assert done.hint.isascii() == (language == "en")
    assert not (played.visit.person.baselines and played.visit.person.baselines["Web Cam"].seconds.max() > 30)


def test_a_moving_jaw_is_talk_without_a_microphone() -> None:
    played = Played()
    played.visit.person.calibrate(0, end=False)
    for i in range(50):
        played.play(0.1, resting_face(jawOpen=0.5 if i // 4 % 2 else 0.0))
    played.visit.person.calibrate(0, end=True)
    done = played.visit.person.tell()[-1]
    assert isinstance(done, Progress)
    assert done.verdict == "talked"


def test_a_stretch_that_is_never_ended_ends_by_itself() -> None:
    played = Played()
    played.visit.person.calibrate(0, end=False)
    played.play(12, DROOPING)
    assert [t.verdict for t in played.told if isinstance(t, Progress) and t.verdict] == ["good"]


@pytest.mark.parametrize(("source", "end"), [(7, False), (0, True)])
def test_what_cannot_be_calibrated_is_said(source: int, end: bool) -> None:
    played = Played()
    played.visit.person.calibrate(source, end=end)
    assert [t.verdict for t in played.visit.person.tell() if isinstance(t, Progress)] == ["no_source"]


def test_calm_faces_are_learnt_unasked_and_others_hardly() -> None:
    calm, angry = Played().play(60, DROOPING, "neutral"), Played().play(60, DROOPING, "anger", sure=0.9)
    assert frown(calm.seen) < 0.21
    assert frown(angry.seen) > 0.23
    assert frown(Played(frozenset({"infer"})).play(60, DROOPING).seen) == pytest.approx(0.25, abs=0.01)


def test_a_moving_face_is_not_learnt() -> None:
    assert not Played().play(30, DROOPING, sway=0.3).visit.person.baselines


def test_withdrawing_forgets_the_resting_face_and_the_layer_at_once() -> None:
    for modalities, uses in (((), ("adapt",)), (("face",), ()), ((), ())):
        played = Played()
        played.calibrate(5, DROOPING)
        played.play(2, DROOPING)
        assert played.say("joy").accepted
        face = played.visit.person.baselines["Web Cam"]
        assert face.shift.any()
        played.visit.withdraw(modalities, uses)
        assert not any(array.any() for array in face.held())  # overwritten, not only dropped
        assert not played.visit.person.baselines
        assert not played.visit.person.layer.touched
        assert played.visit.keepsake() is None


def test_withdrawing_stops_a_stretch() -> None:
    played = Played()
    played.visit.person.calibrate(0, end=False)
    played.play(4, DROOPING)
    played.visit.withdraw((), ("adapt",))
    done = played.visit.person.tell()[-1]
    assert isinstance(done, Progress)
    assert done.verdict == "stopped"


def test_without_consent_nothing_is_adapted_and_that_is_said() -> None:
    played = Played(frozenset({"infer", "store"})).play(2, DROOPING)
    played.visit.person.calibrate(0, end=False)
    assert played.visit.feedback(Feedback(0, played.now_us, label="joy")) is None
    assert played.refused() == {("NO_CONSENT", "calibrate"), ("NO_CONSENT", "feedback")}
    assert played.visit.person.tell() == []


def test_feedback_makes_what_was_told_likelier_for_moments_like_that() -> None:
    played = Played().play(3, DROOPING, "sadness", sure=0.5)
    before = played.chance("neutral")
    result = played.say("neutral")
    assert (result.accepted, result.label, result.count) == (True, "neutral", 1)
    assert result.after > result.before == pytest.approx(before, abs=0.05)
    assert "%" in result.message
    played.play(2, DROOPING, "sadness", sure=0.5)
    assert played.chance("neutral") == pytest.approx(result.after, abs=0.02)


def test_right_wrong_and_dimensions_speak_for_what_they_mean() -> None:
    def after(of: str, **told: Any) -> float:
        played = Played().play(3, DROOPING, "sadness", sure=0.5)
        base = played.chance(of)
        assert played.say(**told).accepted
        return played.play(2, DROOPING, "sadness", sure=0.5).chance(of) - base

    assert after("sadness", verdict="right") > 0.01
    assert after("sadness", verdict="wrong") < -0.01
    assert after("joy", dimensions=(0.8, 0.5)) > 0.01
    assert after("joy", label="joy") > after("joy", label="joy", source="observer") > 0


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"label": "bliss"},
        {"label": "joy", "dimensions": (2.0, 0.0)},
        {"dimensions": (float("nan"), 0.0)},
        {"label": "joy", "ago_s": -5.0},
    ],
)
def test_feedback_that_cannot_be_used_says_why_and_changes_nothing(told: dict[str, Any]) -> None:
    played = Played().play(3, DROOPING)
    result = played.say(**told)
    assert not result.accepted
    assert result.message
    assert not played.visit.person.layer.touched


def test_a_span_that_is_not_remembered_is_refused() -> None:
    played = Played().play(130, DROOPING)
    early = Feedback(1_000_000, 2_000_000, label="joy")
    result = played.visit.feedback(early)
    assert result is not None
    assert not result.accepted
    assert "120" in result.message
    later = played.visit.feedback(Feedback(played.now_us - 110_000_000, played.now_us - 109_000_000, label="joy"))
    assert later is not None
    assert later.accepted


def test_what_is_said_again_of_a_span_replaces_what_was_said() -> None:
    def said(*labels: str) -> Floats:
        played = Played().play(3, DROOPING, "sadness", sure=0.5)
        for label in labels:
            played.say(label)
        assert played.visit.person.count == 1
        return played.visit.person.layer.theta.astype(np.float32)

    assert np.array_equal(said("joy", "neutral"), said("neutral"))


def test_too_much_feedback_at_once_is_refused() -> None:
    played = Played().play(3, DROOPING)
    results = [played.say("joy") for _ in range(20)]
    assert 0 < sum(result.accepted for result in results) <= 8


told = st.builds(
    Feedback,
    st.integers(0, 10_000_000),
    st.integers(0, 10_000_000),
    st.sampled_from(["", "right", "wrong"]),
    st.sampled_from(["", *EMOTIONS, "bliss"]),
    st.none() | st.tuples(st.floats(-2, 2), st.floats(-2, 2)),
    st.sampled_from(["person", "observer"]),
)


@settings(deadline=None, max_examples=30)
@given(st.lists(told, max_size=12))
def test_no_stream_of_feedback_moves_a_visit_past_its_bounds(stream: list[Feedback]) -> None:
    played = Played().play(4, DROOPING, "fear", sure=0.6)
    for one in stream:
        played.visit.feedback(one)
    assert (np.abs(played.visit.person.layer.theta) <= BOUNDS).all()
    played.play(1, DROOPING)
    assert np.isfinite(played.feeling.probs).all()


def test_a_question_comes_seldom_and_only_to_those_who_can_show_it() -> None:
    asks = frozenset({"feedback_request"})
    silent, asked = Played(), Played(capabilities=asks)
    unsure = Played(frozenset({"infer"}), capabilities=asks)
    for played in (silent, asked, unsure):
        played.play(40, DROOPING, "neutral", sure=0.9)
        for _ in range(20):
            played.play(5, DROOPING, "sadness", sure=0.2).play(5, DROOPING, "neutral", sure=0.9)
    questions = [told for told in asked.told if isinstance(told, Question)]
    assert len(questions) == 1
    assert questions[0].text
    assert questions[0].from_us < questions[0].to_us <= asked.now_us
    assert not [told for told in (*silent.told, *unsure.told) if isinstance(told, Question)]


def test_a_resumed_visit_goes_on_with_what_was_learnt() -> None:
    first = Played()
    first.calibrate(5, DROOPING)
    first.play(3, DROOPING, "sadness", sure=0.5)
    first.say("neutral")
    again = Played()
    again.now_us = first.now_us
    again.visit.recall(first.visit.memory())
    first.play(1, DROOPING, "sadness", sure=0.5)
    again.play(1, DROOPING, "sadness", sure=0.5)
    assert frown(again.seen) == pytest.approx(frown(first.seen), abs=0.01)
    assert again.chance("neutral") == pytest.approx(first.chance("neutral"), abs=0.02)
    assert again.say("neutral", ago_s=2).count == 1  # the same span again


def test_a_keepsake_holds_no_face_and_a_later_visit_begins_from_it() -> None:
    played = Played()
    played.calibrate(5, DROOPING)
    for _ in range(5):
        played.play(3, DROOPING, "sadness", sure=0.5).say("neutral")
    kept = played.visit.keepsake()
    assert kept is not None
    assert kept["feedback_count"] == 5
    assert kept["baselines"] == {"Web Cam": {"certainty": 0.9, "updated_s": 1_700_000_000}}
    later = Played()
    later.visit.recollect(json.loads(json.dumps(kept)))
    later.play(3, DROOPING, "sadness", sure=0.5)
    fresh = Played().play(3, DROOPING, "sadness", sure=0.5)
    assert kept["adaptation"] == {"neutral": 1}
    assert later.chance("neutral") > fresh.chance("neutral") + 0.02
    assert later.visit.keepsake() == {**kept, "baselines": later.visit.keepsake()["baselines"]}  # type: ignore[index]


def test_nothing_is_kept_without_consent_to_store() -> None:
    assert Played(frozenset({"infer", "adapt"})).play(3, DROOPING).visit.keepsake() is None


whatever = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
fields = st.dictionaries(st.sampled_from(["version", "baselines", "feedback_count", "adaptation"]), whatever)


@settings(deadline=None)
@given(fields, st.sampled_from(["version", "baselines", "feedback_count", "adaptation"]))
def test_a_damaged_keepsake_is_ignored_and_said(damage: dict[str, Any], lacking: str) -> None:
    played = Played()
    good = {"version": 1, "baselines": {}, "feedback_count": 0, "adaptation": {"neutral": 1}}
    for kept in (damage, {**good, **damage}, {k: v for k, v in good.items() if k != lacking}):
        played.visit.recollect(kept)
        assert np.isfinite(played.visit.person.layer.theta).all()
        assert played.refused() <= {("BAD_REQUEST", "profile")}
    played.visit.recollect({k: v for k, v in good.items() if k != lacking})
    assert played.refused() == {("BAD_REQUEST", "profile")}


def test_feedback_on_a_past_visit_is_refused_and_says_why() -> None:
    kept = Played().visit.keepsake()
    assert kept is not None
    for language, damage in (("en", {}), ("zh", {"version": None})):
        unchanged, refused = amend({**kept, **damage}, Feedback(0, 1, label="joy"), language)
        assert unchanged == {**kept, **damage}
        assert not refused.accepted
        assert refused.message.isascii() == (language == "en")


def test_a_baseline_is_of_one_device() -> None:
    played = Played()
    played.calibrate(5, DROOPING)
    assert set(played.visit.person.baselines) == {"Web Cam"}
    other = Start(
        grants=(Grant("face", EVERYTHING),), notice_version_shown=NOTICE, faces=(Source(0, "arkit", device="Phone"),)
    )
    visit = Visit(other, [bundle()], NOTICE, lambda: 0.0)
    visit.recall({**played.visit.memory(), "newest_us": None})
    face = np.full(CHANNELS, 0.3, np.float32)
    assert np.array_equal(visit.face.relative(0, face), face)


def test_a_habit_is_learnt_when_calm_and_forgotten_with_the_consent() -> None:
    played = Played()
    for _ in range(400):
        played.visit.judgement.notice("body.lean_back", 0.6, played.now_us)
        played.play(0.1, resting_face(), sure=0.9)
    calm = played.feeling.cues["body.lean_back"]
    assert 0.3 < calm < 0.55
    played.visit.withdraw([], ["adapt"])
    played.visit.judgement.notice("body.lean_back", 0.6, played.now_us)
    played.play(0.1, resting_face(), sure=0.9)
    assert played.feeling.cues["body.lean_back"] > 0.55


def test_somebody_angry_from_the_first_second_teaches_no_habit() -> None:
    played = Played()
    for _ in range(200):
        played.visit.judgement.notice("body.lean_forward", 0.8, played.now_us)
        played.play(0.1, resting_face(), "anger", sure=0.9)
    assert played.visit.person.habits.levels == {}
