"""Enum values to the house's words and back: the names of the enums are the words, so one rule does it."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from der_server.advice.packs import INTENTS
from der_server.emotion.calm import VERDICTS
from der_server.labels import BEHAVIOURS, DOMAINS, MODALITIES
from der_server.privacy.consent import USES
from der_server.privacy.law import AGES, PURPOSES, SUBJECT_ROLES
from der_server.v1 import advice_pb2, emotion_pb2, session_pb2, signals_pb2


class Enum(Protocol):
    """What a generated enum offers."""

    def items(self) -> Iterable[tuple[str, int]]: ...


class Words:
    """One enum's words. `word(value)` is empty for unspecified and for values this build does not know."""

    def __init__(self, enum: Enum, prefix: str, known: Sequence[str] | None = None) -> None:
        pairs = [(name.removeprefix(prefix).lower(), number) for name, number in enum.items()]
        self._words = {number: word for word, number in pairs if number}
        self._values = {word: number for number, word in self._words.items()}
        if known is not None and set(known) != set(self._values):
            raise ValueError(f"{prefix}* and the house's words differ: {set(known) ^ set(self._values)}")

    def word(self, value: int) -> str:
        return self._words.get(value, "")

    def value(self, word: str) -> int:
        return self._values.get(word, 0)


MODALITY = Words(signals_pb2.Modality, "MODALITY_", MODALITIES)
BEHAVIOUR = Words(signals_pb2.BehaviourKind, "BEHAVIOUR_KIND_", BEHAVIOURS)
USE = Words(session_pb2.Use, "USE_", USES)
SCENARIO = Words(session_pb2.Scenario, "SCENARIO_", DOMAINS)
SUBJECT_ROLE = Words(session_pb2.SubjectRole, "SUBJECT_ROLE_", SUBJECT_ROLES)
AGE_CLASS = Words(session_pb2.AgeClass, "AGE_CLASS_", AGES)
PURPOSE = Words(session_pb2.Purpose, "PURPOSE_", PURPOSES)
ENCODING = Words(session_pb2.VoiceEncoding, "VOICE_ENCODING_")
INTENT = Words(session_pb2.PlotIntent, "PLOT_INTENT_", INTENTS)
MODEL_CHOICE = Words(session_pb2.ModelChoice, "MODEL_CHOICE_")
ROLE = Words(advice_pb2.TargetRole, "TARGET_ROLE_")
STYLE = Words(advice_pb2.TargetStyle, "TARGET_STYLE_")
VERDICT = Words(session_pb2.Verdict, "VERDICT_")
FEEDBACK_SOURCE = Words(session_pb2.FeedbackSource, "FEEDBACK_SOURCE_")
CALIBRATION = Words(session_pb2.CalibrationVerdict, "CALIBRATION_VERDICT_", VERDICTS)
OVERRIDE = Words(advice_pb2.RegionOverride, "REGION_OVERRIDE_")
TRIGGER = Words(emotion_pb2.Trigger, "TRIGGER_")
TRANSITION = Words(emotion_pb2.TransitionKind, "TRANSITION_KIND_")
