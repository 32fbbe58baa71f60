"""Consent: per modality and use, with an expiry; taken back at any time, never silently given again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from der_server.labels import MODALITIES

USES = ("infer", "adapt", "store", "share_pair", "watch", "record")
"""What consented data may be used for, in wire order."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What consent is needed for; empty = any. releases: modalities that need a written release, which is a grant
    with the version of the notice in force; barred: modalities that no consent opens."""

    scenario: str = ""
    purpose: str = ""
    notice_version: str = ""
    releases: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grant:
    """Consent for one modality. expire_s: unix seconds; None = with the session. notice_version: of the notice the
    person saw, empty = consent was given elsewhere. scenario, purpose: the one it is for, empty = any."""

    modality: str
    uses: frozenset[str]
    expire_s: float | None = None
    notice_version: str = ""
    scenario: str = ""
    purpose: str = ""

    def suits(self, occasion: Occasion) -> bool:
        """Whether it counts on such an occasion."""
        if self.modality in occasion.barred:
            return False
        if self.modality in occasion.releases and self.notice_version != occasion.notice_version:
            return False
        asked = ((self.scenario, occasion.scenario), (self.purpose, occasion.purpose))
        return all(not named or not wanted or named == wanted for named, wanted in asked)


@dataclass(frozen=True, slots=True)
class Consent:
    """What one person allows in one visit. What is withdrawn stays withdrawn, also over a resume. standing: what they
    set for all visits, which a visit never exceeds; None = they set nothing."""

    grants: tuple[Grant, ...] = ()
    withdrawn: frozenset[tuple[str, str]] = frozenset()
    standing: tuple[Grant, ...] | None = None
    occasion: Occasion = Occasion()

    def allows(self, modality: str, use: str, now_s: float) -> bool:
        """Whether `use` of `modality` is allowed at unix time `now_s`."""
        if (modality, use) in self.withdrawn:
            return False
        own = (self.grants, self.occasion)
        anyhow = (self.standing, replace(self.occasion, releases=frozenset()))  # a limit need not be a release
        return all(
            any(
                grant.modality == modality
                and use in grant.uses
                and (grant.expire_s is None or now_s < grant.expire_s)
                and grant.suits(occasion)
                for grant in grants
            )
            for grants, occasion in (own, anyhow)
            if grants is not None
        )

    @property
    def layers(self) -> tuple[tuple[Grant, ...], ...]:
        """Grants that must all allow a thing: the visit's own, and what the person set for all visits."""
        return (self.grants,) if self.standing is None else (self.grants, self.standing)

    def in_force(self, now_s: float) -> tuple[Grant, ...]:
        """What is allowed now, one grant for each modality, until the first of it ends."""
        out = []
        for modality in MODALITIES:
            uses = frozenset(use for use in USES if self.allows(modality, use, now_s))
            said = [g for grants in self.layers for g in grants if g.modality == modality and g.uses & uses]
            ends_s = [g.expire_s for g in said if g.expire_s is not None and g.expire_s > now_s]
            if uses:
                out.append(replace(said[0], uses=uses, expire_s=min(ends_s, default=None)))
        return tuple(out)

    def readable(self, now_s: float) -> frozenset[str]:
        """Modalities that may be read now."""
        return frozenset(m for m in MODALITIES if self.allows(m, "infer", now_s))

    def covers(self, use: str, now_s: float) -> bool:
        """Whether every modality that is read allows `use` too."""
        readable = self.readable(now_s)
        return bool(readable) and all(self.allows(m, use, now_s) for m in readable)

    def watchable(self, now_s: float) -> bool:
        """Whether others may watch: every modality that is read must allow it."""
        return self.covers("watch", now_s)

    def without(self, modalities: Iterable[str], uses: Iterable[str]) -> "Consent":
        """Consent after a withdrawal; no modalities = all of them, no uses = all of them."""
        taken = frozenset(
            (modality, use) for modality in (tuple(modalities) or MODALITIES) for use in (tuple(uses) or USES)
        )
        return replace(self, withdrawn=self.withdrawn | taken)
