"""A pack's problems come with their lines; packs of one's own are loaded or refused with words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from der_server.advice.check import load_packs, problems
from der_server.advice.lines import Lines
from der_server.advice.packs import shipped_packs
from der_server.faults import BadRequest
from der_server.labels import DOMAINS

pytestmark = pytest.mark.unit
DOMAIN_FILES = Path(__file__).parents[2] / "der_server/advice/domains"
SOUND = (DOMAIN_FILES / "general.toml").read_text("utf-8")


def line_of(text: str, words: str) -> int:
    """The first line that holds these words."""
    return next(i for i, row in enumerate(text.splitlines(), 1) if words in row)


def changed(before: str, after: str) -> str:
    assert before in SOUND
    return SOUND.replace(before, after, 1)


@pytest.mark.parametrize(
    ("before", "after", "at", "said"),
    [
        ('pace = "slower"', 'pace = "slowly"', 'pace = "slowly"', "acknowledge_sadness pace"),
        ('tone = "bright"', 'tone = "Bright!"', 'tone = "Bright!"', "share_joy tone"),
        ("sadness = 0.9", "sorrow = 0.9", "sorrow = 0.9", "no states sorrow"),
        ("dwell_s = 3.0", "dwel_s = 3.0", "dwel_s = 3.0", "share_joy dwel_s"),
        ('tone = "bright"\n', "", 'name = "share_joy"', "share_joy tone: Field required"),
        ("format = 1", "format = 2", "format = 2", "format"),
        ("joy = 0.8", "joy = 8", "joy = 8", "less than or equal to 2"),
        ("joy = {", "joi = {", "[states]", "no states joi"),
        ('name = "reassure"', 'name = "explain" # twin', "# twin", "the name is taken"),
        ('name = "good_manners"', 'name = "manners"', "# Dialogue", "must be named good_manners"),
        ('name = "explain"\n', 'name = "explain"\nafter = "nothing"\n', 'after = "nothing"', "no strategy nothing"),
        ("surprise = 0.7", "surprise = -0.7", "surprise = {", "no strategy answers surprise"),
        (
            'wording.en = ["That\'s good to see!", ',
            "wording.en = [",
            "Glad this is going well",
            "2 or more are needed",
        ),
        ("看到您高兴真好！", "Nice!", "Nice!", "not in this language"),
        ('["Please go on, I\'m listening."]', "[]", "polite.en = []", "1 or more are needed"),
        ("base = 0.0\nwhen = { surprise", "base = -1.9\nwhen = { surprise", 'pick_up_surprise"', "is never chosen"),
    ],
)
def test_each_problem_comes_with_its_line(before: str, after: str, at: str, said: str) -> None:
    text = changed(before, after)
    found = problems(text)
    assert any(said in message for _, message in found), found
    line = next(line for line, message in found if said in message)
    wanted = line_of(text, at)
    assert line in (wanted, wanted - 1), (found, wanted)  # a table's name stands under its header


def test_what_is_not_toml_is_told_with_its_line() -> None:
    text = changed("[states]", "[states")
    assert problems(text)[0][0] == line_of(text, "[states")


def test_several_problems_are_told_together() -> None:
    text = changed('pace = "slower"', 'pace = "x"').replace("cooldown_s = 8.0", "cooldown_s = -1")
    assert len(problems(text)) >= 3


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_key_of_every_pack_is_found_on_its_line(domain: str) -> None:
    text = (DOMAIN_FILES / f"{domain}.toml").read_text("utf-8")
    lines, rows = Lines(text), text.splitlines()
    for i, strategy in enumerate(shipped_packs()[domain].strategy):
        assert rows[lines.of(("strategy", i)) - 1] == "[[strategy]]"
        assert strategy.name in rows[lines.of(("strategy", i, "name")) - 1]
        assert rows[lines.of(("strategy", i, "wording", "zh")) - 1].startswith("wording.zh")
        assert lines.of(("strategy", i, "no such key")) == lines.of(("strategy", i))


@given(st.lists(st.sampled_from(["a", "b", "c"]), unique=True, min_size=1), st.integers(0, 3))
def test_lines_are_right_behind_values_of_several_lines(keys: list[str], gap: int) -> None:
    tricky = ['"""\nx = 1\n[y]\n"""', "[\n  1,\n  # z = 2\n  2,\n]", "3"]
    text, expected = "", {}
    for key, value in zip(keys, tricky, strict=False):
        text += "# note\n" * gap
        expected[key] = text.count("\n") + 1
        text += f"{key} = {value}\n"
    lines = Lines(text)
    assert {key: lines.of((key,)) for key in expected} == expected


def test_packs_of_ones_own_stand_beside_the_shipped_ones_or_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(changed('name = "general"', 'name = "museum"'), "utf-8")
    (tmp_path / "b.toml").write_text(changed("I'm listening.", "The guide is listening."), "utf-8")
    packs = load_packs(tmp_path)
    assert set(packs) == {*DOMAINS, "museum"}
    assert packs["general"].strategy[0].wording.en[0] == "The guide is listening."
    assert load_packs(None) == shipped_packs()


def test_a_wrong_pack_stops_the_server_with_file_and_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(changed('pace = "slower"', 'pace = "x"'), "utf-8")
    with pytest.raises(BadRequest, match=r"bad\.toml, line \d+: .*pace"):
        load_packs(tmp_path)
    with pytest.raises(BadRequest, match="no folder"):
        load_packs(tmp_path / "nowhere")
