"""Other details of a visit at the same time: what it is for, where, what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.flows.services import Services
from app.flows.visit_news import Change, record, revised, tell_calendar
from app.repositories.ports import UnitOfWork


def edit_visit(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    visit: Appointment,
    changes: Mapping[str, Any],
    *,
    actor: str,
    reason: str = "",
) -> Appointment:
    """Other details at the same time. `changes` maps fields of the record, save time, technician and status."""
    edited = revised(services, visit, **changes)
    if replace(edited, updated_at=visit.updated_at, version=visit.version) == visit:
        return visit
    unit.appointments.save(business.id, edited)
    record(unit, services, business, visit, edited, Change("edited", actor, reason))
    if edited.active:
        tell_calendar(unit, services, business, edited, "put")
    return edited
