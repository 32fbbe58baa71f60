"""Flicker, reversals and reaction, counted on sequences made by hand and on a performance."""

import pytest

from der_server.advice.packs import FALLBACK
from der_server.advice.steadiness import Said, steadiness
from der_server.cli.steady import measure

pytestmark = pytest.mark.unit


def said(*rows: tuple[float, str, bool]) -> list[Said]:
    return [Said(*row) for row in rows]


def test_changes_reversals_and_reaction_are_counted() -> None:
    found = steadiness(
        [
            said(
                (0, FALLBACK, False),
                (10, FALLBACK, True),
                (12, "help", True),
                (15, FALLBACK, True),
                (30, FALLBACK, False),
                (40, FALLBACK, True),
                (50, FALLBACK, False),
                (60, FALLBACK, False),
            )
        ]
    )
    assert found.seconds == 60
    assert found.flicker_per_min == 2
    assert found.reversal_share == 0.5
    assert (found.stretches, found.answered, found.reaction_s) == (2, 1, 2.0)


def test_nothing_to_measure_is_no_number() -> None:
    found = steadiness([[]])
    assert (found.seconds, found.flicker_per_min, found.stretches) == (0, 0, 0)
    assert found.reaction_s is None


@pytest.mark.wire
@pytest.mark.model
async def test_a_performance_is_answered_soon_and_without_flicker() -> None:
    found = await measure([], "general")
    assert found.seconds > 40
    assert found.answered >= 1
    assert found.flicker_per_min < 30
    assert found.reversal_share < 0.35
    assert found.reaction_s is not None
    assert found.reaction_s < 4
