"""What is held on a person, given to them or erased. The counts stay: they are about nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.core.appointments import Appointment, AppointmentStatus
from app.core.conversations import Conversation, Message
from app.flows.audit import Who, note
from app.flows.opt_outs import forget_number
from app.flows.outside import Outside, run_turn
from app.flows.person import Person, find_person
from app.flows.services import Services
from app.flows.visit_news import tell_calendar
from app.repositories.ports import UnitOfWork

ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Holding:
    """All that is held on a person, with the messages of each conversation by its id."""

    person: Person
    messages: Mapping[str, Sequence[Message]]


def export_person(
    services: Services, business_id: str, who: Who, *, phone: str | None, customer_id: str | None
) -> Holding:
    """Everything, for the person to read. It is on the audit log. Raises `NotFound`, `Invalid`."""
    with services.store.unit_of_work() as unit:
        person = find_person(unit, business_id, phone=phone, customer_id=customer_id)
        messages = {talk.id: unit.conversations.messages(business_id, talk.id) for talk in person.conversations}
        note(unit, services, who, "privacy.exported", business_id, _target(person))
        unit.commit()
    return Holding(person, messages)


def erase_person(
    services: Services, business_id: str, who: Who, *, phone: str | None, customer_id: str | None
) -> dict[str, int]:
    """How much of what was erased. Nobody is told. Raises `NotFound`, `Invalid`."""

    def body(unit: UnitOfWork, _outside: Outside) -> dict[str, int]:
        person = find_person(unit, business_id, phone=phone, customer_id=customer_id)
        note(unit, services, who, "privacy.erased", business_id, _target(person))
        return _erase(unit, services, person)

    return run_turn(services, business_id, body)


def _erase(unit: UnitOfWork, services: Services, person: Person) -> dict[str, int]:
    business_id = person.business.id
    answers = unit.idempotency.redact(business_id, person.traces) if person.traces else 0
    for visit in person.visits:
        _forget_visit(unit, services, person, visit)
    for talk in person.conversations:
        _forget_conversation(unit, business_id, talk)
    for text in person.texts:
        unit.outbox.remove_subject(business_id, text.id)
        unit.texts.remove(business_id, text.id)
    for callback in person.callbacks:
        unit.callbacks.remove(business_id, callback.id)
    if person.customer is not None:
        unit.customers.remove(business_id, person.customer.id)
    if person.phone is not None:
        forget_number(unit, services, person.business, person.phone)
    return {
        "customers": int(person.customer is not None),
        "appointments": len(person.visits),
        "conversations": len(person.conversations),
        "messages": len(person.texts),
        "callbacks": len(person.callbacks),
        "stored_answers": answers,
    }


def _forget_visit(unit: UnitOfWork, services: Services, person: Person, visit: Appointment) -> None:
    """The row stays for the counts, without the person; one to come is cancelled, and its event goes in any case."""
    had_event = visit.calendar_event_id is not None
    blank = replace(
        visit,
        customer_id=ERASED,
        customer_name="",
        customer_phone=None,
        address=None,
        description="",
        tags=(),
        lead_source=None,
        conversation_id=None,
        status=AppointmentStatus.CANCELLED if visit.active else visit.status,
        updated_at=services.clock.now(),
        version=visit.version + 1,
    )
    unit.appointments.save(person.business.id, blank)
    unit.appointments.forget_history(person.business.id, visit.id)
    unit.outbox.remove_subject(person.business.id, visit.id)
    if had_event:
        tell_calendar(unit, services, person.business, blank, "remove")


def _forget_conversation(unit: UnitOfWork, business_id: str, talk: Conversation) -> None:
    while (session := unit.sessions.by_conversation(business_id, talk.id)) is not None:
        unit.holds.release(business_id, session.id)
        unit.sessions.remove(business_id, session.id)
    unit.conversations.remove_messages(business_id, talk.id)
    blank = replace(
        talk,
        customer_id=None,
        customer_name=None,
        phone=None,
        summary="",
        notes="",
        tags=(),
        lead_source=None,
        emergency_reason=None,
        provider_call_id=None,
    )
    unit.conversations.save(business_id, blank)


def _target(person: Person) -> str | None:
    """The audit log keeps no number."""
    return person.customer.id if person.customer else None
