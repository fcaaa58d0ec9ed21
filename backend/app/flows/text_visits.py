"""A text of one word about a visit to come: C, CONFIRM, Y or YES say that the customer will be there."""

from __future__ import annotations

import re

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.wording.catalogue import say
from app.core.wording.visits import visit_fields
from app.flows.confirm_visit import CONFIRMABLE, confirm_visit
from app.flows.services import Services
from app.flows.text_thread import Sender, open_session
from app.repositories.ports import UnitOfWork

CONFIRMS = frozenset({"c", "confirm", "confirmed"})
SAYS_YES = frozenset({"y", "yes"})


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
    visits = unit.appointments.upcoming_for(business.id, sender.customer.id, services.clock.now())
    return next((visit for visit in visits if visit.status in CONFIRMABLE), None)
