"""The tables. Persons are keyed hashes; what a record says is sealed."""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, LargeBinary, MetaData, String, Table

METADATA = MetaData()
ALIAS = String(64)

VAULT = Table(
    "vault",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key_id", String(64), nullable=False),
    Column("pepper", LargeBinary, nullable=False),
)
"""One row: which master key wraps the others, and the wrapped key of the hashes."""

PEOPLE = Table(
    "people",
    METADATA,
    Column("person", ALIAS, primary_key=True),
    Column("data_key", LargeBinary, nullable=False),
    Column("consent_version", Integer, nullable=False),
    Column("granted_version", Integer, nullable=False),
)
"""data_key: wrapped by the master key, bound to the person; without it their records are noise. consent_version grows
with every change of consent, granted_version is that of the last SetConsent."""

RECORDS = Table(
    "records",
    METADATA,
    Column("person", ALIAS, ForeignKey("people.person", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("slot", BigInteger, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("update_s", Float, nullable=False),
    Column("expire_s", Float, nullable=False, index=True),
)
"""body: sealed with the person's key, bound to person, kind and slot. slot: 0, or a history's first moment (unix
seconds). Times are unix seconds."""

ERASURES = Table(
    "erasures",
    METADATA,
    Column("person", ALIAS, primary_key=True),
    Column("token", String(32), nullable=False),
    Column("time_s", Float, nullable=False),
)
"""Who was erased within the last hour, so that a session that still lives elsewhere saves nothing of them."""
