"""Encodes advice: one explicit function per message, each giving its fields by name."""

from typing import Any

from der_server.advice.advice import AvatarAdvice, BoneRotation, DialogueAdvice, Gaze, Space, VoiceTone
from der_server.v1 import advice_pb2
from der_server.wire import words

Fields = dict[str, Any]


def avatar_fields(index: int, advice: AvatarAdvice) -> Fields:
    """What the target of this index should show, an `AvatarAdvice`."""
    overrides = advice.overrides
    return {
        "target_index": index,
        "weights": advice.weights.tolist(),
        "presets": [{"preset": preset, "weight": weight} for preset, weight in advice.presets.items()],
        "blend_s": advice.blend_s,
        "gaze": advice.gaze.word,
        "posture": advice.posture,
        "gesture": advice.gesture,
        "tone": _tone(advice.tone),
        "bones": [_bone(bone) for bone in advice.bones],
        "proxemics": None if advice.space is None else _space(advice.space),
        "gaze_advice": _gaze(advice.gaze),
        "mouth": words.OVERRIDE.value(overrides["mouth"]),
        "eyes": words.OVERRIDE.value(overrides["eyes"]),
        "brows": words.OVERRIDE.value(overrides["brows"]),
    }


def _tone(tone: VoiceTone) -> Fields:
    return {
        "rate": tone.rate,
        "pitch": tone.pitch,
        "energy": tone.energy,
        "pause_s": tone.pause_s,
        "warmth": tone.warmth,
        "ssml": tone.ssml,
        "ssml_template": tone.ssml_template,
    }


def _bone(bone: BoneRotation) -> Fields:
    return {"bone": bone.bone, "x": bone.x, "y": bone.y, "z": bone.z, "w": bone.w}


def _space(space: Space) -> Fields:
    return {"distance_m": space.distance_m, "step_m": space.step_m, "turn_deg": space.turn_deg}


def _gaze(gaze: Gaze) -> Fields:
    return {
        "meet_share": gaze.meet_share,
        "away_yaw_deg": gaze.away_yaw_deg,
        "away_pitch_deg": gaze.away_pitch_deg,
        "blink_in_s": gaze.blink_in_s,
        "blink_s": gaze.blink_s,
    }


def encode_dialogue(advice: DialogueAdvice, *, full: bool) -> advice_pb2.DialogueAdvice:
    """How the dialogue should change. `full`: with every strategy that was weighed."""
    return advice_pb2.DialogueAdvice(**dialogue_fields(advice, full=full))


def dialogue_fields(advice: DialogueAdvice, *, full: bool) -> Fields:
    """See `encode_dialogue`."""
    considered = advice.considered if full else ()
    return {
        "strategy": advice.strategy,
        "domain": advice.domain,
        "reasons": advice.reasons,
        "tone": advice.tone,
        "pace": advice.pace,
        "actions": advice.actions,
        "wording": advice.wording,
        "language": advice.language,
        "dwell_s": advice.dwell_s,
        "cooldown_s": advice.cooldown_s,
        "llm_context": advice.llm_context,
        "needs_human": advice.safety,
        "changed": advice.changed,
        "polite_wording": advice.polite,
        "escalation": advice.escalation,
        "avoid": advice.avoid,
        "source": advice.source,
        "max_words": advice.max_words,
        "considered": [{"strategy": c.strategy, "utility": c.utility, "closed": c.closed} for c in considered],
    }
