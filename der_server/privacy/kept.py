"""What may be kept of a person between visits, in values that every room may hold; `store` keeps them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from der_server.privacy.consent import Grant

DAY_S = 86_400.0
KINDS = ("consent", "baseline", "adaptation", "history")
"""What is kept, by kind; each has its own retention."""


@dataclass(frozen=True, slots=True)
class Who:
    """A person: whose people they belong to, and their opaque id."""

    tenant: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Keep:
    """How long each kind is kept after its last change, seconds."""

    consent_s: float = 1095 * DAY_S
    baseline_s: float = 180 * DAY_S
    adaptation_s: float = 180 * DAY_S
    history_s: float = DAY_S

    def of(self, kind: str) -> float:
        """Seconds."""
        return float(getattr(self, f"{kind}_s"))


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a session knows a person's consent and erasure; another mark means that something changed since.

    consent_version grows with every change of consent; granted_version is that of the last SetConsent; erasure names
    the last erasure, empty = none lately.
    """

    consent_version: int = 0
    granted_version: int = 0
    erasure: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person as a visit begins. standing: the consent they set, None = they set none; kept: what
    their last visit left, as `Visit.recollect` takes it."""

    mark: Mark = Mark()
    standing: tuple[Grant, ...] | None = None
    kept: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that is kept, as JSON can say it. slot: 0, or a history's first moment in unix milliseconds. Times
    are unix seconds."""

    kind: str
    slot: int
    content: Any
    update_s: float
    expire_s: float


Wants = Callable[[tuple[Grant, ...] | None], bool]
"""Whether what a person left may be read, by what they consented to for all visits (None = they set nothing)."""


def nothing(standing: tuple[Grant, ...] | None) -> bool:
    """It may not."""
    return False


def standing_of(records: Iterable[Record]) -> tuple[Grant, ...] | None:
    """The consent among a person's records; None where they set none."""
    for record in records:
        if record.kind == "consent":
            return tuple(grant_from(values) for values in record.content)
    return None


def kept_of(records: Iterable[Record]) -> dict[str, Any]:
    """What the last visit left, among a person's records."""
    kept: dict[str, Any] = {}
    for record in records:
        if record.kind == "baseline":
            kept["baselines"] = record.content
        elif record.kind == "adaptation":
            kept |= record.content
    return {"baselines": {}, **kept} if kept else {}


def merged(stored: Mapping[str, Any], mine: Mapping[str, Any]) -> dict[str, Any]:
    """Baselines by device: of two visits at once, the one that changed a device last has the word on it."""
    out = dict(stored)
    for device, baseline in mine.items():
        before = out.get(device)
        if before is None or baseline.get("updated_s", 0) >= before.get("updated_s", 0):
            out[device] = baseline
    return out


def less(grants: Iterable[Grant], withdrawn: frozenset[tuple[str, str]]) -> tuple[Grant, ...]:
    """Grants after a withdrawal of modalities and uses, in pairs."""
    left = (replace(g, uses=frozenset(use for use in g.uses if (g.modality, use) not in withdrawn)) for g in grants)
    return tuple(grant for grant in left if grant.uses)


def grant_values(grant: Grant) -> dict[str, Any]:
    """A grant as JSON can say it."""
    return {**asdict(grant), "uses": sorted(grant.uses)}


def grant_from(values: Mapping[str, Any]) -> Grant:
    """The grant again. What this release does not know of it is left out."""
    known = {part.name for part in fields(Grant)}
    said = {name: value for name, value in values.items() if name in known}
    return Grant(**{**said, "uses": frozenset(said["uses"])})
