"""An emergency goes from one of our people to the next until somebody takes it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.core.businesses import Business, EmergencyPolicy
from app.core.conversations import Channel, Conversation
from app.core.escalation import accepts, ladder
from app.core.texts import Audience, Direction, Text
from app.flows import escalate
from app.flows.deliver import deliver_due, settle
from app.flows.services import Services
from tests.line import Line

CALLER = "+18165550150"
OWNER, LUIS, DANA = "+18165550100", "+18165550101", "+18165550102"


@pytest.fixture
def gas(services: Services, business: Business) -> str:
    """A caller who smells gas; the owner has just been alerted."""
    talk = Conversation(
        "gas", Channel.VOICE, services.clock.now(), phone=CALLER, is_emergency=True, emergency_reason="gas_smell"
    )
    with services.store.unit_of_work() as unit:
        unit.conversations.add(business.id, talk)
        escalate.begin(unit, services, business, talk.id, "EMERGENCY gas smell. Reply 1 to take it.")
        unit.commit()
    settle(services, business.id)
    return talk.id


def texts(services: Services, business: Business) -> list[Text]:
    with services.store.unit_of_work() as unit:
        return list(reversed(unit.texts.page(business.id, limit=100, direction=Direction.OUT).items))


def alerted(services: Services, business: Business) -> list[str | None]:
    return [text.to_number for text in texts(services, business) if text.audience is Audience.OWNER]


def after(minutes: float, services: Services, clock: Any) -> None:
    clock.turn(minutes=minutes)
    deliver_due(services)


def answer(services: Services, business: Business, phone: str) -> str | None:
    with services.store.unit_of_work() as unit:
        reply = escalate.accept(unit, services, business, phone)
        unit.commit()
    settle(services, business.id)
    return reply


def notes(services: Services, business: Business) -> str:
    with services.store.unit_of_work() as unit:
        talk = unit.conversations.get(business.id, "gas")
    assert talk is not None
    return talk.notes


def test_the_ladder_is_the_policy_s_with_each_number_once(business: Business) -> None:
    assert [rung.phone for rung in ladder(business)] == [OWNER, LUIS]
    everybody = replace(
        business,
        owner_phone=LUIS,
        technicians=tuple(replace(person, on_call=True) for person in business.technicians),
        emergency_policy=EmergencyPolicy(escalation=("on_call", "owner")),
    )
    assert [rung.phone for rung in ladder(everybody)] == [LUIS, DANA]


def test_the_owner_is_alerted_at_once_and_the_technician_when_nobody_answers(
    services: Services, business: Business, gas: str, clock: Any
) -> None:
    assert alerted(services, business) == [OWNER]
    after(4, services, clock)
    assert alerted(services, business) == [OWNER]
    after(1, services, clock)
    assert alerted(services, business) == [OWNER, LUIS]
    after(5, services, clock)
    assert alerted(services, business) == [OWNER, LUIS, OWNER]
    assert "10:05 not taken yet, Luis Rivera alerted" in notes(services, business)


def test_who_takes_it_stops_the_ladder_and_everybody_hears(
    services: Services, business: Business, gas: str, clock: Any
) -> None:
    after(5, services, clock)
    reply = answer(services, business, LUIS)
    assert reply is not None
    assert reply.startswith("It is yours: gas smell. (816) 555-0150.")
    told = {text.to_number: text.body for text in texts(services, business)[2:]}
    assert told == {
        CALLER: "Rivera Plumbing: Luis Rivera has your emergency and will call you in a moment. "
        "If anyone is in danger, call 911.",
        OWNER: "Luis Rivera has taken the emergency: gas smell. (816) 555-0150.",
    }
    after(60, services, clock)
    assert len(texts(services, business)) == 4
    assert "taken by Luis Rivera" in notes(services, business)


def test_where_the_owner_takes_it_the_customer_hears_that_the_owner_comes(
    services: Services, business: Business, gas: str
) -> None:
    answer(services, business, OWNER)
    [told] = [text.body for text in texts(services, business) if text.to_number == CALLER]
    assert told.startswith("Rivera Plumbing: the owner has your emergency and will call you in a moment.")


def test_the_first_alert_of_a_call_is_on_its_record(services: Services) -> None:
    line = Line(services)
    line.ring()
    line.says("there is a strong smell of gas in my basement")
    assert line.conversation.notes.endswith("Rivera Plumbing alerted")


def test_a_second_taker_is_told_that_nothing_is_open(services: Services, business: Business, gas: str) -> None:
    assert answer(services, business, OWNER) is not None
    assert answer(services, business, LUIS) is None


def test_a_stranger_cannot_take_it(services: Services, business: Business, gas: str) -> None:
    assert answer(services, business, CALLER) is None
    assert answer(services, business, DANA) is None


def test_where_nobody_answers_the_caller_is_told_honestly_and_it_ends(
    services: Services, business: Business, gas: str, clock: Any
) -> None:
    for _ in range(20):
        after(5, services, clock)
    assert alerted(services, business) == [OWNER, LUIS] * 3 + [OWNER]
    [last] = [text for text in texts(services, business) if text.audience is Audience.CUSTOMER]
    assert "we have not reached a technician yet" in last.body
    assert answer(services, business, LUIS) is None


def test_a_call_that_was_put_through_stops_the_ladder(
    services: Services, business: Business, gas: str, clock: Any
) -> None:
    with services.store.unit_of_work() as unit:
        escalate.take_over(unit, services, business, gas, None)
        unit.commit()
    after(60, services, clock)
    assert alerted(services, business) == [OWNER]


def test_without_any_phone_the_alert_is_kept_as_failed(services: Services, business: Business, clock: Any) -> None:
    lonely = replace(business, owner_phone=None, technicians=(replace(business.technicians[0], phone=None),))
    with services.store.unit_of_work() as unit:
        escalate.begin(unit, services, lonely, "talk", "EMERGENCY")
        unit.commit()
    after(60, services, clock)
    assert [(text.to_number, text.reason) for text in texts(services, business)] == [(None, "no_owner_phone")]


def test_of_two_emergencies_the_latest_is_taken_and_the_other_goes_on(
    services: Services, business: Business, gas: str, clock: Any
) -> None:
    clock.turn(minutes=1)
    later = Conversation(
        "flood", Channel.VOICE, services.clock.now(), phone=CALLER, is_emergency=True, emergency_reason="flooding"
    )
    with services.store.unit_of_work() as unit:
        unit.conversations.add(business.id, later)
        escalate.begin(unit, services, business, later.id, "EMERGENCY flooding")
        unit.commit()
    assert "flooding" in (answer(services, business, OWNER) or "")
    assert "gas smell" in (answer(services, business, OWNER) or "")
    assert answer(services, business, OWNER) is None


def test_two_workers_climb_one_rung(services: Services, business: Business, gas: str, clock: Any) -> None:
    clock.turn(minutes=5)
    deliver_due(services)
    deliver_due(services)
    assert alerted(services, business) == [OWNER, LUIS]


@pytest.mark.parametrize("body", ["1", " 1. ", "Accept", "I'll take it!", "acepto"])
def test_these_words_take_it(body: str) -> None:
    assert accepts(body)


@pytest.mark.parametrize("body", ["", "11", "1 hour", "I can't take it", "no"])
def test_these_words_do_not(body: str) -> None:
    assert not accepts(body)


def test_an_answer_half_a_day_late_takes_nothing(services: Services, business: Business, gas: str, clock: Any) -> None:
    clock.turn(hours=13)
    assert answer(services, business, OWNER) is None
