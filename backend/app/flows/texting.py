"""The one way in which a text leaves: through the gate, as a row and an outbox entry of the caller's unit of work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.core import tallies
from app.core.businesses import Business
from app.core.consent.gate import Decision, Reason, Verdict
from app.core.outbox import OutboxEntry, OutboxKind
from app.core.phones import as_e164
from app.core.reach import may_reach
from app.core.segments import clean_body, count_segments
from app.core.texts import Audience, Direction, Text, TextKind, TextStatus
from app.flows.ask_consent import judge
from app.flows.services import Services
from app.flows.visit_words import visit_words
from app.repositories.ports import UnitOfWork

# A text that waits for a person (a pause) is looked at again after this long.
LOOK_AGAIN = timedelta(minutes=5)
NO_OWNER_PHONE = "no_owner_phone"

STATUS_OF = {
    Verdict.SEND: TextStatus.QUEUED,
    Verdict.DEFER: TextStatus.DEFERRED,
    Verdict.SUPPRESS: TextStatus.SUPPRESSED,
}


@dataclass(frozen=True, slots=True)
class Written:
    """From which template, and in which language, a text about a visit was written; it stays with the outbox entry."""

    template: str
    language: str


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A text to send. `to` is a phone number in any format.

    `answer`: the reply to a text or call of this moment, which quiet hours do not hold. `expires_at`: pointless from
    then on. `campaign` names what it belongs to, for counting. `written` lets a text about a visit be written again on
    the day on which it goes, so that it never says "tomorrow" of today.
    """

    audience: Audience
    kind: TextKind
    to: str | None
    body: str
    customer_id: str | None = None
    conversation_id: str | None = None
    appointment_id: str | None = None
    expires_at: datetime | None = None
    campaign: str | None = None
    answer: bool = False
    written: Written | None = None


def send_text(unit: UnitOfWork, services: Services, business: Business, message: OutgoingMessage) -> Text:
    """Queue, defer or suppress a text; the row says which and why. `deliver.settle` follows the commit."""
    text = draft(services, business, message)
    if message.audience is Audience.OWNER:
        return _to_our_people(unit, services, business, text, message.written)
    decision = judge(unit, services, business, text, answer=message.answer, given_phone=bool(message.to))
    return keep_judged(unit, services, business, text, decision, answer=message.answer, written=message.written)


def keep_judged(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    text: Text,
    decision: Decision,
    *,
    answer: bool = False,
    written: Written | None = None,
) -> Text:
    """Store a drafted text about which the gate has just spoken, and queue it where it may go."""
    text = judged(rewritten(unit, services, business, text, written, decision.until), decision, services.clock.now())
    unit.texts.add(business.id, text)
    if decision.verdict is not Verdict.SUPPRESS:
        _queue(unit, business, text, answer=answer, written=written)
    return text


def rewritten(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    text: Text,
    written: Written | None,
    at: datetime | None,
) -> Text:
    """The text as it reads at that moment; unchanged where it goes at once or is about no visit."""
    if at is None or written is None or text.appointment_id is None:
        return text
    visit = unit.appointments.get(business.id, text.appointment_id)
    if visit is None:
        return text
    words = visit_words(unit, services, business, visit, written.template, written.language, at=at)
    body = clean_body(words)
    return replace(text, body=body, segments=count_segments(body))


def alert_owner(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    body: str,
    *,
    kind: TextKind = TextKind.OWNER_ALERT,
    to: str | None = None,
    conversation_id: str | None = None,
    appointment_id: str | None = None,
    written: Written | None = None,
) -> Text:
    """Tell the owner, or one of their people by the number `to`, at any hour.

    Never suppressed: without a phone the text is kept as failed, with the reason `no_owner_phone`.
    """
    return send_text(
        unit,
        services,
        business,
        OutgoingMessage(
            audience=Audience.OWNER,
            kind=kind,
            to=to or business.owner_phone,
            body=body,
            conversation_id=conversation_id,
            appointment_id=appointment_id,
            written=written,
        ),
    )


def answer_in_response(unit: UnitOfWork, services: Services, business: Business, message: OutgoingMessage) -> Text:
    """Note a text that the webhook's own answer carries; the gate decides all the same.

    The caller puts the row's `body` into its answer only where the status is `sent`; a held one is queued.
    """
    text = draft(services, business, message)
    decision = Decision(Verdict.SEND)  # our own people are answered whatever they said of other texts
    if message.audience is Audience.CUSTOMER:
        decision = judge(unit, services, business, text, answer=True, given_phone=bool(message.to))
    text = judged(text, decision, services.clock.now())
    if decision.verdict is Verdict.SEND:
        text = replace(text, status=TextStatus.SENT, sent_at=services.clock.now())
        tally_sent(unit, services, business, text)
        meter_sent(services, text)
    unit.texts.add(business.id, text)
    if decision.verdict is Verdict.DEFER:
        _queue(unit, business, text, answer=True)
    return text


def judged(text: Text, decision: Decision, now: datetime) -> Text:
    """The row after the gate has spoken."""
    send_after = (decision.until or now + LOOK_AGAIN) if decision.verdict is Verdict.DEFER else None
    return replace(
        text,
        status=STATUS_OF[decision.verdict],
        reason=None if decision.reason is None else decision.reason.value,
        send_after=send_after,
    )


def tally_sent(unit: UnitOfWork, services: Services, business: Business, text: Text) -> None:
    """Count a text that the provider took, for the tenant."""
    by_audience = tallies.SMS_SENT_OWNER if text.audience is Audience.OWNER else tallies.SMS_SENT_CUSTOMER
    day = services.clock.now().date()
    unit.tallies.add(business.id, tallies.SMS_SENT_TOTAL, day)
    unit.tallies.add(business.id, by_audience, day)
    unit.tallies.add(business.id, tallies.SMS_SEGMENTS, day, text.segments)
    if text.kind is TextKind.FOLLOWUP:
        unit.tallies.add(business.id, tallies.LEAD_FOLLOWUPS_SENT, day)
    if text.kind is TextKind.RETENTION:
        unit.tallies.add(business.id, tallies.retention_sent(text.campaign or ""), day)


def meter_sent(services: Services, text: Text) -> None:
    """Count a text that the provider took, for the operator."""
    services.meter.count("sms_sent_total")
    services.meter.count("sms_sent_owner" if text.audience is Audience.OWNER else "sms_sent_customer")


def draft(services: Services, business: Business, message: OutgoingMessage) -> Text:
    """The row before the gate has spoken; nothing is stored."""
    body = clean_body(message.body)
    return Text(
        id=services.new_id(),
        direction=Direction.OUT,
        audience=message.audience,
        kind=message.kind,
        from_number=business.phone_number,
        to_number=as_e164(message.to, business.country),
        body=body,
        status=TextStatus.QUEUED,
        created_at=services.clock.now(),
        segments=count_segments(body),
        expires_at=message.expires_at,
        customer_id=message.customer_id,
        conversation_id=message.conversation_id,
        appointment_id=message.appointment_id,
        campaign=message.campaign,
    )


def written_of(entry: OutboxEntry) -> Written | None:
    """How the text of that entry was written; None where it is about no visit."""
    template, language = entry.payload.get("template"), entry.payload.get("language")
    return Written(template, language) if template and language else None


def _to_our_people(
    unit: UnitOfWork, services: Services, business: Business, text: Text, written: Written | None
) -> Text:
    reason = None if text.to_number else NO_OWNER_PHONE
    if text.to_number and not may_reach(text.to_number, business.country, services.bounds.reach):
        reason = Reason.NUMBER_NOT_ALLOWED.value
    if reason is not None:
        text = replace(text, status=TextStatus.FAILED, reason=reason)
        unit.texts.add(business.id, text)
        return text
    unit.texts.add(business.id, text)
    _queue(unit, business, text, answer=True, written=written)
    return text


def _queue(unit: UnitOfWork, business: Business, text: Text, *, answer: bool, written: Written | None = None) -> None:
    """The outbox entry shares the text's id: one text is one entry."""
    payload = {"answer": "yes"} if answer else {}
    if written is not None:
        payload |= {"template": written.template, "language": written.language}
    unit.outbox.add(
        OutboxEntry(
            id=text.id,
            business_id=business.id,
            kind=OutboxKind.TEXT,
            subject_id=text.id,
            due_at=text.send_after or text.created_at,
            created_at=text.created_at,
            payload=payload,
        )
    )
