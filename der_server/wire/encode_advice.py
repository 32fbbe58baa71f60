"""Encodes advice: one explicit function per message."""

from der_server.advice.advice import AvatarAdvice, BoneRotation, DialogueAdvice, Gaze, Space, VoiceTone
from der_server.v1 import advice_pb2
from der_server.wire import words


def encode_avatar(index: int, advice: AvatarAdvice) -> advice_pb2.AvatarAdvice:
    """What the target of this index should show."""
    override = {region: words.OVERRIDE.value(word) for region, word in advice.overrides.items()}
    return advice_pb2.AvatarAdvice(
        target_index=index,
        weights=advice.weights.tolist(),
        presets=[advice_pb2.PresetWeight(preset=p, weight=w) for p, w in advice.presets.items()],
        blend_s=advice.blend_s,
        gaze=advice.gaze.word,
        posture=advice.posture,
        gesture=advice.gesture,
        tone=_tone(advice.tone),
        bones=[_bone(bone) for bone in advice.bones],
        proxemics=None if advice.space is None else _space(advice.space),
        gaze_advice=_gaze(advice.gaze),
        **override,  # type: ignore[arg-type]  # the regions are the fields `mouth`, `eyes` and `brows`
    )


def _tone(tone: VoiceTone) -> advice_pb2.VoiceTone:
    return advice_pb2.VoiceTone(
        rate=tone.rate,
        pitch=tone.pitch,
        energy=tone.energy,
        pause_s=tone.pause_s,
        warmth=tone.warmth,
        ssml=tone.ssml,
        ssml_template=tone.ssml_template,
    )


def _bone(bone: BoneRotation) -> advice_pb2.BoneRotation:
    return advice_pb2.BoneRotation(bone=bone.bone, x=bone.x, y=bone.y, z=bone.z, w=bone.w)


def _space(space: Space) -> advice_pb2.Proxemics:
    return advice_pb2.Proxemics(distance_m=space.distance_m, step_m=space.step_m, turn_deg=space.turn_deg)


def _gaze(gaze: Gaze) -> advice_pb2.GazeAdvice:
    return advice_pb2.GazeAdvice(
        meet_share=gaze.meet_share,
        away_yaw_deg=gaze.away_yaw_deg,
        away_pitch_deg=gaze.away_pitch_deg,
        blink_in_s=gaze.blink_in_s,
        blink_s=gaze.blink_s,
    )


def encode_dialogue(advice: DialogueAdvice, *, full: bool) -> advice_pb2.DialogueAdvice:
    """How the dialogue should change. `full`: with every strategy that was weighed."""
    considered = advice.considered if full else ()
    return advice_pb2.DialogueAdvice(
        strategy=advice.strategy,
        domain=advice.domain,
        reasons=advice.reasons,
        tone=advice.tone,
        pace=advice.pace,
        actions=advice.actions,
        wording=advice.wording,
        language=advice.language,
        dwell_s=advice.dwell_s,
        cooldown_s=advice.cooldown_s,
        llm_context=advice.llm_context,
        needs_human=advice.safety,
        changed=advice.changed,
        polite_wording=advice.polite,
        escalation=advice.escalation,
        avoid=advice.avoid,
        source=advice.source,
        max_words=advice.max_words,
        considered=[
            advice_pb2.StrategyUtility(strategy=c.strategy, utility=c.utility, closed=c.closed) for c in considered
        ],
    )
