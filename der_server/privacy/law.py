"""The legal gate: what may be read of whom, where and why, by the table `law.toml`. Help, not legal advice."""

import itertools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache, reduce
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from der_server.faults import Unlawful
from der_server.labels import DOMAINS, MODALITIES
from der_server.privacy.consent import USES

SUBJECT_ROLES = ("private", "customer", "staff", "student", "patient", "player")
AGES = ("adult", "teen", "child")
PURPOSES = ("interaction", "medical", "safety", "self_training", "research")


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says of a visit: operator, token or client. Empty = nothing."""

    scenario: str = ""
    subject_role: str = ""
    jurisdiction: str = ""
    age_class: str = ""


NOTHING = Said()
"""Where a side has no word."""


@dataclass(frozen=True, slots=True)
class Context(Said):
    """Where, for whom and why emotion is read, as the client says. scenario: one of `labels.DOMAINS`."""

    scenario: str = "general"
    purpose: str = "interaction"


class Rule(BaseModel):
    """One rule of the table: where it holds, and what it does there. Empty conditions hold everywhere.

    bars: modalities not to be read; strikes: uses not open; releases: modalities whose consent must be a written
    release; opened: purpose -> areas it opens again; keep_days: how long anything may be kept.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: str
    says: str
    source: str
    read: str
    checked: date
    places: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    opened: Mapping[str, frozenset[str]] = {}
    bars: frozenset[str] = frozenset()
    strikes: frozenset[str] = frozenset()
    releases: frozenset[str] = frozenset()
    keep_days: Annotated[int, Field(ge=1)] | None = None

    def holds(self, place: str, area: str, purpose: str, age: str) -> bool:
        """Whether it holds; place empty = not known to the table."""
        if area in self.opened.get(purpose, ()) or (place and self.places and place not in self.places):
            return False
        asked = ((self.areas, area), (self.purposes, purpose), (self.ages, age))
        return all(not named or value in named for named, value in asked)

    def __hash__(self) -> int:
        return hash(self.reason)


class Purposes(BaseModel):
    """Purposes that need the operator's word."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    attested: frozenset[str]


class Law(BaseModel):
    """The table. areas: scenario -> role -> `work`, `education` or `free`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    areas: Mapping[str, Mapping[str, Literal["work", "education", "free"]]]
    purposes: Purposes
    rules: tuple[Rule, ...]

    def place(self, jurisdiction: str) -> str:
        """The table's own name of a place, of its country where only that is known; empty = not known."""
        known = frozenset().union(*(rule.places for rule in self.rules))
        name = jurisdiction.strip().upper()
        return next((p for p in (name, name.partition("-")[0]) if p in known), "")

    def rules_for(self, case: Context) -> tuple[Rule, ...]:
        """The rules that hold; the purpose is taken as attested."""
        area = self.areas[case.scenario][case.subject_role]
        place = self.place(case.jurisdiction)
        return tuple(r for r in self.rules if r.holds(place, area, case.purpose, case.age_class))


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the law leaves of a person's consent. purpose: the one in force; unattested: one that was said in vain."""

    rules: tuple[Rule, ...] = ()
    purpose: str = "interaction"
    unattested: str = ""

    def bars(self, modality: str) -> Rule | None:
        """The rule by which a modality must not be read; None where it may."""
        return next((rule for rule in self.rules if modality in rule.bars), None)

    def strikes(self, use: str) -> Rule | None:
        """The rule by which a use is not open; None where it is."""
        return next((rule for rule in self.rules if use in rule.strikes), None)

    def asks_release(self, modality: str) -> Rule | None:
        """The rule by which consent to a modality must be a written release; None where any will do."""
        return next((rule for rule in self.rules if modality in rule.releases), None)

    @property
    def barred(self) -> frozenset[str]:
        """Modalities that must not be read."""
        return frozenset(filter(self.bars, MODALITIES))

    @property
    def releases(self) -> frozenset[str]:
        """Modalities whose consent must be a written release."""
        return frozenset(filter(self.asks_release, MODALITIES))

    @property
    def self_only(self) -> bool:
        """Whether the results are for the person alone."""
        return any(rule.reason == "SELF_ONLY" for rule in self.rules)

    @property
    def keep_days(self) -> int | None:
        """How long after the last visit anything may be kept; None = no rule says."""
        return min((rule.keep_days for rule in self.rules if rule.keep_days is not None), default=None)

    def check(self, declared: Iterable[str], consented: Iterable[str]) -> None:
        """Raises Unlawful where a declared source must not be read, or nothing the person consented to may be."""
        wanted = frozenset(consented)
        nothing_left = wanted if wanted <= self.barred else ()
        wrong = sorted(self.barred.intersection(declared) or nothing_left)
        if wrong:
            raise self.fault(wrong[0])

    def fault(self, modality: str) -> Unlawful:
        """The error that says why a modality must not be read."""
        rule = self.bars(modality)
        if rule is None:
            raise ValueError(modality)
        said = f" The operator does not attest the purpose {self.unattested} here." if self.unattested else ""
        return Unlawful(f"{rule.says}{said}", reason=rule.reason)

    def stricter(self, other: "Ruling") -> "Ruling":
        """Both at once, for one purpose. Raises Unlawful where the other is for another."""
        if other.purpose != self.purpose:
            raise Unlawful(
                f"The purpose would be {other.purpose} there, not {self.purpose}, by what the operator attests: "
                "begin another session for it.",
                reason="NOT_ATTESTED",
            )
        return self.joined(other)

    def joined(self, other: "Ruling") -> "Ruling":
        """Both at once; for `interaction` where they are for two purposes."""
        rules = tuple(dict.fromkeys((*self.rules, *other.rules)))
        both = self.purpose == other.purpose
        return Ruling(rules, self.purpose if both else "interaction", self.unattested or other.unattested)


def free(scenario: str) -> Ruling:
    """Nothing is forbidden: for visits outside a house, such as those of a simulation."""
    return Ruling()


@cache
def shipped_law() -> Law:
    """The table of this release, checked against the words of the house."""
    law = Law(**tomllib.loads(files("der_server.privacy").joinpath("law.toml").read_text("utf-8")))
    wrong = set(law.areas) ^ set(DOMAINS)
    for roles in law.areas.values():
        wrong |= set(roles) ^ {"", *SUBJECT_ROLES}
    for rule in law.rules:
        wrong |= (rule.bars | rule.releases) - set(MODALITIES) | rule.strikes - set(USES)
        wrong |= (rule.purposes | set(rule.opened)) - set(PURPOSES) | rule.ages - {"", *AGES}
    if wrong:
        raise ValueError(f"law.toml holds words that are not known, or lacks some: {sorted(wrong)}")
    return law


@dataclass(frozen=True)
class Gate:
    """Decides. operator: what the operator says of every visit; attested: scenario -> purposes they answer for."""

    operator: Said = field(default_factory=lambda: Said(jurisdiction="EU"))
    attested: Mapping[str, frozenset[str]] = field(default_factory=dict)
    law: Law = field(default_factory=shipped_law)

    def ruling(self, context: Context, token: Said = NOTHING) -> Ruling:
        """The strictest reading of what operator, token and client say: every combination of it counts."""
        sides = (self.operator, token, context)
        names = [part.name for part in fields(Said)]
        said = ({getattr(side, name) for side in sides} for name in names)
        readings = itertools.product(*((values - {""}) or {""} for values in said))
        cases = (replace(context, **dict(zip(names, reading, strict=True))) for reading in readings)
        return reduce(Ruling.joined, map(self._one, cases))

    def _one(self, case: Context) -> Ruling:
        needs = case.purpose in self.law.purposes.attested
        if needs and case.purpose not in self.attested.get(case.scenario, ()):
            return Ruling(self.law.rules_for(replace(case, purpose="interaction")), "interaction", case.purpose)
        return Ruling(self.law.rules_for(case), case.purpose)
