"""Sealing bytes: AES-256-GCM (NIST SP 800-38D) with a random nonce, and names of people as keyed hashes."""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from der_server.privacy.kept import Who

KEY_BYTES = 32
NONCE_BYTES = 12
"""Random nonces of 96 bits are safe for 2^32 messages under one key (SP 800-38D, 8.3); a person has far fewer."""


class Damaged(Exception):
    """Sealed bytes do not open: another key, another purpose, or changed bytes."""


def new_key() -> bytes:
    """A random key."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """Nonce, then ciphertext and tag. It opens only together with the same `bound_to`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Raises Damaged."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError):
        raise Damaged from None


def alias(pepper: bytes, who: Who) -> str:
    """What stands for a person: HMAC-SHA-256 over tenant and id, so that two tenants' people never meet. Hex."""
    tenant = who.tenant.encode()
    message = len(tenant).to_bytes(4, "big") + tenant + who.person_id.encode()
    return hmac.new(pepper, message, hashlib.sha256).hexdigest()
