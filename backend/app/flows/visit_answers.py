"""Questions about the coming visit by text, answered from its row; who asks where we are is passed on to a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.phones import to_read
from app.core.texts import Direction, TextKind, TextStatus
from app.core.visit_questions import VisitQuestion, ask_about_visit
from app.core.wording.texts import write
from app.core.wording.visits import visit_fields, write_about_visit
from app.flows.services import Services
from app.flows.text_thread import Sender, open_session
from app.flows.texting import alert_owner
from app.repositories.ports import UnitOfWork

# "Are you running late?" is about a visit of these hours; before, the time itself is the answer.
CLOSE = timedelta(hours=3)
ON_THE_WAY_FOR = timedelta(hours=3)
MOST_VISITS = 3
OFFICE = "owner_office"


def answer_about_visit(
    unit: UnitOfWork, services: Services, business: Business, sender: Sender, body: str
) -> str | None:
    """The answer to a customer with a visit to come; None where the text asks nothing of that kind."""
    question = ask_about_visit(body)
    if question is None or sender.customer is None or sender.phone is None:
        return None
    session = open_session(unit, services, business, sender.phone)
    if session is not None and session.state.asking is not None:
        return None  # it may be part of what is being talked about
    visits = unit.appointments.upcoming_for(business.id, sender.customer.id, services.clock.now())
    if not visits:
        return None
    match question:
        case VisitQuestion.WHEN:
            return _when(services, business, sender, visits)
        case VisitQuestion.WHO:
            return _say(services, business, sender, visits[0], "visit_who")
        case VisitQuestion.AM_LATE:
            _pass_on(unit, services, business, sender, visits[0], body)
            return _say(
                services, business, sender, visits[0], "visit_customer_late", **_told(business, sender, visits[0])
            )
        case VisitQuestion.RUNNING_LATE:
            return _where(unit, services, business, sender, visits[0], body)


def _when(services: Services, business: Business, sender: Sender, visits: Sequence[Appointment]) -> str:
    if len(visits) == 1:
        return _say(services, business, sender, visits[0], "visit_when")
    language, now = sender.language(business), services.clock.now()
    lines = [
        write(business, "visit_when_line", language, visit_fields(visit, business, now, language))
        for visit in visits[:MOST_VISITS]
    ]
    return write(business, "visit_when_several", language, {"visits": "; ".join(lines)})


def _where(
    unit: UnitOfWork, services: Services, business: Business, sender: Sender, visit: Appointment, body: str
) -> str:
    now = services.clock.now()
    if visit.start_time - now > CLOSE:
        return _say(services, business, sender, visit, "visit_when")
    if _on_the_way(unit, services, business, visit):
        return _say(services, business, sender, visit, "visit_on_the_way")
    _pass_on(unit, services, business, sender, visit, body)
    return _say(services, business, sender, visit, "visit_overdue" if visit.start_time < now else "visit_due")


def _on_the_way(unit: UnitOfWork, services: Services, business: Business, visit: Appointment) -> bool:
    if visit.customer_phone is None:
        return False
    page = unit.texts.page(
        business.id,
        limit=10,
        direction=Direction.OUT,
        phone=visit.customer_phone,
        kind=TextKind.MANUAL,
        since=services.clock.now() - ON_THE_WAY_FOR,
    )
    return any(text.appointment_id == visit.id and text.status is not TextStatus.SUPPRESSED for text in page.items)


def _pass_on(
    unit: UnitOfWork, services: Services, business: Business, sender: Sender, visit: Appointment, body: str
) -> None:
    fields = {
        **visit_fields(visit, business, services.clock.now(), business.language),
        "name": visit.customer_name,
        "phone": to_read(sender.phone) if sender.phone else "",
        "words": body,
    }
    alert = write(business, "owner_asked_about_visit", business.language, fields)
    alert_owner(unit, services, business, alert, appointment_id=visit.id)
    technician = _phone_of(business, visit)
    if technician is not None:
        alert_owner(unit, services, business, alert, to=technician, appointment_id=visit.id)


def _phone_of(business: Business, visit: Appointment) -> str | None:
    """The technician's number, where it is not the owner's."""
    technician = business.technician(visit.technician_id)
    return technician.phone if technician and technician.phone != business.owner_phone else None


def _told(business: Business, sender: Sender, visit: Appointment) -> dict[str, str]:
    """Who has been told, where it is not the technician."""
    technician = business.technician(visit.technician_id)
    if technician and technician.phone:
        return {}
    return {"technician": write(business, OFFICE, sender.language(business), {})}


def _say(services: Services, business: Business, sender: Sender, visit: Appointment, key: str, **more: str) -> str:
    language = sender.language(business)
    fields = visit_fields(visit, business, services.clock.now(), language)
    return write_about_visit(business, key, language, {**fields, **more})
