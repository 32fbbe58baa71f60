"""Avatars never jump, never fight lip sync or live tracking, and a counterpart answers instead of mirroring."""

import math
import re
import xml.etree.ElementTree as Xml

import numpy as np
import pytest
from advice_kit import feeling
from hypothesis import given
from hypothesis import strategies as st

from der_server.advice import display
from der_server.advice.advice import AvatarAdvice, Target
from der_server.advice.avatar import MAX_SPEED, AvatarAdvisor, intensities
from der_server.advice.bearing import MAX_TURN_DEG_S, Blinks, Posture, postures
from der_server.advice.motion import HALVES, Motion
from der_server.advice.rig import RIGS, rig_names
from der_server.advice.stage import NEGATIVE_LIMIT
from der_server.emotion.feeling import Feeling
from der_server.faults import BadDeclaration
from der_server.labels import EMOTIONS

pytestmark = pytest.mark.unit


def settled(target: Target, what: Feeling, *, speaking: bool = False, seconds: float = 3) -> AvatarAdvice:
    advisor = AvatarAdvisor([target])
    return [advisor.advise(target, what, i * 100_000, speaking, "general") for i in range(round(seconds * 10))][-1]


def shown(target: Target, what: Feeling, *, speaking: bool = False) -> dict[str, float]:
    weights = settled(target, what, speaking=speaking).weights
    return dict(zip(rig_names(target), map(float, weights), strict=True))


def out_of(motion: Motion) -> dict[tuple[str, int], float]:
    """How far each half of the face is out with each display that is not at rest."""
    return {(half, p): out[0] for p, halves in motion.out.items() for half, out in zip(HALVES, halves, strict=True)}


feelings = st.lists(st.floats(0.001, 1), min_size=7, max_size=7).map(
    lambda xs: feeling(**{e: x / sum(xs) for e, x in zip(EMOTIONS, xs, strict=True)})
)
targets = st.builds(
    Target,
    st.just("t"),
    st.sampled_from(RIGS),
    st.just(()),
    st.sampled_from(["own", "counterpart"]),
    st.sampled_from(["subtle", "natural", "stylised"]),
    st.floats(0.1, 2),
)
scenes = st.lists(st.tuples(feelings, st.integers(0, 500_000), st.booleans()), min_size=2, max_size=8)


@given(targets, scenes)
def test_nothing_jumps(target: Target, scene: list[tuple[Feeling, int, bool]]) -> None:
    advisor = AvatarAdvisor([target])
    before, now_us = None, 0
    for what, step_us, speaking in scene:
        now_us += step_us
        weights = advisor.advise(target, what, now_us, speaking, "general").weights
        assert ((weights >= 0) & (weights <= 1)).all()
        if before is not None:
            assert np.abs(weights - before).max() <= MAX_SPEED * step_us / 1e6 + 1e-5
        before = weights


@given(targets, scenes)
def test_bones_turn_slowly_and_by_unit_quaternions(target: Target, scene: list[tuple[Feeling, int, bool]]) -> None:
    advisor = AvatarAdvisor([target])
    now_us, before = 0, np.zeros(4)
    for what, step_us, speaking in scene:
        now_us += step_us
        advice = advisor.advise(target, what, now_us, speaking, "general")
        head = next((b for b in advice.bones if b.bone == "head"), None)
        turn = np.array([0, 0, 0, 1.0] if head is None else [head.x, head.y, head.z, head.w])
        assert np.linalg.norm(turn) == pytest.approx(1, abs=1e-5)
        if before.any():
            angle_deg = math.degrees(2 * math.acos(min(1, abs(float(before @ turn)))))
            assert angle_deg <= math.sqrt(3) * (MAX_TURN_DEG_S * step_us / 1e6 + 0.5) + 0.1
        before = turn


@given(feelings, st.integers(1, 40), st.integers(1, 5))
def test_frame_rate_does_not_matter_to_a_display(what: Feeling, n: int, seconds: int) -> None:
    wanted = display.blend(intensities(what))
    end_us = seconds * 1_000_000
    once, often = Motion(0).toward(wanted, end_us), Motion(0)
    for i in range(1, n + 1):
        often = often.toward(wanted, end_us * i // n)
    assert out_of(often) == pytest.approx(out_of(once), abs=1e-4)


def test_a_display_rises_in_its_onset_stays_for_its_apex_and_falls_slower() -> None:
    joy, smiling = display.displays()[0], {0: 1.0}
    half = Motion(0).toward(smiling, round(joy.onset_s * 5e5))
    assert out_of(half)["lower", 0] == pytest.approx(0.5, abs=0.01)
    full = half.toward(smiling, round(joy.onset_s * 1e6))
    assert out_of(full)["lower", 0] == pytest.approx(1, abs=0.01)
    assert out_of(full)["upper", 0] < 1  # a smile begins at the mouth; cheeks and lids follow
    held = full.toward({}, round((joy.onset_s + joy.apex_s) * 1e6))
    assert out_of(held)["lower", 0] == pytest.approx(1, abs=0.01)
    gone = held.toward({}, round((joy.onset_s + joy.apex_s + joy.offset_s / 2) * 1e6))
    assert out_of(gone)["lower", 0] == pytest.approx(0.5, abs=0.02)
    assert not gone.toward({}, 60_000_000).out


@given(st.integers(0, 2**52))
def test_it_does_not_matter_from_when_a_clock_counts(start_us: int) -> None:
    here, there = Motion(0), Motion(start_us)
    for i, wanted in enumerate(({0: 1.0}, {0: 1.0}, {}, {}, {})):
        now_us = (i + 1) * 300_000
        here, there = here.toward(wanted, now_us), there.toward(wanted, start_us + now_us)
        assert out_of(there) == out_of(here)
        ends = [[apex_us for half in motion.out.values() for _, apex_us in half] for motion in (here, there)]
        assert ends[1] == [start_us + apex_us for apex_us in ends[0]]


@given(st.lists(st.tuples(st.lists(st.floats(0, 1), min_size=22, max_size=22), st.integers(0, 900_000)), max_size=8))
def test_displays_at_rest_can_be_left_out(scene: list[tuple[list[float], int]]) -> None:
    sparse, full, now_us = Motion(0), Motion(0), 0
    for levels, step_us in scene:
        now_us += step_us
        wanted = {place: level if level > 0.5 else 0.0 for place, level in enumerate(levels)}
        full = full.toward(wanted, now_us, 1.2)
        sparse = sparse.toward({place: level for place, level in wanted.items() if level}, now_us, 1.2)
        assert sparse == full


def test_an_own_avatar_shows_what_the_person_shows_a_little_more_on_the_left() -> None:
    own = Target("me", "arkit")
    joy, anger = shown(own, feeling(joy=0.9)), shown(own, feeling(anger=0.9))
    assert 0.3 < joy["mouthSmileRight"] < joy["mouthSmileLeft"] < 1.15 * joy["mouthSmileRight"]
    assert joy["cheekSquintLeft"] > 0.1
    assert anger["browDownLeft"] > 0.3
    assert anger["mouthSmileLeft"] == 0
    assert max(shown(own, feeling(neutral=0.9)).values()) < 0.05


def test_two_feelings_at_once_become_their_compound() -> None:
    apart = intensities(feeling(joy=0.5, surprise=0.5))
    both = {display.names()[place]: level for place, level in display.blend(apart).items()}
    assert both["happily_surprised"] == pytest.approx(2 * apart[1])
    assert both["joy"] == both["surprise"] == 0
    own = shown(Target("me", "arkit"), feeling(joy=0.5, surprise=0.5))
    assert own["mouthSmileLeft"] > 0.2
    assert own["browOuterUpLeft"] > 0.2


@given(feelings, feelings, st.floats(0, 1))
def test_a_blend_keeps_the_whole_and_moves_without_steps(one: Feeling, other: Feeling, share: float) -> None:
    mixed = [(1 - share) * a + share * b for a, b in zip(intensities(one), intensities(other), strict=True)]
    blend, near = display.blend(mixed), display.blend([level + 1e-4 * (level > 0) for level in mixed])
    assert sum(blend.values()) == pytest.approx(sum(mixed))
    assert min(blend.values(), default=0) >= 0
    assert all(abs(near.get(place, 0) - blend.get(place, 0)) < 1e-3 for place in near.keys() | blend.keys())


def test_a_counterpart_answers_and_never_mirrors_anger_or_sadness() -> None:
    npc = Target("npc", "arkit", role="counterpart")
    sad, angry, happy = (shown(npc, feeling(**{e: 0.9})) for e in ("sadness", "anger", "joy"))
    assert sad["browInnerUp"] > 0.2
    assert sad["mouthFrownLeft"] < 0.1
    assert angry["browDownLeft"] < 0.08
    assert happy["mouthSmileLeft"] > 0.2
    tone = settled(npc, feeling(sadness=0.9)).tone
    assert tone.rate < 1
    assert tone.warmth > 0.7


@given(feelings, st.sampled_from(["subtle", "natural", "stylised"]), st.floats(0.1, 2))
def test_negative_mirroring_stays_below_its_limit_in_every_style(what: Feeling, style: str, intensity: float) -> None:
    npc = Target("npc", "custom", ("sadness", "anger", "fear", "disgust"), "counterpart", style, intensity)
    assert settled(npc, what).weights.sum() <= NEGATIVE_LIMIT * 1.2 + 1e-5  # a style may weigh the halves


def test_a_counterpart_gives_an_angry_person_room_and_does_not_stare() -> None:
    npc = Target("npc", "vrm", role="counterpart")
    calm, angry = settled(npc, feeling(neutral=0.95)), settled(npc, feeling(anger=0.95))
    assert calm.space is not None
    assert angry.space is not None
    assert angry.space.step_m < -0.2
    assert angry.space.distance_m > calm.space.distance_m + 0.2
    assert angry.space.turn_deg > 10
    assert angry.gaze.meet_share < calm.gaze.meet_share - 0.1
    assert angry.posture == "soften"
    assert any(bone.bone == "spine" for bone in angry.bones)
    assert settled(Target("me", "vrm"), feeling(anger=0.95)).space is None


def test_a_gesture_is_named_once_and_then_rests() -> None:
    npc = Target("npc", "vrm", role="counterpart")
    advisor = AvatarAdvisor([npc])
    said = [advisor.advise(npc, feeling(sadness=0.95), i * 100_000, False, "general").gesture for i in range(60)]
    begun = [i for i, name in enumerate(said) if name and (i == 0 or not said[i - 1])]
    assert set(said) == {"", "nod_slow"}
    assert len(begun) == 1


def test_styles_and_the_persons_own_choice_change_strength_only() -> None:
    def smile(style: str, intensity: float = 1.0) -> float:
        return shown(Target("me", "arkit", style=style, intensity=intensity), feeling(joy=0.7))["mouthSmileLeft"]

    assert smile("subtle") < smile("natural") < smile("stylised")
    assert smile("natural", 0.5) == pytest.approx(smile("natural") / 2, rel=0.01)
    assert smile("natural", 1.5) == pytest.approx(smile("natural") * 1.5, rel=0.01)


def test_lip_sync_keeps_the_mouth_while_the_person_speaks() -> None:
    own = Target("me", "arkit")
    quiet, talking = (shown(own, feeling(surprise=0.95), speaking=speaking) for speaking in (False, True))
    assert quiet["jawOpen"] > 0.2
    assert talking["jawOpen"] == 0
    assert talking["browOuterUpLeft"] == quiet["browOuterUpLeft"] > 0.2
    assert settled(own, feeling(joy=0.9), speaking=True).overrides["mouth"] == "none"


@pytest.mark.parametrize("rig", RIGS)
def test_whatever_the_rig_speech_needs_stays_free(rig: str) -> None:
    own = Target("me", rig)
    rigged = AvatarAdvisor([own]).rigs["me"]
    for emotion in EMOTIONS[1:]:
        weights = settled(own, feeling(**{emotion: 0.95}), speaking=True).weights
        assert weights[rigged.lips].max(initial=0) == 0
    assert rigged.lips.any()


def test_live_tracking_keeps_eyes_and_body() -> None:
    own = Target("me", "arkit")
    live = settled(own, feeling(sadness=0.9, tracked=("face", "body")))
    assert live.overrides == {"mouth": "blend", "eyes": "none", "brows": "blend"}
    assert (live.gaze.word, live.gaze.blink_in_s, live.posture, live.bones) == ("hold", 0, "", ())
    alone = settled(own, feeling(sadness=0.9))
    assert alone.overrides == {"mouth": "block", "eyes": "blend", "brows": "block"}
    assert alone.gaze.blink_in_s > 0
    assert alone.posture == "sunken"


def test_blinks_come_at_their_rate_and_a_replay_blinks_alike() -> None:
    def times(seed: str) -> list[int]:
        blinks, out = Blinks(seed), []
        for time_us in range(0, 300_000_000, 50_000):
            later = blinks.at(time_us, 20)
            if later.count != blinks.count:
                out.append(time_us)
            blinks = later
        return out

    assert times("npc") == times("npc") != times("other")
    assert 60 <= len(times("npc")) <= 160  # five minutes at 20 a minute
    gaps = np.diff(times("npc"))
    assert gaps.min() >= 0.3 * 3_000_000 - 1
    assert gaps.std() > 500_000


def test_voice_tone_is_ready_ssml() -> None:
    tone = settled(Target("npc", "vrm", role="counterpart"), feeling(sadness=0.9)).tone
    assert re.fullmatch(r'rate="\d+%" pitch="[+-]\d+%" volume="[+-][\d.]+dB"', tone.ssml)
    spoken = Xml.fromstring(f"<speak>{tone.ssml_template.format(text='Take your time.')}</speak>")
    assert [part.tag for part in spoken] == ["break", "prosody"]
    assert spoken[1].text == "Take your time."
    assert 0.5 <= tone.rate <= 2
    assert 0 < tone.pause_s <= 3


def test_every_posture_is_small_enough_to_add_to_an_idle_animation() -> None:
    turns = [abs(angle) for bones in postures().values() for angles in bones.values() for angle in angles]
    assert max(turns) <= 12
    forward = Posture(postures()["sunken"], 0).bones()[0]
    assert forward.x < 0  # facing -Z, leaning forward turns about X the negative way


@pytest.mark.parametrize(
    "bad",
    [
        Target("x", "ghost"),
        Target("x", "custom"),
        Target("x", "vrm", role="king"),
        Target("x", "vrm", style="loud"),
        Target("x", "vrm", intensity=3.0),
    ],
)
def test_what_cannot_be_advised_says_what_to_do(bad: Target) -> None:
    with pytest.raises(BadDeclaration, match=r"use|must|say|role|style"):
        AvatarAdvisor([bad])
