"""The profile store: people's data between visits, sealed, in SQLite or PostgreSQL. Loaded where it is set up."""

from der_server.privacy.store.store import Store
from der_server.privacy.store.vault import Vault

__all__ = ["Store", "Vault"]
