"""What one visit may read: consent in force, the notice confirmed, and what the client muted."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from der_server.faults import OutOfOrder
from der_server.privacy.consent import Consent, Grant


class Permission:
    """One visit's. `wall_s` gives unix seconds, for the expiry of consent only."""

    def __init__(self, grants: Sequence[Grant], shown: str, notice_version: str, wall_s: Callable[[], float]) -> None:
        """shown: version of the notice the person has seen already; notice_version: the one in force."""
        self.consent = Consent(tuple(grants))
        self.muted: frozenset[str] = frozenset()
        self.awaiting_notice = shown != notice_version
        self._notice_version, self._wall_s = notice_version, wall_s
        self._known: tuple[Consent, float, frozenset[str]] = (self.consent, -math.inf, frozenset())  # until when

    def allowed(self) -> frozenset[str]:
        """Modalities with consent to be read, whether or not the notice was shown yet."""
        consent, until_s, modalities = self._known
        now_s = self._wall_s()
        if consent is not self.consent or now_s >= until_s:
            modalities = self.consent.readable(now_s)
            ends_s = [g.expire_s for g in self.consent.grants if g.expire_s is not None and g.expire_s > now_s]
            self._known = (self.consent, min(ends_s, default=math.inf), modalities)
        return modalities

    def readable(self) -> frozenset[str]:
        """Modalities that are read now."""
        return frozenset() if self.awaiting_notice else self.allowed() - self.muted

    def covers(self, use: str) -> bool:
        """Whether every modality that is read allows `use` too, now."""
        return self.consent.covers(use, self._wall_s())

    def watchable(self) -> bool:
        """Whether the person lets others watch."""
        return self.consent.watchable(self._wall_s())

    def notice_shown(self, version: str) -> None:
        """Inference starts here. Raises OutOfOrder for another notice than the one of `ready`."""
        if version != self._notice_version:
            raise OutOfOrder("`notice_version` is not the one of `ready`: show that notice, then confirm it.")
        self.awaiting_notice = False

    def withdraw(self, modalities: Sequence[str], uses: Sequence[str]) -> None:
        """Take consent back; see `Consent.without`."""
        self.consent = self.consent.without(modalities, uses)

    def mute(self, mute: Sequence[str], unmute: Sequence[str]) -> None:
        """Stop reading some modalities, read others again. Consent stays."""
        self.muted = (self.muted | frozenset(mute)) - frozenset(unmute)

    def recall(self, withdrawn: frozenset[tuple[str, str]], *, noticed: bool) -> None:
        """Go on from a cut visit. What was withdrawn stays withdrawn."""
        self.consent = replace(self.consent, withdrawn=withdrawn)
        self.awaiting_notice = self.awaiting_notice and not noticed
