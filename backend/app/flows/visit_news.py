"""What everybody concerned learns of a change to a visit: its history, the customer, the owner, the calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.core.appointments import Appointment, AppointmentChange
from app.core.businesses import Business
from app.core.outbox import OutboxEntry, OutboxKind
from app.core.texts import Audience, TextKind
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, Written, alert_owner, send_text
from app.flows.visit_words import visit_words
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
    send_text(
        unit,
        services,
        business,
        OutgoingMessage(
            audience=Audience.CUSTOMER,
            kind=TextKind.CONFIRMATION,
            to=visit.customer_phone,
            body=visit_words(unit, services, business, visit, template, change.language),
            customer_id=visit.customer_id,
            conversation_id=change.session_conversation,
            appointment_id=visit.id,
            expires_at=visit.start_time,
            answer=change.answer,
            written=Written(template, change.language),
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
        visit_words(unit, services, business, visit, template, business.language),
        conversation_id=change.session_conversation,
        appointment_id=visit.id,
        written=Written(template, business.language),
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


def _noted(visit: Appointment | None) -> dict[str, str]:
    if visit is None:
        return {}
    values = {name: getattr(visit, name) for name in NOTED}
    return {
        name: value.isoformat() if isinstance(value, datetime) else str(value)
        for name, value in values.items()
        if value is not None
    }
