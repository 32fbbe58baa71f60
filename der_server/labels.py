"""The words every room shares: emotions, social states, modalities and behaviours.

Deepest of all modules: it imports nothing. The order of each tuple is the order on the wire
(announced in `ready`), so a name is only ever appended.
"""

EMOTIONS = ("neutral", "joy", "sadness", "anger", "fear", "disgust", "surprise")
"""The seven basic labels (Ekman's six and neutral), in wire order. Probability vectors are f32[7] in it."""

SOCIAL = (
    "confusion",
    "frustration",
    "dissatisfaction",
    "anxiety",
    "boredom",
    "engagement",
    "stress",
)
"""Social states, each with its own fuzzy membership 0..1: they do not exclude one another."""

MODALITIES = ("face", "body", "voice", "text", "behaviour")
"""What a person can be read by. Consent is given per modality."""

DOMAINS = ("general", "customer_service", "meeting", "game", "classroom", "clinic")
"""Scenarios with a dialogue table of their own; `general` is the default."""

BEHAVIOURS = (
    "gaze_toward",  # value: seconds of dwell on the target
    "gaze_away",  # value: seconds looking away
    "approach",  # value: metres moved toward the target
    "withdraw",  # value: metres moved away from the target
    "nod",
    "head_shake",
    "gesture",  # value: size 0..1
    "idle",  # value: seconds without input
    "retry",  # the same step tried again
    "error",  # a step failed
    "success",  # a step done
    "help_request",
    "quit_attempt",
    "typing",  # value: characters per second
    "deleting",  # value: share of typed characters deleted, 0..1
)
"""Kinds of interaction event; `value` is 1 where no unit is given."""
