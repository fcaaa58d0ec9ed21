"""Visits: no technician in two places, whoever asks, in whatever order."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from app.core.appointments import AppointmentChange, AppointmentStatus, CalendarSync, ServiceCount
from app.core.slots import Taken
from app.repositories.errors import DuplicateRecord, InvalidRecord, SlotTaken, UnknownRecord
from app.repositories.ports import Store
from tests.contracts.records import ANA, BROOKS, NOON, RIVERA, a_visit, at, ids, kept, walk

FULL = a_visit(
    "full",
    customer_phone=ANA,
    description="Water heater leaks",
    address="4120 Rainbow Boulevard",
    is_emergency=True,
    status=AppointmentStatus.CONFIRMED,
    lead_source="flyer",
    estimated_value_cents=12_345,
    tags=("warranty",),
    reminder_sent=True,
    reminder_steps=("2h",),
    calendar_event_id="event_placeholder_1",
    calendar_sync=CalendarSync.STUB,
    conversation_id="talk",
    late_cancellation=True,
    version=7,
)
GONE = (AppointmentStatus.CANCELLED, AppointmentStatus.COMPLETED, AppointmentStatus.NO_SHOW)
ACTIVE = (AppointmentStatus.SCHEDULED, AppointmentStatus.CONFIRMED, AppointmentStatus.PENDING_RESCHEDULE)


def a_change(change_id: str, minute: float = 0, appointment_id: str = "visit") -> AppointmentChange:
    return AppointmentChange(
        change_id, appointment_id, at(minute), "owner", "moved", {"start": "1"}, {"start": "2"}, "asked by phone"
    )


def test_a_visit_comes_back_whole(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, FULL)
    with store.unit_of_work() as unit:
        assert unit.appointments.get(RIVERA, "full") == FULL


def test_another_tenants_visit_is_as_good_as_absent(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, FULL)
        unit.appointments.record(RIVERA, a_change("one", appointment_id="full"))
    with kept(store) as unit:
        assert unit.appointments.get(BROOKS, "full") is None
        assert unit.appointments.page(BROOKS, limit=9).items == ()
        assert unit.appointments.active_between(BROOKS, at(-60), at(60)) == ()
        assert unit.appointments.upcoming_for(BROOKS, "ana", NOON) == ()
        assert unit.appointments.history(BROOKS, "full") == ()
        with pytest.raises(UnknownRecord):
            unit.appointments.save(BROOKS, FULL)
        unit.appointments.remove(BROOKS, "full")
    with store.unit_of_work() as unit:
        assert unit.appointments.get(RIVERA, "full") == FULL
        assert ids(unit.appointments.history(RIVERA, "full")) == ["one"]


@pytest.mark.parametrize("status", ACTIVE)
@pytest.mark.parametrize(("start", "minutes"), [(0, 60), (-30, 60), (30, 60), (10, 10), (-10, 90), (59.999, 60)])
def test_an_overlap_is_refused(store: Store, status: AppointmentStatus, start: float, minutes: float) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("first", status=status))
    with store.unit_of_work() as unit:
        with pytest.raises(SlotTaken):
            unit.appointments.book(RIVERA, a_visit("second", start, minutes))
        assert unit.appointments.get(RIVERA, "second") is None


def test_an_overlap_with_an_earlier_long_visit_is_refused(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("week", -5 * 24 * 60, 7 * 24 * 60))
    with store.unit_of_work() as unit, pytest.raises(SlotTaken):
        unit.appointments.book(RIVERA, a_visit("second"))


def test_a_visit_may_begin_when_the_last_one_ends(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("noon"))
        unit.appointments.book(RIVERA, a_visit("before", -60))
        unit.appointments.book(RIVERA, a_visit("after", 60))
    with store.unit_of_work() as unit:
        assert ids(unit.appointments.page(RIVERA, limit=9).items) == ["before", "noon", "after"]


def test_another_technician_or_tenant_may_be_busy_at_the_same_time(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("lees"))
        unit.appointments.book(RIVERA, a_visit("kims", technician_id="kim"))
        unit.appointments.book(BROOKS, a_visit("lees"))
    with store.unit_of_work() as unit:
        assert ids(unit.appointments.page(RIVERA, limit=9).items) == ["kims", "lees"]
        assert ids(unit.appointments.page(BROOKS, limit=9).items) == ["lees"]


@pytest.mark.parametrize("status", GONE)
def test_a_visit_that_is_over_or_off_frees_the_time(store: Store, status: AppointmentStatus) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("first"))
        unit.appointments.save(RIVERA, a_visit("first", status=status))
        unit.appointments.book(RIVERA, a_visit("second"))
        unit.appointments.book(RIVERA, a_visit("third", status=status))
    with store.unit_of_work() as unit:
        assert ids(unit.appointments.active_between(RIVERA, at(0), at(60))) == ["second"]


def test_a_visit_moves_only_to_where_there_is_room(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("first"))
        unit.appointments.book(RIVERA, a_visit("second", 120))
        with pytest.raises(SlotTaken):
            unit.appointments.save(RIVERA, a_visit("second", 30))
        unit.appointments.save(RIVERA, a_visit("first", 30))
        unit.appointments.save(RIVERA, a_visit("second", 90))
        with pytest.raises(SlotTaken):
            unit.appointments.save(RIVERA, a_visit("second", 89))
    with store.unit_of_work() as unit:
        assert unit.appointments.get(RIVERA, "first") == a_visit("first", 30)
        assert unit.appointments.get(RIVERA, "second") == a_visit("second", 90)


def test_a_cancelled_visit_comes_back_only_where_its_time_is_still_free(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("first", status=AppointmentStatus.CANCELLED))
        unit.appointments.book(RIVERA, a_visit("second"))
        with pytest.raises(SlotTaken):
            unit.appointments.save(RIVERA, a_visit("first"))
        unit.appointments.remove(RIVERA, "second")
        unit.appointments.save(RIVERA, a_visit("first"))
    with store.unit_of_work() as unit:
        assert ids(unit.appointments.active_between(RIVERA, at(0), at(60))) == ["first"]


def test_a_visit_is_saved_over_itself(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("visit"))
        unit.appointments.save(RIVERA, replace(FULL, id="visit"))
    with store.unit_of_work() as unit:
        assert unit.appointments.get(RIVERA, "visit") == replace(FULL, id="visit")


def test_a_visit_ends_after_it_begins(store: Store) -> None:
    with store.unit_of_work() as unit:
        with pytest.raises(InvalidRecord):
            unit.appointments.book(RIVERA, a_visit("backwards", 0, -30))
        unit.appointments.book(RIVERA, a_visit("visit"))
        with pytest.raises(InvalidRecord):
            unit.appointments.save(RIVERA, a_visit("visit", 0, 0))
        assert unit.appointments.get(RIVERA, "visit") == a_visit("visit")


def test_an_id_is_given_once_and_an_unknown_one_cannot_be_saved(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.appointments.book(RIVERA, a_visit("visit"))
        with pytest.raises(DuplicateRecord):
            unit.appointments.book(RIVERA, a_visit("visit", 600))
        with pytest.raises(UnknownRecord):
            unit.appointments.save(RIVERA, a_visit("nothing", 300))


def test_fifty_writers_at_once_book_a_slot_exactly_once(store: Store) -> None:
    together = Barrier(10)
    results: list[str] = []

    def attempt(number: int) -> None:
        together.wait(30)
        for round_ in range(5):
            try:
                with kept(store) as unit:
                    unit.appointments.book(RIVERA, a_visit(f"{number}-{round_}", number % 3))
                results.append("booked")
            except SlotTaken:
                results.append("taken")

    writers = [Thread(target=attempt, args=(number,)) for number in range(10)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert sorted(results) == ["booked"] + ["taken"] * 49
    with store.unit_of_work() as unit:
        assert len(unit.appointments.active_between(RIVERA, at(0), at(60))) == 1


def test_active_visits_of_a_span_come_by_start_time(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("long", -3 * 24 * 60, 3 * 24 * 60 + 30, technician_id="kim"))
        unit.appointments.book(RIVERA, a_visit("over", -60))
        unit.appointments.book(RIVERA, a_visit("second", 15, 15))
        unit.appointments.book(RIVERA, a_visit("first", 0, 15))
        unit.appointments.book(RIVERA, a_visit("off", 0, status=AppointmentStatus.CANCELLED))
        unit.appointments.book(RIVERA, a_visit("later", 60))
        unit.appointments.book(RIVERA, a_visit("past", -9 * 24 * 60, 2 * 24 * 60, technician_id="kim"))
    with store.unit_of_work() as unit:
        assert ids(unit.appointments.active_between(RIVERA, at(0), at(60))) == ["long", "first", "second"]
        assert ids(unit.appointments.active_between(RIVERA, at(29), at(30))) == ["long", "second"]
        assert unit.appointments.active_between(RIVERA, at(30), at(60)) == ()


def test_what_is_taken_of_a_span_is_what_its_active_visits_take(store: Store) -> None:
    long = a_visit("long", -3 * 24 * 60, 4 * 24 * 60, technician_id="kim", address="9 Elm Street, Olathe, KS 66061")
    early = a_visit("early", -60, 60)
    inside = a_visit("inside", 10, 30, technician_id="dana", is_emergency=True, address="at the back door")
    off = a_visit("off", 20, 10, technician_id="bob", status=AppointmentStatus.CANCELLED)
    late = a_visit("late", 60, 60)
    with kept(store) as unit:
        for visit in (long, early, inside, off, late):
            unit.appointments.book(RIVERA, visit)
        unit.appointments.book(BROOKS, a_visit("theirs", 10, 30))
    with store.unit_of_work(read_only=True) as unit:
        taken = unit.appointments.taken_between(RIVERA, at(0), at(60))
        others = unit.appointments.taken_between(RIVERA, at(0), at(60), except_for="inside")
    of_inside = Taken(inside.start_time, inside.end_time, "dana", None, is_emergency=True)
    assert sorted(taken) == sorted([Taken(long.start_time, long.end_time, "kim", "66061"), of_inside])
    assert set(taken) - set(others) == {of_inside}


def test_upcoming_visits_of_a_customer_are_those_that_have_not_ended(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("over", -60))
        unit.appointments.book(RIVERA, a_visit("running", -10 * 24 * 60, 10 * 24 * 60 + 1, technician_id="kim"))
        unit.appointments.book(RIVERA, a_visit("next", 60))
        unit.appointments.book(RIVERA, a_visit("off", 120, status=AppointmentStatus.CANCELLED))
        unit.appointments.book(RIVERA, a_visit("bens", 180, customer_id="ben"))
    with store.unit_of_work() as unit:
        assert ids(unit.appointments.upcoming_for(RIVERA, "ana", NOON)) == ["running", "next"]


def test_visits_are_listed_by_start_time_either_way(store: Store) -> None:
    with kept(store) as unit:
        for name, start, who in (("b", 60, "lee"), ("c", 0, "lee"), ("a", 60, "kim"), ("d", 200, "lee")):
            unit.appointments.book(RIVERA, a_visit(name, start, technician_id=who))
    with store.unit_of_work() as unit:
        for limit in (1, 2, 3, 9):
            assert ids(walk(unit.appointments.page, RIVERA, limit=limit)) == ["c", "a", "b", "d"]
            newest = walk(unit.appointments.page, RIVERA, limit=limit, newest_first=True)
            assert ids(newest) == ["d", "b", "a", "c"]


def test_filters_narrow_the_list_together(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("one", 0, customer_id="ben"))
        unit.appointments.book(RIVERA, a_visit("two", 60, technician_id="kim"))
        unit.appointments.book(RIVERA, a_visit("three", 120, status=AppointmentStatus.CANCELLED))
        unit.appointments.book(RIVERA, a_visit("four", 180, status=AppointmentStatus.CONFIRMED))
    with store.unit_of_work() as unit:

        def found(**filters: object) -> list[str]:
            return ids(walk(unit.appointments.page, RIVERA, limit=1, **filters))

        assert found(start=at(60), end=at(180)) == ["two", "three"]
        assert found(start=at(60), newest_first=True) == ["four", "three", "two"]
        assert found(statuses=[AppointmentStatus.CANCELLED]) == ["three"]
        assert found(statuses=ACTIVE) == ["one", "two", "four"]
        assert found(statuses=frozenset(ACTIVE), end=at(180)) == ["one", "two"]
        assert found(customer_id="ana") == ["two", "three", "four"]
        assert found(technician_id="lee", customer_id="ana") == ["three", "four"]
        assert found(technician_id="nobody") == []


def test_a_history_is_told_oldest_first_and_goes_with_its_visit(store: Store) -> None:
    with kept(store) as unit:
        unit.appointments.book(RIVERA, a_visit("visit"))
        unit.appointments.book(RIVERA, a_visit("other", 60))
        unit.appointments.record(RIVERA, a_change("second", 2))
        unit.appointments.record(RIVERA, a_change("first", 1))
        unit.appointments.record(RIVERA, a_change("others", appointment_id="other"))
    with kept(store) as unit:
        assert unit.appointments.history(RIVERA, "visit") == (a_change("first", 1), a_change("second", 2))
        unit.appointments.remove(RIVERA, "visit")
        unit.appointments.remove(RIVERA, "visit")
    with store.unit_of_work() as unit:
        assert unit.appointments.get(RIVERA, "visit") is None
        assert unit.appointments.history(RIVERA, "visit") == ()
        assert ids(unit.appointments.history(RIVERA, "other")) == ["others"]


def test_a_change_of_an_unknown_visit_is_refused(store: Store) -> None:
    with store.unit_of_work() as unit, pytest.raises(UnknownRecord):
        unit.appointments.record(RIVERA, a_change("one", appointment_id="nothing"))


def test_visits_are_counted_by_service_without_the_cancelled(store: Store) -> None:
    visits = [
        a_visit("one", 0, service_type="drain"),
        a_visit("two", 60, service_type="drain"),
        a_visit("three", 120, service_type="drain", is_emergency=True),
        a_visit("four", 180, service_type="boiler"),
        a_visit("five", 240, service_type="boiler", status=AppointmentStatus.CANCELLED),
        a_visit("six", 600, service_type="boiler"),
    ]
    with kept(store) as unit:
        for visit in visits:
            unit.appointments.book(RIVERA, visit)
        unit.appointments.book(BROOKS, a_visit("other"))
    with store.unit_of_work() as unit:
        assert list(unit.appointments.service_counts(RIVERA, at(0), at(600))) == [
            ServiceCount("boiler", False, 1),
            ServiceCount("drain", False, 2),
            ServiceCount("drain", True, 1),
        ]
        assert list(unit.appointments.service_counts(RIVERA, at(601), at(900))) == []


def test_reminder_marks_are_kept_and_nothing_else_is_taken_back(store: Store) -> None:
    seen = a_visit("seen")
    moved = a_visit("moved", start=120)
    with kept(store) as unit:
        unit.appointments.book(RIVERA, seen)
        unit.appointments.book(RIVERA, moved)
    cancelled = replace(seen, status=AppointmentStatus.CANCELLED)
    elsewhere = replace(moved, start_time=at(240), end_time=at(300))
    with kept(store) as unit:
        unit.appointments.save(RIVERA, cancelled)
        unit.appointments.save(RIVERA, elsewhere)
    with kept(store) as unit:
        marked = [replace(visit, reminder_sent=True, reminder_steps=("soon",)) for visit in (seen, moved)]
        unit.appointments.note_reminders(RIVERA, [*marked, replace(seen, id="unknown")])
        unit.appointments.note_reminders(BROOKS, marked)
        unit.appointments.note_reminders(RIVERA, [])
    with store.unit_of_work() as unit:
        assert unit.appointments.get(RIVERA, "seen") == replace(cancelled, reminder_sent=True, reminder_steps=("soon",))
        assert unit.appointments.get(RIVERA, "moved") == elsewhere


def test_a_history_may_be_forgotten_without_its_visit(store: Store) -> None:
    change = AppointmentChange("c1", "one", at(0), "owner", "moved", {"start": "a"}, {"start": "b"})
    with kept(store) as unit:
        for visit in (a_visit("one"), a_visit("two", 60)):
            unit.appointments.book(RIVERA, visit)
        unit.appointments.record(RIVERA, change)
        unit.appointments.record(RIVERA, replace(change, id="c2", appointment_id="two"))
    with kept(store) as unit:
        unit.appointments.forget_history(BROOKS, "one")
        assert len(unit.appointments.history(RIVERA, "one")) == 1
        unit.appointments.forget_history(RIVERA, "one")
    with store.unit_of_work() as unit:
        assert list(unit.appointments.history(RIVERA, "one")) == []
        assert len(unit.appointments.history(RIVERA, "two")) == 1
        assert unit.appointments.get(RIVERA, "one") == a_visit("one")
