"""`der law` shows the table and explains one decision."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from der_server.cli import app

pytestmark = pytest.mark.unit


def told(*words: str) -> str:
    done = CliRunner().invoke(app, ["law", *words])
    assert done.exit_code == 0, done.output
    return done.output


def answer(*words: str) -> Any:
    return json.loads(told(*words, "--json"))


def test_a_decision_is_explained_with_its_source_and_date() -> None:
    said = told("--scenario", "meeting", "--role", "staff")
    assert "must not be read: face, body, voice, behaviour" in said
    assert "Regulation (EU) 2024/1689, Art. 5(1)(f)" in said
    assert "checked 2026-11-23" in said


def test_only_an_attested_purpose_opens_a_clinic_to_its_staff() -> None:
    asked = ("--scenario", "clinic", "--role", "staff", "--purpose", "medical")
    vain, opened = answer(*asked), answer(*asked, "--attest")
    assert (vain["read"], vain["purpose_in_force"]) == (["text"], "interaction")
    assert (len(opened["read"]), opened["purpose_in_force"]) == (5, "medical")
    assert [rule["reason"] for rule in vain["rules"]] == ["AI_ACT_5_1_F", "NOT_ADULT"]


def test_the_table_is_that_of_the_page_on_privacy() -> None:
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs/privacy.md").read_text("utf-8")
    for scenario, roles in answer()["read"].items():
        row = next(line for line in page.splitlines() if line.startswith("|") and f"`{scenario.upper()}`" in line)
        assert [cell.strip() for cell in row.split("|")[2:-1]] == list(roles.values()), scenario


def test_a_word_that_is_not_known_is_said() -> None:
    done = CliRunner().invoke(app, ["law", "--role", "king"])
    assert done.exit_code == 1
    assert "--role 'king' is none of private, customer" in done.output
