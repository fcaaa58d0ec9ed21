"""One of our people sets out: the next customer hears that they are on the way, once."""

from __future__ import annotations

from datetime import timedelta

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.texts import Audience, Direction, TextKind, TextStatus
from app.core.wording.reasons import why
from app.core.wording.texts import write
from app.core.wording.visits import owner_fields
from app.flows.owner_changes import MARK, OwnerAnswer
from app.flows.owner_questions import Colleague, next_visit, visits_between
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, send_text
from app.repositories.ports import UnitOfWork

ON_MY_WAY = f"{MARK}|way|"
TOLD_LATELY = timedelta(hours=3)
# Who sets out this late is meant for the visit that should have begun already.
LATE_AT_MOST = timedelta(hours=1)
# Nobody sets out this early, so the owner is asked whether that visit is meant.
FAR_AHEAD = timedelta(hours=4)


def on_my_way(unit: UnitOfWork, services: Services, business: Business, who: Colleague) -> OwnerAnswer:
    """To the customer of the visit that is due; asked back first where it is hours away."""
    visit = _due(unit, services, business, who) or next_visit(unit, services, business, who)
    if visit is None:
        return OwnerAnswer(write(business, "owner_no_next", business.language, {}))
    fields = owner_fields(visit, business, services.clock.now())
    if _was_told(unit, services, business, visit):
        return OwnerAnswer(write(business, "owner_on_my_way_again", business.language, fields))
    if visit.start_time - services.clock.now() > FAR_AHEAD:
        asked = write(business, "owner_ask_on_my_way", business.language, fields)
        return OwnerAnswer(asked, f"{ON_MY_WAY}{visit.id}")
    return _tell(unit, services, business, visit)


def say_on_my_way(unit: UnitOfWork, services: Services, business: Business, pending: str) -> OwnerAnswer:
    """The yes has come."""
    visit = unit.appointments.get(business.id, pending.removeprefix(ON_MY_WAY))
    if visit is None or not visit.active:
        return OwnerAnswer(write(business, "owner_changed_meanwhile", business.language, {}))
    return _tell(unit, services, business, visit)


def _due(unit: UnitOfWork, services: Services, business: Business, who: Colleague) -> Appointment | None:
    """A visit that should have begun by now, and of which nobody was told yet."""
    now = services.clock.now()
    begun = visits_between(unit, business, who, now - LATE_AT_MOST, now)
    waiting = (visit for visit in begun if visit.end_time > now and not _was_told(unit, services, business, visit))
    return next(waiting, None)


def _tell(unit: UnitOfWork, services: Services, business: Business, visit: Appointment) -> OwnerAnswer:
    fields = owner_fields(visit, business, services.clock.now())
    customer = unit.customers.get(business.id, visit.customer_id)
    language = (customer.language if customer else None) or business.language
    text = send_text(
        unit,
        services,
        business,
        OutgoingMessage(
            audience=Audience.CUSTOMER,
            kind=TextKind.MANUAL,
            to=visit.customer_phone or (customer.phone if customer else None),
            body=write(business, "on_my_way", language, fields),
            customer_id=visit.customer_id,
            appointment_id=visit.id,
            expires_at=visit.end_time,
        ),
    )
    if text.status is not TextStatus.QUEUED:
        fields["reason"] = why(business, text.reason)
        return OwnerAnswer(write(business, "owner_on_my_way_held", business.language, fields))
    return OwnerAnswer(write(business, "owner_on_my_way", business.language, fields))


def _was_told(unit: UnitOfWork, services: Services, business: Business, visit: Appointment) -> bool:
    if visit.customer_phone is None:
        return False
    page = unit.texts.page(
        business.id,
        limit=20,
        direction=Direction.OUT,
        phone=visit.customer_phone,
        kind=TextKind.MANUAL,
        since=services.clock.now() - TOLD_LATELY,
    )
    return any(text.appointment_id == visit.id and text.status is not TextStatus.SUPPRESSED for text in page.items)
