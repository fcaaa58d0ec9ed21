"""The calendar and the diary agree in the end, whoever changed what, and whatever Google does meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.appointments import Appointment, AppointmentStatus, CalendarSync
from app.core.businesses import Business
from app.core.customers import Customer
from app.core.slots import Slot
from app.core.texts import Audience
from app.flows.booking import VisitRequest, book_visit, cancel_visit, move_visit
from app.flows.deliver import deliver_due
from app.flows.errors import NotFound
from app.flows.run_due import run_due
from app.flows.services import Services
from app.flows.take_calendar_changes import take_calendar_changes
from app.flows.watch_calendars import hear_notification, watch_calendars
from app.providers.google.calendar import GoogleCalendar
from app.providers.google.events import event_id
from tests.support.clock import TurnedClock
from tests.support.google_server import GoogleServer, Temper, google_server

ONE = datetime(2026, 6, 4, 18, 0, tzinfo=UTC)
LENGTH = timedelta(minutes=90)
HOUR = timedelta(hours=1)
SHOP, DANA = "shop@group.calendar.google.com", "dana@group.calendar.google.com"


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    with google_server() as server:
        server.calendars = {SHOP: {}, DANA: {}}
        yield server


@pytest.fixture
def desk(services: Services, google: GoogleServer) -> Iterator[Services]:
    """The desk of the other tests with Google behind it."""
    calendar = GoogleCalendar(
        credentials_file=None,
        base_url=google.address,
        default_business_id="default_business",
        default_calendar_id=None,
        busy_seconds=5.0,
    )
    with closing(calendar):
        yield replace(services, calendar=calendar)


@pytest.fixture
def shop(desk: Services, business: Business) -> Business:
    """Luis's visits are in the shop's calendar, Dana's in her own."""
    luis, dana = business.technicians
    made = replace(business, calendar_id=SHOP, technicians=(luis, replace(dana, calendar_id=DANA)))
    with desk.store.unit_of_work() as unit:
        unit.businesses.save(made)
        unit.commit()
    return made


def book(
    desk: Services, shop: Business, customer: Customer, start: datetime, technician_id: str = "luis"
) -> Appointment:
    with desk.store.unit_of_work() as unit:
        slot = Slot(start, start + LENGTH, technician_id)
        visit = book_visit(unit, desk, shop, VisitRequest(customer, slot, shop.services[0]))
        unit.commit()
    deliver_due(desk)
    take_calendar_changes(desk, shop)
    return row(desk, shop, visit.id)


def row(desk: Services, shop: Business, appointment_id: str) -> Appointment:
    with desk.store.unit_of_work() as unit:
        found = unit.appointments.get(shop.id, appointment_id)
    assert found is not None
    return found


def owner_texts(desk: Services, shop: Business) -> list[str]:
    with desk.store.unit_of_work() as unit:
        page = unit.texts.page(shop.id, limit=50)
    return [text.body for text in page.items if text.audience is Audience.OWNER]


def test_a_visit_has_its_event_and_our_own_writes_change_nothing(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer
) -> None:
    visit = book(desk, shop, maria, ONE)
    assert visit.calendar_sync is CalendarSync.SYNCED
    assert visit.calendar_event_id == event_id(shop.id, visit.id)
    assert take_calendar_changes(desk, shop) == 0
    assert row(desk, shop, visit.id) == visit


def test_an_event_that_the_owner_moves_moves_the_visit_and_everybody_hears(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer
) -> None:
    visit = book(desk, shop, maria, ONE)
    google.drag(SHOP, str(visit.calendar_event_id), ONE + 5 * HOUR)
    assert run_due(desk).calendar_changes_by_hand == 1
    moved = row(desk, shop, visit.id)
    assert (moved.start_time, moved.end_time) == (ONE + 5 * HOUR, ONE + 5 * HOUR + LENGTH)
    assert moved.calendar_sync is CalendarSync.SYNCED
    with desk.store.unit_of_work() as unit:
        history = unit.appointments.history(shop.id, visit.id)
        texts = [text.body for text in unit.texts.page(shop.id, limit=9).items if text.audience is Audience.CUSTOMER]
    assert (history[-1].actor, history[-1].reason) == ("calendar", "moved in the calendar")
    assert any("moved to" in text for text in texts)
    assert run_due(desk).calendar_changes_by_hand == 0


def test_an_event_that_the_owner_deletes_is_brought_before_them(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer
) -> None:
    visit = book(desk, shop, maria, ONE)
    google.delete_by_hand(SHOP, str(visit.calendar_event_id))
    assert take_calendar_changes(desk, shop) == 1
    waiting = row(desk, shop, visit.id)
    assert (waiting.status, waiting.start_time) == (AppointmentStatus.PENDING_RESCHEDULE, ONE)
    assert waiting.calendar_event_id is None
    assert len([body for body in owner_texts(desk, shop) if "deleted" in body]) == 1
    with desk.store.unit_of_work() as unit:
        move_visit(unit, desk, shop, waiting, Slot(ONE + 24 * HOUR, ONE + 24 * HOUR + LENGTH, "luis"), actor="owner")
        unit.commit()
    deliver_due(desk)
    assert google.calendars[SHOP][str(visit.calendar_event_id)]["status"] == "confirmed"
    assert take_calendar_changes(desk, shop) == 0


def test_an_event_that_is_dragged_onto_another_visit_goes_back(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer
) -> None:
    first = book(desk, shop, maria, ONE)
    second = book(desk, shop, maria, ONE + 2 * HOUR)
    google.drag(SHOP, str(second.calendar_event_id), ONE + HOUR)
    run_due(desk)
    stays = row(desk, shop, second.id)
    assert (stays.start_time, stays.status) == (ONE + 2 * HOUR, AppointmentStatus.PENDING_RESCHEDULE)
    event = google.calendars[SHOP][str(second.calendar_event_id)]
    assert datetime.fromisoformat(event["start"]["dateTime"]) == ONE + 2 * HOUR
    assert any("cannot move" in body for body in owner_texts(desk, shop))
    assert run_due(desk).calendar_changes_by_hand == 0
    assert row(desk, shop, first.id).start_time == ONE


def test_an_event_made_a_whole_day_is_brought_before_the_owner(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer
) -> None:
    visit = book(desk, shop, maria, ONE)
    days = {"start": {"date": "2026-06-04"}, "end": {"date": "2026-06-05"}}
    google.touch(SHOP, str(visit.calendar_event_id), **days)
    take_calendar_changes(desk, shop)
    assert row(desk, shop, visit.id).status is AppointmentStatus.PENDING_RESCHEDULE


def test_a_move_by_hand_goes_before_a_change_of_ours_that_comes_later(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer
) -> None:
    visit = book(desk, shop, maria, ONE)
    google.drag(SHOP, str(visit.calendar_event_id), ONE + 5 * HOUR)
    with desk.store.unit_of_work() as unit:
        move_visit(unit, desk, shop, visit, Slot(ONE + HOUR, ONE + HOUR + LENGTH, "luis"), actor="caller")
        unit.commit()
    deliver_due(desk)
    assert row(desk, shop, visit.id).start_time == ONE + 5 * HOUR


def test_a_visit_that_changes_hands_changes_calendars(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer
) -> None:
    visit = book(desk, shop, maria, ONE)
    event = str(visit.calendar_event_id)
    with desk.store.unit_of_work() as unit:
        move_visit(unit, desk, shop, visit, Slot(ONE, ONE + LENGTH, "dana"), actor="owner")
        unit.commit()
    deliver_due(desk)
    assert google.calendars[SHOP][event]["status"] == "cancelled"
    assert google.calendars[DANA][event]["status"] == "confirmed"
    assert take_calendar_changes(desk, shop) == 0
    google.calendars[SHOP][event] = google.calendars[DANA][event]
    google.touch(SHOP, event, status="confirmed")
    google.delete_by_hand(DANA, event)
    assert take_calendar_changes(desk, shop) == 1
    assert row(desk, shop, visit.id).technician_id == "luis"


def test_a_cancelled_visit_leaves_the_calendar(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer
) -> None:
    visit = book(desk, shop, maria, ONE)
    with desk.store.unit_of_work() as unit:
        cancel_visit(unit, desk, shop, visit, actor="caller")
        unit.commit()
    deliver_due(desk)
    gone = row(desk, shop, visit.id)
    assert (gone.calendar_event_id, gone.calendar_sync) == (None, CalendarSync.SYNCED)
    assert google.calendars[SHOP][str(visit.calendar_event_id)]["status"] == "cancelled"
    assert take_calendar_changes(desk, shop) == 0


def test_a_lost_thread_is_taken_up_from_the_beginning(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer
) -> None:
    visit = book(desk, shop, maria, ONE)
    google.drag(SHOP, str(visit.calendar_event_id), ONE + 5 * HOUR)
    google.clock, google.oldest_token = google.clock + 100, google.clock + 50
    assert take_calendar_changes(desk, shop) == 1


def test_a_calendar_that_does_not_answer_is_asked_again_by_the_next_round(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer
) -> None:
    visit = book(desk, shop, maria, ONE)
    google.drag(SHOP, str(visit.calendar_event_id), ONE + 5 * HOUR)
    google.temper("events.list", Temper(503), Temper(403, "forbidden"))
    assert take_calendar_changes(desk, shop) == 0
    assert take_calendar_changes(desk, shop) == 1


def test_rounds_that_nobody_asked_for_are_considerate(
    desk: Services, google: GoogleServer, shop: Business, clock: TurnedClock
) -> None:
    take_calendar_changes(desk, shop, considerate=True)
    take_calendar_changes(desk, shop, considerate=True)
    assert google.count("events.list") == 2
    clock.turn(minutes=2)
    take_calendar_changes(desk, shop, considerate=True)
    assert google.count("events.list") == 4


def test_quota_errors_pass_and_the_event_is_written_by_a_later_round(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer, clock: TurnedClock
) -> None:
    quota = Temper(403, "rateLimitExceeded")
    google.temper("events.insert", quota, quota)
    visit = book(desk, shop, maria, ONE)
    assert visit.calendar_sync is CalendarSync.PENDING
    for _round in range(2):
        clock.turn(minutes=5)
        deliver_due(desk)
    assert row(desk, shop, visit.id).calendar_sync is CalendarSync.SYNCED


def test_a_calendar_that_is_away_for_ever_is_told_to_the_owner_once(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer, clock: TurnedClock
) -> None:
    google.temper("events.insert", *[Temper(503)] * 200)
    visit = book(desk, shop, maria, ONE)
    for _round in range(60):
        clock.turn(hours=1)
        deliver_due(desk)
    assert row(desk, shop, visit.id).calendar_sync is CalendarSync.FAILED
    assert len([body for body in owner_texts(desk, shop) if "did not take" in body]) == 1


def test_a_calendar_tells_of_changes_where_we_can_be_reached(
    desk: Services, google: GoogleServer, shop: Business, maria: Customer, clock: TurnedClock
) -> None:
    reachable = replace(desk, public_base_url="https://ring.example")
    google.channels_end = int((clock.now() + timedelta(days=7)).timestamp() * 1000)
    visit = book(reachable, shop, maria, ONE)
    assert watch_calendars(reachable, shop) == 2
    assert watch_calendars(reachable, shop) == 0
    channel = google.channels[0]
    assert channel["address"] == "https://ring.example/v1/calendar/notifications"
    google.drag(SHOP, str(visit.calendar_event_id), ONE + 5 * HOUR)
    assert hear_notification(reachable, channel["token"]) == 1
    clock.turn(days=6.5)
    assert watch_calendars(reachable, shop) == 2


def test_a_calendar_that_refuses_to_tell_is_asked_again_later(
    desk: Services, google: GoogleServer, shop: Business, clock: TurnedClock
) -> None:
    reachable = replace(desk, public_base_url="https://ring.example")
    google.channels_end = int((clock.now() + timedelta(days=7)).timestamp() * 1000)
    google.temper("events.watch", Temper(401, "webhookUrlUnauthorized"), Temper(401, "webhookUrlUnauthorized"))
    assert watch_calendars(reachable, shop) == 0
    assert watch_calendars(reachable, shop) == 0
    assert google.count("events.watch") == 2
    clock.turn(hours=2)
    assert watch_calendars(reachable, shop) == 2


@pytest.mark.parametrize("address", [None, "http://localhost:8000"])
def test_without_an_https_address_nobody_is_asked_to_tell(
    desk: Services, google: GoogleServer, shop: Business, address: str | None
) -> None:
    assert watch_calendars(replace(desk, public_base_url=address), shop) == 0
    assert google.calls == []


@pytest.mark.parametrize("token", ["", "rivera.watch.000000000000000000000000", "nobody.watch.0", "rivera.all.0"])
def test_a_made_up_token_is_not_heard(desk: Services, google: GoogleServer, shop: Business, token: str) -> None:
    with pytest.raises(NotFound):
        hear_notification(desk, token)
    assert google.calls == []
