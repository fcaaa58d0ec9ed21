"""Secrets of a tenant, kept only as keyed hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CredentialKind(StrEnum):
    API_KEY = "api_key"
    OWNER_TOKEN = "owner_token"
    WIDGET_TOKEN = "widget_token"


@dataclass(frozen=True, slots=True)
class Credential:
    """`expires_at` is set when the secret was rotated with grace. `prefix` is at most 8 characters."""

    id: str
    business_id: str
    kind: CredentialKind
    secret_hash: str
    prefix: str
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
