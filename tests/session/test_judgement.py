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
