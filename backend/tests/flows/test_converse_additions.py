"""What is said once the visit is booked or the alarm is out reaches the visit and the people who were told."""

from __future__ import annotations

from dataclasses import replace

from app.core.businesses import Technician
from app.core.texts import Audience
from tests.line import Line, services_at

BUSINESS = "default_business"


def line(**pauses: bool) -> Line:
    services = services_at()
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get(BUSINESS)
        assert business is not None
        unit.businesses.save(replace(business, pause=replace(business.pause, **pauses)))
        unit.commit()
    told = Line(services)
    told.ring()
    return told


def booked() -> Line:
    call = line()
    call.says("my faucet drips, Friday at 10, I'm Ann Lee")
    for words in ("I'd rather not say", "no", "yes"):
        call.says(words)
    return call


def test_an_address_after_the_booking_is_on_the_visit_and_the_owner_is_told() -> None:
    call = booked()
    assert call.visit.address is None
    said = call.says("fine, it's 12 Oak Street")
    assert "12 Oak Street" in said
    assert call.visit.address == "12 Oak Street"
    assert call.customer().address == "12 Oak Street"
    told = call.texts(Audience.OWNER)
    assert [text.body.split()[0] for text in told] == ["NEW", "UPDATED"]
    assert "12 Oak Street" in told[-1].body


def test_a_word_for_the_technician_is_on_the_visit_before_and_after_the_yes() -> None:
    call = line()
    call.says("This is Ann Lee at 12 Oak Street, my faucet drips, Friday at 10 please")
    assert "noted" in call.says("the side gate sticks, so use the front door")
    call.says("yes")
    assert "The side gate sticks, so use the front door" in call.visit.description
    call.says("oh, and park behind the blue van")
    assert "park behind the blue van" in call.visit.description.casefold()


def test_a_second_yes_says_what_is_booked() -> None:
    call = line()
    call.says("This is Ann Lee at 12 Oak Street, my faucet drips, Friday at 10 please")
    call.says("yes")
    said = call.says("yes sir, please book it")
    assert "Friday at ten" in said
    assert said.endswith("?")
    assert len(call.visits()) == 1


def test_in_danger_who_was_alerted_learns_the_address_that_comes_late() -> None:
    call = line()
    for words in ("I smell gas in the basement", "yes, we're out", "I don't know", "no idea"):
        call.says(words)
    before = len(call.texts(Audience.OWNER))
    said = call.says("it's 4120 Rainbow Boulevard")
    assert "4120 Rainbow Boulevard" in said
    told = call.texts(Audience.OWNER)[before:]
    assert told
    assert all("4120 Rainbow Boulevard" in text.body for text in told)
    assert {text.to_number for text in told} >= {call.texts(Audience.OWNER)[0].to_number}
    assert call.visit.address == "4120 Rainbow Boulevard"


def test_the_technician_on_call_who_was_alerted_learns_it_too() -> None:
    call = line()
    with call.services.store.unit_of_work() as unit:
        business = unit.businesses.get(BUSINESS)
        assert business is not None
        people = (Technician("nina", "Nina", phone="+18165550177", on_call=True), *business.technicians)
        policy = replace(business.emergency_policy, escalation=("on_call", "owner"))
        unit.businesses.save(replace(business, technicians=people, emergency_policy=policy))
        unit.commit()
    for words in ("I smell gas in the basement", "yes, we're out", "I don't know", "no idea", "12 Oak Street"):
        call.says(words)
    to_nina = [text.body for text in call.texts(Audience.OWNER) if text.to_number == "+18165550177"]
    assert len(to_nina) == 2
    assert "12 Oak Street" in to_nina[-1]


def test_without_a_visit_the_alerted_learn_where_it_is() -> None:
    call = line(booking=True)
    for words in ("I smell gas in the basement", "yes, we're out", "12 Oak Street"):
        call.says(words)
    assert not call.visits()
    assert "12 Oak Street" in call.texts(Audience.OWNER)[-1].body


def test_a_day_named_after_the_promise_of_a_call_is_added_to_it() -> None:
    call = line(booking=True)
    for words in ("my faucet drips", "Ann Lee", "12 Oak Street"):
        call.says(words)
    assert call.state.callback_requested
    said = call.says("Friday would be best")
    assert "noted" in said
    (callback,) = call.callbacks()
    assert "Friday" in callback.notes
