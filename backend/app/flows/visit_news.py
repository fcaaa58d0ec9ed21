"""What everybody concerned learns of a change to a visit: its history, the customer, the owner, the calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.core.appointments import Appointment, AppointmentChange
from app.core.businesses import Business
from app.core.feeds import VISIT, feed_address
from app.core.outbox import OutboxEntry, OutboxKind
from app.core.texts import Audience, TextKind
from app.core.wording.texts import write
from app.core.wording.visits import owner_fields, visit_fields
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, alert_owner, send_text
from app.repositories.ports import UnitOfWork

# Who changes a visit by text gets the answer to that text, and no alert beside it.
OWNER_BY_TEXT = "owner by text"
NOTED = ("start_time", "end_time", "technician_id", "status", "service_type", "address", "customer_name")


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed what, and why. `language` is the customer's; `answer`: the customer is talking to us just now."""

    action: str
    actor: str
    reason: str = ""
    language: str = "en"
    answer: bool = False
    session_conversation: str | None = None


def revised(services: Services, visit: Appointment, **changes: Any) -> Appointment:
    """The visit with those fields changed, as of now."""
    return replace(visit, updated_at=services.clock.now(), version=visit.version + 1, **changes)


def record(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    before: Appointment | None,
    after: Appointment,
    change: Change,
) -> None:
    """One line of the visit's history, with the fields that changed."""
    was, became = _noted(before), _noted(after)
    unit.appointments.record(
        business.id,
        AppointmentChange(
            id=services.new_id(),
            appointment_id=after.id,
            at=services.clock.now(),
            actor=change.actor,
            action=change.action,
            before={name: value for name, value in was.items() if became.get(name) != value},
            after={name: value for name, value in became.items() if was.get(name) != value},
            reason=change.reason,
        ),
    )


def tell_customer(
    unit: UnitOfWork, services: Services, business: Business, visit: Appointment, change: Change, template: str
) -> None:
    """One text, made from the row; none where nobody could read it or the visit is over."""
    now = services.clock.now()
    if visit.customer_phone is None or visit.start_time <= now:
        return
    fields = visit_fields(visit, business, now, change.language)
    fields["call_out"] = _call_out(visit, business, change.language)
    fields["calendar"] = _calendar_link(unit, services, business, visit, change.language)
    send_text(
        unit,
        services,
        business,
        OutgoingMessage(
            audience=Audience.CUSTOMER,
            kind=TextKind.CONFIRMATION,
            to=visit.customer_phone,
            body=write(business, template, change.language, fields),
            customer_id=visit.customer_id,
            conversation_id=change.session_conversation,
            appointment_id=visit.id,
            expires_at=visit.start_time,
            answer=change.answer,
        ),
    )


def tell_owner(
    unit: UnitOfWork, services: Services, business: Business, visit: Appointment, change: Change, template: str
) -> None:
    now = services.clock.now()
    if visit.start_time <= now or change.actor == OWNER_BY_TEXT:
        return
    alert_owner(
        unit,
        services,
        business,
        write(business, template, business.language, owner_fields(visit, business, now)),
        conversation_id=change.session_conversation,
        appointment_id=visit.id,
    )


def tell_calendar(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    visit: Appointment,
    action: str,
    *,
    before: str | None = None,
    overwrite: bool = False,
) -> None:
    """`action` is put or remove; what is delivered is the row as it is by then.

    `before` is the technician who had the visit until now. `overwrite`: whatever was done to its event by hand.
    """
    now = services.clock.now()
    payload = {"before": before, "overwrite": "yes" if overwrite else None}
    unit.outbox.add(
        OutboxEntry(
            id=services.new_id(),
            business_id=business.id,
            kind=OutboxKind.CALENDAR,
            subject_id=visit.id,
            due_at=now,
            created_at=now,
            action=action,
            payload={name: value for name, value in payload.items() if value is not None},
        )
    )


def _calendar_link(unit: UnitOfWork, services: Services, business: Business, visit: Appointment, language: str) -> str:
    """Where the customer's telephone finds the visit; nothing where we cannot be reached from outside."""
    if services.public_base_url is None:
        return ""
    address = feed_address(services.keys.of(unit), business.id, f"{VISIT}{visit.id}", None)
    link = f"{services.public_base_url}/v1/calendar/{address}.ics"
    return write(business, "calendar_line", language, {"link": link})


def _call_out(visit: Appointment, business: Business, language: str) -> str:
    """What an emergency visit costs by itself; the business has it in its own language only."""
    said = visit.is_emergency and language == business.language
    return business.emergency_policy.call_out_text if said else ""


def _noted(visit: Appointment | None) -> dict[str, str]:
    if visit is None:
        return {}
    values = {name: getattr(visit, name) for name in NOTED}
    return {
        name: value.isoformat() if isinstance(value, datetime) else str(value)
        for name, value in values.items()
        if value is not None
    }
