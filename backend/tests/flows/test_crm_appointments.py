"""Somebody at a desk makes, moves and cancels appointments; what cannot be had is answered with what can."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business
from app.core.customers import Customer
from app.core.slots import Taken
from app.core.texts import Audience
from app.flows.crm_appointments import (
    NewAppointment,
    appointment_history,
    cancel_appointment,
    create_appointment,
    get_appointment,
    list_appointments,
)
from app.flows.crm_availability import list_availability
from app.flows.crm_change_appointment import AppointmentPatch, change_appointment
from app.flows.errors import Conflict, Invalid, NotFound
from app.flows.find_times import AvailabilityUnknown
from app.flows.services import Services
from app.providers.ports import Unavailable
from app.providers.stub.calendar import StubCalendar

THURSDAY_ONE = datetime(2026, 6, 4, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class DeafCalendar(StubCalendar):
    def busy(self, business: Business, start: datetime, end: datetime, **_within: object) -> list[Taken]:
        del business, start, end
        raise Unavailable("no answer")


class BusyCalendar(StubCalendar):
    def busy(self, business: Business, start: datetime, end: datetime, **_within: object) -> list[Taken]:
        del business, start, end
        return [Taken(THURSDAY_ONE, THURSDAY_ONE + HOUR, None, visit=False)]


def create(services: Services, business: Business, start: datetime, **more: Any) -> Appointment:
    force = more.pop("force", False)
    new = NewAppointment("maria", start, "water_heater", **more)
    return create_appointment(services, business.id, new, actor="owner", force=force)


def change(services: Services, business: Business, visit: Appointment, **changes: Any) -> Appointment:
    return change_appointment(services, business.id, visit.id, AppointmentPatch(changes), actor="owner")


def test_end_and_technician_are_found_where_not_given(services: Services, business: Business, maria: Customer) -> None:
    first = create(services, business, THURSDAY_ONE)
    second = create(services, business, THURSDAY_ONE)
    assert first.end_time - first.start_time == timedelta(minutes=90)
    assert {first.technician_id, second.technician_id} == {"luis", "dana"}
    assert first.calendar_event_id == f"event_placeholder_{first.id}"


def test_a_taken_time_is_answered_with_the_nearest_free_ones(
    services: Services, business: Business, maria: Customer
) -> None:
    create(services, business, THURSDAY_ONE, technician_id="luis")
    create(services, business, THURSDAY_ONE, technician_id="dana")
    with pytest.raises(Conflict) as refusal:
        create(services, business, THURSDAY_ONE)
    assert refusal.value.extra["reason"] == "taken"
    alternatives = refusal.value.extra["alternatives"]
    assert [each["start"] for each in alternatives] == [
        "2026-06-04T11:00:00-05:00",
        "2026-06-04T11:30:00-05:00",
        "2026-06-04T14:30:00-05:00",
        "2026-06-04T15:00:00-05:00",
    ]
    for each in alternatives:
        create(services, business, datetime.fromisoformat(each["start"]) + 7 * timedelta(days=1))


def test_the_same_alternatives_can_be_booked(services: Services, business: Business, maria: Customer) -> None:
    for technician_id in ("luis", "dana"):
        create(services, business, THURSDAY_ONE, technician_id=technician_id)
    with pytest.raises(Conflict) as refusal:
        create(services, business, THURSDAY_ONE + HOUR)
    offer = refusal.value.extra["alternatives"][0]
    visit = create(services, business, datetime.fromisoformat(offer["start"]), technician_id=offer["technician_id"])
    assert visit.technician_id == offer["technician_id"]


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (datetime(2026, 6, 4, 3, 0, tzinfo=UTC), "outside_hours"),
        (datetime(2026, 6, 7, 18, 0, tzinfo=UTC), "closed"),
        (datetime(2026, 6, 2, 18, 0, tzinfo=UTC), "past"),
        (datetime(2026, 6, 3, 15, 30, tzinfo=UTC), "too_soon"),
        (datetime(2026, 10, 1, 18, 0, tzinfo=UTC), "too_far"),
    ],
)
def test_force_overrules_everything_but_an_overlap(
    services: Services, business: Business, maria: Customer, start: datetime, reason: str
) -> None:
    with pytest.raises(Conflict) as refusal:
        create(services, business, start)
    assert refusal.value.extra["reason"] == reason
    first = create(services, business, start, force=True)
    with pytest.raises(Conflict) as refusal:
        create(services, business, start, technician_id=first.technician_id, force=True)
    assert refusal.value.extra["reason"] == "taken"


def test_odd_minutes_are_a_person_s_own_choice(services: Services, business: Business, maria: Customer) -> None:
    assert create(services, business, THURSDAY_ONE + timedelta(minutes=7, seconds=30)).active


def test_the_calendar_s_busy_times_count_at_the_desk_too(
    services: Services, business: Business, maria: Customer
) -> None:
    with pytest.raises(Conflict):
        create(replace(services, calendar=BusyCalendar()), business, THURSDAY_ONE)


def test_at_the_desk_a_person_decides_while_the_calendar_is_away(
    services: Services, business: Business, maria: Customer
) -> None:
    deaf = replace(services, calendar=DeafCalendar())
    assert create(deaf, business, THURSDAY_ONE).active
    with pytest.raises(AvailabilityUnknown):
        list_availability(deaf, business.id)


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("service_type", {}),
        ("technician_id", {"technician_id": "nobody"}),
        ("end_time", {"end_time": THURSDAY_ONE}),
        ("end_time", {"end_time": THURSDAY_ONE + 25 * HOUR}),
    ],
)
def test_what_makes_no_sense_is_named(
    services: Services, business: Business, maria: Customer, field: str, more: dict[str, Any]
) -> None:
    kind = "nothing_of_ours" if field == "service_type" else "water_heater"
    with pytest.raises(Invalid) as refusal:
        create_appointment(services, business.id, NewAppointment("maria", THURSDAY_ONE, kind, **more), actor="owner")
    assert refusal.value.loc == field


def test_unknown_customers_appointments_and_businesses_are_not_found(services: Services, business: Business) -> None:
    with pytest.raises(NotFound):
        create(services, business, THURSDAY_ONE)
    with pytest.raises(NotFound):
        get_appointment(services, business.id, "nothing")
    with pytest.raises(NotFound):
        list_availability(services, "nobody")


def test_a_moved_appointment_keeps_its_length_and_its_history(
    services: Services, business: Business, maria: Customer
) -> None:
    visit = create(services, business, THURSDAY_ONE, end_time=THURSDAY_ONE + 3 * HOUR)
    moved = change(services, business, visit, start_time=THURSDAY_ONE + HOUR, description="bring the long hose")
    assert (moved.start_time, moved.end_time) == (THURSDAY_ONE + HOUR, THURSDAY_ONE + 4 * HOUR)
    assert moved.description == "bring the long hose"
    actions = [line.action for line in appointment_history(services, business.id, visit.id)]
    assert actions == ["booked", "edited", "moved"]


def test_an_appointment_moves_to_a_colleague_where_its_own_technician_is_taken(
    services: Services, business: Business, maria: Customer
) -> None:
    early = create(services, business, THURSDAY_ONE, technician_id="luis")
    late = create(services, business, THURSDAY_ONE + 2 * HOUR, technician_id="luis")
    moved = change(services, business, late, start_time=THURSDAY_ONE)
    assert moved.technician_id == "dana"
    with pytest.raises(Conflict) as refusal:
        change(services, business, moved, technician_id=early.technician_id)
    assert refusal.value.extra["alternatives"]


def test_a_longer_service_takes_longer(services: Services, business: Business, maria: Customer) -> None:
    with services.store.unit_of_work() as unit:
        longer = replace(business.services[0], key="sewer_line", duration_minutes=120)
        unit.businesses.save(replace(business, services=(*business.services, longer)))
        unit.commit()
    visit = create(services, business, THURSDAY_ONE)
    changed = change(services, business, visit, service_type="sewer_line")
    assert changed.end_time - changed.start_time == timedelta(minutes=120)


@pytest.mark.parametrize("status", list(AppointmentStatus))
def test_every_status_can_be_set_by_hand(
    services: Services, business: Business, maria: Customer, status: AppointmentStatus
) -> None:
    visit = create(services, business, THURSDAY_ONE)
    assert change(services, business, visit, status=status.value).status is status


def test_a_cancelled_appointment_comes_back_only_where_its_time_is_free(
    services: Services, business: Business, maria: Customer
) -> None:
    visit = create(services, business, THURSDAY_ONE, technician_id="luis")
    cancel_appointment(services, business.id, visit.id, actor="owner")
    with pytest.raises(Conflict):
        change(services, business, visit, start_time=THURSDAY_ONE + HOUR)
    assert change(services, business, visit, status="SCHEDULED").calendar_event_id is not None
    cancel_appointment(services, business.id, visit.id, actor="owner")
    create(services, business, THURSDAY_ONE, technician_id="luis")
    with pytest.raises(Conflict) as refusal:
        change(services, business, visit, status="SCHEDULED")
    assert refusal.value.extra["reason"] == "taken"


def test_who_was_told_that_a_visit_is_cancelled_hears_that_it_is_on_again(
    services: Services, business: Business, maria: Customer
) -> None:
    visit = create(services, business, THURSDAY_ONE)
    cancel_appointment(services, business.id, visit.id, actor="owner")
    again = change(services, business, visit, status="SCHEDULED")
    assert not again.late_cancellation
    with services.store.unit_of_work() as unit:
        texts = unit.texts.page(business.id, limit=9).items
    bodies = [text.body for text in reversed(texts) if text.audience is Audience.CUSTOMER]
    assert [("booked" in body, "cancelled" in body) for body in bodies] == [(True, False), (False, True), (True, False)]


def test_appointments_are_listed_by_time_and_bounded(services: Services, business: Business, maria: Customer) -> None:
    visits = [create(services, business, THURSDAY_ONE + hours * HOUR) for hours in (2, 0, -2)]
    page = list_appointments(services, business.id, limit=2, start=THURSDAY_ONE - HOUR, end=THURSDAY_ONE + 3 * HOUR)
    assert [visit.id for visit in page.items] == [visits[1].id, visits[0].id]


def test_availability_lists_free_times_from_now_on(services: Services, business: Business, maria: Customer) -> None:
    slots = list_availability(services, business.id, service_type="water_heater", limit=3)
    assert [business.local(slot.start).strftime("%a %H:%M") for slot in slots] == [
        "Wed 11:00",
        "Wed 11:30",
        "Wed 12:00",
    ]
    far = services.clock.now() + timedelta(days=10_000)
    assert list_availability(services, business.id, start=far) == []
    assert len(list_availability(services, business.id, end=far, limit=200)) == 200
    with pytest.raises(Invalid):
        list_availability(services, business.id, start=far, end=far)
