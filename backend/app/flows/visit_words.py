"""The words of a text about a visit, made from its row: when it is written, and again where it goes later."""

from __future__ import annotations

from datetime import datetime

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.feeds import VISIT, feed_address
from app.core.wording.texts import write
from app.core.wording.visits import first_name, owner_fields, visit_fields, write_about_visit
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

TO_OWNER = "owner_"
CONFIRMS = "confirmation"


def visit_words(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    visit: Appointment,
    template: str,
    language: str,
    *,
    name: str | None = None,
    at: datetime | None = None,
) -> str:
    """As they are read at that moment (now): "tomorrow" is the day after it. `name` where it is not the visit's."""
    moment = at or services.clock.now()
    if template.startswith(TO_OWNER):
        return write(business, template, language, owner_fields(visit, business, moment))
    fields = visit_fields(visit, business, moment, language)
    if name:
        fields["name"] = first_name(name)
    if template.startswith(CONFIRMS):
        fields["call_out"] = _call_out(visit, business, language)
        fields["calendar"] = _calendar_link(unit, services, business, visit, language)
    return write_about_visit(business, template, language, fields)


def _calendar_link(unit: UnitOfWork, services: Services, business: Business, visit: Appointment, language: str) -> str:
    """Where the customer's telephone finds the visit; nothing where we cannot be reached from outside."""
    if services.public_base_url is None:
        return ""
    address = feed_address(
        services.keys.of(unit), business.id, f"{VISIT}{visit.id}", business.calendar_feed_secret_hash
    )
    link = f"{services.public_base_url}/v1/calendar/{address}.ics"
    return write(business, "calendar_line", language, {"link": link})


def _call_out(visit: Appointment, business: Business, language: str) -> str:
    """What an emergency visit costs by itself; the business has it in its own language only."""
    said = visit.is_emergency and language == business.language
    return business.emergency_policy.call_out_text if said else ""
