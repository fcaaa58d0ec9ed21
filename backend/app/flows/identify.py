"""Texts a code to the number on record, and checks the one that comes back."""

from __future__ import annotations

from dataclasses import replace

from app.core import identification
from app.core.businesses import Business
from app.core.customers import Customer
from app.core.dialogue import identify as talk
from app.core.dialogue.state import DialogueState
from app.core.dialogue.steps import CheckCode, SendCode, Situation, Step
from app.core.identification import Challenge, Sealed, Verdict
from app.core.sessions import Session
from app.core.texts import Audience, Direction, TextKind
from app.core.wording.catalogue import say
from app.flows.caller import situation_of
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, send_text
from app.repositories.ports import UnitOfWork

_LOOKED_AT = 20


def send_code(unit: UnitOfWork, services: Services, session: Session, situation: Situation, step: SendCode) -> Step:
    """Whatever there is, the caller hears the same words."""
    challenge = challenge_for(unit, services, situation.business, session, step.state)
    state = replace(step.state, challenge=challenge)
    return talk.code_sent(state, situation, step.prefix, step.effects)


def check_code(unit: UnitOfWork, services: Services, session: Session, situation: Situation, step: CheckCode) -> Step:
    """The right code makes the customer's visits the caller's own, for this conversation."""
    state, challenge = step.state, step.state.challenge
    assert challenge is not None
    key = services.keys.of(unit)
    verdict, customer_id = identification.check(
        challenge, step.code, session.conversation_id, key, services.clock.now()
    )
    if verdict is not Verdict.RIGHT or customer_id is None:
        state = replace(state, challenge=identification.tried(challenge))
        return talk.code_refused(state, situation, over=verdict is Verdict.OVER)
    state = replace(state, challenge=None, identified_as=customer_id, customer_id=customer_id)
    proven = situation_of(unit, services, situation.business, replace(session, state=state))
    return talk.identified(state, proven)


def challenge_for(
    unit: UnitOfWork, services: Services, business: Business, session: Session, state: DialogueState
) -> Challenge:
    """Texts a code to each customer of that name who has a visit to come."""
    now = services.clock.now()
    codes = []
    for customer in _meant(unit, services, business, state):
        code = services.new_code()
        message = OutgoingMessage(
            audience=Audience.CUSTOMER,
            kind=TextKind.REPLY,
            to=customer.phone,
            body=say(customer.language or business.language, "text.code", business=business.name, code=code),
            customer_id=customer.id,
            conversation_id=session.conversation_id,
            expires_at=now + identification.GOOD_FOR,
            campaign=identification.CAMPAIGN,
            answer=True,
        )
        send_text(unit, services, business, message)
        sealed = identification.seal(code, session.conversation_id, services.keys.of(unit))
        codes.append(Sealed(customer.id, sealed))
    return Challenge(now + identification.GOOD_FOR, tuple(codes))


def _meant(unit: UnitOfWork, services: Services, business: Business, state: DialogueState) -> list[Customer]:
    name = state.slots.name
    if not name:
        return []
    found = unit.customers.page(business.id, limit=_LOOKED_AT, q=name).items
    meant = identification.namesakes(found, name, state.slots.phone)
    now = services.clock.now()
    return [
        customer
        for customer in meant
        if unit.appointments.upcoming_for(business.id, customer.id, now)
        and not _texted_enough(unit, services, business, customer)
    ]


def _texted_enough(unit: UnitOfWork, services: Services, business: Business, customer: Customer) -> bool:
    since = services.clock.now() - identification.A_DAY
    page = unit.texts.page(
        business.id, limit=50, phone=customer.phone, kind=TextKind.REPLY, direction=Direction.OUT, since=since
    )
    sent = sum(text.campaign == identification.CAMPAIGN for text in page.items)
    return sent >= identification.MOST_A_DAY
