"""Texts about a visit and from our own people, through the same door as every text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business
from app.core.conversations import Channel, Conversation
from app.core.customers import Customer
from app.core.texts import TextKind
from app.flows import escalate
from app.flows.answer_text import IncomingText, answer_text
from app.flows.deliver import deliver_due
from app.flows.services import Services

OWNER, LUIS = "+18165550100", "+18165550101"


def visit(services: Services, business: Business, customer: Customer, hours: float, **more: Any) -> Appointment:
    start = services.clock.now() + timedelta(hours=hours)
    made = Appointment(
        id=services.new_id(),
        customer_id=customer.id,
        customer_name=customer.name,
        customer_phone=customer.phone,
        technician_id="luis",
        start_time=start,
        end_time=start + timedelta(hours=1),
        service_type="water_heater",
        created_at=services.clock.now(),
        updated_at=services.clock.now(),
        address="4120 Rainbow Blvd",
    )
    made = replace(made, **more)
    with services.store.unit_of_work() as unit:
        unit.appointments.book(business.id, made)
        unit.commit()
    return made


def asks(services: Services, business: Business, phone: str | None, body: str) -> str | None:
    services.clock.turn(seconds=1)  # type: ignore[attr-defined]
    return answer_text(services, business, IncomingText(services.new_id(), phone, body))


def alerts(services: Services, business: Business) -> list[str]:
    with services.store.unit_of_work() as unit:
        return [text.body for text in unit.texts.page(business.id, limit=50, kind=TextKind.OWNER_ALERT).items]


def test_when_and_who_are_answered_from_the_row(services: Services, business: Business, maria: Customer) -> None:
    visit(services, business, maria, 29)
    assert asks(services, business, maria.phone, "what time?") == (
        "Rivera Plumbing: your visit is tomorrow, Thursday, at 3:00 PM, 4120 Rainbow Blvd (water heater). "
        "Reply R to move it."
    )
    assert asks(services, business, maria.phone, "who is coming?") == (
        "Rivera Plumbing: Luis is coming tomorrow, Thursday, at 3:00 PM."
    )
    assert alerts(services, business) == []


def test_several_visits_are_told_apart(services: Services, business: Business, maria: Customer) -> None:
    visit(services, business, maria, 29)
    visit(services, business, maria, 47, service_type="drain_cleaning")
    assert asks(services, business, maria.phone, "when is my appointment?") == (
        "Rivera Plumbing: your visits: tomorrow, Thursday, at 3:00 PM (water heater); "
        "Fri, Jun 5, at 9:00 AM (drain cleaning). Reply R to move one."
    )


def test_who_asks_whether_we_are_late_is_passed_on_to_a_person(
    services: Services, business: Business, maria: Customer, clock: Any
) -> None:
    visit(services, business, maria, 5)
    assert "your visit is today, at 3:00 PM" in (asks(services, business, maria.phone, "running late?") or "")
    assert alerts(services, business) == []
    clock.turn(hours=4)
    assert "Luis is due today, at 3:00 PM. We have told the office" in (
        asks(services, business, maria.phone, "are you running late?") or ""
    )
    clock.turn(hours=1, minutes=20)
    assert "sorry for the wait" in (asks(services, business, maria.phone, "where are you?") or "")
    assert alerts(services, business)[0] == 'Maria Lopez (816) 555-0142 about today, at 3:00 PM: "where are you?"'
    assert len(alerts(services, business)) == 4  # the owner and the technician, twice


def test_a_technician_on_the_way_is_the_answer(services: Services, business: Business, maria: Customer) -> None:
    visit(services, business, maria, 0.5)
    asks(services, business, LUIS, "on my way")
    assert asks(services, business, maria.phone, "is he on the way?") == "Rivera Plumbing: Luis is on the way to you."
    assert alerts(services, business) == []


def test_a_customer_who_is_late_is_thanked_and_the_owner_hears(
    services: Services, business: Business, maria: Customer
) -> None:
    luis = visit(services, business, maria, 1)
    assert asks(services, business, maria.phone, "I'm running 20 minutes late") == (
        "Rivera Plumbing: thanks for telling us. We have let Luis know."
    )
    assert len(alerts(services, business)) == 2
    visit(services, business, maria, 5, technician_id="dana")
    with services.store.unit_of_work() as unit:
        people = tuple(replace(person, phone=None) for person in business.technicians)
        without = replace(business, technicians=people)
        unit.businesses.save(without)
        unit.appointments.remove(business.id, luis.id)
        unit.commit()
    assert asks(services, without, maria.phone, "I'm running late") == (
        "Rivera Plumbing: thanks for telling us. We have let the office know."
    )
    assert len(alerts(services, business)) == 3


def test_without_a_visit_it_is_a_conversation(services: Services, business: Business, maria: Customer) -> None:
    visit(services, business, maria, 5, status=AppointmentStatus.CANCELLED)
    answer = asks(services, business, maria.phone, "what time?")
    assert answer is not None
    assert "your visit" not in answer


def test_the_owner_s_commands_come_through_the_same_door(
    services: Services, business: Business, maria: Customer
) -> None:
    made = visit(services, business, maria, 5)
    assert "1 job" in (asks(services, business, OWNER, "today") or "")
    assert "Reply OK." in (asks(services, business, OWNER, "cancel 3pm") or "")
    assert "Cancelled" in (asks(services, business, OWNER, "OK") or "")
    with services.store.unit_of_work() as unit:
        stored = unit.appointments.get(business.id, made.id)
    assert stored is not None
    assert stored.status is AppointmentStatus.CANCELLED


def test_one_takes_the_emergency(services: Services, business: Business, clock: Any) -> None:
    talk = Conversation(
        "gas", Channel.VOICE, clock.now(), phone="+18165550150", is_emergency=True, emergency_reason="gas_smell"
    )
    with services.store.unit_of_work() as unit:
        unit.conversations.add(business.id, talk)
        escalate.begin(unit, services, business, talk.id, "EMERGENCY gas smell. Reply 1 to take it.")
        unit.commit()
    assert "It is yours: gas smell" in (asks(services, business, OWNER, "1") or "")
    clock.turn(hours=1)
    deliver_due(services)
    with services.store.unit_of_work() as unit:
        assert unit.texts.page(business.id, limit=50, kind=TextKind.ESCALATION).items == ()


@pytest.mark.parametrize("body", ["what time?", "who is coming?"])
def test_a_stranger_learns_nothing_about_visits(
    services: Services, business: Business, maria: Customer, body: str
) -> None:
    visit(services, business, maria, 5)
    answer = asks(services, business, "+18165550177", body)
    assert answer is not None
    assert "3:00 PM" not in answer
