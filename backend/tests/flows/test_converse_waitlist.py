"""Nothing that is free suits: the caller hears the nearest times, and may leave the wish for somebody to call."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.businesses import Closure
from app.core.callbacks import Callback, CallbackReason
from app.core.conversations import Channel, Outcome
from app.core.dialogue.state import Asking
from app.flows.services import Services
from app.providers.ports import Unavailable
from app.providers.stub.calendar import StubCalendar
from app.wiring import DEFAULT_BUSINESS_ID
from tests.line import MARIA, Line, services_at

TROUBLE = "My kitchen faucet is dripping, I'm Maria Lopez at 4120 Rainbow Boulevard in Kansas City"


@pytest.fixture
def services() -> Services:
    """Everybody is taken on Saturday."""
    desk = services_at()
    for who, phone in (("Ann Field", "+18165550160"), ("Bob Stone", "+18165550161")):
        for hour in ("nine", "ten", "eleven", "noon"):
            line = Line(desk, phone=phone)
            line.ring()
            line.says(f"I'm {who}, my sink is clogged, I'm at 12 Oak Street in Kansas City, Saturday at {hour}")
            line.says("yes please")
            line.hangs_up()
    return desk


@pytest.fixture
def line(services: Services) -> Line:
    line = Line(services)
    line.ring()
    return line


def the_callback(line: Line) -> Callback:
    (callback,) = line.callbacks()
    return callback


def test_a_full_day_is_offered_with_the_nearest_either_side_or_a_call_if_it_opens(line: Line) -> None:
    assert len(line.visits()) == 8
    reply = line.says(f"{TROUBLE}, Saturday morning")
    assert "Saturday is full" in reply
    assert [line.local(slot.start) for slot in line.state.offered] == ["Fri 16:00", "Mon 08:00"]
    assert "someone calls you if it opens" in reply


@pytest.mark.parametrize(
    "words",
    [
        "note me for Saturday then, please",
        "put me on the waiting list",
        "no, just call me if something opens up",
        "can you let me know if anyone cancels",
    ],
)
def test_who_asks_for_it_is_noted_and_nothing_is_booked(line: Line, words: str) -> None:
    line.says(f"{TROUBLE}, Saturday morning")
    reply = line.says(words)
    assert "eight one six" in reply
    callback = the_callback(line)
    assert (callback.reason, callback.phone) == (CallbackReason.WAITLIST, MARIA)
    assert "Sat, Jun 6" in callback.notes
    assert line.state.outcome is Outcome.CALLBACK_REQUESTED
    assert len(line.visits()) == 8


def test_who_insists_is_not_offered_the_same_again_but_a_call(line: Line) -> None:
    line.says(f"{TROUBLE}, Saturday morning")
    reply = line.says("No, it has to be Saturday.")
    assert "note your wish" in reply
    assert line.state.asking is Asking.CONFIRM
    line.says("Yes, do that.")
    assert the_callback(line).reason is CallbackReason.WAITLIST


def test_who_wants_no_call_names_another_time(line: Line) -> None:
    line.says(f"{TROUBLE}, Saturday morning")
    line.says("It must be Saturday.")
    line.says("No.")
    assert line.state.asking is Asking.TIME
    line.says("Monday at ten then.")
    line.says("Yes please.")
    assert [line.local(visit.start_time) for visit in line.visits()][-1] == "Mon 10:00"
    assert line.callbacks() == []


def test_another_wish_is_taken_instead_of_a_yes(line: Line) -> None:
    line.says(f"{TROUBLE}, Saturday morning")
    line.says("It must be Saturday.")
    line.says("How about Tuesday at nine?")
    assert [line.local(slot.start) for slot in line.state.offered] == ["Tue 09:00"]


def test_who_refuses_every_offer_may_leave_the_wish(line: Line) -> None:
    line.says(f"{TROUBLE}, tomorrow")
    for _ in range(3):
        line.says("No, none of those work.")
    assert line.state.asking is Asking.TIME
    reply = line.says("I can't do any of those.")
    assert "note your wish" in reply


def test_a_visit_that_cannot_be_moved_as_wished_stays_while_the_wish_is_kept(services: Services) -> None:
    line = Line(services)
    line.ring()
    line.says(f"{TROUBLE}, Monday at ten")
    line.says("Yes please.")
    line.hangs_up()
    again = Line(services)
    again.ring()
    again.says("I need to move it to Saturday morning.")
    again.says("Please put me on the waiting list.")
    assert the_callback(again).reason is CallbackReason.WAITLIST
    assert [again.local(visit.start_time) for visit in again.visits()][-1] == "Mon 10:00"


def test_other_times_for_a_visit_that_is_moved_leave_it_out_of_its_own_way(services: Services) -> None:
    line = Line(services)
    line.ring()
    line.says(f"{TROUBLE}, Monday at ten")
    line.says("Yes please.")
    line.hangs_up()
    again = Line(services)
    again.ring()
    again.says("I need to move it to Saturday morning.")
    offered = again.state.offered
    again.says("No, something else.")
    assert again.state.offered
    assert again.state.offered[0].start > offered[-1].start
    again.says("The first one.")
    again.says("Yes.")
    assert again.state.outcome is Outcome.RESCHEDULED


def test_in_spanish_too(services: Services) -> None:
    line = Line(services)
    line.ring()
    line.says("Buenas, gotea mi llave de la cocina, soy Maria Lopez, 4120 Rainbow Boulevard, el sábado en la mañana")
    reply = line.says("Apúnteme en la lista de espera, por favor")
    assert "alguien le llamará" in reply
    assert the_callback(line).reason is CallbackReason.WAITLIST


class Silent(StubCalendar):
    def busy(self, *_asked: object, **_within: object) -> tuple[()]:
        raise Unavailable("no answer", "timeout")


def test_without_a_number_the_reason_is_kept_until_there_is_one(services: Services) -> None:
    """On the web nobody's number is known."""
    line = Line(replace(services, calendar=Silent()), channel=Channel.WEB, phone=None)
    line.ring()
    line.says("My sink is clogged, I'm Maria Lopez at 4120 Rainbow Boulevard, tomorrow at ten")
    assert line.state.asking is Asking.PHONE
    line.says("816 555 0142")
    assert the_callback(line).reason is CallbackReason.AVAILABILITY_UNKNOWN
    assert "Thu, Jun 4" in the_callback(line).notes


def test_a_diary_without_any_time_left_is_a_wish_kept(services: Services) -> None:
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get(DEFAULT_BUSINESS_ID)
        assert business is not None
        closed = Closure(datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC) + timedelta(days=400))
        unit.businesses.save(replace(business, closures=(closed,)))
        unit.commit()
    line = Line(services)
    line.ring()
    line.says(f"{TROUBLE}, tomorrow")
    assert the_callback(line).reason is CallbackReason.WAITLIST
