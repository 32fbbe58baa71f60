"""Words that are read while a state is being made make the next one due at once."""

import time

import numpy as np
import pytest

from der_server.labels import EMOTIONS
from der_server.models.expert import Estimate
from der_server.models.lineup import load_lineup
from der_server.privacy.consent import Grant
from der_server.session.arrival import Arrival, TextPiece
from der_server.session.start import Start
from der_server.session.visit import Visit

pytestmark = pytest.mark.model


def test_words_read_during_a_step_are_told_at_once() -> None:
    lineup = load_lineup()
    assert lineup.text is not None
    start = Start(grants=(Grant("text", frozenset({"infer"})),), notice_version_shown="1")
    visit = Visit(start, lineup.bundles, "1", time.time)
    visit.absorb(Arrival(received_ns=1, texts=(TextPiece(1_000_000, "So happy!", "en"),)), 0)
    assert visit.due(0) == "tick"
    visit.step(0)
    even = np.full(len(EMOTIONS), -np.log(len(EMOTIONS)), np.float32)
    visit.read(lineup.text.bundle.card.name, visit.texts(), [Estimate(even, 1.0)])
    visit.conclude(None, "tick", 0)
    assert visit.due(0) == "text"
    visit.step(0)
    assert visit.conclude(None, "text", 0).trigger == "text"
    assert visit.due(0) == ""
