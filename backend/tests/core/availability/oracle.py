"""The rules said once more, slowly and another way: minute by minute, by what the wall clock shows."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from app.core.availability.query import TimeQuery
from app.core.businesses import Business, OpenSpan, Technician, WeeklyHours
from app.core.slots import Slot, Taken

MINUTE = timedelta(minutes=1)


def shows(hours: WeeklyHours, local: datetime, business: Business, *, keeps_holidays: bool) -> bool:
    """Does the weekly plan say "open" at what the clock shows?"""
    today, yesterday = local.date(), local.date() - timedelta(days=1)
    if keeps_holidays and today in business.holidays:
        return False
    clock = local.time()
    if any(_in(span, clock) for span in hours.on(today)):
        return True
    over = not (keeps_holidays and yesterday in business.holidays)
    return over and any(span.end <= span.start and clock < span.end for span in hours.on(yesterday))


def _in(span: OpenSpan, clock: time) -> bool:
    return span.start <= clock and (clock < span.end or span.end <= span.start)


def works(business: Business, person: Technician, moment: datetime, *, emergency: bool) -> bool:
    """Is that minute one in which the person may be sent out?"""
    local = moment.astimezone(business.zone)
    if any(day.first <= local.date() <= day.last for day in person.days_off):
        return False
    if any(closure.start <= moment < closure.end for closure in business.closures):
        return False
    if emergency and person.on_call and business.emergency_policy.after_hours:
        return True
    if any(opening.start <= moment < opening.end for opening in business.openings):
        return True
    if not shows(business.business_hours, local, business, keeps_holidays=True):
        return False
    return person.hours is None or shows(person.hours, local, business, keeps_holidays=False)


def in_hours(business: Business, slot: Slot, query: TimeQuery) -> bool:
    """Every minute of the visit, and of the arrival window that is promised."""
    person = business.technician(slot.technician_id)
    assert person is not None
    window = 0 if query.is_emergency else business.slot_rules.arrival_window_minutes
    end = max(slot.end, slot.start + window * MINUTE)
    moment = slot.start
    while moment < end:
        if not works(business, person, moment, emergency=query.is_emergency):
            return False
        moment += MINUTE
    return True


def far_enough(business: Business, slot: Slot, query: TimeQuery, taken: Taken) -> bool:
    """Nothing of the same technician overlaps, and there is time to get there."""
    if taken.technician_id not in (None, slot.technician_id):
        return True
    gap = business.slot_rules.buffer_minutes
    if taken.zip_code and query.zip_code and taken.zip_code != query.zip_code:
        gap += business.slot_rules.travel_buffer_minutes
    if taken.technician_id is None:
        gap = 0
    return slot.end + gap * MINUTE <= taken.start or taken.end + gap * MINUTE <= slot.start


def jobs_on(business: Business, slot: Slot, taken: list[Taken]) -> int:
    day = business.local(slot.start).date()
    return sum(1 for each in taken if each.visit and business.local(each.start).date() == day)


def on_the_grid(business: Business, slot: Slot) -> bool:
    local = business.local(slot.start)
    step = business.slot_rules.step_minutes
    return (local.hour * 60 + local.minute) % step == 0 if 60 % step == 0 else True
