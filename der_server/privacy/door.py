"""Who is calling. Every call has a principal: `local` on loopback, else the bearer of a token."""

from dataclasses import dataclass, field
from typing import Any

import jwt

from der_server.faults import NotAllowed, NotKnown
from der_server.labels import DOMAINS
from der_server.privacy.law import AGES, SUBJECT_ROLES, Said

ROLES = ("person", "watcher", "operator")
CLAIMS = {"scenario": DOMAINS, "subject_role": SUBJECT_ROLES, "jurisdiction": (), "age_class": AGES}
"""What a token may say of the law's questions, and the words it may use (empty: any)."""


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller. subject: opaque id; tenant: whose people they may meet; role: one of ROLES; said: what the token
    says of the law's questions."""

    subject: str
    tenant: str
    role: str
    said: Said = field(default=Said(), compare=False)

    def person(self, asked: str) -> str:
        """The person a session is for. Raises NotAllowed where it is somebody else's."""
        if not asked or asked == self.subject:
            return self.subject
        if self.role != "operator":
            raise NotAllowed(
                "A token of role `person` opens sessions for its own subject only: "
                "leave `person_id` empty, or use a token of role `operator`."
            )
        return asked

    def names(self, person_id: str) -> bool:
        """Whether a person has a name of their own: those an engine brings without one share its subject."""
        return self.role != "operator" or person_id != self.subject


LOCAL = Principal("local", "local", "operator")
"""The automatic principal on loopback: one engine process may bring several people."""


@dataclass(frozen=True, slots=True)
class Door:
    """Verifies bearer tokens. key None = no token is accepted."""

    key: str | bytes | None
    algorithm: str
    audience: str
    issuer: str | None
    open_on_loopback: bool

    def admit(self, authorization: str, *, from_loopback: bool) -> Principal:
        """The principal of a call. `authorization` is the metadata value, empty where there is none.

        Raises NotKnown. The message never repeats the token.
        """
        if not authorization:
            if from_loopback and self.open_on_loopback:
                return LOCAL
            raise NotKnown("Send metadata `authorization: Bearer <token>`.")
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token or self.key is None:
            raise NotKnown("Send `authorization: Bearer <token>` with a token this server was set up for.")
        return _principal(self._claims(token))

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            return jwt.decode(
                token,
                self.key or "",
                algorithms=[self.algorithm],
                audience=self.audience,
                issuer=self.issuer,
                options={"require": ["exp", "sub"]},
            )
        except jwt.ExpiredSignatureError:
            raise NotKnown("The token has expired: get a new one.") from None
        except jwt.PyJWTError as error:
            raise NotKnown(f"The token is not valid here ({type(error).__name__}).") from None


def _principal(claims: dict[str, Any]) -> Principal:
    role = claims.get("role", "person")
    tenant = claims.get("tenant", "default")
    if role not in ROLES or not isinstance(tenant, str):
        raise NotKnown(f"The token's `role` must be one of {', '.join(ROLES)}, its `tenant` a string.")
    return Principal(claims["sub"], tenant, role, _said(claims))


def _said(claims: dict[str, Any]) -> Said:
    """The legal claims. Raises NotKnown for a word that is not known: no guess is stricter than asking."""
    said = {name: claims.get(name, "") for name in CLAIMS}
    for name, known in CLAIMS.items():
        if not isinstance(said[name], str) or (known and said[name] and said[name] not in known):
            raise NotKnown(f"The token's `{name}` must be {'one of ' + ', '.join(known) if known else 'a string'}.")
    return Said(**said)
