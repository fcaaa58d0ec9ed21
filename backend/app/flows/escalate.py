"""An emergency goes from one of our people to the next until somebody takes it; every step is on the record.

The timer between two steps is an outbox entry, so it survives a restart and fires once beside several workers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from app.core.businesses import Business
from app.core.conversations import Conversation
from app.core.escalation import Rung, ladder, rung_at
from app.core.outbox import OutboxEntry, OutboxKind, OutboxStatus
from app.core.phones import to_read
from app.core.texts import Audience, TextKind
from app.core.wording.texts import write
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, alert_owner, send_text
from app.repositories.ports import UnitOfWork

# Nobody takes an emergency of yesterday.
OPEN_FOR = timedelta(hours=12)
PAGE = 100


def begin(unit: UnitOfWork, services: Services, business: Business, conversation_id: str, body: str) -> None:
    """Alert the first of our people this second, and look again after the policy's minutes."""
    first = rung_at(business, 0)
    alert_owner(unit, services, business, body, to=first.phone if first else None, conversation_id=conversation_id)
    if first is not None:
        _note(unit, services, business, conversation_id, f"{first.name} alerted")
        _look_again(unit, services, business, conversation_id, step=1)


def tell_more(
    unit: UnitOfWork, services: Services, business: Business, conversation_id: str, fields: Mapping[str, str]
) -> frozenset[str]:
    """Everybody alerted so far learns what the caller has said since. Returns the numbers that were told."""
    talk = unit.conversations.get(business.id, conversation_id)
    rungs = [rung for rung in ladder(business) if talk and _was_alerted(unit, services, business, talk, rung)]
    phones: list[str | None] = [rung.phone for rung in rungs]
    body = write(business, "owner_escalation_more", business.language, fields)
    for phone in phones or [business.owner_phone]:
        alert_owner(unit, services, business, body, kind=TextKind.ESCALATION, to=phone, conversation_id=conversation_id)
    return frozenset(phone for phone in phones or [business.owner_phone] if phone)


def advance(unit: UnitOfWork, services: Services, business: Business, entry: OutboxEntry) -> None:
    """Nobody answered in time: alert the next one, or say in the end that nobody could be reached."""
    talk = unit.conversations.get(business.id, entry.subject_id)
    unit.outbox.save(
        replace(entry, status=OutboxStatus.DONE, finished_at=services.clock.now(), claimed_until=None, claimed_by=None)
    )
    if talk is None:
        return
    step = int(entry.payload.get("step", "0"))
    rung = rung_at(business, step)
    if rung is None:
        _nobody_came(unit, services, business, talk)
        return
    body = write(business, "owner_escalation", business.language, _fields(unit, business, talk))
    alert_owner(unit, services, business, body, kind=TextKind.ESCALATION, to=rung.phone, conversation_id=talk.id)
    _note(unit, services, business, talk.id, f"not taken yet, {rung.name} alerted")
    _look_again(unit, services, business, talk.id, step=step + 1)


def accept(unit: UnitOfWork, services: Services, business: Business, phone: str) -> str | None:
    """One of our people takes the latest open emergency. Returns what to answer; None where none is open.

    The others hear who has it, and the customer hears who is coming.
    """
    taker = next((rung for rung in ladder(business) if rung.phone == phone), None)
    entry = next(_open_entries(unit, services, business), None)
    if taker is None or entry is None:
        return None
    talk = unit.conversations.get(business.id, entry.subject_id)
    if talk is None:
        return None
    take_over(unit, services, business, talk.id, taker)
    fields = _fields(unit, business, talk)
    for other in ladder(business):
        if other.phone != phone and _was_alerted(unit, services, business, talk, other):
            told = write(business, "owner_escalation_taken", business.language, {**fields, "technician": taker.name})
            alert_owner(
                unit, services, business, told, kind=TextKind.ESCALATION, to=other.phone, conversation_id=talk.id
            )
    return write(business, "owner_escalation_yours", business.language, fields)


def take_over(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    conversation_id: str,
    taker: Rung | None,
    *,
    tell_customer: bool = True,
) -> None:
    """Stop the ladder: somebody has it, by text or because the call was put through to them."""
    talk = unit.conversations.get(business.id, conversation_id)
    if talk is None or not talk.is_emergency:
        return
    for entry in list(_open_entries(unit, services, business)):
        if entry.subject_id == conversation_id:
            unit.outbox.save(replace(entry, status=OutboxStatus.DONE, finished_at=services.clock.now()))
    name = taker.name if taker else business.name
    _note(unit, services, business, conversation_id, f"taken by {name}")
    if tell_customer:
        _tell_customer(unit, services, business, talk, "emergency_taken", _introduced(business, taker, talk.language))


def waiting(unit: UnitOfWork, services: Services, business: Business) -> list[str]:
    """The conversations whose emergency waits for somebody to take it, newest first."""
    return list(dict.fromkeys(entry.subject_id for entry in _open_entries(unit, services, business)))


def _introduced(business: Business, taker: Rung | None, language: str) -> str:
    """Who is coming, by the name that the customer can make something of."""
    person = next((each for each in business.technicians if taker and each.phone == taker.phone), None)
    return person.name if person else write(business, "owner_self", language, {})


def is_open(unit: UnitOfWork, services: Services, business: Business) -> bool:
    """Whether an emergency waits for somebody to take it."""
    return next(_open_entries(unit, services, business), None) is not None


def _nobody_came(unit: UnitOfWork, services: Services, business: Business, talk: Conversation) -> None:
    body = write(business, "owner_escalation_over", business.language, _fields(unit, business, talk))
    alert_owner(unit, services, business, body, kind=TextKind.ESCALATION, conversation_id=talk.id)
    _note(unit, services, business, talk.id, "nobody took it")
    _tell_customer(unit, services, business, talk, "emergency_not_taken", "")


def _tell_customer(
    unit: UnitOfWork, services: Services, business: Business, talk: Conversation, template: str, technician: str
) -> None:
    if talk.phone is None:
        return
    phone = to_read(business.phone_number) if business.phone_number else ""
    send_text(
        unit,
        services,
        business,
        OutgoingMessage(
            audience=Audience.CUSTOMER,
            kind=TextKind.REPLY,
            to=talk.phone,
            body=write(business, template, talk.language, {"technician": technician, "phone": phone}),
            customer_id=talk.customer_id,
            conversation_id=talk.id,
            answer=True,
        ),
    )


def _fields(unit: UnitOfWork, business: Business, talk: Conversation) -> dict[str, str]:
    """What is known by now, which may be more than the first alert could say."""
    session = unit.sessions.by_conversation(business.id, talk.id)
    slots = session.state.slots if session else None
    visit = unit.appointments.get(business.id, talk.appointment_id) if talk.appointment_id else None
    phone = talk.phone or (slots.phone if slots else None)
    return {
        "reason": (talk.emergency_reason or "").replace("_", " "),
        "name": (slots.name if slots else None) or talk.customer_name or "",
        "phone": to_read(phone) if phone else "",
        "address": (visit.address if visit else None) or (slots.address if slots else None) or "",
    }


def _look_again(unit: UnitOfWork, services: Services, business: Business, conversation_id: str, *, step: int) -> None:
    now = services.clock.now()
    unit.outbox.add(
        OutboxEntry(
            id=services.new_id(),
            business_id=business.id,
            kind=OutboxKind.ESCALATION,
            subject_id=conversation_id,
            due_at=now + timedelta(minutes=business.emergency_policy.ack_minutes),
            created_at=now,
            payload={"step": str(step)},
        )
    )


def _open_entries(unit: UnitOfWork, services: Services, business: Business) -> Iterator[OutboxEntry]:
    """Running timers, newest first."""
    after, oldest = None, services.clock.now() - OPEN_FOR
    while True:
        page = unit.outbox.page(business.id, limit=PAGE, after=after)
        for entry in page.items:
            if entry.created_at < oldest:
                return
            if entry.kind is OutboxKind.ESCALATION and entry.status is OutboxStatus.PENDING:
                yield entry
        if page.next_key is None:
            return
        after = page.next_key


def _was_alerted(unit: UnitOfWork, services: Services, business: Business, talk: Conversation, rung: Rung) -> bool:
    page = unit.texts.page(business.id, limit=PAGE, phone=rung.phone, since=services.clock.now() - OPEN_FOR)
    return any(text.conversation_id == talk.id for text in page.items)


def _note(unit: UnitOfWork, services: Services, business: Business, conversation_id: str, line: str) -> None:
    """On the conversation's record, with the business's clock."""
    talk = unit.conversations.get(business.id, conversation_id)
    if talk is not None:
        stamped = f"{business.local(services.clock.now()):%H:%M} {line}"
        unit.conversations.save(business.id, replace(talk, notes=f"{talk.notes}\n{stamped}".strip()))
