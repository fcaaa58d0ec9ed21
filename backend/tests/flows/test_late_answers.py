"""A text may be answered hours after the offer: what was free then is looked at anew before it is booked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.businesses import Business
from app.core.callbacks import CallbackReason
from app.core.conversations import Channel
from app.core.dialogue.state import Asking
from app.core.slots import Taken
from app.flows.outside import PATIENCE, NeedsBusyTimes, Outside
from app.flows.services import Services
from app.providers.ports import Unavailable
from app.providers.stub.calendar import StubCalendar
from app.wiring import DEFAULT_BUSINESS_ID
from tests.line import Line, StandingClock, services_at

TROUBLE = "My kitchen faucet is dripping, I'm Maria Lopez at 4120 Rainbow Boulevard in Kansas City"
TEN = datetime(2026, 6, 4, 15, 0, tzinfo=UTC)


class OwnersCalendar(StubCalendar):
    """It fills by hand, and may fall silent. Each question takes its time."""

    immediate = False

    def __init__(self) -> None:
        self.taken: list[Taken] = []
        self.silent = False
        self.waits: list[timedelta | None] = []
        self.clock = StandingClock()
        self.takes = timedelta()

    def busy(
        self, business: Business, start: datetime, end: datetime, *, within: timedelta | None = None
    ) -> Sequence[Taken]:
        del business, start, end
        self.waits.append(within)
        self.clock.moment += self.takes
        if self.silent:
            raise Unavailable("no answer", "timeout")
        return self.taken


@dataclass
class Desk:
    services: Services
    clock: StandingClock
    calendar: OwnersCalendar


@pytest.fixture
def desk() -> Desk:
    services, calendar = services_at(), OwnersCalendar()
    assert isinstance(services.clock, StandingClock)
    return Desk(replace(services, calendar=calendar, lease_clock=calendar.clock), services.clock, calendar)


@pytest.fixture
def thread(desk: Desk) -> Line:
    """An offer for ten is open, and the caller goes silent."""
    line = Line(desk.services, channel=Channel.SMS)
    line.ring()
    line.says(f"{TROUBLE}, tomorrow at ten")
    assert line.state.asking is Asking.CONFIRM
    return line


def test_a_time_that_the_owner_filled_meanwhile_is_not_booked(desk: Desk, thread: Line) -> None:
    desk.calendar.taken = [Taken(TEN, TEN + timedelta(hours=1), None, visit=False)]
    desk.clock.forward(hours=3)
    reply = thread.says("yes")
    assert "taken" in reply
    assert thread.visits() == []
    assert thread.state.offered
    assert all(slot.end <= TEN or slot.start >= TEN + timedelta(hours=1) for slot in thread.state.offered)


def test_while_the_calendar_is_silent_somebody_confirms(desk: Desk, thread: Line) -> None:
    desk.calendar.silent = True
    desk.clock.forward(hours=3)
    thread.says("yes")
    assert thread.visits() == []
    assert [callback.reason for callback in thread.callbacks()] == [CallbackReason.AVAILABILITY_UNKNOWN]


def test_an_answer_within_some_minutes_needs_no_second_look(desk: Desk, thread: Line) -> None:
    desk.calendar.silent = True
    desk.clock.forward(minutes=4)
    thread.says("yes")
    assert thread.local(thread.visit.start_time) == "Thu 10:00"


def test_a_time_that_is_still_free_is_booked_hours_later(desk: Desk, thread: Line) -> None:
    desk.clock.forward(hours=3)
    thread.says("yes")
    assert thread.local(thread.visit.start_time) == "Thu 10:00"


def test_a_time_that_has_come_too_near_is_not_booked(desk: Desk) -> None:
    line = Line(desk.services, channel=Channel.SMS)
    line.ring()
    line.says(f"{TROUBLE}, today at eleven")
    desk.clock.forward(minutes=50)
    line.says("yes")
    assert line.visits() == []
    assert line.state.offered


def test_a_visit_is_not_moved_to_what_was_filled_meanwhile(desk: Desk, thread: Line) -> None:
    thread.says("yes")
    thread.says("I need to move it to Friday at ten")
    friday = TEN + timedelta(days=1)
    desk.calendar.taken = [Taken(friday, friday + timedelta(hours=1), None, visit=False)]
    desk.clock.forward(hours=3)
    thread.says("yes")
    assert thread.local(thread.visit.start_time) == "Thu 10:00"


def test_however_often_the_calendar_is_asked_in_one_turn_the_caller_waits_no_longer(desk: Desk) -> None:
    with desk.services.store.unit_of_work() as unit:
        business = unit.businesses.get(DEFAULT_BUSINESS_ID)
    assert business is not None
    desk.calendar.takes = timedelta(seconds=1.5)
    outside = Outside(desk.services)
    now = desk.clock.now()
    for days in (5, 40, 80):
        with pytest.raises(NeedsBusyTimes) as needed:
            outside.busy_between(business, now, now + timedelta(days=days))
        outside.ask(needed.value)
    assert desk.calendar.waits == [PATIENCE, PATIENCE - timedelta(seconds=1.5), PATIENCE - timedelta(seconds=3)]
