"""`der advise` and `der domains` say the decision with its reasons, and the problems with their lines."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from der_server.cli import app
from der_server.labels import DOMAINS

pytestmark = pytest.mark.unit
SHIPPED = Path(__file__).parents[2] / "der_server/advice/domains"


def der(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_advice_comes_with_the_way_reasons_and_utilities() -> None:
    said = json.loads(
        der("advise", "--domain", "classroom", "--state", "confusion=0.8", "--seconds", "30", "--json").stdout
    )
    assert [step["strategy"] for step in said["way"]][:3] == ["good_manners", "explain_again", "give_example"]
    assert said["reasons"] == ["confusion"]
    assert said["considered"][0]["utility"] > said["considered"][-1]["utility"]
    words = der("advise", "--domain", "clinic", "--state", "anxiety: 0.8", "--language", "zh")
    assert words.exit_code == 0
    assert "because of" in words.stdout
    assert "您" in words.stdout


def test_unknown_is_good_manners_and_words_open_the_safety_path() -> None:
    assert json.loads(der("advise", "--state", "unknown, anger=0.4", "--json").stdout)["strategy"] == "good_manners"
    called = der("advise", "--domain", "clinic", "--text", "I want to die")
    assert "A human must look now" in called.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--state", "sorow=0.5"), "is not a state"),
        (("--state", "joy=2"), "is not a state"),
        (("--domain", "zoo"), "no domain 'zoo'"),
        (("--intent", "explode"), "raise, ease"),
    ],
)
def test_what_cannot_be_advised_is_one_sentence(arguments: tuple[str, ...], told: str) -> None:
    result = der("advise", *arguments)
    assert result.exit_code == 1
    assert told in result.stderr


def test_packs_are_listed_and_a_sound_one_passes() -> None:
    assert set(json.loads(der("domains", "list", "--json").stdout)) == set(DOMAINS)
    fine = der("domains", "check", str(SHIPPED / "game.toml"))
    assert (fine.exit_code, "nothing is wrong" in fine.stdout) == (0, True)


def test_a_wrong_pack_is_told_by_line_and_fails(tmp_path: Path) -> None:
    text = (SHIPPED / "general.toml").read_text("utf-8").replace('pace = "slower"', 'pace = "slowly"', 1)
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    line = next(i for i, row in enumerate(text.splitlines(), 1) if "slowly" in row)
    told = der("domains", "check", str(path))
    assert told.exit_code == 1
    assert f"{path}:{line}: acknowledge_sadness pace" in told.stdout
    as_json = der("domains", "check", str(path), "--json")
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout)["problems"][0]["line"] == line
    gone = der("domains", "check", str(tmp_path / "none.toml"))
    assert gone.exit_code == 1
