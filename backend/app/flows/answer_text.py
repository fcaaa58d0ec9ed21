"""An inbound text: taken exactly once, consent first, then the visit it may be about, then the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.core import tallies
from app.core.businesses import Business, BusinessStatus
from app.core.callers import caller_number
from app.core.screening import is_blocked
from app.core.segments import count_segments
from app.core.texts import Audience, Direction, Text, TextKind, TextStatus
from app.flows.answer_our_people import answer_our_people
from app.flows.once import recall, remember
from app.flows.outside import Outside, run_turn
from app.flows.services import Services
from app.flows.text_consent import about_texting
from app.flows.text_thread import Sender, answer_in_thread, sender_of
from app.flows.text_visits import about_visit
from app.flows.texting import OutgoingMessage, answer_in_response
from app.flows.visit_answers import answer_about_visit
from app.repositories.ports import UnitOfWork

SCOPE = "twilio_text"
LONGEST_TEXT = 1600
# An automatic reply at the other end is answered so often in that time; a person puts it in other words before.
MOST_ECHOES = 8
ECHO_SPAN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class IncomingText:
    """`sender` as Twilio writes it. `opt_out_type`: Twilio has answered STOP, START or HELP itself.

    `token` names the delivery, `message_sid` the message.
    """

    message_sid: str
    sender: str | None
    body: str
    opt_out_type: str | None = None
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said back, and as what kind of text it is counted. `campaign`: what a yes to it would do."""

    body: str
    kind: TextKind = TextKind.REPLY
    conversation_id: str | None = None
    campaign: str | None = None


def answer_text(services: Services, business: Business, text: IncomingText) -> str | None:
    """The words to answer with, None for silence; the same ones again for a text that was delivered before."""

    def body(unit: UnitOfWork, outside: Outside) -> str | None:
        answer = _answer_once(unit, services, outside, business, text)
        unit.tallies.add(business.id, tallies.SMS_REQUESTS, services.clock.now().date())
        return answer or None

    return run_turn(services, business.id, body)


def _answer_once(unit: UnitOfWork, services: Services, outside: Outside, business: Business, text: IncomingText) -> str:
    keys = [key for key in (text.message_sid, f"token:{text.token}" if text.token else "") if key]
    known = recall(unit, business.id, SCOPE, keys)
    if known is not None:
        return known.answer
    sender = sender_of(unit, business, caller_number(text.sender, business.country))
    _keep(unit, services, business, text, sender)
    answer = _decide(unit, services, outside, business, text, sender)
    said = _say(unit, services, business, sender, answer) if answer is not None else ""
    remember(unit, services, business.id, SCOPE, keys, said)
    return said


def _decide(
    unit: UnitOfWork, services: Services, outside: Outside, business: Business, text: IncomingText, sender: Sender
) -> Answer | None:
    if sender.phone is None or _is_a_machine(unit, services, business, sender.phone, text.body):
        return None  # a short code or a withheld number, a line like this one: nobody to talk to
    consent = about_texting(unit, services, business, sender, text.body, text.opt_out_type, text.message_sid)
    if consent is not None:
        return Answer(consent.body, TextKind.CONSENT) if consent.body else None
    if business.status is BusinessStatus.SUSPENDED or is_blocked(business, sender.phone):
        return None
    if sender.audience is Audience.OWNER:
        command = answer_our_people(unit, services, business, sender.phone, text.body)
        if command is not None:
            return Answer(command.body, campaign=command.pending)
    about = about_visit(unit, services, business, sender, text.body) or answer_about_visit(
        unit, services, business, sender, text.body
    )
    if about is not None:
        return Answer(about)
    reply = answer_in_thread(unit, services, outside, business, sender, text.body[:LONGEST_TEXT])
    return Answer(reply.text, conversation_id=reply.conversation_id) if reply.text else None


def _is_a_machine(unit: UnitOfWork, services: Services, business: Business, phone: str, body: str) -> bool:
    """A line that the receptionist answers itself, or something that says the same thing whatever it hears."""
    if unit.businesses.owning_number(phone) is not None:
        return True
    since = services.clock.now() - ECHO_SPAN
    page = unit.texts.page(business.id, limit=MOST_ECHOES + 1, direction=Direction.IN, phone=phone, since=since)
    kept = body[:LONGEST_TEXT]
    return len(page.items) > MOST_ECHOES and all(earlier.body == kept for earlier in page.items)


def _say(unit: UnitOfWork, services: Services, business: Business, sender: Sender, answer: Answer) -> str:
    """The gate decides about this text as about any other."""
    message = OutgoingMessage(
        audience=sender.audience,
        kind=answer.kind,
        to=sender.phone,
        body=answer.body,
        customer_id=sender.customer.id if sender.customer else None,
        conversation_id=answer.conversation_id,
        campaign=answer.campaign,
        answer=True,
    )
    row = answer_in_response(unit, services, business, message)
    return row.body if row.status is TextStatus.SENT else ""


def _keep(unit: UnitOfWork, services: Services, business: Business, text: IncomingText, sender: Sender) -> None:
    body = text.body[:LONGEST_TEXT]
    unit.tallies.add(business.id, tallies.TEXTS_IN, services.clock.now().date())
    unit.texts.add(
        business.id,
        Text(
            id=services.new_id(),
            direction=Direction.IN,
            audience=Audience(sender.audience),
            kind=TextKind.REPLY,
            from_number=sender.phone,
            to_number=business.phone_number,
            body=body,
            status=TextStatus.RECEIVED,
            created_at=services.clock.now(),
            segments=count_segments(body),
            provider_sid=text.message_sid or None,
            customer_id=sender.customer.id if sender.customer else None,
        ),
    )
