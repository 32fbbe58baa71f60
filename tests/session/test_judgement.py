"""What experts say becomes a state, whichever readings they bring."""

import numpy as np
import pytest

from der_server.models.bundle import Bundle, Card
from der_server.models.expert import Estimate
from der_server.session.judgement import Judgement, Talk

pytestmark = pytest.mark.unit


def test_whether_somebody_speaks_is_no_cue_of_feeling() -> None:
    card = Card("voice-stream", "voice_stream", "voice", "1", "permissive", trained=True, feature_spec="x")
    judgement = Judgement([Bundle(card, {}, "d")], [], Talk("general", "en"))
    even = np.full(7, -np.log(7), np.float32)
    judgement.hear("voice-stream", Estimate(even, 0.5, {"speech": 0.9, "voice.loud": 0.4}), 1_000_000)
    feeling, *_ = judgement.conclude(1_000_000, speaking=True, needs_human=False)
    assert feeling.cues.get("voice.loud", 0.0) == pytest.approx(0.4)
    assert "speech" not in feeling.cues


def test_the_heavy_voice_is_believed_while_its_word_is_fresh() -> None:
    stream = Card("voice-stream", "voice_stream", "voice", "1", "permissive", trained=True, feature_spec="x")
    heavy = Card("voice-heavy", "voice_heavy", "voice", "1", "permissive", trained=True, feature_spec="x")
    judgement = Judgement([Bundle(stream, {}, "s"), Bundle(heavy, {}, "h")], [], Talk("general", "en"))

    def heard(name: str, emotion: int, time_us: int) -> int:
        logs = np.full(7, np.log(0.01), np.float32)
        logs[emotion] = np.log(0.94)
        judgement.hear(name, Estimate(logs, 1.0), time_us)
        feeling, *_, index = judgement.conclude(time_us, speaking=True, needs_human=False)
        assert feeling.evidence["voice"].weight > 0
        return int(index)

    assert heard("voice-stream", 1, 1_000_000) == 0
    assert heard("voice-heavy", 2, 1_100_000) == 1
    assert heard("voice-stream", 1, 2_000_000) == 1
    assert heard("voice-stream", 1, 3_200_000) == 0  # the slow lane has fallen behind
