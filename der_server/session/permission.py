"""What one visit may read and use: consent in force, the law's ruling, the notice confirmed, and what is muted."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from der_server.faults import OutOfOrder
from der_server.labels import MODALITIES
from der_server.privacy.consent import USES, Consent, Grant, Occasion
from der_server.privacy.law import Rule, Ruling, free
from der_server.session.start import Start


class Permission:
    """One visit's. `wall_s` gives unix seconds, for the expiry of consent only."""

    def __init__(
        self, start: Start, notice_version: str, wall_s: Callable[[], float], law: Callable[[str], Ruling] = free
    ) -> None:
        """notice_version: the one in force; law: the ruling for a scenario.

        A grant under another version waits until the notice in force was shown.
        """
        self.consent = Consent(start.grants)
        self.muted: frozenset[str] = frozenset()
        outdated = any(grant.notice_version not in ("", notice_version) for grant in start.grants)
        self.awaiting_notice = start.notice_version_shown != notice_version or outdated
        self.ruling = law(start.context.scenario)
        self._law, self._notice_version, self._wall_s = law, notice_version, wall_s
        self._known: tuple[Consent, float, frozenset[str]] = (self.consent, -math.inf, frozenset())  # until when
        self._occur(start.context.scenario)

    def _occur(self, scenario: str) -> None:
        """Consent counts for this scenario and the ruling at hand from now on."""
        ruling = self.ruling
        occasion = Occasion(scenario, ruling.purpose, self._notice_version, ruling.releases, ruling.barred)
        self.consent = replace(self.consent, occasion=occasion)

    def allowed(self) -> frozenset[str]:
        """Modalities that consent and law let be read, whether or not the notice was shown yet."""
        consent, until_s, modalities = self._known
        now_s = self._wall_s()
        if consent is not self.consent or now_s >= until_s:
            modalities = self.consent.readable(now_s)
            grants = [grant for layer in self.consent.layers for grant in layer]
            ends_s = [g.expire_s for g in grants if g.expire_s is not None and g.expire_s > now_s]
            self._known = (self.consent, min(ends_s, default=math.inf), modalities)
        return modalities

    def readable(self) -> frozenset[str]:
        """Modalities that are read now."""
        return frozenset() if self.awaiting_notice else self.allowed() - self.muted

    def why_not(self, modality: str) -> str:
        """The reason a modality is not read: a name of ErrorReason less its prefix."""
        if rule := self.ruling.bars(modality):
            return rule.reason
        if self.awaiting_notice:
            return "AWAITING_NOTICE"
        rule = self.unreleased(modality)
        return rule.reason if rule else "NO_CONSENT"

    def unreleased(self, modality: str) -> Rule | None:
        """The rule by which consent to a modality must be a written release, where that is all it lacks."""
        anyhow = replace(self.consent, occasion=replace(self.consent.occasion, releases=frozenset()))
        now_s = self._wall_s()
        lacks = anyhow.allows(modality, "infer", now_s) and not self.consent.allows(modality, "infer", now_s)
        return self.ruling.asks_release(modality) if lacks else None

    def granted(self) -> frozenset[str]:
        """Modalities a grant names for `infer`, whether or not it counts here."""
        return frozenset(grant.modality for grant in self.consent.grants if "infer" in grant.uses)

    def covers(self, use: str) -> bool:
        """Whether the law lets what is read be put to `use`, and every modality that is read has consent for it."""
        return self.ruling.strikes(use) is None and self.consent.covers(use, self._wall_s())

    def watchable(self) -> bool:
        """Whether others may watch."""
        return self.covers("watch")

    def struck(self) -> dict[str, Rule]:
        """Uses the person consented to that the law does not open, each with its rule."""
        asked = frozenset().union(*(grant.uses for grant in self.consent.grants))
        rules = {use: self.ruling.strikes(use) for use in USES if use in asked}
        return {use: rule for use, rule in rules.items() if rule}

    def notice_shown(self, version: str) -> None:
        """Inference starts here. Raises OutOfOrder for another notice than the one of `ready`."""
        if version != self._notice_version:
            raise OutOfOrder("`notice_version` is not the one of `ready`: show that notice, then confirm it.")
        self.awaiting_notice = False

    def withdraw(self, modalities: Sequence[str], uses: Sequence[str]) -> None:
        """Take consent back; see `Consent.without`."""
        self.consent = self.consent.without(modalities, uses)

    def regrant(self, grants: Sequence[Grant]) -> None:
        """The person set consent anew, for this visit and all others: it replaces all that was said before."""
        self.consent = replace(self.consent, grants=tuple(grants), standing=tuple(grants), withdrawn=frozenset())

    def cap(self, grants: Sequence[Grant]) -> None:
        """The visit never has more consent than this, which the person set for all visits."""
        self.consent = replace(self.consent, standing=tuple(grants))

    def in_force(self) -> tuple[Grant, ...]:
        """What is allowed now, one grant for each modality."""
        return self.consent.in_force(self._wall_s())

    def move(self, scenario: str) -> list[str]:
        """Another scenario: what was forbidden stays so. Returns the modalities that are no longer read.

        Raises Unlawful, and then changes nothing, where nothing is left to read or the purpose would be another.
        """
        before = self.allowed()
        stricter = self.ruling.stricter(self._law(scenario))
        stricter.check((), before)
        self.ruling = stricter
        self._occur(scenario)
        return [m for m in MODALITIES if m in before - self.allowed()]

    def mute(self, mute: Sequence[str], unmute: Sequence[str]) -> None:
        """Stop reading some modalities, read others again. Consent stays."""
        self.muted = (self.muted | frozenset(mute)) - frozenset(unmute)

    def recall(
        self,
        withdrawn: frozenset[tuple[str, str]],
        ruling: Ruling,
        standing: tuple[Grant, ...] | None = None,
        *,
        noticed: bool,
    ) -> None:
        """Go on from a cut visit. What was withdrawn stays withdrawn, what was forbidden there stays forbidden, and
        what was set for all visits holds."""
        self.ruling = replace(self.ruling.joined(ruling), purpose=self.ruling.purpose)
        self._occur(self.consent.occasion.scenario)
        held = self.consent.standing if self.consent.standing is not None else standing
        self.consent = replace(self.consent, withdrawn=withdrawn, standing=held)
        self.awaiting_notice = self.awaiting_notice and not noticed
