"""Calls while Google answers, is busy, is slow, or does not know us."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.appointments import Appointment, CalendarSync
from app.core.callbacks import Callback, CallbackReason
from app.flows.deliver import deliver_due
from app.flows.services import Services
from app.providers.google.calendar import GoogleCalendar
from app.wiring import DEFAULT_BUSINESS_ID
from tests.line import Line, services_at
from tests.support.google_server import GoogleServer, Temper, google_server

SHOP = "shop@group.calendar.google.com"
# Tomorrow, three in the afternoon in Kansas City.
THREE = datetime(2026, 6, 4, 20, 0, tzinfo=UTC)
ONE_BREATH = (
    "Hi, this is Rosa Burstyn, my water heater's leaking, I'm at 4120 Rainbow Boulevard in "
    "Kansas City, can somebody come tomorrow after three?"
)


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    with google_server() as server:
        server.calendars = {SHOP: {}}
        yield server


@pytest.fixture
def desk(google: GoogleServer) -> Iterator[Services]:
    calendar = GoogleCalendar(
        credentials_file=None,
        base_url=google.address,
        default_business_id=DEFAULT_BUSINESS_ID,
        default_calendar_id=SHOP,
        busy_seconds=1.0,
    )
    with closing(calendar):
        yield replace(services_at(), calendar=calendar)


def visits(desk: Services) -> list[Appointment]:
    with desk.store.unit_of_work() as unit:
        return list(unit.appointments.page(DEFAULT_BUSINESS_ID, limit=9).items)


def callbacks(desk: Services) -> list[Callback]:
    with desk.store.unit_of_work() as unit:
        return list(unit.callbacks.page(DEFAULT_BUSINESS_ID, limit=9).items)


def test_a_booked_visit_is_in_the_calendar(desk: Services, google: GoogleServer) -> None:
    line = Line(desk)
    line.ring()
    line.says(ONE_BREATH)
    line.says("the first one")
    line.says("yes please")
    deliver_due(desk)
    (visit,) = visits(desk)
    assert visit.calendar_sync is CalendarSync.SYNCED
    (event,) = google.calendars[SHOP].values()
    assert datetime.fromisoformat(event["start"]["dateTime"]) == visit.start_time
    assert "Rosa Burstyn" in event["summary"]


def test_what_is_busy_in_the_calendar_is_not_offered(desk: Services, google: GoogleServer) -> None:
    google.add_foreign(SHOP, THREE, THREE + timedelta(hours=3))
    line = Line(desk)
    line.ring()
    line.says(ONE_BREATH)
    assert line.state.offered
    assert all(slot.end <= THREE or slot.start >= THREE + timedelta(hours=3) for slot in line.state.offered)


def test_while_the_calendar_is_not_shared_somebody_confirms_and_nothing_is_booked(
    desk: Services, google: GoogleServer
) -> None:
    google.calendars.clear()
    line = Line(desk)
    line.ring()
    heard = line.says(ONE_BREATH)
    assert "someone will call you" in heard
    assert line.state.offered == ()
    (callback,) = callbacks(desk)
    assert callback.reason is CallbackReason.AVAILABILITY_UNKNOWN
    assert visits(desk) == []


@pytest.mark.parametrize("temper", [Temper(503), Temper(403, "rateLimitExceeded"), Temper(hang=True)])
def test_a_calendar_that_does_not_answer_is_never_guessed(desk: Services, google: GoogleServer, temper: Temper) -> None:
    google.temper("freebusy.query", *[temper] * 20)
    line = Line(desk)
    line.ring()
    line.says(ONE_BREATH)
    assert [callback.reason for callback in callbacks(desk)] == [CallbackReason.AVAILABILITY_UNKNOWN]
    assert visits(desk) == []


def test_google_is_asked_once_a_turn_and_never_by_a_write_of_a_call(desk: Services, google: GoogleServer) -> None:
    google.temper("events.insert", *[Temper(hang=True)] * 3)
    line = Line(desk)
    line.ring()
    line.says(ONE_BREATH)
    assert google.calls == ["freebusy.query"]
    line.says("the first one")
    assert "booked" in line.says("yes please")
    assert google.calls == ["freebusy.query"]
    (visit,) = visits(desk)
    assert visit.calendar_sync is CalendarSync.PENDING
