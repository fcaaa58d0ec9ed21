"""A tenant's secrets: made, shown once, found again by their keyed hash, rotated with grace."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from app.core.credentials import Credential, CredentialKind
from app.core.secrets import keyed_hash, prefix_of, same
from app.flows.services import Services
from app.repositories.errors import StoreError
from app.repositories.ports import UnitOfWork

# So that somebody who finds a secret sees what it opens.
MARKS = {CredentialKind.API_KEY: "ak_", CredentialKind.OWNER_TOKEN: "ow_", CredentialKind.WIDGET_TOKEN: "wt_"}
LAST_USED_GRAIN = timedelta(minutes=5)


def issue(
    unit: UnitOfWork, services: Services, business_id: str, kind: CredentialKind, secret: str | None = None
) -> str:
    """Store a new secret's hash and return the secret: the only time it can be seen."""
    secret = secret or f"{MARKS[kind]}{services.new_token()}"
    unit.credentials.add(
        business_id,
        Credential(
            id=services.new_id(),
            business_id=business_id,
            kind=kind,
            secret_hash=keyed_hash(secret, services.keys.of(unit)),
            prefix=prefix_of(secret),
            created_at=services.clock.now(),
        ),
    )
    return secret


def rotate(
    unit: UnitOfWork,
    services: Services,
    business_id: str,
    kind: CredentialKind,
    grace_minutes: int = 0,
    secret: str | None = None,
) -> str:
    """A new secret; the ones before stop now, or after `grace_minutes`, unless they stop sooner anyway."""
    until = services.clock.now() + timedelta(minutes=grace_minutes)
    for credential in unit.credentials.of(business_id):
        if credential.kind is kind and (credential.expires_at is None or credential.expires_at > until):
            unit.credentials.save(business_id, replace(credential, expires_at=until))
    return issue(unit, services, business_id, kind, secret)


def current(unit: UnitOfWork, business_id: str, kind: CredentialKind) -> Credential | None:
    """The newest one of that kind, whether it still works or not."""
    return next((one for one in reversed(unit.credentials.of(business_id)) if one.kind is kind), None)


def known(unit: UnitOfWork, services: Services, secret: str) -> Credential | None:
    """Whose secret this is or was, whether it still works or not."""
    return unit.credentials.by_hash(keyed_hash(secret, services.keys.of(unit)))


def find(unit: UnitOfWork, services: Services, secret: str, kind: CredentialKind) -> Credential | None:
    """Whose secret this is, None where it is nobody's, of another kind, or has stopped working."""
    secret_hash = keyed_hash(secret, services.keys.of(unit))
    credential = unit.credentials.by_hash(secret_hash)
    if credential is None or credential.kind is not kind or not same(credential.secret_hash, secret_hash):
        return None
    return None if _stopped(credential, services.clock.now()) else credential


def note_use(services: Services, credential: Credential) -> None:
    """Remember when it was used last, to a few minutes; a busy store is no reason to refuse the caller."""
    now = services.clock.now()
    if credential.last_used_at is not None and now - credential.last_used_at < LAST_USED_GRAIN:
        return
    try:
        with services.store.unit_of_work() as unit:
            unit.credentials.save(credential.business_id, replace(credential, last_used_at=now))
            unit.commit()
    except StoreError:
        return


def _stopped(credential: Credential, now: datetime) -> bool:
    return credential.expires_at is not None and credential.expires_at <= now
