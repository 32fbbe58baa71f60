"""Body cues for social states, by rule: how much someone moves, slumps, leans, fidgets. Table: body.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from der_server.features.body import NAMES
from der_server.features.body_cues import CUES
from der_server.models.expert import Floats


@dataclass(frozen=True)
class Rule:
    """A cue: ramps over numbers i64[r] of NAMES, their ends f32[r], and whether the best one counts or all must."""

    cue: str
    numbers: tuple[int, ...]
    begin: Floats
    full: Floats
    any_will_do: bool

    def level(self, body: Floats) -> Floats:
        """f32[n] in 0..1 for input `"body"` f32[n, SIZE]; NaN where what it needs is not known."""
        ramps = np.clip((body[:, self.numbers] - self.begin) / (self.full - self.begin), 0, 1)
        known = body[:, [len(NAMES) + number % len(CUES) for number in self.numbers]] > 0
        if self.any_will_do:
            found = np.where(known, ramps, -1).max(1)
            return np.asarray(np.where(known.any(1), found, np.nan), np.float32)
        return np.asarray(np.where(known.all(1), ramps.prod(1), np.nan), np.float32)


@cache
def rules() -> tuple[Rule, ...]:
    """The rule table, read once."""
    raw = tomllib.loads(files("der_server.models").joinpath("body.toml").read_text(encoding="utf-8"))
    return tuple(_rule(cue, row) for cue, row in raw.items())


def _rule(cue: str, row: dict[str, list[dict[str, float | str]]]) -> Rule:
    ramps = row.get("best") or row["all"]
    return Rule(
        cue,
        tuple(NAMES.index(str(ramp["number"])) for ramp in ramps),
        np.array([ramp["from"] for ramp in ramps], np.float32),
        np.array([ramp["full"] for ramp in ramps], np.float32),
        "best" in row,
    )


def body_cues(body: Floats) -> list[dict[str, float]]:
    """For each row of input `"body"` f32[n, SIZE] its cues by name (`body.motion`, ...), each 0..1; unknown ones
    are absent."""
    levels = {f"body.{rule.cue}": rule.level(body).tolist() for rule in rules()}
    return [{cue: column[i] for cue, column in levels.items() if column[i] == column[i]} for i in range(len(body))]
