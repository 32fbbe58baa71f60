"""A short name for a set of features, so that a model trained on others is noticed and refused."""

import hashlib


def spec_hash(*parts: object) -> str:
    """12 hex digits over the constants that shape a feature vector (names, windows, rates), in order."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]
