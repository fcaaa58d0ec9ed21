"""A text of one word about a visit to come: C, CONFIRM, Y or YES say that the customer will be there."""

from __future__ import annotations

import re
from datetime import timedelta

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business
from app.core.texts import Direction, TextKind
from app.core.wording.catalogue import say
from app.core.wording.visits import visit_fields
from app.flows.confirm_visit import CONFIRMABLE, confirm_visit
from app.flows.services import Services
from app.flows.text_thread import Sender, open_session
from app.repositories.ports import UnitOfWork

CONFIRMS = frozenset({"c", "confirm", "confirmed"})
SAYS_YES = frozenset({"y", "yes", "yesplease"})
REMINDED_LATELY = timedelta(hours=48)
# Reminders of one run are answered together, the soonest visit first.
TOGETHER = timedelta(minutes=10)


def about_visit(unit: UnitOfWork, services: Services, business: Business, sender: Sender, body: str) -> str | None:
    """Confirm the next visit and say so; None where the text is not about that."""
    word = re.sub(r"[^a-z]", "", body.casefold()) if len(body) < 20 else ""
    if word not in CONFIRMS | SAYS_YES or (word in SAYS_YES and _question_is_open(unit, services, business, sender)):
        return None
    visit = _next_visit(unit, services, business, sender)
    if visit is None:
        return None
    confirm_visit(unit, services, business, visit.id)
    language = sender.language(business)
    when = visit_fields(visit, business, services.clock.now(), language)["when"]
    return say(language, "text.confirmed", business=business.name, when=when)


def _question_is_open(unit: UnitOfWork, services: Services, business: Business, sender: Sender) -> bool:
    session = open_session(unit, services, business, sender.phone) if sender.phone else None
    return session is not None and session.state.asking is not None


def _next_visit(unit: UnitOfWork, services: Services, business: Business, sender: Sender) -> Appointment | None:
    if sender.customer is None:
        return None
    now = services.clock.now()
    visits = unit.appointments.upcoming_for(business.id, sender.customer.id, now)
    confirmable = [visit for visit in visits if visit.status in CONFIRMABLE]
    reminded = _reminded_last(unit, services, business, sender)
    asked = (visit for visit in confirmable if visit.id in reminded and visit.status is AppointmentStatus.SCHEDULED)
    return next(asked, None) or next(iter(confirmable), None)


def _reminded_last(unit: UnitOfWork, services: Services, business: Business, sender: Sender) -> frozenset[str]:
    """The visits of the latest reminders, of which the customer has just read "reply C"."""
    since = services.clock.now() - REMINDED_LATELY
    page = unit.texts.page(
        business.id, limit=10, direction=Direction.OUT, phone=sender.phone, kind=TextKind.REMINDER, since=since
    )
    went = [text for text in page.items if text.sent_at is not None]
    together = [text for text in went if went[0].created_at - text.created_at < TOGETHER]
    return frozenset(text.appointment_id for text in together if text.appointment_id)
