"""Secrets at rest: keyed hashes, prefixes to show, comparisons whose time says nothing."""

from __future__ import annotations

import hashlib
import hmac

PREFIX_LENGTH = 8


def keyed_hash(secret: str, key: bytes) -> str:
    """64 hexadecimal characters; without the key nobody can tell which secret they stand for."""
    return hmac.new(key, secret.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def prefix_of(secret: str) -> str:
    """What may be shown of a secret in lists and logs."""
    return secret[:PREFIX_LENGTH]


def fingerprint_of(secret: str) -> str:
    """Names a secret that people choose themselves, without showing any of it."""
    return hashlib.sha256(secret.encode()).hexdigest()[:PREFIX_LENGTH]


def same(given: str, expected: str) -> bool:
    """Equal, in a time that tells neither where they differ nor how long they are."""
    return hmac.compare_digest(_digest(given), _digest(expected))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
