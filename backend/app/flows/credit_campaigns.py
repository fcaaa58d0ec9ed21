"""A visit booked by somebody whom a text invited back is counted for that text."""

from __future__ import annotations

from datetime import timedelta

from app.core import tallies
from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.texts import Direction, TextKind, TextStatus
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

# Who books later than this did not do so because of the text.
REMEMBERED = timedelta(days=60)
CREDITED = (TextKind.RETENTION, TextKind.FOLLOWUP)
ARRIVED = frozenset({TextStatus.SENT, TextStatus.DELIVERED})


def credit_campaigns(unit: UnitOfWork, services: Services, business: Business, visit: Appointment) -> None:
    """Look at the latest invitation of each kind to this customer's number."""
    if visit.customer_phone is None:
        return
    now = services.clock.now()
    for kind in CREDITED:
        latest = unit.texts.page(
            business.id,
            limit=1,
            direction=Direction.OUT,
            phone=visit.customer_phone,
            kind=kind,
            since=now - REMEMBERED,
        ).items
        if latest and latest[0].status in ARRIVED:
            name = (
                tallies.LEAD_FOLLOWUPS_BOOKED
                if kind is TextKind.FOLLOWUP
                else f"{tallies.RETENTION_BOOKED_PREFIX}{latest[0].campaign or ''}"
            )
            unit.tallies.add(business.id, name, now.date())
