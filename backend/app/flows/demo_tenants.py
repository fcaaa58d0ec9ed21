"""Two tenants to look at, each with a month behind it: made once, with secrets that stay the same."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from app.core.businesses import Business, Pause
from app.core.credentials import CredentialKind
from app.flows import credentials
from app.flows.audit import Who, note
from app.flows.demo_copy import copy_tenant
from app.flows.demo_month import Month
from app.flows.demo_scenes import StageClock
from app.flows.errors import Forbidden
from app.flows.services import Rehearsal, Services
from app.repositories.errors import DuplicateRecord
from app.repositories.ports import UnitOfWork

DEMO_TENANTS = ("demo_alpha", "demo_beta")
# Long before anything that is played.
BEGINNING = timedelta(days=600)
BY_ITSELF = Who("system:demo")


@dataclass(frozen=True, slots=True)
class DemoTenant:
    business: Business
    secrets: Mapping[CredentialKind, str]


def make_demo_tenants(services: Services, admin_key: str | None, who: Who = BY_ITSELF) -> tuple[DemoTenant, ...]:
    """Make those that are missing; the secrets of all, which are made from the admin key and so the same each time.

    Without one they are made from the deployment's own key, which nobody outside knows either.
    Raises `Forbidden` in production.
    """
    rehearsal = services.rehearsal
    if rehearsal is None:
        raise Forbidden("There are no demo tenants in production.")
    for business_id in DEMO_TENANTS:
        if not _is_there(services, business_id):
            _make(services, rehearsal, business_id, who)
    with services.store.unit_of_work() as unit:
        made = tuple(_open(unit, services, business_id, admin_key) for business_id in DEMO_TENANTS)
        unit.commit()
    return made


def secret_of(key: bytes, business_id: str, kind: CredentialKind) -> str:
    """Always the same of the same key, and nobody without it can tell."""
    made = hmac.new(key, f"demo tenant {business_id} {kind}".encode(), hashlib.sha256).hexdigest()
    return f"{credentials.MARKS[kind]}demo_{made[:40]}"


def _is_there(services: Services, business_id: str) -> bool:
    with services.store.unit_of_work(read_only=True) as unit:
        return unit.businesses.get(business_id) is not None


def _make(services: Services, rehearsal: Rehearsal, business_id: str, who: Who) -> None:
    """Played apart, in memory, and then stored at once: nobody ever sees half a month."""
    now = services.clock.now()
    script = rehearsal.script_of(business_id, now)
    clock = StageClock(now - BEGINNING)
    stage = rehearsal.services(clock)
    Month(stage, clock, script, now).play()
    # Where texts really leave the house, those of a tenant for show do not.
    script = replace(script, business=replace(script.business, pause=Pause(texts=not services.sms.immediate)))
    try:
        with stage.store.unit_of_work(read_only=True) as played, services.store.unit_of_work() as unit:
            copy_tenant(played, unit, script)
            note(unit, services, who, "demo_tenant.created", business_id, business_id)
            unit.commit()
    except DuplicateRecord:
        if not _is_there(services, business_id):  # another worker made it in the meantime, or there is another reason
            raise


def _open(unit: UnitOfWork, services: Services, business_id: str, admin_key: str | None) -> DemoTenant:
    """Its secrets work, also where they were rotated, or made from another admin key before."""
    business = unit.businesses.get(business_id)
    assert business is not None
    key = admin_key.encode() if admin_key else services.keys.of(unit)
    secrets = {kind: secret_of(key, business_id, kind) for kind in CredentialKind}
    for kind, secret in secrets.items():
        known = credentials.known(unit, services, secret)
        if known is None:
            credentials.rotate(unit, services, business_id, kind, secret=secret)
        elif known.expires_at is not None:
            unit.credentials.save(business_id, replace(known, expires_at=None))
    return DemoTenant(business, secrets)
