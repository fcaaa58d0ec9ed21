"""Opaque identifiers: sortable by creation time, and random where they open something."""

from __future__ import annotations

import secrets

from uuid_utils import uuid7


def new_id() -> str:
    """32 hexadecimal characters, sortable by creation time."""
    return uuid7().hex


def new_secret_id() -> str:
    """As `new_id`, with 128 random bits more: for ids that by themselves open a conversation."""
    return f"{uuid7().hex}{secrets.token_hex(16)}"
