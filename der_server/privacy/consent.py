"""Consent: per modality and use, with an expiry; taken back at any time, never silently given again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from der_server.labels import MODALITIES

USES = ("infer", "adapt", "store", "share_pair", "watch", "record")
"""What consented data may be used for, in wire order."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Consent for one modality. expire_s: unix seconds; None = with the session."""

    modality: str
    uses: frozenset[str]
    expire_s: float | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """What one person allows in one visit. What is withdrawn stays withdrawn, also over a resume. standing: what they
    set for all visits, which a visit never exceeds; None = they set nothing."""

    grants: tuple[Grant, ...] = ()
    withdrawn: frozenset[tuple[str, str]] = frozenset()
    standing: tuple[Grant, ...] | None = None

    def allows(self, modality: str, use: str, now_s: float) -> bool:
        """Whether `use` of `modality` is allowed at unix time `now_s`."""
        if (modality, use) in self.withdrawn:
            return False
        return all(
            any(
                grant.modality == modality
                and use in grant.uses
                and (grant.expire_s is None or now_s < grant.expire_s)
                for grant in grants
            )
            for grants in self.layers
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
                out.append(Grant(modality, uses, min(ends_s, default=None)))
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
